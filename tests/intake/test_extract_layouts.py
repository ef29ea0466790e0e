"""Extracts are read by what the values say: layouts, totals, denials without a code, days."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.extract_house import house_with, rows

HEADER = "Claim #,Payer,DOS,CPT,Billed,Paid,Reason,Adj Amt,Check Date,Check #\n"


def row(claim: str, cpt: str, billed: str, paid: str, reason: str, amount: str = "") -> str:
    """A row of one payer, day and check."""
    return f"{claim},Cedar,12/15/2025,{cpt},{billed},{paid},{reason},{amount},01/05/2026,E1\n"


def charges(house) -> list[tuple]:
    """Claim number in the file, line and charge of every line."""
    return rows(house, "lines", "claim_number, service_line_number, charge_amount")


def reasons(house) -> list[tuple]:
    """Claim, line, reason and amount of every adjustment."""
    return rows(house, "adjustments", "claim_number, service_line_number, carc_code, amount")


def notes(house) -> dict[str, str]:
    """What is said of the reading, and what was found."""
    return dict(rows(house, "notes", "finding_code, found"))


def test_a_file_of_one_row_per_adjustment_has_each_charge_once(tmp_path: Path):
    house = house_with(
        tmp_path,
        HEADER
        + row("A1", "99213", "150", "0", "CO-45", "30")
        + row("A1", "99213", "150", "0", "CO-197", "120")
        + row("A1", "71046", "60", "40", "CO-45", "20"),
    )

    # 30 + 120 is all of 150 - 0, and 20 all of 60 - 40.
    assert charges(house) == [(1, 1, "150.00"), (1, 2, "60.00")]
    assert rows(house, "claims", "charge_amount, paid_amount") == [("210.00", "40.00")]
    assert reasons(house) == [
        (1, 1, "197", "120.00"), (1, 1, "45", "30.00"), (1, 2, "45", "20.00"),
    ]  # fmt: skip
    assert notes(house)["layout_per_adjustment"] == "3 rows, 2 lines"


def test_two_like_lines_told_once_per_adjustment_are_two(tmp_path: Path):
    told = row("A1", "97110", "50", "0", "CO-45", "10") + row(
        "A1", "97110", "50", "0", "CO-97", "40"
    )

    house = house_with(tmp_path, HEADER + told + told)

    # 10 + 40 + 10 + 40 = 2 x 50.
    assert charges(house) == [(1, 1, "50.00"), (1, 2, "50.00")]
    assert reasons(house) == [
        (1, 1, "45", "10.00"), (1, 1, "97", "40.00"), (1, 2, "45", "10.00"), (1, 2, "97", "40.00"),
    ]  # fmt: skip


@pytest.mark.parametrize("amount", ["", "50"])
def test_equal_rows_without_line_numbers_are_two_lines(tmp_path: Path, amount: str):
    house = house_with(tmp_path, HEADER + 2 * row("A1", "97110", "50", "0", "CO-97", amount))

    assert charges(house) == [(1, 1, "50.00"), (1, 2, "50.00")]
    assert "layout_per_line" in notes(house)


def test_one_line_paid_and_a_like_one_denied_are_two_lines(tmp_path: Path):
    house = house_with(
        tmp_path,
        HEADER
        + row("A1", "97110", "100", "80", "CO-45", "20")
        + row("A1", "97110", "100", "0", "CO-97", "100"),
    )

    assert charges(house) == [(1, 1, "100.00"), (1, 2, "100.00")]


def test_a_payment_beside_the_first_reason_only_is_paid_once(tmp_path: Path):
    house = house_with(
        tmp_path,
        HEADER
        + row("A1", "99214", "200", "100", "CO-45", "50")
        + row("A1", "99214", "200", "0", "PR-1", "50"),
    )

    # 200 - 100 = 50 + 50.
    assert rows(house, "lines", "charge_amount, paid_amount") == [("200.00", "100.00")]


def test_amounts_that_do_not_add_up_are_read_as_the_rest_of_the_file(tmp_path: Path):
    open_rows = row("B1", "99214", "100", "0", "CO-16", "50") + row(
        "B1", "99214", "100", "0", "CO-50", "30"
    )
    per_line = row("A1", "97110", "40", "0", "CO-16", "40") + row(
        "A1", "97110", "40", "0", "CO-50", "40"
    )

    alone = house_with(tmp_path, HEADER + open_rows)
    among_lines = house_with(tmp_path, HEADER + per_line + open_rows)

    assert len(charges(alone)) == 1
    assert len(charges(among_lines)) == 4


def test_rows_that_leave_out_what_stands_above_go_on_with_it(tmp_path: Path):
    house = house_with(
        tmp_path,
        HEADER
        + row("A1", "99213", "100", "0", "CO-45", "20")
        + ",,,,,,CO-197,80,,\n"
        + ",,12/16/2025,71046,60,60,,,,\n"
        + row("B1", "99214", "150", "110", "CO-45", "40")
        # Of another patient, and its number is missing: of no claim above.
        + ",Cedar,12/17/2025,99215,90,0,CO-16,90,01/05/2026,E1\n",
    )

    assert charges(house) == [(1, 1, "100.00"), (1, 2, "60.00"), (2, 1, "150.00")]
    assert (1, 1, "197", "80.00") in reasons(house)
    assert notes(house)["row_goes_on"] == "2 rows"
    assert rows(house, "rejected_rows", "row_number") == [(6,)]


def test_visits_of_one_account_told_as_whole_claims_are_claims_each(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Acct #,DOS,Billed,Paid,CARC\nP1,12/01/2025,100,0,29\nP1,12/08/2025,150,120,45\n"
        "P1,12/08/2025,150,120,253\n",
    )

    # Two reasons of December 8 are one visit.
    assert rows(house, "claims", "charge_amount") == [("100.00",), ("150.00",)]
    assert notes(house)["layout_per_adjustment"] == "3 rows, 2 claims"


def test_totals_titles_and_page_lines_are_no_claims(tmp_path: Path):
    header = "Practice,Claim #,Payer,DOS,Billed,Denied Amount,Check Date\n"
    house = house_with(
        tmp_path,
        "Denials of January,,,,,,\nRun by Office,,01/08/2026,,,,\n"
        + header
        + "Rowan,A1,Total Health Plan,12/15/2025,100,100,01/05/2026\n"
        + "Subtotal: Total Health Plan,1,,,100,100,\n"
        + "Rowan,A2,Cedar,12/15/2025,80,0,01/05/2026\n"
        + "Cedar Total,1,,,80,0,\n"
        + "Grand total,2,,,180,100,\n"
        + header
        + "Page 1 of 1,,,,,,\n,End of report,,,,,\n",
    )

    assert rows(house, "claims", "patient_control_number") == [("A1",), ("A2",)]
    apart = rows(house, "rejected_rows", "row_number, is_no_claim")
    assert apart == [(5, True), (7, True), (8, True), (9, True), (10, True), (11, True)]


@pytest.mark.parametrize(
    ("status", "paid", "denied"),
    [
        ("Denied", "0", "100.00"),
        ("REJECTED", "0", "100.00"),
        ("4 - Denied", "", "100.00"),
        # 100 - 60: the words say that a part is denied.
        ("Denied - partial", "60", "40.00"),
        ("Denied", "60", None),
        ("Paid", "0", None),
        ("Not denied", "0", None),
        ("Denial overturned", "0", None),
    ],
)
def test_a_status_that_says_denied_is_a_denial_with_its_reason_not_stated(
    tmp_path: Path, status: str, paid: str, denied: str | None
):
    house = house_with(tmp_path, f"Claim #,CPT,Billed,Paid,Status\nA1,99213,100,{paid},{status}\n")

    expected = [] if denied is None else [(1, 1, "not stated", denied)]
    assert reasons(house) == expected


def test_a_code_beside_the_status_is_the_reason(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Claim #,CPT,Billed,Paid,Status,CARC\nA1,99213,100,0,Denied,CO-16\n"
        "A2,99213,100,0,Denied,CO-45\nA3,99213,100,0,Denied,CO-317\n",
    )

    # A contract write-off is a code too; a code newer than the list is shown, never hidden.
    assert reasons(house) == [
        (1, 1, "16", "100.00"), (2, 1, "45", "100.00"), (3, 1, "317", "100.00"),
    ]  # fmt: skip


def test_what_a_write_off_leaves_of_a_denied_line_is_denied(tmp_path: Path):
    house = house_with(
        tmp_path, "Claim #,CPT,Billed,Paid,Status,CARC\nA1,99213,100,0,Denied,CO-45:20\n"
    )

    assert reasons(house) == [(1, 1, "45", "20.00"), (1, 1, "not stated", "80.00")]


@pytest.mark.parametrize("flag", ["Y", "Yes", "TRUE", "1", "Denied"])
def test_a_column_of_flags_is_not_an_amount_and_states_a_denial(tmp_path: Path, flag: str):
    other = {"TRUE": "FALSE", "1": "0", "Denied": "Paid"}.get(flag, "N")
    house = house_with(
        tmp_path, f"Claim #,CPT,Billed,Paid,Denied\nA1,99213,100,0,{flag}\nA2,99213,90,90,{other}\n"
    )

    assert reasons(house) == [(1, 1, "not stated", "100.00")]


def test_a_denied_amount_without_a_charge_is_counted_and_the_charge_told_by_it(tmp_path: Path):
    house = house_with(
        tmp_path, "Claim #,CPT,Paid,Denied Amount\nA1,99213,0,100\nA2,99214,40,60\nA3,99215,50,0\n"
    )

    # 0 + 100 and 40 + 60; of A3 nothing tells the charge.
    assert charges(house) == [(1, 1, "100.00"), (2, 1, "100.00"), (3, 1, None)]
    assert notes(house)["charge_of_amounts"] == "2 lines"
    assert notes(house)["reason_not_stated"] == "2 lines"


def test_a_denied_amount_that_all_else_explains_is_not_denied_twice(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Claim #,CPT,Billed,Paid,Contractual,Denied Amount\nA1,99213,100,80,20,20\n",
    )

    assert reasons(house) == [(1, 1, "45", "20.00")]


def test_noncovered_charges_price_a_reason_and_state_no_denial(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Claim #,CPT,Billed,Paid,CARC,Noncovered Amount\nA1,99213,100,80,,20\n"
        "A2,99213,100,0,96 45,70\n",
    )

    assert reasons(house) == [(2, 1, "45", "30.00"), (2, 1, "96", "70.00")]


def test_reasons_in_words_count_and_only_words_of_ours_are_kept(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Claim #,CPT,Billed,Paid,Denial Reason\n"
        "A1,99213,100,0,Prior authorization of Jane Doe not on file\n"
        "A2,99213,100,0,Service is bundled\nA3,99213,100,80,Contractual adjustment\n"
        "A4,99213,100,0,spoke with Jane Doe\n",
    )

    kept = rows(house, "adjustments", "claim_number, carc_code, reason_words, amount")
    assert kept == [
        (1, "not stated", "Authorization", "100.00"),
        (2, "not stated", "Bundled", "100.00"),
        (3, "45", "Contractual", "20.00"),
    ]
    assert notes(house)["reason_not_stated"] == "Authorization: 1 line, Bundled: 1 line"
    assert "Doe" not in str(rows(house, "notes", "*"))


def test_a_file_whose_denials_are_none_counted_says_so(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Claim #,CPT,Status,Denial Reason\nA1,99213,Denied,Auth missing\nA2,99213,Paid,\n",
    )

    assert notes(house)["denials_not_counted"] == "1 stated, none counted"


def test_a_reason_of_which_no_amount_is_known_is_said_not_to_count(tmp_path: Path):
    header = "Claim #,CPT,Billed,Paid,Denial Code\n"

    # CO-45 denies nothing, and of A3 all 100 are denied.
    some = house_with(
        tmp_path,
        header + "A1,99213,,0,CO-97\nA2,99213,,0,CO-45\nA3,99213,100,0,CO-97\nA4,99213,9,9,\n",
    )
    none = house_with(tmp_path, "Claim #,CARC\nA1,97\nA2,16\n")

    assert notes(some)["reason_without_amount"] == "1 line"
    assert notes(none)["reason_without_amount"] == "2 lines"
    assert "reason_without_amount" not in notes(
        house_with(tmp_path, header + "A3,99213,100,0,CO-97\n")
    )


def test_a_list_of_denials_only_says_that_it_gives_no_rate(tmp_path: Path):
    header = "Claim #,CPT,Billed,Paid,Denial Code\n"
    denied = "A1,99213,100,0,CO-16\nA2,99213,100,0,CO-97\n"

    assert "denials_only" in notes(house_with(tmp_path, header + denied))
    assert "denials_only" not in notes(house_with(tmp_path, header + denied + "A3,99213,9,9,\n"))


@pytest.mark.parametrize(
    "cell",
    ["16|Claim lacks information", "CO-16: words of the payer", "16 - Claim lacks data", "CO/16"],
)
def test_a_code_with_its_text_is_the_code(tmp_path: Path, cell: str):
    house = house_with(tmp_path, f"Claim #,CPT,Billed,Paid,Reason\nA1,99213,100,0,{cell}\n")

    assert reasons(house) == [(1, 1, "16", "100.00")]


@pytest.mark.parametrize("label", ["Cedar", "CEDAR ", "Balance Forward", "Previous balance"])
def test_a_payers_total_or_a_balance_in_the_column_of_claims_is_no_claim(
    tmp_path: Path, label: str
):
    house = house_with(
        tmp_path,
        HEADER + row("A1", "99213", "100", "80", "") + f"{label},,,,100,80,,,,\n",
    )

    assert rows(house, "claims", "patient_control_number") == [("A1",)]
    assert rows(house, "rejected_rows", "row_number, reason") == [(3, "a total, not a claim")]


def test_a_claim_whose_number_is_as_a_payers_name_is_a_claim_where_a_service_is_told(
    tmp_path: Path,
):
    house = house_with(tmp_path, HEADER + row("CEDAR", "99213", "100", "80", ""))

    assert rows(house, "claims", "patient_control_number") == [("CEDAR",)]


def days(folder: Path, *written: str) -> list[str]:
    """The service days of a file whose column is written so, by claim."""
    body = "".join(f"A{n},99213,9,9,{day}\n" for n, day in enumerate(written))
    house = house_with(folder, "Claim #,CPT,Billed,Paid,DOS\n" + body)
    return [day for _, day in rows(house, "lines", "claim_number, service_from_date")]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        # 46006 days after December 30, 1899 is December 15, 2025.
        (("46006", "46027"), ["20251215", "20260105"]),
        (("46006.375", "01/05/2026"), ["20251215", "20260105"]),
        (("15/12/2025", "05/01/2026"), ["20251215", "20260105"]),
        (("15.12.25", "5.1.26"), ["20251215", "20260105"]),
        (("12/01/2025", "05/01/2026"), ["20251201", "20260501"]),
        (("12/15/2025", "05/01/2026"), ["20251215", "20260501"]),
    ],
)
def test_the_whole_column_decides_how_days_are_written(tmp_path: Path, written, read):
    assert days(tmp_path, *written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        # A year first is none of the column's days: month is before day all the same.
        (("26-09-03", "10/01/2026"), ["20260903", "20261001"]),
        (("26-09-03", "10/01/26"), ["20260903", "20261001"]),
        (("26-09-01", "26-09-02"), ["20260901", "20260902"]),
        (("26/9/1 00:00:00", "26/12/31 00:00:00"), ["20260901", "20261231"]),
        (("25-12-28", "26-01-19"), ["20251228", "20260119"]),
        # Days from 13 to 28 of one year: the end that hardly changes is the year.
        (("15.12.25", "21.12.25", "28.12.25"), ["20251215", "20251221", "20251228"]),
        (("26-09-15", "26-09-21", "26-09-28"), ["20260915", "20260921", "20260928"]),
        # The 26th of 2025 or the 25th of 2026: only the other days of the column can tell.
        (("26-09-25", "15/12/2025"), ["20250926", "20251215"]),
    ],
)
def test_a_year_of_two_digits_is_found_first_or_last(tmp_path: Path, written, read):
    assert days(tmp_path, *written) == read


@pytest.mark.parametrize(
    ("written", "rejected"),
    [
        (("26-09-25", "10/01/2026", "10/15/2026"), [2]),
        (("26-09-25", "10/01/2026"), [2]),
        (("26-09-03", "10-01-26", "10-15-26"), [2]),
        # Of one sign, years are first and last; so of 10-01-26 the month is not known either.
        (("26-09-03", "26-09-25", "10-01-26"), [2, 3, 4]),
    ],
)
def test_a_day_whose_year_may_be_first_or_last_is_not_guessed(tmp_path: Path, written, rejected):
    body = "".join(f"A{n},99213,9,9,{day}\n" for n, day in enumerate(written))

    house = house_with(tmp_path, "Claim #,CPT,Billed,Paid,DOS\n" + body)

    assert [number for (number,) in rows(house, "rejected_rows", "row_number")] == rejected
    assert "days_before_months" not in notes(house)
    assert notes(house)["days_in_doubt"] == "service from date"


def test_a_column_of_years_first_tells_another_of_the_file(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Claim #,CPT,Billed,Paid,DOS,Check Date\n"
        "A1,99213,9,9,26-09-03,26-10-28\nA2,99213,9,9,26-09-04,26-10-28\n",
    )

    assert rows(house, "remittances", "payment_date") == [("20261028",)]


def test_a_column_of_other_numbers_is_no_column_of_spreadsheet_days(tmp_path: Path):
    # 40126 may be April 1, 2026; 123126 is no day of a spreadsheet.
    assert days(tmp_path, "40126", "123126") == []


def test_a_day_before_its_month_in_one_column_tells_the_others(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Claim #,CPT,Billed,Paid,DOS,Check Date\nA1,99213,9,9,15/12/2025,05/01/2026\n",
    )

    assert rows(house, "remittances", "payment_date") == [("20260105",)]
    assert notes(house)["days_before_months"] == "service from date"


def test_without_a_remittance_date_the_last_day_of_service_of_the_check_stands_in(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Claim #,Payer,Check #,CPT,Billed,Paid,DOS\n"
        "A1,Cedar,E1,99213,9,9,12/15/2025\nA2,Cedar,E1,99213,9,9,12/18/2025\n"
        "B1,Cedar,,99213,9,9,12/20/2025\n",
    )

    assert rows(house, "remittances", "trace_number, payment_date") == [
        ("E1", "20251218"),
        (None, "20251220"),
    ]
    assert notes(house)["date_of_service"] == "3 rows"


def test_a_row_without_a_date_has_that_of_its_check(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Claim #,Payer,Check #,CPT,Billed,Paid,DOS,Check Date\n"
        "A1,Cedar,E1,99213,9,9,12/15/2025,01/05/2026\nA2,Cedar,E1,99213,9,9,12/18/2025,\n",
    )

    assert rows(house, "remittances", "trace_number, payment_date") == [("E1", "20260105")]


def test_payments_of_a_ledger_are_credits_and_payments_all_the_same(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Claim #,CPT,Billed,Paid,CARC,Adj Amt\nA1,99213,100.00,80.00 CR,45,-20\n"
        'A2,99214,"$1,234.50",(800.00),45,-434.50\nA3,99214,70,0,16,-70\n',
    )

    # 100 - 80 = 20 and 1,234.50 - 800 = 434.50.
    assert rows(house, "lines", "charge_amount, paid_amount") == [
        ("100.00", "80.00"), ("1234.50", "800.00"), ("70.00", "0.00"),
    ]  # fmt: skip
    assert [row[3] for row in reasons(house)] == ["20.00", "434.50", "70.00"]
    assert notes(house)["amounts_of_a_ledger"] == "2 rows"


def test_a_reversal_keeps_its_signs(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Claim #,CPT,Billed,Paid\nA1,99213,-100,-80\nA2,99213,-90,-60\nA3,99214,70,0\n",
    )

    assert rows(house, "claims", "claim_status_code, paid_amount") == [
        ("1", "0.00"), ("22", "-60.00"), ("22", "-80.00"),
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["00123", '="00123"', "'00123", '"00123"'])
def test_leading_zeros_of_a_number_are_kept(tmp_path: Path, cell: str):
    house = house_with(tmp_path, f"Claim #,CPT,Billed,Paid\n{cell},99213,9,9\n")

    assert rows(house, "claims", "patient_control_number") == [("00123",)]


@pytest.mark.parametrize(
    "none",
    [
        "1900-01-01", "01/01/1900", "1/1/1900 12:00:00 AM", "1/0/1900", "1899-12-30 00:00:00",
        "0001-01-01T00:00:00", "00/00/0000", "0000-00-00", "12/31/9999",
    ],
)  # fmt: skip
def test_a_day_that_stands_for_none_is_an_empty_cell(tmp_path: Path, none: str):
    house = house_with(
        tmp_path,
        "Claim #,Payer,DOS,DOS To,CPT,Billed,Paid,Check Date,Check #\n"
        f"A1,Cedar,2025-12-15,{none},99213,100,80,{none},E1\n"
        f"A2,Cedar,2025-12-15,{none},99213,100,80,2026-01-05,E1\n",
    )

    assert rows(house, "rejected_rows", "reason") == []
    assert rows(house, "remittances", "trace_number, payment_date") == [("E1", "20260105")]
    assert rows(house, "claims", "statement_from_date, statement_to_date") == [
        ("20251215", "20251215"),
        ("20251215", "20251215"),
    ]


@pytest.mark.parametrize("label", ["Total", "Grand Total:", "99213 Total", "Sub-total"])
def test_a_total_labeled_in_the_column_of_procedures_is_no_line(tmp_path: Path, label: str):
    """A row with a procedure and no claim number goes on with the claim above; no total does."""
    house = house_with(
        tmp_path,
        "Claim #,CPT,Billed,Paid,Reason\nA1,27447 Total knee,100,0,CO-97\n"
        f",97110 Total gym time,50,50,\n,{label},150,50,\n",
    )

    assert charges(house) == [(1, 1, "100.00"), (1, 2, "50.00")]
    assert rows(house, "rejected_rows", "row_number, reason") == [(4, "a total, not a claim")]


@pytest.mark.parametrize("cell", ["NA", "N/A", "#N/A", "na", "NULL", "NaN", "-"])
def test_a_word_that_says_nothing_is_an_empty_cell(tmp_path: Path, cell: str):
    house = house_with(
        tmp_path,
        f"Acct,CPT,Mod,Billed,Paid,Allowed,Adj Codes\nA1,99213,{cell},100,0,{cell},CO-97\n",
    )

    assert rows(house, "lines", "modifier_1, allowed_amount") == [(None, None)]
    assert rows(house, "rejected_rows", "reason") == []


def test_words_that_are_no_status_make_no_claim_of_their_own(tmp_path: Path):
    house = house_with(
        tmp_path,
        "Claim #,CPT,Billed,Paid,Status\nA1,99213,100,0,Denied\nA1,99214,90,90,Closed\n",
    )

    assert rows(house, "claims", "claim_status_code, charge_amount") == [("1", "190.00")]
