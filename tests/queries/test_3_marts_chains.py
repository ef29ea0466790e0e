"""What came of a denial (rules 6 and 7): answers to one line in a chain, each counted once.

Three weeks are used: answers of 2 March, 16 March and 30 March 2026, all Mondays.
"""

from __future__ import annotations

from datetime import date

import pytest

from analytics.vocabulary import ReviewFilters
from tests.given import (
    Claim,
    a_claim,
    a_denied_claim,
    a_denied_line,
    a_line,
    a_remittance,
    a_reversal_of,
    an_835,
    an_interchange,
    given,
)
from tests.queries.conftest import House

FIRST, SECOND, THIRD = "20260302", "20260316", "20260330"
MONEY = ("outcome", "denied_amount", "recovered_amount", "open_amount")


def on(day: str, *claims: Claim, payer: str = "BLUE LANTERN") -> str:
    """A file with one advice of this day, its trace its own."""
    return an_835(*claims, date=day, trace=f"T{day}{claims[0].number}", payer=payer)


def a_paid_claim(number: str, procedure: str = "99213", **said: object) -> Claim:
    """A claim of $100: 80 paid, 20 written off by contract."""
    return a_claim(number, [a_line(procedure, adjustments=[("CO", "45", "20.00")])], **said)


# --- Counted once


@given(*(on(day, a_denied_claim("THRICE")) for day in (FIRST, SECOND, THIRD)))
def test_three_denials_of_one_line_are_denied_once(house: House) -> None:
    assert house.outcome("THRICE", *MONEY) == ("re_denied", 100, 0, 100)
    counts = house.outcome("THRICE", "later_answer_count", "re_denial_count", "remit_date")
    assert counts == (2, 2, date(2026, 3, 2))


@given(
    on(FIRST, a_denied_claim("OTHER-REASON", "16")),
    on(SECOND, a_denied_claim("OTHER-REASON", "50")),
)
def test_a_re_denial_for_another_reason_leaves_the_first_reason_standing(house: House) -> None:
    assert house.outcome("OTHER-REASON", "outcome", "carc_code") == ("re_denied", "16")


@given(
    on(FIRST, a_denied_claim("TWO-PAYERS")),
    on(SECOND, a_paid_claim("TWO-PAYERS", icn="RED-1"), payer="RED HARBOR"),
)
def test_another_payers_answer_to_the_same_number_is_another_chain(house: House) -> None:
    told = house.outcomes("TWO-PAYERS", "payer_name", *MONEY)
    assert told == [("BLUE LANTERN", "open", 100, 0, 100), ("RED HARBOR", None, 0, 0, 0)]


@given(
    on(FIRST, a_denied_claim("FIRST-NUMBER", icn="FIRST-1")),
    on(SECOND, a_paid_claim("SECOND-NUMBER", icn="FIRST-2", original_icn="FIRST-1")),
    on(THIRD, a_paid_claim("SECOND-NUMBER", icn="RED-2"), payer="RED HARBOR"),
)
def test_a_claim_corrected_under_another_number_is_one_claim_at_all_payers(house: House) -> None:
    # Blue Lantern's correction goes back to its first number; Red Harbor knows only the second.
    assert house.outcome("FIRST-NUMBER", "payer_name", *MONEY) == (
        "BLUE LANTERN", "recovered", 100, 80, 0
    )  # fmt: skip
    assert house.outcome("SECOND-NUMBER", "payer_name", "outcome") == ("RED HARBOR", None)
    assert house.claim_row("SECOND-NUMBER", "linked_claim_id") == house.claim_row(
        "FIRST-NUMBER", "linked_claim_id"
    )


@given(
    on(FIRST, a_denied_claim("SECONDARY")),
    on(SECOND, a_paid_claim("SECONDARY", status="2")),
)
def test_a_secondary_answer_does_not_recover_a_primary_denial(house: House) -> None:
    told = house.outcomes("SECONDARY", "is_secondary", *MONEY)
    assert told == [(False, "open", 100, 0, 100), (True, None, 0, 0, 0)]


# --- Outcomes


@given(on(FIRST, a_denied_claim("OPEN")))
def test_a_denial_without_a_later_answer_is_open(house: House) -> None:
    assert house.outcome("OPEN", *MONEY, "is_resolved") == ("open", 100, 0, 100, False)


