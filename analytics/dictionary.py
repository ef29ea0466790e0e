"""The data dictionary: what every relation, column, question and check is, from the SQL itself."""

from __future__ import annotations

from collections.abc import Iterable

from analytics.program import DOCS
from analytics.sql_files import QUERIES, SqlFile, sql_files

PAGE = DOCS / "data_dictionary.md"
OPENING = """# Data dictionary

Written by `denials dictionary` from the files of `queries/`; a change there is a change here, and a
stale page is a failing test. Endings tell types: `_amount` is US dollars to the cent, `_count` a
number of rows, `_date` a day, `_week` the Monday that names a week, `_code` a value of a published
list kept as text, `_number` a position, `is_` and `has_` yes or no.
"""
CHAPTERS = {
    "4_review": "Questions: what `denials ask` answers and the pages show",
    "3_marts": "Marts: the business facts, judged",
    "sums": "Sums: lines counted by week, which signals are told from",
    "signals": "Signals: what stood out, judged once at each load and kept",
    "2_staging": "Staging: our names, our types, one hall for X12 and CSV",
    "1_raw": "Raw: what the files say, as text, each row with its place in its file",
    "checks": "Checks: what must not be",
}


def dictionary_text() -> str:
    """The whole page."""
    chapters = (_chapter(folder, title) for folder, title in CHAPTERS.items())
    return "\n".join([OPENING, *chapters])


def _chapter(folder: str, title: str) -> str:
    if not (QUERIES / folder).is_dir():
        return ""
    return "\n".join([f"## {title}\n", *(_section(file) for file in sql_files(folder))])


def _section(file: SqlFile) -> str:
    """One relation, question or check."""
    lines = [f"### `{file.name}`\n", f"{file.title}\n"]
    if file.grain:
        lines.append(f"Grain: {file.grain}.\n")
    if file.notes:
        lines.append(f"{file.notes}\n")
    if file.parameters:
        rows = ((f"`{name}`", words) for name, words in file.parameters.items())
        lines.append(_table(("parameter", "what it is"), rows))
    if file.comments:
        rows = ((f"`{name}`", words) for name, words in file.comments.items())
        lines.append(_table(("column", "what it is"), rows))
    return "\n".join(lines)


def _table(header: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    cells = [header, ("---", "---"), *rows]
    return "\n".join(f"| {name} | {words.replace('|', '/')} |" for name, words in cells) + "\n"
