"""The week in one sentence: of patterns it tells only where they were looked for."""

import pandas as pd

from analytics.measures.sentences import week_answer

WEEK = pd.Series(
    {
        "remit_week": pd.Timestamp(2026, 9, 28),
        "denied_line_count": 6,
        "adjudicated_line_count": 24,
    }
)
DENIED = "Payers denied 6 of 24 lines (25.0%)."


def test_patterns_and_deadlines_follow_what_was_denied() -> None:
    assert week_answer(WEEK, 1, 0.0, 14) == f"{DENIED} One denial pattern is worse than usual."
    assert week_answer(WEEK, 0, 50.0, 14) == (
        f"{DENIED} No denial pattern is worse than usual, and $50 is due in the next 14 days."
    )


def test_of_a_week_without_alerts_nothing_is_told_of_patterns() -> None:
    assert week_answer(WEEK, None, 0.0, 14) == DENIED
    assert week_answer(WEEK, None, 50.0, 14) == f"{DENIED} $50 is due in the next 14 days."
