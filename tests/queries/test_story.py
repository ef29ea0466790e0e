"""The story of 21 claims (tests/story.py): the life of each, written out by hand.

Days between: 9 February to 2 March 2026 is 21 (19 left of February, 2 of March); 23 February to
16 March and 9 to 30 March are 21 too; 9 February to 16 March is 35. 2 to 16 March is 14, 2 to 30
March is 28.
"""

from __future__ import annotations

from datetime import date

import pytest

from analytics.notebook.work import COLUMNS
from analytics.vocabulary import ReviewFilters
from tests.queries.conftest import LINKED_OF_NUMBER, House
from tests.story import segment_of

SENT, DOOR, RESENT, DOOR_2, MENDED = (
    date(2026, 2, 9), date(2026, 2, 10), date(2026, 2, 23), date(2026, 2, 24), date(2026, 3, 9)
)  # fmt: skip
FIRST, SECOND, THIRD = date(2026, 3, 2), date(2026, 3, 16), date(2026, 3, 30)
RED_HARBOR = date(2026, 4, 6)
YEAR_AFTER, ANSWER_AFTER = date(2027, 2, 8), date(2027, 3, 1)


def test_every_file_of_the_story_is_counted(story: House) -> None:
    told = story.rows(
        "select split_part(file_name, '.', 1), claim_count, line_count, finding_count"
        " from marts.files where split_part(file_name, '.', 1) != 'empty' order by 1"
    )
    assert told == [
        # 15 claims of 23 lines, WARD of 2, two refused of one each.
        ("claims_0209", 18, 27, 0),
        ("claims_0223", 5, 5, 0),
        ("claims_0309", 6, 6, 0),
        ("claims_2027", 1, 1, 0),
        # 15 claims of the first batch and WARD.
        ("door_0210", 16, 0, 0),
        ("door_0224", 5, 0, 0),
        ("refused_0210", 0, 0, 0),
        # Lines: 1+1+1+2+1+1+1+0+1+1+3+3+2+2. That WARD has none is worth knowing.
        ("remit_0302", 14, 20, 1),
        # Lines: 1+1+1+2+1+1+1. That two are reversals is worth knowing.
        ("remit_0316", 7, 8, 1),
        # Lines: 1+2+1, and 1 of the other payer.
        ("remit_0330", 4, 5, 0),
        ("remit_2027", 1, 1, 0),
    ]


# --- The claims

COUNTS = ("first_result", "final_result", "submission_count", "rejected_submission_count",
          "replacement_count", "answer_count")  # fmt: skip
MONEY = ("charge_amount", "paid_amount", "denied_amount", "recovered_amount", "open_amount")
MARKS = ("is_clean", "is_first_pass", "is_rejected", "is_denied", "is_voided", "has_secondary")
DAYS = ("first_submission_date", "first_remit_date")

