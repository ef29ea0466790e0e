"""Where denied dollars are, in words and as a bar."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analytics.charts.denied_dollars import (
    GREYS,
    last_deadlines_chart,
    printed_denied_dollars,
)
from analytics.measures.denied_dollars import (
    amount_in,
    denied_dollars,
    denied_dollars_sentence,
    last_deadlines_sentence,
)


def places(*amounts: float) -> pd.DataFrame:
    """A row per place, in the order of the bar."""
    return denied_dollars(
        pd.DataFrame(
            {
                "place": list(GREYS),
                "place_label": [f"Label of {place}" for place in GREYS],
                "line_count": 1,
                "denied_amount": amounts,
            }
        )  # fmt: skip
    )


# Recovered 100, contractual 50, winnable 500, other 150, past 100, written off 60, denied again 40.
ROWS = places(100.0, 50.0, 500.0, 150.0, 100.0, 60.0, 40.0)


def test_the_sentence_leads_with_what_came_back_and_what_can_be_won() -> None:
    # 100 past + 60 + 40 for good = 200.
    assert denied_dollars_sentence(ROWS) == (
        "Of $1,000 denied, $100 was recovered and $500 (50.0%) can still be won; "
        "$150 is with another payer or the patient, $50 is a contractual adjustment, "
        "and $200 is past a deadline, written off or finally denied."
    )
    assert denied_dollars_sentence(places(*[0.0] * 7)) == "Nothing was denied."
    assert amount_in(ROWS, "winnable") == 500


def test_the_printed_bar_is_as_long_as_its_parts_and_has_greys_only() -> None:
    svg = printed_denied_dollars(ROWS)
    widths = [float(width) for width in re.findall(r'y="2" width="([\d.]+)"', svg)]
    assert widths == [68, 34, 340, 102, 68, 40.8, 27.2]  # of 680
    assert "5. Label of past_deadline: $100 (10.0%)" in svg
    colours = {part[:4].rstrip('"') for part in svg.split("#")[1:]}
    assert all(len(set(colour)) == 1 for colour in colours)


def test_what_runs_out_is_said_for_both_sides_of_today() -> None:
    weeks = pd.DataFrame(
        {"deadline_week": pd.to_datetime(["2026-07-20", "2026-07-27"]), "weeks_ahead": [-1, 0],
         "past_line_count": [3, 0], "due_line_count": [0, 2],
         "past_amount": [300.0, 0.0], "due_amount": [0.0, 200.0]}
    )  # fmt: skip
    assert last_deadlines_sentence(weeks) == (
        "2 lines ($200 denied) will pass the last deadline in the next 1 week; in the 1 week "
        "before 3 lines ($300 still denied) did."
    )
    past, due = last_deadlines_chart(weeks).data
    assert (list(past.y), list(due.y)) == ([300, 0], [0, 200])
    none = weeks.assign(due_line_count=0, due_amount=0.0)
    assert last_deadlines_sentence(none).startswith("Nothing passes its last deadline")


def test_shares_of_nothing_have_no_value() -> None:
    assert places(*[0.0] * 7)["denied_share_rate"].isna().all()
    assert ROWS["denied_share_rate"].sum() == pytest.approx(1)
