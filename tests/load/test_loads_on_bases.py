"""Loads that add to a base: the same rows, answers and refusals as in one whole file.

Claims A and B are in the base, C and D come later; each is charged $10 and denied.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analytics import database, load, notebook, snapshots
from analytics.database import Connection
from analytics.intake.column_words import canonical_columns
from analytics.load import bases, loading
from analytics.snapshots import files, pointer
from analytics.vocabulary import DamagedSnapshot, SnapshotFiles, Versions
from tests.load.remittances import a_file, a_set
from tests.load.stores import Store

BASE, ADDED = "denials-000001.duckdb", "denials-000002-on-000001.duckdb"
CLAIMS = "select patient_control_number from marts.remitted_claims order by 1"


@pytest.fixture
def adding(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Loads add to a base, however small it is."""
    add_to_bases(monkeypatch)
    return monkeypatch


def add_to_bases(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(bases, "ADD_FROM_BYTES", 0)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A and B in the base, C beside it."""
    folder = tmp_path_factory.mktemp("sound")
    with pytest.MonkeyPatch.context() as patch:
        add_to_bases(patch)
        store = Store(folder / "store", folder)
        store.load({"ab.835": a_file(a_set("T1", denied=["A", "B"]))})
        store.load({"c.835": a_file(a_set("T2", denied=["C"]))})
    return store.folder


@pytest.fixture
def store(sound: Path, tmp_path: Path, adding: pytest.MonkeyPatch) -> Store:
    """A copy of it, to be changed."""
    return Store(Path(shutil.copytree(sound, tmp_path / "store")), tmp_path)


@pytest.fixture(scope="module")
def next_to_it(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after one more load, which brought D."""
    folder = tmp_path_factory.mktemp("next")
    store = Store(Path(shutil.copytree(sound, folder / "store")), folder)
    with pytest.MonkeyPatch.context() as patch:
        add_to_bases(patch)
        store.load({"d.835": a_file(a_set("T3", denied=["D"]))})
    return store.folder


@pytest.fixture
def grown(next_to_it: Path, tmp_path: Path, adding: pytest.MonkeyPatch) -> Store:
    """A copy of it, to be changed."""
    return Store(Path(shutil.copytree(next_to_it, tmp_path / "grown")), tmp_path)


def names_of_files(store: Store) -> set[str]:
    return {path.name for path in store.folder.glob("*.duckdb")}


def assert_no_check_finds_anything(store: Store) -> None:
    found = [each for each in load.check(store.folder) if each.offending_row_count]
    assert found == []


def added_rows(store: Store, number: int, table: str) -> int:
    """How many rows a snapshot's own file has in a table of what it adds."""
    files = snapshots.snapshot_files(store.folder, number)
    with database.connect(files) as connection:
        return connection.execute(f"select count(*) from added.{table}").fetchone()[0]


def test_a_load_adds_its_rows_beside_the_base_and_every_question_sees_both(store: Store) -> None:
    assert names_of_files(store) == {BASE, ADDED}
    assert added_rows(store, 2, "remittance_835_claims") == 1
    assert [name for (name,) in store.rows(CLAIMS)] == ["A", "B", "C"]
    assert store.rows("select count(*) from raw.files") == [(2,)]
    with load.opened(store.folder) as (number, connection):
        assert number == 2
        (lines,) = database.ask(connection, "headline").denied_line_count
    assert lines == 3


def test_the_next_load_takes_along_what_was_added_before(grown: Store) -> None:
    assert names_of_files(grown) == {BASE, ADDED, "denials-000003-on-000001.duckdb"}
    assert added_rows(grown, 3, "remittance_835_claims") == 2
    assert [name for (name,) in grown.rows(CLAIMS)] == ["A", "B", "C", "D"]
    assert load.undo(grown.folder) == 2
    assert [name for (name,) in grown.rows(CLAIMS)] == ["A", "B", "C"]


def test_what_is_beside_the_base_has_no_free_blocks_of_the_loads_before(grown: Store) -> None:
    for number in (2, 3):
        path = snapshots.snapshot_files(grown.folder, number).path
        with database.connect(path) as connection:
            told = connection.execute("select free_blocks, used_blocks from pragma_database_size()")
            assert [used > 0 for free, used in told.fetchall() if free == 0] == [True]


def test_what_the_base_has_is_known_as_loaded_before(store: Store) -> None:
    copy, again, some = store.load(
        {
            "copy.835": a_file(a_set("T1", denied=["A", "B"])),
            "again.835": a_file(a_set("T1", denied=["A", "B"]), number=7),
            "some.835": a_file(a_set("T1", denied=["A", "E"]), number=8),
        }
    ).files
    assert copy.status == "duplicate" and "loaded as ab.835" in copy.message
    assert again.status == "duplicate"
    assert again.message == "Its remittance was loaded before from another file; nothing was added."
    assert some.status == "loaded" and some.kept_claim_count == 1
    assert [name for (name,) in store.rows(CLAIMS)] == ["A", "B", "C", "E"]


def test_the_base_is_never_written(sound: Path, grown: Store) -> None:
    assert (grown.folder / BASE).read_bytes() == (sound / BASE).read_bytes()


def test_the_checks_look_at_base_and_added_rows_together(store: Store) -> None:
    assert_no_check_finds_anything(store)


def test_snapshots_on_one_base_are_read_side_by_side_while_a_load_adds_and_folds(
    grown: Store, adding: pytest.MonkeyPatch
) -> None:
    opened = [
        database.connect(snapshots.snapshot_files(grown.folder, number)) for number in (1, 2, 3)
    ]
    adding.setattr(bases, "FOLD_FROM_BYTES", 0)
    assert grown.load({"e.835": a_file(a_set("T4", denied=["E"]))}).snapshot == 5
    assert [len(each.execute(CLAIMS).fetchall()) for each in opened] == [2, 3, 4]
    for each in opened:
        each.close()


def test_a_connection_to_two_files_reads_and_attaches_no_other(
    store: Store, tmp_path: Path
) -> None:
    database.connect(tmp_path / "other.duckdb", read_only=False).close()
    with (
        load.opened(store.folder) as (_, connection),
        pytest.raises(database.Fault, match="disabled by configuration"),
    ):
        connection.execute(f"attach '{tmp_path}/other.duckdb'")
    with (
        load.opened(store.folder) as (_, connection),
        pytest.raises(database.Fault, match="read-only"),
    ):
        connection.execute("delete from base.raw.files")


def test_a_small_store_is_copied_whole(store: Store, adding: pytest.MonkeyPatch) -> None:
    adding.setattr(bases, "ADD_FROM_BYTES", 1 << 40)
    store.load({"d.835": a_file(a_set("T3", denied=["D"]))})
    assert names_of_files(store) == {BASE, ADDED, "denials-000003.duckdb"}
    assert [name for (name,) in store.rows(CLAIMS)] == ["A", "B", "C", "D"]


def test_a_rebuild_is_whole_and_judges_the_rows_of_both(
    store: Store, adding: pytest.MonkeyPatch
) -> None:
    begun_with: list[int] = []
    build = database.build_models

    def noting(connection: Connection, **named: bool) -> None:
        marts = "select count(*) from duckdb_tables() where schema_name in ('marts', 'signals')"
        begun_with.extend(connection.execute(marts).fetchone())
        build(connection, **named)

    adding.setattr(database, "build_models", noting)
    assert loading.rebuild(store.folder) == 3
    assert begun_with == [0]  # no marts were copied only to be dropped
    assert "denials-000003.duckdb" in names_of_files(store)
    assert [name for (name,) in store.rows(CLAIMS)] == ["A", "B", "C"]
    assert_no_check_finds_anything(store)


def test_an_edited_list_is_judged_beside_the_base_with_a_load_and_by_itself(store: Store) -> None:
    """A, B and C were denied for 97, D is; the team says twice whose work that is."""
    owners = "select patient_control_number, owner from marts.remitted_lines order by 1"
    notebook.save_carc_rule(store.folder, notebook.CarcRule("97", owner="Front desk"))
    store.load({"d.835": a_file(a_set("T3", denied=["D"]))})
    assert "denials-000003-on-000001.duckdb" in names_of_files(store)
    assert store.rows(owners) == [(claim, "Front desk") for claim in "ABCD"]
    notebook.save_carc_rule(store.folder, notebook.CarcRule("97", owner="Clinic"))
    assert loading.rebuild(store.folder) == 4
    assert "denials-000004-on-000001.duckdb" in names_of_files(store)
    assert store.rows(owners) == [(claim, "Clinic") for claim in "ABCD"]
    assert_no_check_finds_anything(store)


# Folding


def rows_of_everything(store: Store) -> dict[str, tuple]:
    """Of each table and view that a question may read: its rows, counted and hashed."""
    with load.opened(store.folder) as (_, connection):
        named = connection.execute(
            "select distinct table_schema || '.' || table_name from information_schema.tables"
            " where table_schema in ('raw', 'staging', 'reference', 'marts', 'signals', 'sums')"
        ).fetchall()
        return {
            name: connection.execute(
                f"select count(*), sum(hash(said)::hugeint) from {name} as said"
            ).fetchall()[0]
            for (name,) in named
        }


def test_what_has_grown_is_folded_into_the_next_base_with_every_row(
    grown: Store, adding: pytest.MonkeyPatch
) -> None:
    before = rows_of_everything(grown)
    adding.setattr(bases, "FOLD_FROM_BYTES", 0)
    with snapshots.next_snapshot(
        grown.folder, database.versions(), on_base=lambda _: True
    ) as draft:
        draft.publish()
        assert bases.is_to_be_folded(snapshots.snapshot_files(grown.folder, draft.number))
        assert snapshots.fold(draft, bases.whole_maker(grown.folder, 500)) == 5
    assert names_of_files(grown) == {
        BASE,
        ADDED,
        "denials-000003-on-000001.duckdb",
        "denials-000005.duckdb",
    }
    assert rows_of_everything(grown) == before
    assert_no_check_finds_anything(grown)
    with load.opened(grown.folder) as (_, connection):
        assert database.versions_of(connection) == database.versions()
    grown.load({"e.835": a_file(a_set("T4", denied=["E"]))})
    assert [name for (name,) in grown.rows(CLAIMS)] == ["A", "B", "C", "D", "E"]


def test_a_load_folds_after_it_has_published_and_says_so(
    store: Store, adding: pytest.MonkeyPatch
) -> None:
    adding.setattr(bases, "FOLD_FROM_BYTES", 0)
    said: list[str] = []
    path = store.write("d.835", a_file(a_set("T3", denied=["D"])))
    report = load.load_paths(store.folder, [path], progress=lambda now: said.append(now.step))
    assert report.files[0].status == "loaded" and "writing the data as one file" in said
    assert snapshots.kept_snapshots(store.folder) == (4, 2, 1)
    assert report.snapshot == 4
    assert [name for (name,) in store.rows(CLAIMS)] == ["A", "B", "C", "D"]


def test_a_fold_that_fails_is_said_and_the_load_stands(
    store: Store, adding: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    adding.setattr(bases, "FOLD_FROM_BYTES", 0)
    adding.setattr(database, "make_whole", full)
    said: list[str] = []
    path = store.write("d.835", a_file(a_set("T3", denied=["D"])))
    report = load.load_paths(store.folder, [path], progress=lambda now: said.append(now.step))
    assert (report.snapshot, snapshots.current_snapshot(store.folder)) == (3, 3)
    assert any("could not be written as one file" in each for each in said)
    assert not list(store.folder.glob("work-*"))


# Rows of claims exchanged, in one file and beside a base


@pytest.fixture(scope="module")
def three_claims(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole database with a mart of three claims."""
    path = tmp_path_factory.mktemp("three") / "base.duckdb"
    shutil.copyfile(sound / BASE, path)
    with closing(database.connect(path, read_only=False)) as connection:
        connection.execute(
            "create table marts.made_up as"
            " from (values (1::bigint, 10), (2, 20), (2, 25), (3, 30)) as rows (claim_id, amount)"
        )
        connection.execute(
            "create table sums.made_up as from (values (date '2026-09-07', 10),"
            " (date '2026-09-14', 20), (date '2026-09-14', 25)) as rows (remit_week, amount)"
        )
    return path


@pytest.fixture(scope="module")
def beside_three_claims(three_claims: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that shows them as its base; to be copied, as making it takes longest of all."""
    own = tmp_path_factory.mktemp("beside") / "own.duckdb"
    files = SnapshotFiles(own, three_claims)
    with closing(database.connect(files, read_only=False, has_few_rows=True)) as connection:
        database.prepare(connection, canonical_columns(), {}, bytes(32))
    return own


@pytest.fixture(params=["one file", "beside a base"])
def marts(
    request: pytest.FixtureRequest, three_claims: Path, beside_three_claims: Path, tmp_path: Path
) -> Iterator[Connection]:
    """The mart, to be changed in one file or beside a base."""
    where: Path | SnapshotFiles = shutil.copyfile(three_claims, tmp_path / "base.duckdb")
    if request.param == "beside a base":
        own = shutil.copyfile(beside_three_claims, tmp_path / "own.duckdb")
        where = SnapshotFiles(own, tmp_path / "base.duckdb")
    with closing(database.connect(where, read_only=False, has_few_rows=True)) as connection:
        database.prepare(connection, canonical_columns(), {}, bytes(32))
        connection.execute("attach ':memory:' as judged")
        connection.execute("create schema judged.marts")
        yield connection


def judge(
    connection: Connection,
    touched: list[int],
    rows: list[tuple[int, int]],
    are_new: bool = False,
) -> None:
    """Exchange the rows of the touched claims for these."""
    connection.execute("create or replace temp table touched_claims (claim_id bigint)")
    connection.executemany("insert into touched_claims values (?)", [(each,) for each in touched])
    connection.execute("create or replace table judged.marts.made_up (claim_id bigint, amount int)")
    if rows:
        connection.executemany("insert into judged.marts.made_up values (?, ?)", rows)
    connection.execute("begin")
    database.replace_rows(connection, "made_up", "judged", are_new=are_new)
    connection.execute("commit")


def amounts(connection: Connection) -> list[tuple[int, int]]:
    return connection.execute("from marts.made_up order by all").fetchall()


def test_rows_of_touched_claims_are_exchanged_and_all_others_stay(marts: Connection) -> None:
    judge(marts, [2, 4], [(2, 21), (4, 40)])
    assert amounts(marts) == [(1, 10), (2, 21), (3, 30), (4, 40)]


def test_a_claim_touched_again_has_its_last_rows_only(marts: Connection) -> None:
    judge(marts, [2, 4], [(2, 21), (4, 40)])
    judge(marts, [2, 4], [(2, 22), (2, 23)])
    assert amounts(marts) == [(1, 10), (2, 22), (2, 23), (3, 30)]


def test_after_claims_that_are_all_new_those_that_were_there_are_exchanged(
    marts: Connection,
) -> None:
    judge(marts, [4], [(4, 40)], are_new=True)
    assert amounts(marts) == [(1, 10), (2, 20), (2, 25), (3, 30), (4, 40)]
    judge(marts, [2, 4], [(2, 21), (4, 41)])
    assert amounts(marts) == [(1, 10), (2, 21), (3, 30), (4, 41)]


def test_claims_that_turn_out_to_be_one_have_the_rows_of_the_smallest(marts: Connection) -> None:
    judge(marts, [1, 3], [(1, 99)])
    assert amounts(marts) == [(1, 99), (2, 20), (2, 25)]


def test_a_mart_judged_as_a_whole_is_taken_whole(marts: Connection) -> None:
    marts.execute("create table judged.marts.made_up as select 9::bigint as claim_id, 90 as amount")
    for _ in range(2):
        database.replace_table(marts, "marts.made_up", "from judged.marts.made_up")
    assert amounts(marts) == [(9, 90)]


def test_a_mart_judged_as_a_whole_is_not_written_beside_a_base_where_it_is_as_before(
    marts: Connection,
) -> None:
    rows = "from marts.made_up order by amount desc"
    database.replace_table(marts, "marts.made_up", f"select * from ({rows})")
    assert amounts(marts) == [(1, 10), (2, 20), (2, 25), (3, 30)]
    if database.adds_to_base(marts):
        assert marts.execute("from changed.states").fetchall() == []
    database.replace_table(marts, "marts.made_up", f"from ({rows}) where amount > 10")
    assert amounts(marts) == [(2, 20), (2, 25), (3, 30)]


def test_of_a_mart_judged_as_a_whole_only_rows_that_changed_are_written_beside_a_base(
    marts: Connection,
) -> None:
    """30 becomes 31, then 30 again; 25 comes twice, then once; 10 goes and comes back."""
    rows = "from (values (2, 20), (2, 25), (2, 25), (3, 31)) as rows (claim_id, amount)"
    database.replace_table(marts, "marts.made_up", rows)
    assert amounts(marts) == [(2, 20), (2, 25), (2, 25), (3, 31)]
    if database.adds_to_base(marts):
        own = marts.execute("from changed.made_up order by all").fetchall()
        assert own == [(2, 25), (2, 25), (3, 31)]
    rows = "from (values (1, 10), (2, 20), (2, 25), (3, 30)) as rows (claim_id, amount)"
    database.replace_table(marts, "marts.made_up", rows)
    assert amounts(marts) == [(1, 10), (2, 20), (2, 25), (3, 30)]


def test_a_small_table_taken_over_can_be_changed_row_by_row(marts: Connection) -> None:
    for _ in range(2):
        database.make_own(marts, "marts.made_up")
    marts.execute("delete from marts.made_up where claim_id = 2")
    assert amounts(marts) == [(1, 10), (3, 30)]


def test_rows_are_added_to_a_mart_whose_rows_are_never_exchanged(marts: Connection) -> None:
    for amount in (40, 50):
        row = "select 2::bigint as claim_id, $amount as amount"
        database.add_rows(marts, "marts.made_up", row, {"amount": amount})
    assert amounts(marts) == [(1, 10), (2, 20), (2, 25), (2, 40), (2, 50), (3, 30)]


def test_rows_of_weeks_are_exchanged_and_all_others_stay(marts: Connection) -> None:
    first, second, third = date(2026, 9, 7), date(2026, 9, 14), date(2026, 9, 21)
    for weeks, amount in (([second, third], 5), ([second], 6), ([], 7)):
        row = "select unnest($weeks) as remit_week, $amount as amount"
        values = {"weeks": weeks, "amount": amount}
        database.replace_weeks(marts, "sums.made_up", weeks, row, values)
    kept = marts.execute("from sums.made_up order by all").fetchall()
    assert kept == [(first, 10), (second, 6), (third, 5)]


def test_after_all_is_judged_anew_rows_are_exchanged_in_the_new_tables(marts: Connection) -> None:
    judge(marts, [2], [(2, 21)])
    database.build_models(marts)
    marts.execute("create table marts.made_up as select 2::bigint as claim_id, 5 as amount")
    judge(marts, [2], [(2, 6)])
    assert amounts(marts) == [(2, 6)]


def test_signals_of_the_base_are_replaced_beside_it(marts: Connection) -> None:
    for count in (3, 4):
        weeks = pd.DataFrame({"combination_count": [count]})
        database.keep_signals(marts, {"judged_weeks": weeks})
    kept = marts.execute("select combination_count from signals.judged_weeks").fetchall()
    assert kept == [(4,)]


def test_only_claims_that_the_base_has_are_hidden_in_it(marts: Connection) -> None:
    judge(marts, [2, 4, 5], [(2, 21), (4, 40)])
    if database.adds_to_base(marts):
        hidden = marts.execute("from changed.replaced_claims order by all").fetchall()
        assert hidden == [(2,)]


def test_a_base_of_another_version_is_not_added_to(three_claims: Path, tmp_path: Path) -> None:
    path = shutil.copyfile(three_claims, tmp_path / "base.duckdb")
    with closing(database.connect(path, read_only=False)) as connection:
        connection.execute(
            """comment on table raw.files is
            '{"queries": "other", "raw_version": 1, "product_version": "0.2.0"}'"""
        )
    files = SnapshotFiles(tmp_path / "own.duckdb", path)
    with (
        closing(database.connect(files, read_only=False)) as connection,
        pytest.raises(RuntimeError, match="another version"),
    ):
        database.prepare(connection, canonical_columns(), {}, bytes(32))


def made_by_an_older_version(store: Store) -> None:
    """Let base and pointer say that another version made them."""
    path, older = store.folder / BASE, Versions("older", database.versions().raw_version, "0.1.9")
    with closing(database.connect(path, read_only=False)) as connection:
        connection.execute(f"comment on table raw.files is '{json.dumps(asdict(older))}'")
    found = pointer.read(store.folder / "current.json")
    kept = [replace(each, versions=older) for each in found.kept]
    sizes = {"byte_count": path.stat().st_size, "checksum": files.checksum_of(path)}
    kept = [replace(each, **sizes) if each.file_name == BASE else each for each in kept]
    pointer.write(store.folder, replace(found, kept=tuple(kept)))


def test_an_older_store_on_a_base_is_judged_anew_whole_with_every_row(store: Store) -> None:
    rows = rows_of_everything(store)
    made_by_an_older_version(store)
    load.refresh(store.folder)
    assert names_of_files(store) == {BASE, ADDED, "denials-000003.duckdb"}
    given = ("raw.", "staging.", "reference.")  # the marts are judged from these
    after = rows_of_everything(store)
    assert {name: after[name] for name in after if name.startswith(given)} == {
        name: rows[name] for name in rows if name.startswith(given)
    }
    assert [name for (name,) in store.rows(CLAIMS)] == ["A", "B", "C"]
    with load.opened(store.folder) as (_, connection):
        assert database.versions_of(connection) == database.versions()


def test_a_load_does_not_add_to_a_base_of_an_older_version(store: Store) -> None:
    made_by_an_older_version(store)
    store.load({"d.835": a_file(a_set("T3", denied=["D"]))})
    assert "denials-000003.duckdb" in names_of_files(store)
    assert [name for (name,) in store.rows(CLAIMS)] == ["A", "B", "C", "D"]


# Damage


def test_a_damaged_base_is_named_by_whoever_reads_from_it(store: Store) -> None:
    path = store.folder / BASE
    content = bytearray(path.read_bytes())
    content[12288:] = bytes(len(content) - 12288)
    path.write_bytes(content)
    reason = (
        f"Snapshot 2 is damaged: the bytes of its base {BASE} are not those that were published"
    )
    with (
        pytest.raises(DamagedSnapshot, match=reason),
        load.opened(store.folder) as (_, connection),
    ):
        connection.execute("select sum(hash(t)) from raw.remittance_835_claims as t").fetchall()
    assert load.damaged_snapshots(store.folder)[2].startswith(reason)


def test_a_missing_base_is_said_with_the_way_out_and_nothing_is_deleted(store: Store) -> None:
    (store.folder / BASE).unlink()
    with (
        pytest.raises(DamagedSnapshot, match=f"its base {BASE} is missing"),
        load.opened(store.folder),
    ):
        pass
    assert names_of_files(store) == {ADDED}


def test_without_a_pointer_recover_finds_the_newest_snapshot_with_its_base(store: Store) -> None:
    (store.folder / "current.json").unlink()
    assert load.recover(store.folder).number == 2
    assert [name for (name,) in store.rows(CLAIMS)] == ["A", "B", "C"]
