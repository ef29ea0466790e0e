"""Headline figures of the Outcomes page: rates and days, each with how many tell it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.columns import heading_of
from analytics.measures.rates import TOO_FEW, share
from analytics.measures.words import NO_VALUE, is_missing, percent_text

CLEAN = "Submitted once, not rejected, and the first answer denies nothing"
PASSED = "The payer's first answer denies nothing"
OVERTURNED = "Denied lines later paid, in whole or in part"
SENT = "From service to first submission"
ANSWERED = "From first submission to the first answer"
RESOLVED = "From a denial to the answer that resolved it"


def claim_figures(claims: pd.Series, headline: pd.Series, lags: pd.Series) -> None:
    """Clean claims, first pass, overturned; days to sending, to the answer, to resolution."""
    told = (
        (heading_of("clean_claim_count"), _rate(claims, "clean_claim", "decided_claim", CLEAN)),
        ("First pass", _rate(claims, "first_pass_claim", "answered_claim", PASSED)),
        (
            heading_of("overturn_rate"),
            _rate(headline, "overturned_line", "resolved_line", OVERTURNED),
        ),
        ("To submission", _lag(lags, "service_to_submission", SENT)),
        ("To answer", _lag(lags, "submission_to_remit", ANSWERED)),
        (
            "To resolution",
            _days(
                headline["median_days_to_resolution"],
                headline["resolved_line_count"],
                "lines",
                RESOLVED,
            ),
        ),
    )
    with st.container(key="figures_of_claims"):
        columns = st.columns(len(told), gap="small")
    for column, (label, (value, below, words)) in zip(columns, told, strict=True):
        column.metric(label, value, below, delta_color="off", delta_arrow="off", help=words)


def _rate(row: pd.Series, above: str, below: str, words: str) -> tuple[str, str, str]:
    """A rate, of how many, and in words; bare counts where there are too few for a rate."""
    part, whole = row[f"{above}_count"], row[f"{below}_count"]
    state, noun = below.split("_")
    words = f"{words}: {part:,.0f} of {whole:,.0f} {noun}s {state}."
    if whole < TOO_FEW:
        counts = f"{part:,.0f} of {whole:,.0f}" if whole else NO_VALUE
        return counts, "too few to say", words
    return percent_text(share(part, whole)), f"of {whole:,.0f} {state}", words


def _lag(lags: pd.Series, lag: str, words: str) -> tuple[str, str, str]:
    """Median days of a lag, and of how many claims."""
    return _days(lags[f"{lag}_median_days"], lags[f"{lag}_claim_count"], "claims", words)


def _days(days: float, count: float, noun: str, words: str) -> tuple[str, str, str]:
    """Days, how many told them, and in words."""
    words = f"{words}: median; half took no longer. Not shown under 20 {noun}."
    if is_missing(days) or count < TOO_FEW:
        return NO_VALUE, f"{count:,.0f} {noun}; too few", words
    return f"{days:,.0f} days", f"{count:,.0f} {noun}", words
