"""Marts of the store that a load does not make anew: it adds what its claims bring.

`-- adds: line_count, …` in a mart's head names the columns that add up over claims; all others are
its key, and the first counts what stands behind a row. Of the touched claims it is worked out
as they were (`past`, of their rows in the marts before) and as they are (`part`, see judging), and
the difference is added. `-- again: marts.driver by key, …` is for rows that follow those of a
driving mart with the same key: they are worked out again for the keys that
queries/judging/again names. Both are worked out whole when all marts are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from analytics.database.connection import Connection, in_order, reads, run, statement_of
from analytics.database.on_base import replace_keys
from analytics.sql_files import QUERIES, SqlFile, read_sql_file

PAST = "past"
_AGAIN = "again"


def keep_sums_before(
    connection: Connection, files: Sequence[SqlFile], claim_keys: dict[str, str]
) -> None:
    """Work out what the touched claims make up of these marts so far, in tables temp.before_…

    `claim_keys` tells the column by which marts of claims hold temp.touched_claims.
    """
    shown = {
        name: f"where {claim_keys[name]} in (select claim_id from temp.touched_claims)"
        if name in claim_keys
        else ""
        for name in _read_by(files)
    }
    with _database(connection, PAST, shown):
        for file in in_order(files):
            run(connection, f"create table {file.name} as {statement_of(file)}")
            run(
                connection,
                f"create or replace temp table before_{file.path.stem} as from {file.name}",
            )


def no_sums_before(connection: Connection, files: Sequence[SqlFile]) -> None:
    """The same where no mart has a row of the touched claims yet."""
    for file in files:
        run(
            connection,
            f"create or replace temp table before_{file.path.stem} as from {file.name} limit 0",
        )


def begin_sums(connection: Connection, files: Sequence[SqlFile]) -> None:
    """Forget what an earlier load changed, and keep which claims this one touches."""
    run(connection, "create or replace temp table load_claims as from temp.touched_claims")
    for file in files:
        for kind in ("touched", "changed"):
            run(
                connection,
                f"create or replace temp table {kind}_{file.path.stem} as from {file.name} limit 0",
            )


def added_up(connection: Connection, file: SqlFile, rows: str) -> str:
    """The statement that adds up what several slices told of a mart, in its columns and types."""
    columns = run(connection, f"describe {rows}").fetchall()
    listed = [
        f"sum({name})::{kind} as {name}" if name in file.adds else name
        for name, kind, *_ in columns
    ]
    by = ", ".join(name for name, *_ in columns if name not in file.adds)
    return f"select {', '.join(listed)} {rows} group by {by}"


def add_sums(connection: Connection, file: SqlFile, part: str) -> None:
    """Add what the touched claims make up of a mart now, less what they made up before.

    temp.touched_… has every key they have or had, temp.changed_… those whose sums are not the same,
    of all slices of a load.
    """
    name = file.path.stem
    keys, sums = _keys(connection, file), file.adds
    by = ", ".join(keys)
    totals = _each(sums, "sum({0}) as {0}")
    told = run(
        connection,
        f"create or replace temp table told as select {by}, {totals} from ("
        f"select {by}, {', '.join(sums)} from {part}.{file.name} union all "
        f"select {by}, {_each(sums, '-{0}')} from temp.before_{name}) as each group by {by}",
    )
    if told.fetchall() == [(0,)]:
        return
    apart = _each(sums, "{0} != 0", " or ")
    run(connection, f"insert into temp.touched_{name} by name from temp.told")
    run(connection, f"insert into temp.changed_{name} by name from temp.told where {apart}")
    alike = _each(keys, "mart.{0} is not distinct from told.{0}", " and ")
    run(
        connection,
        f"create or replace temp table summed as select {by}, {totals} from ("
        f"select {by}, {', '.join(sums)} from temp.told where {apart} union all "
        f"select {_each(keys, 'mart.{0}')}, {_each(sums, 'mart.{0}')} from {file.name} as mart "
        f"semi join (from temp.told where {apart}) as told on {alike}) as each group by {by}",
    )
    standing = f"from temp.summed where {sums[0]} > 0"
    replace_keys(connection, file.name, keys, "temp.summed", standing)


def ask_again(connection: Connection, file: SqlFile) -> None:
    """Work out the rows of a mart again whose keys its question of queries/judging/again names."""
    driver, _, *keys = file.again
    question = read_sql_file(QUERIES / "judging" / "again" / file.path.name).text
    asked_count = run(connection, f"create or replace temp table asked_again as {question}")
    if asked_count.fetchall() == [(0,)]:
        return
    by = ", ".join(keys)
    asked = f"where ({by}) in (select ({by}) from temp.asked_again)"
    shown = {name: asked if name == driver else "" for name in _read_by([file])}
    with _database(connection, _AGAIN, shown):
        run(connection, f"create or replace temp table told_again as {statement_of(file)}")
    replace_keys(connection, file.name, keys, "temp.asked_again", "from temp.told_again")


def _read_by(files: Sequence[SqlFile]) -> list[str]:
    """What these files read, but for one another."""
    names = {file.name for file in files}
    return sorted({name for file in files for name in reads(file)} - names)


def _keys(connection: Connection, file: SqlFile) -> list[str]:
    columns = run(connection, f"describe {file.name}").fetchall()
    return [row[0] for row in columns if row[0] not in file.adds]


def _each(names: Sequence[str], said: str, between: str = ", ") -> str:
    return between.join(said.format(name) for name in names)


@contextmanager
def _database(connection: Connection, name: str, shown: dict[str, str]) -> Iterator[str]:
    """A database in memory, in use, that shows relations of the store, some not all of their rows.

    Gives the name of the store's.
    """
    store = run(connection, "select current_database()").fetchall()[0][0]
    run(connection, f"attach ':memory:' as {name}")
    try:
        for schema in ("marts", "reference"):
            run(connection, f"create schema {name}.{schema}")
        for relation, rows in shown.items():
            run(connection, f'create view {name}.{relation} as from "{store}".{relation} {rows}')
        run(connection, f"use {name}")
        yield store
    finally:
        run(connection, f'use "{store}"')
        run(connection, f"detach {name}")
