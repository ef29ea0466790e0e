"""An action's measure week by week: before, after, and the range luck alone would keep it in."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import BAND, BLUE, DOLLARS, GREY, ORANGE, PERCENT, dress
from analytics.columns import heading_of

FORMS = {"denial_rate": PERCENT, "rejection_rate": PERCENT, "denied_amount": DOLLARS}
TITLES = {
    "denial_rate": f"{heading_of('denial_rate')} (%)",
    "denied_line_count": f"{heading_of('denied_line_count')} a week",
    "denied_amount": f"{heading_of('denied_amount')} a week",
    "rejection_rate": f"{heading_of('rejection_rate')} (%)",
}
TITLED = 150  # pixels; a lower chart has no room for the title of an axis
HALF_WEEK = pd.Timedelta(days=3.5)


def action_chart(weeks: pd.DataFrame, action: Any, height: int = 190) -> go.Figure:
    """Weeks as points, the value before and after as lines, the usual range as a band over after.

    Takes one action as judged and the frame of `measures.actions.weekly_values` for it.
    """
    form = FORMS.get(action.measure, ",.1f")
    figure = go.Figure(
        go.Scatter(
            x=weeks["counted_week"],
            y=weeks["value"],
            mode="lines+markers",
            line={"color": GREY, "width": 1},
            marker={
                "size": 7,
                "color": [
                    BLUE if told else GREY for told in weeks["is_before"] | weeks["is_after"]
                ],
                "symbol": ["diamond" if after else "circle" for after in weeks["is_after"]],
            },
            customdata=weeks[["counted_count", "total_count"]],
            hovertemplate=(
                f"<b>Week of %{{x|%b %-d, %Y}}</b><br>%{{y:{form}}}: "
                "%{customdata[0]:,.0f} of %{customdata[1]:,.0f}<extra></extra>"
            ),
            showlegend=False,
        )
    )
    _level(figure, weeks[weeks["is_before"]], action.before_value, GREY)
    after = weeks[weeks["is_after"]]
    _level(figure, after, action.after_value, ORANGE if action.verdict == "worse" else BLUE)
    if len(after) and pd.notna(action.usual_low):
        figure.add_shape(
            type="rect",
            x0=after["counted_week"].min() - HALF_WEEK,
            x1=after["counted_week"].max() + HALF_WEEK,
            y0=action.usual_low,
            y1=action.usual_high,
            fillcolor=BAND,
            line_width=0,
            layer="below",
        )
    _mark(figure, action.decided_week + HALF_WEEK, "decided", "right")
    if pd.notna(action.done_date):
        _mark(figure, action.done_date, "done", "left")
    figure.update_xaxes(tickformat="%b %-d", nticks=6, showgrid=False)
    figure.update_yaxes(tickformat=form, rangemode="tozero", nticks=4)
    if height >= TITLED:
        figure.update_yaxes(title=TITLES[action.measure])
    return dress(figure, height)


def _level(figure: go.Figure, weeks: pd.DataFrame, value: float, color: str) -> None:
    """The value of a span of weeks, as a line over them."""
    if len(weeks) and pd.notna(value):
        figure.add_shape(
            type="line",
            x0=weeks["counted_week"].min() - HALF_WEEK,
            x1=weeks["counted_week"].max() + HALF_WEEK,
            y0=value,
            y1=value,
            line={"color": color, "width": 3},
        )


def _mark(figure: go.Figure, day: pd.Timestamp, words: str, side: str) -> None:
    """A line at a day, with its word on one side."""
    figure.add_shape(
        type="line", x0=day, x1=day, y0=0, y1=1, yref="paper",
        line={"color": GREY, "width": 1, "dash": "dot"},
    )  # fmt: skip
    figure.add_annotation(
        x=day, y=1, yref="paper", text=words, showarrow=False,
        xanchor=side, yanchor="bottom", font_size=12,
    )  # fmt: skip
