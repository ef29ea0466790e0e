"""XLSX: a table a team can work from, and a sheet that says how it was made."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from analytics.access import needs
from analytics.columns import (
    Kind,
    cell_text,
    heading_of,
    is_flag,
    is_missing,
    kind_of,
    refuse_patient_columns,
)
from analytics.exports.about import About
from analytics.exports.few import with_few_said
from analytics.vocabulary import DenialsError

if TYPE_CHECKING:
    import pandas as pd
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ROWS_IN_A_SHEET = 1_048_576
NARROWEST, WIDEST = 9, 48
# The others are written as they are: a number is read, not added up, so has no separator.
NUMBER_FORMATS: dict[Kind, str] = {
    "money": "$#,##0.00",
    "count": "#,##0",
    "minutes": "#,##0",
    "days": "#,##0",
    "percent": "0.0%",
    "date": "yyyy-mm-dd",
    "week": "yyyy-mm-dd",
    "time": "yyyy-mm-dd hh:mm",
}


@needs("export")
def to_xlsx(sheets: Mapping[str, pd.DataFrame], about: About) -> bytes:
    """One sheet per frame, header frozen and filterable, and a last one, "How this was made"."""
    import xlsxwriter

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as workbook:
        workbook.set_properties({"title": about.title})
        for name, frame in sheets.items():
            refuse_patient_columns(frame.columns)
            if len(frame) >= ROWS_IN_A_SHEET:
                raise DenialsError(
                    f"{len(frame):,} rows are more than a sheet holds: narrow the filters, or "
                    "take the CSV."
                )
            _write_table(workbook, workbook.add_worksheet(name[:31]), with_few_said(frame))
        _write_about(workbook, about)
    return file.getvalue()


def _write_table(workbook: Workbook, sheet: Worksheet, frame: pd.DataFrame) -> None:
    header = workbook.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EDF2"}
    )
    for position, column in enumerate(frame.columns):
        values = [_cell(value, str(column)) for value in frame[column]]
        sheet.write_string(0, position, heading_of(str(column)), header)
        _write_column(sheet, position, values, _format(workbook, kind_of(str(column))))
        sheet.set_column(position, position, _width(str(column), values))
    sheet.freeze_panes(1, 0)
    if len(frame.columns):
        sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_column(sheet: Worksheet, position: int, values: list[object], style: Format) -> None:
    """Text always as text, whatever it looks like: a code keeps its zeros, a formula never runs."""
    for row, value in enumerate(values, start=1):
        if isinstance(value, str):
            sheet.write_string(row, position, value, style)
        elif value is not None:
            sheet.write(row, position, value, style)


def _format(workbook: Workbook, kind: Kind) -> Format:
    number_format = {"num_format": NUMBER_FORMATS[kind]} if kind in NUMBER_FORMATS else {}
    return workbook.add_format({"valign": "top", **number_format})


def _cell(value: object, column: str) -> object:
    """A value as a sheet takes it: yes and no in words, days as days, missing left empty."""
    if is_missing(value):
        return None
    if is_flag(value):
        return cell_text(value, column)
    return value.to_pydatetime() if hasattr(value, "to_pydatetime") else value


def _width(column: str, values: list[object]) -> int:
    """Wide enough for the longest word of the heading and for most of what stands below it."""
    if kind_of(column) in {"date", "week"}:
        return 12
    shown = sorted(
        len(cell_text(value, column) if kind_of(column) == "money" else str(value))
        for value in values[:2000]
        if value is not None
    )
    most = shown[int(len(shown) * 0.95)] if shown else 0
    longest_word = (
        max(len(word) for word in heading_of(column).split()) + 3
    )  # room for the filter's arrow
    return min(max(most + 2, longest_word, NARROWEST), WIDEST)


def _write_about(workbook: Workbook, about: About) -> None:
    sheet = workbook.add_worksheet("How this was made")
    label = workbook.add_format({"bold": True, "valign": "top"})
    words = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 28, label)
    sheet.set_column(1, 1, 90, words)
    for row, (name, text) in enumerate(about.facts()):
        sheet.write_string(row, 0, name, label)
        sheet.write_string(row, 1, text, words)
