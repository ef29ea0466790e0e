"""HFMA's standardized denial metrics: each divided, named, and said with how many tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from analytics.measures.rates import TOO_FEW, rate
from analytics.measures.words import NO_VALUE, count_text, dollar_text, percent_text


@dataclass(frozen=True)
class Metric:
    """One of them: its name, what it counts and of what, and how its value is read."""

    label: str
    above: str
    below: str
    unit: Literal["count", "dollars", "days"]


METRICS = {
    "initial_denial_rate_by_claims": Metric(
        "Initial denial rate, claims",
        "claims with an initial denial",
        "claims submitted, average of the 3 months before",
        "count",
    ),
    "initial_denial_rate_by_dollars": Metric(
        "Initial denial rate, dollars",
        "charge of claims with an initial denial",
        "charge of claims submitted, average of the 3 months before",
        "dollars",
    ),
    "primary_denial_rate": Metric(
        "Primary denial rate",
        "answers of first payers that pay nothing, past 4 weeks",
        "all their answers, past 4 weeks",
        "count",
    ),
    "denial_write_offs": Metric(
        "Denial write-offs",
        "dollars written off as denied",
        "allowed by first payers, average of 3 months",
        "dollars",
    ),
    "days_to_appeal": Metric(
        "Time from initial denial to appeal", "days", "lines appealed", "days"
    ),
    "days_to_resolution": Metric(
        "Time from initial denial to resolution", "days", "lines resolved", "days"
    ),
    "overturned_by_number": Metric(
        "Initial denials overturned, number", "lines overturned", "lines resolved", "count"
    ),
    "overturned_by_dollars": Metric(
        "Initial denials overturned, dollars",
        "denied dollars overturned",
        "denied dollars resolved",
        "dollars",
    ),
}


def hfma_measures(rows: pd.DataFrame) -> pd.DataFrame:
    """Each measure with its ``value`` (a share, or days) and ``value_text``. Takes `hfma_measures`.

    A denominator that is an average comes as a sum and is divided here. Of fewer than 20 claims,
    answers or lines there is no value, and the text says both numbers.
    """
    metrics = [METRICS[name] for name in rows["measure_name"]]
    below = rate(rows["denominator"], rows["denominator_period_count"]).round(2)
    value = rate(rows["numerator"], below).where(rows["case_count"] >= TOO_FEW)
    told = rows.assign(
        measure_label=pd.Series([metric.label for metric in metrics], rows.index, dtype="str"),
        formula=pd.Series(
            [f"{metric.above} ÷ {metric.below}" for metric in metrics], rows.index, dtype="str"
        ),
        denominator=below,
        value=value,
    )
    texts = [
        value_text(row, metric) for row, metric in zip(told.itertuples(), metrics, strict=True)
    ]
    told["value_text"] = pd.Series(texts, rows.index, dtype="str")
    return told.drop(columns=["measure_number", "denominator_period_count"])


def value_text(row: Any, metric: Metric) -> str:
    """The value as people read it, or what it would be of where too few tell it."""
    if pd.isna(row.denominator):
        return NO_VALUE
    if row.case_count < TOO_FEW:
        return _few(row, metric)
    if metric.unit == "days":
        return f"{row.value:,.1f} days"
    return percent_text(row.value)


def _few(row: Any, metric: Metric) -> str:
    if not row.case_count:
        return NO_VALUE
    if metric.unit == "days":
        days, lines = count_text(row.numerator, "day"), count_text(row.case_count, "line")
        return f"{days} of {lines} (too few to say)"
    text = dollar_text if metric.unit == "dollars" else lambda number: f"{number:,.0f}"
    return f"{text(row.numerator)} of {text(row.denominator)} (too few to say)"


def periods_beside(told: pd.DataFrame, periods: int = 6) -> pd.DataFrame:
    """One row per measure, the last periods beside one another, newest last. Takes `hfma_measures`.

    Columns are measure_label, formula, and the start of each period as a day.
    """
    last = told["period_start_date"].drop_duplicates().sort_values().tail(periods)
    shown = told[told["period_start_date"].isin(last)]
    wide = shown.pivot(
        index=["measure_label", "formula"], columns="period_start_date", values="value_text"
    )
    order = [metric.label for metric in METRICS.values()]
    return wide.reindex(order, level="measure_label").reset_index()
