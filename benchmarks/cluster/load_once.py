"""One load as a process of its own: STORE FILES [ENGINE]; says on a line when each step begins.

Each line is JSON: the step, the seconds since the start, the CPU seconds of this process so far,
and of children of it that have ended. The last has the rows that were found.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analytics.load import load_paths
from analytics.load.reports import Progress
from analytics.load.spread import Spread

STARTED = time.monotonic()


def say(step: str, **more: object) -> None:
    """One line about where the load is."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {
        "step": step,
        "seconds": round(time.monotonic() - STARTED, 2),
        "cpu": round(used.ru_utime + used.ru_stime, 2),
        "peak": round(used.ru_maxrss / 1024),
    }
    print(json.dumps(told | more), flush=True)


def timing_slices() -> list[float]:
    """Where the seconds come in which slices are judged by workers, from the first to the last."""
    taken: list[float] = []
    judge = Spread._judge

    def timed(self: Spread, slices: Any) -> Iterator[Any]:
        started = time.monotonic()
        yield from judge(self, slices)
        taken.append(time.monotonic() - started)

    Spread._judge = timed  # type: ignore[method-assign]
    return taken


def main() -> None:
    """Load, and say so."""
    slice_seconds = timing_slices()
    store, files, *engine = sys.argv[1:]
    seen: list[str] = []

    def tell(progress: Progress) -> None:
        if progress.step not in seen:
            seen.append(progress.step)
            say(progress.step)

    say("start")
    report = load_paths(
        Path(store), [Path(files)], progress=tell, engine=engine[0] if engine else None
    )
    say(
        "done",
        lines=sum(file.line_count for file in report.files),
        claims=sum(file.claim_count for file in report.files),
        loaded=sum(file.status == "loaded" for file in report.files),
        slice_seconds=round(sum(slice_seconds), 2),
    )


if __name__ == "__main__":
    main()
