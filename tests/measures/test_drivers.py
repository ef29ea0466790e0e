"""The parts of a change as steps and in words."""

import pandas as pd
import pytest

from analytics.charts.drivers import rate_waterfall
from analytics.measures.drivers import ORDINARY, SMALLER, driver_steps, drivers_sentence


def rows(shown: int = 1) -> pd.DataFrame:
    """2 of 40 lines denied before, 12 of 40 after: +25 points; 20 of them in the shown parts."""
    part = {"rate_part": 0.20 / max(shown, 1), "mix_part": 0.0, "standard_error": 0.01}
    counts = {"cell_count": 1, "line_count_before": 2, "line_count": 2}
    named = [
        {"payer_name": f"PAYER {place}", "procedure_code": "99213", **part, **counts,
         "denied_line_count_before": 0, "denied_line_count": 1, "is_shown": True}
        for place in range(shown)
    ]  # fmt: skip
    rest = {"payer_name": None, "procedure_code": None, "rate_part": 0.04, "mix_part": 0.01,
            "standard_error": 0.05, "cell_count": 5, "line_count_before": 40 - 2 * shown,
            "line_count": 40 - 2 * shown, "denied_line_count_before": 2,
            "denied_line_count": 12 - shown, "is_shown": False}  # fmt: skip
    weeks = dict.fromkeys(("first_week", "last_week"), pd.Timestamp("2026-03-09"))
    before = {
        "before_first_week": pd.Timestamp("2026-01-12"),
        "before_last_week": pd.Timestamp("2026-03-02"),
    }
    return pd.DataFrame([*named, rest]).assign(**weeks, **before)


def test_steps_lead_from_the_rate_before_to_the_rate_after():
    steps = driver_steps(rows())
    assert list(steps.step) == ["before", "part", "others", "after"]
    assert steps.points.tolist() == pytest.approx([0.05, 0.20, 0.05, 0.30])
    assert steps.points[:3].sum() == pytest.approx(steps.points[3])
    assert steps.label.tolist() == [
        "Before: Jan 12, 2026 to Mar 2, 2026", "Payer 0 · 99213", ORDINARY,
        "After: week of Mar 9, 2026",
    ]  # fmt: skip


def test_many_parts_end_in_one_step_of_smaller_ones():
    steps = driver_steps(rows(shown=10))
    assert list(steps.label[-3:-1]) == [SMALLER, ORDINARY]
    assert steps[steps.label == SMALLER].points.item() == pytest.approx(0.04)  # 2 of 10 x 0.02
    assert steps.points[:-1].sum() == pytest.approx(0.30)


def test_the_sentence_names_the_parts_with_their_counts():
    assert drivers_sentence(rows()) == (
        "30.0% of 40 lines denied, +25.0 points against 5.0% of 40 lines before. Payer 0 99213: "
        "+20.0 points by its own rate, 1 of 2 denied (0 of 2 before). The rest, +5.0 points, is "
        "usual variation."
    )


def test_ordinary_variation_has_its_words():
    rest = rows(shown=0)  # +5 points, of which 2 standard errors are 10
    assert drivers_sentence(rest).endswith(
        "before: usual variation. No payer and procedure alone stands out."
    )
    assert drivers_sentence(rest.head(0)).startswith("There is nothing to compare")


def test_a_change_spread_over_many_is_not_called_ordinary():
    spread = rows(shown=0).assign(standard_error=0.02)  # +5 points, 2 standard errors are 4
    assert "before: spread over many small changes." in drivers_sentence(spread)


def test_a_part_of_the_waterfall_drills_to_its_lines():
    trace = rate_waterfall(driver_steps(rows())).data[0]
    assert list(trace.measure) == ["absolute", "relative", "relative", "absolute"]
    assert [list(cell) for cell in trace.customdata] == [
        [None, None], ["PAYER 0", "99213"], [None, None], [None, None],
    ]  # fmt: skip
    assert list(trace.text) == ["5.0%", "▲ +20.0", "▲ +5.0", "30.0%"]


def test_a_waterfall_of_nothing_is_empty():
    assert len(rate_waterfall(driver_steps(rows().head(0))).data) == 0
