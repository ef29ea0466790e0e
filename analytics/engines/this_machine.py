"""Which engine a load takes where none is named: processes of this machine, for many bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

# Below this, one process is as soon done: it needs none that begin, and hands nothing over.
LARGE_BYTES = 256 << 20
# What the load itself may take of memory, and a worker (docs/cluster.md, what it costs).
LOAD_MEGABYTES, WORKER_MEGABYTES = 3_000, 1_250
_LIMIT_OF_CONTAINER = Path("/sys/fs/cgroup/memory.max")


def engine_for(byte_count: int, core_count: int, memory_megabytes: int) -> str | None:
    """The engine for so many bytes of files on such a machine; None: the load's own process.

    >>> engine_for(2 << 30, 8, 16_000), engine_for(2 << 30, 8, 6_000), engine_for(5_000, 8, 16_000)
    ('processes:8', 'processes:2', None)
    """
    worker_count = min(core_count, (memory_megabytes - LOAD_MEGABYTES) // WORKER_MEGABYTES)
    return f"processes:{worker_count}" if byte_count >= LARGE_BYTES and worker_count > 1 else None


def engine_of_this_machine(paths: Iterable[Path]) -> str | None:
    """The engine for these files, and those in these folders."""
    byte_count = sum(_byte_count(each) for path in paths for each in (path, *path.rglob("*")))
    return engine_for(byte_count, core_count(), _memory_megabytes())


def _byte_count(path: Path) -> int:
    """The size of a file; 0 of all else, and of what cannot be looked at: the load says so."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def core_count() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory_megabytes() -> int:
    """What this machine has, or its container may take; 0 where it does not say."""
    try:
        byte_count = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # Windows has none
        return 0
    with suppress(OSError, ValueError):  # no container, or no limit ("max")
        byte_count = min(byte_count, int(_LIMIT_OF_CONTAINER.read_text()))
    return byte_count >> 20
