"""Claim extracts (CSV, TSV) taken in: from staging on they are claims like those of an 837."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.load.remittances import a_file, a_set
from tests.load.stores import QuickHouse, Row, Store
from tests.patient_keys import patient_key

HEADER = (
    "Claim #,Payer,Payer ID,Submission Date,Freq Code,Orig Claim #,DOS,CPT,Modifiers,"
    "Diagnosis Codes,POS,Units,Charge,Line #,Patient Name,Member ID,Rendering Provider,"
    "Rendering NPI,Billing Provider\n"
)
A1 = "Aetna,60054,9/4/26,1,,9/1/26"
JANES_KEY = patient_key("DOE", "J", bytes(32))  # the key of quick_house
JANE = '"Doe, Jane",M001,"Birch, Ben",1234567893,Riverside'
CLAIMS = (
    HEADER
    + f'A1,{A1},99213,25,"E11.9, I10",11,1,150.00,1,{JANE}\n'
    + "B2,Aetna,60054,9/4/26,7,ICN5,9/2/26,97110,GP 59,M54.5,11,2,80,1,,M002,,,\n"
    + f"A1,{A1},36415,,I10,11,1,10.50,2,{JANE}\n"
    + "C3,Cigna,,9/5/26,1,,9/3/26,99214,,Z00.00,22,1,200,1,,,,,\n"
)
# How a mart reads a claim: by its levels.
AS_A_MART = """
    select
        claims.patient_control_number, submissions.source, submissions.submission_date,
        subscribers.payer_name_as_given, subscribers.payer_id, subscribers.patient_key,
        billing_providers.billing_provider_name, claims.provider_name,
        claims.frequency_code, claims.original_reference_number, claims.place_of_service_code,
        claims.charge_amount, claims.statement_from_date, claims.segment_number
    from staging.claims
    inner join staging.submissions using (file_id, transaction_set_number)
    inner join staging.claim_levels using (file_id, transaction_set_number, level_number)
    left join staging.subscribers
        on subscribers.file_id = claims.file_id
        and subscribers.transaction_set_number = claims.transaction_set_number
        and subscribers.level_number = claim_levels.subscriber_level_number
    left join staging.billing_providers
        on billing_providers.file_id = claims.file_id
        and billing_providers.transaction_set_number = claims.transaction_set_number
        and billing_providers.level_number = claim_levels.billing_level_number
    order by claims.segment_number