# Number: counts, money, marks, days, each in the order above.
LIVES: dict[str, tuple[tuple, tuple, str, tuple]] = {
    # 100 less 20 by contract.
    "CLEAN": (("paid", None, 1, 0, 0, 1), (100, 80, 0, 0, 0),
              "is_clean is_first_pass", (SENT, FIRST)),
    # Rejected once, then 150 less 30.
    "REJECTED": (("rejected", "recovered", 2, 1, 0, 1), (150, 120, 0, 0, 0),
                 "is_first_pass is_rejected", (SENT, SECOND)),
    # Denied under FIXED-1, paid under FIXED-2: 200 less 40.
    "FIXED-1": (("denied", "recovered", 2, 0, 1, 2), (200, 160, 200, 160, 0),
                "is_denied", (SENT, FIRST)),
    # Denied on 2, 16 and 30 March: 100, not 300.
    "THRICE": (("denied", "open", 2, 0, 1, 3), (100, 0, 100, 0, 100),
               "is_denied", (SENT, FIRST)),
    # 80 and a denial of 30; both taken back (-80); 80 and 30 less 5. Net 80 - 80 + 80 + 25.
    "REVERSED": (("denied", "recovered", 1, 0, 0, 2), (130, 105, 30, 25, 0),
                 "is_denied", (SENT, FIRST)),
    # 90 less 20 paid, then voided by us and taken back.
    "VOIDED": (("paid", None, 2, 0, 0, 1), (90, 0, 0, 0, 0),
               "is_first_pass is_voided", (SENT, FIRST)),
    # 250 less 50 by contract and 50 coinsurance; the second payer pays the coinsurance: 150 + 50.
    # Sent once to each: billing the second payer is not sending again, so it stays clean.
    "BOTH": (("paid", None, 2, 0, 0, 2), (250, 200, 0, 0, 0),
             "is_clean is_first_pass has_secondary", (SENT, FIRST)),
    # 1000 less 300 by contract and 100 bundled, all said of the claim.
    "WARD": (("denied", "open", 1, 0, 0, 1), (1000, 600, 100, 0, 100),
             "is_denied", (SENT, FIRST)),
    # 120 less 20 in one remittance, 180 denied in another.
    "SPLIT": (("denied", "open", 1, 0, 0, 2), (300, 100, 180, 0, 180),
              "is_denied", (SENT, FIRST)),
    # L1 60 less 10, L2 denied, L3 50 less 10: 50 + 40 paid.
    "NUMBERED": (("denied", "open", 1, 0, 0, 1), (170, 90, 60, 0, 60),
                 "is_denied", (SENT, FIRST)),
    # 100 less 20, 60 denied, 50 less 10: 80 + 40 paid.
    "SHUFFLED": (("denied", "open", 1, 0, 0, 1), (210, 120, 60, 0, 60),
                 "is_denied", (SENT, FIRST)),
    # 40 less 8, and 20 denied as part of it.
    "BUNDLED": (("denied", "open", 1, 0, 0, 1), (60, 32, 20, 0, 20),
                "is_denied", (SENT, FIRST)),
    # 100 less 20, and 25 less 5 for what was never billed: 100 paid; 100 + 15 billed.
    "STRAY": (("paid", None, 1, 0, 0, 1), (115, 100, 0, 0, 0),
              "is_clean is_first_pass", (SENT, FIRST)),
    # Refused with its set, sent again, 95 less 19.
    "REFUSED-A": (("rejected", "recovered", 2, 1, 0, 1), (95, 76, 0, 0, 0),
                  "is_first_pass is_rejected", (SENT, SECOND)),
    # Refused with its set and forgotten.
    "REFUSED-B": (("rejected", "open", 1, 1, 0, 0), (45, 0, 0, 0, 0),
                  "is_rejected", (SENT, None)),
    "WAITING": (("awaiting", "open", 1, 0, 0, 0), (140, 0, 0, 0, 0), "", (RESENT, None)),
    "LOST": (("rejected", "open", 1, 1, 0, 0), (55, 0, 0, 0, 0),
             "is_rejected", (RESENT, None)),
    # Refused by the payer, then by the clearinghouse, then 65 less 13.
    "TWICE": (("rejected", "recovered", 3, 2, 0, 1), (65, 52, 0, 0, 0),
              "is_first_pass is_rejected", (SENT, THIRD)),
}  # fmt: skip


@pytest.mark.parametrize("number", LIVES)
def test_a_life_comes_to_what_happened(story: House, number: str) -> None:
    counts, money, marks, days = LIVES[number]
    assert story.claim_row(number, *COUNTS) == counts
    assert story.claim_row(number, *MONEY) == money
    told = dict(zip(MARKS, story.claim_row(number, *MARKS), strict=True))
    assert told == {mark: mark in marks.split() for mark in MARKS}
    assert story.claim_row(number, *DAYS) == days
    assert story.claim_row(number, "service_date", "is_billed") == (date(2026, 2, 2), True)


def test_a_denied_claim_we_voided_is_voided_not_open(story: House) -> None:
    assert story.claim_row("DROPPED", *COUNTS) == ("denied", "voided", 2, 0, 0, 1)
    money = ("charge_amount", "paid_amount", "denied_amount", "recovered_amount")
    assert story.claim_row("DROPPED", *money) == (60, 0, 60, 0)
    assert story.claim_row("DROPPED", "is_denied", "is_voided") == (True, True)


