"""Snapshots that add to a base: a load writes a small file, and the base never changes."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from analytics import snapshots
from analytics.snapshots import pointer
from analytics.vocabulary import DamagedSnapshot, DenialsError, SnapshotFiles, Versions
from tests.disk_steps import noted_disk_steps
from tests.test_snapshots import KILL, MOMENTS, a_load, files_in, run_in_a_process


def joined(files: SnapshotFiles, target: Path) -> None:
    """What makes a snapshot whole, where snapshots are text."""
    target.write_text(files.base.read_text() + files.path.read_text())


def a_load_on_base(store: Path, text: str = "more", folds: bool = False) -> int:
    """Publish one more snapshot that adds a line to a base; folded or not."""
    with snapshots.next_snapshot(store, on_base=lambda _: True, make_whole=joined) as draft:
        with draft.path.open("a") as file:
            file.write(f"{text}\n")
        draft.publish()
        return (folds and snapshots.fold(draft, joined)) or draft.number


def lines_of(store: Path, number: int | None = None) -> list[str]:
    found = snapshots.snapshot_files(store, number or snapshots.current_snapshot(store))
    return [
        line for path in (found.base, found.path) if path for line in path.read_text().splitlines()
    ]


def reads(path: Path) -> bool:
    return path.read_text().endswith("\n")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Snapshot 1, whole, and 2 and 3, which add to it."""
    a_load(tmp_path, "one")
    a_load_on_base(tmp_path, "two")
    a_load_on_base(tmp_path, "three")
    return tmp_path


def test_a_load_writes_only_what_it_adds_and_the_base_stays_as_it_is(store: Path) -> None:
    assert files_in(store) == {
        "denials-000001.duckdb",
        "denials-000002-on-000001.duckdb",
        "denials-000003-on-000001.duckdb",
    }
    assert (store / "denials-000001.duckdb").read_text() == "one\n"
    assert (store / "denials-000002-on-000001.duckdb").read_text() == "two\n"
    assert (store / "denials-000003-on-000001.duckdb").read_text() == "two\nthree\n"
    assert [lines_of(store, number) for number in (1, 2, 3)] == [
        ["one"],
        ["one", "two"],
        ["one", "two", "three"],
    ]


def test_the_first_load_has_no_base_to_add_to(tmp_path: Path) -> None:
    a_load_on_base(tmp_path, "one")
    assert files_in(tmp_path) == {"denials-000001.duckdb"}


def test_a_base_is_kept_for_as_long_as_a_kept_snapshot_adds_to_it(store: Path) -> None:
    for _ in range(4):
        a_load_on_base(store)
    # 1 is no snapshot one can go back to any more (the five are 7, 6, 5, 4, 3), but they add to it.
    assert snapshots.kept_snapshots(store) == (7, 6, 5, 4, 3)
    adding = {f"denials-00000{number}-on-000001.duckdb" for number in (3, 4, 5, 6, 7)}
    assert files_in(store) == adding | {"denials-000001.duckdb"}
    for number in range(8, 12):
        a_load(store) if number > 8 else _whole(store)
    assert files_in(store) == {
        "denials-000001.duckdb",
        "denials-000007-on-000001.duckdb",
        *(f"denials-{number:06d}.duckdb" for number in range(8, 12)),
    }
    a_load(store)
    assert files_in(store) == {f"denials-{number:06d}.duckdb" for number in range(8, 13)}


def _whole(store: Path) -> int:
    """Publish a whole snapshot after one that adds to a base, as a rebuild does."""
    with snapshots.next_snapshot(store, make_whole=joined) as draft:
        draft.publish()
    return draft.number


def test_a_whole_snapshot_after_one_that_adds_has_all_of_both(store: Path) -> None:
    assert _whole(store) == 4
    assert (store / "denials-000004.duckdb").read_text() == "one\ntwo\nthree\n"
    with pytest.raises(RuntimeError, match="make_whole"):
        a_load(_on_base_again(store))


def _on_base_again(store: Path) -> Path:
    a_load_on_base(store)
    return store


def test_the_pointer_says_size_and_checksum_of_a_base_that_is_no_snapshot_any_more(
    store: Path,
) -> None:
    for _ in range(4):
        a_load_on_base(store)
    kept = json.loads((store / "current.json").read_text())["kept"]
    (base,) = [each for each in kept if each["number"] == 1]
    assert (base["file_name"], base["byte_count"]) == ("denials-000001.duckdb", 4)
    # printf 'one\n' | sha256sum
    assert base["checksum"] == (
        "sha256:2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806"
    )
    assert [each["number"] for each in kept] == [7, 6, 5, 4, 3, 1]


