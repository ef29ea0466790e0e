"""A rate of under 20 cases is said by its counts wherever it is shown or exported."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
from openpyxl import load_workbook

from analytics.exports import About, to_csv, to_json, to_plain_csv, to_xlsx
from analytics.exports.documents import Document, Section, Table, to_html
from analytics.exports.few import few_said
from analytics.measures.rates import with_rates
from analytics.vocabulary import ReviewFilters

# BLUE denied 3 of 5 lines, RED 10 of 100, GREEN answered none.
ROWS = with_rates(
    pd.DataFrame(
        {
            "payer_name": ["BLUE", "RED", "GREEN"],
            "denied_line_count": [3, 10, 0],
            "adjudicated_line_count": [5, 100, 0],
            "denied_charge_amount": [300.0, 1000.0, 0.0],
            "adjudicated_charge_amount": [500.0, 10000.0, 0.0],
            "overturned_line_count": [1, 8, 0],
            "resolved_line_count": [2, 20, 0],
        }
    )
)
FEW = "3 of 5 (too few to say)"
ABOUT = About(title="Payers", filters=ReviewFilters(), snapshot=1, differences=())


def test_each_rate_is_told_by_its_own_counts():
    said = {name: texts.to_dict() for name, texts in few_said(ROWS).items()}
    assert said == {
        "denial_rate": {0: FEW},
        "dollar_denial_rate": {0: "$300 of $500 (too few to say)"},
        "overturn_rate": {0: "1 of 2 (too few to say)"},
    }


def test_20_are_enough_and_none_is_no_rate():
    assert 1 not in few_said(ROWS)["overturn_rate"].index  # 8 of 20
    assert 2 not in few_said(ROWS)["denial_rate"].index  # 0 of 0: no value, not a few


def test_a_list_for_a_spreadsheet_says_both_numbers():
    rows = list(csv.DictReader(io.StringIO(to_csv(ROWS, ABOUT).decode("utf-8-sig"), newline="")))
    assert [row["Denial rate"] for row in rows] == [FEW, "0.1", ""]
    sheet = load_workbook(io.BytesIO(to_xlsx({"Payers": ROWS}, ABOUT)))["Payers"]
    heads = [cell.value for cell in sheet[1]]
    column = heads.index("Denial rate")
    assert [row[column].value for row in sheet.iter_rows(min_row=2)] == [FEW, 0.1, None]


def test_a_script_reads_no_number_there():
    assert [row["denial_rate"] for row in json.loads(to_json(ROWS))] == [None, 0.1, None]
    plain = list(csv.DictReader(io.StringIO(to_plain_csv(ROWS), newline="")))
    assert [row["denial_rate"] for row in plain] == ["", "0.1", ""]


def test_a_document_says_both_numbers():
    table = Table("Payers", ROWS, {"payer_name": None, "denial_rate": "Rate"}, "denial_rate")
    html = to_html(Document("Payers", "", (Section("Payers", parts=(table,)),), ABOUT))
    assert f"{FEW}<span" in html and "10.0%<span" in html and "60.0%" not in html
