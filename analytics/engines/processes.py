"""Worker processes of this machine, each begun anew where it ends in the middle of its work."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import wait
from typing import Any

from analytics.engines.engine import (
    MOST_ATTEMPTS,
    Answer,
    Given,
    Outcome,
    PieceFailed,
    outcome_of,
)
from analytics.vocabulary import WorkerLost


class ProcessEngine:
    """So many processes; else one for each core this process may use."""

    def __init__(self, worker_count: int | None = None) -> None:
        self.worker_count = worker_count or _cores()
        self._threads = ThreadPoolExecutor(self.worker_count, thread_name_prefix="worker")
        self._own = threading.local()
        self._pools: list[ProcessPoolExecutor] = []
        self._is_closed = False

    def submit(self, work: Callable[[Given], Answer], given: Given) -> Future[Answer]:
        """Have a piece of work done by the next process that is free."""
        return self._threads.submit(self._done, work, given)

    def close(self) -> None:
        """End all processes, whatever they are at."""
        self._is_closed = True
        for pool in self._pools:
            _end(pool)
        self._threads.shutdown(cancel_futures=True)

    def _done(self, work: Callable[[Any], Any], given: Any) -> Any:
        failed = ""
        for _ in range(MOST_ATTEMPTS):
            pool = self._pool()
            try:
                outcome: Outcome = pool.submit(outcome_of, work, given).result()
            except BrokenProcessPool:
                self._own.pool = None
                if self._is_closed:
                    break
                continue
            except PieceFailed as fault:
                failed = str(fault)
                continue
            return outcome.get()
        if failed:
            raise WorkerLost(
                f"A part of this load failed {MOST_ATTEMPTS} times ({failed}), so nothing was "
                "published; DENIALS_DEBUG=1 shows where."
            )
        raise WorkerLost(
            f"A process that did a part of this load ended {MOST_ATTEMPTS} times, as it does for "
            "want of memory, so nothing was published; give it fewer processes."
        )

    def _pool(self) -> ProcessPoolExecutor:
        """The process of this thread: if it ends, others go on."""
        pool: ProcessPoolExecutor | None = getattr(self._own, "pool", None)
        if pool is None:
            # Not forked: this process has threads and an open database.
            context = multiprocessing.get_context("spawn")
            self._own.pool = pool = ProcessPoolExecutor(
                1, mp_context=context, initializer=_end_with_parent
            )
            self._pools.append(pool)
        return pool


def _end_with_parent() -> None:
    """Let this process end with the one that began it, even where that is killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch(sentinel: int = parent.sentinel) -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _end(pool: ProcessPoolExecutor) -> None:
    for process in list((pool._processes or {}).values()):
        with suppress(OSError, ValueError):
            process.kill()
    pool.shutdown(wait=True, cancel_futures=True)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
