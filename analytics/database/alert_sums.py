"""What alerts are judged by: counts of combinations, narrow and numbered, for arrays to be made of.

The same as the question `signal_counts` tells, without its wide rows.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from analytics.database.connection import Connection, statement_of
from analytics.sql_files import sql_files

if TYPE_CHECKING:
    import pandas as pd


def alert_sums(
    connection: Connection, first_week: date, last_week: date
) -> dict[str, pd.DataFrame]:
    """The answers of queries/alerts by name, of these weeks, and the ``values`` numbers stand for.

    Where no week has lines, ``weeks`` and ``values`` are all there is.
    """
    values: dict[str, object] = {"first_week": first_week, "last_week": last_week}
    connection.execute(
        "create or replace temp table tried_combinations as "
        "select * from sums.tried_combinations($first_week, $last_week)",
        values,
    )
    files = {file.path.stem: file for file in sql_files("alerts")}
    sums: dict[str, pd.DataFrame] = {}
    for name in ("weeks", "combinations", "lines", "denials", "reasons"):
        file = files[name]
        given = {each: values[each] for each in file.parameters}
        sums[name] = connection.execute(statement_of(file), given).df()
        if name == "weeks":
            if sums[name].empty:
                break
            values["first_day"] = sums[name]["remit_week"].iloc[0].date()
    connection.execute("drop table temp.tried_combinations")
    sums["values"] = connection.execute(
        "select value_id, value from signals.attribute_values order by value_id"
    ).df()
    return sums


def reason_labels(connection: Connection) -> dict[str, str]:
    """What each CARC means, in our own words."""
    return dict(connection.execute("select carc_code, reason_label from marts.reasons").fetchall())
