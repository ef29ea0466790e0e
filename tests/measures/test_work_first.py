"""Work first in words, and past predictions as a chart."""

from __future__ import annotations

import pandas as pd

from analytics.charts.work_first import calibration_chart
from analytics.measures.work_first import (
    calibration,
    calibration_sentence,
)


def bands(*counts: tuple[int, int, int, float]) -> pd.DataFrame:
    """Band, predicted, come back, expected back."""
    names = ["band_number", "predicted_count", "overturned_count", "expected_overturned_sum"]
    return calibration(pd.DataFrame(counts, columns=names))


def test_predictions_are_told_with_their_count():
    # 60 predicted, 33 expected, 30 came back
    assert calibration_sentence(bands((2, 40, 18, 19.0), (3, 20, 12, 14.0))) == (
        "Of 60 past denials, each predicted only from what was known in its week, "
        "55.0% were expected to be recovered and 50.0% were (30)."
    )
    assert calibration_sentence(bands((2, 19, 9, 9.0))).startswith("Too few past denials")


def test_a_band_of_few_is_hollow():
    line, points = calibration_chart(bands((2, 40, 18, 19.0), (3, 19, 12, 14.0))).data
    assert list(points.marker.symbol) == ["circle", "circle-open"]
    assert list(points.y) == [0.45, 12 / 19]
    assert list(line.x) == list(line.y) == [0, 1]
