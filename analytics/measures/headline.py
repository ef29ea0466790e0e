"""The headline of a week: its three rates, each of which parts, against the eight weeks before."""

from __future__ import annotations

import pandas as pd

from analytics.measures.weeks import week_against_before

RATES = (
    ("Lines", "denied_line_count", "adjudicated_line_count", "denial_rate"),
    ("Claims", "denied_claim_count", "adjudicated_claim_count", "claim_denial_rate"),
    ("Charge", "denied_charge_amount", "adjudicated_charge_amount", "dollar_denial_rate"),
)


def week_rates(weekly: pd.DataFrame, week: pd.Timestamp) -> pd.DataFrame:
    """One row per rate of a week: ``part`` ÷ ``whole`` = ``rate``, and the 8 weeks before it.

    Takes filled weeks. ``average`` is pooled (sum ÷ sum), ``against_average`` a difference.
    """
    row = weekly[weekly["remit_week"] == week].iloc[0]
    return pd.DataFrame(
        {"label": label, "part": row[above], "whole": row[below], "rate": row[rate]}
        | {
            name: week_against_before(weekly, week, above, below)[name]
            for name in ("average", "against_average")
        }
        for label, above, below, rate in RATES
    )
