"""Which kinds of files a query speaks of, by the raw tables it reads.

A load asks nothing about a kind of which none of its files is: an 835 brings no acknowledgment, so
whether an acknowledgment was loaded before need not be worked out.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from analytics.sql_files import QUERIES, SqlFile, sql_files

_NAMED = re.compile(r"\b(?:raw|staging|intake)\.\w+")
_MAKES = re.compile(r"\bmacro (\w+\.\w+)")


def is_of_others(file: SqlFile, kinds: Collection[str]) -> bool:
    """Whether all that a query speaks of are kinds of files other than these.

    Kinds are the folders of queries/1_raw. A query that reads no table of a kind is of all.
    """
    read = _kinds_in(_without_comments(file))
    return bool(read) and read.isdisjoint(kinds)


def _without_comments(file: SqlFile) -> str:
    """The SQL with its texts, as a function may take a table by its name: query_table('raw.…')."""
    return re.sub(r"--[^\n]*", " ", file.text)


@cache
def _kinds_in(statement: str) -> frozenset[str]:
    """The kinds whose raw tables a statement reads, itself or through views and functions."""
    found: set[str] = set()
    left, seen = set(_NAMED.findall(statement)), set()
    while left:
        name = left.pop()
        seen.add(name)
        if name in _made_of():
            left |= set(_NAMED.findall(_made_of()[name])) - seen
        else:
            found |= {kind for kind in _all_kinds() if name.startswith(f"raw.{kind}_")}
    return frozenset(found)


@cache
def _made_of() -> dict[str, str]:
    """Views of staging and functions, by name: the statements that make them."""
    made = {file.name: _without_comments(file) for file in sql_files("2_staging")}
    for file in sql_files("functions"):
        if makes := _MAKES.search(file.text):
            made[makes[1]] = _without_comments(file)
    return made


@cache
def _all_kinds() -> tuple[str, ...]:
    return tuple(path.name for path in sorted((QUERIES / "1_raw").iterdir()) if path.is_dir())
