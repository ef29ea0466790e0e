"""What an engine is, and how an answer comes back from wherever it was worked out."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from analytics.vocabulary import DenialsError

# What the database of one task may take; a worker needs about as much again beside it.
MEMORY_MEGABYTES = int(os.environ.get("DENIALS_WORKER_MEMORY_MB", "600"))
MOST_ATTEMPTS = 4
_NAME = re.compile(r"processes(:[1-9]\d{0,3})?|spark://[\w.-]+:\d+(,[\w.-]+:\d+)*")

Given = TypeVar("Given")
Answer = TypeVar("Answer")


class Engine(Protocol):
    """Does pieces of work, several at a time."""

    @property
    def worker_count(self) -> int:
        """How many pieces it does at a time."""
        ...

    def submit(self, work: Callable[[Given], Answer], given: Given) -> Future[Answer]:
        """Have a piece of work done.

        The future raises the DenialsError that the work raised, and WorkerLost where workers ended
        in the middle of it again and again.
        """
        ...

    def close(self) -> None:
        """Give up what is not done, and let all workers go."""
        ...


def is_an_engine(name: str) -> bool:
    """Whether this is how an engine is named.

    >>> is_an_engine("processes:4"), is_an_engine("spark://10.0.0.7:7077"), is_an_engine("yarn")
    (True, True, False)
    """
    return _NAME.fullmatch(name) is not None


@dataclass(frozen=True)
class Outcome:
    """An answer, or the fault that is said in a sentence: no reason to try again."""

    answer: Any = None
    fault: DenialsError | None = None

    def get(self) -> Any:
        """The answer; raises the fault."""
        if self.fault:
            raise self.fault
        return self.answer


class PieceFailed(Exception):
    """A piece of work failed for a reason nobody foresaw; it says the kind of fault alone.

    Its text would go into the logs of a cluster, and the text of a fault may quote a file.
    """


def outcome_of(work: Callable[[Any], Any], given: Any) -> Outcome:
    """Do a piece of work; runs on the worker."""
    try:
        return Outcome(work(given))
    except DenialsError as fault:
        return Outcome(fault=type(fault)(str(fault)))
    except Exception as fault:
        if os.environ.get("DENIALS_DEBUG"):
            raise
        raise PieceFailed(type(fault).__name__) from None
