"""One life per claim: smaller rules of what belongs together, and of what was billed and answered.

Claims are billed on 9 February 2026 for services of 2 February, answered from 2 March on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.given import (
    Claim,
    a_claim,
    a_denied_claim,
    a_denied_line,
    a_line,
    a_reversal_of,
    an_835,
    given,
)
from tests.given_claims import (
    DENTAL,
    INSTITUTIONAL,
    AnsweredSet,
    BilledClaim,
    a_277ca,
    a_999,
    a_billed_claim,
    a_billed_line,
    a_refused_set,
    a_replacement_of,
    a_void_of,
    accepted,
    an_837,
    rejected,
)
from tests.queries.conftest import House

FIRST, SECOND = "20260302", "20260316"
RESULT = ("first_result", "final_result")
OTHER_PATIENT = ("OPAL", "PAPA", "M002")


def on(day: str, *claims: Claim, payer: str = "BLUE LANTERN") -> str:
    """A file with one advice of this day, its trace its own."""
    return an_835(*claims, date=day, trace=f"T{day}{claims[0].number}", payer=payer)


def sent(*claims: BilledClaim, date: str = "20260209", batch: str | None = None) -> str:
    """A file of claims, its batch named for the first."""
    return an_837(*claims, date=date, batch=batch or f"{claims[0].number}-{date}")


# --- Which belong together


@given(on(FIRST, a_denied_claim("NEVER-BILLED")))
def test_an_answer_whose_claim_is_not_loaded_is_a_life_of_its_own(house: House) -> None:
    columns = (*RESULT, "is_billed", "submission_count", "claim_date", "first_submission_date")
    day = date(2026, 3, 2)
    assert house.claim_row("NEVER-BILLED", *columns) == ("denied", "open", False, 0, day, None)


@given(
    sent(a_billed_claim("OTHER-NAME", payer="BLUE LANTERN INC")),
    on(FIRST, a_claim("OTHER-NAME")),
)
def test_a_payer_that_signs_with_another_name_answers_the_same_claim(house: House) -> None:
    counts = house.claim_row("OTHER-NAME", "submission_count", "answer_count", "first_result")
    assert counts == (1, 1, "paid")


@given(
    sent(a_billed_claim("MISSPELT", patient=("QUARTZ", "NOVEMBER", "M001"))),
    on(FIRST, a_claim("MISSPELT", patient=("QUARZ", "NOV", "M001"))),
)
def test_a_patient_whose_name_the_payer_misspells_is_the_same_patient(house: House) -> None:
    counts = house.claim_row("MISSPELT", "submission_count", "answer_count", "first_result")
    assert counts == (1, 1, "paid")


AT_SPRING = a_billed_claim("SEASONAL", service_date="20260202")
AT_AUTUMN = a_billed_claim("SEASONAL", service_date="20260901")


@given(
    sent(AT_SPRING),
    sent(AT_AUTUMN, date="20260907"),
    on(FIRST, a_claim("SEASONAL", service_date="20260202")),
    on("20260928", a_denied_claim("SEASONAL", service_date="20260901", icn="ICN-AUTUMN")),
)
def test_a_number_used_again_half_a_year_later_is_another_claim(house: House) -> None:
    columns = ("service_date", "submission_count", "answer_count", *RESULT)
    assert house.claim_rows("SEASONAL", *columns) == [
        (date(2026, 2, 2), 1, 1, "paid", None),
        (date(2026, 9, 1), 1, 1, "denied", "open"),
    ]


@given(
    sent(a_billed_claim("RESENT-UNCHANGED")),
    sent(a_billed_claim("RESENT-UNCHANGED"), date="20260316"),
    on(FIRST, a_denied_claim("RESENT-UNCHANGED")),
    on("20260330", a_claim("RESENT-UNCHANGED", icn="ICN-2")),
)
def test_a_claim_sent_again_without_a_reference_is_one_claim(house: House) -> None:
    columns = ("submission_count", "replacement_count", "answer_count", *RESULT)
    assert house.claim_row("RESENT-UNCHANGED", *columns) == (2, 0, 2, "denied", "recovered")


CORRECTED = a_billed_claim("CHAIN-1")


@given(
    sent(CORRECTED),
    on(FIRST, a_denied_claim("CHAIN-1", icn="ICN-C1")),
    sent(a_replacement_of(CORRECTED, "ICN-C1", number="CHAIN-2"), date="20260309"),
    on(SECOND, a_denied_claim("CHAIN-2", icn="ICN-C2")),
    sent(a_replacement_of(CORRECTED, "ICN-C2", number="CHAIN-3"), date="20260323"),
    on("20260406", a_claim("CHAIN-3", icn="ICN-C3")),
)
def test_corrections_of_corrections_are_one_claim_whichever_number_is_asked(house: House) -> None:
    columns = ("submission_count", "replacement_count", "answer_count", "denied_amount", *RESULT)
    for number in ("CHAIN-1", "CHAIN-2", "CHAIN-3"):
        assert house.claim_row(number, *columns) == (3, 2, 3, 100, "denied", "recovered")
    assert house.events("CHAIN-1", "segment_number") == house.events("CHAIN-3", "segment_number")


@given(
    sent(a_billed_claim("DENTIST", [a_billed_line("D2150", charge="150")], kind=DENTAL)),
    on(FIRST, a_claim("DENTIST", [a_denied_line("D2150", charge="150")])),
)
def test_a_dental_claim_lives_as_others_do(house: House) -> None:
    columns = ("charge_amount", "denied_amount", "first_result")
    assert house.claim_row("DENTIST", *columns) == (150, 150, "denied")


@given(
    sent(a_billed_claim("OF-A-CHILD", dependent=("QUARTZ", "KID"))),
    on(FIRST, a_claim("OF-A-CHILD", patient=("QUARTZ", "KID", "M001"))),
)
def test_a_child_is_answered_under_the_members_number(house: House) -> None:
    counts = house.claim_row("OF-A-CHILD", "submission_count", "answer_count", "first_result")
    assert counts == (1, 1, "paid")


@given(
    sent(a_billed_claim("FORWARDED")),
    on(FIRST, a_claim("FORWARDED", [a_line(adjustments=[("PR", "2", "20")])], status="19")),
    on(
        SECOND,
        a_claim("FORWARDED", [a_line(adjustments=[("OA", "23", "80")])], status="2", icn="RH-1"),
        payer="RED HARBOR",
    ),
)
def test_a_second_payer_the_first_forwards_to_answers_the_same_claim(house: House) -> None:
    columns = ("submission_count", "answer_count", "paid_amount", "has_secondary", "is_clean")
    # 100 less 20 coinsurance, which the second payer pays.
    assert house.claim_row("FORWARDED", *columns) == (1, 2, 100, True, True)


WRONG_PAYER = a_billed_claim("WRONG-PAYER")


@given(
    sent(WRONG_PAYER),
    on(FIRST, a_denied_claim("WRONG-PAYER", "109")),
    sent(replace(WRONG_PAYER, payer="RED HARBOR"), date="20260309"),
    on(SECOND, a_claim("WRONG-PAYER", icn="RH-2"), payer="RED HARBOR"),
)
def test_a_claim_sent_on_to_the_right_payer_is_one_claim(house: House) -> None:
    columns = ("payer_name", "submission_count", "answer_count", "denied_amount", "paid_amount")
    assert house.claim_row("WRONG-PAYER", *columns) == ("BLUE LANTERN", 2, 2, 100, 100)


@given(
    sent(*(a_billed_claim(f"JUNK-{place}") for place in range(30)), batch="JUNK"),
    on(FIRST, *(a_denied_claim(f"JUNK-{place}", icn="0") for place in range(30))),
    sent(
        *(
            a_replacement_of(a_billed_claim(f"JUNK-{place}"), "0", number=f"JUNK-AGAIN-{place}")
            for place in range(30)
        ),
        date="20260309",
        batch="JUNK-AGAIN",
    ),
)
def test_a_reference_that_could_mean_many_claims_means_none(house: House) -> None:
    told = house.rows(
        "select count(distinct linked_claim_id), count(*) from marts.submitted_claims"
        " where starts_with(patient_control_number, 'JUNK-')"
    )
    assert told == [(60, 60)]


@given(
    sent(a_billed_claim("ICN-OF-BLUE"), batch="ICN-OF-BLUE"),
    sent(a_billed_claim("ICN-OF-RED", payer="RED HARBOR"), batch="ICN-OF-RED"),
    on(FIRST, a_denied_claim("ICN-OF-BLUE", icn="777")),
    on(FIRST, a_denied_claim("ICN-OF-RED", icn="777"), payer="RED HARBOR"),
    sent(
        a_replacement_of(
            a_billed_claim("ICN-OF-RED", payer="RED HARBOR"), "777", number="ICN-OF-RED-2"
        ),
        date="20260309",
    ),
)
def test_a_reference_is_the_payers_it_is_sent_to(house: House) -> None:
    red = house.claim_row("ICN-OF-RED", "linked_claim_id")
    assert house.claim_row("ICN-OF-RED-2", "linked_claim_id") == red
    assert house.claim_row("ICN-OF-BLUE", "linked_claim_id") != red


@given(
    sent(a_replacement_of(a_billed_claim("LOOP-1"), "ICN-LOOP-2")),
    sent(a_replacement_of(a_billed_claim("LOOP-2"), "ICN-LOOP-1")),
    on(FIRST, a_denied_claim("LOOP-1", icn="ICN-LOOP-1")),
    on(FIRST, a_denied_claim("LOOP-2", icn="ICN-LOOP-2")),
)
def test_corrections_that_name_each_other_are_still_told_once_each(house: House) -> None:
    told = house.rows(
        "select patient_control_number, submission_kind from marts.submitted_claims"
        " where starts_with(patient_control_number, 'LOOP-') order by 1"
    )
    assert told == [("LOOP-1", "replacement"), ("LOOP-2", "replacement")]


REPLACED = a_billed_claim("TAKEN-OVER-1")


@given(
    sent(REPLACED),
    on(FIRST, a_claim("TAKEN-OVER-1", [a_line(adjustments=[("CO", "97", "60")])], icn="ICN-T1")),
    sent(a_replacement_of(REPLACED, "ICN-T1", number="TAKEN-OVER-2"), date="20260309"),
    on(
        SECOND,
        a_reversal_of(
            a_claim("TAKEN-OVER-1", [a_line(adjustments=[("CO", "97", "60")])], icn="ICN-T1")
        ),
        a_claim("TAKEN-OVER-2", icn="ICN-T2"),
    ),
)
def test_a_payer_may_reverse_the_first_number_and_pay_the_second(house: House) -> None:
    # 40 paid and 60 denied; the 40 taken back; 100 paid in their place: 60 more than before.
    columns = ("answer_count", "denied_amount", "recovered_amount", "open_amount", "paid_amount")
    assert house.claim_row("TAKEN-OVER-2", *columns, *RESULT) == (
        2, 60, 60, 0, 100, "denied", "recovered"
    )  # fmt: skip


@given(
    sent(a_billed_claim("SENT-DOUBLE")),
    sent(a_billed_claim("SENT-DOUBLE"), date="20260210"),
    on(FIRST, a_claim("SENT-DOUBLE"), a_denied_claim("SENT-DOUBLE", "18", icn="ICN-DOUBLE")),
)
def test_a_claim_sent_twice_and_refused_once_as_a_duplicate_was_paid_at_first(
    house: House,
) -> None:
    columns = (*RESULT, "submission_count", "denied_amount", "open_amount", "is_clean")
    assert house.claim_row("SENT-DOUBLE", *columns) == ("paid", None, 2, 0, 0, False)


@given(sent(a_billed_claim("UNRENDERED", provider=None)))
def test_a_claim_without_a_rendering_provider_is_its_billing_providers(house: House) -> None:
    assert house.claim_row("UNRENDERED", "provider_name") == "OAK CLINIC"


@given(
    on(FIRST, a_denied_claim("FIRST-SENDING-LOST")),
    sent(a_billed_claim("FIRST-SENDING-LOST"), date="20260309"),
    on(SECOND, a_claim("FIRST-SENDING-LOST", icn="ICN-LATER")),
)
def test_no_answer_comes_before_what_it_answers(house: House) -> None:
    columns = (*RESULT, "submission_count", "answer_count", "denied_amount", "recovered_amount")
    assert house.claim_row("FIRST-SENDING-LOST", *columns) == (
        "denied",
        "recovered",
        1,
        2,
        100,
        100,
    )
    # 2 March is before 9 March: it answered a sending we do not have, so no days are told.
    assert house.outcome("FIRST-SENDING-LOST", "days_to_first_answer", "remit_date") == (
        None, date(2026, 3, 2)
    )  # fmt: skip


# --- At the door


@given(
    a_277ca(rejected("ONLY-REFUSED", "A7", "500", "IL"), batch="NOT-LOADED"),
    on(FIRST, a_claim("ONLY-REFUSED")),
)
def test_a_refusal_of_a_claim_not_loaded_tells_of_its_submission(house: House) -> None:
    told = house.claim_row("ONLY-REFUSED", "submission_count", "rejected_submission_count", *RESULT)
    assert told == (1, 1, "rejected", "recovered")
    source = house.rows(
        "select source, verdict from marts.submitted_claims"
        " where patient_control_number = 'ONLY-REFUSED'"
    )
    assert source == [("277CA", "rejected")]


REFUSING = {"A3": "rejected", "A6": "rejected", "A7": "rejected", "A8": "rejected"}
ADMITTING = {"A0": "accepted", "A1": "accepted", "A2": "accepted", "A5": "accepted"}
CATEGORIES = {**REFUSING, **ADMITTING}


@given(
    sent(*(a_billed_claim(f"CATEGORY-{category}") for category in CATEGORIES), batch="CATEGORIES"),
    a_277ca(
        *(rejected(f"CATEGORY-{category}", category, "20", "PR") for category in CATEGORIES),
        batch="CATEGORIES",
    ),
)
@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_lets_in_or_refuses(house: House, category: str) -> None:
    verdict = house.rows(
        "select verdict from marts.submitted_claims where patient_control_number = $number",
        number=f"CATEGORY-{category}",
    )
    assert verdict == [(CATEGORIES[category],)]


@given(
    sent(a_billed_claim("TWO-DOORS"), batch="TWO-DOORS"),
    a_277ca(accepted("TWO-DOORS"), batch="TWO-DOORS", by="clearinghouse"),
    a_277ca(rejected("TWO-DOORS"), batch="TWO-DOORS", by="payer", date="20260211"),
)
def test_a_claim_the_clearinghouse_lets_in_and_the_payer_refuses_is_rejected(house: House) -> None:
    assert house.claim_row("TWO-DOORS", *RESULT) == ("rejected", "open")
    by = house.rows(
        "select rejected_by, rejection_date from marts.rejections"
        " where patient_control_number = 'TWO-DOORS'"
    )
    assert by == [("payer", date(2026, 2, 11))]


@given(
    sent(a_billed_claim("BATCH-1"), a_billed_claim("BATCH-2"), batch="WHOLE-BATCH"),
    a_277ca(batch="WHOLE-BATCH", by="clearinghouse", batch_status=("A3", "24", "41")),
)
def test_a_batch_refused_whole_refuses_each_of_its_claims(house: House) -> None:
    told = house.rows(
        "select patient_control_number, rejected_level, status_category_code, status_code"
        " from marts.rejections where patient_control_number in ('BATCH-1', 'BATCH-2') order by 1"
    )
    assert told == [("BATCH-1", "batch", "A3", "24"), ("BATCH-2", "batch", "A3", "24")]


@given(
    sent(a_billed_claim("WITH-ERRORS"), batch="7001"),
    a_999(AnsweredSet("0001", "E", "5", (("REF", "12", "2300", "3"),)), group="7001"),
)
def test_a_set_let_in_with_errors_is_not_refused(house: House) -> None:
    assert house.claim_row("WITH-ERRORS", *RESULT) == ("awaiting", "open")
    assert house.claim_row("WITH-ERRORS", "rejected_submission_count") == 0


@given(
    sent(a_billed_claim("REBATCHED"), batch="OUR-NAME"),
    sent(a_billed_claim("REBATCHED"), date="20260223", batch="OUR-OTHER-NAME"),
    a_277ca(rejected("REBATCHED"), batch="THEIR-NAME", date="20260211"),
)
def test_a_refusal_of_a_batch_we_do_not_know_is_of_the_last_sending_before_it(
    house: House,
) -> None:
    told = house.rows(
        "select submission_number, verdict from marts.submitted_claims"
        " where patient_control_number = 'REBATCHED' order by 1"
    )
    assert told == [(1, "rejected"), (2, "unacknowledged")]
    assert house.claim_row("REBATCHED", *RESULT) == ("rejected", "open")


@given(
    an_837(a_billed_claim("SAME-GROUP"), batch="GROUP-A", group="5"),
    an_837(a_billed_claim("SAME-GROUP"), batch="GROUP-B", group="5", date="20260223"),
    a_999(a_refused_set(), group="5", date="20260224"),
)
def test_a_group_number_used_again_is_refused_as_it_was_last_sent(house: House) -> None:
    told = house.rows(
        "select submission_number, verdict from marts.submitted_claims"
        " where patient_control_number = 'SAME-GROUP' order by 1"
    )
    assert told == [(1, "unacknowledged"), (2, "rejected")]


@given(
    an_837(a_billed_claim("SAME-BATCH"), batch="0001", group="61"),
    a_277ca(accepted("SAME-BATCH"), batch="0001", date="20260210", number="SB1"),
    an_837(a_billed_claim("SAME-BATCH"), batch="0001", group="62", date="20260223"),
    a_277ca(rejected("SAME-BATCH"), batch="0001", date="20260224", number="SB2"),
)
def test_a_batch_number_used_again_is_acknowledged_as_it_was_last_sent(house: House) -> None:
    told = house.rows(
        "select submission_number, verdict from marts.submitted_claims"
        " where patient_control_number = 'SAME-BATCH' order by 1"
    )
    assert told == [(1, "accepted"), (2, "rejected")]


LATE = a_billed_claim("REFUSED-LATE")


@given(
    sent(LATE),
    on(FIRST, a_denied_claim("REFUSED-LATE")),
    sent(a_replacement_of(LATE, "ICNREFUSED-LATE"), date="20260309", batch="LATE-2"),
    a_277ca(rejected(LATE), batch="LATE-2", date="20260310"),
)
def test_a_correction_refused_at_the_door_leaves_a_denial_a_denial(house: House) -> None:
    columns = (*RESULT, "submission_count", "rejected_submission_count", "is_clean")
    assert house.claim_row("REFUSED-LATE", *columns) == ("denied", "open", 2, 1, False)
    current = house.rows(
        "select is_current, submission_number from marts.service_lines where linked_claim_id ="
        " (select linked_claim_id from marts.submitted_claims"
        " where patient_control_number = 'REFUSED-LATE' limit 1) order by submission_number"
    )
    # What the payer has is the original: the correction never got in.
    assert current == [(True, 1), (False, 2)]


# --- Waiting, voids


TAKEN_BACK = a_billed_claim("TAKEN-BACK")


@given(
    sent(TAKEN_BACK),
    sent(a_void_of(TAKEN_BACK, "ICNTAKEN-BACK"), date="20260216"),
)
def test_a_claim_voided_before_any_answer_waits_for_none(house: House) -> None:
    told = house.claim_row("TAKEN-BACK", *RESULT, "is_voided", "is_clean")
    assert told == ("awaiting", "voided", True, False)


@given(
    sent(a_billed_claim("ESTIMATED")),
    on(FIRST, a_claim("ESTIMATED", status="25")),
)
def test_an_estimate_is_no_answer(house: House) -> None:
    assert house.claim_row("ESTIMATED", *RESULT, "answer_count") == ("awaiting", "open", 0)


@given(
    sent(a_billed_claim("PUT-OFF")),
    on(FIRST, a_claim("PUT-OFF", [a_line(adjustments=[("OA", "133", "100")])])),
)
def test_a_claim_only_put_off_still_waits(house: House) -> None:
    assert house.claim_row("PUT-OFF", *RESULT, "is_first_pass") == ("awaiting", "open", False)


@given(
    sent(a_billed_claim("PENDED")),
    on(FIRST, a_claim("PENDED", [a_line(adjustments=[("OA", "133", "100")])])),
    on(SECOND, a_denied_claim("PENDED", icn="ICNPENDED-2")),
)
def test_a_claim_put_off_and_then_denied_is_denied_at_first(house: House) -> None:
    assert house.claim_row("PENDED", *RESULT, "denied_amount") == ("denied", "open", 100)


@given(
    sent(a_billed_claim("AT-SECOND-ONLY", payer_order="S", payer="RED HARBOR")),
    on(FIRST, a_denied_claim("AT-SECOND-ONLY", status="2"), payer="RED HARBOR"),
)
def test_a_claim_only_a_second_payer_answered_stands_apart(house: House) -> None:
    assert house.claim_row("AT-SECOND-ONLY", "standing") == "secondary"
    assert house.claim_row("FORWARDED", "standing") == "primary"


# --- Lines


def matched(house: House, number: str) -> list[tuple]:
    """Answered line, billed line and how they were matched, in the order of the answer."""
    return house.rows(
        "select line_matches.service_line_number, billed_service_line_number, matched_by"
        " from marts.line_matches inner join marts.remitted_claims"
        " on line_matches.file_id = remitted_claims.file_id"
        " and line_matches.transaction_set_number = remitted_claims.transaction_set_number"
        " and line_matches.claim_number = remitted_claims.claim_number"
        " where patient_control_number = $number order by 1",
        number=number,
    )


@given(
    sent(a_billed_claim("RULES", [
        a_billed_line("99213", modifiers=["25"], charge="100"),
        a_billed_line("97110", modifiers=["GP"], charge="60"),
        a_billed_line("97140", modifiers=["59"], charge="50"),
        a_billed_line("87880", modifiers=["QW"], charge="30"),
    ])),
    on(FIRST, a_claim("RULES", [
        a_line("87880", charge="25"),  # neither its modifier nor its charge
        a_line("97140", modifiers=["59"], charge="45"),  # not its charge
        a_line("97110", charge="60"),  # not its modifier
        a_line("99213", modifiers=["25"], charge="100"),
    ])),
)  # fmt: skip
def test_a_line_is_matched_by_what_is_left_of_it(house: House) -> None:
    told = matched(house, "RULES")
    assert [each[:2] for each in told] == [(1, 4), (2, 3), (3, 2), (4, 1)]
    assert [each[2] for each in told[2:]] == ["procedure_charge", "procedure_modifiers_charge"]


@given(
    sent(a_billed_claim("TWO-COULD-BE", [
        a_billed_line("97110", modifiers=["GO"], charge="60"),
        a_billed_line("97110", modifiers=["GP"], charge="80"),
    ])),
    on(FIRST, a_claim("TWO-COULD-BE", [a_line("97110", charge="45")])),
)  # fmt: skip
def test_a_line_that_could_be_either_of_two_is_not_guessed(house: House) -> None:
    assert matched(house, "TWO-COULD-BE") == [(1, None, None)]


@given(
    sent(a_billed_claim("BETTER-FIRST", [
        a_billed_line("97110", charge="60"),
        a_billed_line("97110", modifiers=["GP"], charge="60"),
    ])),
    on(FIRST, a_claim("BETTER-FIRST", [a_line("97110", modifiers=["GP"], charge="60")])),
)  # fmt: skip
def test_the_better_match_is_taken_before_the_earlier_line(house: House) -> None:
    assert matched(house, "BETTER-FIRST") == [(1, 2, "procedure_modifiers_charge")]
    told = house.rows(
        "select procedure_code, modifier_codes, is_answered, unmatched_reason is not null"
        " from marts.service_lines where linked_claim_id = (select linked_claim_id"
        " from marts.submitted_claims where patient_control_number = 'BETTER-FIRST')"
        " order by service_line_number"
    )
    assert told == [("97110", [], False, True), ("97110", ["GP"], True, False)]


@given(
    sent(a_billed_claim("RECODED-BY-PAYER", [
        a_billed_line("99215", charge="200", control_number="L1"),
        a_billed_line("36415", charge="15", control_number="L2"),
    ])),
    on(FIRST, a_claim("RECODED-BY-PAYER", [
        a_line("36416", charge="15", control_number="L2"),
        a_line("99213", charge="200", control_number="L1", adjustments=[("CO", "45", "110")]),
    ])),
)  # fmt: skip
def test_a_control_number_finds_its_line_whatever_code_it_came_back_under(house: House) -> None:
    by_number = "line_control_number"
    assert matched(house, "RECODED-BY-PAYER") == [(1, 2, by_number), (2, 1, by_number)]


@given(
    sent(a_billed_claim("SPLIT-LINE", [
        a_billed_line("97110", charge="120", units="4", control_number="L1"),
    ])),
    on(FIRST, a_claim("SPLIT-LINE", [
        a_line("97110", charge="60", control_number="L1"),
        a_denied_line("97110", charge="60", control_number="L1"),
    ])),
)  # fmt: skip
def test_a_line_the_payer_splits_is_answered_by_both_parts(house: House) -> None:
    by_number = "line_control_number"
    assert matched(house, "SPLIT-LINE") == [(1, 1, by_number), (2, 1, by_number)]


@given(
    sent(a_billed_claim("NUMBER-OF-ANOTHER", [
        a_billed_line("99213", control_number="L1"),
        a_billed_line("87880", charge="30", control_number="L2"),
    ])),
    on(FIRST, a_claim("NUMBER-OF-ANOTHER", [
        a_line("99213", control_number="L1"),
        a_denied_line("87880", charge="30", control_number="L1"),
    ])),
)  # fmt: skip
def test_a_line_given_the_number_of_another_answers_the_line_of_its_procedure(
    house: House,
) -> None:
    assert matched(house, "NUMBER-OF-ANOTHER") == [
        (1, 1, "line_control_number"), (2, 2, "procedure_modifiers_charge")
    ]  # fmt: skip


@given(
    sent(a_billed_claim("BILLED-AS-ONE", [
        a_billed_line("99215", charge="200", control_number="L1"),
        a_billed_line("87880", charge="30", control_number="L2"),
    ])),
    on(FIRST, a_claim("BILLED-AS-ONE", [
        a_line("99213", charge="110", control_number="L1"),
        a_line("99212", charge="90", control_number="L1"),
        a_line("87880", charge="30", control_number="L2"),
    ])),
)  # fmt: skip
def test_a_line_the_payer_splits_into_other_codes_is_answered_by_both(house: House) -> None:
    by_number = "line_control_number"
    assert matched(house, "BILLED-AS-ONE") == [
        (1, 1, by_number), (2, 1, by_number), (3, 2, by_number)
    ]  # fmt: skip


@given(
    sent(a_billed_claim("PARTS-NUMBERED", [a_billed_line("97110", charge="120", units="4")])),
    on(FIRST, a_claim("PARTS-NUMBERED", [a_denied_line("97110", charge="120")])),
    on(SECOND, a_claim("PARTS-NUMBERED", [
        a_denied_line("97110", charge="80", control_number="P-1"),
        a_line("97110", charge="40", control_number="P-2"),
    ])),
)  # fmt: skip
def test_parts_that_the_payer_numbers_are_of_the_billed_line(house: House) -> None:
    # 120 denied; 40 of it are paid in a part of its own.
    told = house.outcome("PARTS-NUMBERED", "outcome", "denied_amount", "recovered_amount")
    assert told == ("partly_recovered", 120, 40)


@given(
    sent(a_billed_claim("NOT-GUESSED", [
        a_billed_line("99213"), a_billed_line("36415", charge="15"),
    ])),
    on(FIRST, a_claim("NOT-GUESSED", [a_line("99213"), a_line("J1100", charge="15")])),
)  # fmt: skip
def test_what_is_left_on_both_sides_is_not_paired_by_its_place(house: House) -> None:
    assert matched(house, "NOT-GUESSED") == [(1, 1, "procedure_modifiers_charge"), (2, None, None)]


ON_TWO_DAYS = [a_billed_line("97110"), a_billed_line("97110", service_date="20260203")]


@given(
    sent(a_billed_claim("TWO-DAYS", ON_TWO_DAYS)),
    on(FIRST, a_claim("TWO-DAYS", [
        a_denied_line("97110", service_date="20260203"), a_line("97110"),
    ])),
)  # fmt: skip
def test_lines_alike_on_two_days_are_told_apart_by_the_day(house: House) -> None:
    assert [each[:2] for each in matched(house, "TWO-DAYS")] == [(1, 2), (2, 1)]


@given(
    sent(a_billed_claim("DOWNCODED", [
        a_billed_line("99215", charge="200"), a_billed_line("99214", charge="150"),
    ])),
    on(FIRST, a_claim("DOWNCODED", [
        a_line("99213", charge="200", submitted=["99215"], adjustments=[("CO", "45", "110")]),
        a_line("99214", charge="150", adjustments=[("CO", "45", "50")]),
    ])),
)  # fmt: skip
def test_a_visit_paid_under_a_lower_code_is_downcoded(house: House) -> None:
    told = house.ask("downcoded_lines")
    columns = ["patient_control_number", "procedure_code", "paid_procedure_code", "allowed_amount"]
    # 200 less 110.
    assert told[columns].values.tolist() == [["DOWNCODED", "99215", "99213", 90]]


VOIDED_ALONE = a_billed_claim("KEPT-APART")


@given(
    sent(VOIDED_ALONE, replace(VOIDED_ALONE, number="KEPT-APART-TOO")),
    on(FIRST, a_claim("KEPT-APART")),
)
def test_claims_of_one_patient_and_day_under_two_numbers_are_two(house: House) -> None:
    assert house.claim_row("KEPT-APART", *RESULT) == ("paid", None)
    assert house.claim_row("KEPT-APART-TOO", *RESULT) == ("awaiting", "open")


def test_the_house_of_all_these_lives_is_sound(house: House) -> None:
    assert house.faults() == {}


@given(
    sent(a_billed_claim("COMMON"), batch="OF-ONE-OFFICE"),
    sent(
        a_billed_claim("COMMON", [a_billed_line("87880", charge="30")], patient=OTHER_PATIENT),
        batch="OF-ANOTHER-OFFICE",
    ),
    on(FIRST, a_claim("COMMON")),
    on(
        SECOND,
        a_claim(
            "COMMON",
            [a_denied_line("87880", charge="30")],
            icn="ICNCOMMON-2",
            patient=OTHER_PATIENT,
        ),
    ),
)
def test_one_number_of_two_patients_at_one_time_is_two_claims(house: House) -> None:
    columns = ("charge_amount", "submission_count", "answer_count", "paid_amount", *RESULT)
    assert sorted(house.claim_rows("COMMON", *columns), reverse=True) == [
        (100, 1, 1, 100, "paid", None),
        (30, 1, 1, 0, "denied", "open"),
    ]


@given(
    sent(a_billed_claim("MODIFIER-TELLS", [
        a_billed_line("97110", modifiers=["GO"], charge="60"),
        a_billed_line("97110", modifiers=["GP"], charge="60"),
    ])),
    on(FIRST, a_claim("MODIFIER-TELLS", [
        a_line("97110", modifiers=["GP"], charge="45"),
    ])),
)  # fmt: skip
def test_a_modifier_tells_which_line_is_meant_though_the_charge_was_cut(house: House) -> None:
    assert [each[:2] for each in matched(house, "MODIFIER-TELLS")] == [(1, 2)]


@given(
    sent(a_billed_claim("KIND-P")),
    sent(a_billed_claim("KIND-I", kind=INSTITUTIONAL)),
    sent(a_billed_claim("KIND-D", [a_billed_line("D2150")], kind=DENTAL)),
)
def test_a_claims_kind_is_told_in_words(house: House) -> None:
    kinds = [house.claim_row(f"KIND-{letter}", "claim_kind") for letter in "PID"]
    assert kinds == ["professional", "institutional", "dental"]


@given(
    sent(a_billed_claim("LEFT-BARE", [
        a_billed_line("97110", modifiers=["GO"], charge="60"),
        a_billed_line("97110", modifiers=["GP"], charge="60"),
    ])),
    on(FIRST, a_claim("LEFT-BARE", [a_line("97110", charge="60")])),
)  # fmt: skip
def test_which_of_two_lines_is_meant_is_not_guessed_by_order(house: House) -> None:
    assert [each[:2] for each in matched(house, "LEFT-BARE")] == [(1, None)]
    reasons = house.ask("unmatched_lines").set_index("patient_control_number")["reason"]
    assert "several billed lines have this procedure and nothing tells them apart" in set(
        reasons["LEFT-BARE"]
    )


UNDER_OLD = a_claim("REV-OLD", icn="ICNREV")


@given(
    on(FIRST, UNDER_OLD),
    on(SECOND, a_reversal_of(UNDER_OLD, number="REV-NEW")),
    on(SECOND, a_reversal_of(a_claim("REV-ALONE"))),
    on(FIRST, a_claim("REV-PART", [a_line(charge="100")])),
    on(SECOND, a_reversal_of(a_claim("REV-PART", [a_line(charge="40")]))),
)
def test_a_reversal_without_its_answer_is_listed_with_what_is_true_of_it(house: House) -> None:
    listed = house.ask("unmatched_lines")
    reversals = listed[listed.charge_amount < 0].set_index("patient_control_number")["reason"]
    # 40 of the 100 paid of REV-PART are taken back: the answer is there, and not called missing.
    assert {number: reversals[number] for number in reversals.index if "REV-" in number} == {
        "REV-NEW": "this payer claim number is loaded, but under another control number",
        "REV-ALONE": "the answer this reversal takes back is not among the loaded files",
    }


@given(
    sent(a_billed_claim("GIVEN-UP")),
    on(FIRST, a_denied_claim("GIVEN-UP")),
    sent(a_void_of(a_billed_claim("GIVEN-UP"), "ICNGIVEN-UP"), date="20260309", batch="VOIDS"),
)
def test_nothing_is_open_of_a_denied_claim_we_voided(house: House) -> None:
    # Denied 100 and never answered again; we withdrew it a week later.
    assert house.outcome("GIVEN-UP", "denied_amount", "open_amount") == (100, 0)
    assert house.claim_row("GIVEN-UP", "open_amount", *RESULT) == (0, "denied", "voided")
