"""A load killed at any moment leaves the last snapshot whole, and the next load works."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analytics import snapshots
from analytics.intake import x12
from analytics.load import Progress, check, load_paths, reading
from tests.load.remittances import a_file, a_set
from tests.load.stores import Store

ROOT = Path(__file__).parents[2]

# Loads that kill themselves when they come to a function the n-th time, as kill -9 would. Each is a
# process of its own, forked from one that has imported what a load needs: that takes longest.
KILLED_LOADS = """
import importlib, json, os, signal, sys
from pathlib import Path
import pyarrow, scipy.special
import analytics.load.alerts, analytics.load.claim_rules
from analytics.load import load_paths
def load(module_name, name, count, store, file):
    module = importlib.import_module(module_name)
    original, calls = getattr(module, name), 0
    def deadly(*args, **more):
        nonlocal calls
        calls += 1
        if calls == count:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args, **more)
    setattr(module, name, deadly)
    load_paths(Path(store), [Path(file)])
for line in sys.stdin:
    process = os.fork()
    if process == 0:
        try:
            load(*json.loads(line))
        finally:
            os._exit(1)
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
"""
Killed = Callable[..., int]


@pytest.fixture(scope="module")
def killed_load() -> Iterator[Killed]:
    """Loads a file until the load comes to a function so often; how its process ended."""
    words = [sys.executable, "-c", KILLED_LOADS]
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdin and program.stdout

        def killed(module: str, function: str, count: int, store: Path, file: Path) -> int:
            asked = [module, function, count, str(store), str(file)]
            print(json.dumps(asked), file=program.stdin, flush=True)
            return int(program.stdout.readline())  # type: ignore[union-attr]

        yield killed
        program.stdin.close()


@pytest.mark.parametrize(
    ("module", "function", "count"),
    [
        ("analytics.snapshots.files", "copy", 1),  # before the copy
        ("analytics.database.raw_tables", "_hand_over_sets", 1),  # a batch is read
        ("analytics.load.settling", "_keep_records", 1),  # rows in, nothing committed
        ("analytics.database.judging", "replace_rows", 3),  # judged, half of it in its place
        ("analytics.snapshots.files", "sync_file", 1),  # built and closed
        ("analytics.snapshots.pointer", "prepare", 1),  # on disk, the next pointer not written
        ("analytics.snapshots.pointer", "publish", 1),  # in its place, pointer not moved
        ("analytics.snapshots.files", "sync_folder", 3),  # pointer moved
    ],
)
def test_a_load_killed_at_any_moment_loses_nothing(
    store: Store, killed_load: Killed, module: str, function: str, count: int
) -> None:
    new = store.write("new.835", a_file(a_set("T1", denied=["A"])))

    assert killed_load(module, function, count, store.folder, new) == -signal.SIGKILL

    was_published = function == "sync_folder"
    assert snapshots.current_snapshot(store.folder) == (2 if was_published else 1)
    before = 3 if was_published else 2
    assert store.rows("select count(*) from marts.remitted_claims") == [(before,)]
    assert sum(each.offending_row_count for each in check(store.folder)) == 0

    (report,) = store.load({"new.835": a_file(a_set("T1", denied=["A"]))}).files
    assert report.status == ("duplicate" if was_published else "loaded")
    assert store.rows("select count(*) from marts.remitted_claims") == [(3,)]
    left_over = [path.name for path in store.folder.iterdir() if "building" in path.name]
    assert left_over == [] and not list(store.folder.glob("work-*"))


def test_a_load_stopped_amid_a_batch_lets_go_and_says_nothing_else(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As Ctrl-C does: the reader is stopped while the database splits the batch before.
    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "BATCH_BYTES", 100_000)
    monkeypatch.setattr(x12, "PART_BYTES", 50_000)
    new = store.write("new.835", a_file(a_set("T1", denied=[f"C{n}" for n in range(5_000)])))

    with pytest.raises(KeyboardInterrupt):
        load_paths(store.folder, [new], progress=stop)
    assert snapshots.current_snapshot(store.folder) == 1
    assert store.load_one("next.835", a_file(a_set("T2", denied=["A"]))).status == "loaded"
