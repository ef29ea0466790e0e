"""Two weekly lines to compare: with a modifier and without, each named at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from markupsafe import Markup

from analytics.markup.axes import (
    marked_week,
    month_axis,
    percent,
    plot,
    stretched,
    ticks_to,
    value_axis,
    weekly_line,
)
from analytics.markup.marks import Pick, html, joined


@dataclass(frozen=True)
class TrendLine:
    """A line of its own, named at its end. ``values`` one a week."""

    name: str
    values: Sequence[float | None]
    last: str
    look: Literal["attention", "data", "quiet"] = "data"


def two_lines(
    weeks: Sequence[date],
    lines: Sequence[TrendLine],
    label: str,
    since: date | None = None,
    since_text: str = "",
    titles: Sequence[str] = (),
    picks: Sequence[Pick] = (),
    height: int = 276,
) -> Markup:
    """Two lines to compare, each named at its end; a dashed line where it began."""
    known = [value for line in lines for value in line.values if value is not None]
    ticks, end = ticks_to(max(known, default=0.0))
    start = weeks.index(since) if since in weeks else None
    body = joined(
        [
            value_axis(ticks, end, percent),
            "" if start is None else marked_week(start, len(weeks), since_text, at_top=True),
            stretched(*(weekly_line(line.values, end, f"line {line.look}") for line in lines)),
            *(_named_end(line, height, end, lines) for line in lines),
            month_axis(weeks),
        ]
    )
    chosen: Sequence[Pick | None] = picks or [None] * len(titles)
    return plot(body, label, height, list(zip(titles, chosen, strict=True)), "named")


def _named_end(line: TrendLine, height: int, end: float, lines: Sequence[TrendLine]) -> Markup:
    """A dot at the end of a line, its name and its last value; names never lie on each other."""
    value = line.values[-1] if line.values else None
    if value is None:
        return Markup()
    y = height * (1 - value / end)
    others = [
        height * (1 - other.values[-1] / end)
        for other in lines
        if other is not line and other.values and other.values[-1] is not None
    ]
    words = y
    for other in others:
        if abs(other - y) < 34:  # two names of two rows need so much
            is_upper = y < other or (y == other and lines.index(line) == 0)
            words = (y + other) / 2 + (-17 if is_upper else 17)
    return html(
        '<circle class="end {}" cx="100%" cy="{:.4g}" r="4.5"/>'
        '<text class="end-name {}" x="100%" dx="9" y="{:.4g}">{}</text>'
        '<text class="end-value" x="100%" dx="9" y="{:.4g}">{}</text>',
        line.look,
        y,
        line.look,
        words - 2,
        line.name,
        words + 13,
        line.last,
    )
