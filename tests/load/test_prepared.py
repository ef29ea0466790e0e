"""A new store begins as a copy of a prepared database that is kept once per machine."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from analytics import database
from analytics.database import Connection, prepared
from analytics.database.connection import SCHEMAS
from analytics.intake.column_words import canonical_columns
from analytics.vocabulary import SnapshotFiles
from tests.given import a_denied_claim, an_835
from tests.load.stores import Store

COLUMNS = canonical_columns()
CATALOG = (
    "select schema_name, table_name, column_name, data_type from duckdb_columns()"
    " where database_name = current_database() and list_contains($schemas, schema_name)"
    " union all select schema_name, function_name, array_to_string(parameters, ','),"
    # Names that are left out with `exclude` are written in any order.
    " array_to_string(list_sort(regexp_split_to_array(macro_definition, '[^a-z_]+')), ' ')"
    " from duckdb_functions()"
    " where database_name = current_database() and list_contains($schemas, schema_name)"
    " order by all"
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that is not there yet."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("DENIALS_CACHE", str(folder))
    return folder


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache folder as a first new store leaves it; to be copied."""
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DENIALS_CACHE", str(folder / "cache"))
        assert database.begin_with_prepared(folder / "first.duckdb", COLUMNS)
    return folder / "cache"


@pytest.fixture
def full_cache(cache: Path, kept: Path) -> Path:
    """A cache folder of which a first new store was begun."""
    return Path(shutil.copytree(kept, cache))


def catalog(connection: Connection) -> list[tuple]:
    schemas = [*SCHEMAS, "added", "changed"]
    return connection.execute(CATALOG, {"schemas": schemas}).fetchall()


def test_has_all_that_would_be_made_and_no_row_of_a_file(full_cache: Path, tmp_path: Path) -> None:
    begun = tmp_path / "begun.duckdb"
    assert database.begin_with_prepared(begun, COLUMNS)
    with (
        database.connect(begun) as connection,
        database.connect(tmp_path / "anew.duckdb", read_only=False) as anew,
    ):
        database.prepare(anew, COLUMNS, {}, bytes(32))
        database.build_models(anew)
        assert catalog(connection) == catalog(anew)
        tables = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables()"
            " where schema_name in ('raw', 'marts', 'signals', 'sums')"
        ).fetchall()
        assert {connection.execute(f"from {name}").fetchone() for (name,) in tables} == {None}


def test_beside_a_base_shows_what_would_be_made_there(full_cache: Path, tmp_path: Path) -> None:
    base, begun = tmp_path / "base.duckdb", tmp_path / "begun.duckdb"
    assert database.begin_with_prepared(base, COLUMNS)
    assert database.begin_with_prepared(begun, COLUMNS, is_beside_base=True)
    anew = SnapshotFiles(tmp_path / "anew.duckdb", base)
    with database.connect(anew, read_only=False) as connection:
        database.prepare(connection, COLUMNS, {}, bytes(32))
        expected = catalog(connection)
    with database.connect(SnapshotFiles(begun, base)) as connection:
        assert catalog(connection) == expected


def test_is_made_once_and_kept_from_others(full_cache: Path, tmp_path: Path) -> None:
    made = {path.name: path.stat().st_mtime_ns for path in full_cache.iterdir()}
    assert {name.split("-")[0] for name in made} == {"whole", "beside"}
    assert database.begin_with_prepared(tmp_path / "next.duckdb", COLUMNS)
    assert made == {path.name: path.stat().st_mtime_ns for path in full_cache.iterdir()}
    if os.name != "nt":
        assert stat.S_IMODE(full_cache.stat().st_mode) == 0o700


def test_a_damaged_one_is_made_anew(full_cache: Path, tmp_path: Path) -> None:
    for path in full_cache.glob("whole-*"):
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert database.begin_with_prepared(tmp_path / "next.duckdb", COLUMNS)
    assert database.reads_whole(tmp_path / "next.duckdb")


def test_one_of_another_version_is_not_used(
    full_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = set(full_cache.iterdir())
    monkeypatch.setattr(prepared, "KEPT_FILES", 2)
    assert database.begin_with_prepared(tmp_path / "next.duckdb", [*COLUMNS, "one_more"])
    assert len(list(full_cache.iterdir())) == 2
    assert earlier.isdisjoint(full_cache.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="folders have no modes there")
def test_a_folder_that_others_may_look_into_is_not_used(cache: Path, tmp_path: Path) -> None:
    cache.mkdir()
    cache.chmod(0o755)
    assert not database.begin_with_prepared(tmp_path / "one.duckdb", COLUMNS)
    assert list(cache.iterdir()) == []


def test_a_store_loads_the_same_where_nothing_can_be_kept(full_cache: Path, tmp_path: Path) -> None:
    with_one = Store(tmp_path / "with", tmp_path / "files")
    with_one.load({"a.835": an_835(a_denied_claim())})
    for path in full_cache.iterdir():
        path.unlink()
    full_cache.rmdir()
    full_cache.write_text("no folder")
    without = Store(tmp_path / "without", tmp_path / "files")
    without.load({"a.835": an_835(a_denied_claim())})
    for mart in ("marts.claims", "marts.line_outcomes", "marts.filter_choices", "sums.line_weeks"):
        rows = f"from {mart} order by all"
        assert with_one.rows(rows) == without.rows(rows) != []
