"""Rejections: the rate week by week with its interval, and bars with their claims beside."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import BAND, BLUE, COUNT, GREY, PERCENT, dress, rate_or_few, wrapped
from analytics.columns import heading_of
from analytics.vocabulary import TOO_FEW

REST = "All others"
WEEKS = {"remit": "Week first submitted", "service": "Service week"}


def rejection_trend(weekly: pd.DataFrame, date_basis: str = "remit") -> go.Figure:
    """The rate week by week, shaded where it may truly lie (95 %). A point carries its Monday.

    Weeks of under 20 claims are hollow and have no shade; weeks without claims are gaps.
    """
    weeks = weekly["claim_week"]
    few = weekly["submitted_claim_count"] < TOO_FEW
    sure = weekly[~few]
    edge = {"x": sure["claim_week"], "mode": "lines", "line_width": 0, "hoverinfo": "skip"}
    figure = go.Figure(
        [
            go.Scatter(y=sure["low"], showlegend=False, **edge),
            go.Scatter(
                y=sure["high"],
                fill="tonexty",
                fillcolor=BAND,
                name="Where the true rate may lie (95%)",
                **edge,
            ),
            go.Scatter(
                x=weeks,
                y=weekly["rejection_rate"],
                mode="lines+markers",
                name="Claims rejected (hollow: under 20 claims)",
                line={"color": BLUE, "width": 2},
                marker={
                    "symbol": ["circle-open" if is_few else "circle" for is_few in few],
                    "size": 7,
                    "color": BLUE,
                },
                customdata=[[f"{week:%Y-%m-%d}"] for week in weeks],
                text=[_week_hover(row) for row in weekly.itertuples()],
                hovertemplate="%{text}<extra></extra>",
            ),
        ]
    )
    top = sure["high"].max() if len(sure) else weekly["rejection_rate"].max()
    figure.update_yaxes(
        title=f"{heading_of('rejection_rate')} (% of claims)",
        tickformat=".0%",
        range=[0, min(1.05, 1.15 * max(float(top), 0.01))],
    )
    figure.update_xaxes(title=f"{WEEKS[date_basis]} (its Monday)", tickformat="%b %-d\n%Y")
    if len(weekly) <= 4:
        figure.update_xaxes(tickvals=list(weeks))
    return dress(figure, 300)


def rejection_bars(
    rows: pd.DataFrame, key: str, label: str, beside: list[str], room: float = 1.6
) -> go.Figure:
    """Horizontal bars of refused claims, first row on top, with ``beside`` written at their ends.

    A bar carries its key in ``customdata``. ``room`` is the length of the axis in longest bars:
    more on narrow charts, for the text beside.
    """
    names = [wrapped(text, 32, 2) for text in rows[label]]
    counts = rows["rejected_claim_count"]
    figure = go.Figure(
        go.Bar(
            x=counts,
            y=list(range(len(rows))),
            orientation="h",
            marker_color=[GREY if code == REST else BLUE for code in rows[key]],
            customdata=[[code] for code in rows[key]],
            text=beside,
            textposition="outside",
            cliponaxis=False,
            hovertext=[
                f"<b>{name}</b><br>{words}" for name, words in zip(rows[label], beside, strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    figure.update_yaxes(
        tickvals=list(range(len(rows))), ticktext=names, autorange="reversed", title=None
    )
    longest = max(float(counts.max()) if len(rows) else 0, 1)
    figure.update_xaxes(
        title="Rejected claims (count)", tickformat=COUNT, range=[0, room * longest], nticks=6
    )
    return dress(figure, 90 + 34 * max(len(rows), 1), bargap=0.3, showlegend=False)


def _week_hover(row: Any) -> str:
    """What a week says when pointed at."""
    if not row.submitted_claim_count:
        return f"<b>Week of {row.claim_week:%b %-d, %Y}</b><br>no claims sent"
    rate = rate_or_few(row.rejection_rate, row.submitted_claim_count)
    return (
        f"<b>Week of {row.claim_week:%b %-d, %Y}</b><br>{rate}: "
        f"{row.rejected_claim_count:,.0f} of {row.submitted_claim_count:,.0f} "
        f"claims<br>95% interval {row.low:{PERCENT}} to "
        f"{row.high:{PERCENT}}<br>{row.waiting_claim_count:,.0f} still to resubmit"
    )
