"""A mart or check has no row where what its head says it needs has none: then it is not asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from analytics import database, snapshots
from analytics.database import Connection
from analytics.database.connection import create_functions, statement_of
from analytics.sql_files import SqlFile, sql_files
from tests.conftest import SampleHouse

MARTS = [file for file in sql_files("3_marts") if file.needs]


@pytest.fixture(scope="module")
def shown(sample_house: SampleHouse) -> Iterator[Connection]:
    """A database that shows the relations of the sample as views, so that one can be emptied."""
    files = snapshots.current_files(sample_house.store)
    assert files
    with closing(database.connect(None, beside={"store": files.path})) as connection:
        for schema in ("reference", "staging", "marts"):
            connection.execute(f"create schema {schema}")
        named = "select schema_name, {0}_name from duckdb_{0}s() where database_name = 'store'"
        both = f"{named.format('table')} union all {named.format('view')}"
        for schema, name in connection.execute(both).fetchall():
            if schema in ("reference", "staging", "marts"):
                connection.execute(f"create view {schema}.{name} as from store.{schema}.{name}")
        create_functions(connection, "staging")
        yield connection


@pytest.mark.parametrize("file", MARTS, ids=lambda file: file.path.stem)
def test_a_mart_has_no_row_where_nothing_it_needs_has_one(shown: Connection, file: SqlFile) -> None:
    shown.execute("begin")
    for name in file.needs:
        shown.execute(f"create or replace view {name} as from store.{name} limit 0")
    rows = shown.execute(f"select * from ({statement_of(file)}) limit 1").fetchall()
    shown.execute("rollback")
    assert rows == []


@pytest.mark.parametrize(
    "file", [*MARTS, *(f for f in sql_files("checks") if f.needs)], ids=lambda file: file.path.stem
)
def test_what_is_needed_is_read_or_told_beside_it(file: SqlFile) -> None:
    made = {
        each.name for folder in ("2_staging", "3_marts", "checks") for each in sql_files(folder)
    }
    assert set(file.needs) <= made
    if file in MARTS:
        assert all(name in file.statement() for name in file.needs)
