"""Steps that several situations share: first and other answers, reversals and corrections."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.truth.adjudication import DENIED, PAID, WHOLLY_DENIED, any_kind
from tests.truth.claims import BilledClaim, SaidClaim, SaidLine
from tests.truth.telling import Teller

Situation = Callable[[Teller], None]
# How a reversal is told: as the guide has it; negative under another status; by the CLP alone.
HOW = ("22", "22", "negative", "bare")
# What may follow a full denial without a reversal: what the answers paid adds up.
ANEW = ("paid", "paid", "paid_with_share", "share_only", "partial", "denied", "denied_twice")
Numbers = dict[str, str | None]


def first(t: Teller, claim: BilledClaim, *, must_deny: bool = False) -> SaidClaim:
    """Tell a first answer of all lines of a claim."""
    kinds = [any_kind(t.rng) for _ in claim.lines]
    if must_deny:
        kinds[t.rng.randrange(len(kinds))] = "denied"
    said = t.answer(claim, kinds)
    t.tell(said)
    return said


def all_denied(t: Teller, claim: BilledClaim) -> SaidClaim:
    """Tell a first answer that denies all lines."""
    said = t.answer(claim, [t.rng.choice(WHOLLY_DENIED) for _ in claim.lines])
    t.tell(said)
    return said


def numbers_of(t: Teller, sign: str, before: SaidClaim) -> Numbers:
    """The payer's number of a later answer, and what it refers to, by its sign."""
    if sign == "icn":
        return {"icn": before.icn}
    return {"reference": before.icn if sign == "reference" else None}


def answered_anew(t: Teller, claim: BilledClaim, before: SaidClaim) -> SaidClaim:
    """Tell another answer, without a reversal, to the lines that brought nothing."""
    said = another_answer(t, claim, before)
    t.tell(said)
    return said


def another_answer(t: Teller, claim: BilledClaim, before: SaidClaim) -> SaidClaim:
    """Another answer to the lines that brought nothing, by some sign that it is the same claim."""
    denied = {line.key for line in before.lines if brought_nothing(line)}
    again = [line for line in claim.lines if line.key in denied]
    kinds = {line.key: t.rng.choice(ANEW) for line in again}
    signs = ["icn", "reference"]
    if all(line.control_number and len(line.control_number) > 2 for line in again):
        signs.append("6R")
    if len(again) == len(claim.lines):
        signs.append("lines")
    return t.answer(claim, kinds, **numbers_of(t, t.rng.choice(signs), before))


def reversed_and_corrected(
    t: Teller, claim: BilledClaim, before: SaidClaim, how: str = "", status: str | None = None
) -> SaidClaim:
    """Tell in one remittance that an answer is taken back, and what is answered instead."""
    kinds = {line.key: t.rng.choice((*PAID, *PAID, *DENIED)) for line in before.lines}
    sign = t.rng.choice(("icn", "reference", "none"))
    anew = t.answer(claim, kinds, status=status, **numbers_of(t, sign, before))
    t.tell(t.reversal(before, how or t.rng.choice(HOW)), anew)
    return anew


def brought_nothing(line: SaidLine) -> bool:
    """Neither a payment nor a cost share."""
    shares = (a.amount for a in line.adjustments if a.group == "PR" and a.carc in ("1", "2", "3"))
    return line.paid == 0 and sum(shares, Decimal(0)) == 0


def is_wholly_denied(said: SaidClaim) -> bool:
    """Every line is denied, and brought nothing."""
    return all(
        brought_nothing(line) and any(a.carc != "45" for a in line.adjustments)
        for line in said.lines
    )
