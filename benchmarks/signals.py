"""What stands out, on invented weeks whose truth is known: ours, a p-chart and an EWMA.

Quiet weeks (nothing changed) tell false alerts; steps planted at every level tell what is found,
how soon, in how many alerts, and whether the right level is named. All three look at the same
counts of the same combinations.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from analytics.measures.signal_counts import PARTS, Counts, counts_of, running
from analytics.measures.signal_scores import BASELINE, SPAN, Series, scored
from analytics.measures.signals import WEEKS_COUNTED, signals_of
from analytics.vocabulary import WEEKS_SHOWN
from benchmarks.machine import print_table
from tests.queries.lines_by_hand import an_empty_house
from tests.simulated_weeks import FIRST_WEEK, Change, House, a_house, signal_counts, weeks_of

# Corners of the lattice at which steps are planted, in turn.
LEVELS = (
    ("payer_name",),
    ("payer_name", "procedure_code"),
    ("payer_name", "procedure_code", "modifier_code"),
    ("payer_name", "modifier_code"),
    ("procedure_code",),
    ("procedure_code", "modifier_code"),
)
FIRST_JUDGED = WEEKS_COUNTED - WEEKS_SHOWN
SIGMAS, WEIGHT = 3, 0.2  # of the charts
Told = (
    pd.DataFrame
)  # week (number), carc_code, the parts (null is all), strength (larger is stronger)


def measure_signals(houses: int, scored_count: int = 200_000) -> None:
    """Print what each method cries in quiet weeks and finds of planted steps, and our speed."""
    methods: dict[str, Callable[[pd.DataFrame], Told]] = {
        "ours": our_alerts,
        f"p-chart, {SIGMAS} sigma": p_chart,
        f"EWMA, weight {WEIGHT}, {SIGMAS} sigma": ewma,
    }
    quiet: dict[str, list[int]] = {name: [] for name in methods}
    found: dict[str, list[dict]] = {name: [] for name in methods}
    tried = []
    with an_empty_house() as connection:
        for number in range(houses):
            house = a_house(number, payers=8, procedures=25, carcs=8)
            rows = signal_counts(connection, weeks_of(house, 100 + number, WEEKS_COUNTED))
            tried.append(rows["tried_combination_count"].iloc[0])
            for name, method in methods.items():
                quiet[name].append(len(method(rows)))
            steps = planted_steps(house, number)
            rows = signal_counts(connection, weeks_of(house, 200 + number, WEEKS_COUNTED, steps))
            for name, method in methods.items():
                told = method(rows)
                found[name] += [outcome(house, step, told) for step in steps]
    weeks = houses * WEEKS_SHOWN
    print_table(
        f"What stands out: {houses} houses of {np.mean(tried):,.0f} combinations, {weeks} quiet "
        f"weeks, {len(found['ours'])} steps of 2.5 to 6 denied lines a week",
        [
            {
                "method": name,
                "false alerts a quiet week": f"{sum(quiet[name]) / weeks:.2f}",
                **summary(pd.DataFrame(found[name])),
            }
            for name in methods
        ],
    )
    print_table("Scoring, one week and direction", [scoring_time(scored_count)])


def planted_steps(house: House, seed: int, count: int = 4) -> list[Change]:
    """Steps for a CARC each, where enough lines come to hold them."""
    chance = np.random.default_rng(1000 + seed)
    steps: list[Change] = []
    while len(steps) < count:
        level = LEVELS[(count * seed + len(steps)) % len(LEVELS)]
        cell = house.cells.iloc[
            chance.choice(len(house.cells), p=house.cells["lines"] / house.cells["lines"].sum())
        ]
        step = Change(
            house.carcs[len(steps)],
            int(chance.integers(FIRST_JUDGED + 4, WEEKS_COUNTED - 8)),
            float(chance.uniform(2.5, 6)),
            **{name: cell[name] for name in level},
        )
        if house.cells["lines"][house.in_change(step)].sum() >= 2 * step.lines_a_week:
            steps.append(step)
    return steps


def our_alerts(rows: pd.DataFrame) -> Told:
    """What is new or worse, or stands."""
    alerts = signals_of(rows).alerts
    if len(alerts):
        alerts = alerts[(alerts["kind"] == "new_or_worse") & (alerts["status"] != "ended")]
    if alerts.empty:
        return pd.DataFrame(columns=["week", "carc_code", *PARTS, "strength"])
    week = (alerts["remit_week"] - FIRST_WEEK).dt.days // 7
    return alerts.assign(week=week, strength=-alerts["e_value"])


def p_chart(rows: pd.DataFrame) -> Told:
    """Rates of a week beyond 3 sigma of the 26 weeks before."""
    counts = counts_of(rows)
    return _beyond(counts, _deviations(counts), SIGMAS)


def ewma(rows: pd.DataFrame) -> Told:
    """Exponentially weighted means of those deviations beyond 3 sigma (Roberts 1959)."""
    counts = counts_of(rows)
    deviations = _deviations(counts)
    means = np.zeros_like(deviations)
    for week in range(1, deviations.shape[1]):
        means[:, week] = WEIGHT * deviations[:, week] + (1 - WEIGHT) * means[:, week - 1]
    return _beyond(counts, means, SIGMAS * np.sqrt(WEIGHT / (2 - WEIGHT)))


def _deviations(counts: Counts) -> np.ndarray:
    """Rates less those of the 26 weeks before, in standard deviations of a share."""
    denied, lines = running(counts.denied), running(counts.lines)
    at = np.arange(counts.denied.shape[1])
    start = np.maximum(0, at - BASELINE)
    before = (denied[:, at] - denied[:, start]) / np.maximum(lines[:, at] - lines[:, start], 1)
    spread = np.sqrt(before * (1 - before) / np.maximum(counts.lines, 1))
    rates = counts.denied / np.maximum(counts.lines, 1)
    return np.where((spread > 0) & (counts.lines > 0), (rates - before) / (spread + 1e-12), 0)


def _beyond(counts: Counts, values: np.ndarray, limit: float) -> Told:
    """Where a chart's value of a judged week is beyond its limit."""
    rows, weeks = np.nonzero(values[:, FIRST_JUDGED:] > limit)
    weeks = weeks + FIRST_JUDGED
    told = counts.combinations.iloc[rows].reset_index(drop=True)
    return told.assign(week=weeks, strength=values[rows, weeks])


