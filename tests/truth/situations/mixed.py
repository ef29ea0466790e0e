"""Several troubles in one history, in any order: a walk of a claim through what payers do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.truth.adjudication import any_kind
from tests.truth.claims import BilledClaim, SaidClaim
from tests.truth.situations.money import taken_from
from tests.truth.situations.no_answers import pend
from tests.truth.situations.payers import spelled
from tests.truth.situations.steps import (
    another_answer,
    brought_nothing,
    reversed_and_corrected,
)
from tests.truth.telling import Teller


def mixed(t: Teller) -> None:
    """One claim, or several visits under an account number, each with a history of its own."""
    _walk(t, t.bill())


def mixed_visits(t: Teller) -> None:
    """Visits of one account, whose answers come one visit after the other."""
    patient, day, numbering = t.a_patient(), t.a_day(), t.rng.choice(("lines", "none", "own"))
    for visit in range(t.rng.choice((2, 3))):
        claim = t.bill(
            control_number=f"MV{t.number}",
            patient=patient,
            numbering=numbering,
            day=day + timedelta(days=5 * visit),
        )
        _walk(t, claim)


def _walk(t: Teller, claim: BilledClaim) -> None:
    payer = t.payer
    is_renamed = t.rng.random() < 0.2
    if t.rng.random() < 0.2:
        pend(t, claim)
    said: SaidClaim | None = t.answer(claim, [any_kind(t.rng) for _ in claim.lines])
    t.tell(*([said] if said else []))
    for _ in range(t.rng.randrange(4)):
        if is_renamed:
            t.payer = spelled(t, payer)
        if t.rng.random() < 0.15:
            t.tell(t.answer(claim, "duplicate"))
        if t.rng.random() < 0.15:
            t.repeat()
        said = _step(t, claim, said) if said else None
    t.payer = payer


def _step(t: Teller, claim: BilledClaim, said: SaidClaim) -> SaidClaim | None:
    """One more thing told; the answer that may be spoken of next, none where the story ends."""
    denied = [line for line in said.lines if brought_nothing(line)]
    if denied and t.rng.random() < 0.5:
        anew = another_answer(t, claim, said)
        if (anew.icn, anew.charge, anew.paid) == (said.icn, said.charge, said.paid):
            anew = replace(anew, icn=t.icn(), reference=said.icn)  # a reversal tells them apart
        t.tell(anew)
        return anew
    if len(said.lines) == 1 and said.paid > 0 and t.rng.random() < 0.4:
        taken_from(t, claim, said)
        return None
    if t.rng.random() < 0.2:
        t.tell(t.reversal(said, t.rng.choice(("22", "negative", "bare"))))
        return None
    status = "22" if t.rng.random() < 0.2 else None
    return reversed_and_corrected(t, claim, said, status=status)


TOLD = (mixed, mixed_visits)
