"""Kills: every way of writing is killed again and again, and looked over after each kill.

Seeded. A third of the kills come at a moment, a third at some line run of the modules that write, a
third at one of the last of these. A killed writer is a child of its own, ended by SIGKILL. After
each kill the store must be whole: what was there before, or that and what was being written.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from analytics import database, load, notebook, snapshots
from analytics.access import audit, trail_file
from analytics.load import loading, settling
from analytics.notebook import file as notebook_file
from analytics.notebook import recording
from analytics.vocabulary import LostPointer, SnapshotFiles
from benchmarks.machine import print_table

PLACES = tuple(
    str(Path(module.__file__ or "").parent if module is snapshots else module.__file__)
    for module in (snapshots, loading, settling, notebook_file, recording, audit, trail_file)
)
LAST_LINES = 60  # in which a snapshot gets its name, the pointer moves, and older ones go
WHOLE = b"whole\n"


@dataclass
class Tally:
    """What came of the kills of one way of writing."""

    way: str
    kills: int = 0
    before: int = 0
    after: int = 0
    survived: int = 0
    faults: list[str] = field(default_factory=list)

    def saw(self, is_done: bool, faults: list[str]) -> None:
        """Count one kill and what was found after it."""
        self.kills += 1
        self.after += is_done
        self.before += not is_done
        self.faults += faults


def measure_kills(count: int, seed: int = 11) -> int:
    """Kill each way of writing so often and print what was left; how many faults there were."""
    tallies = [kill_again(way, count, seed) for way in WAYS]
    print_table(
        f"Killed {count} times each, seed {seed}",
        [
            {
                "way of writing": tally.way,
                "kills": tally.kills,
                "as before": tally.before,
                "done": tally.after,
                "too late": tally.survived,
                "lost or damaged": len(tally.faults),
            }
            for tally in tallies
        ],
    )
    for tally in tallies:
        for fault in tally.faults:
            print(f"{tally.way}: {fault}")
    return sum(len(tally.faults) for tally in tallies)


def kill_again(way: str, count: int, seed: int) -> Tally:
    """Kill one way of writing until it was killed so often."""
    tally, luck = Tally(way), random.Random(f"{way} {seed}")
    with TemporaryDirectory() as folder:
        WAYS[way](Path(folder) / "store", count, luck, tally)
    return tally


def killed(work: Callable[[], object], luck: random.Random, seconds: float, lines: int) -> bool:
    """Run work in a child and kill it somewhere within; False if it was done before."""
    first = luck.choice((0, 1, max(1, lines - LAST_LINES)))
    at_line = luck.randint(first, lines) if first else 0
    moment = luck.uniform(0, seconds)
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            if at_line:
                sys.settrace(_tracer(at_line))
            work()
            sys.settrace(None)
        os._exit(0)
    if not at_line:
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _tracer(at_line: int) -> Callable:
    """Counts the lines run of the modules that write, and kills the process at one."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Callable | None:
        """Called by the interpreter for every call and line."""
        nonlocal count
        if not frame.f_code.co_filename.startswith(PLACES):
            return None
        if event == "line":
            count += 1
            if count == at_line:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def _lines_and_seconds(work: Callable[[], object]) -> tuple[int, float]:
    """How many lines of the modules that write a piece of work runs, and how long it takes."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Callable | None:
        nonlocal count
        if not frame.f_code.co_filename.startswith(PLACES):
            return None
        count += event == "line"
        return trace

    started = time.perf_counter()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(None)
    return count, time.perf_counter() - started


# Snapshots of text, so that a kill costs a millisecond


def _publish(store: Path, line: bytes) -> None:
    with snapshots.next_snapshot(store) as draft:
        with draft.path.open("ab") as file:
            file.write(line)
        draft.publish()


def _add(store: Path, line: bytes, folds: bool) -> None:
    """One more snapshot beside a base, made the next base or not."""
    with snapshots.next_snapshot(store, on_base=lambda _: True) as draft:
        with draft.path.open("ab") as file:
            file.write(line)
        draft.publish()
        if folds:
            snapshots.fold(draft, _join)


def _join(files: SnapshotFiles, target: Path) -> None:
    target.write_bytes(_text_of(files))


def _text_of(files: SnapshotFiles) -> bytes:
    return b"".join(path.read_bytes() for path in (files.base, files.path) if path)


def _reads_whole(path: Path) -> bool:
    return path.read_bytes().endswith(WHOLE)


def _look_over(store: Path, known: dict[int, bytes]) -> list[str]:
    """What is wrong with a store of text: the current snapshot, and each that is kept."""
    faults = []
    for number in snapshots.kept_snapshots(store):
        if reason := snapshots.damage_of(store, number, _reads_whole):
            faults.append(f"snapshot {number}: {reason}")
        elif number in known and _text_of(snapshots.snapshot_files(store, number)) != known[number]:
            faults.append(f"snapshot {number} is not what it was")
    return faults


def _known(store: Path) -> dict[int, bytes]:
    return {
        number: _text_of(snapshots.snapshot_files(store, number))
        for number in snapshots.kept_snapshots(store)
    }


def _kill_publishing(store: Path, count: int, luck: random.Random, tally: Tally) -> None:
    for _ in range(6):  # as many as are kept, and one to be removed
        _publish(store, WHOLE)
    lines, seconds = _lines_and_seconds(lambda: _publish(store, WHOLE))
    while tally.kills < count:
        known, before = _known(store), snapshots.current_snapshot(store)
        if not killed(lambda: _publish(store, WHOLE), luck, seconds, lines):
            tally.survived += 1
            continue
        faults = _look_over(store, known)
        now = snapshots.current_snapshot(store)
        kept = set(snapshots.kept_snapshots(store))
        if now == before and kept != set(known):
            faults.append("a snapshot that was kept is gone")
        if now != before and len(set(known) & kept) != snapshots.KEPT_SNAPSHOTS - 1:
            faults.append("one that should be kept is gone")
        tally.saw(now != before, faults)
        _publish(store, WHOLE)  # and the next one works


def _kill_adding(store: Path, count: int, luck: random.Random, tally: Tally) -> None:
    """Loads beside a base, every other of which writes the next base."""
    for number in range(6):
        _add(store, WHOLE, folds=number == 2)
    measured = [_lines_and_seconds(lambda: _add(store, WHOLE, folds)) for folds in (False, True)]  # noqa: B023
    while tally.kills < count:
        known, before = _known(store), snapshots.current_snapshot(store)
        text, folds = known[before or 0], luck.random() < 0.5
        if not killed(lambda: _add(store, WHOLE, folds), luck, *reversed(measured[folds])):  # noqa: B023
            tally.survived += 1
            continue
        faults = _look_over(store, known)
        now = snapshots.current_snapshot(store)
        kept = set(snapshots.kept_snapshots(store))
        if now == before and kept != set(known):
            faults.append("a snapshot that was kept is gone")
        if now != before and len(set(known) & kept) != snapshots.KEPT_SNAPSHOTS - 1:
            faults.append("one that should be kept is gone")
        if _known(store)[now or 0] not in (text, text + WHOLE):
            faults.append(f"snapshot {now} holds neither what was there nor that and a line")
        tally.saw(now != before, faults)
        _add(store, WHOLE, folds=not folds)  # and the next one works


def _kill_undo(store: Path, count: int, luck: random.Random, tally: Tally) -> None:
    for _ in range(3):
        _publish(store, WHOLE)
    copy = Path(shutil.copytree(store, store.with_name("measured")))
    lines, seconds = _lines_and_seconds(lambda: snapshots.undo(copy))
    while tally.kills < count:
        while len(snapshots.kept_snapshots(store)) < 3:
            _publish(store, WHOLE)
        known, files = _known(store), set(store.glob("denials-*.duckdb"))
        before, earlier, *_ = snapshots.kept_snapshots(store)
        if not killed(lambda: snapshots.undo(store), luck, seconds, lines):
            tally.survived += 1
            continue
        faults = _look_over(store, known)
        now = snapshots.current_snapshot(store)
        if now not in (before, earlier):
            faults.append(f"{now} is current, neither {before} nor {earlier}")
        if missing := files - set(store.iterdir()):
            faults.append(f"gone: {sorted(path.name for path in missing)}")
        tally.saw(now == earlier, faults)


def _kill_recovering(store: Path, count: int, luck: random.Random, tally: Tally) -> None:
    for _ in range(4):
        _publish(store, WHOLE)
    newest = snapshots.current_snapshot(store)
    (store / "current.json").unlink()
    copy = Path(shutil.copytree(store, store.with_name("measured")))
    lines, seconds = _lines_and_seconds(lambda: snapshots.recover(copy, _reads_whole))
    files = {path: path.read_bytes() for path in store.glob("denials-*.duckdb")}
    while tally.kills < count:
        (store / "current.json").unlink(missing_ok=True)
        if luck.random() < 0.5:
            (store / "current.json").write_text("damaged")
        if not killed(lambda: snapshots.recover(store, _reads_whole), luck, seconds, lines):
            tally.survived += 1
            continue
        try:
            now = snapshots.current_snapshot(store)
        except LostPointer:
            now = None
        faults = [f"{now} is current"] if now not in (None, newest) else []
        faults += [path.name for path in files if path.read_bytes() != files[path]]
        tally.saw(now == newest, faults)
        if snapshots.recover(store, _reads_whole).number != newest:
            tally.faults.append("the next recovery found another snapshot")


# Loads of real files


def _remittance(path: Path, number: int) -> Path:
    from tests.load.remittances import a_file, a_set

    path.write_text(a_file(a_set(f"T{number}", paid=[f"P{number}"], denied=[f"D{number}"])))
    return path


def _claims(store: Path) -> set[str]:
    with load.opened(store) as (_, connection):
        rows = connection.execute(
            "select distinct patient_control_number from marts.remitted_claims"
        ).fetchall()
    return {name for (name,) in rows}


def _kill_loads(store: Path, count: int, luck: random.Random, tally: Tally) -> None:
    files = store.parent
    _child(partial(load.load_paths, store, [_remittance(files / "0.835", 0)]))
    for _ in range(5):  # as many as are kept, and one to be removed: each a copy of the one before
        with snapshots.next_snapshot(store, database.versions()) as draft:
            draft.publish()
    last, told = _remittance(files / "6.835", 6), files / "told.txt"

    def measure() -> None:
        """Load one more, and write down what it took."""
        took = _lines_and_seconds(lambda: load.load_paths(store, [last]))
        told.write_text(" ".join(map(str, took)))

    _child(measure)
    lines, seconds = (float(word) for word in told.read_text().split())
    known, number = _claims_in_child(store), 7
    while tally.kills < count:
        path = _remittance(files / f"{number}.835", number)
        work = partial(load.load_paths, store, [path])
        if not killed(work, luck, seconds, int(lines)):
            known |= {f"P{number}", f"D{number}"}
            tally.survived += 1
            number += 1
            continue
        found, faults = _claims_in_child(store), []
        new = {f"P{number}", f"D{number}"}
        if found not in (known, known | new):
            faults.append(f"{sorted(known - found)} lost, {sorted(found - known - new)} strange")
        damaged = [
            number
            for number in snapshots.kept_snapshots(store)
            if snapshots.damage_of(store, number, database.reads_whole)
        ]
        tally.saw(found == known | new, faults + [f"snapshot {each} damaged" for each in damaged])
        known, number = found, number + 1


def _child(work: Callable[[], object]) -> None:
    """Do work in a child, so that this process, which forks, never holds a database."""
    child = os.fork()
    if child == 0:
        code = 1
        with suppress(BaseException):
            work()
            code = 0
        os._exit(code)
    _, status = os.waitpid(child, 0)
    if status:
        raise RuntimeError("a load that nobody killed failed")


def _claims_in_child(store: Path) -> set[str]:
    """What is loaded, looked up in a child."""
    told = store.parent / "told.txt"
    _child(lambda: told.write_text("\n".join(sorted(_claims(store)))))
    return set(told.read_text().split())


# The notebook


def _kill_notes(store: Path, count: int, luck: random.Random, tally: Tally) -> None:
    acknowledged: list[int] = []
    while tally.kills < count:
        if luck.random() < 0.1:  # now and then the very first
            (store / "notebook.sqlite").unlink(missing_ok=True)
            acknowledged = []
        reading, writing = os.pipe()
        work = _typist(store, writing, len(acknowledged))
        was_killed = killed(work, luck, 0.25, 400)
        os.close(writing)
        with os.fdopen(reading) as said:
            acknowledged += [int(line) for line in said.read().split()]
        if not was_killed:
            tally.survived += 1
        faults = [fault] if (fault := notebook.fault(store)) else []
        found = [int(str(entry["note"])) for entry in notebook.work_entries(store)]
        if found[: len(acknowledged)] != acknowledged:
            faults.append(f"{len(acknowledged)} were acknowledged, {len(found)} are there")
        if len(found) > len(acknowledged) + 1:
            faults.append("more is there than was typed")
        if was_killed:
            tally.saw(len(found) > len(acknowledged), faults)
        acknowledged = found


def _typist(store: Path, writing: int, first: int) -> Callable[[], None]:
    """Somebody who types note after note and says each number once it is saved."""

    def work() -> None:
        """Until killed, for a quarter of a second at most."""
        until, number = time.monotonic() + 0.25, first
        while time.monotonic() < until:
            change = notebook.WorkChange(note=str(number))
            notebook.save_work(store, {"f-1-1-1": "A1"}, change)
            os.write(writing, f"{number}\n".encode())
            number += 1

    return work


# The audit trail


def _kill_audit(store: Path, count: int, luck: random.Random, tally: Tally) -> None:
    """Notes, opened claims and undone loads: what was done is on record, and nothing else is."""
    acknowledged: list[str] = []
    while tally.kills < count:
        while len(snapshots.kept_snapshots(store) or ()) < 4:
            _publish(store, WHOLE)
        before = snapshots.current_snapshot(store)
        if luck.random() < 0.1:  # now and then the very first
            for path in (*store.glob("audit.*"), *store.glob("notebook.sqlite*")):
                path.unlink()
            acknowledged = []
        reading, writing = os.pipe()
        was_killed = killed(_clerk(store, writing, len(acknowledged)), luck, 0.4, 900)
        os.close(writing)
        with os.fdopen(reading) as said:
            acknowledged += said.read().split()
        if not was_killed:
            tally.survived += 1
        found = [each for each in reversed(audit.entries(store)) if each["act"] != "trail"]
        faults = _off_the_record(store, acknowledged, found, before)
        if was_killed:
            tally.saw(len(found) > len(acknowledged), faults)
        else:
            tally.faults += faults


def _clerk(store: Path, writing: int, first: int) -> Callable[[], None]:
    """Somebody who writes, opens and takes back by turns, and says each once it is done."""

    def work() -> None:
        """Until killed, for four tenths of a second at most."""
        until, number = time.monotonic() + 0.4, first
        while time.monotonic() < until:
            name = f"C{number}"
            if number % 3 == 0:
                change = notebook.WorkChange(status="working")
                notebook.save_work(store, {"f-1-1-1": name}, change)
            elif number % 3 == 1 or len(snapshots.kept_snapshots(store)) < 2:
                audit.record(store, "claim_opened", name)
            else:
                name = f"U{snapshots.undo(store)}"
            os.write(writing, f"{name}\n".encode())
            number += 1

    return work


def _off_the_record(
    store: Path, acknowledged: list[str], found: list[dict], before: int | None
) -> list[str]:
    """What is wrong with a trail: broken, or not what was done."""
    faults = [audit.fault(store)] if audit.fault(store) else []
    if broken := audit.verify(store).broken:
        faults.append(f"entry {broken.entry_number}: {broken.reason}")
    abouts = {str(each["about"]).removeprefix("Claim ").split(",")[0] for each in found}
    if lost := [name for name in acknowledged if name[0] == "C" and name not in abouts]:
        faults.append(f"{lost} are not on record")
    rows = notebook_file.read(store, "select patient_control_number from work_entries")
    lines = {str(number) for (number,) in rows}
    works = {
        str(each["about"]).removeprefix("Claim ").split(",")[0]
        for each in found
        if each["act"] == "work"
    }
    if lines != works:
        faults.append(f"{sorted(lines ^ works)} typed and not on record, or the other way")
    now = snapshots.current_snapshot(store)
    goals = [
        json.loads(str(each["details"])).get("goes_back_to")
        for each in found
        if each["act"] == "undo" and each["stage"] == "begun"
    ]
    if now != before and now not in goals:
        faults.append(f"{now} is current and no undo is on record")
    return faults


WAYS: dict[str, Callable[[Path, int, random.Random, Tally], None]] = {
    "load": _kill_loads,
    "publish": _kill_publishing,
    "add": _kill_adding,
    "undo": _kill_undo,
    "recover": _kill_recovering,
    "notebook": _kill_notes,
    "audit": _kill_audit,
}
