"""The situations of untidy payers, each a function that tells one history.

Only what the rules of linking can know is told: a later answer has the payer's number, a reference,
a reversal, the same days and lines, or a line number to be known by. Where a payer gives no sign,
two claims are billed, as the rules say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.truth.adjudication import DENIED, PAID, any_denied, any_kind, any_paid
from tests.truth.claims import BilledClaim, History, Payer, SaidClaim
from tests.truth.telling import PAYERS, SECOND_PAYERS, Teller

Situation = Callable[[Teller], None]
SITUATIONS: dict[str, Situation] = {}
HOW = ("22", "22", "negative", "bare")
# A denial answered anew without a reversal: what the answers paid adds up.
ANEW = ("paid", "paid", "paid_with_share", "share_only", "partial", "denied", "denied_twice")


def situation(tell: Situation) -> Situation:
    SITUATIONS[tell.__name__] = tell
    return tell


def history(name: str, seed: int, number: int) -> History:
    """The history of a situation, the same for the same seed and number."""
    teller = Teller(Random(f"{seed} {name} {number}"), name, number)
    SITUATIONS[name](teller)
    return teller.history()


# Steps that several situations share


def first(t: Teller, claim: BilledClaim, *, must_deny: bool = False) -> SaidClaim:
    """Tell a first answer of all lines of a claim."""
    kinds = [any_kind(t.rng) for _ in claim.lines]
    if must_deny:
        kinds[t.rng.randrange(len(kinds))] = "denied"
    said = t.answer(claim, kinds)
    t.tell(said)
    return said


def numbers_of(t: Teller, sign: str, before: SaidClaim) -> dict[str, str | None]:
    """The payer's number of a later answer, and what it refers to, by its sign."""
    if sign == "icn":
        return {"icn": before.icn}
    return {"reference": before.icn if sign == "reference" else None}


def answered_anew(t: Teller, claim: BilledClaim, before: SaidClaim) -> SaidClaim:
    """Tell another answer without a reversal: the denied lines, or all where all were denied."""
    denied = {line.key for line in before.lines if line.paid == 0 and _share(line) == 0}
    again = [line for line in claim.lines if line.key in denied]
    signs = ["icn", "reference"]
    if all(line.control_number and len(line.control_number) > 2 for line in again):
        signs.append("6R")
    if len(again) == len(claim.lines):
        signs.append("lines")
    kinds = {line.key: t.rng.choice(ANEW) for line in again}
    said = t.answer(claim, kinds, **numbers_of(t, t.rng.choice(signs), before))
    t.tell(said)
    return said


def _share(line) -> int:
    return sum(a.amount for a in line.adjustments if a.group == "PR" and a.carc in ("1", "2", "3"))


def all_denied(t: Teller, claim: BilledClaim) -> SaidClaim:
    said = t.answer(claim, [t.rng.choice(DENIED[:4]) for _ in claim.lines])
    t.tell(said)
    return said


def reversed_and_corrected(
    t: Teller, claim: BilledClaim, before: SaidClaim, how: str = "", status: str | None = None
) -> SaidClaim:
    """Tell in one remittance that an answer is taken back, and what is answered instead."""
    kinds = [t.rng.choice((*PAID, *PAID, *DENIED)) for _ in claim.lines]
    sign = t.rng.choice(("icn", "reference", "none"))
    anew = t.answer(claim, kinds, status=status, **numbers_of(t, sign, before))
    t.tell(t.reversal(before, how or t.rng.choice(HOW)), anew)
    return anew


# One claim


@situation
def answered_once(t: Teller) -> None:
    first(t, t.bill())


@situation
def reversal_and_correction(t: Teller) -> None:
    claim = t.bill()
    said = first(t, claim, must_deny=True)
    for _ in range(t.rng.choice((1, 1, 2))):
        said = reversed_and_corrected(t, claim, said, "22")


@situation
def negative_without_22(t: Teller) -> None:
    claim = t.bill()
    reversed_and_corrected(t, claim, first(t, claim, must_deny=True), "negative")


@situation
def reversal_by_the_claim_alone(t: Teller) -> None:
    claim = t.bill()
    reversed_and_corrected(t, claim, first(t, claim, must_deny=True), "bare")


@situation
def correction_told_as_22(t: Teller) -> None:
    claim = t.bill()
    reversed_and_corrected(t, claim, first(t, claim, must_deny=True), "22", status="22")


@situation
def answered_anew_without_reversal(t: Teller) -> None:
    claim = t.bill()
    answered_anew(t, claim, first(t, claim, must_deny=True))


