"""A store in parts: what workers wrote as Parquet files is, row by row, what one process makes.

The story is loaded by two processes that leave parts; what comes later is beside them. Folders have
names that mean something in a statement or a pattern.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analytics import database, load, notebook, snapshots
from analytics.database import Connection, SliceTold, migrations, slice_files
from analytics.load import bases, loading, spread, tasks
from analytics.load.tasks import MartsToMerge, SliceToJudge
from analytics.snapshots import files, pointer
from analytics.vocabulary import DamagedSnapshot, DenialsError, Versions
from benchmarks.cluster.compare import unlike
from tests import story
from tests.cluster.small_work import cut_into_parts
from tests.given import a_denied_claim, an_835

PROCESSES = "processes:2"
JUDGE, MERGE = tasks.judge_handed, tasks.merge_handed
OWN, PARTS = "denials-000001.duckdb", "denials-000001.parts"
# What is counted when, and by which load.
OF_LOADS = {"load_number", "loaded_at"}


class WorksHere:
    """An engine of two workers that are this process: what they do is what is tried, not who."""

    worker_count = 2

    def submit(self, work: Callable[[Any], Any], given: Any) -> Future[Any]:
        """The answer, worked out at once."""
        answer: Future[Any] = Future()
        try:
            answer.set_result(work(given))
        except Exception as fault:
            answer.set_exception(fault)
        return answer


@contextmanager
def works_here(_: str) -> Iterator[WorksHere]:
    mask = os.umask(0o077)
    yield WorksHere()
    os.umask(mask)


def cut_story(patch: pytest.MonkeyPatch) -> None:
    """Let the 77 claims of the story be three slices, written as two parts of each mart."""
    cut_into_parts(patch)
    patch.setattr(spread, "LEAST_CLAIMS_OF_SLICE", 26)


@pytest.fixture(autouse=True)
def few_claims_make_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A load of a few claims is cut, and leaves parts, as a large one does."""
    cut_story(monkeypatch)
    monkeypatch.setattr(loading, "opened_engine", works_here)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """The story: its files, as one process loads it, and in parts."""
    folder = tmp_path_factory.mktemp("told")
    paths, one, parts = (folder / name for name in ("files", "one", "O'Brien's [1] *"))
    paths.mkdir()
    for name, text in story.FILES.items():
        (paths / name).write_text(text)
    load.load_paths(one, [paths])
    parts.mkdir(mode=0o700)
    shutil.copy(one / "patients.key", parts)
    with pytest.MonkeyPatch.context() as patch:
        cut_story(patch)
        load.load_paths(parts, [paths], engine=PROCESSES)  # real ones, here
    return paths, one, parts


@pytest.fixture
def store(told: tuple[Path, Path, Path], tmp_path: Path) -> Path:
    """A copy of the store in parts, to be changed: in another folder, as after a move."""
    return Path(shutil.copytree(told[2], tmp_path / "moved [2]" / "store"))


def a_later_file(folder: Path, name: str = "later.835") -> Path:
    """A denial of a claim that the story does not have."""
    path = folder / name
    path.write_text(an_835(a_denied_claim(f"Z{name}"), trace=f"Z{name}"))
    return path


def names_in(store: Path) -> set[str]:
    return {path.name for path in store.glob("denials-*")}


def test_marts_answers_and_checks_are_those_of_one_process(
    told: tuple[Path, Path, Path], store: Path
) -> None:
    assert unlike(told[1], store) == {}
    assert [check for check in load.check(store) if check.offending_row_count] == []
    assert load.damaged_snapshots(store) == {}
    assert load.state_of(store).kind == "ready"


def test_what_grows_with_claims_is_in_few_parts_and_the_rest_in_a_file(store: Path) -> None:
    assert names_in(store) == {OWN, PARTS}
    in_parts = {path.name for path in (store / PARTS).iterdir() if path.is_dir()}
    assert {"marts.line_outcomes", "marts.claims", "raw.remittance_835_lines"} <= in_parts
    with database.connect(store / OWN) as connection:  # the file alone, without its parts
        tables = {
            f"{schema}.{name}"
            for schema, name in connection.execute(
                "select schema_name, table_name from duckdb_tables()"
            ).fetchall()
        }
    assert {"marts.denial_weeks", "marts.payers", "raw.files", "reference.carc"} <= tables
    assert not in_parts & tables
    paths = [path.relative_to(store / PARTS) for path in (store / PARTS).rglob("*.parquet")]
    assert max(sum(path.parent == other.parent for other in paths) for path in paths) > 1
    assert json.loads((store / PARTS / "parts.json").read_text()).keys() == {
        path.as_posix() for path in paths
    }


def test_parts_are_closed_to_others(store: Path) -> None:
    paths = [store / PARTS, *(store / PARTS).rglob("*")]
    assert {path.stat().st_mode & 0o077 for path in paths} == {0}


