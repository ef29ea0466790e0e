"""The judge itself, by examples worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.truth.claims import Adjustment, Payer, SaidClaim, SaidLine, Told
from tests.truth.judge import Denial, Expected, judge

PAYER = Payer("ACME HEALTH", "PAY01")
DAY = date(2025, 12, 15)


def an_answer(
    charge: int, paid: int, *adjustments: tuple[str, str, int], status: str = "1"
) -> SaidClaim:
    """A claim of one line."""
    said = tuple(Adjustment(group, carc, Decimal(amount)) for group, carc, amount in adjustments)
    line = SaidLine("L", "99213", (), DAY, Decimal(charge), Decimal(paid), said, "L1")
    return SaidClaim(
        "C", status, "A1", "I1", ("DOE", "JANE"), line.charge, line.paid, (line,), day=DAY
    )


def a_reversal(of: SaidClaim) -> SaidClaim:
    """The claim alone, at negated amounts."""
    return SaidClaim(
        "C", "22", "A1", "I1", of.patient, -of.charge, -of.paid, (), day=DAY, takes_back=of
    )


def judged(*claims: SaidClaim | list[SaidClaim]) -> Expected:
    """The one line of these claims, each told in a remittance of its own; a list shares one."""
    told = []
    for place, claim in enumerate(claims, start=1):
        together = claim if isinstance(claim, list) else [claim]
        told += [Told(date(2026, place, 10), PAYER, 0, one) for one in together]
    (expected,) = judge(told).values()
    return expected


def a_denial(amount: int, outcome: str, recovered: int, still_open: int) -> Denial:
    return Denial(Decimal(amount), outcome, Decimal(recovered), Decimal(still_open))


NONE = Denial(Decimal(0), None, Decimal(0), Decimal(0))
DENIED = ("CO", "16", 100)


def test_a_full_denial_stays_open_while_nothing_follows() -> None:
    line = judged(an_answer(100, 0, DENIED))
    assert (line.first.verdict, line.carc, line.group) == ("full", "16", "CO")
    assert line.denial == a_denial(100, "open", 0, 100)


def test_contract_and_cost_share_are_not_denied() -> None:
    # 100 = 50 paid + 20 contract + 10 coinsurance + 20 denied
    line = judged(an_answer(100, 50, ("CO", "45", 20), ("PR", "2", 10), ("CO", "97", 20)))
    assert line.first.verdict == "partial"
    assert line.denial == a_denial(20, "open", 0, 20)


def test_never_more_is_denied_than_was_charged() -> None:
    line = judged(an_answer(100, 0, ("CO", "16", 100), ("CO", "97", 50), ("OA", "94", -50)))
    assert line.denial.amount == 100


def test_the_larger_reason_is_the_primary_one_and_ties_go_by_category() -> None:
    larger = judged(an_answer(100, 0, ("CO", "97", 40), ("OA", "16", 60)))
    tied = judged(an_answer(100, 0, ("CO", "97", 50), ("OA", "29", 50)))
    assert (larger.carc, larger.group) == ("16", "OA")
    assert (tied.carc, tied.category) == ("29", "Timely Filing")  # before Bundling/NCCI


def test_a_correction_that_pays_recovers() -> None:
    denied = an_answer(100, 0, DENIED)
    paid = an_answer(100, 80, ("CO", "45", 20))
    assert judged(denied, [a_reversal(denied), paid]).denial == a_denial(100, "recovered", 80, 0)
    assert judged(denied, paid).denial == a_denial(100, "recovered", 80, 0)


def test_less_money_than_at_first_is_no_recovery() -> None:
    # At first 50 paid and 30 denied; then 40 paid and 20 denied: 40 is not more than 50.
    first = an_answer(100, 50, ("CO", "45", 20), ("CO", "97", 30))
    anew = an_answer(100, 40, ("CO", "45", 40), ("CO", "97", 20))
    assert judged(first, [a_reversal(first), anew]).denial == a_denial(30, "re_denied", 0, 20)


def test_the_same_money_without_a_denial_leaves_nothing_open_and_recovers_nothing() -> None:
    first = an_answer(100, 50, ("CO", "45", 20), ("CO", "97", 30))
    anew = an_answer(100, 50, ("CO", "45", 50))
    assert judged(first, [a_reversal(first), anew]).denial == a_denial(30, "re_denied", 0, 0)


def test_cost_share_recovers_without_money() -> None:
    denied = an_answer(100, 0, DENIED)
    shared = an_answer(100, 0, ("CO", "45", 20), ("PR", "1", 80))
    assert judged(denied, shared).denial == a_denial(100, "recovered", 0, 0)


def test_more_money_with_a_part_still_denied_recovers_in_part() -> None:
    denied = an_answer(100, 0, DENIED)
    part = an_answer(100, 60, ("CO", "45", 10), ("CO", "97", 30))
    assert judged(denied, part).denial == a_denial(100, "partly_recovered", 60, 30)


def test_a_partial_takeback_lowers_what_was_recovered() -> None:
    # 80 paid, 30 of it taken back: 50 kept, and the answer stands.
    taken = an_answer(-30, -30, status="22")
    denied, paid = an_answer(100, 0, DENIED), an_answer(100, 80, ("CO", "45", 20))
    assert judged(denied, paid, taken).denial == a_denial(100, "recovered", 50, 0)


def test_a_payment_taken_back_whole_leaves_the_first_denial_open() -> None:
    denied, paid = an_answer(100, 0, DENIED), an_answer(100, 80, ("CO", "45", 20))
    assert judged(denied, paid, a_reversal(paid)).denial == a_denial(100, "open", 0, 100)


def test_a_denial_taken_back_with_nothing_after_it_is_reversed() -> None:
    denied = an_answer(100, 0, DENIED)
    assert judged(denied, a_reversal(denied)).denial == a_denial(100, "reversed", 0, 100)


def test_an_answer_that_says_nothing_leaves_the_denial_where_it_was() -> None:
    nothing = an_answer(100, 0, ("CO", "45", 100))
    assert judged(an_answer(100, 0, DENIED), nothing).denial == a_denial(100, "re_denied", 0, 100)


def test_three_denials_of_a_line_are_denied_once() -> None:
    again = an_answer(100, 0, ("CO", "97", 100))
    assert judged(an_answer(100, 0, DENIED), again, again).denial == a_denial(
        100, "re_denied", 0, 100
    )


def test_paid_taken_back_and_denied_is_no_initial_denial() -> None:
    paid, denied = an_answer(100, 80, ("CO", "45", 20)), an_answer(100, 0, ("CO", "50", 100))
    line = judged(paid, [a_reversal(paid), denied])
    assert (line.first.verdict, line.denial) == ("paid", NONE)
    assert line.after_payment == a_denial(100, "open", 0, 100)
    assert line.taken_back == 80


def test_a_denial_after_payment_can_be_recovered_too() -> None:
    paid, denied = an_answer(100, 80, ("CO", "45", 20)), an_answer(100, 0, ("CO", "50", 100))
    line = judged(paid, [a_reversal(paid), denied], [a_reversal(denied), paid])
    assert line.after_payment == a_denial(100, "recovered", 80, 0)
    assert line.taken_back == 0  # all of it is back


def test_money_taken_back_in_part_is_lost_without_a_denial() -> None:
    line = judged(an_answer(100, 80, ("CO", "45", 20)), an_answer(-30, -30, status="22"))
    assert (line.denial, line.after_payment, line.taken_back) == (NONE, NONE, 30)


def test_pended_is_no_answer_and_the_next_is_the_first() -> None:
    pended = an_answer(100, 0, status="13")
    line = judged(pended, an_answer(100, 0, DENIED))
    assert (line.first.on, line.denial.outcome) == (date(2026, 2, 10), "open")
    assert judge([Told(date(2026, 1, 10), PAYER, 0, pended)]) == {}


def test_a_duplicate_refusal_is_no_answer_where_there_is_another() -> None:
    duplicate = an_answer(100, 0, ("OA", "18", 100))
    denied = an_answer(100, 0, DENIED)
    assert judged(denied, duplicate).denial == a_denial(100, "open", 0, 100)
    assert judged(duplicate, denied).first.on == date(2026, 2, 10)
    assert judged(duplicate).first.is_duplicate


def test_a_secondary_answer_stands_apart() -> None:
    told = [
        Told(date(2026, 1, 10), PAYER, 0, an_answer(100, 0, DENIED)),
        Told(date(2026, 2, 10), PAYER, 0, an_answer(100, 100, status="2")),
    ]
    first, second = judge(told).values()
    assert (first.key.is_secondary, first.denial) == (False, a_denial(100, "open", 0, 100))
    assert (second.key.is_secondary, second.first.verdict) == (True, "paid")


def test_what_a_claim_adjusts_counts_once_shared_by_charge() -> None:
    # 40 of the claim over charges of 100 and 300: 10 and 30, off what the lines show paid.
    lines = tuple(
        SaidLine(key, "99213", (), DAY, Decimal(charge), Decimal(charge), (), None)
        for key, charge in (("a", 100), ("b", 300))
    )
    whole = (Adjustment("CO", "97", Decimal(40)),)
    claim = SaidClaim(
        "C", "1", "A1", "I1", ("DOE", "JANE"), Decimal(400), Decimal(360), lines, whole
    )
    judged_lines = judge([Told(date(2026, 1, 10), PAYER, 0, claim)]).values()
    assert [line.denial.amount for line in judged_lines] == [10, 30]
    assert [line.first.paid for line in judged_lines] == [90, 270]
