"""CSV, TSV, XLSX and Parquet extracts: what they hold, and the file the database can read.

Nothing here touches the rows of data: `preview` looks at the first ones, `prepare` decides how the
file is laid out (and copies it where it is not plain UTF-8 text). The rows are read, made alike and
split into remittances or submissions, claims and lines by the SQL in `queries/1_raw/csv`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from analytics.intake.bounded_sheets import (
    parquet_copy,
    parquet_start,
    sheet_as_csv,
    sheet_start,
)
from analytics.intake.column_faults import fault_of
from analytics.intake.column_maps import ColumnMap, guess_column_map, recognized_count
from analytics.intake.column_words import canonical_columns, plain_words
from analytics.intake.extract_text import (
    HEADER_WITHIN_ROWS,
    SAMPLE_ROWS,
    Layout,
    clean_copy,
    encoding_of,
    find_header,
    find_layout,
    look_through,
)
from analytics.intake.file_kinds import kind_of
from analytics.vocabulary import RefusedFile

FileFormat = Literal["csv", "xlsx", "parquet"]

# What is lost when an extract lacks a column; said beside the guessed map.
_COST_OF_LACKING = {
    "remittance": {
        "payer_name": "no payer: lines go under “Payer not named”",
        "remit_date": ("no remittance date: the last day of service of each check is used"),
        "charge_amount": "no charge: it is taken as what was paid, denied and adjusted",
        "paid_amount": "no paid amount: every line counts as unpaid",
        "procedure_code": "no procedure: every row is a whole claim",
        "reason_codes": "no reason codes: only what is stated as denied is counted, as not stated",
    },
    "claim": {
        "payer_name": "no payer: claims go under “Payer not named”",
        "submission_date": "no submission date: claims are in no week",
        "charge_amount": "no charge: claims are counted, but not their dollars",
        "procedure_code": "no procedure: every row is a whole claim",
    },
}


@dataclass(frozen=True)
class ExtractPreview:
    """How a file was understood, to be shown and corrected before it is loaded.

    `notes` say what an extract lacks and what that costs; `fault` why it cannot be used
    at all through the guessed map, None if it can. `unread_sheet_count` is that of `prepare`.
    """

    file_format: FileFormat
    encoding: str
    delimiter: str
    header_row_number: int
    headers: tuple[str, ...]
    sample_rows: tuple[tuple[str, ...], ...]
    column_map: ColumnMap
    notes: tuple[str, ...]
    fault: str | None
    unread_sheet_count: int = 0


@dataclass(frozen=True)
class PreparedExtract:
    """What the database needs to read an extract: every cell as text, by position.

    `path` is UTF-8 text with newlines (or a Parquet file) in which the rows after
    `header_row_number` are data, each of `len(headers)` cells parted by `delimiter` and quoted with
    double quotes. `positions` gives the place (first = 0) of each canonical column, None where the
    file has none. `line_count` counts the rows down to the header and the lines of text below it;
    with it the reader can tell that a quote never closed has swallowed rows. 0 for Parquet.
    `unread_sheet_count` counts the other sheets of a workbook that look like tables of claims too.
    """

    path: Path
    file_format: FileFormat
    delimiter: str
    headers: tuple[str, ...]
    header_row_number: int
    line_count: int
    column_map: ColumnMap
    positions: Mapping[str, int | None]
    unread_sheet_count: int = 0


def preview(path: Path) -> ExtractPreview:
    """A file's headers, first rows and guessed column map. RefusedFile if it is no table."""
    file_format, encoding, layout, unread_sheet_count = _layout_of(path, recognized_count)
    column_map = guess_column_map(layout.headers, layout.sample_rows)
    return ExtractPreview(
        file_format=file_format,
        encoding=encoding,
        delimiter=layout.delimiter,
        header_row_number=layout.header_row_number,
        headers=layout.headers,
        sample_rows=layout.sample_rows[:10],
        column_map=column_map,
        notes=notes_on(column_map),
        fault=fault_of(column_map, layout.headers),
        unread_sheet_count=unread_sheet_count,
    )


