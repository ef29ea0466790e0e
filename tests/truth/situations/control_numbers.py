"""Several claims under one control number, and claims whose control number says nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.truth.adjudication import any_paid
from tests.truth.claims import BilledClaim
from tests.truth.situations.steps import (
    ANEW,
    answered_anew,
    first,
    is_wholly_denied,
    numbers_of,
    reversed_and_corrected,
)
from tests.truth.telling import Teller


def account_number(t: Teller) -> None:
    """The practice sends its account number: each visit has its own day and payer number."""
    patient, numbering = t.a_patient(), t.rng.choice(("lines", "none", "own"))
    day = t.a_day() - timedelta(days=21)
    before: BilledClaim | None = None
    for visit in range(t.rng.choice((2, 3, 4))):
        claim = t.bill(
            t.rng.choice((1, 2)),
            control_number=f"AC{t.number}",
            patient=patient,
            numbering=numbering,
            day=day + timedelta(days=7 * visit),
        )
        if before and len(before.lines) == len(claim.lines) and t.rng.random() < 0.6:
            claim = _alike(t, claim, before)
        before = claim
        said = first(t, claim)
        if is_wholly_denied(said) and t.rng.random() < 0.6:
            t.rng.choice((reversed_and_corrected, answered_anew))(t, claim, said)


def _alike(t: Teller, claim: BilledClaim, before: BilledClaim) -> BilledClaim:
    """The claim billed last, for the same services as one before."""
    lines = tuple(
        replace(line, procedure=as_before.procedure, charge=as_before.charge)
        for line, as_before in zip(claim.lines, before.lines, strict=True)
    )
    t.claims[-1] = replace(claim, lines=lines)
    return t.claims[-1]


def control_number_zero(t: Teller) -> None:
    _unnumbered(t, "0")


def control_number_empty(t: Teller) -> None:
    _unnumbered(t, "")


def _unnumbered(t: Teller, number: str) -> None:
    """Claims without a control number are known by the payer's number or a reference to it."""
    for _ in range(t.rng.choice((2, 3))):
        claim = t.bill(t.rng.choice((1, 2)), control_number=number, numbering="none")
        said = first(t, claim)
        if is_wholly_denied(said) and t.rng.random() < 0.7:
            numbers = numbers_of(t, t.rng.choice(("icn", "reference")), said)
            t.tell(t.answer(claim, [t.rng.choice(ANEW) for _ in claim.lines], **numbers))


def two_visits_a_day(t: Teller) -> None:
    """Two payer claim numbers in one remittance are two claims, alike as they may be."""
    number, patient, day = f"V{t.number}", t.a_patient(), t.a_day()
    morning, evening = (
        t.bill(1, control_number=number, patient=patient, numbering="none", day=day)
        for _ in range(2)
    )
    if t.rng.random() < 0.7:
        evening = _alike(t, evening, morning)
        same = replace(evening.lines[0], modifiers=morning.lines[0].modifiers)
        evening = t.claims[-1] = replace(evening, lines=(same,))
    visits = [t.answer(morning, any_paid(t.rng)), t.answer(evening, "denied")]
    t.tell(*visits)
    if t.rng.random() < 0.5:
        t.tell(t.answer(evening, t.rng.choice(ANEW), icn=visits[1].icn))


def number_used_for_another_patient(t: Teller) -> None:
    """The same number and day, another name and another payer number."""
    number, patient, day = f"N{t.number}", t.a_patient(), t.a_day()
    for one in (patient, t.a_patient(unlike=patient)):
        claim = t.bill(1, control_number=number, numbering="lines", patient=one, day=day)
        said = first(t, claim)
        if is_wholly_denied(said) and t.rng.random() < 0.5:
            answered = t.answer(claim, t.rng.choice(ANEW), icn=said.icn)
            t.tell(answered)


def no_sign(t: Teller) -> None:
    """The same number, another day, another payer number, no reference: two claims."""
    number, patient, day = f"S{t.number}", t.a_patient(), t.a_day()
    for place, kind in enumerate(("denied", any_paid(t.rng))):
        on = day + timedelta(days=3 * place)
        claim = t.bill(1, control_number=number, patient=patient, numbering="none", day=on)
        if place and t.rng.random() < 0.5:
            claim = _alike(t, claim, t.claims[0])
        t.tell(t.answer(claim, kind))


def no_payer_claim_number(t: Teller) -> None:
    """A payer that gives no CLP07: the same number, days and lines are the sign."""
    claim = t.bill()
    t.tell(t.answer(claim, "denied", icn=""))
    t.tell(t.answer(claim, [t.rng.choice(ANEW) for _ in claim.lines], icn=""))


TOLD = (
    account_number,
    control_number_zero,
    control_number_empty,
    two_visits_a_day,
    number_used_for_another_patient,
    no_sign,
    no_payer_claim_number,
)
