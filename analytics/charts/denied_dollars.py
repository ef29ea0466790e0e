"""Where every denied dollar is, as a printed bar; and what passes its last deadline by week."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import BLUE, DOLLARS, GREY, dress

# Each place has a grey of its own in print; the number in its part tells which it is.
GREYS = {
    "recovered": "#777",
    "contractual": "#CCC",
    "winnable": "#111",
    "other_payer_or_patient": "#AAA",
    "past_deadline": "#555",
    "written_off": "#EEE",
    "re_denied": "#333",
}
WIDTH, BAR, ROW, NUMBER = 680, 26, 18, 12  # of the printed bar


def printed_denied_dollars(rows: pd.DataFrame) -> str:
    """The bar for print, as SVG in black, white and greys; its dollars in words below it.

    Takes the frame of `measures.denied_dollars`.
    """
    left, parts, items = 0.0, [], []
    shown = [row for row in rows.itertuples() if row.denied_amount > 0]
    for at, row in enumerate(shown, start=1):
        width = WIDTH * row.denied_share_rate
        parts.append(
            f'<rect x="{left:.1f}" y="2" width="{width:.1f}" height="{BAR}" '
            f'fill="{GREYS[row.place]}" stroke="#FFF"/>'
        )
        if width >= NUMBER:
            parts.append(_number(at, left + width / 2, GREYS[row.place]))
        left += width
    for at, row in enumerate(shown):
        x, y = WIDTH / 2 * (at % 2), BAR + 20 + ROW * (at // 2)
        words = f"{at + 1}. {row.place_label}: {_dollars(row)} ({row.denied_share_rate:.1%})"
        items.append(
            f'<rect x="{x:.0f}" y="{y - 10}" width="12" height="12" fill="{GREYS[row.place]}" '
            f'stroke="#111" stroke-width="0.5"/>'
            f'<text x="{x + 18:.0f}" y="{y}">{escape(words)}</text>'
        )
    height = BAR + 14 + ROW * (-(-len(shown) // 2))
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" role="img" '
        f'aria-label="{escape(_words(rows), quote=True)}" font-family="sans-serif" '
        f'font-size="11">{"".join([*parts, *items])}</svg>'
    )


def _dollars(row: Any) -> str:
    return f"${row.denied_amount:,.0f}"


def _words(rows: pd.DataFrame) -> str:
    """What the bar shows, for those who hear it."""
    told = "; ".join(f"{row.place_label} {_dollars(row)}" for row in rows.itertuples())
    return f"Where the denied dollars are: {told}."


def _number(at: int, x: float, grey: str) -> str:
    """The number of a part in its middle, as in the list below: greys alone are hard to tell."""
    ink = "#FFF" if grey < "#8" else "#111"
    return f'<text x="{x:.1f}" y="{BAR - 7}" text-anchor="middle" fill="{ink}">{at}</text>'


def last_deadlines_chart(weeks: pd.DataFrame) -> go.Figure:
    """Denied dollars by the week of their last deadline: passed, and to come.

    Takes the rows of `last_deadlines`.
    """
    figure = go.Figure(
        [
            go.Bar(
                x=weeks["deadline_week"],
                y=weeks[f"{name}_amount"],
                name=title,
                marker={"color": color, "pattern_shape": shape},
                hovertext=[
                    f"<b>Week of {row.deadline_week:%b} {row.deadline_week.day}</b><br>"
                    f"${getattr(row, f'{name}_amount'):,.0f} on "
                    f"{getattr(row, f'{name}_line_count'):,.0f} lines: {title.lower()}"
                    for row in weeks.itertuples()
                ],
                hovertemplate="%{hovertext}<extra></extra>",
            )
            for name, title, color, shape in (
                ("past", "Passed, still denied", GREY, "/"),
                ("due", "To come", BLUE, ""),
            )
        ]
    )
    figure.update_yaxes(title="Denied amount ($)", tickformat=DOLLARS, rangemode="tozero")
    figure.update_xaxes(title="Week of the last deadline (its Monday)", tickformat="%b %-d\n%Y")
    return dress(figure, 270, barmode="stack", bargap=0.25)
