"""A database that adds to a base: a small file of its own beside a large one that never changes.

Whatever the base has, it shows as a view, so every query runs on both alike; what it adds or
changes is in tables of its own. `raw.claims` is the base's rows and those of `added.claims`.
`marts.denials` is the base's rows without those of `changed.replaced_claims`, and the rows of
`changed.denials`; a mart that is judged as a whole is a table of its own, as are the lists of
`reference`. A load costs what it touches, however large the base is.

Whatever writes a mart, signal or sum does so through these functions, with the database that adds
to the base in use; in one that is whole they write plain tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from analytics.database.connection import BASE, SCHEMAS, Connection, adds_to_base

TOUCHED = "temp.touched_claims"  # claim_id of the claims whose rows are exchanged
ADDED, CHANGED = "added", "changed"
REPLACED = f"{CHANGED}.replaced_claims"
STATES = f"{CHANGED}.states"  # what of the marts, signals and sums is not the base's alone
ALL = "*"


def lay_over_base(connection: Connection) -> bool:
    """Make a new database show all that its base has; False, and nothing done, if it does."""
    if _is_laid(connection):
        return False
    for schema in (*SCHEMAS, ADDED, CHANGED):
        connection.execute(f"create schema if not exists {schema}")
    for schema, name in _tables_of_base(connection):
        relation, base = f'{schema}."{name}"', f'{BASE}.{schema}."{name}"'
        if schema == "raw":
            connection.execute(f'create table {ADDED}."{name}" as from {base} limit 0')
            both = f'from {base} union all by name from {ADDED}."{name}"'
            connection.execute(f"create view {relation} as {both}")
        elif schema == "reference":
            connection.execute(f"create table {relation} as from {base}")
        else:
            connection.execute(f"create view {relation} as from {base}")
    _begin_changes(connection)
    return True


def own_table(connection: Connection, relation: str) -> str:
    """The table that rows are put into and taken out of, for one that is read by this name."""
    schema, name = relation.split(".")
    return f"{ADDED}.{name}" if schema == "raw" and adds_to_base(connection) else relation


def replace_rows(
    connection: Connection, mart: str, catalog: str, key_column: str = "claim_id"
) -> None:
    """Exchange a mart's rows of the touched claims for all rows that `catalog` has of it.

    The claims are in `temp.touched_claims` (claim_id); the new rows in the mart of the same name of
    another database of this connection, columns by name.
    """
    own = _own_rows(connection, f"marts.{mart}", key_column, f"{REPLACED} (claim_id)")
    if own != f"marts.{mart}":
        _hide_touched(connection, mart, key_column)
    touched = f"select claim_id from {TOUCHED}"
    connection.execute(f"delete from {own} where {key_column} in ({touched})")
    connection.execute(f"insert into {own} by name from {catalog}.marts.{mart}")


def add_rows(
    connection: Connection,
    relation: str,
    statement: str,
    values: Mapping[str, object] | None = None,
) -> None:
    """Add the rows of a statement to a table whose rows are never exchanged, columns by name."""
    own = _own_rows(connection, relation)
    connection.execute(f"insert into {own} by name {statement}", values or {})


def replace_weeks(
    connection: Connection,
    relation: str,
    weeks: Sequence[date],
    statement: str,
    values: Mapping[str, object],
) -> None:
    """Exchange a table's rows of some remit weeks for the rows of a statement, columns by name."""
    hidden = f"{CHANGED}.replaced_weeks_of_{relation.replace('.', '_')}"
    own = _own_rows(connection, relation, "remit_week", f"{hidden} (remit_week)")
    given = {"weeks": list(weeks)}
    if own != relation:
        connection.execute(
            f"insert into {hidden} select unnest($weeks::date []) except from {hidden}", given
        )
    connection.execute(f"delete from {own} where list_contains($weeks, remit_week)", given)
    if weeks:
        connection.execute(f"insert into {own} by name {statement}", values)


def replace_table(connection: Connection, relation: str, statement: str) -> None:
    """Make a table of the marts or signals anew, whole, with the rows of a statement.

    Beside a base it is written only where its rows are others: most stay as they are.
    """
    if adds_to_base(connection):
        connection.execute(f"create or replace temp table made_anew as {statement}")
        if _is_as_before(connection, relation):
            return
        statement = "from temp.made_anew"
    if _state(connection, relation) != "own":
        connection.execute(f"drop view {relation}")
        connection.execute(f"drop table if exists {_beside(relation)}")
        _note(connection, relation, "own")
    connection.execute(f"create or replace table {relation} as {statement}")


