"""Breakdowns: largest first, the tail as "All others", counts beside rates."""

from __future__ import annotations

import pandas as pd

from analytics.measures.rates import with_rates

OTHERS = "All others"
FEWEST = 3  # lines of what leads a list by lines


def breakdown(
    rows: pd.DataFrame,
    key: str,
    by: str = "denied_amount",
    keep: int = 10,
    shared_denominator: bool = False,
) -> pd.DataFrame:
    """The ``keep`` largest rows by ``by``, then the rest as one row "All others", with rates.

    For reasons and categories every row has the same denominator (all lines in view): in "All
    others" it is kept, not summed (``shared_denominator``). A tail of one row is shown as itself.
    """
    ordered = rows.sort_values([by, key], ascending=[False, True], kind="stable")
    if len(ordered) <= keep + 1:
        shown = ordered
    else:
        tail = ordered.iloc[keep:]
        rest = {name: tail[name].sum() for name in tail if tail[name].dtype.kind in "iuf"}
        if shared_denominator:
            rest |= {name: tail[name].max() for name in rest if name.startswith("adjudicated_")}
        texts = {
            name: OTHERS if name == key else ""
            for name in tail
            if name not in rest and tail[name].dtype.kind not in "b"
        }
        other = pd.DataFrame([{**rest, **texts}])
        shown = pd.concat([ordered.iloc[:keep], other], ignore_index=True)
    return with_rates(shown.reset_index(drop=True)[list(rows.columns)])


def few_lines(
    rows: pd.DataFrame, keep: int, value: str = "denied_amount"
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that lead a list, at most so many and the largest first; and all others.

    By lines those with one or two do not lead it: among many such the order is chance.
    """
    ordered = rows.sort_values(
        [value, "denied_line_count", *_keys_of(rows)],
        ascending=[False, False, *[True] * len(_keys_of(rows))],
        kind="stable",
    )
    is_small = (value == "denied_line_count") & (ordered["denied_line_count"] < FEWEST)
    first = ordered[~is_small].head(keep)
    return first, ordered.drop(index=first.index)


def _keys_of(rows: pd.DataFrame) -> list[str]:
    """What tells rows of one size apart."""
    return [name for name in rows if name.endswith(("_code", "_codes", "_name"))]