def test_a_pointer_of_version_0_1_0_gets_what_it_lacks_from_a_load_on_its_base(
    tmp_path: Path,
) -> None:
    a_load(tmp_path, "one")
    (tmp_path / "current.json").write_text('{"snapshot": 1, "previous": [], "highest": 1}')
    a_load_on_base(tmp_path)
    kept = json.loads((tmp_path / "current.json").read_text())["kept"]
    assert [(each["number"], each["byte_count"]) for each in kept] == [(2, 5), (1, 4)]


# Folding


def test_folding_publishes_the_same_rows_as_one_file_in_the_place_of_the_last_load(
    store: Path,
) -> None:
    assert a_load_on_base(store, "four", folds=True) == 5
    assert (store / "denials-000005.duckdb").read_text() == "one\ntwo\nthree\nfour\n"
    assert snapshots.kept_snapshots(store) == (5, 3, 2, 1)
    assert not (store / "denials-000004-on-000001.duckdb").exists()
    assert snapshots.undo(store) == 3  # what the last load added is gone, as undo says
    assert lines_of(store) == ["one", "two", "three"]


def test_the_folded_snapshot_is_the_next_base(store: Path) -> None:
    a_load_on_base(store, "four", folds=True)
    a_load_on_base(store, "five")
    assert (store / "denials-000006-on-000005.duckdb").read_text() == "five\n"
    assert lines_of(store) == ["one", "two", "three", "four", "five"]


def test_a_folded_snapshot_says_what_made_it_and_when_its_load_began(store: Path) -> None:
    made_by = Versions("digest", 3, "0.2.0")
    with snapshots.next_snapshot(store, made_by, on_base=lambda _: True) as draft:
        draft.publish()
        begun_at = snapshots.begun_at(store)
        assert snapshots.fold(draft, joined) == 5
    assert snapshots.current_versions(store) == made_by
    assert snapshots.begun_at(store) == begun_at != ""


def test_what_is_whole_is_not_folded(tmp_path: Path) -> None:
    with snapshots.next_snapshot(tmp_path) as draft:
        draft.path.write_text("one\n")
        draft.publish()
        assert snapshots.fold(draft, joined) is None
    assert files_in(tmp_path) == {"denials-000001.duckdb"}


def test_a_fold_that_fails_leaves_the_snapshot_as_it_was_published(store: Path) -> None:
    def failing(files: SnapshotFiles, target: Path) -> None:
        target.write_text("half")
        raise OSError(28, "No space left on device")

    with snapshots.next_snapshot(store, on_base=lambda _: True) as draft:
        draft.publish()
        with pytest.raises(OSError, match="No space"):
            snapshots.fold(draft, failing)
    assert snapshots.current_snapshot(store) == 4
    assert lines_of(store) == ["one", "two", "three"]
    assert not list(store.glob("*.building.*"))


def test_a_damaged_base_is_never_folded_into_the_next(store: Path) -> None:
    (store / "denials-000001.duckdb").write_text("onE\n")
    with pytest.raises(DamagedSnapshot, match=r"the bytes of its base denials-000001\.duckdb"):
        a_load_on_base(store, folds=True)
    with pytest.raises(DamagedSnapshot, match=r"the bytes of its base denials-000001\.duckdb"):
        _whole(store)


# On disk before the pointer