@given(
    on(SECOND, a_paid_claim("PAID-LATER", "90101")),
    on(FIRST, a_claim("PAID-LATER", [a_denied_line("90101")])),
)
def test_a_denial_paid_later_is_recovered_and_counts_in_the_week_of_the_denial(
    house: House,
) -> None:
    assert house.outcome("PAID-LATER", *MONEY) == ("recovered", 100, 80, 0)
    days = house.outcome("PAID-LATER", "remit_week", "resolved_date")
    assert days == (date(2026, 3, 2), date(2026, 3, 16))
    # 2 March to 16 March.
    assert house.headline(procedures=("90101",))["median_days_to_resolution"] == 14


@given(
    on(FIRST, a_denied_claim("TO-PATIENT")),
    on(SECOND, a_claim("TO-PATIENT", [a_line(adjustments=[("PR", "1", "100")])])),
)
def test_a_denial_later_passed_to_the_deductible_is_recovered_without_a_payment(
    house: House,
) -> None:
    assert house.outcome("TO-PATIENT", *MONEY) == ("recovered", 100, 0, 0)


@given(
    on(FIRST, a_denied_claim("PARTLY")),
    on(SECOND, a_claim("PARTLY", [a_line(adjustments=[("CO", "97", "70")])])),
)
def test_a_denial_paid_in_part_is_partly_recovered_and_the_rest_is_open(house: House) -> None:
    assert house.outcome("PARTLY", *MONEY) == ("partly_recovered", 100, 30, 70)


@given(
    on(FIRST, a_claim("TOPPED-UP", [a_line(adjustments=[("CO", "97", "40")])])),
    on(SECOND, a_reversal_of(a_claim("TOPPED-UP", [a_line(adjustments=[("CO", "97", "40")])])),
       a_claim("TOPPED-UP", icn="ICN-NEW")),
)  # fmt: skip
def test_a_partial_denial_paid_in_full_later_recovers_what_was_missing(house: House) -> None:
    # 60 paid at first and taken back, 100 paid in their place: 40 more than before.
    assert house.outcome("TOPPED-UP", *MONEY, "is_partial") == ("recovered", 40, 40, 0, True)


@given(
    on(FIRST, a_claim("SAME-AGAIN", [a_line(adjustments=[("CO", "97", "40")])])),
    on(SECOND, a_reversal_of(a_claim("SAME-AGAIN", [a_line(adjustments=[("CO", "97", "40")])])),
       a_claim("SAME-AGAIN", [a_line(adjustments=[("CO", "97", "40")])], icn="ICN-NEW")),
)  # fmt: skip
def test_a_partial_denial_answered_the_same_again_is_re_denied(house: House) -> None:
    assert house.outcome("SAME-AGAIN", *MONEY) == ("re_denied", 40, 0, 40)


@given(
    on(FIRST, a_denied_claim("UNSAID")),
    on(SECOND, a_claim("UNSAID", [a_line(adjustments=[("CO", "45", "100")])])),
)
def test_a_later_answer_that_pays_nothing_without_a_word_recovers_nothing(house: House) -> None:
    assert house.outcome("UNSAID", *MONEY) == ("re_denied", 100, 0, 100)


@given(
    on(FIRST, a_denied_claim("WAITED")),
    on(SECOND, a_claim("WAITED", [a_line(adjustments=[("OA", "133", "100")])])),
)
def test_a_promise_of_an_answer_leaves_a_denial_open(house: House) -> None:
    assert house.outcome("WAITED", *MONEY) == ("open", 100, 0, 100)


@given(
    on(FIRST, a_claim("PENDED-FIRST", [a_line(adjustments=[("OA", "133", "100")])])),
    on(SECOND, a_denied_claim("PENDED-FIRST")),
)
def test_a_line_first_pended_is_first_answered_when_it_is_decided(house: House) -> None:
    told = house.outcome("PENDED-FIRST", *MONEY, "is_not_final", "remit_week")
    assert told == ("open", 100, 0, 100, False, date(2026, 3, 16))


# --- Reversals


@given(
    on(FIRST, a_denied_claim("TAKEN-BACK")), on(SECOND, a_reversal_of(a_denied_claim("TAKEN-BACK")))
)
def test_a_denial_reversed_with_nothing_after_is_reversed(house: House) -> None:
    assert house.outcome("TAKEN-BACK", *MONEY) == ("reversed", 100, 0, 100)
    assert house.outcome("TAKEN-BACK", "is_denied", "is_resolved") == (True, False)


