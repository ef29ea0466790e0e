"""The files that are being loaded: which they are, what is asked about them, what is found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from analytics.database.connection import Connection, run, statement_of
from analytics.database.kinds_read import is_of_others
from analytics.database.on_base import own_table
from analytics.database.questions import plain_columns
from analytics.sql_files import QUERIES, read_sql_file, sql_files
from analytics.vocabulary import Columns


def hold_files(connection: Connection, file_ids: Sequence[str]) -> None:
    """Make these the files in hand, in this order, for queries/intake.

    They are the table `temp.files_in_hand`, and the variable of that name, a list.
    """
    ids = {"ids": list(file_ids)}
    connection.execute(
        "create or replace temp table files_in_hand as"
        " select unnest($ids::varchar []) as file_id,"
        " generate_subscripts($ids::varchar [], 1) as file_order",
        ids,
    )
    connection.execute("set variable files_in_hand = $ids::varchar []", ids)


def about_files(connection: Connection, question: str) -> list[dict[str, Any]]:
    """The answer of a file of queries/intake about the files in hand: few rows, column → value."""
    answered = _about(connection, question)
    names = [name for name, *_ in answered.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answered.fetchall()]


def about_claims(connection: Connection, question: str, kinds: Collection[str]) -> Columns | None:
    """The same where it is about claims, which may be many: column by column.

    None, without asking, where it is about none of these kinds of files.
    """
    file = read_sql_file(QUERIES / "intake" / f"{question}.sql")
    return None if is_of_others(file, kinds) else plain_columns(_about(connection, question))


def _about(connection: Connection, question: str) -> Connection:
    return run(connection, read_sql_file(QUERIES / "intake" / f"{question}.sql").text)


def keep_findings(connection: Connection, kinds: Collection[str]) -> dict[str, int]:
    """Keep what queries/intake/findings finds in the files in hand; findings kept, per file.

    `kinds` are those of the files in hand, as folders of queries/1_raw.
    """
    for file in sql_files("intake/findings"):
        if is_of_others(file, kinds):
            continue
        table = own_table(connection, "raw.findings")
        run(
            connection,
            f"insert into {table} by name with found as ({statement_of(file)})"
            " select * from intake.worded_findings('found')",
        )
    counted = about_files(connection, "finding_counts")
    return {row["file_id"]: row["finding_count"] for row in counted}
