"""Worker processes of this machine, each begun anew where it ends in the middle of its work.

Not of multiprocessing: that runs the main program again in each process it begins, and Streamlit
puts the dashboard in the place of the main program.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from analytics.engines.engine import MOST_ATTEMPTS, Answer, Given, Outcome, PieceFailed
from analytics.engines.this_machine import core_count
from analytics.vocabulary import WorkerLost


class _Worker:
    """One process, given one piece of work at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "analytics.engines.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
            start_new_session=True,  # Ctrl-C is for the process that ends it
        )

    def do(self, work: Callable[[Any], Any], given: Any) -> Outcome | PieceFailed | None:
        """What came of it; None if the process ended."""
        assert self._process.stdin and self._process.stdout
        try:
            pickle.dump((work, given), self._process.stdin)
            self._process.stdin.flush()
            outcome: Outcome | PieceFailed = pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            self.end()
            return None
        return outcome

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        self._process.wait()


class ProcessEngine:
    """So many processes; else one for each core this process may use."""

    def __init__(self, worker_count: int | None = None) -> None:
        self.worker_count = worker_count or core_count()
        self._threads = ThreadPoolExecutor(self.worker_count, thread_name_prefix="worker")
        self._own = threading.local()
        self._workers: list[_Worker] = []
        self._lock = threading.Lock()
        self._is_closed = False

    def submit(self, work: Callable[[Given], Answer], given: Given) -> Future[Answer]:
        """Have a piece of work done by the next process that is free."""
        return self._threads.submit(self._done, work, given)

    def close(self) -> None:
        """End all processes, whatever they are at."""
        with self._lock:
            self._is_closed = True
            for worker in self._workers:
                worker.end()
        self._threads.shutdown(cancel_futures=True)

    def _done(self, work: Callable[[Any], Any], given: Any) -> Any:
        failed = ""
        for _ in range(MOST_ATTEMPTS):
            worker = self._worker()
            outcome = worker.do(work, given) if worker else None
            if isinstance(outcome, Outcome):
                return outcome.get()
            if outcome:
                failed = str(outcome)
            else:
                self._own.worker = None
        if failed:
            raise WorkerLost(
                f"A part of this load failed {MOST_ATTEMPTS} times ({failed}), so nothing was "
                "published; DENIALS_DEBUG=1 shows where."
            )
        raise WorkerLost(
            f"A process that did a part of this load ended {MOST_ATTEMPTS} times, as it does for "
            "want of memory, so nothing was published; give it fewer processes, or --engine none."
        )

    def _worker(self) -> _Worker | None:
        """The process of this thread: if it ends, others go on. None once all were let go."""
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            with self._lock:
                if self._is_closed:
                    return None
                self._own.worker = worker = _Worker()
                self._workers.append(worker)
        return worker