@situation
def denied_again(t: Teller) -> None:
    claim = t.bill()
    said = all_denied(t, claim)
    for _ in range(t.rng.choice((1, 2))):
        said = t.answer(claim, [t.rng.choice(DENIED[:4]) for _ in claim.lines], icn=said.icn)
        t.tell(said)


@situation
def reversed_and_left(t: Teller) -> None:
    claim = t.bill()
    said = first(t, claim, must_deny=True)
    t.tell(t.reversal(said, t.rng.choice(HOW)))


@situation
def pays_no_more(t: Teller) -> None:
    """Denied in part, taken back, answered for the same money or less."""
    claim = t.bill(1)
    (line,) = claim.lines
    said = t.answer(claim, "partial")
    t.tell(said)
    part = said.lines[0]
    paid = part.paid * t.rng.choice((10, 10, 5)) / 10
    denied = part.adjustments[1]
    denied = replace(denied, amount=denied.amount * t.rng.choice((0, 5, 10)) / 10)
    contract = replace(part.adjustments[0], amount=line.charge - paid - denied.amount)
    anew = replace(
        part, paid=paid, adjustments=(contract, denied) if denied.amount else (contract,)
    )
    t.tell(t.reversal(said), t.of_lines(claim, [anew]))


@situation
def recovered_by_cost_share(t: Teller) -> None:
    claim = t.bill()
    said = all_denied(t, claim)
    anew = t.answer(claim, "share_only", icn=said.icn)
    t.tell(*([t.reversal(said)] if t.rng.random() < 0.5 else []), anew)


# Lines


@situation
def day_corrected(t: Teller) -> None:
    _told_otherwise(t, lambda t, line: replace(line, day=line.day + timedelta(days=1)))


@situation
def code_corrected(t: Teller) -> None:
    _told_otherwise(t, lambda t, line: replace(line, procedure="99215"))


@situation
def charge_corrected(t: Teller) -> None:
    def corrected(t: Teller, line):
        billed = next(one for one in t.claims[0].lines if one.key == line.key)
        return t.line(billed, t.rng.choice(("paid", "partial", "denied")), billed.charge + 50)

    _told_otherwise(t, corrected)


def _told_otherwise(t: Teller, change) -> None:
    """A line told again under its REF 6R with another day, code or charge; reversed or not."""
    numbering = t.rng.choice(("own", "lines"))
    claim = t.bill(numbering=numbering)
    said = all_denied(t, claim)
    is_reversed = t.rng.random() < 0.4
    sign = "none" if is_reversed else t.rng.choice(("icn", "reference"))
    if numbering == "own" and t.rng.random() < 0.6:
        sign = "none"
    anew = t.answer(claim, [t.rng.choice(ANEW) for _ in claim.lines], **numbers_of(t, sign, said))
    place = t.rng.randrange(len(anew.lines))
    lines = list(anew.lines)
    lines[place] = change(t, lines[place])
    anew = replace(t.of_lines(claim, lines, icn=anew.icn, reference=anew.reference))
    t.tell(*([t.reversal(said)] if is_reversed else []), anew)


@situation
def recoded_without_6r(t: Teller) -> None:
    """The reversal in the same remittance links the one line that comes back under a new code."""
    claim = t.bill(t.rng.choice((1, 1, 2, 3)), numbering="none")
    said = all_denied(t, claim)
    anew = t.answer(claim, [t.rng.choice(ANEW) for _ in claim.lines])
    lines = list(anew.lines)
    place = t.rng.randrange(len(lines))
    lines[place] = replace(lines[place], procedure="99215")
    t.tell(t.reversal(said), t.of_lines(claim, lines, icn=anew.icn))


@situation
def twin_lines(t: Teller) -> None:
    """Two lines alike but for their REF 6R; one is denied and answered again."""
    claim = t.bill(t.rng.choice((2, 3)), numbering="own", same=2)
    kinds = [any_kind(t.rng) for _ in claim.lines]
    place = t.rng.randrange(2)
    kinds[:2] = ["paid", "paid"]
    kinds[place] = "denied"
    said = t.answer(claim, kinds)
    t.tell(said)
    t.tell(t.answer(claim, {claim.lines[place].key: any_paid(t.rng)}, icn=said.icn))


# Splits


def _sides(t: Teller, numbering: str) -> BilledClaim:
    return t.bill(2, numbering=numbering, same=2, modifiers=(("RT",), ("LT",)))


