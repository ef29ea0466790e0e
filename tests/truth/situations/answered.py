"""One claim answered once, corrected, denied again, taken back."""

from __future__ import annotations

from dataclasses import replace

from tests.truth.adjudication import WHOLLY_DENIED
from tests.truth.situations.steps import (
    ANEW,
    HOW,
    all_denied,
    answered_anew,
    first,
    reversed_and_corrected,
)
from tests.truth.telling import Teller


def answered_once(t: Teller) -> None:
    first(t, t.bill())


def reversal_and_correction(t: Teller) -> None:
    claim = t.bill()
    said = first(t, claim, must_deny=True)
    for _ in range(t.rng.choice((1, 1, 2))):
        said = reversed_and_corrected(t, claim, said, "22")


def negative_without_22(t: Teller) -> None:
    claim = t.bill()
    reversed_and_corrected(t, claim, first(t, claim, must_deny=True), "negative")


def reversal_by_the_claim_alone(t: Teller) -> None:
    claim = t.bill()
    reversed_and_corrected(t, claim, first(t, claim, must_deny=True), "bare")


def correction_told_as_22(t: Teller) -> None:
    claim = t.bill()
    reversed_and_corrected(t, claim, first(t, claim, must_deny=True), "22", status="22")


def correction_before_its_reversal(t: Teller) -> None:
    """Both stand in one remittance, the correction in front."""
    claim = t.bill()
    said = all_denied(t, claim)
    anew = t.answer(claim, [t.rng.choice(ANEW) for _ in claim.lines])
    t.tell(anew, t.reversal(said, t.rng.choice(HOW)))


def all_in_one_remittance(t: Teller) -> None:
    """Denied, taken back and answered anew within one remittance: a reversal stands between."""
    claim = t.bill()
    said = t.answer(claim, [t.rng.choice(WHOLLY_DENIED) for _ in claim.lines])
    anew = t.answer(claim, [t.rng.choice(ANEW) for _ in claim.lines])
    t.tell(said, t.reversal(said, t.rng.choice(HOW)), anew)


def answered_anew_without_reversal(t: Teller) -> None:
    claim = t.bill()
    answered_anew(t, claim, first(t, claim, must_deny=True))


def denied_again(t: Teller) -> None:
    claim = t.bill()
    said = all_denied(t, claim)
    for _ in range(t.rng.choice((1, 2))):
        said = t.answer(claim, [t.rng.choice(WHOLLY_DENIED) for _ in claim.lines], icn=said.icn)
        t.tell(said)


def reversed_and_left(t: Teller) -> None:
    claim = t.bill()
    said = first(t, claim, must_deny=True)
    t.tell(t.reversal(said, t.rng.choice(HOW)))


def reversed_then_answered_later(t: Teller) -> None:
    """The reversal comes alone; the answer instead of it in a later remittance."""
    claim = t.bill()
    said = all_denied(t, claim)
    t.tell(t.reversal(said, t.rng.choice(HOW)))
    sign = t.rng.choice(("icn", "reference"))
    numbers = {"icn": said.icn} if sign == "icn" else {"reference": said.icn}
    t.tell(t.answer(claim, [t.rng.choice(ANEW) for _ in claim.lines], **numbers))


def reversal_under_its_own_number(t: Teller) -> None:
    """The reversal has a payer number of its own and refers to the answer it takes back."""
    claim = t.bill()
    said = first(t, claim, must_deny=True)
    taken = replace(t.reversal(said), icn=t.icn(), reference=said.icn)
    anew = t.answer(claim, [t.rng.choice(ANEW) for _ in claim.lines])
    t.tell(taken, *([anew] if t.rng.random() < 0.7 else []))


def corrected_under_another_number(t: Teller) -> None:
    """Billed again under a new control number; the answer refers to the claim corrected."""
    claim = t.bill()
    said = all_denied(t, claim)
    again = replace(claim, control_number=f"{claim.control_number}R")
    kinds = [t.rng.choice(ANEW) for _ in claim.lines]
    t.has_claim_file = False  # the file would have to bill it again too
    t.tell(t.answer(again, kinds, reference=said.icn))


TOLD = (
    answered_once,
    reversal_and_correction,
    negative_without_22,
    reversal_by_the_claim_alone,
    correction_told_as_22,
    correction_before_its_reversal,
    all_in_one_remittance,
    answered_anew_without_reversal,
    denied_again,
    reversed_and_left,
    reversed_then_answered_later,
    reversal_under_its_own_number,
    corrected_under_another_number,
)
