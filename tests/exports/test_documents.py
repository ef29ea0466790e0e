"""Documents: whole in themselves, safe to open, the same numbers in every format."""

from __future__ import annotations

import io
import re
import sys
from datetime import date

import openpyxl
import pandas as pd
import pytest

from analytics.columns import PatientDataRefused
from analytics.exports import About
from analytics.exports.documents import (
    Document,
    Figures,
    Section,
    Table,
    to_html,
    to_pdf,
    to_workbook,
)
from analytics.vocabulary import DenialsError, ReviewFilters

ABOUT = About(
    "Review",
    ReviewFilters(first_week=date(2026, 9, 28)),
    snapshot=42,
    choices=(("Source files", "week40.835"),),
)
ROWS = pd.DataFrame(
    {
        "payer_name": ["<b>Aurora</b>", "Lantern"],
        "denied_line_count": [38, 19],
        "denied_amount": [4180.1, 0.3],
        "denial_rate": [0.1517, None],
        "last_remit_date": pd.to_datetime(["2026-09-21", None]),
    }
)


def document(*frames: pd.DataFrame) -> Document:
    """One section with figures and a table per frame, all of one name."""
    tables = tuple(Table("Payers", frame, bar="denied_line_count") for frame in frames)
    figures = Figures((("Lines denied", "15.2%", "38 of 250"),))
    section = Section("By payer", ("One sentence.",), (figures, *tables))
    return Document("Review", "Week of Sep 28, 2026", (section,), ABOUT)


def cells(html: str) -> list[str]:
    return [re.sub("<.*?>", "", cell) for cell in re.findall(r"<td.*?>(.*?)</td>", html)]


def test_amounts_have_cents_rates_one_decimal_and_what_is_missing_a_dash() -> None:
    assert cells(to_html(document(ROWS))) == [
        *("&lt;b&gt;Aurora&lt;/b&gt;", "38", "$4,180.10", "15.2%", "2026-09-21"),
        *("Lantern", "19", "$0.30", "–", "–"),
    ]


def test_a_bar_is_as_long_as_its_share_of_the_longest() -> None:
    assert re.findall(r"width: (\d+)%\"", to_html(document(ROWS))) == ["100", "50"]


def test_an_html_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    html = to_html(document(ROWS))
    assert not re.search(r"https?:|src=|href=|url\(|@import|<script|<link", html)
    assert "default-src 'none'" in html


def test_a_document_names_its_files_weeks_and_snapshot() -> None:
    html = to_html(document(ROWS))
    assert "week40.835" in html and "Snapshot 42" in html and "2026-09-28 to the last" in html


def test_an_empty_table_says_so() -> None:
    assert "<p>None.</p>" in to_html(document(ROWS.head(0)))


def test_a_column_that_tells_of_a_patient_is_refused() -> None:
    told = ROWS.assign(patient_last_name="QUARTZ")
    for written in (to_html, to_workbook):
        with pytest.raises(PatientDataRefused):
            written(document(told))


def test_tables_of_one_name_share_a_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(document(ROWS, ROWS))))
    assert book.sheetnames == ["Payers", "How this was made"]
    assert [row[2].value for row in book["Payers"].iter_rows(min_row=2)] == [4180.1, 0.3] * 2


def test_a_pdf_is_printed_or_what_it_needs_is_named() -> None:
    try:
        assert to_pdf(document(ROWS)).startswith(b"%PDF-")
    except DenialsError as fault:
        assert "libpango-1.0-0" in str(fault)


def test_without_the_library_one_sentence_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(DenialsError, match="apt-get install libpango-1.0-0"):
        to_pdf(document(ROWS))
