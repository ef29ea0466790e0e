"""A database that adds to a base: a small file of its own beside a large one that never changes.

Whatever the base has, it shows as a view, so every query runs on both alike; what it adds or
changes is in tables of its own. `raw.claims` is the base's rows and those of `added.claims`.
`marts.denials` is the base's rows without those of `changed.replaced_claims`, and the rows of
`changed.denials`; a mart that is judged as a whole is a table of its own, as are the lists of
`reference`. A load costs what it touches, however large the base is.
"""

from __future__ import annotations

from collections.abc import Mapping

from analytics.database.connection import BASE, SCHEMAS, Connection, adds_to_base

TOUCHED = "temp.touched_claims"  # claim_id of the claims whose rows are exchanged
ADDED, CHANGED = "added", "changed"
REPLACED = f"{CHANGED}.replaced_claims"


def lay_over_base(connection: Connection) -> bool:
    """Make a new database show all that its base has; False, and nothing done, if it does."""
    if _exists(connection, REPLACED):
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
    connection.execute(f"create table {REPLACED} (claim_id bigint)")
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
    own = _own_rows(connection, mart, key_column)
    if own != f"marts.{mart}":
        _hide_touched(connection, mart, key_column)
    touched = f"select claim_id from {TOUCHED}"
    connection.execute(f"delete from {own} where {key_column} in ({touched})")
    connection.execute(f"insert into {own} by name from {catalog}.marts.{mart}")


def add_rows(
    connection: Connection, mart: str, statement: str, values: Mapping[str, object] | None = None
) -> None:
    """Add the rows of a statement to a mart whose rows are never exchanged, columns by name."""
    own = _own_rows(connection, mart, None)
    connection.execute(f"insert into {own} by name {statement}", values or {})


def replace_table(connection: Connection, relation: str, statement: str) -> None:
    """Make a table of the marts or signals anew, whole, with the rows of a statement."""
    _drop_view(connection, relation)
    connection.execute(f"create or replace table {relation} as {statement}")


def make_own(connection: Connection, relation: str) -> None:
    """Take a small table of the base over, so that rows of it can be changed; else nothing."""
    if _drop_view(connection, relation):
        connection.execute(f"create table {relation} as from {BASE}.{relation}")


def drop_changes(connection: Connection) -> None:
    """Drop what was changed of the marts: they are all made anew, as tables of their own."""
    if adds_to_base(connection):
        connection.execute(f"drop schema {CHANGED} cascade")
        connection.execute(f"create schema {CHANGED}")
        connection.execute(f"create table {REPLACED} (claim_id bigint)")


def _own_rows(connection: Connection, mart: str, key_column: str | None) -> str:
    """The table that a mart's rows are put into: the mart, or what is shown beside the base's.

    With a key column the rows of replaced claims are hidden in the base.
    """
    base, own = f"{BASE}.marts.{mart}", f"{CHANGED}.{mart}"
    if not _is_view(connection, f"marts.{mart}"):
        return f"marts.{mart}"
    if not _exists(connection, own):
        connection.execute(f"create table {own} as from {base} limit 0")
        left = f"from {base}"
        if key_column:
            left += f" as of_base anti join {REPLACED} as replaced"
            left += f" on of_base.{key_column} = replaced.claim_id"
        connection.execute(
            f"create or replace view marts.{mart} as {left} union all by name from {own}"
        )
    return own


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


def _exists(connection: Connection, table: str) -> bool:
    """Whether the database in use has a table of its own of this name."""
    schema, name = table.split(".")
    return bool(
        connection.execute(
            "select 1 from duckdb_tables() where database_name = current_database()"
            " and schema_name = $schema and table_name = $name",
            {"schema": schema, "name": name},
        ).fetchall()
    )


def _drop_view(connection: Connection, relation: str) -> bool:
    """Drop what shows a table of the base; whether there was one."""
    is_there = _is_view(connection, relation)
    if is_there:
        connection.execute(f"drop view {relation}")
    return is_there


def _is_view(connection: Connection, relation: str) -> bool:
    schema, name = relation.split(".")
    return bool(
        connection.execute(
            "select 1 from duckdb_views() where database_name = current_database()"
            " and schema_name = $schema and view_name = $name",
            {"schema": schema, "name": name},
        ).fetchall()
    )
