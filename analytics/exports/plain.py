"""CSV and JSON: cents exact, days as ISO dates, missing values empty or null."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from analytics.access import needs
from analytics.columns import exact_text, heading_of, is_flag, refuse_patient_columns
from analytics.exports.about import About
from analytics.exports.few import with_few_said, without_few
from analytics.vocabulary import Columns

if TYPE_CHECKING:
    import pandas as pd

# What a spreadsheet takes for the start of a formula, full-width forms included.
FORMULA_OPENINGS = tuple("=+-@\t\r\n＝＋－＠")


@needs("export")
def to_csv(frame: pd.DataFrame, about: About) -> bytes:
    """A list for a spreadsheet: headings in words, and in the last column how it was made.

    That column repeats, so the table stays a table however it is sorted, cut or joined.
    """
    refuse_patient_columns(frame.columns)
    frame = with_few_said(frame)
    headings = [*(heading_of(column) for column in frame.columns), "How this was made"]
    rows = ((*row, about.one_line()) for row in _rows(_plain(frame)))
    return _csv_text(headings, rows).encode("utf-8-sig")


def to_plain_csv(answer: pd.DataFrame | Columns) -> str:
    """An answer for a script: our own column names, nothing added; no rate of too few."""
    columns = without_few(_plain(answer))
    return _csv_text(list(columns), _rows(columns))


def to_json(answer: pd.DataFrame | Columns) -> str:
    """An answer as a list of objects, one a line, with amounts as numbers of two decimals.

    A rate of too few is null: the counts beside it say it.
    """
    columns = without_few(_plain(answer))
    names = [json.dumps(name) for name in columns]
    texts = [[_json_text(value, name) for value in values] for name, values in columns.items()]
    lines = (
        "  {" + ", ".join(f"{name}: {text}" for name, text in zip(names, row, strict=True)) + "}"
        for row in zip(*texts, strict=True)
    )
    told = ",\n".join(lines)
    return f"[\n{told}\n]" if told else "[]"


def defused(text: str) -> str:
    """Text that a spreadsheet will show and not run.

    >>> defused("=1+1"), defused("Aurora Health")
    ("'=1+1", 'Aurora Health')
    """
    return "'" + text if text.startswith(FORMULA_OPENINGS) else text


def _csv_text(headings: list[str], rows: Iterable[Iterable[str]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([defused(heading) for heading in headings])
    writer.writerows(rows)
    return file.getvalue()


def _plain(rows: pd.DataFrame | Columns) -> Columns:
    return {str(name): list(rows[name]) for name in rows}


def _rows(columns: Columns) -> Iterable[tuple[str, ...]]:
    """The rows as texts, worked out column by column."""
    texts = [[_csv_cell(value, name) for value in values] for name, values in columns.items()]
    return zip(*texts, strict=True)


def _csv_cell(value: object, name: str) -> str:
    text = exact_text(value, name)
    return defused(text) if isinstance(value, str) else text


def _json_text(value: object, name: str) -> str:
    text = exact_text(value, name)
    if text == "" and not isinstance(value, str):
        return "null"
    is_plain = isinstance(value, str) or not hasattr(value, "__float__")
    return json.dumps(text, ensure_ascii=False) if is_plain and not is_flag(value) else text
