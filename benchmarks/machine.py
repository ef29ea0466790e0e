"""The machine a table was measured on, and a child process with what it used."""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Run:
    """One run of a program: what it answered and used; memory is the peak of the process."""

    answer: dict[str, Any]
    cpu_seconds: float
    peak_megabytes: float


def run_child(command: Sequence[str]) -> Run:
    """Run a program that prints one line of JSON last; raises if it fails."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    printed = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    kilobytes = used.ru_maxrss / 1024 if sys.platform == "darwin" else used.ru_maxrss
    answer = json.loads(printed.decode().strip().splitlines()[-1])
    return Run(answer, used.ru_utime + used.ru_stime, kilobytes / 1024)


def timed(work: Any, rounds: int) -> list[float]:
    """Seconds of each of several runs of a function."""
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return seconds


def spread(values: Sequence[float], digits: int = 1) -> str:
    """Smallest, middle and largest, as the tables show them.

    >>> spread([3.0, 1.0, 2.0])
    '1.0 / 2.0 / 3.0'
    """
    return " / ".join(
        f"{value:,.{digits}f}" for value in (min(values), median(values), max(values))
    )


def own_peak_megabytes() -> float:
    """The most memory this process has held."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1024 / (1024 if sys.platform == "darwin" else 1)


def machine_line() -> str:
    """Cores, load and versions: a table without them says little."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return (
        f"{cores} cores, load {load:.1f} at the start; {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


def print_table(title: str, rows: Sequence[dict[str, Any]]) -> None:
    """A table as Markdown writes it, so that it can go into a paper as printed."""
    columns = list(rows[0])
    cells = [[str(row.get(column, "")) for column in columns] for row in rows]
    widths = [max(len(line[i]) for line in [columns, *cells]) for i in range(len(columns))]
    print(f"\n{title}\n")
    for line in [columns, ["-" * width for width in widths], *cells]:
        print(
            "| "
            + " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True))
            + " |"
        )
    sys.stdout.flush()
