"""Judging a set of linked claims: the SQL files as they stand, over the rows of those claims alone.

A mart of scope "claim" has rows that depend on the rows of linked claims and on marts of scope
"store" that come before it (payers, rules). So a set of claims that is closed over everything that
may link (queries/judging, marts.link_keys) is judged in a second database in memory, `part`, whose
`staging` holds the rows of these claims; then their rows in the marts are replaced. A small load
hands over the claims it touches; a rebuild, or a large load, one slice of the store after another.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache

from analytics.database.changed_lists import RULES, keep_rules_before, note_changed_rules
from analytics.database.connection import (
    Connection,
    create_functions,
    in_order,
    reads,
    statement_of,
)
from analytics.database.kept_sums import add_sums, ask_again, begin_sums, keep_sums_before
from analytics.database.on_base import add_rows, replace_rows, replace_table
from analytics.database.raw_columns import raw_columns
from analytics.database.raw_tables import file_numbers
from analytics.database.signal_sums import update_payer_weeks
from analytics.database.slices import cut_slices, slices_of
from analytics.database.without_rows import RowsKnown
from analytics.sql_files import QUERIES, SqlFile, read_sql_file, sql_files

PART = "part"
LINK_KEYS = "marts.link_keys"
# What a load adds may change these, and with them what of other claims must be judged again.
_BEFORE = ("payers", "clients", "answered_sets")
_NO_FILE = 1 << 34  # beyond the number of any file
_CLAIM_KEYS = ("submitted_claim_id", "claim_id", "life_number", "chain_number")


def judge_load(connection: Connection, is_edited: bool = False) -> list[date]:
    """Judge what the files of this load touch: their claims, and all that are linked with them.

    With `is_edited` also, and where no file came in only, what the team's lists decide otherwise.
    The marts and functions of the snapshot before are there, and the raw rows of the load. Gives
    the remit weeks of the lines that changed, as they were and as they are.
    """
    first_claim_id = min(file_numbers(connection).values(), default=_NO_FILE) << 28
    order = _Order.of_marts()
    if is_edited:
        keep_rules_before(connection)
    for name in _BEFORE:
        connection.execute(f"create or replace temp table earlier_{name} as from marts.{name}")
    for file in (*order.before, *order.after):
        if file in order.before or (is_edited and file.name in RULES):
            _make_anew(connection, file)
    note_changed_rules(connection, is_edited)
    _add_link_keys(connection, first_claim_id)
    _find_touched(connection, first_claim_id)
    begin_sums(connection, order.sums())
    weeks = _judge_slices(connection, order)
    for file in order.after:
        if file.again:
            ask_again(connection, file)
        elif not file.adds and file.name not in ("marts.payer_week_counts", "marts.payer_weeks"):
            _make_anew(connection, file)
    update_payer_weeks(connection, weeks)
    return weeks


def _find_touched(connection: Connection, first_claim_id: int) -> None:
    """Put the claims to be judged again into temp.touched_claims, with all that may be linked."""
    first, linked = (
        read_sql_file(QUERIES / "judging" / f"{name}.sql").text.rstrip("; \n")
        for name in ("touched_claims", "linked_claims")
    )
    given = {"first_claim_id": first_claim_id}
    connection.execute(f"create or replace temp table touched_claims as {first}", given)
    connection.execute("create or replace temp table found_last as from temp.touched_claims")
    while connection.execute("from temp.found_last limit 1").fetchall():
        connection.execute(f"create or replace temp table found_last as {linked}")
        connection.execute("insert into temp.touched_claims from temp.found_last")


@dataclass(frozen=True)
class _Order:
    """The marts in three steps: of the store, before claims; of claims; of the store, after them.

    What comes after claims and is read by marts of claims (the limits of payers in these claims)
    is worked out among these claims, too.
    """

    before: list[SqlFile]
    of_claims: list[SqlFile]
    after: list[SqlFile]

    @staticmethod
    @cache
    def of_marts() -> _Order:
        """The order as the files of queries/3_marts read one another."""
        before: list[SqlFile] = []
        claims: list[SqlFile] = []
        after: list[SqlFile] = []
        files = [file for file in sql_files("3_marts") if file.name != LINK_KEYS]
        for file in in_order(files):
            if file.scope == "claim":
                claims.append(file)
            elif reads(file) & {other.name for other in (*claims, *after)}:
                after.append(file)
            else:
                before.append(file)
        return _Order(before, claims, after)

    def staged(self) -> list[SqlFile]:
        """What of the staged rows the marts of claims read, directly or through one another."""
        files = {file.name: file for file in sql_files("2_staging")}
        read = {name for file in self.in_part() for name in reads(file)}
        for file in reversed(in_order(list(files.values()))):
            if file.name in read:
                read |= reads(file)
        return [file for file in in_order(list(files.values())) if file.name in read]

    def in_part(self) -> list[SqlFile]:
        """What is worked out among the claims in hand."""
        needed = [file for file in self.after if any(file.name in reads(c) for c in self.of_claims)]
        return in_order(
            [*{file.name: file for file in needed + self.sums()}.values(), *self.of_claims]
        )

    def sums(self) -> list[SqlFile]:
        """What claims add up to."""
        return [file for file in self.after if file.adds]


def judge_all(connection: Connection, slice_count: int) -> None:
    """Judge every claim, slice by slice, into the empty schema marts."""
    order = _Order.of_marts()
    for file in (*order.before, read_sql_file(QUERIES / "3_marts" / "link_keys.sql")):
        connection.execute(f"create table {file.name} as {statement_of(file)}")
    connection.execute(
        "create or replace temp table touched_claims as"
        " select distinct claim_id from marts.link_keys"
    )
    _judge_slices(connection, order, slice_count, is_anew=True)
    for file in order.after:
        connection.execute(f"create table {file.name} as {statement_of(file)}")


def _judge_slices(
    connection: Connection,
    order: _Order,
    slice_count: int | None = None,
    is_anew: bool = False,
) -> list[date]:
    """Judge the claims of temp.touched_claims, slice by slice if they are many.

    Gives the remit weeks of their lines before and after.
    """
    if slice_count is None:
        touched = connection.execute("select count(*) from temp.touched_claims").fetchall()
        slice_count = slices_of(touched[0][0])
    if slice_count == 1:
        return _judge_claims(connection, order, is_anew)
    cut_slices(connection, slice_count)
    weeks: set[date] = set()
    for number in range(slice_count):
        connection.execute(
            "create or replace temp table touched_claims as"
            " select claim_id from temp.claim_slices where slice_number = $number",
            {"number": number},
        )
        weeks.update(_judge_claims(connection, order, is_anew, number == 0))
    return sorted(weeks)


def _judge_claims(
    connection: Connection, order: _Order, is_anew: bool, is_first: bool = True
) -> list[date]:
    """Judge the claims of temp.touched_claims, and put their rows in the place of those before.

    Gives the remit weeks of the lines before and after. `is_anew`: all are judged, and sums made
    afterwards; with the first of them (`is_first`) the marts are still to be made.
    """
    with _part(connection, order) as store:
        connection.execute(f"use {PART}")
        rows = RowsKnown(connection)
        for file in order.in_part():
            is_there = not (is_anew and is_first)
            count = 0
            if is_there and rows.none_for(file):
                like = f'from "{store}".{file.name} limit 0'
                connection.execute(f"create table {file.name} as {like}")
            else:
                made = connection.execute(f"create table {file.name} as {statement_of(file)}")
                ((count,),) = made.fetchall()
            rows.tell(file.name, count)
        connection.execute(f'use "{store}"')
        if is_anew and is_first:
            for file in order.of_claims:
                connection.execute(f"create table {file.name} as from {PART}.{file.name} limit 0")
        weeks = read_sql_file(QUERIES / "judging" / "touched_weeks.sql").text
        before = connection.execute(weeks).fetchall()
        sums = [] if is_anew else order.sums()
        keys = {file.name: _claim_key(connection, file) for file in order.of_claims}
        keep_sums_before(connection, sums, keys)
        connection.execute("begin")
        for file in order.of_claims:
            _replace_rows(connection, file)
        for file in sums:
            add_sums(connection, file, PART)
        connection.execute("commit")
        after = connection.execute(weeks).fetchall()
        return sorted({week for (week,) in (*before, *after)})


@contextmanager
def _part(connection: Connection, order: _Order) -> Iterator[str]:
    """The database in memory with the rows of the touched claims; gives the name of the store's."""
    store = connection.execute("select current_database()").fetchall()[0][0]
    sets = read_sql_file(QUERIES / "judging" / "set_ids.sql").text
    connection.execute(f"create or replace temp table touched_sets as {sets}")
    connection.execute(f"attach ':memory:' as {PART}")
    try:
        for schema in ("raw", "reference", "staging", "marts"):
            connection.execute(f"create schema {PART}.{schema}")
        _show(connection, store, "reference", _tables(connection, store, "reference"))
        shown = [file.name.removeprefix("marts.") for file in order.before]
        _show(connection, store, "marts", shown)
        connection.execute(f"use {PART}")
        create_functions(connection, "staging")
        connection.execute(f'use "{store}"')
        _take_rows(connection, store, order)
        yield store
    finally:
        connection.execute(f'use "{store}"')
    connection.execute(f"detach {PART}")


