"""Questions of the review, answered as frames."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from analytics.database.connection import Connection
from analytics.sql_files import QUERIES, read_sql_file, sql_files
from analytics.vocabulary import ReviewFilters, UnknownQuestion


@dataclass(frozen=True)
class Question:
    """A question the review asks: its file's first line, grain and parameters."""

    name: str
    title: str
    grain: str
    parameters: Mapping[str, str]


@cache
def questions() -> dict[str, Question]:
    """Every question of queries/4_review by name."""
    return {
        file.path.stem: Question(file.path.stem, file.title, file.grain, file.parameters)
        for file in sql_files("4_review")
    }


@cache
def sql_of(question: str) -> str:
    """The text of a question, as run. Raises UnknownQuestion."""
    if question not in questions():
        raise UnknownQuestion(f"There is no question {question!r}.")
    return read_sql_file(QUERIES / "4_review" / f"{question}.sql").text


def ask(
    connection: Connection,
    question: str,
    filters: ReviewFilters | None = None,
    **parameters: Any,
) -> pd.DataFrame:
    """The answer to a question as a frame; amounts are floats, days are timestamps.

    `filters` None means everything loaded. A declared parameter that is not given is null; one
    that is not declared raises TypeError.
    """
    with connection.cursor() as cursor:
        return ask_within(cursor, question, filters, **parameters)


def ask_within(
    connection: Connection,
    question: str,
    filters: ReviewFilters | None = None,
    **parameters: Any,
) -> pd.DataFrame:
    """The same, with what the transaction the connection is in has done so far.

    For a connection that nobody else asks anything meanwhile.
    """
    sql = sql_of(question)
    declared = questions()[question].parameters
    if surplus := set(parameters) - set(declared):
        raise TypeError(f"{question} takes no {', '.join(sorted(surplus))}")
    values = {name: parameters.get(name) for name in declared}
    if "filters" in declared:
        values["filters"] = (filters or ReviewFilters()).parameter()
    return connection.execute(sql, values).df()