def outcome(house: House, step: Change, told: Told) -> dict[str, object]:
    """When a step was told in its first 8 weeks, in how many alerts a week, and at which level."""
    mine = told[
        (told["carc_code"] == step.carc_code) & told["week"].between(step.week, step.week + 7)
    ]
    cells = house.in_change(step)
    weight = house.cells["lines"].to_numpy()
    rows = []
    for alert in mine.itertuples():
        parts = {name: getattr(alert, name) for name in PARTS}
        parts = {name: None if pd.isna(part) else part for name, part in parts.items()}
        own = house.in_change(Change(step.carc_code, 0, 0, **parts))
        if (own & cells).any():
            same = weight[own & cells].sum() == weight[own | cells].sum()
            rows.append({"week": alert.week, "strength": alert.strength, "is_right": same})
    if not rows:
        return {"weeks_to_find": np.inf, "alerts": np.nan, "is_right": np.nan}
    seen = pd.DataFrame(rows)
    strongest = seen.sort_values("strength").groupby("week").tail(1)
    return {
        "weeks_to_find": seen["week"].min() - step.week + 1,
        "alerts": len(seen) / seen["week"].nunique(),
        "is_right": strongest["is_right"].mean(),
    }


def summary(found: pd.DataFrame) -> dict[str, str]:
    """The measures of a method over all steps."""
    return {
        "found within 4 weeks": f"{(found['weeks_to_find'] <= 4).mean():.2f}",
        "within 8": f"{(found['weeks_to_find'] <= 8).mean():.2f}",
        "alerts per change": f"{found['alerts'].mean():.2f}",
        "right level": f"{found['is_right'].mean():.2f}",
    }


def scoring_time(count: int) -> dict[str, str]:
    """Scoring so many combinations in all four windows."""
    chance = np.random.default_rng(1)
    lines = chance.poisson(chance.gamma(1, 30, count)[:, None], (count, SPAN))
    denied = chance.binomial(lines, 0.03)
    reasons = np.arange(count) % 20
    series = Series(
        running(denied), running(lines), np.ones(count), reasons,
        running(np.full((20, SPAN), 300)), running(np.full((20, SPAN), 10_000)),
    )  # fmt: skip
    scored(series, SPAN - 1)  # brings scipy in
    started = time.perf_counter()
    scores = scored(series, SPAN - 1)
    seconds = time.perf_counter() - started
    return {
        "combinations": f"{count:,}",
        "worth a probability": f"{(scores.score < 1).sum():,}",
        "seconds": f"{seconds:.2f}",
        "limit, s": "5",
    }
