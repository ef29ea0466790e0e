"""Snapshots with parts: file and folder are published, kept and removed together."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest

from analytics import snapshots
from analytics.vocabulary import SnapshotFiles
from tests.disk_steps import noted_disk_steps
from tests.test_snapshots import KILL, MOMENTS, files_in, lines_of, run_in_a_process
from tests.test_snapshots_on_bases import a_load_on_base, reads

FILE, PARTS = "denials-000001.duckdb", "denials-000001.parts"


def a_load_in_parts(store: Path, text: str) -> int:
    """Publish a snapshot whose file and one part say this."""
    with snapshots.next_snapshot(store, make_whole=joined) as draft:
        draft.path.write_text(f"{text}\n")
        (draft.parts.folder / "marts.claims").mkdir(parents=True)
        (draft.parts.folder / "marts.claims" / "part_0.parquet").write_text(text)
        draft.publish()
    return draft.number


def joined(files: SnapshotFiles, target: Path) -> None:
    whole = [path for path in (files.base, files.path) if path]
    target.write_text("".join(path.read_text() for path in whole))


def parts_of(store: Path) -> str:
    """What the part of the current snapshot, or of its base, says."""
    files = snapshots.current_files(store)
    assert files and files.parts
    return (files.parts.folder / "marts.claims" / "part_0.parquet").read_text()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    a_load_in_parts(tmp_path, "one")
    return tmp_path


def test_parts_are_published_with_their_file(store: Path) -> None:
    assert files_in(store) == {FILE, PARTS}
    assert (lines_of(store), parts_of(store)) == (["one"], "one")
    assert snapshots.damage_of(store, 1, reads) == ""


def test_what_adds_to_a_snapshot_reads_its_parts_and_keeps_them(store: Path) -> None:
    for number in range(2, 8):
        a_load_on_base(store, f"{number}")
        assert parts_of(store) == "one"
    assert {FILE, PARTS} <= files_in(store)
    assert snapshots.kept_snapshots(store) == (7, 6, 5, 4, 3)


def test_parts_go_with_the_last_snapshot_that_needs_them(store: Path) -> None:
    for number in range(2, 6):
        a_load_in_parts(store, f"{number}")
    assert PARTS in files_in(store)
    a_load_in_parts(store, "6")
    assert not {FILE, PARTS} & files_in(store)
    assert len(files_in(store)) == 10
    assert snapshots.undo(store) == 5 and parts_of(store) == "5"


def test_a_draft_that_is_not_published_leaves_no_parts(store: Path) -> None:
    with snapshots.next_snapshot(store, make_whole=joined) as draft:
        draft.path.write_text("two")
        draft.parts.folder.mkdir()
    assert files_in(store) == {FILE, PARTS}


def test_a_snapshot_made_whole_of_one_with_parts_needs_them_no_more(store: Path) -> None:
    """As an older version's is judged again: all rows are in its file."""
    with snapshots.next_snapshot(store, make_whole=joined) as draft:
        draft.publish()
    files = snapshots.current_files(store)
    assert files and files.parts is None
    assert lines_of(store) == ["one"]


def test_parts_are_on_disk_before_the_pointer_moves(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = noted_disk_steps(store, monkeypatch)
    a_load_in_parts(store, "two")
    building = "denials-000002.building"
    assert [step for step in steps if "removed" not in step] == [
        f"on disk: {building}.duckdb",
        f"on disk: {building}.parts/marts.claims/part_0.parquet",
        f"on disk: {building}.parts/parts.json",
        f"on disk: {building}.parts",
        f"on disk: {building}.parts/marts.claims",
        "on disk: .",
        "on disk: current.json.new",
        f"renamed: {building}.parts to denials-000002.parts",
        f"renamed: {building}.duckdb to denials-000002.duckdb",
        "on disk: .",
        "renamed: current.json.new to current.json",
        "on disk: .",
    ]


LOAD = (
    "with snapshots.next_snapshot(store, make_whole=lambda *_: None) as draft:\n"
    "    draft.path.write_text('second\\n')\n"
    "    (draft.parts.folder / 'marts.claims').mkdir(parents=True)\n"
    "    (draft.parts.folder / 'marts.claims' / 'part_0.parquet').write_text('second')\n"
    "    {body}\n"
    "    draft.publish()\n"
)
BETWEEN = {
    "while parts are written": "snapshots.parts.files.write_whole = die\n",
    "before the name of its parts": "snapshots.files.patiently = lambda do: seen.append(1) or "
    "len(seen) < 2 and do() or die()\nseen = []\n",
    "between the two names": "snapshots.files.patiently = lambda do: seen.append(1) or "
    "len(seen) < 3 and do() or die()\nseen = []\n",
}
MOMENTS_OF_PARTS = {
    name: step
    for name, step in (MOMENTS | BETWEEN).items()
    if name not in ("while copying", "within the pointer", "before its name")
}


@pytest.mark.parametrize("moment", MOMENTS_OF_PARTS)
def test_a_load_in_parts_killed_at_any_moment_loses_nothing(store: Path, moment: str) -> None:
    body = "die()" if moment == "while filling" else "pass"
    script = KILL + MOMENTS_OF_PARTS[moment] + LOAD.format(body=body)

    killed = run_in_a_process(store, script)
    _, errors = killed.communicate(timeout=60)

    assert killed.returncode == -signal.SIGKILL, errors
    published = "second" if moment == "after the pointer" else "one"
    assert (lines_of(store), parts_of(store)) == ([published], published)
    number = a_load_in_parts(store, "third")
    assert parts_of(store) == "third"
    kept = {1, number} | ({2} if moment == "after the pointer" else set())
    assert files_in(store) == {
        f"denials-{each:06d}.{ending}" for each in kept for ending in ("duckdb", "parts")
    }


def test_a_first_load_in_parts_killed_between_the_two_names_leaves_nothing(tmp_path: Path) -> None:
    named = "to if str(self).endswith('.parts') else die()"
    step = f"given = Path.replace\nPath.replace = lambda self, to: given(self, {named})\n"
    killed = run_in_a_process(tmp_path, KILL + step + LOAD.format(body="pass"))
    killed.communicate(timeout=60)
    assert PARTS in files_in(tmp_path) and snapshots.current_snapshot(tmp_path) is None
    number = a_load_in_parts(tmp_path, "second")
    assert files_in(tmp_path) == {f"denials-{number:06d}.{each}" for each in ("duckdb", "parts")}


def test_undo_passes_over_a_snapshot_whose_parts_are_damaged(store: Path) -> None:
    a_load_in_parts(store, "two")
    a_load_in_parts(store, "three")
    (store / "denials-000002.parts" / "marts.claims" / "part_0.parquet").write_text("TWO")
    assert snapshots.undo(store, reads) == 1
    assert parts_of(store) == "one"


def test_recover_without_a_pointer_passes_over_damaged_parts(store: Path) -> None:
    a_load_in_parts(store, "two")
    a_load_in_parts(store, "three")
    (store / "current.json").unlink()
    (store / "denials-000003.parts" / "marts.claims" / "part_0.parquet").write_text("THREE")
    found = snapshots.recover(store, reads)
    assert (found.number, found.damaged) == (2, (3,))
    assert snapshots.kept_snapshots(store) == (2, 1)
    assert parts_of(store) == "two"
    assert snapshots.damage_of(store, 2, reads) == ""
    shutil.rmtree(store / "denials-000002.parts")
    assert "parts.json is missing" in snapshots.damage_of(store, 2, reads)