@given(
    on(FIRST, a_denied_claim("STILL-HAPPENED")),
    on(SECOND, a_reversal_of(a_denied_claim("STILL-HAPPENED"))),
    on(THIRD, a_paid_claim("STILL-HAPPENED", icn="ICN-NEW")),
)
def test_a_reversal_takes_its_denial_back_but_it_still_happened(house: House) -> None:
    told = house.outcome("STILL-HAPPENED", *MONEY, "remit_week")
    assert told == ("recovered", 100, 80, 0, date(2026, 3, 2))


REVERSED = {number: a_denied_claim(number) for number in ("REVERSED-FIRST", "REVERSED-LAST")}


@given(
    on(FIRST, *REVERSED.values()),
    on(SECOND, a_reversal_of(REVERSED["REVERSED-FIRST"]), a_paid_claim("REVERSED-FIRST", icn="N1"),
       a_paid_claim("REVERSED-LAST", icn="N2"), a_reversal_of(REVERSED["REVERSED-LAST"])),
)  # fmt: skip
@pytest.mark.parametrize("number", REVERSED)
def test_a_reversal_may_stand_before_or_after_the_corrected_claim(
    house: House, number: str
) -> None:
    assert house.outcome(number, *MONEY) == ("recovered", 100, 80, 0)


@given(
    on(FIRST, a_denied_claim("ALL-IN-ONE"), a_reversal_of(a_denied_claim("ALL-IN-ONE")),
       a_paid_claim("ALL-IN-ONE", icn="ICN-NEW")),
)  # fmt: skip
def test_a_denial_its_reversal_and_the_payment_may_stand_in_one_advice(house: House) -> None:
    assert house.outcome("ALL-IN-ONE", *MONEY) == ("recovered", 100, 80, 0)


@given(
    on(FIRST, a_paid_claim("OLD-MONEY")),
    on(
        SECOND, a_reversal_of(a_paid_claim("OLD-MONEY")), a_denied_claim("OLD-MONEY", icn="ICN-NEW")
    ),
)
def test_a_payment_taken_back_is_not_an_initial_denial(house: House) -> None:
    # The first answer paid; what came after is seen in the history, not in the denial rate.
    assert house.outcome("OLD-MONEY", "is_denied", *MONEY) == (False, None, 0, 0, 0)
    assert house.lines("OLD-MONEY", "verdict", "is_reversed") == [
        ("paid", True), ("reversal", False), ("full", False)
    ]  # fmt: skip


@given(
    on(FIRST, a_denied_claim("WON-AND-LOST")),
    on(SECOND, a_paid_claim("WON-AND-LOST", icn="ICN-TWO")),
    on(THIRD, a_reversal_of(a_paid_claim("WON-AND-LOST", icn="ICN-TWO")),
       a_denied_claim("WON-AND-LOST", icn="ICN-THREE")),
)  # fmt: skip
def test_a_recovery_taken_back_is_none(house: House) -> None:
    assert house.outcome("WON-AND-LOST", *MONEY) == ("re_denied", 100, 0, 100)


@given(
    on(FIRST, a_denied_claim("WON-AND-GONE")),
    on(SECOND, a_paid_claim("WON-AND-GONE", icn="ICN-TWO")),
    on(THIRD, a_reversal_of(a_paid_claim("WON-AND-GONE", icn="ICN-TWO"))),
)
def test_a_recovery_taken_back_with_nothing_after_leaves_the_denial_open(house: House) -> None:
    assert house.outcome("WON-AND-GONE", *MONEY) == ("open", 100, 0, 100)


@given(
    on(FIRST, a_denied_claim("BY-REFERENCE", icn="ICN-OLD")),
    on(SECOND, a_reversal_of(a_denied_claim("BY-REFERENCE"), icn="ICN-OF-REVERSAL",
                             original_icn="ICN-OLD")),
)  # fmt: skip
def test_a_reversal_may_name_what_it_takes_back_as_the_original_reference(house: House) -> None:
    assert house.outcome("BY-REFERENCE", "outcome") == "reversed"


@given(
    on(FIRST, a_denied_claim("OTHER-REFERENCE")),
    on(SECOND, a_reversal_of(a_denied_claim("OTHER-REFERENCE"), original_icn="ADJUSTMENT-7")),
)
def test_a_reversal_under_the_same_payer_number_is_known_whatever_else_it_refers_to(
    house: House,
) -> None:
    assert house.outcome("OTHER-REFERENCE", "outcome") == "reversed"