def test_what_is_added_is_on_disk_before_the_pointer_and_so_is_the_next_base(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = noted_disk_steps(store, monkeypatch)
    a_load_on_base(store, "four", folds=True)
    assert [step for step in steps if not re.match("removed: .*building", step)] == [
        *_steps_of(4, "denials-000004-on-000001.duckdb"),
        *_steps_of(5, "denials-000005.duckdb"),
        "removed: denials-000004-on-000001.duckdb",
    ]


def _steps_of(number: int, name: str) -> list[str]:
    return [
        f"on disk: denials-{number:06d}.building.duckdb",
        "on disk: .",
        "on disk: current.json.new",
        f"renamed: denials-{number:06d}.building.duckdb to {name}",
        "on disk: .",
        "renamed: current.json.new to current.json",
        "on disk: .",
    ]


JOINED = (
    "def joined(files, target):\n"
    "    target.write_text(files.base.read_text() + files.path.read_text())\n"
)
ADDING = (
    "with snapshots.next_snapshot(store, on_base=lambda _: True) as draft:\n"
    "    draft.path.open('a').write('second\\n')\n"
    "    {body}\n"
    "    draft.publish()\n"
)
FOLDING = (
    "with snapshots.next_snapshot(store, on_base=lambda _: True) as draft:\n"
    "    draft.path.open('a').write('second\\n')\n"
    "    draft.publish()\n"
    "    {moment}\n"
    "    snapshots.fold(draft, {maker})\n"
)


@pytest.mark.parametrize("begun_with", ["nothing", "what was added before"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_load_on_a_base_killed_at_any_moment_loses_nothing(
    tmp_path: Path, moment: str, begun_with: str
) -> None:
    a_load(tmp_path, "first")
    before = ["first"]
    if begun_with != "nothing":
        a_load_on_base(tmp_path, "early")
        before.append("early")
    elif moment == "while copying":
        pytest.skip("nothing is copied")
    body = "die()" if moment == "while filling" else "pass"

    killed = run_in_a_process(tmp_path, KILL + MOMENTS[moment] + ADDING.format(body=body))
    _, errors = killed.communicate(timeout=60)

    assert killed.returncode == -signal.SIGKILL, errors
    published = [*before, "second"] if moment == "after the pointer" else before
    assert lines_of(tmp_path) == published
    a_load_on_base(tmp_path, "third")
    assert lines_of(tmp_path) == [*published, "third"]
    assert files_in(tmp_path) == _files_of_pointer(tmp_path)


@pytest.mark.parametrize("moment", [each for each in MOMENTS if each != "while copying"])
def test_a_fold_killed_at_any_moment_loses_nothing(store: Path, moment: str) -> None:
    maker = "die" if moment == "while filling" else "joined"
    step = MOMENTS[moment].replace("\n", "; ").replace("seen = []; ", "") or "pass"
    counting = "seen = []\n" if "seen" in step else ""
    script = KILL + JOINED + counting + FOLDING.format(moment=step, maker=maker)

    killed = run_in_a_process(store, script)
    _, errors = killed.communicate(timeout=60)

    assert killed.returncode == -signal.SIGKILL, errors
    assert lines_of(store) == ["one", "two", "three", "second"]
    assert snapshots.current_snapshot(store) == (5 if moment == "after the pointer" else 4)
    for number in snapshots.kept_snapshots(store):
        assert snapshots.damage_of(store, number, reads) == ""
    a_load_on_base(store, "last", folds=True)
    assert lines_of(store) == ["one", "two", "three", "second", "last"]
    left = {"denials-000004-on-000001.duckdb"} if moment == "after the pointer" else set()
    assert files_in(store) == _files_of_pointer(store) | left


def _files_of_pointer(store: Path) -> set[str]:
    return {each["file_name"] for each in json.loads((store / "current.json").read_text())["kept"]}


# Damage


BASE, ADDED = "denials-000001.duckdb", "denials-000003-on-000001.duckdb"
DAMAGES: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "no base": (BASE, lambda path: path.unlink(), f"its base {BASE} is missing"),
    "a truncated base": (
        BASE,
        lambda path: path.write_text("on"),
        f"its base {BASE} has 2 bytes and was published with 4",
    ),
    "a base with a letter changed": (
        BASE,
        lambda path: path.write_text("onE\n"),
        f"the bytes of its base {BASE} are not those that were published",
    ),
    "nothing added": (ADDED, lambda path: path.unlink(), f"its file {ADDED} is missing"),
    "less added": (
        ADDED,
        lambda path: path.write_text("two\n"),
        "it has 4 bytes and was published with 10",
    ),
    "other added": (
        ADDED,
        lambda path: path.write_text("two\nthreE\n"),
        "its bytes are not those that were published",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_of_either_file_is_named_in_one_sentence(store: Path, damage: str) -> None:
    name, harm, reason = DAMAGES[damage]
    harm(store / name)
    assert snapshots.damage_of(store, 3, reads) == reason
    assert str(snapshots.damaged_snapshot(store, 3, reason)).count(".") <= 3
    if "bytes and was" in reason or "missing" in reason:
        with pytest.raises(DamagedSnapshot, match=reason):
            snapshots.current_snapshot(store)


@pytest.mark.parametrize("damage", DAMAGES)
def test_undo_and_recover_go_to_the_newest_snapshot_whose_files_are_both_whole(
    store: Path, damage: str
) -> None:
    name, harm, _ = DAMAGES[damage]
    harm(store / name)
    before = files_in(store)
    if name == BASE:  # all three stand on it
        with pytest.raises(DenialsError, match="nothing to go back to|no earlier snapshot"):
            snapshots.undo(store, reads)
    else:
        assert snapshots.recover(store, reads).number == 2
        assert lines_of(store) == ["one", "two"]
    assert files_in(store) == before


def test_without_a_pointer_recover_needs_both_files_to_be_read(store: Path) -> None:
    (store / "current.json").unlink()
    (store / ADDED).write_text("two\nthr")  # cut off: it does not read to its end
    found = snapshots.recover(store, reads)
    assert (found.number, found.damaged) == (2, (3,))
    assert lines_of(store) == ["one", "two"]
    assert snapshots.kept_snapshots(store) == (2, 1)
    a_load_on_base(store, "four")
    assert lines_of(store) == ["one", "two", "four"]


def test_without_pointer_and_base_recover_says_that_nothing_can_be_read(store: Path) -> None:
    (store / "current.json").unlink()
    (store / BASE).unlink()
    before = files_in(store)
    with pytest.raises(DenialsError, match="No snapshot in .* can be read"):
        snapshots.recover(store, reads)
    assert files_in(store) == before


def test_a_pointer_whose_snapshot_adds_to_a_later_one_is_none_of_ours(store: Path) -> None:
    found = pointer.read(store / "current.json")
    record = replace(found.record(3), file_name="denials-000003-on-000003.duckdb")
    kept = tuple(record if each.number == 3 else each for each in found.kept)
    pointer.write(store, replace(found, kept=kept))
    with pytest.raises(DenialsError, match="damaged or not from this program"):
        snapshots.current_snapshot(store)


def test_undone_snapshots_keep_their_base_until_the_next_load(store: Path) -> None:
    a_load_on_base(store, "four", folds=True)  # 5, whole
    a_load_on_base(store, "six")  # 6 on 5
    snapshots.undo(store)
    snapshots.undo(store)
    assert snapshots.current_snapshot(store) == 3
    assert {"denials-000005.duckdb", "denials-000006-on-000005.duckdb"} <= files_in(store)
    a_load_on_base(store, "seven")
    assert files_in(store) == {
        BASE,
        "denials-000002-on-000001.duckdb",
        ADDED,
        "denials-000007-on-000001.duckdb",
    }
    assert lines_of(store) == ["one", "two", "three", "seven"]


# Rewritten where a newer program keeps less of what they hold


def in_capitals(path: Path) -> bool:
    """What rewrites text: False where it has the new shape already."""
    text = path.read_text()
    path.write_text(text.upper())
    return text != text.upper()


def test_snapshots_that_add_to_a_base_are_rewritten_whole_and_the_base_goes(store: Path) -> None:
    for _ in range(3):
        a_load_on_base(store)  # 4, 5 and 6: the base is no snapshot of its own any more
    with snapshots.next_snapshot(store, Versions("later", 1, "9"), make_whole=joined) as draft:
        in_capitals(draft.path)
        draft.publish()
        assert snapshots.rewrite_earlier(draft, in_capitals, joined) == {}
    assert files_in(store) == {f"denials-{number:06d}.duckdb" for number in (3, 4, 5, 6, 7)}
    assert lines_of(store, 3) == ["ONE", "TWO", "THREE"]
    for number in (7, 6, 5, 4, 3):
        assert snapshots.damage_of(store, number, lambda _: False) == ""


def test_a_base_is_not_rewritten_while_what_adds_to_it_could_not_be(store: Path) -> None:
    def failing(files: SnapshotFiles, target: Path) -> None:
        if files.path.name == "denials-000002-on-000001.duckdb":
            raise OSError("no room")
        joined(files, target)

    with snapshots.next_snapshot(store, Versions("later", 1, "9"), make_whole=joined) as draft:
        in_capitals(draft.path)
        draft.publish()
        failed = snapshots.rewrite_earlier(draft, in_capitals, failing)
    assert {number: str(fault) for number, fault in failed.items()} == {
        2: "no room",
        1: "snapshot 2 adds to it and could not be rewritten",
    }
    assert lines_of(store, 3) == ["ONE", "TWO", "THREE"]
    assert lines_of(store, 2) == ["one", "two"]
    with snapshots.next_snapshot(store, Versions("later", 1, "9")) as draft:
        draft.publish()
        assert snapshots.rewrite_earlier(draft, in_capitals, joined) == {}
    assert lines_of(store, 2) == ["ONE", "TWO"]
    assert {name for name in files_in(store) if "-on-" in name} == set()
