"""Extract files (CSV, Parquet) read as text into two working tables, with true row numbers.

Rows of several files may wait there, each with its file, until all are split into the raw tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from analytics.database.connection import Connection
from analytics.database.short_rows import find_short_rows
from analytics.vocabulary import RefusedFile

_TABLES = ("extract_rows", "extract_rejects")


class Prepared(Protocol):
    """What the database takes of an extract; `analytics.intake.extracts` says what each is."""

    @property
    def path(self) -> Path: ...

    @property
    def file_format(self) -> str: ...

    @property
    def delimiter(self) -> str: ...

    @property
    def headers(self) -> Sequence[str]: ...

    @property
    def header_row_number(self) -> int: ...

    @property
    def line_count(self) -> int: ...

    @property
    def column_map(self) -> Any: ...

    @property
    def positions(self) -> Mapping[str, int | None]: ...


def create_extract_tables(connection: Connection, columns: Sequence[str]) -> None:
    """The two working tables of a load of extracts, empty."""
    typed = ", ".join(f"{column} varchar" for column in columns)
    connection.execute(
        "create or replace temp table extract_rows (file_id varchar, row_number bigint,"
        f" extract_kind varchar, is_header boolean, row_label varchar, {typed})"
    )
    connection.execute(
        "create or replace temp table extract_rejects"
        " (file_id varchar, row_number bigint, error_type varchar)"
    )


def put_extracts_aside(connection: Connection) -> None:
    """Keep the rows of several files, which `take_extract` takes one by one."""
    for table in _TABLES:
        connection.execute(f"create or replace temp table {table}_aside as from temp.{table}")


def take_extract(connection: Connection, file_id: str) -> None:
    """Have the rows of one file in the working tables, of those that were put aside."""
    for table in _TABLES:
        connection.execute(f"delete from temp.{table}")
        connection.execute(
            f"insert into temp.{table} from temp.{table}_aside where file_id = $file_id",
            {"file_id": file_id},
        )


def read_extract(connection: Connection, file_id: str, prepared: Prepared) -> int:
    """Add an extract to temp.extract_rows, and its unreadable rows to temp.extract_rejects.

    Returns the number of rows read. Row numbers count from the top of the file, as a spreadsheet
    does. RefusedFile if a quote that is never closed swallowed rows.
    """
    columns = ", ".join(
        "null" if position is None else f"cell_{position}"
        for position in prepared.positions.values()
    )
    if prepared.file_format == "parquet":
        return _insert_parquet(connection, file_id, prepared)
    cells = ", ".join(f"'cell_{position}': 'varchar'" for position in range(len(prepared.headers)))
    # The rejects of one read stand in two temporary tables; they are dropped between files.
    connection.execute("drop table if exists reject_errors")
    connection.execute("drop table if exists reject_scans")
    source = (
        "read_csv($path, auto_detect = false, header = false, skip = $skip, delim = $delimiter,"
        " quote = '\"', escape = '\"', encoding = 'utf-8', store_rejects = true,"
        f" rejects_limit = 0, columns = {{{cells}}})"
    )
    values = {
        "path": str(prepared.path),
        "skip": prepared.header_row_number,
        "delimiter": prepared.delimiter,
    }
    header = prepared.headers[prepared.positions["patient_control_number"] or 0]
    connection.execute("set preserve_insertion_order = true")  # row numbers rest on it
    row_count = connection.execute(
        "insert into temp.extract_rows select $file_id, $skip + row_number() over (), $kind,"
        f" {_is_header(prepared)}, {_row_label(prepared)}, {columns} from {source}",
        values | {"file_id": file_id, "kind": prepared.column_map.kind, "header": header},
    ).fetchall()[0][0]
    connection.execute("set preserve_insertion_order = false")
    reject_count = _keep_rejects(connection, file_id, prepared.delimiter)
    _refuse_swallowed_rows(connection, prepared, source, values, row_count + reject_count)
    if reject_count:
        _count_rejects_into_row_numbers(connection, file_id, prepared.header_row_number)
        row_count += _take_short_rows(connection, file_id, prepared, columns, header)
    return row_count


def _take_short_rows(
    connection: Connection, file_id: str, prepared: Prepared, columns: str, header: str
) -> int:
    """Read rejected rows that only leave out their last cells; what becomes of them is noted."""
    positions = dict(prepared.positions)
    if not find_short_rows(connection, file_id, prepared.path, prepared.delimiter, positions):
        return 0
    cells = ", ".join(
        f"cells[{place + 1}] as cell_{place}" for place in range(len(prepared.headers))
    )
    values = {"file_id": file_id}
    connection.execute(
        "update temp.extract_rejects set error_type = 'LAST CELLS LEFT OUT' where"
        " file_id = $file_id and row_number in (select line from temp.short_rows)",
        values,
    )
    return connection.execute(
        f"insert into temp.extract_rows select $file_id, line, $kind, {_is_header(prepared)},"
        f" {_row_label(prepared)}, {columns} from (select line, {cells} from temp.short_rows)",
        values | {"kind": prepared.column_map.kind, "header": header},
    ).fetchall()[0][0]


def _is_header(prepared: Prepared) -> str:
    """Whether a row is the header again, as reports print it on every page."""
    place = prepared.positions["patient_control_number"] or 0
    return f"coalesce(trim(cell_{place}) = $header, false)"


def _row_label(prepared: Prepared) -> str:
    """What stands first in a row, in whatever column: of a total, its label."""
    cells = ", ".join(f"nullif(trim(cell_{place}), '')" for place in range(len(prepared.headers)))
    return f"coalesce({cells})"


def _keep_rejects(connection: Connection, file_id: str, delimiter: str) -> int:
    """Rows the reader put aside, one each."""
    return connection.execute(
        "insert into temp.extract_rejects"
        " select $file_id, line, arg_min(case"
        "   when raw.is_total_label("
        "     split_part(ltrim(csv_line, $delimiter || ' \"'), $delimiter, 1)) then 'TOTAL'"
        "   when not contains(trim(csv_line, $delimiter || chr(10) || chr(13)), $delimiter)"
        "     then 'ONE CELL'"
        "   else error_type::varchar end, column_idx)"
        " from reject_errors group by line",
        {"file_id": file_id, "delimiter": delimiter},
    ).fetchall()[0][0]


def _count_rejects_into_row_numbers(
    connection: Connection, file_id: str, header_row_number: int
) -> None:
    """Push row numbers down by the rejected rows above them: the reader numbers good rows only."""
    connection.execute(
        """
        update temp.extract_rows
        set row_number = extract_rows.row_number + gaps.rejected_above
        from (
            select
                row_number - $header - row_number() over (order by row_number) as good_rows_above,
                lead(row_number - $header, 1, 9223372036854775807) over (order by row_number)
                    - row_number() over (order by row_number) - 1 as good_rows_to,
                row_number() over (order by row_number) as rejected_above,
            from temp.extract_rejects
            where file_id = $file_id
        ) as gaps
        where
            extract_rows.file_id = $file_id
            and extract_rows.row_number - $header > gaps.good_rows_above
            and extract_rows.row_number - $header <= gaps.good_rows_to
        """,
        {"file_id": file_id, "header": header_row_number},
    )


def _refuse_swallowed_rows(
    connection: Connection,
    prepared: Prepared,
    source: str,
    values: dict[str, object],
    row_count: int,
) -> None:
    """Compare rows with lines: only line breaks within quotes explain a difference."""
    expected = prepared.line_count - prepared.header_row_number
    if row_count == expected:
        return
    breaks = connection.execute(
        "select coalesce(sum(length(cells) - length(replace(cells, chr(10), ''))), 0)"
        f" from (select concat(*columns(*)) as cells from {source})",
        values,
    ).fetchall()[0][0]
    breaks += connection.execute(
        "select coalesce(sum(length(line) - length(replace(line, chr(10), ''))), 0) from"
        " (select distinct trim(csv_line, chr(10)) as line from reject_errors"
        " where error_type != 'UNQUOTED VALUE')"
    ).fetchall()[0][0]
    if row_count + breaks < expected:
        line = connection.execute(
            "select min(line) from reject_errors where error_type = 'UNQUOTED VALUE'"
        ).fetchall()[0][0]
        near = f" in row {line}" if line else ""
        raise RefusedFile(
            f"{prepared.path.name}: a quote opened{near} is never closed, so the rows after it "
            "cannot be separated; close it or export the file again."
        )


def _insert_parquet(connection: Connection, file_id: str, prepared: Prepared) -> int:
    """Append a Parquet file's rows, every value as text, numbered from 1."""
    names = {
        column: None if position is None else prepared.headers[position]
        for column, position in prepared.positions.items()
    }
    columns = ", ".join(
        "null" if name is None else f'cast("{name.replace(chr(34), chr(34) * 2)}" as varchar)'
        for name in names.values()
    )
    return connection.execute(
        "insert into temp.extract_rows select $file_id, file_row_number + 1, $kind, false, null,"
        f" {columns}"
        " from read_parquet($path, file_row_number = true)",
        {"file_id": file_id, "kind": prepared.column_map.kind, "path": str(prepared.path)},
    ).fetchall()[0][0]
