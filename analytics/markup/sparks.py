"""Small charts inside rows and cards: a spark of weeks, bars by week, a bar for a share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from analytics.markup.marks import html, joined

WIDTH, HEIGHT, DOT = 58, 20, 2.4  # of a spark, in pixels
LEAST_BAR = 0.025  # of the height: a week without any still has its place


def line_path(points: Sequence[tuple[float, float] | None]) -> str:
    """The path through points; None leaves a gap.

    >>> line_path([(0, 1), (1, 2.5), None, (3, 4)])
    'M0 1L1 2.5M3 4'
    """
    said, pen = [], "M"
    for point in points:
        if point is None:
            pen = "M"
            continue
        said.append(f"{pen}{point[0]:.4g} {point[1]:.4g}")
        pen = "L"
    return "".join(said)


def spark(values: Sequence[float | None], label: str = "") -> Markup:
    """A line of weeks from zero up, the last one marked. Without a label it is decoration."""
    known = [value for value in values if value is not None]
    top = max(known, default=0) or 1
    step = (WIDTH - 2 * DOT) / max(len(values) - 1, 1)
    points = [
        None
        if value is None
        else (DOT + place * step, HEIGHT - DOT - (HEIGHT - 2 * DOT) * value / top)
        for place, value in enumerate(values)
    ]
    seen = [point for point in points if point is not None]
    dot = (
        html('<circle cx="{:.4g}" cy="{:.4g}" r="{}"/>', *seen[-1], DOT)
        if points and points[-1] is not None
        else ""
    )
    said = html('role="img" aria-label="{}"', label) if label else Markup('aria-hidden="true"')
    return html(
        '<svg class="spark" width="{}" height="{}" {}><path d="{}"/>{}</svg>',
        WIDTH,
        HEIGHT,
        said,
        line_path(points),
        dot,
    )


def share_bar(share: float, label: str = "") -> Markup:
    """A thin bar for a part of the most there is, 0 to 1."""
    said = html('role="img" aria-label="{}"', label) if label else Markup('aria-hidden="true"')
    width = 100 * min(max(share, 0.0), 1.0)
    return html('<span class="share" {}><i style="width:{:.3g}%"></i></span>', said, width)


@dataclass(frozen=True)
class WeeklyBars:
    """Counts of weeks, oldest first. From ``start`` on they belong to what began ``since``.

    ``last`` is written above the last bar where there is room; orange is for what got worse, blue
    for what an action changed.
    """

    counts: Sequence[float]
    start: int | None = None
    since: str = ""
    heading: str = "Denied lines a week"
    last: str = ""
    look: Literal["attention", "data"] = "attention"


def weekly_bars(bars: WeeklyBars, is_large: bool = False) -> Markup:
    """Bars by week, grey before the start, with the start named below its first bar."""
    count = max(len(bars.counts), 1)
    top = max(bars.counts, default=0) or 1
    start = len(bars.counts) if bars.start is None else bars.start
    drawn = joined(
        _bar(place, count, value / top, bars.look if place >= start else "before")
        for place, value in enumerate(bars.counts)
    )
    last = ""
    if bars.last and bars.counts:
        last = html(
            '<text class="last" x="{:.4g}%" y="{:.4g}%" dy="-7" text-anchor="middle">{}</text>',
            100 * (count - 0.5) / count,
            100 * (1 - max(bars.counts[-1] / top, LEAST_BAR)),
            bars.last,
        )
    return html(
        '<figure class="weekly {}{}"><figcaption>{}</figcaption>'
        '<svg role="img" aria-label="{}">{}{}</svg>{}</figure>',
        "large " if is_large else "",
        bars.look,
        bars.heading,
        _told(bars),
        drawn,
        last,
        _since(bars, start / count),
    )


def _bar(place: int, count: int, height: float, look: str) -> Markup:
    tall = max(height, LEAST_BAR)
    return html(
        '<rect class="{}" x="{:.4g}%" y="{:.4g}%" width="{:.4g}%" height="{:.4g}%" rx="1.5"/>',
        look,
        100 * (place + 0.1) / count,
        100 * (1 - tall),
        80 / count,
        100 * tall,
    )


def _since(bars: WeeklyBars, place: float) -> Markup:
    """The start in words, below its bar; near the right edge it ends there."""
    if not bars.since:
        return Markup()
    side = html("right:0") if place > 0.62 else html("left:{:.4g}%", 100 * place)
    early = " early" if place < 0.45 else ""
    return html('<span class="since{}" style="{}">{}</span>', early, side, bars.since)


def _told(bars: WeeklyBars) -> str:
    counts = ", ".join(f"{value:g}" for value in bars.counts)
    since = f"; {bars.since}" if bars.since else ""
    return f"{bars.heading}, oldest first: {counts}{since}."
