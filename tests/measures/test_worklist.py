"""The work list in words."""

from __future__ import annotations

import pandas as pd

from analytics.measures.worklist import (
    change_sentence,
    deadlines_sentence,
    missed_sentence,
    requests_sentence,
)

STATUSES = {"sent": "Sent", "written_off": "Written off"}


def headline(due: int, missed: int) -> pd.Series:
    return pd.Series(
        {
            "due_line_count": due,
            "due_open_amount": 100.0 * due,
            "first_deadline_date": pd.Timestamp("2026-12-01") if due else pd.NaT,
            "missed_line_count": missed,
            "missed_open_amount": 100.0 * missed,
        }
    )


def test_deadlines_ahead_are_counted_with_their_dollars_and_the_nearest_day() -> None:
    assert deadlines_sentence(headline(2, 0), 14) == (
        "2 lines due in the next 14 days, $200 still denied; the nearest is Dec 1, 2026."
    )
    assert deadlines_sentence(headline(0, 3), 14) == "No line is due in the next 14 days."
    assert (
        missed_sentence(headline(0, 3))
        == "3 lines of all weeks past all deadlines, $300 still denied."
    )
    assert missed_sentence(headline(1, 0)) == ""


def test_a_change_is_said_field_by_field() -> None:
    said = {"status": "written_off", "assignee": "", "next_date": "2026-12-01"}
    assert change_sentence(1, said, STATUSES) == (
        "1 line changed: status Written off, assigned to nobody, next date Dec 1, 2026."
    )


def test_records_asked_for_are_told_with_the_next_day_due_and_those_past() -> None:
    requests = pd.DataFrame(
        {
            "is_answered": [False, False, False, True],
            "due_date": pd.to_datetime(["2026-11-10", "2026-11-20", None, "2026-11-01"]),
            "days_left": [-2.0, 8.0, None, -11.0],
        }
    )

    assert requests_sentence(requests) == (
        "Payers ask for records on 3 claims, the next by Nov 20, 2026; "
        "1 past the day they were due."
    )
    assert requests_sentence(requests[3:]) == ""
