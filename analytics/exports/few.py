"""Rates of too few cases: shown and exported as "3 of 5 (too few to say)", never in percent."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from analytics.columns import is_missing
from analytics.vocabulary import TOO_FEW, Columns

if TYPE_CHECKING:
    import pandas as pd

# Rate → (what is counted, of how many), and the column that says how many cases that is, where it
# is another. A rate that has several is told by the first whose columns are there.
PARTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "denial_rate": (("denied_line_count", "adjudicated_line_count", ""),),
    "claim_denial_rate": (("denied_claim_count", "adjudicated_claim_count", ""),),
    "dollar_denial_rate": (
        ("denied_charge_amount", "adjudicated_charge_amount", "adjudicated_line_count"),
    ),
    "overturn_rate": (
        ("overturned_line_count", "resolved_line_count", ""),
        ("overturned_count", "predicted_count", ""),
    ),
    "partial_rate": (("partial_line_count", "denied_line_count", ""),),
    "rejection_rate": (("rejected_claim_count", "submitted_claim_count", ""),),
    "pattern_rate": (("denied_line_count", "adjudicated_line_count", ""),),
    "other_rate": (("other_denied_line_count", "other_adjudicated_line_count", ""),),
    "before_rate": (("before_count", "before_total_count", ""),),
    "after_rate": (("after_count", "after_total_count", ""),),
    "predicted_rate": (("expected_overturned_sum", "predicted_count", ""),),
}


def few_said(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Per rate column the texts of the rows that are of under 20 cases; of no other row.

    >>> import pandas as pd
    >>> few_said(pd.DataFrame({"denial_rate": [0.6, 0.1], "denied_line_count": [3, 10],
    ...     "adjudicated_line_count": [5, 100]}))["denial_rate"].to_dict()
    {0: '3 of 5 (too few to say)'}
    """
    import pandas as pd

    said = {}
    for name in rows:
        parts = _parts_of(str(name), rows)
        if parts is None:
            continue
        above, below, cases = parts
        few = rows[pd.Series([_is_few(n) for n in rows[cases or below]], rows.index, dtype=bool)]
        text = "${:,.0f}".format if below.endswith("_amount") else "{:,.0f}".format
        texts = [
            f"{text(part)} of {text(whole)} (too few to say)"
            for part, whole in zip(few[above], few[below], strict=True)
        ]
        said[name] = pd.Series(texts, few.index, dtype="object")
    return said


def with_few_said(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with those texts in place of the rates."""
    return rows.assign(
        **{
            name: rows[name].astype(object).where(~rows.index.isin(texts.index), texts)
            for name, texts in few_said(rows).items()
            if len(texts)
        }
    )


def without_few(columns: Columns) -> Columns:
    """Plain columns without a value where a rate is of too few: for scripts, which read numbers.

    >>> without_few({"denial_rate": [0.6, 0.1], "denied_line_count": [3, 10],
    ...     "adjudicated_line_count": [5, 100]})["denial_rate"]
    [None, 0.1]
    """
    told = dict(columns)
    for name, values in columns.items():
        if parts := _parts_of(name, columns):
            _, below, cases = parts
            counts = columns[cases or below]
            told[name] = [
                None if _is_few(count) else value
                for value, count in zip(values, counts, strict=True)
            ]
    return told


def _is_few(count: object) -> bool:
    """Whether so many cases are too few to say a rate of; none at all is no rate."""
    if is_missing(count) or isinstance(count, str):
        return False
    return 0 < count < TOO_FEW  # type: ignore[operator]


def _parts_of(name: str, rows: Collection[str]) -> tuple[str, str, str] | None:
    """The columns a rate is told by; None where they are not all there."""
    return next(
        (parts for parts in PARTS.get(name, ()) if {part for part in parts if part} <= {*rows}),
        None,
    )