def _show(connection: Connection, store: str, schema: str, names: list[str]) -> None:
    for name in names:
        connection.execute(f'create view {PART}.{schema}.{name} as from "{store}".{schema}.{name}')


def _tables(connection: Connection, store: str, schema: str) -> list[str]:
    rows = connection.execute(
        "select table_name from information_schema.tables"
        " where table_catalog = $store and table_schema = $schema order by table_name",
        {"store": store, "schema": schema},
    )
    return [name for (name,) in rows.fetchall()]


def _take_rows(connection: Connection, store: str, order: _Order) -> None:
    """What files said of the touched claims; of what speaks of no claim alone, of their sets.

    The staged rows are worked out of those, as tables: several marts read each.
    """
    for table, columns in raw_columns().items():
        of = ""
        if "claim_id" in columns:
            of = "where claim_id in (select claim_id from temp.touched_claims)"
        elif "set_id" in columns:
            of = "where set_id in (select set_id from temp.touched_sets)"
        connection.execute(f'create view {PART}.{table} as from "{store}".{table} {of}')
    connection.execute(f"use {PART}")
    for file in order.staged():
        connection.execute(f"create table {file.name} as {statement_of(file)}")
    connection.execute(f'use "{store}"')


def _replace_rows(connection: Connection, file: SqlFile) -> None:
    key = _claim_key(connection, file)
    replace_rows(connection, file.name.removeprefix("marts."), PART, key)


def _claim_key(connection: Connection, file: SqlFile) -> str:
    """The column of a mart of claims by which it holds the touched ones."""
    columns = [row[0] for row in connection.execute(f"describe {file.name}").fetchall()]
    return next(key for key in _CLAIM_KEYS if key in columns)


def _add_link_keys(connection: Connection, first_claim_id: int) -> None:
    """What may link the claims that came in."""
    file = read_sql_file(QUERIES / "3_marts" / "link_keys.sql")
    add_rows(
        connection,
        LINK_KEYS,
        f"from ({statement_of(file)}) where claim_id >= $first_claim_id",
        {"first_claim_id": first_claim_id},
    )


def _make_anew(connection: Connection, file: SqlFile) -> None:
    replace_table(connection, file.name, statement_of(file))
