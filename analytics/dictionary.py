"""The data dictionary: what every relation, column, question and check is.

Relations, questions and checks say it in their SQL, columns in the column book.
"""

from __future__ import annotations

from collections.abc import Iterable

from analytics import database
from analytics.columns import book
from analytics.intake.column_words import canonical_columns
from analytics.program import DOCS
from analytics.review import Review
from analytics.sql_files import QUERIES, SqlFile, sql_files

PAGE = DOCS / "data_dictionary.md"
OPENING = """# Data dictionary

Written by `denials dictionary` from the files of `queries/`; a change there is a change here, and a
stale page is a failing test. Every relation and question lists its columns; what a column means is
said once, in the [column book](#columns) at the end. Endings tell types: `_amount` is US dollars to
the cent, `_count` a number of rows, `_date` a day, `_week` the Monday that names a week, `_code` a
value of a published list kept as text, `_number` a position, `is_` and `has_` yes or no.
"""
CHAPTERS = {
    "4_review": "Questions: what `denials ask` answers and the pages show",
    "3_marts": "Marts: the business facts, classified",
    "sums": "Sums: lines counted by week, which signals are based on",
    "signals": "Signals: alerts, computed at each load and kept",
    "2_staging": "Staging: our names and types, the same for X12 and CSV",
    "1_raw": "Raw: what the files say, as text, each row with its place in its file",
    "checks": "Checks: what must not be",
}


def dictionary_text() -> str:
    """The whole page."""
    columns = columns_of_all()
    chapters = (_chapter(folder, title, columns) for folder, title in CHAPTERS.items())
    return "\n".join([OPENING, *chapters, _columns()])


def columns_of_all() -> dict[str, list[str]]:
    """The columns of every table and view, and of the answer to every question, by its name."""
    with database.connect(None) as connection:
        database.prepare(connection, canonical_columns(), {}, bytes(32))
        database.build_models(connection)
        told = database.relation_columns(connection)
        for question in database.questions():
            told[f"review.{question}"] = [str(name) for name in Review(connection).ask(question)]
    return told


def _chapter(folder: str, title: str, columns: dict[str, list[str]]) -> str:
    if not (QUERIES / folder).is_dir():
        return ""
    sections = (_section(file, columns.get(file.name, [])) for file in sql_files(folder))
    return "\n".join([f"## {title}\n", *sections])


def _section(file: SqlFile, columns: list[str]) -> str:
    """One relation, question or check."""
    lines = [f"### `{file.name}`\n", f"{file.title}\n"]
    if file.grain:
        lines.append(f"Grain: {file.grain}.\n")
    if file.notes:
        lines.append(f"{file.notes}\n")
    if file.parameters:
        rows = ((f"`{name}`", words) for name, words in file.parameters.items())
        lines.append(_table(("parameter", "what it is"), rows))
    if columns:
        lines.append(f"Columns: {', '.join(f'`{name}`' for name in columns)}.\n")
    return "\n".join(lines)


def _columns() -> str:
    """The column book: what each name means, wherever it stands."""
    rows = (
        (f"`{column.name}`", column.heading, f"{'PHI. ' * column.is_phi}{column.meaning}")
        for column in book().values()
    )
    return "## Columns\n\n" + _table(("column", "heading", "what it is"), rows)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (" | ".join(cell.replace("|", "/") for cell in row) for row in rows)
    rule = " | ".join("---" for _ in header)
    return "\n".join(f"| {line} |" for line in (" | ".join(header), rule, *lines)) + "\n"
