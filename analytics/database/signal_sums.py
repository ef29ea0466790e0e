"""Sums kept by week that signals and claim rules are told from, in schema sums.

A load counts again the weeks it touched and no others; how much else is loaded costs it nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from analytics.database.connection import (
    Connection,
    create_functions,
    statement_of,
)
from analytics.database.on_base import add_rows, replace_table, replace_weeks
from analytics.database.questions import ask_within
from analytics.sql_files import SqlFile, sql_files
from analytics.vocabulary import ReviewFilters

if TYPE_CHECKING:
    import pandas as pd

# What a column of `signal_counts` that holds numbers is called once they are names again.
NAMED = {
    "carc_id": "carc_code",
    "payer_id": "payer_name",
    "procedure_id": "procedure_code",
    "modifier_id": "modifier_code",
}
# In the order they are counted in: each is told from those before it.
LINE_SUMS = ("line_weeks", "submission_weeks")
COMBINATION_SUMS = ("combination_weeks", "combination_denials")
TRIED = "sums.tried_combinations"


def create_sums(connection: Connection) -> None:
    """Make every table of queries/sums anew, without a row, once signals and functions are made.

    Then the functions that read them.
    """
    connection.execute("drop schema if exists sums cascade")
    connection.execute("create schema sums")
    files = _files()
    for name in (*LINE_SUMS, "healthy_weeks", *COMBINATION_SUMS):
        file = files[name]
        connection.execute(f"create table {file.name} as {statement_of(file)}", _given(file, []))
    create_functions(connection, "sums")
    none: dict[str, object] = {"begin_week": None, "combination_ids": []}
    connection.execute(f"create table {TRIED} as {statement_of(files['tried_combinations'])}", none)


def update_signal_sums(
    connection: Connection, weeks: Collection[date] | None = None
) -> list[date] | None:
    """Count the lines of these remit weeks anew, all by default; the weeks whose sums changed.

    Weeks are those of rows of marts.line_outcomes that were added, taken away or changed: the ones
    they had before and the ones they have now. Where a week of a payer is found healthy or not for
    other reasons, the sums of that week change too, so it is among those answered (None: all).
    Runs in the transaction of the connection, after marts.payer_weeks is brought up to date.
    """
    touched = None if weeks is None else sorted(set(weeks))
    add_rows(
        connection,
        "signals.attribute_values",
        "select * from review.unnumbered_values($filters, $weeks)",
        {"filters": _filters(touched), "weeks": touched},
    )
    files = _files()
    for name in LINE_SUMS:
        _count(connection, files[name], touched)
    changed = _healthy_anew(connection, files["healthy_weeks"])
    counted = None if touched is None else sorted({*touched, *changed})
    connection.execute("create or replace temp table changed_combinations (combination_id bigint)")
    for name in COMBINATION_SUMS:
        _count(connection, files[name], counted)
        if counted:
            connection.execute(
                "insert into temp.changed_combinations"
                " select distinct combination_id from temp.unlike_before"
            )
    return counted


def _files() -> dict[str, SqlFile]:
    """The files of queries/sums by name."""
    return {file.path.stem: file for file in sql_files("sums")}


def _count(connection: Connection, file: SqlFile, weeks: list[date] | None) -> None:
    """Put the rows of some weeks (None: all) into a table of sums in place of those it has."""
    given = _given(file, weeks)
    if weeks is not None:
        replace_weeks(connection, file.name, weeks, statement_of(file), given)
        return
    replace_table(connection, file.name, statement_of(file), given)


def _healthy_anew(connection: Connection, file: SqlFile) -> set[date]:
    """Bring the healthy weeks up to date; the weeks in which a payer's became so, or is no more."""
    before = "select payer_id, remit_week from sums.healthy_weeks"
    connection.execute(f"create or replace temp table healthy_before as {before}")
    _count(connection, file, None)
    changed = connection.execute(
        f"select distinct remit_week from ((from temp.healthy_before except {before}) "
        f"union all ({before} except from temp.healthy_before)) as changed"
    ).fetchall()
    connection.execute("drop table temp.healthy_before")
    return {week for (week,) in changed}


def _given(file: SqlFile, weeks: list[date] | None) -> dict[str, object]:
    """The parameters that a file of queries/sums declares."""
    values = {"filters": _filters(weeks), "weeks": weeks}
    return {name: values[name] for name in file.parameters}


def _filters(weeks: list[date] | None) -> dict[str, object]:
    """What signals look at: everything, of no other weeks than these."""
    span = (weeks[0], weeks[-1]) if weeks else (None, None)
    return ReviewFilters(first_week=span[0], last_week=span[1]).parameter()


def update_payer_weeks(connection: Connection, weeks: Collection[date] | None = None) -> None:
    """Count what payers brought in these remit weeks anew (None: all), and judge its health.

    Weeks are those of rows of marts.remitted_lines and marts.line_outcomes that were added, taken
    away or changed, once these and marts.repeated_claims are up to date. Runs in the transaction of
    the connection.
    """
    files = {file.name: file for file in sql_files("3_marts")}
    counts = statement_of(files["marts.payer_week_counts"])
    if weeks is None:
        replace_table(connection, "marts.payer_week_counts", counts)
    else:
        chosen = sorted(set(weeks))
        wanted = f"select * from ({counts}) as counts where list_contains($weeks, remit_week)"
        replace_weeks(connection, "marts.payer_week_counts", chosen, wanted, {"weeks": chosen})
    replace_table(connection, "marts.payer_weeks", statement_of(files["marts.payer_weeks"]))


def submission_weeks_of(connection: Connection, weeks: Collection[date]) -> set[date]:
    """The weeks in which lines were sent that were answered in these remit weeks."""
    rows = connection.execute(
        "select distinct submission_week from sums.submission_weeks "
        "where list_contains($weeks, remit_week)",
        {"weeks": sorted(weeks)},
    ).fetchall()
    return {week for (week,) in rows}


def signal_counts(
    connection: Connection, first_week: date | None = None, last_week: date | None = None
) -> pd.DataFrame:
    """The answer of ``signal_counts``, with names for its numbers: payer_name and so on.

    They are categories: there are many rows, and few names.
    """
    import numpy as np
    import pandas as pd

    rows = ask_within(connection, "signal_counts", first_week=first_week, last_week=last_week)
    values = connection.execute(
        "select attribute, value, value_id from signals.attribute_values order by value_id"
    ).df()
    last = int(values["value_id"].max()) if len(values) else 0
    for column, name in NAMED.items():
        own = values[values["attribute"] == column.removesuffix("_id")]
        place = np.full(last + 1, -1)
        place[own["value_id"]] = np.arange(len(own))
        named = pd.Categorical.from_codes(place[rows[column]], pd.Index(own["value"], dtype=object))
        rows.insert(rows.columns.get_loc(column), name, named)
    return rows.drop(columns=list(NAMED))