def _is_as_before(connection: Connection, relation: str) -> bool:
    """Whether a relation has just the columns and rows of temp.made_anew."""
    now, before = (
        connection.execute(f"select count(*) from {rows}").fetchall()
        + [row[:2] for row in connection.execute(f"describe {rows}").fetchall()]
        for rows in ("temp.made_anew", relation)
    )
    others = f"from (from temp.made_anew except all from {relation}) limit 1"
    return now == before and not connection.execute(others).fetchall()


def make_own(connection: Connection, relation: str) -> None:
    """Take a small table of the base over, so that rows of it can be changed; else nothing."""
    if _state(connection, relation) == "shown":
        connection.execute(f"drop view {relation}")
        connection.execute(f"create table {relation} as from {BASE}.{relation}")
        _note(connection, relation, "own")


def drop_changes(connection: Connection) -> None:
    """Drop what was changed of the marts: they are all made anew, as tables of their own."""
    if adds_to_base(connection):
        connection.execute(f"drop schema {CHANGED} cascade")
        connection.execute(f"create schema {CHANGED}")
        _begin_changes(connection)
        _note(connection, ALL, "own")


def _own_rows(connection: Connection, relation: str, key_column: str = "", hidden: str = "") -> str:
    """The table that rows are put into: the relation, or what is shown beside the base's.

    With a key column the rows of the base are hidden whose key is in `hidden`, a table and, in
    parentheses, its column.
    """
    base, own = f"{BASE}.{relation}", _beside(relation)
    state = _state(connection, relation)
    if state == "own":
        return relation
    if state == "shown":
        connection.execute(f"create table {own} as from {base} limit 0")
        left = f"from {base}"
        if key_column:
            table, column = hidden.rstrip(")").split(" (")
            kind = "date" if column == "remit_week" else "bigint"
            connection.execute(f"create table if not exists {table} ({column} {kind})")
            left += f" as of_base anti join {table} as replaced"
            left += f" on of_base.{key_column} = replaced.{column}"
        connection.execute(
            f"create or replace view {relation} as {left} union all by name from {own}"
        )
        _note(connection, relation, "beside")
    return own


def _beside(relation: str) -> str:
    """The table of what stands beside the base's rows of a relation."""
    schema, name = relation.split(".")
    return f"{CHANGED}.{name}" if schema == "marts" else f"{CHANGED}.{schema}_{name}"


def _hide_touched(connection: Connection, mart: str, key_column: str) -> None:
    """Hide the touched claims that the base has rows of; new ones it cannot have."""
    connection.execute(
        f"insert into {REPLACED} select claim_id from {TOUCHED}"
        f" where claim_id in (select {key_column} from {BASE}.marts.{mart})"
        f" and claim_id not in (from {REPLACED})"
    )


def _tables_of_base(connection: Connection) -> list[tuple[str, str]]:
    return connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = $base"
        " order by schema_name, table_name",
        {"base": BASE},
    ).fetchall()


def _is_laid(connection: Connection) -> bool:
    """Whether the database in use shows its base already."""
    there = "select 1 from duckdb_schemas() where database_name = current_database()"
    return bool(
        connection.execute(f"{there} and schema_name = $name", {"name": CHANGED}).fetchall()
    )


def _begin_changes(connection: Connection) -> None:
    """Make what notes which tables are not the base's alone: asking the catalog takes longer."""
    connection.execute(f"create table {REPLACED} (claim_id bigint)")
    connection.execute(f"create table {STATES} (relation varchar, state varchar)")


def _state(connection: Connection, relation: str) -> str:
    """Whether a relation is shown from the base, has rows of its own beside it, or is all own."""
    if not adds_to_base(connection):
        return "own"
    noted = connection.execute(
        f"select state from {STATES} where relation in ($relation, '{ALL}')", {"relation": relation}
    ).fetchall()
    return noted[0][0] if noted else "shown"


def _note(connection: Connection, relation: str, state: str) -> None:
    connection.execute(f"delete from {STATES} where relation = $relation", {"relation": relation})
    connection.execute(
        f"insert into {STATES} values ($relation, $state)", {"relation": relation, "state": state}
    )
