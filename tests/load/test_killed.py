"""A load killed at any moment leaves the last snapshot whole, and the next load works."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from analytics import snapshots
from analytics.intake import x12
from analytics.load import Progress, check, load_paths, reading
from tests.load.remittances import a_file, a_set
from tests.load.stores import Store

ROOT = Path(__file__).parents[2]

# A load that kills itself when it comes to a function the n-th time, as kill -9 would.
KILLED_LOAD = """
import importlib, os, signal, sys
from pathlib import Path
module_name, name, count, store, file = sys.argv[1:]
module = importlib.import_module(module_name)
original, calls = getattr(module, name), 0
def deadly(*args, **more):
    global calls
    calls += 1
    if calls == int(count):
        os.kill(os.getpid(), signal.SIGKILL)
    return original(*args, **more)
setattr(module, name, deadly)
from analytics.load import load_paths
load_paths(Path(store), [Path(file)])
"""


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
    store: Store, module: str, function: str, count: int
) -> None:
    new = store.write("new.835", a_file(a_set("T1", denied=["A"])))
    words = [module, function, str(count), str(store.folder), str(new)]

    killed = subprocess.run([sys.executable, "-c", KILLED_LOAD, *words], cwd=ROOT, timeout=60)
    assert killed.returncode == -signal.SIGKILL

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