@given(
    on(FIRST, a_denied_claim("CORRECTED-TWICE", icn="ICN-1")),
    on(SECOND, a_reversal_of(a_denied_claim("CORRECTED-TWICE", icn="ICN-1")),
       a_denied_claim("CORRECTED-TWICE", icn="ICN-2", original_icn="ICN-1")),
    on(THIRD, a_reversal_of(a_denied_claim("CORRECTED-TWICE", icn="ICN-2"), original_icn="ICN-1"),
       a_paid_claim("CORRECTED-TWICE", icn="ICN-3")),
)  # fmt: skip
def test_a_reversed_correction_is_not_taken_for_the_claim_it_corrected(house: House) -> None:
    # The second reversal carries the F8 of the correction it takes back; that one it mirrors.
    # Both denials are taken back, the last answer pays 80.
    assert house.lines("CORRECTED-TWICE", "is_reversal", "is_reversed") == [
        (False, True), (True, False), (False, True), (True, False), (False, False)
    ]  # fmt: skip
    assert house.outcome("CORRECTED-TWICE", *MONEY) == ("recovered", 100, 80, 0)


@given(
    on(FIRST, a_denied_claim("TWO-OF-TWO")),
    on(SECOND, a_denied_claim("TWO-OF-TWO")),
    on(THIRD, a_reversal_of(a_denied_claim("TWO-OF-TWO"))),
)
def test_one_reversal_takes_back_one_of_two_equal_answers(house: House) -> None:
    assert house.lines("TWO-OF-TWO", "is_reversal", "is_reversed") == [
        (False, True), (False, False), (True, False)
    ]  # fmt: skip
    assert house.outcome("TWO-OF-TWO", *MONEY) == ("re_denied", 100, 0, 100)


@given(on(FIRST, a_reversal_of(a_claim("ORPHAN", [a_line("90102")])), payer="GREEN LAKE"))
def test_a_reversal_of_what_is_not_loaded_is_no_answer_and_is_listed_apart(house: House) -> None:
    assert house.outcomes("ORPHAN", "verdict") == []
    assert house.headline(procedures=("90102",))["adjudicated_line_count"] == 0
    apart = house.ask("lines_apart", ReviewFilters(payers=("GREEN LAKE",))).set_index("kind")
    told = apart.loc["unmatched_reversal", ["line_count", "charge_amount"]]
    assert told.tolist() == [1, -100]


@given(
    on(FIRST, a_reversal_of(a_denied_claim("TOO-EARLY"))),
    on(SECOND, a_denied_claim("TOO-EARLY")),
)
def test_a_reversal_takes_back_nothing_that_came_after_it(house: House) -> None:
    assert house.outcome("TOO-EARLY", "outcome") == "open"


@given(
    on(FIRST, a_denied_claim("TOO-MUCH")),
    on(SECOND, a_reversal_of(a_claim("TOO-MUCH", [a_line(charge="250", paid="100")]))),
)
def test_a_reversal_of_other_amounts_takes_nothing_back(house: House) -> None:
    assert house.outcome("TOO-MUCH", "outcome") == "open"


# --- Which answers are of the same line


@given(
    on(FIRST, a_claim("MODIFIED", [a_denied_line(carc="4")])),
    on(SECOND, a_claim("MODIFIED", [a_line(modifiers=["25"])])),
)
def test_a_resubmission_with_a_modifier_added_is_still_the_same_line(house: House) -> None:
    told = house.outcome("MODIFIED", *MONEY, "modifier_codes")
    assert told == ("recovered", 100, 100, 0, [])  # the line as it was first answered


@given(
    on(FIRST, a_claim("SHUFFLED", [a_denied_line("99213"), a_line("87880", charge="30")])),
    on(SECOND, a_claim("SHUFFLED", [a_line("87880", charge="30"), a_line("99213")])),
    on(
        FIRST, a_claim("ALIKE", [a_denied_line("97110", charge="60"), a_line("97110", charge="40")])
    ),
    on(SECOND, a_claim("ALIKE", [a_line("97110", charge="40"), a_line("97110", charge="60")])),
)
def test_lines_are_matched_whatever_order_the_payer_gives_them_in(house: House) -> None:
    columns = ("procedure_code", "charge_amount", *MONEY)
    assert house.outcomes("SHUFFLED", *columns) == [
        ("99213", 100, "recovered", 100, 100, 0), ("87880", 30, None, 0, 0, 0)
    ]  # fmt: skip
    assert house.outcomes("ALIKE", *columns) == [
        ("97110", 60, "recovered", 60, 60, 0), ("97110", 40, None, 0, 0, 0)
    ]  # fmt: skip


