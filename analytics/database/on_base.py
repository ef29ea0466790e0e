"""A database that adds to a base: a small file of its own beside a large one that never changes.

Whatever the base has, it shows as a view, so every query runs on both alike; what it adds or
changes is in tables of its own. `raw.claims` is the base's rows and those of `added.claims`.
`marts.denials` is the base's rows without those of `changed.replaced_claims`, and the rows of
`changed.denials`; where rows are not those of a claim, the ones that changed are hidden in the base
one by one (`changed.hidden_rows`). A load costs what it touches, however large the base is.

Whatever writes a mart, signal or sum does so through these functions, with the database that adds
to the base in use; in one that is whole they write plain tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from analytics.database.connection import BASE, SCHEMAS, Connection, adds_to_base, run
from analytics.database.published_parts import parts_shown, tables_in

TOUCHED = "temp.touched_claims"  # claim_id of the claims whose rows are exchanged
ADDED, CHANGED = "added", "changed"
REPLACED = f"{CHANGED}.replaced_claims"
HIDDEN = f"{CHANGED}.hidden_rows"  # of the base, by their place in it: it is never written
STATES = f"{CHANGED}.states"  # what of the marts, signals and sums is not the base's alone
ALL = "*"


def lay_over_base(connection: Connection) -> bool:
    """Make a new database show all that its base has; False, and nothing done, if it does."""
    if _is_laid(connection):
        return False
    for schema in (*SCHEMAS, ADDED, CHANGED):
        run(connection, f"create schema if not exists {schema}")
    for schema, name in _tables_of_base(connection):
        relation, base = f'{schema}."{name}"', f'{BASE}.{schema}."{name}"'
        if schema == "raw":
            run(connection, f'create table {ADDED}."{name}" as from {base} limit 0')
            both = f'from {base} union all by name from {ADDED}."{name}"'
            run(connection, f"create view {relation} as {both}")
        else:
            run(connection, f"create view {relation} as from {base}")
    _begin_changes(connection)
    return True


def own_table(connection: Connection, relation: str) -> str:
    """The table that rows are put into and taken out of, for one that is read by this name."""
    schema, name = relation.split(".")
    return f"{ADDED}.{name}" if schema == "raw" and adds_to_base(connection) else relation


def replace_rows(
    connection: Connection,
    mart: str,
    catalog: str,
    key_column: str = "claim_id",
    are_new: bool = False,
) -> None:
    """Exchange a mart's rows of the touched claims for all rows that `catalog` has of it.

    The claims are in `temp.touched_claims` (claim_id); the new rows in the mart of the same name of
    another database of this connection, columns by name. If they `are_new` no mart has rows of them
    to be looked for; what a later load exchanges is hidden all the same.
    """
    if are_new and adds_to_base(connection):
        if not run(connection, f"from {catalog}.marts.{mart} limit 1").fetchall():
            return  # nothing to be shown beside the base's rows
    own = _own_rows(connection, f"marts.{mart}", _hides_claims(key_column))
    if not are_new:
        if own != f"marts.{mart}":
            _hide_touched(connection, mart, key_column)
        touched = f"select claim_id from {TOUCHED}"
        run(connection, f"delete from {own} where {key_column} in ({touched})")
    run(connection, f"insert into {own} by name from {catalog}.marts.{mart}")


def add_rows(
    connection: Connection,
    relation: str,
    statement: str,
    values: Mapping[str, object] | None = None,
) -> None:
    """Add the rows of a statement to a table whose rows are never exchanged, columns by name."""
    own = _own_rows(connection, relation)
    run(connection, f"insert into {own} by name {statement}", values)


def replace_weeks(
    connection: Connection,
    relation: str,
    weeks: Sequence[date],
    statement: str,
    values: Mapping[str, object],
) -> None:
    """Exchange a table's rows of some remit weeks for those of a statement, as `replace_some`."""
    if weeks:
        of_weeks = "list_contains($weeks, remit_week)"
        replace_some(connection, relation, of_weeks, {"weeks": list(weeks)}, statement, values)


def replace_some(
    connection: Connection,
    relation: str,
    which: str,
    given: Mapping[str, object],
    statement: str,
    values: Mapping[str, object],
) -> None:
    """Exchange a table's rows that a condition holds of for the rows of a statement, by name.

    Only those rows are written that are others than before; they are left in temp.unlike_before.
    """
    run(connection, f"create or replace temp table made_anew as {statement}", values)
    _exchange(connection, relation, f"from {relation} where {which}", given)


def replace_keys(
    connection: Connection, relation: str, keys: Sequence[str], named: str, statement: str
) -> None:
    """Exchange a table's rows whose keys the table `named` has for the rows of a statement.

    Keys may be missing; the statement reads temporary tables alone.
    """
    by = ", ".join(keys)
    own = _own_rows(connection, relation, _hides_rows(relation))
    named = f"(select distinct {by} from {named}) as named"
    if own != relation:
        _hide_rows(connection, relation, named, _alike("mart", "named", keys))
    run(
        connection, f"delete from {own} as mart using {named} where {_alike('mart', 'named', keys)}"
    )
    run(connection, f"insert into {own} by name {statement}")


def _alike(one: str, other: str, keys: Sequence[str]) -> str:
    return " and ".join(f'{one}."{key}" is not distinct from {other}."{key}"' for key in keys)


def replace_table(
    connection: Connection,
    relation: str,
    statement: str,
    values: Mapping[str, object] | None = None,
) -> None:
    """Make a table of the marts, signals or sums anew, whole, with the rows of a statement.

    Beside a base only those rows are written that are others than before: most are as they were.
    """
    if adds_to_base(connection):
        run(connection, f"create or replace temp table made_anew as {statement}", values)
        _exchange(connection, relation, f"from {relation}")
    else:
        run(connection, f"create or replace table {relation} as {statement}", values)


