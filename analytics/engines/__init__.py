"""Who does pieces of work of a load: processes of this machine, or workers of a Spark cluster.

An engine is handed a function and its argument, and gives a future of the answer; it schedules,
tries again where a worker ended in the middle, and knows nothing of what is done. What it is handed
must be known by name on the workers: nothing but its name and its argument is sent there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from analytics.engines.engine import Engine, is_an_engine
from analytics.engines.this_machine import engine_of_this_machine
from analytics.vocabulary import DenialsError

__all__ = ["Engine", "engine_of_this_machine", "is_an_engine", "opened_engine"]


@contextmanager
def opened_engine(name: str) -> Iterator[Engine]:
    """The engine of this name, ready, and gone afterwards: processes[:N] or spark://HOST:PORT."""
    if not is_an_engine(name):
        raise DenialsError(f"There is no engine {name}: it is processes:N or spark://HOST:PORT.")
    engine: Engine
    if name.startswith("spark://"):
        from analytics.engines.spark import SparkEngine

        engine = SparkEngine(name)
    else:
        from analytics.engines.processes import ProcessEngine

        count = name.partition(":")[2]
        engine = ProcessEngine(int(count) if count else None)
    try:
        yield engine
    finally:
        engine.close()
