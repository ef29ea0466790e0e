"""Which program made a database, and how rows of older raw tables become today's.

A database says in the comment of raw.files what made it. Raw tables hold what files said, and the
files are not kept: so a raw table or column is never just renamed or dropped in queries/1_raw, but
with a migration beside it (queries/migrations), which older stores run once.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

from analytics.database.connection import Connection
from analytics.sql_files import QUERIES
from analytics.vocabulary import PRODUCT_VERSION, SQL_CONSTANTS, NewerStore, Versions

MIGRATIONS = QUERIES / "migrations"
_NUMBER = re.compile(r"(\d{4})_\w+\.sql")


@cache
def versions() -> Versions:
    """What this program makes."""
    paths = [*sorted(QUERIES.rglob("*.sql")), *reference_lists()]
    texts = [path.read_text(encoding="utf-8") for path in paths] + [json.dumps(SQL_CONSTANTS)]
    digest = hashlib.sha256("".join(texts).encode()).hexdigest()
    return Versions(digest, max(migration_files(), default=0), PRODUCT_VERSION)


def versions_of(connection: Connection) -> Versions | None:
    """What made a database; None for a new one. Version 0.1.0 said the digest of its queries."""
    made = connection.execute(
        "select comment from duckdb_tables() where schema_name = 'raw' and table_name = 'files'"
    ).fetchall()
    if not made:
        return None
    said = str(made[0][0] or "")
    return Versions(**json.loads(said)) if said.startswith("{") else Versions(said, 0, "0.1.0")


def keep_versions(connection: Connection) -> None:
    """Write into a database that this program made it."""
    keep_made_by(connection, versions())


def keep_raw_version(connection: Connection, made: Versions) -> None:
    """Write into a database that its raw tables are today's, and all else is as it was made."""
    keep_made_by(connection, replace(made, raw_version=versions().raw_version))


def keep_made_by(connection: Connection, made: Versions) -> None:
    """Write into a database what made it."""
    connection.execute(f"comment on table raw.files is '{json.dumps(asdict(made))}'")


def refuse_newer(made: Versions) -> None:
    """Raise one sentence where a newer program made the database."""
    if made.is_newer_than(versions()):
        raise NewerStore(
            f"This data was written by version {made.product_version} of the program, and this is "
            f"{PRODUCT_VERSION}; update the program; no data is changed until then."
        )


def migrate_raw(connection: Connection, raw_version: int, folder: Path = MIGRATIONS) -> None:
    """Bring the raw tables of an older store to today's shape, one migration after another."""
    for schema in (
        "sums",
        "review",
        "signals",
        "marts",
        "staging",
    ):  # they are made anew, and read raw
        connection.execute(f"drop schema if exists {schema} cascade")
    for number, path in migration_files(folder).items():
        if number > raw_version:
            connection.execute(path.read_text(encoding="utf-8"))


def migration_files(folder: Path = MIGRATIONS) -> Mapping[int, Path]:
    """The migrations by number, in their order."""
    named = ((_NUMBER.fullmatch(path.name), path) for path in sorted(folder.glob("*.sql")))
    return {int(name[1]): path for name, path in named if name}


def reference_lists() -> list[Path]:
    """The lists that came with us."""
    return sorted((QUERIES / "reference").glob("*.csv"))
