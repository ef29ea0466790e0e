"""Excel workbooks: the rows of a sheet, and its cells as text. Read by the reading process only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from analytics.intake.column_maps import recognised_count
from analytics.intake.extract_text import HEADER_WITHIN_ROWS
from analytics.intake.sheet_formats import zero_padded_columns
from analytics.vocabulary import RefusedFile

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None


def sheet_rows(path: Path) -> Iterator[list[str]]:
    """The rows of the sheet that looks most like a table of claims, in the numbering of Excel.

    That is the sheet with most headers we know; of sheets alike, the first that holds any rows.
    """
    # Imported here: a dashboard that never meets a workbook does not load the reader.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(str(path))
        name = _likeliest_sheet(workbook)
        if name is None:
            return
        widths = zero_padded_columns(path, name)
        for row in workbook.get_sheet_by_name(name).iter_rows():
            yield [_as_shown(cell, widths.get(place, 0)) for place, cell in enumerate(row)]
    except CalamineError as error:
        raise RefusedFile(
            f"{path.name} could not be opened as an Excel workbook; "
            "save it again as .xlsx without a password, or as CSV."
        ) from error


def _likeliest_sheet(workbook: CalamineWorkbook) -> str | None:
    """The name of the sheet whose first rows hold most headers we know; None if all are empty."""
    scores = {}
    for name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.start is not None:
            start = islice(sheet.iter_rows(), HEADER_WITHIN_ROWS)
            scores[name] = max(recognised_count([cell_text(cell) for cell in row]) for row in start)
    return max(scores, key=lambda name: scores[name], default=None)


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