@given(
    on(FIRST, a_claim("TWINS", [a_denied_line(control_number="L1"), a_line(control_number="L2")])),
    on(SECOND, a_claim("TWINS", [a_line(control_number="L2"), a_denied_line(control_number="L1")])),
)
def test_lines_alike_in_all_else_are_told_apart_by_their_control_number(house: House) -> None:
    told = house.outcomes("TWINS", *MONEY)
    assert told == [("re_denied", 100, 0, 100), (None, 0, 0, 0)]


@given(
    on(FIRST, a_claim("RECODED", [a_denied_line("99215", control_number="L1")])),
    on(SECOND, a_claim("RECODED", [a_denied_line("99214", control_number="L1")])),
    on(THIRD, a_claim("RECODED", [a_line("99214", control_number="L1")])),
)
def test_a_line_resubmitted_under_another_code_is_known_by_its_control_number(house: House) -> None:
    told = house.outcome("RECODED", "procedure_code", *MONEY, "later_answer_count")
    assert told == ("99215", "recovered", 100, 100, 0, 2)


@given(
    on(FIRST, a_claim("RENUMBERED", [a_denied_line("99215", control_number="1")])),
    on(SECOND, a_claim("RENUMBERED", [a_line("87880", charge="30", control_number="1"),
                                      a_line("99215", control_number="2")])),
)  # fmt: skip
def test_a_line_added_above_another_does_not_take_its_place(house: House) -> None:
    told = house.outcomes("RENUMBERED", "procedure_code", *MONEY)
    assert told == [("99215", "recovered", 100, 100, 0), ("87880", None, 0, 0, 0)]


@given(
    on(FIRST, a_claim("ONE-OF-TWO", [a_denied_line("97110", control_number="1"),
                                     a_line("97110", control_number="2")])),
    on(SECOND, a_claim("ONE-OF-TWO", [a_line("97530", control_number="1"),
                                      a_line("97110", control_number="2")])),
)  # fmt: skip
def test_one_of_two_like_lines_may_be_resubmitted_under_another_code(house: House) -> None:
    told = house.outcomes("ONE-OF-TWO", "procedure_code", *MONEY)
    assert told == [("97110", "recovered", 100, 100, 0), ("97110", None, 0, 0, 0)]


# One visit, and a test on the same day that the payer once gives the visit's number.
VISIT = a_line("99213", control_number="LCN-1")
DENIED_TEST = a_denied_line("87880", charge="50", control_number="LCN-2")


@given(
    on(FIRST, a_claim("ONE-NUMBER-FOR-TWO", [VISIT, DENIED_TEST])),
    on(SECOND, a_claim("ONE-NUMBER-FOR-TWO", [
        VISIT, a_denied_line("87880", charge="50", control_number="LCN-1"),
    ])),
    on(THIRD, a_claim("ONE-NUMBER-FOR-TWO", [VISIT])),
)  # fmt: skip
def test_a_number_given_to_lines_of_two_procedures_once_numbers_neither(house: House) -> None:
    # The third answer pays the visit LCN-1 as the others did; the test was denied twice.
    columns = ("procedure_code", *MONEY, "later_answer_count")
    assert house.outcomes("ONE-NUMBER-FOR-TWO", *columns) == [
        ("99213", None, 0, 0, 0, 2), ("87880", "re_denied", 50, 0, 50, 1)
    ]  # fmt: skip


@given(
    on(FIRST, a_claim("NUMBER-OF-PAID", [
        a_denied_line("99213", control_number="LCN-1"),
        a_line("87880", charge="50", control_number="LCN-2"),
    ])),
    on(SECOND, a_claim("NUMBER-OF-PAID", [
        a_denied_line("99213", control_number="LCN-1"),
        a_denied_line("87880", charge="50", control_number="LCN-1"),
    ])),
)  # fmt: skip
def test_a_line_under_the_number_of_another_is_known_by_its_procedure(house: House) -> None:
    # The denied test is the paid one denied after payment, no part of the visit.
    columns = ("procedure_code", *MONEY, "later_answer_count")
    assert house.outcomes("NUMBER-OF-PAID", *columns) == [
        ("99213", "re_denied", 100, 0, 100, 1), ("87880", None, 0, 0, 0, 1)
    ]  # fmt: skip


