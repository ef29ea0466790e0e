"""The lists people take away, made from the current snapshot: a question, then a file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pandas as pd

from analytics import database, exports, load, notebook
from analytics.access import needs
from analytics.answers import answer
from analytics.exports.about import choices_said, differences_of
from analytics.exports.columns import columns_for
from analytics.limits import limited
from analytics.measures.work_minutes import minutes_differences
from analytics.measures.worklist import day_seen_from
from analytics.vocabulary import ReviewFilters

TITLES = {
    "top_denials": "Top denials",
    "denied_lines": "Denied lines",
    "work_first": "Work first",
    "denied_after_payment": "Denied after payment",
    "takebacks": "Takebacks",
}


@needs("export")
def list_file(
    store: Path, name: str, filters: ReviewFilters, file_format: str, **choices: object
) -> bytes:
    """A list (a name of `TITLES`) as the bytes of a CSV or XLSX file.

    `choices` are further parameters of the question, such as `status` or `within_days`.
    """
    filters = limited(filters) or filters
    with load.opened(store) as (number, connection):
        typed = notebook.parameters(store, database.questions()[name].parameters)
        if "today" in database.questions()[name].parameters:
            typed["today"] = _day(connection)
        frame = columns_for(name, answer(connection, name, filters, **choices, **typed))
        differences = differences_of(answer(connection, "definitions"))
        if name == "work_first":
            differences += minutes_differences(answer(connection, "work_minutes"))
    about = exports.About(
        title=TITLES[name],
        filters=filters,
        snapshot=number,
        differences=differences,
        made_at=datetime.now(),
        choices=choices_said(choices),
    )
    if file_format == "csv":
        content = exports.to_csv(frame, about)
    else:
        content = exports.to_xlsx({TITLES[name]: frame}, about)
    exports.record_export(store, about, file_format, {TITLES[name]: len(frame)})
    return content


def _day(connection: database.Connection) -> date:
    """The day deadlines are seen from, as on the pages."""
    newest = answer(connection, "data_span")["last_remit_date"].iloc[0]
    return date.today() if pd.isna(newest) else day_seen_from(newest.date(), date.today())
