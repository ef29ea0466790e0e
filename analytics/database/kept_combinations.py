"""The combinations tried since each week that judging begins with, kept in schema sums."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from analytics.database.connection import Connection, statement_of
from analytics.database.on_base import replace_some
from analytics.sql_files import QUERIES, read_sql_file

TRIED = "sums.tried_combinations"


def keep_tried(connection: Connection, begins: Collection[date], is_anew: bool) -> None:
    """Bring up to date what was tried since these weeks, and keep it of no others.

    Of all combinations (`is_anew`, or a week it was not kept of), or of those whose sums the last
    update changed.
    """
    rows = connection.execute(f"select distinct begin_week from {TRIED}").fetchall()
    kept = {begin for (begin,) in rows}
    if kept - set(begins):
        others = "not list_contains($begins, begin_week)"
        replace_some(
            connection, TRIED, others, {"begins": list(begins)}, f"from {TRIED} limit 0", {}
        )
    changed = None if is_anew else _changed(connection)
    for begin in sorted(begins):
        _keep(connection, begin, changed if begin in kept else None)


def _changed(connection: Connection) -> list[int]:
    """The combinations that others are to be told of than before."""
    question = read_sql_file(QUERIES / "judging" / "again" / "tried_combinations.sql").text
    return [each for (each,) in connection.execute(question).fetchall()]


def _keep(connection: Connection, begin: date, combination_ids: list[int] | None) -> None:
    given = {"begin_week": begin, "combination_ids": combination_ids}
    chosen = "combination_id in (select unnest($combination_ids::bigint[]))"
    which = f"begin_week = $begin_week and ($combination_ids is null or {chosen})"
    file = read_sql_file(QUERIES / "sums" / "tried_combinations.sql")
    if combination_ids != []:
        replace_some(connection, TRIED, which, given, statement_of(file), given)