"""


@pytest.fixture(scope="module")
def loaded(store_of: Callable[..., Path]) -> Store:
    """A store that has loaded these claims alone; to be read only."""
    folder = store_of("claim_extract", {"claims.csv": CLAIMS})
    return Store(folder, folder.with_name("files"))


@pytest.fixture
def house(quick_house: QuickHouse) -> Iterator[QuickHouse]:
    """Files are taken in and settled as a load does, and forgotten after the test."""
    yield quick_house
    quick_house.forget()


def lines(house: QuickHouse) -> list[Row]:
    return house.rows(
        "select patient_control_number, service_line_number, procedure_code, modifier_codes,"
        " diagnosis_numbers, billed_units, lines.charge_amount, service_date, lines.segment_number"
        " from staging.service_lines as lines"
        " inner join staging.claims using (file_id, transaction_set_number, claim_number)"
        " order by lines.segment_number"
    )


def test_rows_become_claims_with_their_payer_patient_and_providers(house: QuickHouse) -> None:
    report = house.load_one("claims.csv", CLAIMS)

    assert (report.kind, report.status, report.message) == ("csv", "loaded", "")
    # Aetna and Cigna, each with a day of its own.
    assert (report.transaction_set_count, report.claim_count, report.line_count) == (2, 3, 4)
    assert report.finding_count == 0
    sent, first = date(2026, 9, 4), date(2026, 9, 1)
    a1, b2, c3 = house.rows(AS_A_MART)
    assert a1 == (
        "A1", "csv", sent, "Aetna", "60054", JANES_KEY, "Riverside", "Birch, Ben",
        "1", None, "11", Decimal("160.50"), first, 2,
    )  # fmt: skip
    assert b2[8:12] == ("7", "ICN5", "11", Decimal("80.00"))
    assert c3[:5] == ("C3", "csv", date(2026, 9, 5), "Cigna", None)


def test_rows_become_lines_with_modifiers_and_diagnoses(house: QuickHouse) -> None:
    house.load_one("claims.csv", CLAIMS)

    first, second, third = (date(2026, 9, day) for day in (1, 2, 3))
    one, two = Decimal("1.00"), Decimal("2.00")
    assert lines(house) == [
        ("A1", 1, "99213", ["25"], [1, 2], one, Decimal("150.00"), first, 2),
        ("B2", 1, "97110", ["GP", "59"], [1], two, Decimal("80.00"), second, 3),
        # I10 is the second diagnosis of the claim.
        ("A1", 2, "36415", [], [2], one, Decimal("10.50"), first, 4),
        ("C3", 1, "99214", [], [1], one, Decimal("200.00"), third, 5),
    ]
    diagnoses = house.rows(
        "select patient_control_number, diagnosis_number, diagnosis_code, is_principal"
        " from staging.diagnoses"
        " inner join staging.claims using (file_id, transaction_set_number, claim_number)"
        " order by 1, 2"
    )
    assert diagnoses == [
        ("A1", 1, "E119", True),
        ("A1", 2, "I10", False),
        ("B2", 1, "M545", True),
        ("C3", 1, "Z0000", True),
    ]


def test_claims_are_counted_beside_their_file(loaded: Store) -> None:
    counts = "select claim_count, line_count from marts.files where file_name = 'claims.csv'"
    assert loaded.rows(counts) == [(3, 4)]


def test_tabs_are_as_good_as_commas(house: QuickHouse) -> None:
    plain = CLAIMS.replace('"E11.9, I10"', "E11.9 I10").replace('"Doe, Jane"', "Doe")
    plain = plain.replace('"Birch, Ben"', "Birch").replace(",", "\t")
    report = house.load_one("claims.tsv", plain)

    assert (report.status, report.claim_count, report.line_count) == ("loaded", 3, 4)


def test_a_parquet_of_claims_takes_the_same_road(house: QuickHouse) -> None:
    table = pa.table(
        {
            "Claim #": ["A1", "A1", "B2"],
            "Payer": ["Aetna", "Aetna", "Cigna"],
            "Submission Date": [date(2026, 9, 4)] * 3,
            "DOS": [date(2026, 9, 1)] * 3,
            "CPT": ["99213", "36415", "99214"],
            "Mod 1": ["25", None, None],
            "Charge": [150.0, 10.5, 200.0],
        }
    )
    sink = io.BytesIO()
    pq.write_table(table, sink)
    report = house.load_one("claims.parquet", sink.getvalue())

    assert (report.status, report.claim_count, report.line_count) == ("loaded", 2, 3)
    told = [(row[0], row[2], row[3], row[6], row[7]) for row in lines(house)]
    day = date(2026, 9, 1)
    assert told == [
        ("A1", "99213", ["25"], Decimal("150.00"), day),
        ("A1", "36415", [], Decimal("10.50"), day),
        ("B2", "99214", [], Decimal("200.00"), day),
    ]


def test_a_row_without_a_procedure_is_a_claim_without_lines(house: QuickHouse) -> None:
    report = house.load_one(
        "claims.csv",
        "Account,Payer,DOS,Type of Bill,Dx 1,Dx 2,Total Charges,Date Billed\n"
        "H1,Medicare,9/1/26 - 9/3/26,0117,I50.9,E11.9,9000.00,9/10/26\n"
        "H2,Medicare,9/2/26,131,I10,,400.00,9/10/26\n",
    )

    assert (report.claim_count, report.line_count, report.finding_count) == (2, 0, 0)
    claims = house.rows(
        "select patient_control_number, place_of_service_code, facility_type_qualifier,"
        " frequency_code, claim_kind, charge_amount, statement_from_date, statement_to_date"
        " from staging.claims inner join staging.submissions"
        " using (file_id, transaction_set_number) order by 1"
    )
    first, second, third = (date(2026, 9, day) for day in (1, 2, 3))
    assert claims == [
        ("H1", "11", "A", "7", "I", Decimal("9000.00"), first, third),
        ("H2", "13", "A", "1", "I", Decimal("400.00"), second, second),
    ]


def test_each_row_that_is_a_whole_claim_is_one_even_of_one_account(house: QuickHouse) -> None:
    # Two visits of one account; the first told once per diagnosis.
    report = house.load_one(
        "claims.csv",
        "Account,Payer,DOS,Dx,Total Charges\n"
        "P1,Aetna,9/1/26,I10,100\nP1,Aetna,9/1/26,E11.9,100\nP1,Aetna,9/8/26,I10,70\n",
    )

    assert report.claim_count == 2
    claims = "select charge_amount from staging.claims order by segment_number"
    assert house.rows(claims) == [(Decimal("100.00"),), (Decimal("70.00"),)]
    assert house.rows("select count(*) from staging.diagnoses") == [(3,)]


def test_a_claim_told_for_each_payer_and_each_time_is_sent_each_time(house: QuickHouse) -> None:
    header = "Claim #,Payer,Payer Sequence,Submission Date,Frequency Code,CPT,Charge\n"
    house.load_one(
        "claims.csv",
        header
        + "A1,Aetna,Primary,9/4/26,1,99213,100\n"
        + "A1,Aetna,Primary,9/18/26,1,99213,100\n"
        + "A1,Aetna,Primary,9/18/26,7,99214,120\n"
        + "A1,Cigna,Secondary,9/18/26,1,99213,100\n",
    )

    sendings = house.rows(
        "select submission_date, payer_name_as_given, payer_sequence_code, frequency_code,"
        " charge_amount from staging.claims"
        " inner join staging.submissions using (file_id, transaction_set_number)"
        " inner join staging.subscribers using (file_id, transaction_set_number, level_number)"
        " order by claims.segment_number"
    )
    early, late = date(2026, 9, 4), date(2026, 9, 18)
    assert sendings == [
        (early, "Aetna", "P", "1", Decimal("100.00")),
        (late, "Aetna", "P", "1", Decimal("100.00")),
        (late, "Aetna", "P", "7", Decimal("120.00")),
        (late, "Cigna", "S", "1", Decimal("100.00")),
    ]


def test_a_line_told_once_per_diagnosis_is_one_line(house: QuickHouse) -> None:
    report = house.load_one(
        "claims.csv",
        "Claim #,Line #,CPT,Mod 1,Mod 2,Charge,Diagnosis\n"
        "A1,1,99213,25,59,100,E11.9\nA1,1,99213,25,59,100,I10\n"
        # Another charge under the same number is another line: nothing is lost.
        "A1,1,99213,25,59,40,I10\n",
    )

    assert (report.claim_count, report.line_count) == (1, 2)
    told = [(row[1], row[3], row[4], row[6]) for row in lines(house)]
    assert told == [
        (1, ["25", "59"], [1, 2], Decimal("100.00")),
        (2, ["25", "59"], [2], Decimal("40.00")),
    ]
    assert house.rows("select charge_amount from staging.claims") == [(Decimal("140.00"),)]


def test_lines_alike_without_a_number_are_several(house: QuickHouse) -> None:
    row = "A1,99213,100,9/1/26\n"
    report = house.load_one("claims.csv", "Claim #,CPT,Charge,DOS\n" + row + row)

    assert (report.claim_count, report.line_count) == (1, 2)


def test_a_claim_told_again_in_another_extract_counts_once(house: QuickHouse) -> None:
    house.load_one("september.csv", CLAIMS)
    more = CLAIMS + "D4,Aetna,60054,9/4/26,1,,9/3/26,99212,,I10,11,1,60,1,,,,,\n"
    report = house.load_one("again.csv", more)

    assert (report.status, report.claim_count) == ("loaded", 4)
    assert report.message == (
        "3 claims were loaded before with the same batch of claims, and counted once."
    )
    numbers = "select patient_control_number from staging.claims order by 1"
    assert house.rows(numbers) == [("A1",), ("B2",), ("C3",), ("D4",)]
    assert len(lines(house)) == 5

    report = house.load_one("rows_turned.csv", CLAIMS.replace("Claim #", "Claim No"))
    assert report.status == "duplicate"
    assert report.message == (
        "Its 2 batches of claims were loaded before from another file; nothing was added."
    )


def test_an_account_billed_again_for_another_day_counts_again(house: QuickHouse) -> None:
    extract = "Account,Payer,CPT,Charge,DOS\nP1,Aetna,99213,100,{}\n"
    house.load_one("january.csv", extract.format("1/5/26"))
    report = house.load_one("february.csv", extract.format("2/9/26"))

    assert report.status == "loaded"
    assert house.rows("select count(*) from staging.claims") == [(2,)]


def test_a_claim_extract_without_a_readable_row_is_refused(house: QuickHouse) -> None:
    report = house.load_one("claims.csv", "Claim #,Payer,CPT,Charge\nA1,Aetna,99213,lots\n")

    assert report.status == "refused"
    assert report.message == (
        "claims.csv: no row of it could be read (row 2: charge amount (4 letters) cannot be read)."
    )
    assert house.rows("select count(*) from raw.csv_billed_claims") == [(0,)]


def test_the_marts_know_claims_of_an_extract_from_those_of_an_837(loaded: Store) -> None:
    submissions = loaded.rows(
        "select patient_control_number, source, payer_name, submission_kind, diagnosis_codes,"
        " charge_amount, line_count, submission_date, verdict from marts.submitted_claims"
        " order by segment_number"
    )
    sent, later = date(2026, 9, 4), date(2026, 9, 5)
    both, none = ["E119", "I10"], "unacknowledged"
    assert submissions == [
        ("A1", "csv", "Aetna", "original", both, Decimal("160.50"), 2, sent, none),
        ("B2", "csv", "Aetna", "replacement", ["M545"], Decimal("80.00"), 1, sent, none),
        ("C3", "csv", "Cigna", "original", ["Z0000"], Decimal("200.00"), 1, later, none),
    ]


def test_claims_of_an_extract_and_their_answers_are_one_life(new_store: Store) -> None:
    # As a_set answers them: A is paid, B denied; C waits.
    new_store.load(
        {
            "claims.csv": "Claim #,Payer,Submission Date,DOS,CPT,Mod,Charge\n"
            "A,Aurora Health,9/4/26,9/1/26,99212,,10\n"
            "B,Aurora Health,9/4/26,9/1/26,99213,25,10\n"
            "C,Aurora Health,9/4/26,9/1/26,99213,,10\n",
            "answers.835": a_file(a_set("T9", paid=["A"], denied=["B"])),
        }
    )

    lives = new_store.rows(
        "select patient_control_number, first_result, is_billed, submission_count, answer_count,"
        " first_submission_date from marts.claims where is_billed order by 1"
    )
    sent = date(2026, 9, 4)
    assert lives == [
        ("A", "paid", True, 1, 1, sent),
        ("B", "denied", True, 1, 1, sent),
        ("C", "awaiting", True, 1, 0, sent),
    ]
    # The answers name no day, so the procedure alone tells the line.
    matched = "select matched_by, billed_service_line_number, unmatched_reason"
    matched += " from marts.line_matches order by claim_number"
    assert new_store.rows(matched) == [("procedure", 1, None)] * 2