def prepare(path: Path, column_map: ColumnMap | None, work_folder: Path) -> PreparedExtract:
    """The extract ready to be read through a column map (None: guess it).

    Copies the file into `work_folder` if it is not plain text. RefusedFile, with what was looked
    for and what was found, if the map does not make it usable.
    """
    score = recognized_count if column_map is None else _score_by(column_map)
    file_format, _, layout, _ = _layout_of(path, score)
    if column_map is None:
        column_map = guess_column_map(layout.headers, layout.sample_rows)
    column_map = _as_in_file(column_map, layout.headers)
    fault = fault_of(column_map, layout.headers)
    if fault:
        raise RefusedFile(f"{path.name}: {fault}")
    readable, line_count, unread_sheet_count = _readable_file(
        path, file_format, layout, work_folder
    )
    places = {header: position for position, header in enumerate(layout.headers)}
    return PreparedExtract(
        path=readable,
        file_format=file_format,
        delimiter=layout.delimiter,
        headers=layout.headers,
        header_row_number=layout.header_row_number,
        line_count=line_count - layout.header_line_number + layout.header_row_number,
        column_map=column_map,
        positions={
            column: places.get(column_map.columns.get(column, "")) for column in canonical_columns()
        },
        unread_sheet_count=unread_sheet_count,
    )


def notes_on(column_map: ColumnMap) -> tuple[str, ...]:
    """What an extract read through this map lacks, and what that costs."""
    found = {column.removesuffix("_1") for column in column_map.columns}
    found |= {"reason_codes"} if "reason_code" in found else set()
    costs = _COST_OF_LACKING[column_map.kind]
    return tuple(cost for column, cost in costs.items() if column not in found)


def on_unread_sheets(unread_sheet_count: int) -> str:
    """That other sheets of a workbook look like tables of claims and are not read; "" if none."""
    if not unread_sheet_count:
        return ""
    return (
        "Other sheets of the workbook look like claims too; one sheet is read, the rest are "
        "not. Save each of them as a file of its own."
    )


def _layout_of(
    path: Path, score: Callable[[Sequence[str]], int]
) -> tuple[FileFormat, str, Layout, int]:
    """A file's format, encoding, layout and unread sheets. RefusedFile if it is no table."""
    kind, unread_sheet_count = kind_of(path), 0
    if kind == "csv":
        with path.open("rb") as file:
            encoding = encoding_of(file.read(4096)) or look_through(path).encoding
        return "csv", encoding, find_layout(path, encoding, score), 0
    if kind == "parquet":
        start = parquet_start(path, SAMPLE_ROWS)
        found = find_header(start, ",", lambda row: int(row is start[0]))
    elif kind == "xlsx":
        start, unread_sheet_count = sheet_start(path, HEADER_WITHIN_ROWS + SAMPLE_ROWS)
        found = find_header(start, ",", score)
    else:
        raise RefusedFile(f"{path.name} is not a CSV, TSV, Excel or Parquet file.")
    if found is None:
        raise RefusedFile(f"{path.name} holds no table: no row has more than one column.")
    return kind, "utf-8", found[1], unread_sheet_count


def _readable_file(
    path: Path, file_format: FileFormat, layout: Layout, work_folder: Path
) -> tuple[Path, int, int]:
    """The file the database can read, a copy where needed; its number of lines, unread sheets."""
    copy = work_folder / f"{path.stem}.readable.csv"
    if file_format == "parquet":
        return parquet_copy(path, copy.with_suffix(".parquet")), 0, 0
    if file_format == "xlsx":
        return copy, *sheet_as_csv(path, copy)
    text = look_through(path)
    if text.is_clean:
        return path, text.line_count, 0
    return copy, clean_copy(path, text.encoding, layout, copy), 0


def _score_by(column_map: ColumnMap) -> Callable[[Sequence[str]], int]:
    """Scores a row by how many headers of the map it has; else by the headers we know."""
    wanted = {plain_words(header) for header in column_map.columns.values()}

    def score(row: Sequence[str]) -> int:
        return 100 * len(wanted & {plain_words(cell) for cell in row}) + recognized_count(row)

    return score


def _as_in_file(column_map: ColumnMap, headers: Sequence[str]) -> ColumnMap:
    """The map with its headers spelled as in this file: capitals and blanks do not matter."""
    spelled = {plain_words(header): header for header in reversed(headers)}
    columns = {
        column: header if header in headers else spelled.get(plain_words(header), header)
        for column, header in column_map.columns.items()
    }
    return ColumnMap(column_map.kind, columns)
