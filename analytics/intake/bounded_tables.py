"""Workbooks and Parquet files as far as they are ours to read: work of the reading process.

What a file asks for is looked at before its reader is let at it: how much its parts unpack to, how
far its cells reach, how many columns it has.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analytics.intake.extract_sheets import Sheet, cell_text, likeliest_sheet
from analytics.intake.extract_text import MOST_COLUMNS
from analytics.vocabulary import RefusedFile

if TYPE_CHECKING:
    from pyarrow import RecordBatch, Schema

MOST_UNPACKED_BYTES = 2 * 1024**3
MOST_ROWS = 1_048_576  # as many as Excel has
MOST_PARQUET_ROWS = 50_000_000
# Of headers and samples only this much of a cell is shown or used.
SAMPLE_LENGTH = 500
_CHUNK = 1024 * 1024
# A cell in a column of three letters (the 703rd and on), or below the last row of Excel.
_FAR_CELL = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="(?:[A-Z]{3,}\d|[A-Z]+\d{8})')
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")


def sheet_start(path: Path, row_count: int) -> dict[str, Any]:
    """The first rows of the sheet of a workbook that is read, as text.

    And how many other sheets are tables like it.
    """
    _look_at_workbook(path)
    sheet = likeliest_sheet(path)
    rows = [_sample(row) for row in islice(_rows_within_bounds(path, sheet), row_count)]
    return {"rows": rows, "unread_sheet_count": sheet.unread_sheet_count}


def sheet_as_csv(path: Path, copy: str) -> dict[str, Any]:
    """Write the sheet of a workbook that is read as comma-separated UTF-8.

    Gives its number of rows, and how many other sheets are tables like it.
    """
    _look_at_workbook(path)
    count, sheet = 0, likeliest_sheet(path)
    with Path(copy).open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for count, row in enumerate(_rows_within_bounds(path, sheet), start=1):  # noqa: B007
            writer.writerow(row)
            if count % 1000 == 0 and file.tell() > MOST_UNPACKED_BYTES:
                raise _too_large(path)
    return {"row_count": count, "unread_sheet_count": sheet.unread_sheet_count}


def parquet_start(path: Path, row_count: int) -> dict[str, Any]:
    """The header of a Parquet file and its first rows, as text."""
    # Imported here: it comes with pandas' friends and is slow to load.
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            headers = list(file.schema_arrow.names)
            _look_at_columns(path, headers)
            batches = islice(file.iter_batches(batch_size=row_count), 1)
            rows = [list(row.values()) for batch in batches for row in batch.to_pylist()]
    except (ArrowException, OSError, ValueError) as fault:
        raise _broken_parquet(path) from fault
    return {"rows": [_sample(row) for row in [headers, *([cell_text(c) for c in r] for r in rows)]]}


def parquet_copy(path: Path, copy: str) -> dict[str, Any]:
    """Read a Parquet file to its end and write it anew: what is in the copy can be read.

    An instant with a time zone is written as its day and time there: the database would show it as
    it is in the time zone of this machine, where the day may be another.
    """
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile, ParquetWriter

    try:
        with (
            ParquetFile(path) as file,
            ParquetWriter(copy, _without_time_zones(file.schema_arrow)) as writer,
        ):
            _look_at_columns(path, file.schema_arrow.names)
            if file.metadata.num_rows > MOST_PARQUET_ROWS:
                raise _too_long(path, MOST_PARQUET_ROWS)
            for batch in file.iter_batches(batch_size=10_000):
                writer.write_batch(_as_there(batch))
    except (ArrowException, ValueError) as fault:
        raise _broken_parquet(path) from fault
    return {}


def _without_time_zones(schema: Schema) -> Schema:
    """The schema with plain timestamps in place of those with a time zone."""
    import pyarrow

    for place, column in enumerate(schema):
        if pyarrow.types.is_timestamp(column.type) and column.type.tz:
            plain = column.with_type(pyarrow.timestamp(column.type.unit))
            schema = schema.set(place, plain)
    return schema


def _as_there(batch: RecordBatch) -> RecordBatch:
    """The rows with each instant as the day and time of its own time zone."""
    import pyarrow
    from pyarrow.compute import local_timestamp

    plain = _without_time_zones(batch.schema)
    columns = [
        local_timestamp(column) if column.type != plain.field(place).type else column
        for place, column in enumerate(batch.columns)
    ]
    return pyarrow.RecordBatch.from_arrays(columns, schema=plain)


def _rows_within_bounds(path: Path, sheet: Sheet) -> Iterator[list[str]]:
    """The rows of a sheet, none wider than we read."""
    for number, row in enumerate(sheet.rows, start=1):
        if number > MOST_ROWS:
            raise _too_long(path, MOST_ROWS)
        if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
            raise _too_wide(path)
        yield row[:MOST_COLUMNS]


def _look_at_workbook(path: Path) -> None:
    """Refuse a workbook whose parts unpack to too much, or whose table has a cell far away.

    Readers hold a sheet as one block from its first cell to its last: two cells can ask for
    hundreds of gigabytes, whatever dimension the sheet declares.
    """
    with zipfile.ZipFile(path) as archive:
        if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED_BYTES:
            raise _too_large(path)
        for name in _sheets(archive):
            has_cells = False
            for text in _windows(archive, name):
                if _FAR_CELL.search(text):
                    raise _too_wide(path)
                has_cells = has_cells or _ANY_CELL.search(text) is not None
            if has_cells:
                return


def _sheets(archive: zipfile.ZipFile) -> list[str]:
    """The parts of a workbook that are its sheets, in their order; by name where it is not told."""
    names = set(archive.namelist())
    listed = [name for name in sorted(names) if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
    try:
        book = next(_windows(archive, "xl/workbook.xml"))
        links = next(_windows(archive, "xl/_rels/workbook.xml.rels"))
    except (KeyError, StopIteration):
        return listed
    targets = {}
    for link in re.findall(rb"<(?:\w+:)?Relationship\s[^<>]*>", links):
        key, target = re.search(rb'\bId="([^"]+)"', link), re.search(rb'\bTarget="([^"]+)"', link)
        if key and target:
            targets[key[1]] = target[1].decode("utf-8", "replace").removeprefix("/xl/")
    order = [
        "xl/" + targets[key]
        for key in re.findall(rb'<(?:\w+:)?sheet\s[^<>]*?:id="([^"]+)"', book)
        if "xl/" + targets.get(key, "") in names
    ]
    return order or listed


def _windows(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part of a workbook in pieces, each with the end of the one before it."""
    with archive.open(name) as part:
        before = b""
        while chunk := part.read(_CHUNK):
            yield before + chunk
            before = chunk[-256:]


def _look_at_columns(path: Path, headers: Sequence[str]) -> None:
    if len(headers) > MOST_COLUMNS:
        raise _too_wide(path)


def _sample(row: Sequence[str]) -> list[str]:
    return [cell[:SAMPLE_LENGTH] for cell in row]


def _too_wide(path: Path) -> RefusedFile:
    return RefusedFile(
        f"{path.name} reaches beyond {MOST_COLUMNS} columns; save a table of the columns that "
        "are needed, or CSV."
    )


def _too_large(path: Path) -> RefusedFile:
    return RefusedFile(
        f"{path.name} unpacks to more than {MOST_UNPACKED_BYTES // 1024**3} GiB; save it as CSV."
    )


def _too_long(path: Path, row_count: int) -> RefusedFile:
    return RefusedFile(f"{path.name} has more than {row_count:,} rows; load it in parts.")


def _broken_parquet(path: Path) -> RefusedFile:
    return RefusedFile(f"{path.name} is a broken Parquet file; export it again.")
