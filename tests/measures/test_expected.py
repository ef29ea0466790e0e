"""What the next week will likely bring: by hand, and in weeks made by chance."""

import numpy as np
import pandas as pd
import pytest

from analytics.measures.expected import expected_next_week, expected_sentence, likely_range


def weekly(counts: list[int]) -> pd.DataFrame:
    """Weeks of 100 lines with so many denied, $150 each."""
    weeks = pd.date_range("2026-01-05", periods=len(counts), freq="7D")
    denied = np.array(counts)
    return pd.DataFrame(
        {
            "remit_week": weeks,
            "denied_line_count": denied,
            "adjudicated_line_count": 100,
            "denied_amount": 150.0 * denied,
        }
    )


def test_it_is_the_mean_of_the_last_eight_weeks_with_its_dollars():
    rows = weekly([90, 30, 34, 28, 36, 31, 33, 29, 35, 99])
    expected = expected_next_week(rows, rows.remit_week[8])
    # 30 + 34 + 28 + 36 + 31 + 33 + 29 + 35 = 256 in 8 weeks; the 90 and the 99 lie outside.
    assert (expected.line_count, expected.amount, expected.week_count) == (32, 4800, 8)
    assert expected_sentence(expected) == (
        "Expected next week: about 32 denied lines (likely 22 to 44), $4,800; from 256 denied "
        "lines in the last 8 weeks without a missing file."
    )


def test_a_week_with_a_missing_file_tells_nothing():
    rows = weekly([30] * 7 + [0, 30])
    gap = frozenset({rows.remit_week[7]})
    assert expected_next_week(rows, rows.remit_week[8], gap).line_count == 30


def test_under_four_weeks_nothing_is_foretold():
    rows = weekly([30, 30, 30])
    assert expected_next_week(rows, rows.remit_week[2]) is None
    assert "too few weeks" in expected_sentence(None)


def test_weeks_that_scatter_more_are_foretold_more_widely():
    calm = likely_range(np.array([30.0] * 8))
    wild = likely_range(np.array([10.0, 50] * 4))
    assert wild[0] < calm[0] < 30 < calm[1] < wild[1]


@pytest.mark.parametrize(("mean", "spread"), [(5, 0.0), (32, 0.0), (32, 0.03), (150, 0.02)])
def test_of_weeks_made_by_chance_about_nine_in_ten_lie_in_the_range(mean, spread):
    chance = np.random.default_rng(7)
    held = 0
    for _ in range(400):
        means = mean * chance.gamma(1 / spread, spread, 9) if spread else np.full(9, mean)
        counts = chance.poisson(means).astype(float)
        low, high = likely_range(counts[:8])
        held += low <= counts[8] <= high
    assert 0.85 <= held / 400 <= 1.0