@given(
    on(FIRST, a_claim("IN-TWO-CODES", [
        a_denied_line("99215", charge="200", control_number="LCN-1"),
    ])),
    on(SECOND, a_claim("IN-TWO-CODES", [
        a_line("99213", charge="110", control_number="LCN-1"),
        a_line("99212", charge="90", control_number="LCN-1"),
    ])),
)  # fmt: skip
def test_a_line_paid_under_two_codes_that_add_up_to_it_is_paid(house: House) -> None:
    told = house.outcome("IN-TWO-CODES", "procedure_code", *MONEY)
    assert told == ("99215", "recovered", 200, 200, 0)


@given(
    on(FIRST, a_claim("TWICE-ITS-NUMBER", [
        a_line("87880", charge="50", control_number="LCN-1"),
        a_denied_line("99213", control_number="LCN-2"),
    ])),
    on(SECOND, a_claim("TWICE-ITS-NUMBER", [
        a_line("99213", control_number="LCN-1"),
        a_denied_line("99213", control_number="LCN-1"),
    ])),
    on(THIRD, a_claim("TWICE-ITS-NUMBER", [
        a_line("87880", charge="50", control_number="LCN-1"),
    ])),
)  # fmt: skip
def test_of_two_lines_of_a_number_the_one_that_had_its_procedure_is_meant(house: House) -> None:
    # 87880 was LCN-1 in the first answer; the visit, denied still, is not paid by it.
    told = house.outcomes("TWICE-ITS-NUMBER", "procedure_code", "recovered_amount")
    assert told == [("87880", 0), ("99213", 0)]


@given(
    on(FIRST, a_denied_claim("NUMBERED-LATER")),
    on(SECOND, a_claim("NUMBERED-LATER", [
        a_line(charge="50", control_number="LCN-1"),
        a_denied_line(charge="50", control_number="LCN-2"),
    ])),
)  # fmt: skip
def test_two_numbers_in_one_answer_are_two_lines_though_they_add_up_to_one(house: House) -> None:
    # LCN-1 answers the line of the first answer; LCN-2 is a line first answered then.
    told = house.outcomes("NUMBERED-LATER", "charge_amount", "denied_amount", "open_amount")
    assert [each[0] for each in told] == [100, 50] and told[1] == (50, 50, 50)


@given(
    on(FIRST, a_claim("BOTH-NUMBERS", [a_denied_line(control_number="LCN-1")])),
    on(SECOND, a_claim("BOTH-NUMBERS", [a_denied_line(control_number="LCN-7")])),
    on(THIRD, a_claim("BOTH-NUMBERS", [
        a_line(control_number="LCN-1"), a_denied_line(control_number="LCN-7"),
    ])),
)  # fmt: skip
def test_two_numbers_that_one_answer_gives_are_two_lines_in_all_answers(house: House) -> None:
    # Alike in all but the number: the third answer says that they are two. One is paid at last.
    told = house.outcomes("BOTH-NUMBERS", *MONEY)
    assert told == [("recovered", 100, 100, 0), ("re_denied", 100, 0, 100)]


@given(
    on(FIRST, a_claim("MADE-UP", [a_line(charge="150", control_number="2")])),
    on(SECOND, a_claim("MADE-UP", [
        a_denied_line(charge="100", service_date="20260205"),
        a_denied_line("97110", charge="50", service_date="20260205", control_number="2"),
    ])),
)  # fmt: skip
def test_lines_of_two_procedures_are_no_parts_though_they_add_up(house: House) -> None:
    assert house.outcomes("MADE-UP", "charge_amount") == [(150,), (100,)]


@given(
    on(FIRST, a_claim("ADDED", [a_denied_line("99213")])),
    on(SECOND, a_claim("ADDED", [a_line("99213"), a_denied_line("87880", charge="30")])),
)
def test_a_line_added_later_is_first_answered_then(house: House) -> None:
    told = house.outcomes("ADDED", "procedure_code", *MONEY, "remit_week")
    assert told == [
        ("99213", "recovered", 100, 100, 0, date(2026, 3, 2)),
        ("87880", "open", 30, 0, 30, date(2026, 3, 16)),
    ]


