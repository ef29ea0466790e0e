"""All weeks of the combinations that signals look at, summed up for scoring any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.measures.signal_counts import PARTS, Array, Counts, running
from analytics.measures.signal_scores import Series, series_of

IDS = {"payer_name": "payer_id", "procedure_code": "procedure_id", "modifier_code": "modifier_id"}


@dataclass(frozen=True)
class History:
    """The combinations, their parts and weeks as in `Counts`, with the sums that scores ask for.

    ``squares`` are the running sums of the squares of lines denied together.
    """

    combinations: pd.DataFrame
    parts: Array
    weeks: pd.DatetimeIndex
    distinct_from: Array
    told_from: Array
    trials: Array
    series: Series
    squares: Array


def history_of(counts: Counts) -> History:
    """The history of counts made from the rows of ``signal_counts``."""
    return History(
        counts.combinations,
        counts.parts,
        counts.weeks,
        counts.distinct_from,
        counts.told_from,
        counts.trials,
        series_of(counts),
        running(counts.denied_squares),
    )


def history_from(sums: Mapping[str, pd.DataFrame]) -> History | None:
    """The same, of the answers of queries/alerts; None where nothing was denied often enough.

    It begins with week number 0: what was counted before it, once, is in the sums of every week.
    """
    if sums["weeks"].empty or sums["combinations"].empty:
        return None
    weeks, trials = _weeks(sums["weeks"])
    told = sums["combinations"]
    combinations = _named(told, sums["values"])
    reason_of, reasons = pd.factorize(told["carc_id"])
    return History(
        combinations,
        told[list(IDS.values())].to_numpy(),
        weeks,
        told["distinct_from"].to_numpy(),
        told["told_from"].fillna(len(weeks)).to_numpy(int),
        trials,
        _series(sums, reason_of, pd.Index(reasons), len(weeks)),
        _denials(sums, "denied_square_count", len(weeks)),
    )


def _weeks(told: pd.DataFrame) -> tuple[pd.DatetimeIndex, Array]:
    """Every week from number 0 on, and how many combinations had been tried by its end."""
    last = told.iloc[-1]
    number = int(last["week_number"])
    weeks = pd.date_range(end=last["remit_week"], periods=number + 1, freq="7D")
    tried = np.zeros(number + 1, int)
    np.maximum.at(tried, np.maximum(told["week_number"], 0), told["tried_combination_count"])
    return weeks, np.maximum.accumulate(tried)


def _named(told: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """The combinations by names, null is all of them; and by their numbers, to be kept."""
    names = np.full(int(values["value_id"].max()) + 2, None, object)  # the last is of -1: all
    names[values["value_id"]] = values["value"]
    parts = {name: names[told[number]] for name, number in IDS.items()}
    return pd.DataFrame(
        {
            "carc_code": names[told["carc_id"]],
            **{name: parts[name] for name in PARTS},
            "combination_id": told["combination_id"],
            "carc_id": told["carc_id"],
        }
    )


def _series(
    sums: Mapping[str, pd.DataFrame], reason_of: Array, reasons: pd.Index, weeks: int
) -> Series:
    """Denials and lines of combinations and reasons; those of the very same lines share them."""
    number, place = np.unique(sums["combinations"]["lines_number"], return_inverse=True)
    lines, of_reasons = sums["lines"], sums["reasons"]
    rows = np.zeros(len(place) + 1, int)
    rows[number] = np.arange(len(number))
    row = rows[lines["lines_number"]]
    shared = _summed(row, lines["week_number"], lines["line_count"], len(number), weeks)
    every = np.empty((weeks + 1, len(place)), shared.dtype)
    np.take(shared.T, place, axis=1, out=every, mode="clip")
    known = reasons.get_indexer(of_reasons["carc_id"])
    of_reasons, known = of_reasons[known >= 0], known[known >= 0]
    denied, given = (
        _summed(known, of_reasons["week_number"], of_reasons[name], len(reasons), weeks)
        for name in ("denied_line_count", "line_count")
    )
    return Series(
        _denials(sums, "denied_line_count", weeks),
        every.T,
        np.ones(len(place)),
        reason_of,
        denied,
        given,
    )


def _denials(sums: Mapping[str, pd.DataFrame], name: str, weeks: int) -> Array:
    """A count of the denials of each combination, summed up."""
    denials = sums["denials"]
    row = denials["combination_number"] - 1
    return _summed(row, denials["week_number"], denials[name], len(sums["combinations"]), weeks)


def _summed(row: Array, week: Array, value: Array, rows: int, weeks: int) -> Array:
    """Running sums as `running` makes them, of counts that are given one by one.

    The first is what was counted before.
    """
    sums = np.zeros((weeks + 1, rows), np.asarray(value).dtype)
    sums[np.asarray(week) + 1, np.asarray(row)] = value
    return np.cumsum(sums, axis=0, out=sums).T
