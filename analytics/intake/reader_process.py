"""Workbooks, Parquet files and archives are read in a process of their own, within bounds.

The readers of such files can be made to ask for any amount of memory, to run for ever or to crash.
Here that ends a small process beside ours, and the one file is refused. The process is kept for
the next file (`let_go` ends it), so a load starts one, not one per file. Text needs none.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from analytics.vocabulary import RefusedFile

MEMORY_BYTES = 2 * 1024**3
SECONDS = 120
# What a slow disk still reads and writes in a second; large files get their time.
BYTES_A_SECOND = 4 * 1024**2
MOST_ANSWER_BYTES = 256 * 1024**2
_ROOT = Path(__file__).resolve().parents[2]
_GONE = (BrokenPipeError, ConnectionResetError)


class _Reader:
    """One process, asked one thing at a time by a line of JSON, answering in one."""

    def __init__(self) -> None:
        paths = [str(_ROOT), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "analytics.intake.reader_tasks", str(MEMORY_BYTES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a reader says when it crashes may hold data
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)},
            start_new_session=True,
        )

    def answer(self, question: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        """What it says; None if it died of the question or took too long."""
        assert self.process.stdin and self.process.stdout
        timer = Timer(seconds, self.process.kill)
        timer.start()
        try:
            self.process.stdin.write(json.dumps(question | {"seconds": int(seconds)}).encode())
            self.process.stdin.write(b"\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline(MOST_ANSWER_BYTES)
        except _GONE:
            return None
        finally:
            timer.cancel()
        return json.loads(line) if line.endswith(b"\n") else None

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        self.process.wait()


_resting: list[_Reader] = []
_lock = Lock()


def ask_reader(task: str, path: Path, byte_count: int = 0, **values: Any) -> dict[str, Any]:
    """What a task of `reader_tasks` gives for a file; RefusedFile if it could not be done.

    `byte_count` is how much it may have to read and write: it gets its time by it.
    """
    with _lock:
        reader = _resting.pop() if _resting else None
    reader = reader or _Reader()
    seconds = SECONDS + byte_count / BYTES_A_SECOND
    try:
        answer = reader.answer({"task": task, "path": str(path), **values}, seconds)
    except BaseException:
        reader.stop()
        raise
    if answer is None:
        reader.stop()
        gigabytes = MEMORY_BYTES // 1024**3
        raise RefusedFile(
            f"{path.name} cannot be read within {gigabytes} GB of memory and {seconds:.0f} "
            "seconds; save what is needed of it as a smaller file, or as CSV."
        )
    _rest(reader)
    if "errno" in answer:  # the disk is full, not the file at fault
        raise OSError(answer["errno"], os.strerror(answer["errno"]))
    if "refusal" in answer:
        raise RefusedFile(answer["refusal"])
    return answer


def let_go() -> None:
    """End the process that waits for the next file, if there is one."""
    with _lock:
        readers, _resting[:] = list(_resting), []
    for reader in readers:
        reader.stop()


def _rest(reader: _Reader) -> None:
    """Keep one process for the next file."""
    with _lock:
        if not _resting:
            _resting.append(reader)
            return
    reader.stop()
