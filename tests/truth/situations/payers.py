"""Who answers: a payer under several names, several plans of one, a second payer, another payer."""

from __future__ import annotations

from dataclasses import replace

from tests.truth.adjudication import any_kind
from tests.truth.claims import Payer
from tests.truth.situations.steps import (
    all_denied,
    answered_anew,
    brought_nothing,
    first,
    reversed_and_corrected,
)
from tests.truth.telling import PAYERS, SECOND_PAYERS, Teller

IN_REF_2U = Payer("NORTH BAY BENEFIT FUND", "NBB12", "2U")
IN_TRN03 = Payer("RIVER BEND ASSURANCE", "1998877665", "TRN03")
WITHOUT_NUMBER = Payer("OLD MILL MUTUAL", None)
PLANS = (Payer("SUMMIT TEACHERS PLAN", "TPA44"), Payer("CANYON BUILDERS TRUST", "TPA44"))


def spelled(t: Teller, payer: Payer) -> Payer:
    """The payer under its name, or another spelling of it."""
    name = payer.name
    spellings = (
        name,
        name.title(),
        f"{name} INC",
        f"{name}, INC.",
        f"{name.title()} Inc",
        f"{name} LLC",
        name.replace(" ", "  "),
    )
    return replace(payer, name=t.rng.choice(spellings))


def renamed_payer(t: Teller) -> None:
    payer = t.payer
    claim = t.bill()
    t.payer = spelled(t, payer)
    said = first(t, claim, must_deny=True)
    t.payer = spelled(t, payer)
    t.rng.choice((reversed_and_corrected, answered_anew))(t, claim, said)


def plans_under_one_id(t: Teller) -> None:
    """Clearly different names under one id stay several payers, and still link."""
    plans = t.rng.sample(PLANS, 2)
    claim = t.bill()
    t.payer = plans[0]
    said = first(t, claim, must_deny=True)
    t.payer = plans[1]
    t.rng.choice((reversed_and_corrected, answered_anew))(t, claim, said)


def payer_number_in_ref_2u(t: Teller) -> None:
    claim = t.bill()
    t.payer = spelled(t, IN_REF_2U)
    said = first(t, claim, must_deny=True)
    t.payer = spelled(t, IN_REF_2U)
    answered_anew(t, claim, said)


def payer_number_in_trn03(t: Teller) -> None:
    """Only the number of who sends the money, and a like name."""
    claim = t.bill()
    t.payer = spelled(t, IN_TRN03)
    said = first(t, claim, must_deny=True)
    t.payer = spelled(t, IN_TRN03)
    t.rng.choice((reversed_and_corrected, answered_anew))(t, claim, said)


def payer_without_number(t: Teller) -> None:
    """Known by its name, whatever its case and spaces."""
    claim = t.bill()
    t.payer = WITHOUT_NUMBER
    said = first(t, claim, must_deny=True)
    t.payer = replace(WITHOUT_NUMBER, name=t.rng.choice(("Old Mill Mutual", "OLD  MILL MUTUAL")))
    answered_anew(t, claim, said)


def secondary_payer(t: Teller) -> None:
    """The second payer answers after the first; its answers stand apart."""
    claim = t.bill()
    said = first(t, claim)
    if any(brought_nothing(line) for line in said.lines) and t.rng.random() < 0.5:
        answered_anew(t, claim, said)
    t.payer = t.rng.choice((*SECOND_PAYERS, *SECOND_PAYERS, t.payer))  # now and then the same
    status = t.rng.choice(("2", "3", "20", "21"))
    second = t.answer(claim, [any_kind(t.rng) for _ in claim.lines], status=status)
    t.tell(second)
    if t.rng.random() < 0.3:
        reversed_and_corrected(t, claim, second, "22", status=status)


def another_payer_first(t: Teller) -> None:
    """Denied by one payer, then billed to the right one: each payer's answers are its own."""
    t.has_known_claims = False
    wrong, right = t.rng.sample(PAYERS, 2)
    claim = t.bill()
    t.payer = wrong
    all_denied(t, claim)
    t.payer = right
    said = first(t, claim)
    if any(brought_nothing(line) for line in said.lines) and t.rng.random() < 0.5:
        answered_anew(t, claim, said)


TOLD = (
    renamed_payer,
    plans_under_one_id,
    payer_number_in_ref_2u,
    payer_number_in_trn03,
    payer_without_number,
    secondary_payer,
    another_payer_first,
)
