"""Money brought, not brought, taken back; money of the claim and not of its lines."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.truth.adjudication import any_denied, any_paid
from tests.truth.claims import Adjustment, BilledClaim, SaidClaim
from tests.truth.situations.steps import ANEW, HOW, all_denied, reversed_and_corrected
from tests.truth.telling import Teller


def pays_no_more(t: Teller) -> None:
    """Denied in part, taken back, answered for the same money or less."""
    claim = t.bill(1)
    (line,) = claim.lines
    said = t.answer(claim, "partial")
    t.tell(said)
    part = said.lines[0]
    contract, denied = part.adjustments
    paid = part.paid * t.rng.choice((10, 10, 5)) / 10
    denied = replace(denied, amount=denied.amount * t.rng.choice((0, 5, 10)) / 10)
    contract = replace(contract, amount=line.charge - paid - denied.amount)
    adjustments = (contract, denied) if denied.amount else (contract,)
    anew = replace(part, paid=paid, adjustments=adjustments)
    t.tell(t.reversal(said, t.rng.choice(HOW)), t.of_lines(claim, [anew]))


def recovered_by_cost_share(t: Teller) -> None:
    claim = t.bill()
    said = all_denied(t, claim)
    anew = t.answer(claim, "share_only", icn=said.icn)
    t.tell(*([t.reversal(said)] if t.rng.random() < 0.5 else []), anew)


def partial_takeback(t: Teller) -> None:
    """Denied or paid at first, then paid, then a part of the payment is taken back."""
    claim = t.bill(1)
    said = t.answer(claim, t.rng.choice(("denied", "denied", "paid")))
    t.tell(said)
    if said.paid == 0:
        said = t.answer(claim, t.rng.choice(("paid", "partial")), icn=said.icn)
        t.tell(said)
    taken_from(t, claim, said)


def taken_back_in_pieces(t: Teller) -> None:
    """Denied, then paid; the payment is taken back in parts until nothing of it is left."""
    claim = t.bill(1)
    denied = all_denied(t, claim)
    said = t.answer(claim, t.rng.choice(("paid", "partial")), icn=denied.icn)
    t.tell(said)
    part = _cents(said.paid / 10 * t.rng.randrange(2, 8))
    for taken in (part, said.paid - part):
        t.tell(_a_part_of(t, claim, said, taken))


def taken_from(t: Teller, claim: BilledClaim, said: SaidClaim) -> None:
    """Tell that a part of the one line of an answer is taken back; perhaps another."""
    for _ in range(t.rng.choice((1, 1, 2))):
        part = _cents(said.paid / 20 * t.rng.randrange(1, 9))
        t.tell(_a_part_of(t, claim, said, part))


def _a_part_of(t: Teller, claim: BilledClaim, said: SaidClaim, part: Decimal) -> SaidClaim:
    """A 22 with a part of the amounts: neither the whole charge nor the adjustments."""
    contract = _cents(part / 10 * t.rng.choice((0, 0, 2)))
    adjustments = (Adjustment("CO", "45", -contract),) if contract else ()
    taken = replace(said.lines[0], charge=-part - contract, paid=-part, adjustments=adjustments)
    return t.of_lines(claim, [taken], icn=said.icn, status="22")


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))


def full_takeback(t: Teller) -> None:
    """Denied, then paid, then the payment is taken back and nothing follows."""
    claim = t.bill()
    said = all_denied(t, claim)
    paid = t.answer(claim, "paid", icn=said.icn)
    t.tell(*([t.reversal(said)] if t.rng.random() < 0.5 else []), paid)
    t.tell(t.reversal(paid, t.rng.choice(HOW)))


def denied_after_payment(t: Teller) -> None:
    """Paid, taken back and denied after review; now and then paid again on appeal."""
    claim = t.bill()
    said = t.answer(claim, [any_paid(t.rng) for _ in claim.lines])
    t.tell(said)
    kinds = [any_denied(t.rng) for _ in claim.lines]
    denied = t.answer(claim, kinds)
    t.tell(t.reversal(said, t.rng.choice(HOW)), denied)
    if t.rng.random() < 0.4:
        reversed_and_corrected(t, claim, denied)


def denied_after_a_separate_takeback(t: Teller) -> None:
    """The takeback in one remittance, the denial in a later one."""
    claim = t.bill()
    said = t.answer(claim, [any_paid(t.rng) for _ in claim.lines])
    t.tell(said)
    t.tell(t.reversal(said, t.rng.choice(HOW)))
    t.tell(t.answer(claim, [any_denied(t.rng) for _ in claim.lines], icn=said.icn))


def taken_back_without_denial(t: Teller) -> None:
    claim = t.bill()
    said = t.answer(claim, "paid")
    t.tell(said)
    t.tell(t.reversal(said, t.rng.choice(HOW)))


def denied_for_the_claim(t: Teller) -> None:
    """A reason of the claim beside those of its lines; the lines' payments stand before it."""
    claim = t.bill()
    said = t.answer(claim, "paid")
    (off,) = t.line(claim.lines[0], "denied").adjustments
    off = replace(off, amount=said.charge / 10)
    said = replace(said, adjustments=(off,), paid=said.paid - off.amount)
    t.tell(said)
    if t.rng.random() < 0.5:
        reversed_and_corrected(t, claim, said, t.rng.choice(("22", "bare")))


def denied_as_a_whole(t: Teller) -> None:
    """One reason for the whole claim, none for its lines, which show their charge as paid or 0."""
    claim = t.bill()
    said = t.answer(claim, "denied", status="1")
    off = replace(said.lines[0].adjustments[0], amount=said.charge)
    is_lawful = t.rng.random() < 0.5
    lines = tuple(
        replace(line, adjustments=(), paid=line.charge if is_lawful else line.paid)
        for line in said.lines
    )
    said = replace(said, adjustments=(off,), lines=lines)
    t.tell(said)
    if t.rng.random() < 0.6:
        reversed_and_corrected(t, claim, said)


def claim_without_lines(t: Teller) -> None:
    """Answered as a whole, without an SVC: the claim is one line."""
    claim = t.bill(1)
    kinds = ["denied", t.rng.choice(ANEW)][: t.rng.choice((1, 2))]
    for kind in kinds:
        said = t.answer(claim, kind, icn=f"W{t.number}")
        t.tell(_as_a_whole(said))


def answered_as_a_whole_then_by_line(t: Teller) -> None:
    """The first answer has no SVC, the next has: the claim of one line is one line throughout."""
    claim = t.bill(1)
    said = t.answer(claim, "denied")
    t.tell(_as_a_whole(said))
    t.tell(t.answer(claim, t.rng.choice(ANEW), icn=said.icn))


def _as_a_whole(said: SaidClaim) -> SaidClaim:
    """The answer to a claim of one line, told of the claim."""
    (line,) = said.lines
    return replace(said, lines=(), adjustments=line.adjustments, whole_line=line.key)


def interest_in_the_payment(t: Teller) -> None:
    """Interest in CLP04 is no payment of a service."""
    claim = t.bill()
    said = t.answer(claim, [t.rng.choice((any_paid, any_denied))(t.rng) for _ in claim.lines])
    t.tell(replace(said, interest=t.rng.choice((said.charge / 100, said.charge / 20))))


TOLD = (
    pays_no_more,
    recovered_by_cost_share,
    partial_takeback,
    taken_back_in_pieces,
    full_takeback,
    denied_after_payment,
    denied_after_a_separate_takeback,
    taken_back_without_denial,
    denied_for_the_claim,
    denied_as_a_whole,
    claim_without_lines,
    answered_as_a_whole_then_by_line,
    interest_in_the_payment,
)