def test_a_later_load_adds_to_parts_as_to_any_base_and_can_be_undone(
    store: Path, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in (store / PARTS).rglob("*.parquet")}
    assert load.load_paths(store, [a_later_file(tmp_path)], engine=PROCESSES).snapshot == 2
    assert names_in(store) == {OWN, PARTS, "denials-000002-on-000001.duckdb"}
    assert {path: path.read_bytes() for path in before} == before
    assert load.damaged_snapshots(store) == {}
    anew = Path(shutil.copytree(store, tmp_path / "anew"))
    load.rebuild(anew)
    assert names_in(anew) == names_in(store) | {"denials-000003.duckdb"}
    assert unlike(anew, store, OF_LOADS) == {}
    assert load.undo(store) == 1
    assert [check for check in load.check(store) if check.offending_row_count] == []


def test_a_file_that_parts_hold_is_known_as_loaded_before(
    told: tuple[Path, Path, Path], store: Path
) -> None:
    report = load.load_paths(store, sorted(told[0].iterdir()))
    assert {file.status for file in report.files} == {"duplicate"}
    assert report.snapshot == 1


def test_what_was_added_is_folded_into_new_parts(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = a_later_file(tmp_path)
    beside = Path(shutil.copytree(store, tmp_path / "beside"))
    load.load_paths(beside, [later])
    monkeypatch.setattr(bases, "FOLD_FROM_BYTES", 0)
    monkeypatch.setattr(bases, "FOLD_SHARE", 0.0)
    assert load.load_paths(store, [later]).snapshot == 3
    assert {"denials-000003.duckdb", "denials-000003.parts"} <= names_in(store)
    assert snapshots.kept_snapshots(store) == (3, 1)
    assert unlike(beside, store) == {}
    assert load.damaged_snapshots(store) == {}
    monkeypatch.setattr(bases, "FOLD_SHARE", 1.0)
    load.load_paths(store, [a_later_file(tmp_path, "last.835")])
    assert "denials-000004-on-000003.duckdb" in names_in(store)
    assert load.undo(store) == 3


def test_lists_that_were_edited_are_judged_beside_parts(store: Path, tmp_path: Path) -> None:
    notebook.save_carc_rule(store, notebook.CarcRule("97", is_denial=False))
    number = load.rebuild(store)
    assert f"denials-{number:06d}-on-000001.duckdb" in names_in(store)
    anew = Path(shutil.copytree(store, tmp_path / "anew"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "_edited_judged", lambda *_: None)
        load.rebuild(anew)
    # Sums go by numbers that names got when they first came.
    by_numbers = ("sums.", "signals.attribute_values")
    assert [name for name in unlike(anew, store) if not name.startswith(by_numbers)] == []


@pytest.fixture
def older_store(store: Path) -> Path:
    """The store as it would be if an earlier version had made it."""
    made_before(store, replace(database.versions(), queries="of an earlier version"))
    return store


def made_before(store: Path, earlier: Versions) -> None:
    """Let every snapshot, each whole or in parts, and the pointer say what made them."""
    found = pointer.read(store / pointer.NAME)
    assert found
    kept = []
    for each in found.kept:
        path, sealed = store / each.file_name, each.parts
        with closing(database.connect(path, read_only=False)) as connection:
            migrations.keep_made_by(connection, earlier)
        if sealed:
            sealed = snapshots.parts.seal(snapshots.parts.parts_of(store, each.number).folder)
        size, checksum = path.stat().st_size, files.checksum_of(path)
        known = {"byte_count": size, "checksum": checksum, "parts": sealed}
        kept.append(replace(each, versions=earlier, **known))
    pointer.write(store, replace(found, kept=tuple(kept)))


def test_what_an_earlier_version_left_in_parts_is_judged_again_as_one_file(
    told: tuple[Path, Path, Path], older_store: Path
) -> None:
    assert load.state_of(older_store).kind == "older"
    assert load.refresh(older_store).kind == "ready"
    assert names_in(older_store) == {OWN, PARTS, "denials-000002.duckdb"}
    assert unlike(told[1], older_store) == {}
    assert load.undo(older_store) == 1


def test_a_load_by_an_engine_judges_what_an_earlier_version_left_again_into_parts(
    older_store: Path, tmp_path: Path
) -> None:
    assert load.load_paths(older_store, [a_later_file(tmp_path)], engine=PROCESSES).snapshot == 2
    assert names_in(older_store) == {OWN, PARTS, "denials-000002.duckdb", "denials-000002.parts"}
    assert [check for check in load.check(older_store) if check.offending_row_count] == []
    with load.opened(older_store) as (_, connection):
        asked = "select count(*) from marts.claims where patient_control_number like 'Z%'"
        assert connection.execute(asked).fetchall() == [(1,)]


def test_a_patients_medicare_number_goes_from_what_an_earlier_version_left_in_parts(
    older_store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "moved.835"
    moved = [("WO", "1"), ("WO", "-1")]
    path.write_text(an_835(a_denied_claim("Z1"), trace="Z1", provider_adjustments=moved))
    load.load_paths(older_store, [path], engine=PROCESSES)
    folder = older_store / "denials-000002.parts"
    (part,) = (folder / "raw.remittance_835_provider_adjustments").glob("*.parquet")
    told = pq.read_table(part)
    given = [
        "12026001234567800  1EG4TE5MK73" if amount == "1" else "REFERENCE"
        for amount in told["amount"].to_pylist()
    ]
    place = told.column_names.index("reference_id")
    pq.write_table(told.set_column(place, "reference_id", pa.array(given)), part)
    made_before(older_store, replace(database.versions(), queries="of before", raw_version=2))
    load.refresh(older_store)
    assert names_in(older_store) >= {"denials-000003.duckdb", "denials-000002.duckdb"}
    assert "denials-000002.parts" not in names_in(older_store)
    for number in (3, 2):
        assert snapshots.damage_of(older_store, number, database.reads_whole) == ""
        with database.connect(snapshots.snapshot_files(older_store, number)) as connection:
            told = connection.execute(
                "select reference_id from raw.remittance_835_provider_adjustments"
                " order by amount desc"
            ).fetchall()
        assert told == [("12026001234567800",), ("REFERENCE",)]


LINES = "marts.line_outcomes/part_00000.parquet"
DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a part is missing": (
        lambda parts: (parts / LINES).unlink(),
        f"its part {PARTS}/{LINES} is missing",
    ),
    "all parts are missing": (shutil.rmtree, f"its part {PARTS}/parts.json is missing"),
    "a part is shorter": (
        lambda parts: (parts / LINES).write_bytes(b"PAR1"),
        f"its part {PARTS}/{LINES} has 4 bytes and was published with ",
    ),
    "the list is another": (
        lambda parts: (parts / "parts.json").write_text("{}"),
        f"the list of its parts, {PARTS}/parts.json, is not as it was published",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_parts_are_said_in_one_sentence_that_names_them(store: Path, damage: str) -> None:
    do, sentence = DAMAGES[damage]
    do(store / PARTS)
    state = load.state_of(store)
    assert state.kind == "damaged"
    assert str(state.fault).startswith(f"Snapshot 1 is damaged: {sentence}")
    with pytest.raises(DamagedSnapshot):
        load.load_paths(store, [a_later_file(store.parent)])
    with pytest.raises(DenialsError, match=r"No snapshot in .* can be read"):
        load.recover(store)


def test_one_byte_changed_in_a_part_is_found_when_it_is_read_through(store: Path) -> None:
    path = store / PARTS / LINES
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    assert load.damaged_snapshots(store)[1].startswith(
        f"Snapshot 1 is damaged: the bytes of its part {PARTS}/{LINES} are not those"
    )


def test_recover_finds_a_snapshot_in_parts_without_a_pointer(
    told: tuple[Path, Path, Path], store: Path
) -> None:
    (store / "current.json").unlink()
    assert load.recover(store).number == 1
    assert load.damaged_snapshots(store) == {}
    assert unlike(told[1], store) == {}


def doubles_what_was_denied(given: SliceToJudge) -> SliceTold:
    """Judge a slice, and alter a mart before its worker checks it."""
    written = slice_files._written

    def altered(connection: Connection, *more: Any) -> SliceTold:
        connection.execute("update part.marts.line_outcomes set denied_amount = 2 * denied_amount")
        return written(connection, *more)

    slice_files._written = altered
    try:
        return JUDGE(given)
    finally:
        slice_files._written = written


def loses_a_row(given: MartsToMerge) -> None:
    """Merge slices, and lose a row of one part."""
    MERGE(given)
    (path, *_) = sorted((given.handed.parts.folder / "marts.claims").glob("*.parquet"))
    fewer = path.with_suffix(".fewer")
    with database.connect(None, files_to_read=[path.parent]) as connection:
        connection.execute(f"copy (from '{path}' offset 1) to '{fewer}' (format parquet)")
    fewer.replace(path)


def test_what_a_workers_checks_find_is_said_and_nothing_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spread.tasks, "judge_handed", doubles_what_was_denied)
    store = tmp_path / "store"
    with pytest.raises(DenialsError, match=r"nothing was published .* check \w+ found \d+ row"):
        load.load_paths(store, [a_later_file(tmp_path)], engine=PROCESSES)
    assert names_in(store) == set()


def test_a_row_that_is_lost_on_its_way_into_parts_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spread.tasks, "merge_handed", loses_a_row)
    store = tmp_path / "store"
    with pytest.raises(DenialsError, match=r"marts.claims lost rows on their way into parts"):
        load.load_paths(store, [a_later_file(tmp_path)], engine=PROCESSES)
    assert names_in(store) == set()


def test_workers_and_the_load_run_each_check_once_between_them() -> None:
    every = {file.path.stem for file in database.check_files()}
    assert every - database.checks_of_claims() == {
        "claims_loaded_twice",
        "payer_weeks_not_recounted",
    }