def test_a_number_used_again_a_year_later_for_another_patient_is_two_claims(story: House) -> None:
    columns = (*COUNTS, *MONEY, *DAYS, "service_date", "is_clean")
    assert story.claim_rows("REUSED", *columns) == [
        # 75 less 15.
        ("paid", None, 1, 0, 0, 1, 75, 60, 0, 0, 0, SENT, FIRST, date(2026, 2, 2), True),
        ("denied", "open", 1, 0, 0, 1, 85, 0, 85, 0, 85,
         YEAR_AFTER, ANSWER_AFTER, date(2027, 2, 1), False),
    ]  # fmt: skip


def test_a_replacement_under_a_number_of_its_own_is_the_same_claim(story: House) -> None:
    # The payer's answer to FIXED-2 does not name FIXED-1; only our REF F8 does.
    assert story.claim_row("FIXED-2", "linked_claim_id") == story.claim_row(
        "FIXED-1", "linked_claim_id"
    )


def test_the_story_has_21_lives_and_30_submissions(story: House) -> None:
    counted = "select count(*), count(distinct linked_claim_id) from marts."
    assert story.rows(f"{counted}claims") == [(21, 21)]
    assert story.rows(f"{counted}submitted_claims") == [(30, 21)]


def test_a_claim_stands_under_who_and_what_was_first_billed(story: House) -> None:
    columns = ("payer_name", "provider_name", "place_of_service_code", "procedure_codes")
    told = story.claim_row("BOTH", *columns, "carc_codes")
    assert told == ("BLUE LANTERN", "BRAVO, ROSE", "11", ["99285"], [])
    procedures, carcs = story.claim_row("SHUFFLED", "procedure_codes", "carc_codes")
    assert (sorted(procedures), carcs) == (["97110", "97140", "99213"], ["50"])
    assert story.claim_row("WARD", "carc_codes") == ["97"]
    assert story.claim_row("LOST", "payer_name") == "GREEN LAKE"


# --- Submissions and rejections


def test_every_sending_is_known_with_its_verdict(story: House) -> None:
    def sendings(number: str) -> list[tuple]:
        return story.rows(
            "select submission_number, submission_kind, verdict, submission_date, is_secondary"
            " from marts.submitted_claims where patient_control_number = $number order by 1",
            number=number,
        )

    assert sendings("CLEAN") == [(1, "original", "accepted", SENT, False)]
    assert sendings("TWICE") == [
        (1, "original", "rejected", SENT, False),
        (2, "original", "rejected", RESENT, False),
        (3, "original", "unacknowledged", MENDED, False),
    ]
    assert sendings("FIXED-2") == [(2, "replacement", "unacknowledged", MENDED, False)]
    assert sendings("VOIDED")[1] == (2, "void", "unacknowledged", MENDED, False)
    assert sendings("BOTH")[1] == (2, "original", "unacknowledged", MENDED, True)
    assert sendings("REFUSED-A") == [
        (1, "original", "rejected", SENT, False),
        (2, "original", "accepted", RESENT, False),
    ]


def test_every_refusal_is_told_once_with_its_first_reason(story: House) -> None:
    told = story.rows(
        "select patient_control_number, submission_number, source, rejected_level,"
        " status_category_code, status_code, entity_code, charge_amount, rejection_date,"
        " is_resolved from marts.rejections order by 1, 2"
    )
    assert told == [
        ("LOST", 1, "277CA", "claim", "A7", "164", "IL", 55, DOOR_2, False),
        ("REFUSED-A", 1, "999", "set", "999", "5", None, 95, DOOR, True),
        ("REFUSED-B", 1, "999", "set", "999", "5", None, 45, DOOR, False),
        ("REJECTED", 1, "277CA", "claim", "A7", "562", "85", 150, DOOR, True),
        ("TWICE", 1, "277CA", "claim", "A3", "21", None, 65, DOOR, True),
        ("TWICE", 2, "277CA", "claim", "A7", "500", "IL", 65, DOOR_2, True),
    ]
    by = story.rows(
        "select rejected_by, patient_control_number, submission_number from marts.rejections"
        " where source = '277CA' order by 2, 3"
    )
    payer, clearinghouse = "payer", "clearinghouse"
    assert [each[0] for each in by] == [clearinghouse, payer, payer, clearinghouse]


