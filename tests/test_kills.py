"""Ten kills of every way of writing; `python -m benchmarks kills` does a hundred."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
WAYS = ("load", "publish", "add", "undo", "recover", "notebook", "audit")


def test_a_writer_killed_at_any_moment_loses_nothing() -> None:
    # In a program of its own: it forks, which a process that holds a database must not.
    command = [sys.executable, "-m", "benchmarks", "kills", "--count", "10"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    rows = re.findall(r"^\| (\w+) +\| (\d+) .*\| (\d+) +\|$", done.stdout, re.M)
    assert rows == [(way, "10", "0") for way in WAYS]
