"""What alerts are judged by: counts of combinations, narrow and numbered, for arrays to be made of.

The same as the question `signal_counts` tells, without its wide rows.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from analytics.database.connection import Connection, statement_of
from analytics.sql_files import sql_files

if TYPE_CHECKING:
    import pandas as pd


def alert_sums(
    connection: Connection,
    begin_week: date,
    last_week: date,
    judge_from: date | None = None,
    weeks_back: int = 0,
) -> dict[str, pd.DataFrame]:
    """The answers of queries/alerts by name, of these weeks, and the ``values`` numbers stand for.

    Weeks from ``weeks_back`` before ``judge_from`` on are counted apart (None: all), those before
    as one. The combinations tried are those kept for ``begin_week``. Where no week has lines,
    ``weeks`` and ``values`` are all there is.
    """
    values: dict[str, object] = {
        "begin_week": begin_week,
        "last_week": last_week,
        "judge_from": judge_from or begin_week,
        "weeks_back": weeks_back,
    }
    files = {file.path.stem: file for file in sql_files("alerts")}

    def given(name: str) -> dict[str, object]:
        return {each: values[each] for each in files[name].parameters}

    def told(name: str) -> pd.DataFrame:
        return connection.execute(statement_of(files[name]), given(name)).df()

    sums = {"weeks": told("weeks")}
    if len(sums["weeks"]):
        values["first_day"] = _first_day(sums["weeks"])
        judged = files["judged_combinations"]
        connection.execute(
            f"create or replace temp table {judged.path.stem} as {statement_of(judged)}",
            given(judged.path.stem),
        )
        for name in ("combinations", "lines", "denials", "reasons"):
            sums[name] = told(name)
    sums["values"] = connection.execute(
        "select value_id, value from signals.attribute_values order by value_id"
    ).df()
    return sums


def _first_day(weeks: pd.DataFrame) -> date:
    """The first week counted apart."""
    first = weeks.iloc[0]
    return first["remit_week"].date() - timedelta(weeks=int(first["week_number"]))


def reason_labels(connection: Connection) -> dict[str, str]:
    """What each CARC means, in our own words."""
    return dict(connection.execute("select carc_code, reason_label from marts.reasons").fetchall())
