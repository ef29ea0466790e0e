"""Excel workbooks and Parquet files: their first rows, and a workbook as CSV text."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
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
            f"{path.name} could not be opened as an Excel workbook ({error}); "
            "save it again as .xlsx without a password, or as CSV."
        ) from error


def sheet_as_csv(path: Path, copy: Path) -> int:
    """Write a workbook's first sheet as comma-separated UTF-8; returns the number of rows."""
    count = 0
    with copy.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for count, row in enumerate(sheet_rows(path), start=1):  # noqa: B007
            writer.writerow(row)
    return count


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


def parquet_start(path: Path, row_count: int) -> list[list[str]]:
    """The header of a Parquet file and its first rows, as text."""
    # Imported here: it comes with pandas' friends and is slow to load.
    from pyarrow import ArrowInvalid
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            headers = list(file.schema_arrow.names)
            batches = file.iter_batches(batch_size=row_count)
            rows = [list(row.values()) for batch in batches_of(batches) for row in batch]
    except ArrowInvalid as error:
        raise RefusedFile(f"{path.name} is a broken Parquet file; export it again.") from error
    return [headers, *([cell_text(cell) for cell in row] for row in rows)]


def batches_of(batches: Iterator) -> Iterator[list[dict]]:
    """The rows of the first batch only: enough to guess from."""
    return (batch.to_pylist() for batch in islice(batches, 1))
