"""Answers kept in the process for whoever asks again, and several questions asked at once.

An answer stays until another snapshot is shown, or something it looks into is typed. Nothing here
knows of a screen.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from analytics import database, load, notebook, snapshots
from analytics.access import as_now, current_person, require
from analytics.review import Review, answered
from analytics.vocabulary import DamagedSnapshot, ReviewFilters

Made = TypeVar("Made")
Asked = tuple[Review, str, Mapping[str, Any]]  # who is asked, what, with which parameters

# The database works outside the interpreter: a page's questions need not wait for each other.
_ASKING = ThreadPoolExecutor(max_workers=4, thread_name_prefix="asking")


@dataclass(frozen=True)
class _Wanted:
    """What tells one answer from others, and how it is made where it is not kept yet."""

    key: tuple
    make: Callable[[], Any] = field(compare=False)


def opened(store: Path, number: int) -> database.Connection:
    """The connection to a published snapshot: one per process, one cursor per question."""
    with damage_seen(store, number):
        return _connection(store, number)


@contextmanager
def damage_seen(store: Path, number: int) -> Iterator[None]:
    """What cannot be read in here is named, and opened anew once it was put back."""
    try:
        with load.damage_named(store, number):
            yield
    except DamagedSnapshot:
        _connection.cache_clear()
        raise


def kept_answer(review: Review, question: str, said: Mapping[str, Any]) -> pd.DataFrame:
    """An answer of a review with a store, made where it is not kept yet."""
    require("look")
    declared, folder = database.questions()[question].parameters, review.store
    assert folder is not None
    filters = review.filters if "filters" in declared else None
    seen = (folder, review.snapshot, notebook.version(folder, declared), current_person().clients)
    values = hashable(said)

    def ask() -> pd.DataFrame:
        with damage_seen(folder, review.snapshot):
            return answered(review, question, said)

    # A copy that shares its columns until somebody writes into one (pandas' copy on write).
    return _answer(_Wanted((*seen, question, filters, values), ask)).copy(deep=False)


def hashable(said: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """The parameters of a question as part of a key.

    >>> hashable({"outcomes": ["open"], "me": "ana"})
    (('me', 'ana'), ('outcomes', ('open',)))
    """
    return tuple(
        (name, tuple(value) if isinstance(value, list) else value)
        for name, value in sorted(said.items())
    )


def kept_from(
    name: Hashable,
    questions: tuple[str, ...],
    review: Review,
    filters: ReviewFilters | None,
    make: Callable[[], Made],
) -> Made:
    """What is made of the answers to some questions, kept as long as they are."""
    require("look")  # who may not is not handed what was made for others
    assert review.store is not None
    declared = {each for one in questions for each in database.questions()[one].parameters}
    version = notebook.version(review.store, declared)
    seen = (review.store, review.snapshot, version, current_person().clients)
    return _made(_Wanted((name, questions, *seen, filters), make))


def ask_together(*asked: Asked) -> None:
    """Ask several questions at once, so that each finds its answer kept when it is asked alone."""
    for each in ask_ahead(*asked):
        each.result()


def ask_ahead(*asked: Asked) -> list[Future[None]]:
    """The same without waiting: for what somebody is likely to ask next."""

    def ask(review: Review, question: str, said: Mapping[str, Any]) -> None:
        replace(review, keeping=kept_answer).ask(question, **said)

    return [_ASKING.submit(as_now(ask), *one) for one in asked]


@lru_cache(maxsize=3)
def _connection(store: Path, number: int) -> database.Connection:
    return database.connect(snapshots.snapshot_files(store, number), read_only=True)


# Streamlit's own cache takes ten times as long to look an answer up, and unpacks it each time.
@lru_cache(maxsize=400)
def _answer(wanted: _Wanted) -> pd.DataFrame:
    return wanted.make()


@lru_cache(maxsize=400)
def _made(wanted: _Wanted) -> Any:
    return wanted.make()
