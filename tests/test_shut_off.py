"""A statement of SQL reaches no file of the machine, fetches nothing, and changes no setting."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics import database

REACHING_OUT = {
    "another file": "select * from read_csv('{other}/secret.csv')",
    "its text": "select * from read_text('{other}/secret.csv')",
    "a folder": "select * from glob('{other}/*')",
    "a file to write": "copy (select 1) to '{other}/out.csv'",
    "another database": "attach '{other}/other.duckdb'",
    "a web address": "select * from read_csv('https://192.0.2.1/a.csv')",
    "an extension": "install httpfs",
    "a community extension": "install h3 from community",
}
SETTINGS = (
    "set enable_external_access = true",
    "set autoinstall_known_extensions = true",
    "set autoload_known_extensions = true",
    "set lock_configuration = false",
    "set allowed_directories = ['/']",
    "set memory_limit = '100GB'",
    "set temp_directory = '/tmp/elsewhere'",
)


@pytest.fixture
def connection(tmp_path: Path, request: pytest.FixtureRequest) -> database.Connection:
    """A connection as questions have it (False), or as loads do (True)."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "secret.csv").write_text("a\n1\n")
    (tmp_path / "given.csv").write_text("a\n1\n")
    if not request.param:
        database.connect(tmp_path / "store.duckdb", read_only=False).close()
        return database.connect(tmp_path / "store.duckdb")
    return database.connect(
        tmp_path / "store.duckdb",
        read_only=False,
        work_folder=tmp_path / "work",
        memory_megabytes=200,
        files_to_read=[tmp_path / "given.csv"],
    )


for_both = pytest.mark.parametrize("connection", [False, True], ids=["ask", "load"], indirect=True)


@for_both
@pytest.mark.parametrize("what", REACHING_OUT)
def test_nothing_outside_is_reached(
    connection: database.Connection, tmp_path: Path, what: str
) -> None:
    with pytest.raises(database.Fault, match="(?i)permission|disabled"):
        connection.execute(REACHING_OUT[what].format(other=tmp_path / "other"))


@for_both
@pytest.mark.parametrize("statement", SETTINGS)
def test_no_setting_can_be_changed_afterwards(
    connection: database.Connection, statement: str
) -> None:
    with pytest.raises(database.Fault, match="(?i)locked"):
        connection.execute(statement)


@for_both
def test_nothing_is_installed_or_loaded_by_itself(connection: database.Connection) -> None:
    found = connection.execute(
        "select name, value from duckdb_settings() where name in "
        "('autoinstall_known_extensions', 'autoload_known_extensions', "
        "'enable_external_access') order by name"
    ).fetchall()
    assert [value for _, value in found] == ["false"] * 3


@pytest.mark.parametrize("connection", [True], indirect=True)
def test_a_load_reads_the_files_it_was_handed(
    connection: database.Connection, tmp_path: Path
) -> None:
    read = "select a from read_csv($path, header = true, auto_detect = false, columns = {a: 'int'})"
    path = str(tmp_path / "given.csv")
    assert connection.execute(read, {"path": path}).fetchall() == [(1,)]


@pytest.mark.parametrize("connection", [False], ids=["ask"], indirect=True)
def test_a_file_that_is_open_is_opened_again(
    connection: database.Connection, tmp_path: Path
) -> None:
    again = database.connect(tmp_path / "store.duckdb")
    assert again.execute("select 1").fetchall() == [(1,)]
    assert connection.execute("select 2").fetchall() == [(2,)]
