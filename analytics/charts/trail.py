"""The small trail of the last weeks in a figure's tile."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.charts.style import BLUE

WIDTH, HEIGHT, EDGE = 100, 30, 2  # of the drawing; it is stretched to the tile's width


def trail(values: Sequence[float]) -> str:
    """A line through the values, lowest to highest over the whole height, as SVG; "" for under two.

    It says nothing that the tile does not say in words, so it is hidden from screen readers. (A
    charting library takes longer to draw four of these than all the rest of the page.)

    >>> trail([1.0])
    ''
    >>> trail([1, 3, 2]).split('points="')[1].split('"')[0]
    '0.0,28.0 50.0,2.0 100.0,15.0'
    """
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    reach = (HEIGHT - 2 * EDGE) / ((high - low) or 1)
    points = " ".join(
        f"{place * WIDTH / (len(values) - 1):.1f},{HEIGHT - EDGE - (value - low) * reach:.1f}"
        for place, value in enumerate(values)
    )
    return (
        f'<svg class="trail" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none"'
        f' aria-hidden="true"><polyline points="{points}" fill="none" stroke="{BLUE}"'
        ' stroke-width="2" vector-effect="non-scaling-stroke"/></svg>'
    )
