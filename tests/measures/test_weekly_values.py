"""The weeks of an action, each in the unit of its measure."""

import pandas as pd

from analytics.measures.actions import weekly_values

WEEKS = pd.DataFrame(
    {
        "counted_week": pd.date_range("2026-09-07", periods=4, freq="7D"),
        "counted_count": [2, 4, 1, 9],
        "total_count": [20, 20, 20, 20],
        "amount": [200.0, 400.0, 100.0, 900.0],
        "is_healthy": [True, True, True, False],
    }
)


def test_weeks_are_told_in_the_unit_of_the_measure_and_unhealthy_ones_are_left_out() -> None:
    assert weekly_values(WEEKS, "denial_rate")["value"].tolist() == [0.1, 0.2, 0.05]
    assert weekly_values(WEEKS, "denied_line_count")["value"].tolist() == [2, 4, 1]
    assert weekly_values(WEEKS, "denied_amount")["value"].tolist() == [200, 400, 100]
