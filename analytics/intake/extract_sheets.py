"""Excel workbooks: the rows of a sheet, and its cells as text. Read by the reading process only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from analytics.intake.column_maps import recognized_count
from analytics.intake.extract_text import HEADER_WITHIN_ROWS
from analytics.intake.sheet_formats import zero_padded_columns
from analytics.vocabulary import RefusedFile

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None


# A sheet with so many headers that we know may be a table of claims.
_FEW_HEADERS = 2


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet, in the numbering of Excel, and how many others are tables like it."""

    rows: Iterator[list[str]]
    unread_sheet_count: int


def likeliest_sheet(path: Path) -> Sheet:
    """The sheet that looks most like a table of claims.

    That is the sheet with most headers we know, a hidden one only where no other has any; of sheets
    alike, the first that holds any rows. Others are tables like it where people see them and at
    least half as many of their headers are known.
    """
    # Imported here: a dashboard that never meets a workbook does not load the reader.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(str(path))
        scores = _known_headers_of_sheets(workbook)
    except CalamineError as error:
        raise _not_opened(path) from error
    hidden = _hidden_sheets(workbook)
    if not scores:
        return Sheet(iter(()), 0)
    name = max(
        scores,
        key=lambda name: (scores[name] >= _FEW_HEADERS and name not in hidden, scores[name]),
    )
    least = max(_FEW_HEADERS, scores[name] / 2)
    unread = [other for other in scores if other != name and other not in hidden]
    return Sheet(
        _rows_of_sheet(path, workbook, name),
        sum(1 for other in unread if scores[other] >= least),
    )


def _rows_of_sheet(path: Path, workbook: CalamineWorkbook, name: str) -> Iterator[list[str]]:
    from python_calamine import CalamineError

    try:
        widths = zero_padded_columns(path, name)
        for row in workbook.get_sheet_by_name(name).iter_rows():
            yield [_as_shown(cell, widths.get(place, 0)) for place, cell in enumerate(row)]
    except CalamineError as error:
        raise _not_opened(path) from error


def _not_opened(path: Path) -> RefusedFile:
    return RefusedFile(
        f"{path.name} could not be opened as an Excel workbook; "
        "save it again as .xlsx without a password, or as CSV."
    )


def _known_headers_of_sheets(workbook: CalamineWorkbook) -> dict[str, int]:
    """The most headers we know in a row near the top of each sheet that holds any rows."""
    scores = {}
    for name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.start is not None:
            start = islice(sheet.iter_rows(), HEADER_WITHIN_ROWS)
            scores[name] = max(recognized_count([cell_text(cell) for cell in row]) for row in start)
    return scores


def _hidden_sheets(workbook: CalamineWorkbook) -> set[str]:
    """The names of the sheets that people do not see."""
    from python_calamine import SheetVisibleEnum

    sheets = workbook.sheets_metadata
    return {sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible}


def _as_shown(cell: Cell, width: int) -> str:
    """A cell as text, a number with the leading zeros that its column shows."""
    text = cell_text(cell)
    is_number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    return text.zfill(width) if is_number and text.isdigit() else text


def cell_text(cell: Cell) -> str:
    """A cell as text: days in ISO form, numbers without the noise of floating point.

    A line break in a cell becomes a blank, so that one row stays one line.

    >>> cell_text(120.0), cell_text(0.1 + 0.2), cell_text(datetime(2026, 10, 1))
    ('120', '0.3', '2026-10-01')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Y" if cell else "N"
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return " ".join(str(cell).splitlines())
