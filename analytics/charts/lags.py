"""Lags as medians with the days nine of ten claims keep: by payer, and week by week."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.charts.style import BAND, BLUE, GREY, dress, wrapped

LAGS = {
    "service_to_submission": "From service to submission: ours",
    "submission_to_remit": "From submission to first answer: the payer's",
}


def lags_by_payer_chart(payers: pd.DataFrame) -> go.Figure:
    """One row a payer: the median as a point, the days nine of ten claims keep as the line's end.

    Takes the frame of `measures.lags_by_payer`. A point carries its payer in ``customdata``.
    """
    places = list(range(len(payers)))
    figure = _two_panels(shared_y=True)
    for column, lag in enumerate(LAGS, start=1):
        middle, late = payers[f"{lag}_median_days"], payers[f"{lag}_late_days"]
        counts = payers[f"{lag}_claim_count"]
        figure.add_trace(
            go.Scatter(
                x=middle,
                y=places,
                mode="markers",
                marker={"size": 11, "color": BLUE},
                error_x={
                    "type": "data",
                    "symmetric": False,
                    "array": late - middle,
                    "arrayminus": [0] * len(payers),
                    "color": GREY,
                    "thickness": 3,
                    "width": 6,
                },
                customdata=[[name] for name in payers["payer_name"]],
                hovertext=[
                    (
                        f"<b>{name}</b><br>median {half:,.0f} days, 90% of claims within "
                        f"{most:,.0f}<br>{count:,.0f} claims"
                    )
                    for name, half, most, count in zip(
                        payers["payer_name"], middle, late, counts, strict=True
                    )
                ],
                hovertemplate="%{hovertext}<extra></extra>",
                showlegend=False,
            ),
            row=1,
            col=column,
        )
        for place, half, most, count in zip(places, middle, late, counts, strict=True):
            few = pd.isna(half)
            figure.add_annotation(
                x=0 if few else most,
                y=place,
                text=f"too few to say · {count:,.0f}" if few else f"{half:,.0f} · {most:,.0f}",
                showarrow=False,
                xanchor="left",
                xshift=8,
                row=1,
                col=column,
            )
        top = late.max()
        figure.update_xaxes(
            title="Days", range=[0, 1.3 * (10 if pd.isna(top) else float(top))], row=1, col=column
        )
    figure.update_yaxes(
        tickvals=places,
        ticktext=[wrapped(name, 30) for name in payers["payer_name"]],
        range=[len(places) - 0.4, -0.6],
        zeroline=False,
    )
    return _titled(dress(figure, 120 + 36 * max(len(payers), 1)))


def lags_by_week_chart(weeks: pd.DataFrame) -> go.Figure:
    """Week by week: the median as a line, up to the days nine of ten claims keep shaded.

    Takes the frame of `measures.lags_by_week`. A week of which many claims have no answer yet is
    hollow.
    """
    figure = _two_panels(shared_y=False)
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


def _two_panels(shared_y: bool) -> go.Figure:
    """Our lag at the left, the payer's at the right."""
    return make_subplots(
        rows=1,
        cols=2,
        shared_yaxes=shared_y,
        subplot_titles=list(LAGS.values()),
        horizontal_spacing=0.04 if shared_y else 0.07,
    )


def _titled(figure: go.Figure) -> go.Figure:
    """Titles at the left of their panels, the legend above them."""
    for at, note in enumerate(figure.layout.annotations[:2]):
        domain = figure.layout["xaxis2" if at else "xaxis"].domain
        note.update(x=domain[0], xanchor="left", font_size=13)
    return figure.update_layout(margin_t=56, legend_y=1.12)
