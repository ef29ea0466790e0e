"""Snapshots: whatever happens to a load, the last published one stays whole and readable."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics import snapshots
from analytics.snapshots import files
from analytics.vocabulary import DenialsError, NothingToUndo, StoreBusy, Versions
from tests.disk_steps import noted_disk_steps

ROOT = Path(__file__).parents[1]


def a_load(store: Path, text: str = "data") -> int:
    """Publish one more snapshot: what the current one holds, and a line of text."""
    with snapshots.next_snapshot(store) as draft:
        with draft.path.open("a") as file:
            file.write(f"{text}\n")
        draft.publish()
    return draft.number


def lines_of(store: Path) -> list[str]:
    path = snapshots.current_path(store)
    assert path is not None
    return path.read_text().splitlines()


def files_in(store: Path) -> set[str]:
    beside = {"load.lock", "current.json", "audit.sqlite", "audit.begun"}
    return {path.name for path in store.iterdir()} - beside


def run_in_a_process(store: Path, script: str, **options: object) -> subprocess.Popen[str]:
    """Start a Python process in which `store` and `snapshots` are at hand."""
    opening = (
        f"from pathlib import Path\nfrom analytics import snapshots\nstore = Path({str(store)!r})\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", opening + script],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def test_an_empty_store_has_no_snapshot(tmp_path: Path) -> None:
    assert snapshots.current_snapshot(tmp_path) is None
    assert snapshots.current_path(tmp_path) is None
    assert snapshots.current_path(tmp_path / "not there") is None


def test_each_load_adds_to_what_the_one_before_held(tmp_path: Path) -> None:
    assert [a_load(tmp_path, "first"), a_load(tmp_path, "second")] == [1, 2]

    assert snapshots.current_snapshot(tmp_path) == 2
    assert lines_of(tmp_path) == ["first", "second"]
    assert snapshots.snapshot_path(tmp_path, 1).read_text() == "first\n"


def test_the_pointer_says_which_snapshot_is_current_and_which_came_before(tmp_path: Path) -> None:
    for _ in range(3):
        a_load(tmp_path)
    pointer = json.loads((tmp_path / "current.json").read_text())
    assert (pointer["snapshot"], pointer["previous"]) == (3, [2, 1])


def test_only_the_last_five_snapshots_are_kept(tmp_path: Path) -> None:
    for _ in range(7):
        a_load(tmp_path)
    assert files_in(tmp_path) == {f"denials-00000{number}.duckdb" for number in (3, 4, 5, 6, 7)}


def test_a_snapshot_the_pointer_does_not_list_is_never_removed(tmp_path: Path) -> None:
    a_load(tmp_path)
    (tmp_path / "denials-000777.duckdb").write_text("put back from a backup")
    for _ in range(7):
        a_load(tmp_path)
    kept = {f"denials-{number:06d}.duckdb" for number in (780, 781, 782, 783, 784)}
    assert files_in(tmp_path) == kept | {"denials-000777.duckdb"}


def test_the_pointer_says_size_checksum_and_makers_of_every_kept_snapshot(tmp_path: Path) -> None:
    made_by = Versions("digest", 3, "0.2.0")
    with snapshots.next_snapshot(tmp_path, made_by) as draft:
        draft.path.write_text("data")
        draft.publish()
    a_load(tmp_path)
    kept = json.loads((tmp_path / "current.json").read_text())["kept"]
    assert [each["number"] for each in kept] == [2, 1]
    assert kept[1]["file_name"] == "denials-000001.duckdb"
    assert kept[1]["byte_count"] == 4
    # printf data | sha256sum
    assert kept[1]["checksum"] == (
        "sha256:3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7"
    )
    assert kept[1]["versions"] == {
        "queries": "digest",
        "raw_version": 3,
        "product_version": "0.2.0",
    }


def test_files_are_on_disk_before_the_pointer_and_their_names_before_it_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(6):
        a_load(tmp_path)
    steps = noted_disk_steps(tmp_path, monkeypatch)
    a_load(tmp_path)
    assert steps == [
        "on disk: denials-000007.building.duckdb",
        "on disk: .",
        "on disk: current.json.new",
        "renamed: denials-000007.building.duckdb to denials-000007.duckdb",
        "on disk: .",
        "renamed: current.json.new to current.json",
        "on disk: .",
        "removed: denials-000002.duckdb",
        *(f"removed: denials-000007.building.duckdb{ending}" for ending in ("", ".wal", ".tmp")),
    ]


def test_a_draft_that_is_not_published_leaves_nothing(tmp_path: Path) -> None:
    a_load(tmp_path, "first")
    with snapshots.next_snapshot(tmp_path) as draft:
        draft.path.write_text("half")
    assert files_in(tmp_path) == {"denials-000001.duckdb"}
    assert lines_of(tmp_path) == ["first"]


def test_a_load_that_fails_leaves_nothing_and_says_why(tmp_path: Path) -> None:
    a_load(tmp_path, "first")
    with pytest.raises(ZeroDivisionError), snapshots.next_snapshot(tmp_path) as draft:
        draft.path.write_text("half")
        draft.path.with_name(draft.path.name + ".wal").write_text("half")
        draft.path.with_name(draft.path.name + ".tmp").mkdir()
        raise ZeroDivisionError
    assert files_in(tmp_path) == {"denials-000001.duckdb"}
    assert a_load(tmp_path, "second") == 2


def test_a_draft_whose_database_is_still_open_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="closed"), snapshots.next_snapshot(tmp_path) as draft:
        draft.path.write_text("data")
        draft.path.with_name(draft.path.name + ".wal").write_text("not yet in the file")
        draft.publish()
    assert snapshots.current_snapshot(tmp_path) is None


def test_undo_publishes_the_snapshot_before(tmp_path: Path) -> None:
    a_load(tmp_path, "first")
    a_load(tmp_path, "second")
    assert snapshots.undo(tmp_path) == 1
    assert lines_of(tmp_path) == ["first"]


def test_a_number_that_was_undone_is_never_given_again(tmp_path: Path) -> None:
    for _ in range(3):
        a_load(tmp_path)
    snapshots.undo(tmp_path)
    snapshots.undo(tmp_path)
    assert a_load(tmp_path) == 4
    snapshots.undo(tmp_path)
    assert a_load(tmp_path) == 5
    assert files_in(tmp_path) == {"denials-000001.duckdb", "denials-000005.duckdb"}


@pytest.mark.parametrize("loads", [0, 1])
def test_there_is_nothing_to_undo_before_a_second_load(tmp_path: Path, loads: int) -> None:
    store = tmp_path / "store"
    for _ in range(loads):
        a_load(store)
    with pytest.raises(NothingToUndo):
        snapshots.undo(store)
    assert (snapshots.current_snapshot(store) or 0) == loads


def test_a_second_load_is_told_that_one_is_running(tmp_path: Path) -> None:
    a_load(tmp_path)
    with snapshots.next_snapshot(tmp_path), pytest.raises(StoreBusy, match="Another load"):
        a_load(tmp_path)
    with snapshots.next_snapshot(tmp_path), pytest.raises(StoreBusy):
        snapshots.undo(tmp_path)


def test_a_load_in_another_process_is_told_too(tmp_path: Path) -> None:
    running = run_in_a_process(
        tmp_path,
        "with snapshots.next_snapshot(store):\n    print('ready', flush=True)\n    input()\n",
    )
    assert running.stdout.readline() == "ready\n"
    with pytest.raises(StoreBusy):
        a_load(tmp_path)
    running.communicate("go on\n")
    assert a_load(tmp_path) == 1


KILL = (
    "import os, signal\n"
    "from analytics.snapshots import files, pointer, publishing, store as _\n"
    "die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
)
LOAD = (
    "with snapshots.next_snapshot(store) as draft:\n"
    "    draft.path.open('a').write('second\\n')\n"
    "    {body}\n"
    "    draft.publish()\n"
)
# Each replaces one step of a load by a kill. The steps stand in the order in which they come.
MOMENTS = {
    "while copying": "snapshots.files.copy = die\n",
    "while filling": "",
    "before it is on disk": "snapshots.files.sync_file = die\n",
    "before its folder is on disk": "snapshots.files.sync_folder = die\n",
    "before the pointer is written": "snapshots.pointer.prepare = die\n",
    "within the pointer": "snapshots.files.os.fsync = lambda _: seen.append(1) or "
    "len(seen) < 3 or die()\nseen = []\n",
    "before its name": "snapshots.files.patiently = lambda do: seen.append(1) or len(seen) < 2 "
    "and do() or die()\nseen = []\n",
    "before the pointer moves": "snapshots.pointer.publish = die\n",
    "after the pointer": "snapshots.publishing.remove_older = die\n",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_load_killed_at_any_moment_loses_nothing(tmp_path: Path, moment: str) -> None:
    a_load(tmp_path, "first")

    body = "die()" if moment == "while filling" else "pass"
    killed = run_in_a_process(tmp_path, KILL + MOMENTS[moment] + LOAD.format(body=body))
    _, errors = killed.communicate(timeout=60)

    assert killed.returncode == -signal.SIGKILL, errors
    published = ["first", "second"] if moment == "after the pointer" else ["first"]
    assert lines_of(tmp_path) == published
    number = a_load(tmp_path, "third")
    assert lines_of(tmp_path) == [*published, "third"]
    kept = {1, number} | ({2} if moment == "after the pointer" else set())
    assert files_in(tmp_path) == {f"denials-{n:06d}.duckdb" for n in kept}


def test_what_a_killed_load_had_unpacked_is_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "work-abc" / "unpacked").mkdir(parents=True)
    (tmp_path / "work-abc" / "unpacked" / "member.835").write_text("ISA")
    a_load(tmp_path)
    assert files_in(tmp_path) == {"denials-000001.duckdb"}


def test_a_killed_load_lets_go_of_the_lock(tmp_path: Path) -> None:
    running = run_in_a_process(
        tmp_path,
        "with snapshots.next_snapshot(store):\n    print('ready', flush=True)\n    input()\n",
    )
    running.stdout.readline()
    running.kill()
    running.wait()
    assert a_load(tmp_path) >= 1


def test_readers_find_a_whole_snapshot_at_every_moment(tmp_path: Path) -> None:
    a_load(tmp_path)
    stop, faults = threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            number = snapshots.current_snapshot(tmp_path)
            try:
                held = len(snapshots.snapshot_path(tmp_path, number).read_text().splitlines())
            except FileNotFoundError:
                # A reader held up while five loads were published comes too late for the first.
                passed = snapshots.current_snapshot(tmp_path) - number
                held = number if passed >= snapshots.KEPT_SNAPSHOTS else 0
            if held != number:
                faults.append((number, held))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(60):
        a_load(tmp_path)
    stop.set()
    reader.join()
    assert faults == []
    assert snapshots.current_snapshot(tmp_path) == 61


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB where we may mount one, else a folder to be used with a file limit."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    mounted = sys.platform == "linux" and os.geteuid() == 0 and not subprocess.call(mount)
    yield folder
    if mounted:
        subprocess.check_call(["umount", str(folder)])


def limit_file_size() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (64_000, 64_000))


def test_a_full_disk_during_a_load_is_said_in_one_sentence(small_disk: Path) -> None:
    a_load(small_disk, "first")
    load = (
        "from analytics.vocabulary import DenialsError\n"
        "try:\n"
        "    with snapshots.next_snapshot(store) as draft:\n"
        "        draft.path.write_text('x' * 1_000_000)\n"
        "        draft.publish()\n"
        "except DenialsError as fault:\n"
        "    print(fault)\n"
    )
    full = run_in_a_process(small_disk, load, preexec_fn=limit_file_size)
    said, errors = full.communicate(timeout=60)

    assert "disk" in said and "is full: nothing was loaded" in said, errors
    assert lines_of(small_disk) == ["first"]
    assert files_in(small_disk) == {"denials-000001.duckdb"}
    assert a_load(small_disk, "second") == 2


def test_a_full_disk_told_in_the_words_of_the_database_is_known_too(tmp_path: Path) -> None:
    with pytest.raises(DenialsError, match="is full"), snapshots.next_snapshot(tmp_path):
        raise RuntimeError("Could not write file: No space left on device")


def test_a_full_disk_at_the_last_step_keeps_the_pointer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_load(tmp_path, "first")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(DenialsError, match="is full"):
        patched.setattr(os, "fsync", full)
        a_load(tmp_path, "second")
    assert lines_of(tmp_path) == ["first"]
    assert files_in(tmp_path) - {"current.json.new"} == {"denials-000001.duckdb"}
    assert a_load(tmp_path, "second") == 2


def test_a_disk_that_fails_after_the_pointer_moved_does_not_cost_the_new_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_load(tmp_path, "first")
    calls = []
    sync_folder = files.sync_folder

    def failing(folder: Path) -> None:
        """The third: of the draft's folder, of its name, of the pointer's name."""
        calls.append(folder)
        if len(calls) == 3:
            raise OSError(5, "Input/output error")
        sync_folder(folder)

    with monkeypatch.context() as patched, pytest.raises(OSError, match="Input/output"):
        patched.setattr(files, "sync_folder", failing)
        a_load(tmp_path, "second")
    assert lines_of(tmp_path) == ["first", "second"]
    assert a_load(tmp_path, "third") == 3


def test_a_store_that_cannot_be_a_folder_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DenialsError, match="is a file, and data is kept in a folder"):
        a_load(tmp_path / "file")


def test_a_pointer_that_is_damaged_is_said_in_one_sentence(tmp_path: Path) -> None:
    a_load(tmp_path)
    (tmp_path / "current.json").write_text("{")
    with pytest.raises(DenialsError, match="damaged or not from this program"):
        snapshots.current_path(tmp_path)


def test_the_store_is_the_one_chosen_else_the_environments_else_in_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DENIALS_HOME", raising=False)
    assert snapshots.store_folder() == ROOT / "data"
    monkeypatch.setenv("DENIALS_HOME", str(tmp_path))
    assert snapshots.store_folder() == tmp_path
    assert snapshots.store_folder(tmp_path / "chosen") == tmp_path / "chosen"