def test_a_refusal_leads_back_to_its_segment(story: House) -> None:
    told = story.rows(
        "select patient_control_number, submission_number, split_part(file_name, '.', 1),"
        " rejections.segment_number from marts.rejections"
        " inner join marts.files on rejections.file_id = files.file_id order by 1, 2"
    )
    assert told == [
        ("LOST", 1, "door_0224", segment_of("door_0224", "STC*", after="TRN*2*LOST")),
        ("REFUSED-A", 1, "refused_0210", segment_of("refused_0210", "AK2*")),
        ("REFUSED-B", 1, "refused_0210", segment_of("refused_0210", "AK2*")),
        ("REJECTED", 1, "door_0210", segment_of("door_0210", "STC*", after="TRN*2*REJECTED")),
        ("TWICE", 1, "door_0210", segment_of("door_0210", "STC*", after="TRN*2*TWICE")),
        ("TWICE", 2, "door_0224", segment_of("door_0224", "STC*", after="TRN*2*TWICE")),
    ]


# --- The lines

LINE = ("procedure_code", "verdict", "outcome", "denied_amount", "recovered_amount",
        "open_amount")  # fmt: skip
AFTER = ("final_paid_amount", "final_remit_date", "days_to_first_answer", "days_to_resolution")


def lines_of(house: House, number: str, *columns: str) -> list[tuple]:
    """What came of the lines of a claim, as they were billed; what was never billed comes last."""
    return house.rows(
        f"select {', '.join(columns)} from marts.line_outcomes"
        f" where linked_claim_id in ({LINKED_OF_NUMBER})"
        " order by is_secondary, billed_service_line_number nulls last, remit_date",
        number=number,
    )


LINES: dict[str, list[tuple]] = {
    "CLEAN": [("99213", "paid", None, 0, 0, 0, 80, FIRST, 21, None)],
    # The payer had it from 23 February only.
    "REJECTED": [("99214", "paid", None, 0, 0, 0, 120, SECOND, 21, None)],
    "FIXED-1": [("99215", "full", "recovered", 200, 160, 0, 160, SECOND, 21, 14)],
    "THRICE": [("99213", "full", "re_denied", 100, 0, 100, 0, THIRD, 21, 28)],
    "REVERSED": [
        ("99213", "paid", None, 0, 0, 0, 80, THIRD, 21, None),
        ("87880", "full", "recovered", 30, 25, 0, 25, THIRD, 21, 28),
    ],
    "BOTH": [
        ("99285", "paid", None, 0, 0, 0, 150, FIRST, 21, None),
        # 9 March to 6 April: 22 left of March, 6 of April.
        ("99285", "paid", None, 0, 0, 0, 50, RED_HARBOR, 28, None),
    ],
    "SPLIT": [
        ("99214", "paid", None, 0, 0, 0, 100, FIRST, 21, None),
        ("20610", "full", "open", 180, 0, 180, 0, SECOND, 35, None),
    ],
    "NUMBERED": [
        ("97110", "paid", None, 0, 0, 0, 50, FIRST, 21, None),
        ("97110", "full", "open", 60, 0, 60, 0, FIRST, 21, None),
        ("97140", "paid", None, 0, 0, 0, 40, FIRST, 21, None),
    ],
    "SHUFFLED": [
        ("99213", "paid", None, 0, 0, 0, 80, FIRST, 21, None),
        ("97110", "full", "open", 60, 0, 60, 0, FIRST, 21, None),
        ("97140", "paid", None, 0, 0, 0, 40, FIRST, 21, None),
    ],
    "BUNDLED": [
        ("80048", "paid", None, 0, 0, 0, 32, FIRST, 21, None),
        ("82565", "full", "open", 20, 0, 20, 0, FIRST, 21, None),
    ],
    "REFUSED-A": [("99213", "paid", None, 0, 0, 0, 76, SECOND, 21, None)],
    "TWICE": [("99213", "paid", None, 0, 0, 0, 52, THIRD, 21, None)],
}


@pytest.mark.parametrize("number", LINES)
def test_a_line_comes_to_what_was_answered(story: House, number: str) -> None:
    assert lines_of(story, number, *LINE, *AFTER) == LINES[number]