def _exchange(
    connection: Connection,
    relation: str,
    before: str,
    values: Mapping[str, object] | None = None,
) -> None:
    """Exchange the rows of `before`, of a relation, for those of temp.made_anew.

    A row that is there before and after, as often, is not touched.
    """
    told = run(
        connection,
        "create or replace temp table unlike_before as select * exclude (earlier_count, now_count),"
        " sum(earlier_count) as earlier_count, sum(now_count) as now_count from ("
        f"select *, 1 as earlier_count, 0 as now_count from ({before}) union all by name"
        " select *, 0 as earlier_count, 1 as now_count from temp.made_anew)"
        " group by all having sum(earlier_count) != sum(now_count)",
        values,
    )
    if told.fetchall() == [(0,)]:
        return
    gone_rows = "from temp.unlike_before where earlier_count > 0 limit 1"
    has_gone = bool(run(connection, gone_rows).fetchall())
    described = run(connection, "describe temp.made_anew").fetchall()
    is_it = _alike("mart", "unlike", [row[0] for row in described])
    own = _own_rows(connection, relation, _hides_rows(relation))
    if has_gone:
        gone = "(from temp.unlike_before where earlier_count > 0) as unlike"
        if own != relation:
            _hide_rows(connection, relation, gone, is_it)
        run(connection, f"delete from {own} as mart using {gone} where {is_it}")
    run(
        connection,
        f"insert into {own} by name"
        f" from temp.made_anew as mart semi join temp.unlike_before as unlike on {is_it}",
    )


def make_own(connection: Connection, relation: str) -> None:
    """Take a small table of the base over, so that rows of it can be changed; else nothing."""
    if _state(connection, relation) == "shown":
        run(connection, f"drop view {relation}")
        run(connection, f"create table {relation} as from {BASE}.{relation}")
        _note(connection, relation, "own")


def drop_changes(connection: Connection) -> None:
    """Drop what was changed of the marts: they are all made anew, as tables of their own."""
    if adds_to_base(connection):
        run(connection, f"drop schema {CHANGED} cascade")
        run(connection, f"create schema {CHANGED}")
        _begin_changes(connection)
        _note(connection, ALL, "own")


def _own_rows(connection: Connection, relation: str, without: str = "") -> str:
    """The table that rows are put into: the relation, or what is shown beside the base's.

    `without` is the join that leaves those out of the base's rows that are shown no more.
    """
    base, own = f"{BASE}.{relation}", _beside(relation)
    state = _state(connection, relation)
    if state == "own":
        return relation
    if state == "shown":
        run(connection, f"create table {own} as from {base} limit 0")
        run(
            connection,
            f"create or replace view {relation} as"
            f" from {base} as of_base {without} union all by name from {own}",
        )
        _note(connection, relation, "beside")
    return own


def _hides_claims(key_column: str) -> str:
    return f"anti join {REPLACED} as replaced on of_base.{key_column} = replaced.claim_id"


def _hides_rows(relation: str) -> str:
    hidden = f"(select row_place from {HIDDEN} where relation = '{relation}')"
    return f"anti join {hidden} as hidden on of_base.rowid = hidden.row_place"


def _hide_rows(connection: Connection, relation: str, named: str, is_it: str) -> None:
    """Hide the rows of the base, called mart, that are alike with a row of `named`."""
    run(
        connection,
        f"insert into {HIDDEN} select '{relation}', mart.rowid"
        f" from {BASE}.{relation} as mart semi join {named} on {is_it}"
        f" except from {HIDDEN}",
    )


def _beside(relation: str) -> str:
    """The table of what stands beside the base's rows of a relation."""
    schema, name = relation.split(".")
    return f"{CHANGED}.{name}" if schema == "marts" else f"{CHANGED}.{schema}_{name}"


def _hide_touched(connection: Connection, mart: str, key_column: str) -> None:
    """Hide the touched claims that the base has rows of; new ones it cannot have."""
    run(
        connection,
        f"insert into {REPLACED} select claim_id from {TOUCHED}"
        f" where claim_id in (select {key_column} from {BASE}.marts.{mart})"
        f" and claim_id not in (from {REPLACED})",
    )


def _tables_of_base(connection: Connection) -> list[tuple[str, str]]:
    """What a base has: its tables, and the views over its parts."""
    return sorted([*tables_in(connection, BASE), *parts_shown(connection, BASE)])


def _is_laid(connection: Connection) -> bool:
    """Whether the database in use shows its base already."""
    there = "select 1 from duckdb_schemas() where database_name = current_database()"
    return bool(run(connection, f"{there} and schema_name = $name", {"name": CHANGED}).fetchall())


def _begin_changes(connection: Connection) -> None:
    """Make what notes which tables are not the base's alone: asking the catalog takes longer."""
    run(connection, f"create table {REPLACED} (claim_id bigint)")
    run(connection, f"create table {HIDDEN} (relation varchar, row_place bigint)")
    run(connection, f"create table {STATES} (relation varchar, state varchar)")


def _state(connection: Connection, relation: str) -> str:
    """Whether a relation is shown from the base, has rows of its own beside it, or is all own."""
    if not adds_to_base(connection):
        return "own"
    made_anew = "" if relation.startswith("reference.") else ALL
    noted = run(
        connection,
        f"select state from {STATES} where relation in ($relation, $made_anew)",
        {"relation": relation, "made_anew": made_anew},
    ).fetchall()
    return noted[0][0] if noted else "shown"


def _note(connection: Connection, relation: str, state: str) -> None:
    """Note, once, what is no longer the base's alone: it is never that again."""
    run(
        connection,
        f"insert into {STATES} values ($relation, $state)",
        {"relation": relation, "state": state},
    )
