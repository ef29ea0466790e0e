"""The back-test of flags: what was denied of the lines flagged, against what was expected."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import BLUE, GREY, dress


def back_test(tests: pd.DataFrame) -> go.Figure:
    """Two bars per week of sending: denied of the flagged, and expected of as many lines.

    Takes the frame of `measures.claim_flags.with_expected`. Above a pair stands how many lines
    were flagged.
    """
    weeks = tests["submission_week"]
    counts = [
        f"{row.flagged_denied_line_count:,.0f} of {row.flagged_line_count:,.0f} flagged lines "
        f"denied<br>{row.denied_line_count:,.0f} of all {row.line_count:,.0f} lines denied"
        for row in tests.itertuples()
    ]
    hover = {"customdata": counts, "hovertemplate": "%{customdata}<extra></extra>"}
    figure = go.Figure(
        [
            go.Bar(
                x=weeks,
                y=tests["flagged_denied_line_count"],
                name="Flagged and denied (of how many flagged)",
                marker_color=BLUE,
                text=[
                    f"{row.flagged_denied_line_count:,.0f} of {row.flagged_line_count:,.0f}"
                    if row.flagged_line_count
                    else "none"
                    for row in tests.itertuples()
                ],
                textposition="outside",
                textangle=0,
                constraintext="none",
                cliponaxis=False,
                **hover,
            ),
            go.Bar(
                x=weeks,
                y=tests["expected_line_count"],
                name="Expected of as many lines",
                marker={"color": GREY, "pattern": {"shape": "/"}},
                **hover,
            ),
        ]
    )
    figure.update_xaxes(title="Week of submission (its Monday)", tickformat="%b %-d\n%Y")
    if len(tests) <= 13:
        figure.update_xaxes(tickvals=list(weeks))
    highest = tests[["flagged_denied_line_count", "expected_line_count"]].max().max()
    figure.update_yaxes(title="Denied lines", range=[0, max(float(highest), 1) * 1.2])
    return dress(figure, 280, bargap=0.25)
