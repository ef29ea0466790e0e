"""Modifiers: the denial rate of lines that carry one against like lines that do not."""

from __future__ import annotations

import pandas as pd

from analytics.measures.rates import TOO_FEW, difference_interval, rate, wilson_interval

HIGHER, LOWER = "denied more often", "denied less often"
NO_DIFFERENCE, UNKNOWN = "no clear difference", "too few to say"


def compare_modifiers(rows: pd.DataFrame) -> pd.DataFrame:
    """Add both rates, their ``difference`` with its 95 % interval, and a ``verdict`` in words.

    Without = lines of the same payers and procedures not carrying the modifier. The interval is
    Newcombe's; a difference is called only when its interval leaves zero out and both sides have 20
    lines. It says what goes with a modifier, never what causes a denial.
    """
    counts = [
        "with_denied_line_count",
        "with_adjudicated_line_count",
        "without_denied_line_count",
        "without_adjudicated_line_count",
    ]
    lines = list(rows[counts].itertuples(index=False, name=None))
    ends = [
        (*difference_interval(*line), *wilson_interval(*line[:2]), *wilson_interval(*line[2:]))
        for line in lines
    ]
    names = ["difference", "difference_low", "difference_high"]
    names += ["with_low", "with_high", "without_low", "without_high"]
    compared = rows.assign(
        with_rate=rate(rows[counts[0]], rows[counts[1]]),
        without_rate=rate(rows[counts[2]], rows[counts[3]]),
        **{
            name: pd.Series([end[at] for end in ends], index=rows.index, dtype=float)
            for at, name in enumerate(names)
        },
    )
    compared["verdict"] = [_verdict(row) for row in compared.itertuples()]
    order = ["difference_low", "with_denied_line_count"]
    return compared.sort_values(order, ascending=False, na_position="last", ignore_index=True)


def _verdict(row: object) -> str:
    """What may be said of one modifier."""
    if min(row.with_adjudicated_line_count, row.without_adjudicated_line_count) < TOO_FEW:
        return UNKNOWN
    if row.difference_low > 0:
        return HIGHER
    return LOWER if row.difference_high < 0 else NO_DIFFERENCE
