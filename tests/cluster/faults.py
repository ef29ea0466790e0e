"""What befalls workers in tests: done on the worker, by the name of a function here."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

from analytics.database import SliceTold
from analytics.load import tasks
from analytics.load.tasks import SliceToJudge


def machine_dies_once(given: SliceToJudge) -> SliceTold:
    """Judge a slice; the first time, the worker and all it has begun end in the middle of it."""
    try:
        (given.place.folder / "died").touch(exist_ok=False)
    except FileExistsError:
        return tasks.judge_handed(given)
    executor = _parent_of(os.getppid())
    threading.Timer(0.3, _kill, [_parent_of(executor), executor]).start()
    told = tasks.judge_handed(given)
    time.sleep(60)
    return told


def waits_for_the_driver_to_die(given: SliceToJudge) -> SliceTold:
    """Judge a slice, but not before the test has seen that it is in work."""
    (given.place.store / "in-work").touch()
    time.sleep(3)
    return tasks.judge_handed(given)


def _kill(*processes: int) -> None:
    for process in processes:
        os.kill(process, signal.SIGKILL)


def _parent_of(process: int) -> int:
    """The process that began another."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("PPid:")[1].split()[0])
