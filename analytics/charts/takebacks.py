"""Payments taken back, week by week."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import DOLLARS, GREY, ORANGE, dress


def takebacks_chart(weekly: pd.DataFrame) -> go.Figure:
    """Dollars taken back by week: those denied then, and those not. A bar carries its Monday.

    Takes the rows of `weekly_denied_after_payment`.
    """
    weekly = weekly.assign(
        other_amount=weekly["taken_back_amount"] - weekly["denied_taken_back_amount"],
        other_line_count=weekly["taken_back_line_count"] - weekly["denied_line_count"],
    )
    weeks = [f"{week:%Y-%m-%d}" for week in weekly["remit_week"]]
    figure = go.Figure(
        [
            go.Bar(
                x=weekly["remit_week"],
                y=weekly[amount],
                name=title,
                marker={"color": color, "pattern_shape": shape},
                customdata=[[week] for week in weeks],
                hovertext=[
                    f"<b>Week of {week}</b><br>${dollars:,.0f} on {count:,.0f} lines: "
                    f"{title.lower()}"
                    for week, dollars, count in zip(
                        weeks, weekly[amount], weekly[lines], strict=True
                    )
                ],
                hovertemplate="%{hovertext}<extra></extra>",
            )
            for amount, lines, title, color, shape in (
                ("denied_taken_back_amount", "denied_line_count", "Then denied", ORANGE, ""),
                ("other_amount", "other_line_count", "Not denied", GREY, "/"),
            )
        ]
    )
    figure.update_yaxes(title="Taken back ($)", tickformat=DOLLARS, rangemode="tozero")
    figure.update_xaxes(title="Week it was taken back (its Monday)", tickformat="%b %-d\n%Y")
    return dress(figure, 260, barmode="stack", bargap=0.25)
