"""A small file into stores of several sizes: what a load costs beside what is there."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from analytics import database, snapshots
from analytics.database.migrations import keep_versions
from benchmarks.build import built_lines
from benchmarks.generate_835 import write_835
from benchmarks.machine import ROOT, print_table, run_child

SMALL_MEGABYTES = 0.005
WRITTEN_DAY = "20260202"  # the day of the first set of the generator
# Alerts are judged again from the week of a remittance on: the newest of large stores, or one of
# 34 weeks before.
DAYS = {"the newest": "20260921", "34 weeks old": WRITTEN_DAY}


def measure_small_loads(line_counts: tuple[int, ...], rounds: int) -> None:
    """Load files of about 5 kB, one after another, into an empty store and into each of these."""
    folder = ROOT / "data" / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    with TemporaryDirectory(dir=folder) as target:
        files = [
            (week, _small_file(Path(target), number, day))
            for number, (week, day) in enumerate(list(DAYS.items()) * rounds)
        ]
        for lines in (0, *line_counts):
            store = Path(target) / f"store_{lines}"
            if lines:
                store_of(built_lines(lines), store)
            rows += [{"its week": week, **_loaded(store, lines, file)} for week, file in files]
            shutil.rmtree(store)
    print_table("A file of 5 kB loaded (the first load after a large one begins beside it)", rows)


def _small_file(folder: Path, number: int, day: str) -> Path:
    """A remittance of a few claims paid on a day, under numbers that no other file has."""
    path = folder / f"small_{number}.835"
    write_835(path, SMALL_MEGABYTES, seed=number, sets=1, claims_of_set=10)
    text = path.read_text(encoding="ascii").replace(WRITTEN_DAY, day)
    for word in ("PCN", "ICN", "TRACE"):
        text = text.replace(word, f"{word}S{number}")
    path.write_text(text, encoding="ascii")
    return path


def store_of(path: Path, store: Path, put: Callable[[Path, Path], object] = shutil.copy) -> None:
    """A store whose only snapshot is a copy of this database; with `os.link` the same file."""
    store.mkdir()
    snapshots.patient_key(store)
    with snapshots.next_snapshot(store, database.versions()) as draft:
        put(path, draft.path)
        connection = database.connect(draft.path, read_only=False)
        keep_versions(connection)
        connection.close()
        draft.publish()


def _loaded(store: Path, lines: int, file: Path) -> dict[str, object]:
    before = _size(store)
    run = run_child([sys.executable, "-m", "benchmarks.small_loads", str(store), str(file)])
    return {
        "lines there": f"{lines:,}",
        "CPU seconds": f"{run.cpu_seconds:.2f}",
        "wall seconds": f"{run.answer['seconds']:.2f}",
        "peak memory, MB": f"{run.peak_megabytes:,.0f}",
        "store grew, MB": f"{(_size(store) - before) / 1e6:,.1f}",
    }


def _size(store: Path) -> int:
    return sum(path.stat().st_size for path in store.rglob("*") if path.is_file())


def main() -> None:
    """Load one file as `denials load` does; print the wall seconds as JSON."""
    import json
    import time

    from analytics.load import load_paths

    started = time.perf_counter()
    report = load_paths(Path(sys.argv[1]), [Path(sys.argv[2])])
    assert [file.status for file in report.files] == ["loaded"]
    print(json.dumps({"seconds": time.perf_counter() - started}))


if __name__ == "__main__":
    main()
