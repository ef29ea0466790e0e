"""What the rows of an extract become: remittances, claims, lines, adjustments and remarks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.extract_house import house_with, raw_functions, rows

HEADER = "Acct,Payor,DOS,CPT,Mod 1,Billed,Paid,Adj Codes,EOB Date,Check #\n"


@pytest.fixture(scope="module")
def functions() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    raw_functions(connection)
    return connection


def read_as(connection: duckdb.DuckDBPyConnection, function: str, text: str):
    return connection.execute(f"select raw.{function}($text)", {"text": text}).fetchall()[0][0]


def reasons(connection: duckdb.DuckDBPyConnection, cell: str) -> list[tuple[str, str, str]]:
    found = read_as(connection, "cited_reasons_of", cell)
    return [(reason["group_code"], reason["carc_code"], reason["amount"]) for reason in found]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("$1,234.50", "1234.50"),
        ("(12.00)", "-12.00"),
        ("12.00-", "-12.00"),
        ("1,234", "1234.00"),
        ("-5", "-5.00"),
        ("-$5.5", "-5.50"),
        ("($1,000)", "-1000.00"),
        ("USD 7", "7.00"),
        (".5", "0.50"),
        ("$-", "0.00"),
        (" $ -   ", "0.00"),
        ("$", None),
        ("", None),
        ("12,50", None),
        ("1.2.3", None),
        ("(-5)", None),
        ("n/a", None),
        ("99999999999", None),
    ],
)
def test_an_amount_is_read_as_people_write_it_or_not_at_all(functions, written, amount):
    assert read_as(functions, "amount_text_of", written) == amount


def test_a_zero_of_the_accounting_format_is_a_payment_of_nothing(tmp_path: Path):
    house = house_with(
        tmp_path, 'Acct,CPT,Billed,Paid,Adj Codes\nA1,99213," $100.00 "," $-   ",CO-97\n'
    )

    assert rows(house, "lines", "charge_amount, paid_amount") == [("100.00", "0.00")]
    assert rows(house, "rejected_rows", "reason") == []


@pytest.mark.parametrize(
    "written",
    [
        "10/01/2026",
        "10/1/26",
        "10-01-2026",
        "2026-10-01",
        "20261001",
        "01-Oct-2026",
        "1-OCT-26",
        "Oct 1, 2026",
        "October 1 2026",
        "10/01/2026 00:00:00",
        "10/1/2026 9:05 PM",
        "2026-10-01T00:00:00Z",
        "2026-10-01 20:00:00-04",
        "2026-10-01 00:00:00.123+00:00",
        "2026-10-01 00:00:00 UTC",
    ],
)
def test_a_day_is_read_in_the_usual_forms_of_the_trade(functions, written):
    assert read_as(functions, "date_text_of", written) == "20261001"


@pytest.mark.parametrize("written", ["13/01/2026", "02/30/2026", "soon", "10/2026", "1/1/1899"])
def test_what_is_no_day_is_not_made_one(functions, written):
    assert read_as(functions, "date_text_of", written) is None


@settings(max_examples=40, deadline=None)
@given(st.decimals("-9999999.99", "9999999.99", places=2))
def test_every_amount_survives_being_written(functions, amount: Decimal):
    size = abs(amount)
    sign = "-" if amount < 0 else ""
    forms = [f"{amount}", f"{sign}${size:,}", f"({size:,})" if sign else f"{size:,}"]

    expected = f"{amount + 0:.2f}" if amount else "0.00"
    assert {read_as(functions, "amount_text_of", form) for form in forms} == {expected}


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2068, 12, 31)))
def test_every_day_survives_being_written(functions, day: date):
    forms = ["%m/%d/%Y", "%m/%d/%y", "%Y-%m-%d", "%Y%m%d", "%d-%b-%Y", "%b %d, %Y", "%B %d, %Y"]

    read = {read_as(functions, "date_text_of", day.strftime(form)) for form in forms}

    assert read == {day.strftime("%Y%m%d")}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("CO-45;CO-97 N19", [("CO", "45", ""), ("CO", "97", "")]),
        ("CO45", [("CO", "45", "")]),
        ("CO 45:20.00, PR-1 (15.00)", [("CO", "45", "20.00"), ("PR", "1", "15.00")]),
        ("45|97", [("", "45", ""), ("", "97", "")]),
        ("PI-204", [("PI", "204", "")]),
        ("CO-45:20.00; CO-97:80.00", [("CO", "45", "20.00"), ("CO", "97", "80.00")]),
        ("CO-45:$1,234.50 PR-3 -20.00", [("CO", "45", "1234.50"), ("PR", "3", "-20.00")]),
        ("CO-45-20.00", [("CO", "45", "20.00")]),
        ("CO*45*20", [("CO", "45", "20.00")]),
        ("CO-B7:(20.00)", [("CO", "B7", "-20.00")]),
        ("97.0", [("", "97", "")]),
        ("co-16, oa23", [("CO", "16", ""), ("OA", "23", "")]),
        ("16 - Claim lacks 1 item; CO-97 Bundled in 2", [("", "16", ""), ("CO", "97", "")]),
        # Group, reason and remark without a sign between them, and with one that is not a hyphen.
        ("COB7", [("CO", "B7", "")]),
        ("OAB13 PRA1:20.00", [("OA", "B13", ""), ("PR", "A1", "20.00")]),
        ("CO16MA130", [("CO", "16", "")]),
        ("97N130M51", [("", "97", "")]),
        ("CO_97_60.00", [("CO", "97", "60.00")]),
        ("CO\u201397; PR \u2014 96", [("CO", "97", ""), ("PR", "96", "")]),
        ("CO-0097:60.00", [("CO", "0097", "60.00")]),
        ("CO - 97 - 60.00; PR-3 -20.00", [("CO", "97", "60.00"), ("PR", "3", "-20.00")]),
        ("CO|97|60.00", [("CO", "97", "60.00")]),
        ("CO|97", [("CO", "97", "")]),
        # Raw CAS segments: after each amount comes a quantity or its place.
        ("CO*45*20*1*97*80*1", [("CO", "45", "20.00"), ("CO", "97", "80.00")]),
        (
            "CAS*CO*45*20.5**97*80~CAS*PR*1*15~",
            [
                ("CO", "45", "20.50"),
                ("CO", "97", "80.00"),
                ("PR", "1", "15.00"),
            ],
        ),
        ("CO|45|20.00||97|80.00|2", [("CO", "45", "20.00"), ("CO", "97", "80.00")]),
        ("CO|45|97", [("CO", "45", ""), ("", "97", "")]),
        # Cents make an amount, even where it is not told whose.
        ("45|97|20.00|80.00", [("", "45", ""), ("", "97", "")]),
        ("97.0; 45.0", [("", "97", ""), ("", "45", "")]),
        # A code after the word that it denies; other numbers after it are prose.
        ("Denied: 97", [("", "97", "")]),
        ("Denial code 97 - bundled in 2", [("", "97", "")]),
        ("CO-45; Rejected (CARC B7)", [("CO", "45", ""), ("", "B7", "")]),
        ("Denied: 16, 97", [("", "16", ""), ("", "97", "")]),
        ("Denied: 2 units exceeded", []),
        ("Denied: 10-01-2026", []),
        ("Denied: 150.00", []),
        ("MA130 N19 M127", []),
        ("Paid in full", []),
    ],
)
def test_reasons_of_a_cell_are_told_apart(functions, cell, expected):
    assert reasons(functions, cell) == expected


_REASON = st.tuples(
    st.sampled_from(["", "CO", "PR", "OA", "PI"]),
    st.sampled_from(["1", "16", "45", "97", "204", "B7", "A1"]),
    st.one_of(st.none(), st.decimals("0", "99999.99", places=2)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_REASON, min_size=1, max_size=6), st.sampled_from(["; ", ", ", "|", " / "]))
def test_any_list_of_reasons_survives_being_written(functions, cited, separator):
    cell = separator.join(
        (f"{group}-{code}" if group else code) + ("" if amount is None else f":{amount}")
        for group, code, amount in cited
    )

    expected = [
        (group, code, "" if amount is None else f"{amount:.2f}") for group, code, amount in cited
    ]
    assert reasons(functions, cell) == expected


def test_rows_become_remittances_claims_and_lines_by_their_first_row(tmp_path: Path):
    house = house_with(
        tmp_path,
        HEADER
        + "A1,Aetna,9/1/26,99213,25,$150.00,0,CO-97:150.00,10/1/26,E1\n"
        + "B1,Cigna,9/1/26,99213,,100,100,,10/2/26,E2\n"
        + "A2,Aetna,9/3/26,97110,,80,60,CO-45:20,10/1/26,E1\n"
        + "A1,Aetna,9/1/26,97110,,50,50,,10/1/26,E1\n",
    )

    assert rows(house, "remittances", "transaction_set_number, payer_name, payment_date") == [
        (1, "Aetna", "20261001"),
        (2, "Cigna", "20261002"),
    ]
    # A1: 150 + 50 charged, 0 + 50 paid.
    claims = "transaction_set_number, claim_number, patient_control_number, charge_amount, "
    assert rows(house, "claims", claims + "paid_amount, row_number") == [
        (1, 1, "A1", "200.00", "50.00", 2),
        (1, 2, "A2", "80.00", "60.00", 4),
        (2, 1, "B1", "100.00", "100.00", 3),
    ]
    lines = "transaction_set_number, claim_number, service_line_number, procedure_code, modifier_1"
    assert rows(house, "lines", lines + ", segment_number") == [
        (1, 1, 1, "99213", "25", 2),
        (1, 1, 2, "97110", None, 5),
        (1, 2, 1, "97110", None, 4),
        (2, 1, 1, "99213", None, 3),
    ]


def test_a_reversal_stands_apart_from_the_correction_beside_it(tmp_path: Path):
    house = house_with(
        tmp_path,
        HEADER
        + "A1,Aetna,9/1/26,99213,,(150.00),(90.00),,10/1/26,E1\n"
        + "A1,Aetna,9/1/26,99213,,150.00,120.00,CO-45:30.00,10/1/26,E1\n",
    )

    assert rows(house, "claims", "claim_number, claim_status_code, paid_amount") == [
        (1, "22", "-90.00"),
        (2, "1", "120.00"),
    ]


def test_a_row_without_a_procedure_speaks_of_the_whole_claim(tmp_path: Path):
    house = house_with(tmp_path, "Claim #,Billed,Paid,CARC\nA1,100,0,CO-29\n")

    assert rows(house, "lines", "*") == []
    assert rows(house, "claims", "charge_amount") == [("100.00",)]
    columns = "service_line_number, group_code, carc_code, amount"
    assert rows(house, "adjustments", columns) == [(0, "CO", "29", "100.00")]


def adjustments(house) -> list[tuple]:
    """Adjustments of the first line: group, reason, amount, residual; in the order given."""
    columns = "group_code, carc_code, amount, residual_amount"
    select = f"select {columns} from temp.csv_adjustments order by adjustment_number"
    return house.execute(select).fetchall()


def test_one_reason_without_an_amount_is_given_what_the_others_leave(tmp_path: Path):
    house = house_with(tmp_path, HEADER + 'A1,Aetna,,99213,,100,30,"CO-45:20;CO-97",,\n')

    # 100 charged - 30 paid - 20 known = 50.
    assert adjustments(house) == [("CO", "45", "20.00", None), ("CO", "97", "50.00", None)]


def test_several_reasons_without_amounts_share_a_residual_and_get_no_amount(tmp_path: Path):
    house = house_with(tmp_path, HEADER + 'A1,Aetna,,99213,,100,0,"PR-3:10, CO-16, CO-97",,\n')

    assert adjustments(house) == [
        ("PR", "3", "10.00", None),
        ("CO", "16", None, "90.00"),
        ("CO", "97", None, "90.00"),
    ]


def test_without_a_charge_no_amount_is_made_up(tmp_path: Path):
    house = house_with(tmp_path, "Acct,CPT,CARC\nA1,99213,97\n")

    assert adjustments(house) == [("", "97", None, None)]


def test_cost_share_and_write_off_columns_become_their_reasons(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Acct,CPT,Billed,Paid,Contractual,Deductible,Coins,Copay,CARC\n"
        "A1,99213,200,0,40,60,0,,CO-97\n",
    )

    # 200 - 0 - 40 - 60 = 100 is left for CARC 97; no coinsurance of zero.
    assert adjustments(house) == [
        ("CO", "97", "100.00", None),
        ("CO", "45", "40.00", None),
        ("PR", "1", "60.00", None),
    ]


def test_a_write_off_column_prices_a_reason_that_is_already_cited(tmp_path: Path):
    house = house_with(
        tmp_path, "Acct,CPT,Billed,Paid,Contractual,CARC\nA1,99213,100,80,20,CO-45\n"
    )

    assert adjustments(house) == [("CO", "45", "20.00", None)]


def test_a_denied_amount_belongs_to_the_one_reason_that_can_deny(tmp_path: Path):
    house = house_with(
        tmp_path, 'Acct,CPT,Billed,Paid,Denied Amount,CARC\nA1,99213,100,0,80,"CO-45, CO-97"\n'
    )

    # 100 - 0 - 80 = 20 is what the write-off explains.
    assert adjustments(house) == [("CO", "45", "20.00", None), ("CO", "97", "80.00", None)]


def test_numbered_reasons_take_the_group_and_amount_of_their_number(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Acct,CPT,Billed,Paid,Group Code 1,Reason Code 1,Adj Amt 1,Group Code 2,Reason Code 2,"
        "Adj Amt 2\nA1,99213,100,0,CO,45,$30.00,PR,204,70\n",
    )

    assert adjustments(house) == [("CO", "45", "30.00", None), ("PR", "204", "70.00", None)]


def test_lists_of_codes_groups_and_amounts_are_read_side_by_side(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Acct,CPT,Billed,Paid,Group Code,Reason Codes,Adj Amt\n"
        "A1,99213,100,0,CO;PR,45;204,30.00;70.00\n",
    )

    assert adjustments(house) == [("CO", "45", "30.00", None), ("PR", "204", "70.00", None)]


def test_one_group_column_stands_for_every_bare_reason(tmp_path: Path):
    house = house_with(
        tmp_path, "Acct,CPT,Billed,Paid,Group Code,Reason Code\nA1,99213,100,0,CO,16 PR-1\n"
    )

    assert [row[:2] for row in adjustments(house)] == [("CO", "16"), ("PR", "1")]


def test_one_line_told_once_per_reason_is_one_line_when_the_sums_say_so(tmp_path: Path):
    house = house_with(
        tmp_path,
        HEADER
        + "A1,Aetna,9/1/26,99213,,100,0,CO-45:20,10/1/26,E1\n"
        + "A1,Aetna,9/1/26,99213,,100,0,CO-97:80,10/1/26,E1\n",
    )

    # 20 + 80 explains 100 - 0 once.
    assert rows(house, "lines", "service_line_number, charge_amount") == [(1, "100.00")]
    assert rows(house, "claims", "charge_amount") == [("100.00",)]
    assert adjustments(house) == [("CO", "45", "20.00", None), ("CO", "97", "80.00", None)]


def test_like_lines_that_each_balance_remain_two(tmp_path: Path):
    house = house_with(
        tmp_path,
        HEADER
        + "A1,Aetna,9/1/26,99213,,100,0,CO-97:100,10/1/26,E1\n"
        + "A1,Aetna,9/1/26,99213,,100,0,CO-18:100,10/1/26,E1\n",
    )

    assert rows(house, "lines", "service_line_number") == [(1,), (2,)]


def test_rows_of_one_line_number_are_one_line(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Acct,Line #,CPT,Billed,Paid,CARC,Adj Amt\n"
        "A1,7,99213,100,0,16,60\nA1,7,99213,,,97,40\nA1,8,97110,50,50,,\n",
    )

    assert rows(house, "lines", "service_line_number, charge_amount") == [
        (1, "100.00"),
        (2, "50.00"),
    ]
    assert [row[1:3] for row in adjustments(house)] == [("16", "60.00"), ("97", "40.00")]


def test_remarks_among_the_reasons_and_apart_are_kept_once(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Acct,CPT,Billed,Paid,Denial Code,Remark Codes\nA1,99213,100,0,CO-16 N19 MA130,N19;M127\n",
    )

    assert rows(house, "remarks", "remark_code, service_line_number") == [
        ("M127", 1),
        ("MA130", 1),
        ("N19", 1),
    ]
    assert [row[1] for row in adjustments(house)] == ["16"]


def test_remarks_in_columns_of_their_own_are_kept_each(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Acct,CPT,Billed,Paid,CARC,RARC 1,RARC 2,RARC 3\nA1,99213,100,0,CO-16,N19,,M127\n",
    )

    assert rows(house, "remarks", "remark_code") == [("M127",), ("N19",)]


def test_remarks_written_without_a_sign_between_are_kept_each(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Acct,CPT,Billed,Paid,Denial Code,Remark Codes\nA1,99213,100,0,CO16MA130,N19M127\n",
    )

    assert rows(house, "remarks", "remark_code") == [("M127",), ("MA130",), ("N19",)]
    assert [row[1] for row in adjustments(house)] == ["16"]


@pytest.mark.parametrize(
    ("columns", "cells", "modifiers"),
    [
        ("Mod 1,Mod 2", "25,59", ("25", "59", None)),
        ("Modifiers,Mod", "25 59,", ("25", "59", None)),
        ("Modifiers,Mod 1", '"25,LT",25', ("25", "LT", None)),
        ("Mod,Note", "2559,x", ("25", "59", None)),
        ("Mod,Note", "LTRT,x", ("LT", "RT", None)),
        ("Mod,Note", "25-59 LT,x", ("25", "59", "LT")),
        ("Mod,Note", "59 - Distinct procedural service,x", ("59", None, None)),
        ("Mod,Note", "LT (Left side); 59: Distinct,x", ("LT", "59", None)),
        ("Mod 1,Mod 2", "25-Significant E/M,RT", ("25", "RT", None)),
    ],
)
def test_modifiers_are_read_from_one_cell_or_several(tmp_path: Path, columns, cells, modifiers):
    house = house_with(tmp_path, f"Acct,CPT,Billed,Paid,{columns}\nA1,99213,100,0,{cells}\n")

    assert rows(house, "lines", "modifier_1, modifier_2, modifier_3") == [modifiers]


@pytest.mark.parametrize(
    ("cell", "procedure"),
    [
        ("99213-25", ("99213", "25", None)),
        ("HC:99213:25:59", ("99213", "25", "59")),
        ("99213.0", ("99213", None, None)),
        ("99213 Office visit", ("99213", None, None)),
        ("g0439", ("G0439", None, None)),
    ],
)
def test_a_procedure_cell_may_carry_modifiers_or_words(tmp_path: Path, cell, procedure):
    house = house_with(tmp_path, f"Acct,CPT,Billed,Paid\nA1,{cell},100,0\n")

    assert rows(house, "lines", "procedure_code, modifier_1, modifier_2") == [procedure]


def test_days_of_service_in_one_cell_are_first_and_last_day(tmp_path: Path):
    house = house_with(tmp_path, "Acct,CPT,Billed,Paid,DOS\nA1,99213,1,0,10/01/2026 - 10/03/2026\n")

    assert rows(house, "lines", "service_from_date, service_to_date") == [("20261001", "20261003")]


def test_rows_that_cannot_be_read_are_kept_aside_and_the_others_load(tmp_path: Path):
    house = house_with(
        tmp_path,
        HEADER
        + "A1,Aetna,9/1/26,99213,,100,0,CO-97,10/1/26,E1\n"
        + "A2,Aetna,someday,99213,,100,0,CO-97,10/1/26,E1\n"
        + "A3,Aetna,9/1/26,99213,,lots,0,CO-97,10/1/26,E1\n"
        + "Total,,,,,300.00,,,,\n"
        + ",,,,,300.00,,,,\n"
        + ",,,,,,,,,\n",
    )

    assert rows(house, "claims", "patient_control_number") == [("A1",)]
    assert rows(house, "rejected_rows", "row_number, reason") == [
        (3, "service date (7 letters) cannot be read"),
        (4, "charge amount (4 letters) cannot be read"),
        (5, "a total, not a claim"),
        (6, "no patient account or claim number: a total, or a row cut short"),
    ]


@pytest.mark.parametrize("amount", ["100,50", "1.234,50", "-12,5"])
def test_a_decimal_comma_is_not_read_and_is_named(tmp_path: Path, amount: str):
    """It could be 10050 or 100.50."""
    house = house_with(tmp_path, f'Acct,CPT,Billed,Paid\nA1,99213,"{amount}",0\n')

    [(reason,)] = rows(house, "rejected_rows", "reason")
    assert reason.startswith("charge amount (")
    assert reason.endswith(" cannot be read: write decimals after a point, not after a comma")


def test_a_row_whose_claim_number_a_spreadsheet_shortened_is_kept_aside(tmp_path: Path):
    """Several claims have the same first digits: as one, they would be one claim of many lines."""
    house = house_with(
        tmp_path,
        HEADER
        + "1.23457E+11,Aetna,9/1/26,99213,,100,0,CO-97,10/1/26,E1\n"
        + "1.23457E+11,Aetna,9/2/26,99213,,100,0,CO-97,10/1/26,E1\n"
        + "12E5,Aetna,9/2/26,99213,,100,0,CO-97,10/1/26,E1\n",
    )

    assert rows(house, "claims", "patient_control_number") == [("12E5",)]
    assert [
        (number, reason[:57])
        for number, reason in rows(house, "rejected_rows", "row_number, reason")
    ] == [
        (2, "the account or claim number was shortened by a spreadshee"),
        (3, "the account or claim number was shortened by a spreadshee"),
    ]


def test_other_numbers_that_a_spreadsheet_shortened_name_nothing(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Account,ICN,CPT,Billed,Paid,Adj Codes,EOB Date,Check #\n"
        + "A1,2.02612E+14,99213,100,0,CO-97,10/1/26,1.00001E+14\n"
        + "A2,2.02612E+14,99213,100,0,CO-97,10/1/26,1.00001E+14\n"
        + "A3,202612000000001,99213,100,0,CO-97,10/1/26,E1\n",
    )

    assert rows(house, "claims", "patient_control_number, payer_claim_control_number") == [
        ("A1", None),
        ("A2", None),
        ("A3", "202612000000001"),
    ]
    assert rows(house, "remittances", "trace_number") == [("E1",), (None,)]
    assert ("numbers_shortened", "2 rows") in rows(house, "notes", "finding_code, found")


def test_files_are_numbered_each_for_itself(tmp_path: Path):
    extract = HEADER + "A1,Aetna,9/1/26,99213,,100,0,CO-97,10/1/26,E1\n"

    house = house_with(tmp_path, extract, extract.replace("A1", "B1"))

    columns = "file_id, transaction_set_number, claim_number, patient_control_number"
    assert rows(house, "claims", columns) == [("f1", 1, 1, "A1"), ("f2", 1, 1, "B1")]


def test_a_claim_extract_gives_billed_claims_and_no_answers(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Claim ID,Payer,DOS,CPT,Dx 1,Dx 2,Billed Amount,Submission Date\n"
        "A1,Aetna,9/1/26,99213,E11.9,I10,$150.00,9/2/26\n",
    )

    columns = "patient_control_number, charge_amount, statement_dates, row_number"
    assert rows(house, "billed_claims", columns) == [("A1", "150.00", "20260901-20260901", 2)]
    columns = "procedure_code, diagnosis_pointers, charge_amount, row_number"
    assert rows(house, "service_lines", columns) == [("99213", "1 2", "150.00", 2)]
    assert rows(house, "submissions", "source, batch_date") == [("csv", "20260902")]
    assert rows(house, "claims", "*") == []


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("E11.9, I10", ["E119", "I10"]),
        ("E119|I10;Z00.00", ["E119", "I10", "Z0000"]),
        ("ABK:E11.9 ABF:I10", ["E119", "I10"]),
        ("E11.9 - Type 2 diabetes; D51.9 B12 deficiency", ["E119", "D519"]),
        ("250.00, 401.9", ["25000", "4019"]),
        ("no diagnosis", []),
    ],
)
def test_diagnoses_are_read_from_a_cell_and_words_are_not(functions, cell, codes):
    assert read_as(functions, "diagnoses_in", cell) == codes


@pytest.mark.parametrize(
    ("function", "cell", "code"),
    [
        ("frequency_code_of", "7", "7"),
        ("frequency_code_of", "7 - Replacement", "7"),
        ("frequency_code_of", "Corrected claim", "7"),
        ("frequency_code_of", "VOID", "8"),
        ("frequency_code_of", "Original", "1"),
        ("frequency_code_of", "perhaps", None),
        ("payer_sequence_code_of", "Primary", "P"),
        ("payer_sequence_code_of", "2", "S"),
        ("payer_sequence_code_of", "2nd", "S"),
        ("payer_sequence_code_of", "T", "T"),
        ("payer_sequence_code_of", "Patient", None),
        ("claim_kind_of", "CMS-1500", "P"),
        ("claim_kind_of", "UB-04", "I"),
        ("claim_kind_of", "Dental", "D"),
        ("claim_kind_of", "Medicare", None),
        ("facility_code_of", "11", "11"),
        ("facility_code_of", "2", "02"),
        ("facility_code_of", "2 - Telehealth", "02"),
        ("facility_code_of", "Office", None),
    ],
)
def test_words_for_codes_of_claims_are_read(functions, function, cell, code):
    assert read_as(functions, function, cell) == code


def test_a_place_of_service_is_the_same_in_claims_and_answers(tmp_path: Path):
    """Spreadsheets write 02 as 2."""
    house = house_with(
        tmp_path,
        "Claim ID,Payer,DOS,CPT,POS,Billed,Submission Date\nA1,Aetna,9/1/26,99213,02,150,9/2/26\n",
        "Claim ID,Payer,DOS,CPT,POS,Billed,Paid\nA1,Aetna,9/1/26,99213,2,150,0\n",
    )

    assert rows(house, "service_lines", "place_of_service_code") == [("02",)]
    assert rows(house, "claims", "facility_type_code") == [("02",)]


def test_every_adjustment_belongs_to_a_line_or_claim_that_is_there(tmp_path: Path):
    start = date(2026, 9, 1)
    body = "".join(
        f"A{n % 7},P{n % 3},{start + timedelta(n % 5)},9921{n % 4},,{100 + n},{n},CO-45,10/1/26,E\n"
        for n in range(200)
    )

    house = house_with(tmp_path, HEADER + body)

    keys = "file_id, transaction_set_number, claim_number, service_line_number"
    assert rows(house, f"adjustments anti join temp.csv_lines using ({keys})", "count(*)") == [(0,)]
    # Charge minus adjustments is paid, on every line.
    off = house.execute(
        f"select {keys} from temp.csv_lines as lines"
        f" inner join temp.csv_adjustments as adjustments using ({keys}) group by all"
        " having any_value(lines.charge_amount)::decimal(12, 2)"
        " - sum(adjustments.amount::decimal(12, 2))"
        " != any_value(lines.paid_amount)::decimal(12, 2)"
    ).fetchall()
    assert off == []
