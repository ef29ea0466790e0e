"""Excel workbooks: the rows of a sheet, and its cells as text. Read by the reading process only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from analytics.vocabulary import RefusedFile

Cell = str | int | float | bool | date | datetime | time | None


def sheet_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a workbook's first sheet that holds any, as text, in the numbering of Excel."""
    # Imported here: a dashboard that never meets a workbook does not load the reader.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.start is None:
                continue
            yield from ([cell_text(cell) for cell in row] for row in sheet.iter_rows())
            return
    except CalamineError as error:
        raise RefusedFile(
            f"{path.name} could not be opened as an Excel workbook; "
            "save it again as .xlsx without a password, or as CSV."
        ) from error


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