@situation
def split_by_side(t: Teller) -> None:
    """The sides of a claim in two CLPs of one remittance."""
    claim = _sides(t, t.rng.choice(("own", "own", "lines", "none")))
    t.has_known_claims = False
    parts = [t.answer(claim, {line.key: any_kind(t.rng)}) for line in claim.lines]
    t.tell(*parts)
    for part in parts:
        if _is_all_denied(part) and t.rng.random() < 0.5:
            (line,) = part.lines
            t.tell(t.answer(claim, {line.key: t.rng.choice(ANEW)}, icn=part.icn))


@situation
def split_by_side_over_two_remittances(t: Teller) -> None:
    claim = _sides(t, t.rng.choice(("own", "own", "lines")))
    t.has_known_claims = False
    kinds = [any_paid(t.rng), "denied"]
    t.rng.shuffle(kinds)
    parts = [t.answer(claim, {x.key: kind}) for x, kind in zip(claim.lines, kinds, strict=True)]
    for part in parts:
        t.tell(part)
    for part in parts:
        if _is_all_denied(part) and t.rng.random() < 0.5:
            (line,) = part.lines
            t.tell(t.answer(claim, {line.key: t.rng.choice(ANEW)}, icn=part.icn))


@situation
def split_by_units(t: Teller) -> None:
    """The units of one line in two CLPs of one remittance: some paid, some denied."""
    _split_units(t, is_one_claim=False)


@situation
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
    if is_one_claim:
        said = t.of_lines(claim, parts)
        t.tell(said)
    else:
        pair = [t.of_lines(claim, [part]) for part in parts]
        t.tell(*pair)
        said = next(one for one in pair if one.paid == 0)
    if t.rng.random() < 0.5:  # the part still denied is answered before the part already paid
        denied = next(part for part in parts if part.paid == 0)
        anew = replace(t.line(billed, any_paid(t.rng), half), key=denied.key, units=denied.units)
        t.tell(t.of_lines(claim, [anew], icn=said.icn))


def _is_all_denied(said: SaidClaim) -> bool:
    return all(line.paid == 0 and _share(line) == 0 for line in said.lines) and any(
        a.carc != "45" for line in said.lines for a in line.adjustments
    )


# Money taken back


@situation
def partial_takeback(t: Teller) -> None:
    """Denied, then paid, then a part of the payment is taken back; now and then all of it."""
    claim = t.bill(1)
    (line,) = claim.lines
    said = t.answer(claim, t.rng.choice(("denied", "denied", "paid")))
    t.tell(said)
    if said.paid == 0:
        said = t.answer(claim, t.rng.choice(("paid", "partial")), icn=said.icn)
        t.tell(said)
    left = said.paid
    for _ in range(t.rng.choice((1, 1, 2))):
        part = left if t.rng.random() < 0.2 else left / 10 * t.rng.randrange(1, 6)
        if part <= 0 or part == said.paid:
            break
        left -= part
        taken = replace(said.lines[0], charge=-part, paid=-part, adjustments=(), remarks=())
        t.tell(t.of_lines(claim, [taken], icn=said.icn, status="22"))


@situation
def full_takeback(t: Teller) -> None:
    """Denied, then paid, then the payment is taken back and nothing follows."""
    claim = t.bill()
    said = all_denied(t, claim)
    paid = t.answer(claim, "paid", icn=said.icn)
    t.tell(*([t.reversal(said)] if t.rng.random() < 0.5 else []), paid)
    t.tell(t.reversal(paid, t.rng.choice(HOW)))


@situation
def denied_after_payment(t: Teller) -> None:
    claim = t.bill()
    said = t.answer(claim, [any_paid(t.rng) for _ in claim.lines])
    t.tell(said)
    kinds = [any_denied(t.rng) for _ in claim.lines]
    t.tell(t.reversal(said, t.rng.choice(HOW)), t.answer(claim, kinds))


@situation
def taken_back_without_denial(t: Teller) -> None:
    claim = t.bill()
    said = t.answer(claim, "paid")
    t.tell(said)
    t.tell(t.reversal(said, t.rng.choice(HOW)))


# Payers


def _spelled(t: Teller, payer: Payer) -> Payer:
    name = payer.name
    spellings = (
        name.title(),
        f"{name} INC",
        f"{name}, INC.",
        f"{name.title()} Inc",
        f"{name} LLC",
        name.replace(" ", "  "),
    )
    return replace(payer, name=t.rng.choice((name, *spellings)))


@situation
def renamed_payer(t: Teller) -> None:
    claim = t.bill()
    t.payer = _spelled(t, t.payer)
    said = first(t, claim, must_deny=True)
    t.payer = _spelled(t, next(one for one in PAYERS if one.number == t.payer.number))
    if t.rng.random() < 0.5:
        reversed_and_corrected(t, claim, said)
    else:
        answered_anew(t, claim, said)


