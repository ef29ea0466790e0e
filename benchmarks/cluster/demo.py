"""`make cluster-demo`: a cluster on this machine loads the sample, and the dashboard shows it.

A master and two workers are begun on the loopback address, with authentication and encryption. The
sample is loaded by them and by this machine alone, every mart is compared, the dashboard is served
until it is stopped, and everything that was begun is ended.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from analytics import database, snapshots
from analytics.engines.spark import end_java, lacking
from analytics.load import load_paths, spread
from analytics.program import find_sample_data
from benchmarks.cluster.compare import tables_of, unlike
from benchmarks.cluster.local import local_cluster
from benchmarks.machine import ROOT


def main(words: list[str]) -> int:
    """Load, compare and serve; 1 where something differs. `--no-serve` stops after comparing."""
    if what := lacking():
        print(f"{what}.", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was begun is ended
    folder = ROOT / "data" / "cluster-demo"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    os.umask(0o077)
    with TemporaryDirectory(dir=folder) as work:
        find_sample_data()
        from sample_data import write_sample_files

        files = Path(work) / "files"
        write_sample_files(files)
        one, store = Path(work) / "one", folder / "store"
        with _timed("One machine loads the sample"):
            load_paths(one, [files])
        store.mkdir(mode=0o700)
        shutil.copy(one / "patients.key", store)  # so that keys of patients are the same
        print("Master and two workers begin …", flush=True)
        with local_cluster(Path(work) / "cluster") as cluster:
            os.environ.update(cluster.environment)
            spread.PARTS_FROM_CLAIMS = 1  # the sample too is left in parts, as a large load is
            with _timed(f"The cluster at {cluster.address} loads the sample"):
                load_paths(store, [files], engine=cluster.address)
            end_java()
        own = snapshots.current_files(store)
        if own and own.parts:
            part_count = len([*own.parts.folder.rglob("*.parquet")])
            print(f"Its rows are in {part_count} parts, in {own.parts.folder.name}.")
        differing = unlike(one, store)
        with database.connect(snapshots.current_files(store)) as connection:
            count = len(tables_of(connection))
    for name, (gone, come) in differing.items():
        print(f"{name}: {gone:,} rows only of one machine, {come:,} only of the cluster")
    print(f"{count - len(differing)} of {count} marts, signals and sums are equal, row by row.")
    if differing:
        return 1
    if "--no-serve" not in words:
        command = [sys.executable, "-m", "analytics", "--database", str(store), "serve"]
        os.execv(sys.executable, command)
    return 0


@contextmanager
def _timed(what: str) -> Iterator[None]:
    print(f"{what} …", end=" ", flush=True)
    started = time.monotonic()
    yield
    print(f"{time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
