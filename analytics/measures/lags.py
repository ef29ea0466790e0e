"""Lags: days from service to sending and from sending to the answer, told only where enough are."""

from __future__ import annotations

import pandas as pd

from analytics.measures.rates import TOO_FEW, rate

LAGS = {
    "service_to_submission": "Service to submission",
    "submission_to_remit": "Submission to first answer",
}
MATURE = 0.9  # of a week's claims answered; under it only the quick answers are in


def lags_altogether(lags: pd.DataFrame) -> pd.Series:
    """The one row of all payers and weeks."""
    return lags[lags["payer_name"].isna() & lags["claim_week"].isna()].iloc[0]


def lags_by_payer(lags: pd.DataFrame) -> pd.DataFrame:
    """Each payer over all weeks, slowest to answer first; days of under 20 claims are no value."""
    payers = lags[lags["payer_name"].notna() & lags["claim_week"].isna()]
    return _enough(payers).sort_values(
        ["submission_to_remit_median_days", "payer_name"],
        ascending=[False, True],
        na_position="last",
        ignore_index=True,
    )


def lags_by_week(lags: pd.DataFrame) -> pd.DataFrame:
    """Each week over all payers; ``is_mature`` where 90 % of its claims are answered.

    No week at all where none has 20 claims.
    """
    weeks = lags[lags["payer_name"].isna() & lags["claim_week"].notna()]
    answered = rate(weeks["answered_claim_count"], weeks["submitted_claim_count"])
    weeks = weeks.assign(is_mature=answered >= MATURE)
    weeks = _enough(weeks).sort_values("claim_week", ignore_index=True)
    return weeks if weeks["service_to_submission_median_days"].notna().any() else weeks.head(0)


def _enough(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without the days that too few claims tell."""
    days = {
        f"{lag}_{part}_days": rows[f"{lag}_{part}_days"].where(
            rows[f"{lag}_claim_count"] >= TOO_FEW
        )
        for lag in LAGS
        for part in ("median", "late")
    }
    return rows.assign(**days)