@situation
def plans_under_one_id(t: Teller) -> None:
    """Clearly different names under one id stay several payers, and still link."""
    plans = [Payer("SUMMIT TEACHERS PLAN", "TPA44"), Payer("CANYON BUILDERS TRUST", "TPA44")]
    t.rng.shuffle(plans)
    claim = t.bill()
    t.payer = plans[0]
    said = first(t, claim, must_deny=True)
    t.payer = plans[1]
    reversed_and_corrected(t, claim, said)


@situation
def payer_number_in_ref_2u(t: Teller) -> None:
    claim = t.bill()
    t.payer = PAYERS[3]
    said = first(t, claim, must_deny=True)
    t.payer = _spelled(t, t.payer)
    answered_anew(t, claim, said)


@situation
def secondary_payer(t: Teller) -> None:
    """The second payer answers after the first; its answers stand apart."""
    claim = t.bill()
    said = first(t, claim)
    if t.rng.random() < 0.5:
        answered_anew(t, claim, said) if _has_denied(said) else None
    t.payer = t.rng.choice(SECOND_PAYERS)
    second = t.answer(
        claim, [any_kind(t.rng) for _ in claim.lines], status=t.rng.choice(("2", "3", "20", "21"))
    )
    t.tell(second)
    if t.rng.random() < 0.3:
        reversed_and_corrected(t, claim, second, "22", status=second.status)


def _has_denied(said: SaidClaim) -> bool:
    return any(line.paid == 0 and _share(line) == 0 for line in said.lines)


# Claims under one control number


@situation
def account_number(t: Teller) -> None:
    """The practice sends its account number: each visit has its own day and payer number."""
    account, patient = f"AC{t.number}", t.a_patient()
    numbering = t.rng.choice(("lines", "none", "own"))
    day, procedures = t.bill(1).lines[0].day, None
    t.claims.clear()
    for visit in range(t.rng.choice((2, 3, 4))):
        claim = t.bill(
            t.rng.choice((1, 2)),
            control_number=account,
            patient=patient,
            numbering=numbering,
            day=day + timedelta(days=7 * visit),
        )
        if procedures and t.rng.random() < 0.6 and len(claim.lines) == len(procedures):
            lines = tuple(
                replace(line, procedure=code, charge=charge)
                for line, (code, charge) in zip(claim.lines, procedures, strict=True)
            )
            claim = t.claims[-1] = replace(claim, lines=lines)
        procedures = [(line.procedure, line.charge) for line in claim.lines]
        said = first(t, claim)
        if _is_all_denied(said) and t.rng.random() < 0.6:
            if t.rng.random() < 0.5:
                reversed_and_corrected(t, claim, said)
            else:
                answered_anew(t, claim, said)


@situation
def control_number_zero(t: Teller) -> None:
    _unnumbered(t, "0")


@situation
def control_number_empty(t: Teller) -> None:
    _unnumbered(t, "")


def _unnumbered(t: Teller, number: str) -> None:
    """Claims without a control number are known by the payer's number or a reference to it."""
    for _ in range(t.rng.choice((2, 3))):
        claim = t.bill(t.rng.choice((1, 2)), control_number=number, numbering="none")
        said = first(t, claim)
        if _is_all_denied(said) and t.rng.random() < 0.7:
            sign = t.rng.choice(("icn", "reference"))
            kinds = [t.rng.choice(ANEW) for _ in claim.lines]
            t.tell(t.answer(claim, kinds, **numbers_of(t, sign, said)))


@situation
def two_visits_a_day(t: Teller) -> None:
    """Two payer claim numbers in one remittance are two claims, alike as they may be."""
    number, patient = f"V{t.number}", t.a_patient()
    morning = t.bill(1, control_number=number, patient=patient, numbering="none")
    line = morning.lines[0]
    evening = t.bill(1, control_number=number, patient=patient, numbering="none", day=line.day)
    alike = replace(evening.lines[0], procedure=line.procedure, modifiers=line.modifiers)
    if t.rng.random() < 0.7:
        evening = t.claims[-1] = replace(evening, lines=(replace(alike, charge=line.charge),))
    visits = [t.answer(morning, any_paid(t.rng)), t.answer(evening, "denied")]
    t.tell(*visits)
    if t.rng.random() < 0.5:
        t.tell(t.answer(evening, t.rng.choice(ANEW), icn=visits[1].icn))


