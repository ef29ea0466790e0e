"""Past predictions against what was seen, band by band."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import BLUE, GREY, dress, rate_or_few
from analytics.vocabulary import TOO_FEW


def calibration_chart(bands: pd.DataFrame) -> go.Figure:
    """A point per band: share predicted across, share that came back up, with its 95 % interval.

    Takes the frame of `measures.work_first.calibration`. On the dotted line both are the same;
    hollow points are of fewer than 20 denials.
    """
    figure = go.Figure(
        [
            go.Scatter(
                x=[0, 1],
                y=[0, 1],
                mode="lines",
                line={"color": GREY, "dash": "dot", "width": 1.5},
                name="As predicted",
                hoverinfo="skip",
            ),
            go.Scatter(
                x=bands["predicted_rate"],
                y=bands["overturn_rate"],
                mode="markers+text",
                name="Actual, with 95% interval",
                text=[f"  n = {count:,.0f}" for count in bands["predicted_count"]],
                textposition="middle right",
                marker={
                    "size": 11,
                    "color": BLUE,
                    "symbol": [
                        "circle-open" if count < TOO_FEW else "circle"
                        for count in bands["predicted_count"]
                    ],
                    "line": {"width": 2, "color": BLUE},
                },
                error_y={
                    "type": "data",
                    "symmetric": False,
                    "array": bands["high"] - bands["overturn_rate"],
                    "arrayminus": bands["overturn_rate"] - bands["low"],
                    "color": BLUE,
                    "thickness": 1.5,
                    "width": 4,
                },
                hovertext=[
                    (
                        f"<b>Predicted {row.band_label}</b><br>{row.predicted_rate:.1%} "
                        f"predicted on average, {row.overturned_count:,.0f} of "
                        f"{row.predicted_count:,.0f} were recovered "
                        f"({rate_or_few(row.overturn_rate, row.predicted_count)})"
                    )
                    for row in bands.itertuples()
                ],
                hovertemplate="%{hovertext}<extra></extra>",
            ),
        ]
    )
    figure.update_xaxes(
        title="Predicted to be recovered (% of denials)", tickformat=".0%", range=[0, 1]
    )
    figure.update_yaxes(title="Recovered (% of denials)", tickformat=".0%", range=[0, 1.02])
    return dress(figure, 320)