@given(
    on(FIRST, a_claim("SPLIT", [a_denied_line("99213")])),
    on(SECOND, a_claim("SPLIT", [a_denied_line("87880", charge="30")], icn="ICNSPLIT")),
)
def test_a_claim_split_over_two_remittances_is_two_lines_first_answered(house: House) -> None:
    told = house.outcomes("SPLIT", "procedure_code", *MONEY, "later_answer_count")
    assert told == [("99213", "open", 100, 0, 100, 0), ("87880", "open", 30, 0, 30, 0)]


@given(
    on(FIRST, a_claim("DAYS", [a_denied_line(service_date="20260202"),
                               a_denied_line(service_date="20260203")])),
    on(SECOND, a_claim("DAYS", [a_line(service_date="20260203")])),
)  # fmt: skip
def test_the_same_procedure_on_another_day_is_another_line(house: House) -> None:
    told = house.outcomes("DAYS", "service_date", "outcome")
    assert told == [(date(2026, 2, 2), "open"), (date(2026, 2, 3), "recovered")]


@given(
    on(FIRST, a_claim("NO-LINES-YET", [], charge="300.00", adjustments=[("CO", "31", "300.00")])),
    on(SECOND, a_claim("NO-LINES-YET", [
        a_line("99213", adjustments=[("CO", "45", "20.00")]),
        a_line("20610", charge="200.00", adjustments=[("CO", "45", "50.00")]),
    ])),
)  # fmt: skip
def test_a_claim_denied_without_lines_and_answered_with_them_is_one_line(house: House) -> None:
    # 300 denied; later 100 - 20 = 80 and 200 - 50 = 150 are paid: 230 come back.
    assert house.outcome("NO-LINES-YET", *MONEY) == ("recovered", 300, 230, 0)


@given(
    on(FIRST, a_claim("LINES-THEN-NONE", [a_denied_line("99213"), a_line("87880")])),
    on(SECOND, a_claim("LINES-THEN-NONE", [], charge="200.00",
                       adjustments=[("CO", "29", "200.00")])),
)  # fmt: skip
def test_a_claim_answered_with_lines_and_then_denied_without_is_denied_once(house: House) -> None:
    # First 100 of 200 denied; the claim without lines denies it all again, and pays nothing.
    assert house.outcome("LINES-THEN-NONE", *MONEY) == ("re_denied", 100, 0, 100)


@given(
    on(FIRST, a_claim("NO-LINES", [], charge="300", adjustments=[("CO", "16", "300")])),
    on(SECOND, a_claim("NO-LINES", [], charge="300")),
)
def test_answers_to_a_claim_without_lines_are_of_one_line(house: House) -> None:
    assert house.outcome("NO-LINES", *MONEY) == ("recovered", 300, 300, 0)


# --- Which answers are of the same claim


@given(
    on(FIRST, a_denied_claim("YEARLY", service_date="20260202")),
    on("20270308", a_paid_claim("YEARLY", icn="ICN-2027", service_date="20270204")),
)
def test_a_control_number_used_again_a_year_later_is_another_claim(house: House) -> None:
    told = house.outcomes("YEARLY", *MONEY)
    assert told == [("open", 100, 0, 100), (None, 0, 0, 0)]


@given(
    on(FIRST, a_denied_claim("ORIGINAL", icn="ICN-77")),
    on(SECOND, a_paid_claim("CORRECTED", icn="ICN-78", original_icn="ICN-77")),
    on(THIRD, a_denied_claim("CORRECTED-AGAIN", icn="ICN-79", original_icn="ICN-78")),
)
def test_a_corrected_claim_of_another_number_joins_the_chain_it_names(house: House) -> None:
    assert house.outcome("ORIGINAL", *MONEY) == ("re_denied", 100, 80, 100)
    assert house.outcomes("CORRECTED", "verdict") == []
    # The history tells both, whichever number is asked for.
    by_first = house.ask("claim_history", claim="ORIGINAL")
    assert set(by_first.patient_control_number) == {"ORIGINAL", "CORRECTED", "CORRECTED-AGAIN"}
    assert by_first.equals(house.ask("claim_history", claim="CORRECTED"))


