"""Questions of the review, answered as frames or as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from analytics.database.connection import Connection, run
from analytics.sql_files import QUERIES, read_sql_file, sql_files
from analytics.vocabulary import Columns, ReviewFilters, UnknownQuestion

if TYPE_CHECKING:
    import pandas as pd

_WHOLE_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UINTEGER", "UBIGINT")


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
    return run(connection, *_asked(question, filters, parameters)).df()


def ask_plain(
    connection: Connection,
    question: str,
    filters: ReviewFilters | None = None,
    **parameters: Any,
) -> Columns:
    """The same answer as plain values: what `ask` takes and raises, quick to start.

    Values are what the frame's would be: a missing one is None, and a column of whole numbers that
    misses one has decimal numbers.
    """
    with connection.cursor() as cursor:
        return plain_columns(run(cursor, *_asked(question, filters, parameters)))


def plain_columns(answered: Connection) -> Columns:
    """What was just asked, column by column."""
    rows = answered.fetchall()
    columns = {}
    for place, (name, kind, *_) in enumerate(answered.description or ()):
        columns[name] = _plain([row[place] for row in rows], str(kind))
    return columns


def _plain(values: list[Any], kind: str) -> list[Any]:
    """The values of a column of this type in the database as numbers, days, texts and truths."""
    misses_one = kind in _WHOLE_NUMBERS and None in values
    if misses_one or kind == "HUGEINT" or kind.startswith("DECIMAL"):
        return [None if value is None else float(value) for value in values]
    return values


def _asked(
    question: str, filters: ReviewFilters | None, parameters: Mapping[str, Any]
) -> tuple[str, dict[str, Any]]:
    """The statement that answers a question, and its values."""
    sql = sql_of(question)
    declared = questions()[question].parameters
    if surplus := set(parameters) - set(declared):
        raise TypeError(f"{question} takes no {', '.join(sorted(surplus))}")
    values = {name: parameters.get(name) for name in declared}
    if "filters" in declared:
        values["filters"] = (filters or ReviewFilters()).parameter()
    return sql, values
