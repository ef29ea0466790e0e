"""Rows of an extract that leave out their last cells, as spreadsheets do where these are empty."""

from __future__ import annotations

from pathlib import Path

from analytics.database.connection import Connection

# A row without one of these, where its file has them, is cut short: nobody leaves them empty.
_IN_EVERY_ROW = (
    "patient_control_number", "payer_name", "service_from_date", "procedure_code",
    "charge_amount", "paid_amount", "remit_date", "submission_date",
)  # fmt: skip
_NEVER_EMPTY = ("patient_control_number", "charge_amount", "paid_amount")
_TAIL_BYTES = 1 << 16

# What a row leaves out could be a cell in its middle, or all that follows a line break in a cell.
# So it has what every row has, the row below is not one that cannot be read (the rest of this one),
# no quote is open in it, and it is not the end of a file that ends without a line break.
_FIND = """
create or replace temp table short_rows as
with short as (
    select
        line,
        rtrim(any_value(csv_line), chr(10) || chr(13)) as text,
    from reject_errors
    group by line
    having bool_and(error_type = 'MISSING COLUMNS')
),

cut as (
    select
        short.line,
        short.text,
        regexp_extract_all(
            short.text || $delimiter,
            '("(?:[^"]|"")*"|[^"' || $delimiter || ']*)[' || $delimiter || ']', 1
        ) as cells,
    from short
    inner join temp.extract_rejects as rejects
        on short.line = rejects.row_number and rejects.file_id = $file_id
    where rejects.error_type = 'MISSING COLUMNS' and short.text != $tail
),

whole as (
    select
        line,
        list_transform(
            cells,
            lambda cell:
                case when cell[1] = '"' then replace(cell[2:-2], '""', '"') else cell end
        ) as cells,
    from cut
    where
        len(cells) > $last_place
        and length(array_to_string(cells, $delimiter)) = length(text)
        and len(list_filter($filled, lambda place: trim(cells[place + 1]) in ('', '""'))) = 0
)

select *,
from whole
where
    line + 1 not in (
        select row_number,
        from temp.extract_rejects
        where file_id = $file_id and error_type != 'TOTAL' and row_number not in (
            select line from whole
        )
    )
"""


def find_short_rows(
    connection: Connection,
    file_id: str,
    path: Path,
    delimiter: str,
    positions: dict[str, int | None],
) -> int:
    """Put the rejected rows that only leave out their last cells into temp.short_rows.

    Its columns are their row number (`line`) and the list of their cells.
    """
    places = {column: positions.get(column) for column in _IN_EVERY_ROW}
    there = {column: place for column, place in places.items() if place is not None}
    connection.execute(
        _FIND,
        {
            "file_id": file_id,
            "delimiter": delimiter,
            "tail": _unfinished_line(path),
            "last_place": max(there.values(), default=0),
            "filled": [there[column] for column in _NEVER_EMPTY if column in there],
        },
    )
    return connection.execute("select count(*) from temp.short_rows").fetchall()[0][0]


def _unfinished_line(path: Path) -> str:
    """The last line of a file that ends without a line break, else nothing."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - _TAIL_BYTES, 0))
        return file.read().rpartition(b"\n")[2].decode("utf-8", "replace")
