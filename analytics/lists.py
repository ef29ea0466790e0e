"""The lists people take away, made from the current snapshot: a question, then a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from analytics import exports
from analytics.access import needs
from analytics.exports.about import choices_said, differences_of
from analytics.exports.columns import columns_for
from analytics.limits import limited
from analytics.measures.work_minutes import minutes_differences
from analytics.review import reviewing
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
    with reviewing(store, filters) as review:
        frame = columns_for(name, review.ask(name, **choices))
        differences = differences_of(review.ask("definitions"))
        if name == "work_first":
            differences += minutes_differences(review.ask("work_minutes"))
    about = exports.About(
        title=TITLES[name],
        filters=filters,
        snapshot=review.snapshot,
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
