"""Why the rate moved, as a waterfall from the rate before to the rate after."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import BLUE, GREY, ORANGE, dress, rate_or_few, wrapped
from analytics.columns import heading_of


def rate_waterfall(steps: pd.DataFrame) -> go.Figure:
    """Before, each part, after. Takes the frame of `measures.drivers.driver_steps`.

    A part that raises the rate is orange and points up, one that lowers it blue; the axis is cut
    where nothing happens. A part carries payer and procedure in ``customdata``, others nothing.
    """
    if steps.empty:
        return dress(go.Figure(), 120)
    is_end = steps["step"].isin(["before", "after"]).to_numpy()
    figure = go.Figure(
        go.Waterfall(
            x=list(range(len(steps))),
            y=steps["points"],
            measure=["absolute" if end else "relative" for end in is_end],
            text=[
                _text(row.points, end, row.line_count)
                for row, end in zip(steps.itertuples(), is_end, strict=True)
            ],
            textposition="outside",
            customdata=_picked(steps),
            hovertext=[_hover(row) for _, row in steps.iterrows()],
            hovertemplate="%{hovertext}<extra></extra>",
            increasing_marker_color=ORANGE,
            decreasing_marker_color=BLUE,
            totals_marker_color=GREY,
            connector_line={"color": GREY, "width": 1},
            width=0.6,
        )
    )
    figure.update_xaxes(
        tickvals=list(range(len(steps))),
        ticktext=[wrapped(label, 18, 3) for label in steps["label"]],
        tickangle=0,
        showgrid=False,
    )
    figure.update_yaxes(
        title=f"{heading_of('denial_rate')} (%), axis cut",
        tickformat=".1%",
        range=_range(steps, is_end),
    )
    return dress(figure, 340, showlegend=False)


def _text(points: float, is_end: bool, count: float) -> str:
    """A rate at the ends, a change in points with its sign between."""
    if is_end:
        return rate_or_few(points, count)
    return f"{'▼ −' if points < 0 else '▲ +'}{abs(points) * 100:.1f}"


def _picked(steps: pd.DataFrame) -> list[list[str | None]]:
    """What a click on each step drills to."""
    if "payer_name" not in steps:
        return [[None, None] for _ in range(len(steps))]
    pairs = steps[["payer_name", "procedure_code"]].astype(object)
    return pairs.where(pairs.notna(), None).to_numpy().tolist()


def _range(steps: pd.DataFrame, is_end: object) -> list[float]:
    """Lowest to highest level reached, with room for what is written there."""
    changes = steps["points"].where(~pd.Series(is_end, index=steps.index), 0.0)
    levels = steps["points"].iloc[0] + changes.cumsum()
    low, high = levels.min(), levels.max()
    room = max(high - low, 0.01)
    return [max(0.0, low - 0.6 * room), high + 0.4 * room]


def _hover(row: pd.Series) -> str:
    """What a step says when pointed at."""
    counts = f"{row['denied_line_count']:,.0f} of {row['line_count']:,.0f} lines denied"
    if row["step"] in ("before", "after"):
        return f"<b>{row['label']}</b><br>{rate_or_few(row['points'], row['line_count'])}: {counts}"
    return (
        f"<b>{row['label']}</b><br>{row['points'] * 100:+.2f} points: own rate "
        f"{row['rate_part'] * 100:+.2f}, share of the lines {row['mix_part'] * 100:+.2f}<br>"
        f"{counts}, before {row['denied_line_count_before']:,.0f} of "
        f"{row['line_count_before']:,.0f}<br>"
        f"{row['cell_count']:,.0f} of payer and procedure"
    )