def test_a_claim_answered_without_lines_is_one_line(story: House) -> None:
    told = lines_of(story, "WARD", "service_line_number", *LINE[1:], "charge_amount", "paid_amount")
    assert told == [(0, "partial", "open", 100, 0, 100, 1000, 600)]
    matched = story.rows(
        "select matched_by, billed_service_line_number, unmatched_reason"
        " from marts.line_matches inner join marts.submitted_claims"
        " on line_matches.billed_file_id = submitted_claims.file_id"
        " and line_matches.billed_transaction_set_number = submitted_claims.transaction_set_number"
        " and line_matches.billed_claim_number = submitted_claims.claim_number"
        " where patient_control_number = 'WARD'"
    )
    assert [each[0] for each in matched] == ["whole_claim"]
    assert matched[0][2] is None


def test_a_voided_line_keeps_its_answer_and_no_money(story: House) -> None:
    told = lines_of(story, "VOIDED", "verdict", "outcome", "paid_amount", "final_paid_amount")
    assert told == [("paid", None, 70, 0)]
    told = lines_of(story, "DROPPED", "verdict", "denied_amount", "recovered_amount")
    assert told == [("full", 60, 0)]


def test_a_line_that_waits_is_unanswered_and_denies_nothing(story: House) -> None:
    for number in ("WAITING", "LOST", "REFUSED-B"):
        told = lines_of(story, number, "verdict", "is_denied", "remit_date", *LINE[2:])
        assert told == [("unanswered", False, None, None, 0, 0, 0)], number


def test_a_bundled_procedure_is_known_as_billed_and_as_paid(story: House) -> None:
    columns = ("procedure_code", "paid_procedure_code", "carc_code", "category")
    assert lines_of(story, "BUNDLED", *columns) == [
        ("80048", "80053", None, None),
        ("82565", "80053", "97", "Bundling/NCCI"),
    ]


def test_lines_are_told_apart_by_their_control_number_else_by_what_they_say(story: House) -> None:
    def matches(number: str) -> list[tuple]:
        return story.rows(
            "select line_matches.billed_service_line_number, line_matches.service_line_number,"
            " matched_by from marts.line_matches inner join marts.remitted_claims"
            " on line_matches.file_id = remitted_claims.file_id"
            " and line_matches.transaction_set_number = remitted_claims.transaction_set_number"
            " and line_matches.claim_number = remitted_claims.claim_number"
            " where patient_control_number = $number order by 1 nulls last, 2",
            number=number,
        )

    by_number, as_billed = "line_control_number", "procedure_modifiers_charge"
    assert matches("NUMBERED") == [(1, 3, by_number), (2, 2, by_number), (3, 1, by_number)]
    assert matches("SHUFFLED") == [(1, 2, as_billed), (2, 3, as_billed), (3, 1, as_billed)]
    assert matches("BUNDLED") == [(1, 1, as_billed), (2, 2, as_billed)]
    # The first file names line 1 alone, the second line 2 as its first.
    assert matches("SPLIT") == [(1, 1, as_billed), (2, 1, as_billed)]
    assert matches("STRAY")[0] == (1, 1, as_billed)
    assert matches("STRAY")[1][0] is None


def test_an_answer_belongs_to_the_sending_the_payer_had(story: House) -> None:
    told = story.rows(
        "select patient_control_number, split_part(files.file_name, '.', 1)"
        " from marts.line_outcomes inner join marts.files"
        " on line_outcomes.billed_file_id = files.file_id"
        " where patient_control_number in ('REJECTED', 'REFUSED-A', 'TWICE', 'FIXED-1', 'CLEAN')"
        " order by 1"
    )
    assert told == [
        ("CLEAN", "claims_0209"),
        ("FIXED-1", "claims_0209"),  # first denied as first billed
        ("REFUSED-A", "claims_0223"),
        ("REJECTED", "claims_0223"),
        ("TWICE", "claims_0309"),
    ]


# --- The questions


