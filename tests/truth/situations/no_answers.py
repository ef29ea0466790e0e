"""What is told and is no answer: pended, still to come, refused as a duplicate, told again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.truth.adjudication import any_kind
from tests.truth.claims import BilledClaim
from tests.truth.situations.steps import (
    answered_anew,
    brought_nothing,
    first,
    reversed_and_corrected,
)
from tests.truth.telling import Teller


def pended_first(t: Teller) -> None:
    claim = t.bill()
    pend(t, claim)
    said = first(t, claim, must_deny=t.rng.random() < 0.5)
    if any(brought_nothing(line) for line in said.lines) and t.rng.random() < 0.4:
        answered_anew(t, claim, said)


def pended_only(t: Teller) -> None:
    pend(t, t.bill())


def pend(t: Teller, claim: BilledClaim) -> None:
    """Tell that there is no decision yet: at zero, with the lines or without."""
    said = t.answer(
        claim, "nothing", status=t.rng.choice(("5", "10", "13", "15", "16", "17", "23"))
    )
    if t.rng.random() < 0.4:
        said = replace(said, lines=(), whole_line=claim.lines[0].key)
    t.tell(said)


def estimated_first(t: Teller) -> None:
    """A predetermination (25) is no answer, whatever it says."""
    claim = t.bill()
    t.tell(t.answer(claim, [any_kind(t.rng) for _ in claim.lines], status="25"))
    if t.rng.random() < 0.7:
        first(t, claim)


def pended_by_its_reason(t: Teller) -> None:
    """CARC 133 says the answer is still to come: the next is the first."""
    claim = t.bill(1)
    said = t.answer(claim, "not_final")
    t.tell(said)
    if t.rng.random() < 0.7:
        t.tell(t.answer(claim, any_kind(t.rng), icn=said.icn))


def duplicate_refused_first(t: Teller) -> None:
    """A duplicate refusal is no first answer where there is another."""
    claim = t.bill()
    duplicate = t.answer(claim, "duplicate")
    t.tell(duplicate)
    if t.rng.random() < 0.7:
        t.tell(t.answer(claim, [any_kind(t.rng) for _ in claim.lines], icn=duplicate.icn))


def duplicate_refused_later(t: Teller) -> None:
    """Nor does it change anything later, in another remittance or in the same."""
    claim = t.bill()
    if t.rng.random() < 0.4:
        said = t.answer(claim, [any_kind(t.rng) for _ in claim.lines])
        t.tell(said, t.answer(claim, "duplicate"))
    else:
        said = first(t, claim, must_deny=True)
        t.tell(t.answer(claim, "duplicate"))
    if any(brought_nothing(line) for line in said.lines) and t.rng.random() < 0.5:
        answered_anew(t, claim, said)


def told_in_two_files(t: Teller) -> None:
    """The same remittance in another file counts once."""
    claim = t.bill()
    said = first(t, claim, must_deny=True)
    t.repeat()
    if t.rng.random() < 0.6:
        reversed_and_corrected(t, claim, said)
        if t.rng.random() < 0.5:
            t.repeat()


def another_claim_in_another_file(t: Teller) -> None:
    """The same remittance in another file, with a claim alike but for its number and day: kept."""
    number, patient, day = f"O{t.number}", t.a_patient(), t.a_day()
    one = t.bill(1, control_number=number, patient=patient, numbering="none", day=day)
    t.bill(1, control_number=number, patient=patient, numbering="none", day=day + timedelta(days=9))
    (line,) = one.lines
    alike = replace(line, key=t.claims[1].lines[0].key, day=t.claims[1].lines[0].day)
    other = t.claims[1] = replace(t.claims[1], lines=(alike,))
    said = t.answer(one, any_kind(t.rng))
    same = replace(said.lines[0], key=alike.key, day=alike.day)
    t.tell(said, in_other_file=t.of_lines(other, [same]))


TOLD = (
    pended_first,
    pended_only,
    estimated_first,
    pended_by_its_reason,
    duplicate_refused_first,
    duplicate_refused_later,
    told_in_two_files,
    another_claim_in_another_file,
)