@given(
    on(FIRST, a_paid_claim("RENAMED", icn="ICN-80")),
    on(
        SECOND,
        a_reversal_of(a_paid_claim("RENAMED", icn="ICN-80"), number="RENAMED-2"),
        a_denied_claim("RENAMED-2", icn="ICN-81", original_icn="ICN-80"),
    ),
)
def test_a_payer_may_reverse_the_original_under_the_number_of_the_correction(
    house: House,
) -> None:
    # Paid 80 of 100, taken back and denied: one line, and no initial denial.
    assert house.outcome("RENAMED", "verdict", "is_denied") == ("paid", False)
    assert house.outcomes("RENAMED-2", "verdict") == []
    later = house.ask("denied_after_payment").set_index("patient_control_number")
    assert later.loc["RENAMED-2", ["taken_back_amount", "denied_amount"]].tolist() == [80, 100]


@given(
    on(FIRST, *(a_denied_claim(f"JUNK-{place}", icn="0") for place in range(40))),
    on(SECOND, *(a_paid_claim(f"JUNK-{place}", icn="0", original_icn="0") for place in range(40))),
)
def test_a_payer_number_that_many_claims_share_links_none_of_them(house: House) -> None:
    chains = house.rows(
        "select count(distinct chain_number), count(*) from marts.line_outcomes"
        " where starts_with(patient_control_number, 'JUNK-') and outcome = 'recovered'"
    )
    assert chains == [(40, 40)]


# --- Duplicates


@given(
    on(FIRST, a_paid_claim("PAID-THEN-18")),
    on(SECOND, a_denied_claim("PAID-THEN-18", "18")),
    on(FIRST, a_denied_claim("DENIED-THEN-18", "97")),
    on(SECOND, a_denied_claim("DENIED-THEN-18", "18")),
    on(FIRST, a_denied_claim("18-THEN-DENIED", "18")),
    on(SECOND, a_denied_claim("18-THEN-DENIED", "97")),
)
def test_a_duplicate_refusal_is_neither_a_first_answer_nor_a_re_denial(house: House) -> None:
    columns = (*MONEY, "carc_code", "is_duplicate", "later_answer_count")
    assert house.outcome("PAID-THEN-18", *columns) == (None, 0, 0, 0, None, False, 0)
    assert house.outcome("DENIED-THEN-18", *columns) == ("open", 100, 0, 100, "97", False, 0)
    assert house.outcome("18-THEN-DENIED", *columns) == ("open", 100, 0, 100, "97", False, 0)


@given(on(FIRST, a_denied_claim("18-ONLY", "18")), on(SECOND, a_denied_claim("18-ONLY", "18")))
def test_a_line_only_ever_refused_as_a_duplicate_stands_apart_once(house: House) -> None:
    assert house.outcome("18-ONLY", "is_duplicate", "denied_amount") == (True, 100)


# --- Order


@given(
    on(FIRST, a_denied_claim("SAME-DAY", icn="I1"), a_paid_claim("SAME-DAY", icn="I2")),
)
def test_two_numbers_of_the_payer_in_one_advice_are_two_claims(house: House) -> None:
    told = house.outcomes("SAME-DAY", *MONEY)
    assert told == [("open", 100, 0, 100), (None, 0, 0, 0)]


@given(
    an_interchange(
        a_remittance(a_paid_claim("SETS", icn="I2"), date=SECOND, trace="SETS2"),
        a_remittance(a_denied_claim("SETS", icn="I1"), date=FIRST, trace="SETS1"),
    )
)
def test_the_day_of_the_advice_orders_answers_not_their_place_in_the_file(house: House) -> None:
    assert house.outcome("SETS", *MONEY, "remit_date") == (
        "recovered",
        100,
        80,
        0,
        date(2026, 3, 2),
    )


@given(on(FIRST, a_denied_claim("IN-WEEK")), on("20260308", a_denied_claim("ON-SUNDAY")))
def test_a_week_runs_from_monday_to_sunday(house: House) -> None:
    assert house.outcome("IN-WEEK", "remit_week") == date(2026, 3, 2)
    assert house.outcome("ON-SUNDAY", "remit_week") == date(2026, 3, 2)


def test_the_house_of_all_these_chains_is_sound(house: House) -> None:
    assert house.faults() == {}
    view = ReviewFilters(include_secondary=True, include_duplicates=True)
    assert (
        house.ask("headline", view).adjudicated_line_count.iloc[0]
        == house.rows("select count(*) from marts.line_outcomes")[0][0]
    )
