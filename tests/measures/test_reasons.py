"""Reasons: the answer of the page, and whether one is changing."""

from __future__ import annotations

import pandas as pd

from analytics.measures.changes import Change, recent_change, worth_listing
from analytics.measures.reasons import change_sentence, reasons_answer

REASONS = pd.DataFrame(
    {
        "carc_code": ["97", "16", "50"],
        "reason_label": ["Bundled", "Missing data", "Not necessary"],
        "denied_line_count": [8, 1, 1],
        "denied_amount": [80.0, 10.0, 10.0],
    }
)


def test_the_reasons_are_answered_by_the_costliest_and_how_few_make_up_most() -> None:
    assert reasons_answer(REASONS) == (
        "97 Bundled costs most: $80 on 8 lines, 80% of the $100 denied. 1 of 3 reasons makes up "
        "80% of it."
    )
    worse = "worse at Blue Lantern since Sep 7"
    assert f"80% of the $100 denied, {worse}." in reasons_answer(REASONS, worse)


def test_of_one_reason_alone_no_share_is_told() -> None:
    assert reasons_answer(REASONS.iloc[:1]) == (
        "97 Bundled costs most: $80 on 8 lines, 100% of the $80 denied."
    )


def test_where_nothing_is_denied_no_reason_is_named() -> None:
    nothing = REASONS.assign(denied_line_count=0, denied_amount=0.0)
    assert reasons_answer(nothing) == "No denied line matches these filters."


def weeks(before: int, now: int, lines: int = 100) -> pd.DataFrame:
    """Sixteen weeks: so many of so many lines denied in each of the first eight, then the last."""
    return pd.DataFrame(
        {
            "carc_code": "97",
            "remit_week": pd.date_range("2026-08-03", periods=16, freq="7D"),
            "denied_line_count": [before] * 8 + [now] * 8,
            "adjudicated_line_count": lines,
        }
    )


WEEK = pd.Timestamp("2026-11-16")


def test_the_last_eight_weeks_are_held_against_the_eight_before() -> None:
    change = recent_change(weeks(2, 12), WEEK)
    assert change == Change(0.12, 0.02, is_told=True, is_clear=True)
    assert change.points == "+10.0"
    assert change_sentence(change) == (
        "More than before: 12.0% of lines in the last 8 weeks, 2.0% in the 8 before."
    )


def test_what_may_be_chance_is_no_clear_change() -> None:
    # 8 of 80 against 9 of 80: as good as alike
    change = recent_change(weeks(1, 1, 10), WEEK)
    assert (change.is_told, change.is_clear) == (True, False)
    assert change_sentence(change).startswith("No clear change: 10.0% of lines")


def test_of_too_few_lines_no_change_is_told() -> None:
    # 2 lines a week are 16 in eight weeks
    change = recent_change(weeks(0, 2, 2), WEEK)
    assert (change.is_told, change.points) == (False, "–")
    assert change_sentence(change).startswith("Whether it changed cannot be said: too few lines")


def test_rows_that_mean_nothing_alone_are_told_together() -> None:
    rows = pd.DataFrame(
        {
            "carc_code": list("ABCDEF"),
            "denied_line_count": [40, 20, 1, 1, 1, 0],
            "denied_amount": [400.0, 200.0, 300.0, 10.0, 10.0, 0.0],
        }
    )
    # C is one line, but 300 of 920 dollars; D and E are a line each and a hundredth of the dollars.
    listed, rest = worth_listing(rows, "carc_code", "denied_amount", 10)
    assert (list(listed["carc_code"]), list(rest["carc_code"])) == (["A", "C", "B"], ["D", "E"])
    listed, rest = worth_listing(rows, "carc_code", "denied_line_count", 10)
    assert (list(listed["carc_code"]), list(rest["carc_code"])) == (["A", "B"], ["C", "D", "E"])


def test_one_row_alone_is_never_left_over() -> None:
    rows = pd.DataFrame(
        {"carc_code": list("ABC"), "denied_line_count": [9, 8, 7], "denied_amount": [9.0, 8.0, 7.0]}
    )
    listed, rest = worth_listing(rows, "carc_code", "denied_amount", 2)
    assert (len(listed), len(rest)) == (3, 0)
