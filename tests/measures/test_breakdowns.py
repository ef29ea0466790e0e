"""Top and rest, and the sentence of a week."""

import pandas as pd

from analytics.measures.breakdowns import OTHERS, breakdown
from analytics.measures.sentences import week_sentence
from analytics.measures.weeks import fill_weeks, usual_range


def rows_of(key: str, denied: dict[str, int], lines: dict[str, int] | int) -> pd.DataFrame:
    """One row per key; a denied line is worth $10 of $20 charged."""
    totals = [lines if isinstance(lines, int) else lines[name] for name in denied]
    return pd.DataFrame(
        {
            key: list(denied),
            "adjudicated_line_count": totals,
            "denied_line_count": list(denied.values()),
            "denied_amount": [10.0 * count for count in denied.values()],
        }
    )


def test_the_tail_is_one_row_and_the_rows_still_add_up():
    rows = rows_of("payer_name", {"A": 5, "B": 4, "C": 2, "D": 1}, dict.fromkeys("ABCD", 10))
    shown = breakdown(rows, "payer_name", keep=2)
    assert shown["payer_name"].tolist() == ["A", "B", OTHERS]
    assert shown["denied_line_count"].tolist() == [5, 4, 3]
    assert shown["adjudicated_line_count"].tolist() == [10, 10, 20]
    assert shown["denial_rate"].tolist() == [0.5, 0.4, 0.15]


def test_reasons_share_one_denominator_and_it_is_not_summed():
    rows = rows_of("carc_code", {"16": 5, "97": 4, "50": 2, "29": 1}, 100)
    shown = breakdown(rows, "carc_code", keep=2, shared_denominator=True)
    assert shown["adjudicated_line_count"].tolist() == [100, 100, 100]


def test_a_tail_of_one_is_shown_as_itself():
    rows = rows_of("payer_name", {"A": 5, "B": 4, "C": 2}, dict.fromkeys("ABC", 10))
    assert breakdown(rows, "payer_name", keep=2)["payer_name"].tolist() == ["A", "B", "C"]


def test_the_week_sentence_tells_week_average_and_usual_range():
    weekly = pd.DataFrame(
        {
            "remit_week": pd.date_range("2026-08-03", periods=14, freq="7D"),
            "denied_line_count": [10] * 13 + [30],
            "adjudicated_line_count": [100] * 14,
            "denied_amount": [400.0] * 13 + [1200.0],
            "denied_charge_amount": [500.0] * 13 + [1500.0],
            "adjudicated_charge_amount": [5000.0] * 14,
        }
    )
    filled = usual_range(fill_weeks(weekly))
    assert week_sentence(filled, filled["remit_week"].iloc[-1]) == (
        "In the week of Nov 2, 2026 payers denied 30 of 100 lines (30.0%), denied amount "
        "$1,200; the 8-week average is 10.0%. That is outside the usual range of 1.0% to 19.0%."
    )
