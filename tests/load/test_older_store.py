"""Stores of other versions: an older one is brought up to date on first use, a newer one refused.

`tests/golden/store_of_0_1_0.zip` was made by version 0.1.0 from files of `tests/golden`: the first
load `every_field.*` and `lake_mutual.csv`, the second `odd_but_lawful.835`. What it holds is
counted by hand from these files.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from analytics import database, load, notebook, snapshots
from analytics.__main__ import main
from analytics.database import migrations, raw_tables
from analytics.database.patients import use_patient_key
from analytics.intake.column_words import canonical_columns
from analytics.vocabulary import PRODUCT_VERSION, Versions
from tests.load.stores import GOLDEN, put_older_store
from tests.patient_keys import KEY

ROOT = Path(__file__).parents[2]
# By hand: CLP, SVC and CAS (each triplet) of the two 835s, CLM and LX of the 837, rows of the CSV.
ROWS = {
    "raw.files": 6,
    "raw.remittance_835_remittances": 2,
    "raw.remittance_835_claims": 7,
    "raw.remittance_835_lines": 5,
    "raw.remittance_835_adjustments": 21,
    "raw.claim_837_claims": 4,
    "raw.claim_837_lines": 6,
    "raw.acknowledgment_277_claims": 2,
    "raw.acknowledgment_999_transactions": 1,
    "raw.csv_claims": 2,
    "raw.csv_lines": 2,
    "raw.csv_adjustments": 1,
}


@pytest.fixture
def old_store(tmp_path: Path) -> Path:
    """The store as version 0.1.0 left it."""
    put_older_store(tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def store_of_now(older_brought_up: Path, tmp_path: Path) -> Path:
    """The same, brought up to date: a copy, to be changed."""
    return Path(shutil.copytree(older_brought_up, tmp_path / "now"))


def program(store: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "analytics", "--database", str(store), *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)


class Said(NamedTuple):
    """What became of a command."""

    returncode: int
    stdout: str
    stderr: str


def denials(store: Path, *words: str) -> Said:
    """A command, run here: a program of its own says the same and takes a second to start."""
    out, err = io.BytesIO(), io.StringIO()
    text = io.TextIOWrapper(out, encoding="utf-8")  # an export writes bytes beneath it
    with redirect_stdout(text), redirect_stderr(err):
        code = main(["--database", str(store), *words])
    text.flush()
    return Said(code, out.getvalue().decode(), err.getvalue())


def rows_of_raw_tables(path: Path) -> dict[str, list[tuple]]:
    """Every row of every raw table, in an order of their own; columns by name."""
    with database.connect(path) as connection:
        tables = connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'raw' order by 1"
        ).fetchall()
        return {
            f"raw.{name}": connection.execute(f"from raw.{name} order by all").fetchall()
            for (name,) in tables
        }


def test_the_golden_store_holds_what_its_files_say(old_store: Path) -> None:
    held = rows_of_raw_tables(old_store / "denials-000002.duckdb")
    assert {name: len(held[name]) for name in ROWS} == ROWS


def test_an_older_store_is_brought_up_to_date_with_every_row_by_the_first_question(
    old_store: Path,
) -> None:
    before = rows_of_raw_tables(old_store / "denials-000002.duckdb")
    asked = denials(old_store, "ask", "denied_lines", "--format", "json")
    assert asked.returncode == 0
    assert asked.stderr.startswith("The data was made by an earlier version; it is classified")

    path = snapshots.current_path(old_store)
    after = rows_of_raw_tables(path)
    counts = {name: len(rows) for name, rows in before.items()}
    assert {name: len(after[name]) for name in counts} == counts
    with database.connect(path) as connection:
        assert database.versions_of(connection) == database.versions()
    # Judged anew, by what was typed: CARC 97 is Billing's, LAKE MUTUAL is called Lake Mutual and
    # gives 60 days (2026-09-30 and 60 days are 2026-11-29); line E-1 is being worked by Bob.
    (line,) = [x for x in json.loads(asked.stdout) if x["patient_control_number"] == "E-1"]
    assert (line["payer_name"], line["owner"]) == ("Lake Mutual", "Billing")
    assert (line["charge_amount"], line["carc_code"]) == (100.0, "97")
    assert (line["deadline_date"], line["assignee"]) == ("2026-11-29", "Bob")


def test_claims_and_lines_of_an_older_store_get_ids_of_their_own(store_of_now: Path) -> None:
    assert denials(store_of_now, "load", str(GOLDEN / "out_of_balance.835")).returncode == 0
    claims = (
        "remittance_835_claims",
        "claim_837_claims",
        "csv_claims",
        "acknowledgment_277_claims",
    )
    lines = ("remittance_835_lines", "claim_837_lines", "csv_lines")
    with database.connect(snapshots.current_path(store_of_now)) as connection:
        for key, tables in (("claim_id", claims), ("line_id", lines)):
            given = " union all ".join(f"select {key} from raw.{table}" for table in tables)
            counts = f"select count(*), count({key}), count(distinct {key}) from ({given}) as ids"
            ((count, given_count, distinct_count),) = connection.execute(counts).fetchall()
            assert count == given_count == distinct_count > 0
        # The file that came in later has the highest number, and so have its claims.
        rows = connection.execute(
            "select file_name, file_number from raw.files where status = 'loaded'"
            " order by file_number desc"
        ).fetchall()
    assert [number for _, number in rows] == list(range(len(rows), 0, -1))
    assert rows[0][0] == "out_of_balance.835"


def test_a_small_older_store_takes_little_room_once_it_is_brought_up_to_date(
    old_store: Path, store_of_now: Path
) -> None:
    """Few rows in blocks of 256 KB left them nearly empty; in blocks of 16 KB they do not."""
    assert all(path.stat().st_size > 16 << 20 for path in old_store.glob("*.duckdb"))
    assert all(path.stat().st_size < 8 << 20 for path in store_of_now.glob("*.duckdb"))


@pytest.mark.parametrize(
    "command",
    [
        ("ask", "headline"),
        ("export", "top-denials"),
        ("check",),
        ("load", str(GOLDEN / "out_of_balance.835")),
    ],
    ids=lambda command: command[0],
)
def test_every_command_works_on_an_older_store_at_once(
    old_store: Path, command: tuple[str, ...]
) -> None:
    done = denials(old_store, *command)
    assert done.returncode == 0, done.stdout + done.stderr
    path = snapshots.current_path(old_store)
    with database.connect(path) as connection:
        assert database.versions_of(connection) == database.versions()
    assert denials(old_store, "ask", "headline").stderr == ""  # once is enough


def test_undo_leads_back_to_the_older_snapshot_and_that_is_brought_up_to_date_too(
    old_store: Path,
) -> None:
    assert denials(old_store, "undo").stdout == "Snapshot 1 is current again.\n"
    (headline,) = json.loads(denials(old_store, "ask", "headline", "--format", "json").stdout)
    assert headline["adjudicated_claim_count"] == 4  # PCN-1, PCN-2, E-1 and E-2: not the second's


def test_the_notebook_of_an_older_store_is_kept(old_store: Path) -> None:
    assert notebook.payer_aliases(old_store) == {"LAKE MUTUAL": "Lake Mutual"}
    assert [view.view_name for view in notebook.saved_views(old_store)] == ["Lake"]
    assert [action["title"] for action in notebook.actions(old_store)] == [
        "Send the office note with 25"
    ]


def test_a_store_of_a_newer_program_is_refused_in_one_sentence_and_left_alone(
    old_store: Path,
) -> None:
    made = json.dumps({"queries": "of later", "raw_version": 7, "product_version": "9.1.0"})
    with database.connect(old_store / "denials-000002.duckdb", read_only=False) as connection:
        connection.execute(f"comment on table raw.files is '{made}'")
    before = {path.name: path.read_bytes() for path in old_store.iterdir()}
    for command in (
        ("ask", "headline"),
        ("export", "top-denials"),
        ("check",),
        ("serve",),
        ("load", str(GOLDEN / "out_of_balance.835")),
    ):
        done = (program if command == ("serve",) else denials)(old_store, *command)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == (
            "This data was written by version 9.1.0 of the program, and this is "
            f"{PRODUCT_VERSION}; update the program; no data is changed until "
            "then.\n"
        )
    after = {path.name: path.read_bytes() for path in old_store.iterdir()}
    assert {name: after[name] for name in before} == before


def test_the_version_of_the_program_is_that_of_its_package() -> None:
    assert f'\nversion = "{PRODUCT_VERSION}"\n' in (ROOT / "pyproject.toml").read_text()


# Migrations


@pytest.fixture
def old_database(old_store: Path) -> Iterator[database.Connection]:
    path = shutil.copyfile(old_store / "denials-000002.duckdb", old_store / "a_copy.duckdb")
    with closing(database.connect(path, read_only=False)) as connection:
        yield connection


def migration(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"-- As a test.\n{text}")
    return folder


def test_no_raw_table_or_column_of_the_release_before_is_lost(
    old_database: database.Connection,
) -> None:
    """Fails where queries/1_raw lost or renamed something without a migration beside it."""
    database.prepare(old_database, canonical_columns(), {}, KEY)
    (files,) = old_database.execute("select count(*) from raw.files").fetchall()
    assert files == (ROWS["raw.files"],)


CHANGES: dict[str, Callable[[database.Connection], object]] = {
    "a column that is gone": lambda c: c.execute(
        "alter table raw.csv_claims add column of_old int"
    ),
    "a column of another type": lambda c: c.execute(
        "alter table raw.csv_claims alter column file_id set data type blob"
    ),
    "a table that is gone": lambda c: c.execute("create table raw.of_old as select 1 as one"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_would_vanish_without_a_migration_raises(
    old_database: database.Connection, change: str
) -> None:
    old_database.execute("drop schema staging cascade")
    CHANGES[change](old_database)
    use_patient_key(old_database, KEY)
    with pytest.raises(RuntimeError, match=r"raw\.\w+.* need a migration"):
        raw_tables.prepare_raw(old_database, canonical_columns())


def test_a_renamed_column_takes_its_values_along(
    old_database: database.Connection, tmp_path: Path
) -> None:
    before = old_database.execute("select file_id from raw.csv_claims order by 1").fetchall()
    folder = migration(
        tmp_path / "migrations",
        "0001_rename.sql",
        "alter table raw.csv_claims rename column file_id to source_id;",
    )
    migrations.migrate_raw(old_database, 0, folder)
    after = old_database.execute("select source_id from raw.csv_claims order by 1").fetchall()
    assert after == before and len(after) == 2


def test_a_new_column_can_be_filled_from_others(
    old_database: database.Connection, tmp_path: Path
) -> None:
    folder = migration(
        tmp_path / "migrations",
        "0001_fill.sql",
        "alter table raw.files add column is_small boolean;\n"
        "update raw.files set is_small = byte_count < 10000;",
    )
    migrations.migrate_raw(old_database, 0, folder)
    filled = old_database.execute("select distinct is_small from raw.files").fetchall()
    assert filled == [(True,)]


def test_migrations_run_once_each_in_their_order(
    old_database: database.Connection, tmp_path: Path
) -> None:
    for number, text in enumerate(("add column a int", "rename column a to b", "drop column b"), 1):
        folder = migration(
            tmp_path / "migrations", f"{number:04d}_step.sql", f"alter table raw.files {text};"
        )
    migrations.migrate_raw(old_database, 0, folder)
    old_database.execute("alter table raw.files add column b int")
    migrations.migrate_raw(old_database, 2, folder)  # a store that had the first two
    migrations.migrate_raw(old_database, 3, folder)  # and one that had them all
    columns = [row[0] for row in old_database.execute("describe raw.files").fetchall()]
    assert "a" not in columns and "b" not in columns


def test_migrations_are_numbered_without_a_gap_and_say_what_they_do() -> None:
    found = migrations.migration_files()
    assert list(found) == list(range(1, len(found) + 1))
    assert len(found) == len(list(migrations.MIGRATIONS.glob("*.sql")))
    assert all(path.read_text().startswith("-- ") for path in found.values())


def test_edits_stay_in_force_through_a_rebuild_without_a_notebook(store_of_now: Path) -> None:
    (store_of_now / "notebook.sqlite").write_bytes(b"damaged")
    load.load_paths(store_of_now, [GOLDEN / "out_of_balance.835"])
    with load.opened(store_of_now) as (_, connection):
        lines = database.ask(connection, "denied_lines")
    (owner,) = lines[lines["patient_control_number"] == "E-1"]["owner"]
    assert owner == "Billing"


def test_a_version_is_newer_by_its_numbers() -> None:
    this = Versions("q", 3, "0.10.0")
    assert replace(this, product_version="0.10.1").is_newer_than(this)
    assert not replace(this, product_version="0.9.9").is_newer_than(this)
    assert replace(this, raw_version=4).is_newer_than(this)
    assert not replace(this, queries="other").is_newer_than(this)
