"""Modifiers: the difference in denial rate that goes with each, as a forest plot."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import BLUE, GREY, ORANGE, dress, wrapped

# Told apart by place, shape and fill too: right of the line and pointing right is more denials.
LOOKS = {
    "more": ("Denied more often", ORANGE, "triangle-right"),
    "fewer": ("Denied less often", BLUE, "triangle-left"),
    "unclear": ("No clear difference", GREY, "circle-open"),
}
RAW = "All lines together"
LIFT = 0.28  # how far the raw comparison stands below its row


def modifier_forest(effects: pd.DataFrame) -> go.Figure:
    """A row per difference against like lines, with its 95 % interval; zero is a line.

    Takes rows of `measures.modifiers.modifier_effects` that have a difference. Below each stands
    the raw comparison as a small diamond; the counts stand at the right. A point carries modifier,
    procedure and payer in ``customdata``.
    """
    rows = effects.reset_index(drop=True)
    figure = go.Figure([_points(rows, look) for look in LOOKS])
    figure.add_scatter(
        x=rows["raw_difference"] * 100,
        y=[place + LIFT for place in rows.index],
        mode="markers",
        name=RAW,
        marker={"size": 8, "color": GREY, "symbol": "diamond-open", "line_width": 1.5},
        customdata=_picked(rows),
        hovertext=[_hover(row) for row in rows.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    for place, row in enumerate(rows.itertuples()):
        figure.add_annotation(
            x=1, xref="paper", y=place, text=_counts(row), showarrow=False, xanchor="right"
        )
    figure.add_vline(x=0, line={"color": GREY, "width": 1, "dash": "dot"})
    figure.update_yaxes(
        tickvals=list(rows.index),
        ticktext=[_label(row) for row in rows.itertuples()],
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(
        title=(
            "Denied more (+) or less (−) often than similar lines without it (points, 95% interval)"
        ),
        domain=[0, 0.72],  # the counts stand beside it
        range=_range(rows),
        zeroline=False,
    )
    return dress(figure, 120 + 44 * max(len(rows), 1))


def _points(rows: pd.DataFrame, look: str) -> go.Scatter:
    """The differences of one verdict; also an empty trace, so that the legend never changes."""
    name, color, symbol = LOOKS[look]
    told = rows["is_told"].astype(bool)
    is_more = rows["difference"] > 0
    rows = rows[{"more": told & is_more, "fewer": told & ~is_more, "unclear": ~told}[look]]
    return go.Scatter(
        x=rows["difference"] * 100,
        y=rows.index,
        mode="markers",
        name=name,
        marker={
            "size": 12,
            "color": color,
            "symbol": symbol,
            "line": {"width": 2, "color": color},
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "array": (rows["high"] - rows["difference"]) * 100,
            "arrayminus": (rows["difference"] - rows["low"]) * 100,
            "color": color,
            "thickness": 1.5,
            "width": 4,
        },
        customdata=_picked(rows),
        hovertext=[_hover(row) for row in rows.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=True,
    )


def _picked(rows: pd.DataFrame) -> list[list[str | None]]:
    """What a click drills to; what a row is not about is none."""
    keys = rows[["modifier_code", "procedure_code", "payer_name"]].astype(object)
    return keys.where(keys.notna(), None).to_numpy().tolist()


def _label(row: Any) -> str:
    """Modifier, then what else the row is about, else what the modifier means."""
    about = [part for part in (row.procedure_code, row.payer_name) if isinstance(part, str)]
    return f"<b>{row.modifier_code}</b> {wrapped(' · '.join(about) or row.modifier_label, 34, 1)}"


def _counts(row: Any) -> str:
    """The difference with the lines on both sides."""
    sign = "−" if row.difference < 0 else "+"
    return (
        f"{sign}{abs(row.difference) * 100:.1f} · {row.with_denied_count:,.0f} of "
        f"{row.with_line_count:,.0f} / {row.without_denied_count:,.0f} of "
        f"{row.without_line_count:,.0f}"
    )


def _hover(row: Any) -> str:
    """The sentence over a few lines."""
    return f"<b>{row.modifier_code} {row.modifier_label}</b><br>{wrapped(row.sentence, 70, 8)}"


def _range(rows: pd.DataFrame) -> list[float]:
    """From the lowest to the highest interval, zero included."""
    if rows.empty:
        return [-1, 1]
    ends = rows[["low", "high", "raw_difference"]].to_numpy() * 100
    low, high = min(0.0, ends.min()), max(0.0, ends.max())
    room = 0.06 * max(high - low, 2.0)
    return [low - room, high + room]