@situation
def number_used_for_another_patient(t: Teller) -> None:
    one = t.bill(1, control_number=f"N{t.number}", numbering="lines")
    other = t.bill(
        1,
        control_number=f"N{t.number}",
        numbering="lines",
        patient=t.a_patient(unlike=one.patient),
        day=one.lines[0].day,
    )
    first(t, one)
    first(t, other)


@situation
def no_sign(t: Teller) -> None:
    """The same number, another day, another payer number, no reference: two claims."""
    one = t.bill(1, control_number=f"S{t.number}", numbering="none")
    (line,) = one.lines
    other = t.bill(
        1,
        control_number=f"S{t.number}",
        numbering="none",
        patient=one.patient,
        day=line.day + timedelta(days=3),
    )
    t.tell(t.answer(one, "denied"))
    t.tell(t.answer(other, any_paid(t.rng)))


@situation
def no_payer_claim_number(t: Teller) -> None:
    """A payer that gives no CLP07: the same number, days and lines are the sign."""
    claim = t.bill()
    t.tell(t.answer(claim, [t.rng.choice(DENIED[:4]) for _ in claim.lines], icn=""))
    t.tell(t.answer(claim, [t.rng.choice(ANEW) for _ in claim.lines], icn=""))


# Answers that are none, and answers told again


@situation
def pended_first(t: Teller) -> None:
    claim = t.bill()
    _pend(t, claim)
    said = first(t, claim, must_deny=t.rng.random() < 0.5)
    if _has_denied(said) and t.rng.random() < 0.4:
        answered_anew(t, claim, said)


@situation
def pended_only(t: Teller) -> None:
    _pend(t, t.bill())


def _pend(t: Teller, claim: BilledClaim) -> None:
    status = t.rng.choice(("5", "10", "13", "15", "16", "17", "23", "25"))
    said = t.answer(claim, "nothing", status=status)
    if t.rng.random() < 0.4:
        said = replace(said, lines=(), whole_line=claim.lines[0].key)
    t.tell(said)


@situation
def pended_by_its_reason(t: Teller) -> None:
    """CARC 133 says the answer is still to come: the next is the first."""
    claim = t.bill(1)
    said = t.answer(claim, "not_final")
    t.tell(said)
    if t.rng.random() < 0.7:
        t.tell(t.answer(claim, any_kind(t.rng), icn=said.icn))


@situation
def refused_as_duplicate(t: Teller) -> None:
    """A duplicate refusal is no answer while there is another, before it or after."""
    claim = t.bill()
    duplicate = t.answer(claim, "duplicate")
    if t.rng.random() < 0.3:
        t.tell(duplicate)
        if t.rng.random() < 0.7:
            t.tell(t.answer(claim, [any_kind(t.rng) for _ in claim.lines], icn=duplicate.icn))
        return
    said = first(t, claim, must_deny=True)
    t.tell(duplicate)
    if t.rng.random() < 0.5:
        answered_anew(t, claim, said)


@situation
def told_in_two_files(t: Teller) -> None:
    """The same remittance in another file counts once."""
    claim = t.bill()
    said = first(t, claim, must_deny=True)
    t.repeat()
    if t.rng.random() < 0.6:
        reversed_and_corrected(t, claim, said)
        if t.rng.random() < 0.5:
            t.repeat()


# Claim level


@situation
def denied_for_the_claim(t: Teller) -> None:
    """A reason of the claim beside those of its lines; the lines' payments stand before it."""
    claim = t.bill()
    said = t.answer(claim, "paid")
    off = replace(t.line(claim.lines[0], "denied").adjustments[0], amount=said.charge / 10)
    said = replace(said, adjustments=(off,), paid=said.paid - off.amount)
    t.tell(said)
    if t.rng.random() < 0.5:
        reversed_and_corrected(t, claim, said, t.rng.choice(("22", "bare")))


@situation
def claim_without_lines(t: Teller) -> None:
    claim = t.bill(1)
    for place in range(t.rng.choice((1, 2))):
        kind = "denied" if place == 0 else any_paid(t.rng)
        said = t.answer(claim, kind, icn=f"W{t.number}")
        t.tell(
            replace(
                said,
                lines=(),
                adjustments=said.lines[0].adjustments,
                whole_line=claim.lines[0].key,
            )
        )


@situation
def interest_in_the_payment(t: Teller) -> None:
    """Interest in CLP04 is no payment of a service."""
    claim = t.bill()
    said = t.answer(claim, [any_kind(t.rng) for _ in claim.lines])
    t.tell(replace(said, interest=t.rng.choice((said.charge / 100, said.charge / 20))))
