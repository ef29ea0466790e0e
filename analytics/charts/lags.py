"""Lags as medians with the days nine of ten claims keep, week by week."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.charts.style import BAND, BLUE, dress

LAGS = {
    "service_to_submission": "From service to submission: ours",
    "submission_to_remit": "From submission to first answer: the payer's",
}


def lags_by_week_chart(weeks: pd.DataFrame) -> go.Figure:
    """Week by week: the median as a line, up to the days nine of ten claims keep shaded.

    Takes the frame of `measures.lags_by_week`. A week of which many claims have no answer yet is
    hollow.
    """
    figure = _two_panels()
    for column, lag in enumerate(LAGS, start=1):
        middle, late = weeks[f"{lag}_median_days"], weeks[f"{lag}_late_days"]
        mature = weeks["is_mature"] | (lag == "service_to_submission")
        quiet = {"x": weeks["claim_week"], "mode": "lines", "line_width": 0, "hoverinfo": "skip"}
        figure.add_trace(go.Scatter(y=middle, showlegend=False, **quiet), row=1, col=column)
        figure.add_trace(
            go.Scatter(
                y=late,
                fill="tonexty",
                fillcolor=BAND,
                name="90% of claims",
                showlegend=column == 1,
                **quiet,
            ),
            row=1,
            col=column,
        )
        figure.add_trace(
            go.Scatter(
                x=weeks["claim_week"],
                y=middle,
                mode="lines+markers",
                name="Median (hollow: under 90% of the week's claims answered)",
                showlegend=column == 2,
                line={"color": BLUE, "width": 2},
                marker={
                    "size": 7,
                    "color": BLUE,
                    "symbol": ["circle" if is_told else "circle-open" for is_told in mature],
                },
                hovertext=[
                    (
                        f"<b>Sent in the week of {week:%b %-d, %Y}</b><br>median "
                        f"{half:,.0f} days, 90% within {most:,.0f}<br>{answered:,.0f} of "
                        f"{sent:,.0f} answered"
                    )
                    for week, half, most, answered, sent in zip(
                        weeks["claim_week"],
                        middle,
                        late,
                        weeks["answered_claim_count"],
                        weeks["submitted_claim_count"],
                        strict=True,
                    )
                ],
                hovertemplate="%{hovertext}<extra></extra>",
            ),
            row=1,
            col=column,
        )
    figure.update_xaxes(title="Week of submission (its Monday)", tickformat="%b %-d", nticks=8)
    figure.update_yaxes(title="Days", rangemode="tozero")
    return _titled(dress(figure, 320))


def _two_panels() -> go.Figure:
    """Our lag at the left, the payer's at the right."""
    return make_subplots(
        rows=1,
        cols=2,
        subplot_titles=list(LAGS.values()),
        horizontal_spacing=0.07,
    )


def _titled(figure: go.Figure) -> go.Figure:
    """Titles at the left of their panels, the legend above them."""
    for at, note in enumerate(figure.layout.annotations[:2]):
        domain = figure.layout["xaxis2" if at else "xaxis"].domain
        note.update(x=domain[0], xanchor="left", font_size=13)
    return figure.update_layout(margin_t=56, legend_y=1.12)
