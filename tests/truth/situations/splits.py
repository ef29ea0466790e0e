"""One billed claim in several CLPs: by side, by units, in one remittance or over two."""

from __future__ import annotations

from dataclasses import replace

from tests.truth.adjudication import any_kind, any_paid
from tests.truth.claims import BilledClaim, SaidClaim
from tests.truth.situations.steps import ANEW, is_wholly_denied, reversed_and_corrected
from tests.truth.telling import Teller


def _sides(t: Teller, numbering: str) -> BilledClaim:
    t.has_known_claims = False
    return t.bill(2, numbering=numbering, same=2, modifiers=(("RT",), ("LT",)))


def _followed(t: Teller, claim: BilledClaim, part: SaidClaim) -> None:
    """What may come of one part: nothing, another answer, a reversal and a correction."""
    how = t.rng.choice(("", "anew", "corrected"))
    (line,) = part.lines
    if how == "anew" and is_wholly_denied(part):
        t.tell(t.answer(claim, {line.key: t.rng.choice(ANEW)}, icn=part.icn))
    if how == "corrected":
        reversed_and_corrected(t, claim, part)


def split_by_side(t: Teller) -> None:
    """The sides of a claim in two CLPs of one remittance."""
    claim = _sides(t, t.rng.choice(("own", "own", "lines", "none")))
    parts = [t.answer(claim, {line.key: any_kind(t.rng)}) for line in claim.lines]
    t.tell(*parts)
    for part in parts:
        _followed(t, claim, part)


def split_by_side_over_two_remittances(t: Teller) -> None:
    claim = _sides(t, t.rng.choice(("own", "own", "lines")))
    kinds = [any_paid(t.rng), "denied"]
    t.rng.shuffle(kinds)
    parts = [t.answer(claim, {x.key: kind}) for x, kind in zip(claim.lines, kinds, strict=True)]
    for part in parts:
        t.tell(part)
    for part in parts:
        _followed(t, claim, part)


def split_by_units(t: Teller) -> None:
    """The units of one line in two CLPs of one remittance: some paid, some denied."""
    _split_units(t, is_one_claim=False)


def split_in_one_claim(t: Teller) -> None:
    _split_units(t, is_one_claim=True)


def _split_units(t: Teller, is_one_claim: bool) -> None:
    claim = t.bill(1, numbering=t.rng.choice(("own", "none")))
    t.has_known_claims = is_one_claim
    (billed,) = claim.lines
    half = billed.charge / 2
    parts = [
        replace(t.line(billed, kind, half), key=f"{billed.key}{part}", units=billed.units // 2)
        for part, kind in (("a", "paid"), ("b", "denied"))
    ]
    t.rng.shuffle(parts)
    said = [t.of_lines(claim, parts)] if is_one_claim else [t.of_lines(claim, [x]) for x in parts]
    t.tell(*said)
    if t.rng.random() < 0.5:  # a later answer is to the part still denied
        denied = next(part for part in parts if part.paid == 0)
        anew = replace(t.line(billed, any_paid(t.rng), half), key=denied.key, units=denied.units)
        icn = next(one.icn for one in said if denied in one.lines)
        t.tell(t.of_lines(claim, [anew], icn=icn))


TOLD = (split_by_side, split_by_side_over_two_remittances, split_by_units, split_in_one_claim)
