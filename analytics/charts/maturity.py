"""Denial rates of weeks of service or sending: solid, dashed while they mature, absent before."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import BLUE, GREY, dress, rate_or_few

TITLES = {
    "service": "Week of service (its Monday)",
    "submission": "Week of submission (its Monday)",
}


def maturity_trend(weeks: pd.DataFrame, week_of: str = "service") -> go.Figure:
    """Solid where nine tenths are answered, dashed grey to half, nothing below.

    Takes the weeks of `measures.maturity.maturing`. The dashed line begins at the last solid week.
    """
    is_solid, is_dashed = weeks["standing"] == "solid", weeks["standing"] == "dashed"
    is_joint = is_solid & (is_dashed.shift(-1, fill_value=False) | is_dashed.shift(1).eq(True))
    figure = go.Figure(
        [
            _trace(
                weeks,
                is_dashed | is_joint,
                is_dashed,
                "Estimate (50% to 90% answered)",
                GREY,
                "dash",
            ),
            _trace(weeks, is_solid, is_solid, "90% answered or more", BLUE, "solid"),
        ]
    )
    figure.update_yaxes(
        title="Lines denied (% of lines submitted)", tickformat=".0%", rangemode="tozero"
    )
    room = pd.Timedelta(days=3)
    span = [weeks["line_week"].min() - room, weeks["line_week"].max() + room]
    figure.update_xaxes(title=TITLES[week_of], tickformat="%b %-d\n%Y", range=span)
    return dress(figure, 300)


def _trace(
    weeks: pd.DataFrame, drawn: pd.Series, marked: pd.Series, name: str, color: str, dash: str
) -> go.Scatter:
    """A line through the drawn weeks, with a marker on those that are its own."""
    return go.Scatter(
        x=weeks["line_week"],
        y=weeks["denial_rate"].where(drawn),
        mode="lines+markers",
        name=name,
        line={"color": color, "width": 2, "dash": dash},
        marker={"size": [7 if own else 0 for own in marked], "symbol": _symbol(dash)},
        text=[_hover(week) for week in weeks.itertuples()],
        hovertemplate="%{text}<extra></extra>",
    )


def _symbol(dash: str) -> str:
    """Estimates are hollow: no color carries meaning alone."""
    return "circle" if dash == "solid" else "circle-open"


def _hover(week: Any) -> str:
    """What a week says when pointed at."""
    text = (
        f"<b>Week of {week.line_week:%b %-d, %Y}</b><br>"
        f"{rate_or_few(week.denial_rate, week.submitted_line_count)}: of "
        f"{week.submitted_line_count:,.0f} lines submitted<br>"
        f"{week.answered_line_count:,.0f} answered ({week.answered_rate:.0%}), "
        f"{week.denied_line_count:,.0f} of them denied"
    )
    if not week.pending_line_count or pd.isna(week.later_denied_rate):
        return text
    return (
        f"{text}<br>{week.pending_line_count:,.0f} pending; at this age "
        f"{week.mature_later_denied_line_count:,.0f} of {week.mature_pending_line_count:,.0f} "
        f"were denied later "
        f"({rate_or_few(week.later_denied_rate, week.mature_pending_line_count)}, "
        f"{week.mature_week_count} weeks)"
    )
