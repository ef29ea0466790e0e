"""Exports: exact, safe to open, and each says how it was made."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest

from analytics.columns import PatientDataRefused
from analytics.exports import About, to_csv, to_json, to_plain_csv, to_xlsx
from analytics.exports.columns import LISTS, columns_for
from analytics.exports.plain import defused
from analytics.vocabulary import DenialsError, ReviewFilters

ABOUT = About(
    title="Top denials",
    filters=ReviewFilters(
        first_week=date(2026, 9, 21), last_week=date(2026, 9, 28), payers=("Aurora Health",)
    ),
    snapshot=42,
    differences=("CARC 18 counts as a denial (by default it does not).",),
    made_at=datetime(2026, 10, 6, 8, 30),
)


def top_denials() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "carc_code": ["97", "197"],
            "reason_label": ["Bundled service", "No authorization"],
            "payer_name": ["Aurora Health", '=HYPERLINK("http://example.invalid")'],
            "procedure_code": ["99213", "01999"],
            "modifier_codes": ["25", ""],
            "denied_line_count": [38, 1],
            "denied_amount": [4180.1, 0.3],
            "first_remit_date": pd.to_datetime(["2026-09-21", None]),
        }
    )


def csv_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_csv_has_headings_in_words_and_exact_cents() -> None:
    first, second = csv_rows(to_csv(top_denials(), ABOUT))
    assert (first["CARC"], first["Denied lines"], first["Denied amount"]) == (
        "97",
        "38",
        "4180.10",
    )
    assert (second["Procedure"], second["Denied amount"]) == ("01999", "0.30")
    assert (first["First remitted"], second["First remitted"]) == ("2026-09-21", "")


def test_every_row_of_a_csv_says_how_it_was_made() -> None:
    for row in csv_rows(to_csv(top_denials(), ABOUT)):
        said = row["How this was made"]
        assert "snapshot 42" in said
        assert "Weeks: 2026-09-21 to 2026-10-04, by remittance date" in said
        assert "Payers: Aurora Health" in said
        assert "CARC 18 counts as a denial" in said


@pytest.mark.parametrize("opening", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1"])
def test_text_that_a_spreadsheet_would_run_is_defused(opening: str) -> None:
    frame = pd.DataFrame({"payer_name": [opening], "denied_amount": [-12.5]})
    assert defused(opening) == "'" + opening
    (row,) = csv_rows(to_csv(frame, ABOUT))
    assert row["Payer"] == "'" + opening
    assert row["Denied amount"] == "-12.50"
    plain = list(csv.reader(io.StringIO(to_plain_csv(frame), newline="")))
    assert plain == [["payer_name", "denied_amount"], ["'" + opening, "-12.50"]]


@pytest.mark.parametrize(
    "column",
    [
        "patient_last_name",
        "Patient First Name",
        "patient_member_id",
        "insured_last_name",
        "corrected_member_id",
        "corrected_first_name",
        "subscriber_id",
        "birth_date",
        "medical_record_number",
    ],
)
def test_no_column_that_names_a_patient_can_be_exported(column: str) -> None:
    frame = pd.DataFrame({column: ["Doe"], "denied_amount": [1.0]})
    with pytest.raises(PatientDataRefused):
        to_csv(frame, ABOUT)
    with pytest.raises(PatientDataRefused):
        to_xlsx({"Lines": frame}, ABOUT)


def test_the_columns_of_our_lists_may_all_be_exported() -> None:
    for name, columns in LISTS.items():
        frame = pd.DataFrame({column: ["x"] for column in columns})
        assert list(columns_for(name, frame).columns) == list(columns)
        to_csv(frame, ABOUT)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_an_xlsx_is_ready_to_work_from() -> None:
    sheet = opened(to_xlsx({"Top denials": top_denials()}, ABOUT))["Top denials"]

    assert [cell.value for cell in sheet[1]][:3] == ["CARC", "Reason", "Payer"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:H3"
    assert sheet.column_dimensions["B"].width > 15
    assert (sheet["G2"].value, sheet["G2"].number_format) == (4180.1, "$#,##0.00")
    assert (sheet["F2"].value, sheet["F2"].number_format) == (38, "#,##0")
    assert (sheet["H2"].value, sheet["H2"].number_format) == (datetime(2026, 9, 21), "yyyy-mm-dd")
    assert sheet["H3"].value is None


def test_an_xlsx_keeps_codes_as_text_and_runs_no_formula() -> None:
    sheet = opened(to_xlsx({"Top denials": top_denials()}, ABOUT))["Top denials"]
    assert (sheet["D3"].value, sheet["D3"].data_type) == ("01999", "s")
    assert sheet["C3"].data_type == "s"
    assert sheet["C3"].hyperlink is None


def test_an_xlsx_says_how_it_was_made() -> None:
    book = opened(to_xlsx({"Top denials": top_denials()}, ABOUT))
    assert book.sheetnames == ["Top denials", "How this was made"]
    said = [(row[0].value, row[1].value) for row in book["How this was made"].rows]
    assert ("Made", "2026-10-06 08:30") in said
    assert ("Data version", "Snapshot 42") in said
    assert ("Weeks", "2026-09-21 to 2026-10-04, by remittance date") in said
    assert ("Payers", "Aurora Health") in said
    assert ("Secondary payers", "left out") in said
    assert ("Differs from the default", ABOUT.differences[0]) in said
    assert sum(label == "Definition" for label, _ in said) == 4


def test_an_empty_list_is_still_a_table() -> None:
    empty = top_denials().head(0)
    assert csv_rows(to_csv(empty, ABOUT)) == []
    assert opened(to_xlsx({"Top denials": empty}, ABOUT))["Top denials"]["A1"].value == "CARC"
    assert json.loads(to_json(empty)) == []


def test_more_rows_than_a_sheet_holds_are_refused_in_one_sentence() -> None:
    frame = pd.DataFrame({"denied_line_count": range(1_048_576)})
    with pytest.raises(DenialsError, match="more than a sheet holds"):
        to_xlsx({"Lines": frame}, ABOUT)


def test_json_keeps_cents_days_and_missing_values() -> None:
    frame = pd.DataFrame(
        {
            "carc_code": ["97", None],
            "denied_line_count": [38.0, None],
            "denied_amount": [0.1 + 0.2, None],
            "remit_week": pd.to_datetime(["2026-09-21", None]),
            "loaded_at": pd.to_datetime(["2026-09-21 08:30", None]),
            "is_patient_billed": [True, False],
            "note": ['a "quoted" =word', ""],
        }
    )
    text = to_json(frame)
    assert '"denied_amount": 0.30' in text
    assert json.loads(text) == [
        {
            "carc_code": "97",
            "denied_line_count": 38,
            "denied_amount": 0.3,
            "remit_week": "2026-09-21",
            "loaded_at": "2026-09-21T08:30:00",
            "is_patient_billed": True,
            "note": 'a "quoted" =word',
        },
        {
            "carc_code": None,
            "denied_line_count": None,
            "denied_amount": None,
            "remit_week": None,
            "loaded_at": None,
            "is_patient_billed": False,
            "note": "",
        },
    ]
