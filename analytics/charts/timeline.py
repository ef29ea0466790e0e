"""A claim's life as a timeline: when it was sent, what the door said, what payers answered."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import BLUE, GREY, ORANGE, dress

# What stands out has a shape of its own, too.
SHAPES = {
    "sent": ("circle-open", GREY),
    "accepted": ("circle", BLUE),
    "noted": ("circle-open", GREY),
    "rejected": ("x", ORANGE),
    "paid": ("circle", BLUE),
    "denied": ("diamond", ORANGE),
    "answered": ("circle-open", BLUE),
    "reversed": ("arrow-left", GREY),
}


def claim_timeline(steps: pd.DataFrame, lanes: tuple[str, ...]) -> go.Figure:
    """One marker per step on the lane of who did it, joined in order.

    Takes the frame of `measures.lives.milestones`. Steps of one lane and day share a marker's
    place, so only the last of them is written out; the hover tells each.
    """
    down = {lane: place for place, lane in enumerate(reversed(lanes))}
    is_last = ~steps.duplicated(["lane", "event_date"], keep="last")
    figure = go.Figure(
        [
            go.Scatter(
                x=steps["event_date"],
                y=steps["lane"].map(down),
                mode="lines+markers+text",
                line={"color": GREY, "width": 1, "dash": "dot"},
                marker={
                    "size": 13,
                    "symbol": [SHAPES[name][0] for name in steps["milestone"]],
                    "color": [SHAPES[name][1] for name in steps["milestone"]],
                    "line": {"width": 2, "color": [SHAPES[n][1] for n in steps["milestone"]]},
                },
                text=steps["step"].where(is_last, ""),
                textposition="top center",
                customdata=steps[["event", "payer_name", "detail"]].to_numpy(),
                hovertemplate=(
                    "%{x|%b %-d, %Y}: %{customdata[0]}<br>%{customdata[1]}<br>"
                    "%{customdata[2]}<extra></extra>"
                ),
                showlegend=False,
            )
        ]
    )
    figure.update_yaxes(
        tickvals=list(down.values()),
        ticktext=list(down),
        range=[-0.5, len(lanes) - 0.2],
        showgrid=True,
        zeroline=False,
    )
    first, last = steps["event_date"].min(), steps["event_date"].max()
    room = max((last - first) * 0.08, pd.Timedelta(days=3))
    figure.update_xaxes(range=[first - room, last + room], showgrid=False, tickformat="%b %-d, %Y")
    return dress(figure, 210)
