"""The odds of one count, worked out by hand; and what is worth telling at all."""

from __future__ import annotations

from math import exp, lgamma, log

import numpy as np
import pytest

from analytics.measures.signal_counts import running
from analytics.measures.signal_scores import Scores, Series, scored, worth_scoring

WEEKS = 27  # 26 before, and the one looked at


def judged(last: int, together: float = 1.0, improved: bool = False, usual: int = 1) -> Scores:
    """26 weeks of 100 lines with so many denied, all that is denied for the reason; then one."""
    denied = np.array([[usual] * (WEEKS - 1) + [last]])
    lines = np.full((1, WEEKS), 100)
    series = Series(
        running(denied), running(lines), np.array([together]), np.array([0]),
        running(denied), running(lines),
    )  # fmt: skip
    return scored(series, WEEKS - 1, improved=improved)


def chance_of(least: int, mean: float, size: float) -> float:
    """A negative binomial of this mean and size is at least so large: 1 − the sum of all below."""
    return 1 - sum(
        exp(
            lgamma(count + size) - lgamma(size) - lgamma(count + 1)
            + size * log(size / (size + mean)) + count * log(mean / (size + mean))
        )
        for count in range(least)
    )  # fmt: skip


def test_the_odds_are_those_of_a_negative_binomial():
    scores = judged(6)
    # 26 of 2,600, and the reason's own rate (26 + 0.5) / (2,600 + 50) = 0.01 worth 50 lines more:
    # A = 26.5, expected 100 x 26.5 / 2,650 = 1.
    assert scores.expected[0] == pytest.approx(1)
    assert (scores.seen[0], scores.lines[0], scores.base_denied[0]) == (6, 100, 26)
    # The weeks vary less than chance, so the least spread: 1/k = 1/26.5 + 0.01.
    assert scores.window[0] == 0
    chance = chance_of(6, 1, 1 / (1 / 26.5 + 0.01))
    assert scores.score[0] == pytest.approx(4 * chance)


def test_lines_denied_together_are_fewer_pieces_of_evidence():
    # Two and two together: 3 where half a one was expected, known from 13.25.
    chance = chance_of(3, 0.5, 1 / (1 / 13.25 + 0.01))
    assert judged(6, together=2).score[0] == pytest.approx(4 * chance, rel=0.05)
    assert judged(6, together=2).score[0] > 10 * judged(6).score[0]


def test_less_than_three_lines_more_are_not_worth_telling():
    # 3 are 2 more than expected; 4 are 3 more.
    assert judged(3).score[0] == 1
    assert judged(4).score[0] < 0.2


def test_less_than_a_third_more_is_not_worth_telling():
    # 25 a week are expected, near enough: 31 are 6 more, but only 1.24 times as many.
    assert judged(31, usual=25).score[0] == 1
    assert judged(34, usual=25).score[0] < 1


def test_fewer_than_expected_are_an_improvement():
    # P(none) of mean 10: (k / (k + 10))^k, with A = 260 + 5.
    scores = judged(0, improved=True, usual=10)
    size = 1 / (1 / 265.05 + 0.01)
    assert scores.score[0] < 4 * (size / (size + 10)) ** size * 3
    assert judged(0, usual=10).score[0] == 1


def test_what_was_always_denied_is_not_worse_for_being_so():
    # 3 lines a week, all denied, before and since; the reason's own rate is 1 in 10.
    denied, reason_lines = np.full((1, 27), 3), np.full((1, 27), 30)
    series = Series(
        running(denied), running(denied), np.ones(1), np.array([0]),
        running(denied), running(reason_lines),
    )  # fmt: skip
    # 78 of 78 and 50 lines at 0.1: 0.65 of 3 lines are expected, but its own rate is 1.
    assert scored(series, 26).score[0] == 1


def test_what_is_over_is_no_news():
    denied = np.array([[1] * 26 + [9, 0, 0]])
    lines = np.full(denied.shape, 100)
    series = Series(
        running(denied), running(lines), np.ones(1), np.array([0]), running(denied), running(lines)
    )
    assert scored(series, 26).score[0] < 1e-4
    assert scored(series, 28).score[0] == 1


@pytest.mark.parametrize("improved", [False, True])
def test_nothing_that_scores_under_1_is_left_unscored(improved: bool) -> None:
    # 400 combinations of two reasons: busy and rare ones, some from week 20 on, some with a change.
    chance = np.random.default_rng(5)
    weeks = 44
    lines = chance.poisson(chance.gamma(1, 40, 400)[:, None], (400, weeks))
    lines[:100, :20] = 0
    rates = np.where(np.arange(weeks) < 36, 0.15, chance.choice([0.02, 0.15, 0.4], 400)[:, None])
    denied = chance.binomial(lines, rates)
    reason_of = np.arange(400) % 2
    of_reason = [
        np.array([counts[reason_of == reason].sum(axis=0) for reason in (0, 1)])
        for counts in (denied, lines)
    ]
    series = Series(
        running(denied), running(lines), np.ones(400), reason_of, *(running(x) for x in of_reason)
    )
    known = np.arange(400) % 10 > 0
    found = 0
    for at in range(8, weeks):
        odd = known & (scored(series, at, improved=improved).score < 1)
        worth = worth_scoring(series, at, known)[improved]
        assert set(np.flatnonzero(odd)) <= set(worth)
        assert known[worth].all()
        found += odd.sum()
    assert found > 100
