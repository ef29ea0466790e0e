"""What the reading process does: `reader_process` starts it and asks, one line of JSON at a time.

It bounds its own memory before it touches a file, and the processor time of each task. A fault of
a file is answered as a refusal; the words of the fault itself, which may quote the file, are not.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from analytics.intake.archive_members import unpack_gzip, unpack_member, zip_members
from analytics.intake.bounded_tables import parquet_copy, parquet_start, sheet_as_csv, sheet_start
from analytics.intake.faults import is_disk_full
from analytics.vocabulary import RefusedFile

try:
    import resource
except ImportError:  # Windows: the time is bounded by who asks, the memory is not
    resource = None  # type: ignore[assignment]

TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    task.__name__: task
    for task in (
        parquet_copy,
        parquet_start,
        sheet_as_csv,
        sheet_start,
        unpack_gzip,
        unpack_member,
        zip_members,
    )
}


def main() -> None:
    """Answer until nobody asks any more."""
    # A program a reader might print to our answers would break them.
    answers, sys.stdout = sys.stdout, sys.stderr
    _bound("RLIMIT_AS", int(sys.argv[1]))
    _bound("RLIMIT_CORE", 0)
    for line in sys.stdin:
        answers.write(json.dumps(_answer(**json.loads(line))) + "\n")
        answers.flush()


def _answer(task: str, path: str, seconds: int, **values: Any) -> dict[str, Any]:
    """What the task gives, or why it could not be done."""
    _bound("RLIMIT_CPU", int(time.process_time()) + seconds + 1)
    file = Path(path)
    try:
        return TASKS[task](file, **values)
    except RefusedFile as refused:
        return {"refusal": str(refused)}
    except MemoryError:
        return {"refusal": f"{file.name} asks for more memory than is given to one file."}
    except Exception as fault:
        if is_disk_full(fault):
            return {"errno": fault.errno}  # type: ignore[attr-defined]
        return {"refusal": f"{file.name} is damaged; download it again."}


def _bound(name: str, most: int) -> None:
    """Set a limit of this process, where the system has it; what it may be at most stays."""
    if resource is None:
        return
    with suppress(AttributeError, ValueError, OSError):
        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(kind, (most, hard))


if __name__ == "__main__":
    main()