def test_what_matches_nothing_is_listed_with_the_reason(story: House) -> None:
    told = story.ask("unmatched_lines")
    rows = told.sort_values("procedure_code")
    assert rows.patient_control_number.tolist() == ["STRAY", "STRAY"]
    assert rows.procedure_code.tolist() == ["36415", "J1100"]
    assert rows.side.tolist() == ["billed", "answered"]
    assert rows.charge_amount.tolist() == [15, 25]
    assert rows.reason.notna().all()
    assert (rows.reason != "").all()


def test_the_flow_of_all_claims(story: House) -> None:
    told = story.ask("claim_flow").set_index("stage")
    flow = {
        stage: (int(row.claim_count), float(row.charge_amount)) for stage, row in told.iterrows()
    }
    assert flow == {
        # All 21: 410 rejected + 2315 denied + 630 paid + 140 waiting.
        "submitted": (21, 3495),
        # REJECTED 150, REFUSED-A 95, REFUSED-B 45, LOST 55, TWICE 65.
        "rejected": (5, 410),
        # FIXED 200, THRICE 100, REVERSED 130, DROPPED 60, WARD 1000, SPLIT 300, REUSED of 2027 85,
        # NUMBERED 170, SHUFFLED 210, BUNDLED 60.
        "denied": (10, 2315),
        # CLEAN 100, VOIDED 90, BOTH 250, REUSED of 2026 75, STRAY 115.
        "paid": (5, 630),
        # REJECTED 150, REFUSED-A 95, TWICE 65, FIXED 200, REVERSED 130.
        "recovered": (5, 640),
        # DROPPED, which we voided.
        "written_off": (1, 60),
        # THRICE 100, WARD 1000, SPLIT 300, REUSED of 2027 85, NUMBERED 170, SHUFFLED 210,
        # BUNDLED 60: 1925; REFUSED-B 45, LOST 55; WAITING 140.
        # Level two adds up to level one less paid: 640 + 60 + 2165 = 410 + 2315 + 140 = 2865.
        "open": (10, 2165),
    }


def test_the_flow_of_one_payers_claims(story: House) -> None:
    told = story.ask("claim_flow", ReviewFilters(payers=("GREEN LAKE",))).set_index("stage")
    flow = {stage: int(row.claim_count) for stage, row in told.iterrows() if row.claim_count}
    # WAITING and LOST; neither is recovered.
    assert flow == {"submitted": 2, "rejected": 1, "open": 2}


def test_what_the_team_writes_off_leaves_the_open_claims(story: House) -> None:
    lines = story.rows(
        "select concat_ws('-', file_id, transaction_set_number, claim_number, service_line_number)"
        " from marts.line_outcomes where is_denied"
        " and patient_control_number in ('BUNDLED', 'SPLIT')"
    )
    written_off = [
        dict.fromkeys(COLUMNS)
        | {"remitted_line_id": line, "entry_number": number, "status": "written_off",
           "changed_by": "Ann", "changed_at": "2026-04-01 09:00:00"}
        for number, (line,) in enumerate(lines, start=1)
    ]  # fmt: skip
    told = story.ask("claim_flow", work=written_off).set_index("stage")
    # BUNDLED 60 and SPLIT 300 beside DROPPED 60; 2165 less 360.
    assert told.loc["written_off", ["claim_count", "charge_amount"]].tolist() == [3, 420]
    assert told.loc["open", ["claim_count", "charge_amount"]].tolist() == [8, 1805]


def test_the_steps_of_the_flow_add_up_to_its_stages(story: House) -> None:
    told = story.ask("claim_flow_steps")
    steps = {
        (row.from_stage, row.to_stage): (row.claim_count, row.charge_amount)
        for row in told.itertuples()
    }
    assert steps == {
        ("submitted", "rejected"): (5, 410),
        ("submitted", "denied"): (10, 2315),
        ("submitted", "paid"): (5, 630),
        ("submitted", "open"): (1, 140),
        # 150 + 95 + 65, and 45 + 55.
        ("rejected", "recovered"): (3, 310),
        ("rejected", "open"): (2, 100),
        # 200 + 130, 60, and 2315 less these.
        ("denied", "recovered"): (2, 330),
        ("denied", "written_off"): (1, 60),
        ("denied", "open"): (7, 1925),
    }


def test_the_house_of_the_story_is_sound(story: House) -> None:
    assert story.faults() == {}
