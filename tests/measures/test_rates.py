"""Rates and intervals, against published values."""

import math

import pandas as pd
import pytest

from analytics.measures.rates import difference_interval, rate, share, wilson_interval, with_rates
from analytics.measures.words import dollar_text, points_text, rate_text


def test_a_rate_over_nothing_has_no_value():
    assert math.isnan(share(3, 0))
    rates = rate(pd.Series([3, 1]), pd.Series([0, 4]))
    assert math.isnan(rates[0]) and rates[1] == 0.25


@pytest.mark.parametrize(
    "count, total, low, high",
    [  # Newcombe 1998, Stat Med 17:857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_wilson_interval_is_the_published_one(count, total, low, high):
    assert wilson_interval(count, total) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    "counts, expected",
    [  # Newcombe 1998, Stat Med 17:873-890, table II, method 10, examples a, b, c, d
        ((56, 70, 48, 80), (0.2, 0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.6, 0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.5714, 0.0582, 0.8062)),
        ((5, 56, 0, 29), (0.0893, -0.0381, 0.1926)),
    ],
)
def test_the_interval_of_a_difference_is_the_published_one(counts, expected):
    assert difference_interval(*counts) == pytest.approx(expected, abs=5e-5)


def test_a_difference_with_an_empty_side_has_no_value():
    assert all(math.isnan(value) for value in difference_interval(1, 5, 0, 0))


def test_under_twenty_lines_counts_stand_in_for_a_rate():
    assert rate_text(3, 19) == "3 of 19 (too few to say)"
    assert rate_text(3, 20) == "15.0%"


def test_negative_dollars_and_points_carry_their_sign():
    assert dollar_text(-1234.6) == "−$1,235"
    assert points_text(-0.0312) == "−3.1 points"


def test_rates_by_lines_dollars_and_claims_each_have_their_own_denominator():
    # lines 10 of 40, dollars $300 of $2,400, claims 6 of 20, overturned 1 of 4, partial 5 of 10
    row = with_rates(
        pd.DataFrame(
            {
                "adjudicated_line_count": [40],
                "denied_line_count": [10],
                "adjudicated_charge_amount": [2400.0],
                "denied_charge_amount": [300.0],
                "adjudicated_claim_count": [20],
                "denied_claim_count": [6],
                "resolved_line_count": [4],
                "overturned_line_count": [1],
                "partial_line_count": [5],
            }
        )
    ).iloc[0]
    assert (row.denial_rate, row.dollar_denial_rate, row.claim_denial_rate) == (0.25, 0.125, 0.3)
    assert (row.overturn_rate, row.partial_rate) == (0.25, 0.5)
