"""Headline figures: this week against the eight before, and what became of the denials in view."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan
from typing import Any

import pandas as pd
import streamlit as st

from analytics.charts.trail import trail
from analytics.columns import heading_of
from analytics.components.text import plain
from analytics.measures.denied_dollars import amount_in
from analytics.measures.headline import RATES
from analytics.measures.rates import TOO_FEW, share
from analytics.measures.weeks import HISTORY, average_text, week_against_before
from analytics.measures.words import (
    NO_VALUE,
    count_text,
    day_text,
    dollar_text,
    percent_text,
    points_text,
    short_dollar_text,
    tile_dollar_text,
)

LINES = "adjudicated_line_count"
FEW = {"delta": "too few to say", "delta_color": "off", "delta_arrow": "off"}


def week_figures(weekly: pd.DataFrame, week: pd.Timestamp) -> None:
    """Denial rate of a week by lines, claims and dollars, and the denied dollars, with trails."""
    row = weekly[weekly["remit_week"] == week].iloc[0]
    last = weekly[weekly["remit_week"] <= week].tail(HISTORY)
    st.subheader(f"Denied in the week of {day_text(week)}", anchor=False)
    columns = st.columns(4, gap="small")
    for column, (label, above, below, rate) in zip(columns, RATES, strict=False):
        against = week_against_before(weekly, week, above, below)
        is_money = above.endswith("_amount")
        said = short_dollar_text if is_money else count_text
        is_told = row[LINES] >= TOO_FEW
        tile(
            column,
            f"{label}: {said(row[above])} of {said(row[below])}",
            percent_text(row[rate]) if is_told else NO_VALUE,
            last[rate],
            **(change(against, points_text) if is_told else FEW),
            help=f"{said(row[above])} of {said(row[below])} in this week. Change against the "
            f"average of the 8 weeks before ({average_text(against)}).",
        )
    against = week_against_before(weekly, week, "denied_amount")
    tile(
        columns[3],
        f"{heading_of('denied_amount')}: {count_text(row['denied_line_count'], 'line')}",
        tile_dollar_text(row["denied_amount"]),
        last["denied_amount"],
        **change(against, lambda value: plain(_signed_dollars(value))),
        help="What payers refused to pay this week for a reason that counts as a denial. Change "
        "against the average of the 8 weeks before.",
    )


def tile(
    column: st.delta_generator.DeltaGenerator,
    label: str,
    value: str,
    weeks: pd.Series,
    **said: Any,
) -> None:
    """A figure in a frame, the trail of its last weeks below; ``said`` is what st.metric takes."""
    with column.container(border=True, height="stretch", gap="small"):
        st.metric(plain(label), value, **said)
        st.html(trail(weeks.dropna().tolist()))


def change(against: dict[str, float], said: Callable[[float], str]) -> dict[str, object]:
    """The change as st.metric takes it: a rise is the bad direction; never red against green."""
    value = against["against_average"]
    if isnan(value):
        return {"delta": "nothing to compare", "delta_color": "off", "delta_arrow": "off"}
    return {
        "delta": said(value),
        "delta_color": "orange" if value > 0 else "blue" if value < 0 else "gray",
        "delta_arrow": "up" if value > 0 else "down" if value < 0 else "off",
        "delta_description": "vs 8-week avg",
    }


def view_figures(headline: pd.Series, dollars: pd.DataFrame) -> None:
    """What became of all denials in view: denied, recovered, winnable, overturned, partial.

    ``dollars`` are the places of the denied dollars, as `denied_dollars` answers them.
    """
    winnable = amount_in(dollars, "winnable")
    denied, lines = headline["denied_amount"], headline["denied_line_count"]
    figures = (
        (heading_of("denied_amount"), tile_dollar_text(denied), count_text(lines, "line")),
        (
            heading_of("recovered_amount"),
            tile_dollar_text(headline["recovered_amount"]),
            _of_denied(headline["recovered_amount"], denied),
        ),
        (
            "Still winnable",
            tile_dollar_text(winnable),
            _of_denied(winnable, denied),
        ),
        (
            heading_of("overturn_rate"),
            *_rate(headline["overturned_line_count"], headline["resolved_line_count"], "resolved"),
        ),
        (heading_of("partial_rate"), *_rate(headline["partial_line_count"], lines, "lines")),
        (
            "Preventable",
            percent_text(share(headline["preventable_denied_amount"], denied)),
            f"{tile_dollar_text(headline['preventable_denied_amount'])} of denied"
            if denied
            else "nothing denied",
        ),
    )
    with st.container(key="figures_of_view"):
        columns = st.columns(len(figures), gap="small")
    for column, (label, value, below) in zip(columns, figures, strict=True):
        column.metric(label, plain(value), plain(below), delta_color="off", delta_arrow="off")


def _rate(part: float, whole: float, noun: str) -> tuple[str, str]:
    """A rate and, below it, its counts; bare counts where there are too few for a rate."""
    counts = f"{part:,.0f} of {whole:,.0f}"
    if whole <= 0:
        return NO_VALUE, f"none {noun}" if noun == "resolved" else f"no {noun}"
    if whole < TOO_FEW:
        return counts, f"{noun}; too few to say"
    return percent_text(share(part, whole)), f"{counts} {noun}"


def _of_denied(amount: float, denied: float) -> str:
    """A part of the denied dollars, as a share of them."""
    return f"{percent_text(share(amount, denied))} of denied" if denied else "nothing denied"


def _signed_dollars(value: float) -> str:
    """A change in dollars with its sign."""
    return dollar_text(value) if value < 0 else f"+{dollar_text(value)}"
