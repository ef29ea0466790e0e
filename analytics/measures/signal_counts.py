"""Weekly counts of the combinations that signals look at, as arrays that add up any weeks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

Array = np.ndarray
PARTS = ("payer_name", "procedure_code", "modifier_code")


@dataclass(frozen=True)
class Counts:
    """Combinations × weeks: ``denied`` and ``lines``, with the weekly counts of each one's reason.

    ``combinations`` has a row per combination: carc_code and the parts (null is all of them);
    ``parts`` has them as numbers, -1 for all. ``reason_of`` gives each one's row of
    ``reason_denied`` and ``reason_lines``, ``denied_squares`` the squares of the lines denied
    together. ``distinct_from`` is the column from which it is not a narrower one by another name,
    ``told_from`` that from which its modifier says something, ``trials`` how many were tried by
    each week.
    """

    combinations: pd.DataFrame
    parts: Array
    weeks: pd.DatetimeIndex
    denied: Array
    lines: Array
    denied_squares: Array
    reason_of: Array
    reason_denied: Array
    reason_lines: Array
    distinct_from: Array
    told_from: Array
    trials: Array


def counts_of(rows: pd.DataFrame) -> Counts:
    """The rows of ``signal_counts`` as arrays; a week without lines is a column of zeros."""
    rows = rows.sort_values("combination_number", kind="stable")
    weeks = pd.DatetimeIndex(rows["remit_week"])
    every = pd.date_range(weeks.min(), weeks.max(), freq="7D") if len(rows) else weeks
    place = _columns(rows["remit_week"], every)
    number, first = np.unique(rows["combination_number"].to_numpy(), return_index=True)
    at = np.repeat(np.arange(len(number)), np.diff(np.append(first, len(rows))))
    combinations = rows[["carc_code", *PARTS]].iloc[first].reset_index(drop=True)
    reason_of, _ = pd.factorize(combinations["carc_code"])
    parts = np.column_stack([pd.factorize(combinations[name])[0] for name in PARTS])

    def grid(name: str, row: Array, height: int) -> Array:
        """One column of the frame as rows × weeks."""
        filled = np.zeros((height, len(every)))
        filled[row, place] = rows[name].to_numpy()
        return filled

    reasons = int(reason_of.max()) + 1 if len(rows) else 0
    tried = np.zeros(len(every), int)
    tried[place] = rows["tried_combination_count"]
    return Counts(
        combinations,
        parts,
        every,
        grid("denied_line_count", at, len(number)),
        grid("line_count", at, len(number)),
        grid("denied_square_count", at, len(number)),
        reason_of,
        grid("reason_denied_line_count", reason_of[at], reasons),
        grid("reason_line_count", reason_of[at], reasons),
        _columns(rows["distinct_from_week"].iloc[first], every),
        _columns(rows["modifier_told_from_week"].iloc[first], every),
        np.maximum.accumulate(tried),
    )


def _columns(weeks: pd.Series, every: pd.DatetimeIndex) -> Array:
    """The columns of weeks; of none, one beyond the last."""
    if weeks.empty:
        return np.empty(0, int)
    place = (pd.to_datetime(weeks) - every[0]).dt.days // 7
    return place.fillna(len(every)).to_numpy(int)


def running(values: Array) -> Array:
    """Sums of all weeks before each, so that any span of weeks is a difference of two.

    Kept week by week in memory, as they are read.
    """
    sums = np.zeros((len(values), values.shape[1] + 1), order="F")
    np.cumsum(values, axis=1, out=sums[:, 1:])
    return sums


def between(sums: Array, start: Array | int, end: Array | int, rows: Array | None = None) -> Array:
    """Sums of the weeks from ``start`` up to ``end`` (without it), of each row or of ``rows``."""
    if rows is not None or not len(sums):
        rows = np.arange(len(sums)) if rows is None else rows
        if np.ndim(start) == 0 and np.ndim(end) == 0:
            return _difference(sums[:, end][rows], sums[:, start][rows])
        return _difference(sums[rows, end], sums[rows, start])
    if np.ndim(start) == 0 and np.ndim(end) == 0:
        return _difference(sums[:, end], sums[:, start])
    # Nearly all ask for the same weeks, which lie together; the few others are put right after.
    start, end = np.broadcast_to(start, len(sums)), np.broadcast_to(end, len(sums))
    told = _difference(sums[:, end[0]], sums[:, start[0]])
    others = np.flatnonzero((start != start[0]) | (end != end[0]))
    told[others] = sums[others, end[others]] - sums[others, start[others]]
    return told


def _difference(one: Array, other: Array) -> Array:
    """One less the other, as numbers whose products are no larger than they can be."""
    return np.subtract(one, other, dtype=float)
