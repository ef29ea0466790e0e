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

    ``combinations`` has a row per combination: carc_code, the parts (null is all of them) and
    is_modifier_told; ``parts`` has them as numbers, -1 for all. ``reason_of`` gives each one's row
    of ``reason_denied`` and ``reason_lines``, ``lines_per_claim`` how many lines are denied
    together.
    """

    combinations: pd.DataFrame
    parts: Array
    lines_per_claim: Array
    weeks: pd.DatetimeIndex
    denied: Array
    lines: Array
    reason_of: Array
    reason_denied: Array
    reason_lines: Array


def counts_of(rows: pd.DataFrame) -> Counts:
    """The rows of ``signal_counts`` as arrays; a week without lines is a column of zeros."""
    rows = rows.sort_values("combination_number", kind="stable")
    weeks = pd.DatetimeIndex(rows["remit_week"])
    every = pd.date_range(weeks.min(), weeks.max(), freq="7D") if len(rows) else weeks
    place = ((weeks - every[0]).days // 7).to_numpy() if len(rows) else np.empty(0, int)
    number, first = np.unique(rows["combination_number"].to_numpy(), return_index=True)
    at = np.repeat(np.arange(len(number)), np.diff(np.append(first, len(rows))))
    names = ["carc_code", *PARTS, "is_modifier_told"]
    combinations = rows[names].iloc[first].reset_index(drop=True)
    reason_of, _ = pd.factorize(combinations["carc_code"])
    parts = np.column_stack([pd.factorize(combinations[name])[0] for name in PARTS])

    def grid(name: str, row: Array, height: int) -> Array:
        """One column of the frame as rows × weeks."""
        filled = np.zeros((height, len(every)))
        filled[row, place] = rows[name].to_numpy()
        return filled

    reasons = int(reason_of.max()) + 1 if len(rows) else 0
    return Counts(
        combinations,
        parts,
        np.maximum(rows["lines_per_claim"].to_numpy()[first], 1.0),
        every,
        grid("denied_line_count", at, len(number)),
        grid("line_count", at, len(number)),
        reason_of,
        grid("reason_denied_line_count", reason_of[at], reasons),
        grid("reason_line_count", reason_of[at], reasons),
    )


def running(values: Array) -> Array:
    """Sums of all weeks before each, so that any span of weeks is a difference of two."""
    return np.pad(np.cumsum(values, axis=1), ((0, 0), (1, 0)))


def between(sums: Array, start: Array, end: Array, rows: Array | None = None) -> Array:
    """Sums of the weeks from ``start`` up to ``end`` (without it), of each row or of ``rows``."""
    rows = np.arange(len(sums)) if rows is None else rows
    return sums[rows, end] - sums[rows, start]
