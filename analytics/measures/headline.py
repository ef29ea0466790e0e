"""The headline of a week: its three rates, each of which parts, against the eight weeks before."""

from __future__ import annotations

import pandas as pd

from analytics.measures.weeks import week_against_before
from analytics.measures.words import count_text, short_dollar_text

RATES = (
    ("Lines", "denied_line_count", "adjudicated_line_count", "denial_rate"),
    ("Claims", "denied_claim_count", "adjudicated_claim_count", "claim_denial_rate"),
    ("Charge", "denied_charge_amount", "adjudicated_charge_amount", "dollar_denial_rate"),
)


def week_rates(weekly: pd.DataFrame, week: pd.Timestamp) -> pd.DataFrame:
    """One row per rate of a week: ``part`` ÷ ``whole`` = ``rate``, and the 8 weeks before it.

    Takes filled weeks. ``parts`` says part and whole in words, ``column`` where the rate of other
    weeks is; ``average`` is pooled (sum ÷ sum) of ``average_line_count`` lines,
    ``against_average`` a difference.
    """
    row = weekly[weekly["remit_week"] == week].iloc[0]
    return pd.DataFrame(
        {
            "label": label,
            "column": rate,
            "part": row[above],
            "whole": row[below],
            "parts": _parts(row[above], row[below], above.endswith("_amount")),
            "rate": row[rate],
        }
        | {
            name: week_against_before(weekly, week, above, below)[name]
            for name in ("average", "average_line_count", "against_average")
        }
        for label, above, below, rate in RATES
    )


def _parts(part: float, whole: float, is_money: bool) -> str:
    """So many of so many, or so much of so much."""
    said = short_dollar_text if is_money else count_text
    return f"{said(part)} of {said(whole)}"
