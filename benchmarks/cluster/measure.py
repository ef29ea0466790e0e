"""Loads by one machine, by processes and by a cluster of one and two workers, side by side.

The same files (837, 277CA, 835) in one run, in turn: wall and CPU seconds of each step, of this
process and of the workers, and the most memory a worker took. Every mart is compared with one
machine's.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.cluster.compare import unlike
from benchmarks.cluster.files import write_files
from benchmarks.cluster.local import local_cluster
from benchmarks.machine import ROOT, print_table

STEPS = {
    "start": "begun",
    "reading": "read",
    "classifying denials": "judged",
    "checking totals": "checked",
    "finding alerts": "alerts",
    "writing the data as parts": "written",
    "done": "",
}
WAYS = ("processes", "1", "2")  # workers of a cluster, by their number
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Workers:
    """What processes and all they have begun use: CPU seconds so far, and the most memory.

    Looked at again and again: what a process took that has ended is in nobody's books afterwards.
    """

    roots: list[int]
    of_children: bool = False  # each child of the root is a worker
    peaks: dict[int, float] = field(default_factory=dict)
    taken: dict[int, float] = field(default_factory=dict)
    is_over: bool = False

    def cpu_seconds(self) -> float:
        """Of these processes and of all they have begun, whether they are there or not."""
        self._look()
        return sum(list(self.taken.values()))  # the watch adds to it

    def watch(self) -> None:
        """Look at them until it is over."""
        while not self.is_over:
            self._look()
            time.sleep(0.3)

    def _look(self) -> None:
        parents = _parents()
        for root in self.roots:
            family = _family(root, parents)
            sizes = {each: _megabytes(each) for each in family[self.of_children :]}
            for each in sizes:
                self.taken[each] = max(_own_cpu_seconds(each), self.taken.get(each, 0.0))
            if not self.of_children:
                sizes = {root: sum(sizes.values())}
            for each, size in sizes.items():
                self.peaks[each] = max(size, self.peaks.get(each, 0.0))


@dataclass(frozen=True)
class Measured:
    """A load: seconds by step, of the wall, of this machine's driver and of workers."""

    wall: Mapping[str, float]
    driver: Mapping[str, float]
    workers: Mapping[str, float]
    driver_peak: float
    worker_peak: float
    answer: Mapping[str, Any]


def measure_cluster(line_count: int, rounds: int = 1, ways: Sequence[str] = WAYS) -> None:
    """Load so many lines by one process and in each of these ways, and print what each took."""
    folder = ROOT / "data" / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as work:
        files = Path(work) / "files"
        byte_count = write_files(files, line_count)
        rows, found = [], []
        for _ in range(rounds):
            for name, measured, differing in _ways(Path(work), files, ways):
                rows += _rows(name, measured)
                found.append(_found(name, measured, byte_count, differing))
                print(found[-1], file=sys.stderr, flush=True)  # it takes long
        print_table("Seconds by step", rows)
        print_table("Loads", found)


def _ways(work: Path, files: Path, ways: Sequence[str]) -> Iterator[tuple[str, Measured, str]]:
    one = work / "one"
    shutil.rmtree(one, ignore_errors=True)
    yield "one process", _load(one, files, None, []), "—"
    if "processes" in ways:
        yield "processes:2", *_compared(one, work / "other", files, "processes:2", [])
    for count in sorted(int(way) for way in ways if way.isdigit()):
        with local_cluster(work / f"cluster-{count}-{time.monotonic_ns()}", count) as cluster:
            with _environment(cluster.environment):
                roots = [process.pid for process in cluster.workers]
                told = _compared(one, work / "other", files, cluster.address, roots)
        yield f"cluster, {count} worker{'s' * (count > 1)}", *told


def _compared(
    one: Path, store: Path, files: Path, engine: str, roots: list[int]
) -> tuple[Measured, str]:
    """A load by an engine, and what of it is not as one machine's."""
    store.mkdir(mode=0o700)
    shutil.copy(one / "patients.key", store)
    measured = _load(store, files, engine, roots)
    differing = unlike(one, store)
    shutil.rmtree(store)
    return measured, ", ".join(differing) or "none"


def _load(store: Path, files: Path, engine: str | None, roots: list[int]) -> Measured:
    """One load in a process of its own; `roots` are the workers it is given."""
    command = [sys.executable, "-m", "benchmarks.cluster.load_once", str(store), str(files)]
    process = subprocess.Popen(
        [*command, *([engine] if engine else [])], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    workers = Workers(roots or [process.pid], of_children=not roots)
    before = workers.cpu_seconds()
    driver = Workers([process.pid])
    threading.Thread(target=driver.watch, daemon=True).start()
    threading.Thread(target=workers.watch, daemon=True).start()
    told = []
    assert process.stdout
    for line in process.stdout:
        said = json.loads(line)
        # With a cluster, the load and the Java it has begun.
        cpu = driver.cpu_seconds() if roots else said["cpu"]
        told.append(said | {"cpu": cpu, "workers": workers.cpu_seconds() - before})
    driver.is_over = True
    workers.is_over = True
    if process.wait():
        raise subprocess.CalledProcessError(process.returncode, command)
    spans: dict[str, dict[str, float]] = {"seconds": {}, "cpu": {}, "workers": {}}
    for begun, ended in zip(told, told[1:], strict=False):
        for what, by_step in spans.items():
            by_step[STEPS[begun["step"]]] = ended[what] - begun[what]
    peak = max(workers.peaks.values(), default=0.0)
    return Measured(
        spans["seconds"], spans["cpu"], spans["workers"], told[-1]["peak"], peak, told[-1]
    )


def _rows(name: str, measured: Measured) -> Iterator[dict[str, str]]:
    for what, by_step in (
        ("wall", measured.wall),
        ("CPU, driver", measured.driver),
        ("CPU, workers", measured.workers),
    ):
        steps = {step: f"{seconds:,.1f}" for step, seconds in by_step.items()}
        yield {"load": name, "seconds": what} | {s: steps.get(s, "") for s in STEPS.values() if s}


def _found(name: str, measured: Measured, byte_count: int, differing: str) -> dict[str, str]:
    wall = sum(measured.wall.values())
    cpu = sum(measured.driver.values()) + sum(measured.workers.values())
    return {
        "load": name,
        "lines": f"{measured.answer['lines']:,}",
        "MB": f"{byte_count / 1e6:,.0f}",
        "wall": f"{wall:,.1f}",
        "CPU": f"{cpu:,.1f}",
        "slices, wall": f"{measured.answer['slice_seconds']:,.1f}",
        "driver, MB": f"{measured.driver_peak:,.0f}",
        "a worker, MB": f"{measured.worker_peak:,.0f}",
        "marts unlike one machine's": differing,
    }


def _parents() -> dict[int, list[int]]:
    """The processes that are there, by the one that has begun them."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            parents.setdefault(parent, []).append(int(path.name))
    return parents


def _family(root: int, parents: Mapping[int, list[int]]) -> list[int]:
    """A process and all it has begun, that are there now."""
    found, left = [], [root]
    while left:
        found.append(left.pop())
        left += parents.get(found[-1], [])
    return found


def _own_cpu_seconds(process: int) -> float:
    with suppress(OSError, IndexError, ValueError):
        said = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, said[11:13])) / TICKS
    return 0.0


def _megabytes(process: int) -> float:
    with suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE / 2**20
    return 0.0


@contextmanager
def _environment(settings: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
