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
    HOW,
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


def any_sequence(t: Teller) -> None:
    """One line known by its REF 6R, each answer by a number of its own: all that may follow."""
    claim = t.bill(1, numbering="own")
    standing: list[SaidClaim] = []
    for _ in range(t.rng.randrange(2, 7)):
        if t.rng.random() < 0.1:
            t.tell(t.answer(claim, t.rng.choice(("duplicate", "not_final"))))
        told: list[SaidClaim] = []
        if standing and t.rng.random() < 0.6:
            taken = standing.pop(t.rng.randrange(len(standing)))
            told.append(t.reversal(taken, t.rng.choice(HOW)))
        # A payment that stands is taken back before another answer, else the two would add up.
        is_free = all(brought_nothing(said.lines[0]) for said in standing)
        if is_free and (not told or t.rng.random() < 0.7):
            standing.append(t.answer(claim, any_kind(t.rng)))
            told.append(standing[-1])
        if told:
            t.tell(*told)
    if standing and standing[-1].paid > 0:
        taken_from(t, claim, standing[-1])


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


TOLD = (mixed, mixed_visits, any_sequence)
