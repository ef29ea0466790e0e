"""Bars to be read from the far end of a table: few, large, each with its numbers."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import BLUE, dress, wrapped
from analytics.charts.weekly import weekly_trend
from analytics.columns import heading_of

LETTERS = 15  # points


def ranked_bars(
    rows: pd.DataFrame,
    label: str,
    value: str,
    fields: tuple[str, ...],
    height: int,
    room: float,
    width: int = 26,
) -> go.Figure:
    """Horizontal bars, first row on top; beside each its dollars and lines.

    Takes rows with ``denied_amount`` and ``denied_line_count``; a bar carries ``fields`` in
    ``customdata``. ``room`` is the length of the axis in longest bars, for the text beside; a
    label has two lines of ``width`` letters, parted by a newline or where they break.
    """
    places = list(range(len(rows)))
    figure = go.Figure(
        go.Bar(
            x=rows[value],
            y=places,
            orientation="h",
            marker_color=BLUE,
            customdata=rows[list(fields)].astype(object).to_numpy(),
            text=[
                f"${row.denied_amount:,.0f} · {row.denied_line_count:,.0f} "
                f"line{'' if row.denied_line_count == 1 else 's'}"
                for row in rows.itertuples()
            ],
            textposition="outside",
            cliponaxis=False,
            hovertext=rows[label].str.replace("\n", "<br>"),
            hovertemplate="<b>%{hovertext}</b><br>%{text}<extra></extra>",
        )
    )
    figure.update_yaxes(
        tickvals=places,
        ticktext=[_label(text, width) for text in rows[label]],
        autorange="reversed",
    )
    longest = max(float(rows[value].max()) if len(rows) else 0, 1)
    figure.update_xaxes(range=[0, longest * room], showticklabels=False, showgrid=False)
    return large(dress(figure, height, bargap=0.25, showlegend=False), height, top=4)


def large_trend(weekly: pd.DataFrame, height: int) -> go.Figure:
    """The denial rate week by week, with its usual range, its weeks told by the axis alone."""
    figure = large(weekly_trend(weekly), height)
    return figure.update_xaxes(title=None).update_yaxes(title=f"{heading_of('denial_rate')} (%)")


def large(figure: go.Figure, height: int, top: int = 28) -> go.Figure:
    """Any chart at the height and in the letters of the meeting."""
    letters = {"tickfont_size": LETTERS, "title_font_size": LETTERS}
    figure.update_xaxes(**letters).update_yaxes(**letters)
    return figure.update_layout(height=height, font_size=LETTERS, margin_t=top)


def _label(text: str, width: int) -> str:
    """Two lines as given, or as they break."""
    if "\n" not in text:
        return wrapped(text, width, 2)
    return "<br>".join(wrapped(line, width, 1) for line in text.split("\n"))
