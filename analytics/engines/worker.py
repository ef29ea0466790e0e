"""A worker process: reads pieces of work from its input, writes their outcomes to its output."""

from __future__ import annotations

import os
import pickle
import sys
import threading
import traceback
from queue import SimpleQueue
from typing import Any, BinaryIO

from analytics.engines.engine import Outcome, PieceFailed, outcome_of


def main() -> None:
    """Do one piece of work after the other, until the process that gives them ends."""
    asked: SimpleQueue[Any] = SimpleQueue()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints must not stand among the answers
    threading.Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
    while True:
        work, given = asked.get()
        outcome: Outcome | PieceFailed
        try:
            outcome = outcome_of(work, given)
        except PieceFailed as fault:
            outcome = fault
        except Exception as fault:  # DENIALS_DEBUG is set: it may be shown
            traceback.print_exc()
            outcome = PieceFailed(type(fault).__name__)
        pickle.dump(outcome, answers)
        answers.flush()


def _listen(source: BinaryIO, asked: SimpleQueue[Any]) -> None:
    """Take in what is asked; end this process with the one that asks, even in its work.

    And where it asks for what cannot be found here: else both would wait for ever.
    """
    try:
        while True:
            asked.put(pickle.load(source))
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
