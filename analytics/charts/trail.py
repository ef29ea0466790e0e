"""The small trail of the last weeks in a figure's tile."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from analytics.charts.style import BLUE

WIDTH, HEIGHT, EDGE = 100, 30, 2  # of the drawing; it is stretched to the tile's width


def trail(values: Sequence[float]) -> str:
    """A line through the values, lowest to highest over the whole height, as a picture in HTML.

    It says nothing that the tile does not say in words, so screen readers pass it over. (A charting
    library takes longer to draw four of these than the rest of the figures.) Under two values make
    an empty picture.

    >>> from urllib.parse import unquote
    >>> unquote(trail([1, 3, 2])).split('points="')[1].split('"')[0]
    '0.0,28.0 50.0,2.0 100.0,15.0'
    """
    values = values if len(values) > 1 else []
    low, high = min(values, default=0), max(values, default=0)
    reach = (HEIGHT - 2 * EDGE) / ((high - low) or 1)
    points = " ".join(
        f"{place * WIDTH / (len(values) - 1):.1f},{HEIGHT - EDGE - (value - low) * reach:.1f}"
        for place, value in enumerate(values)
    )
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' preserveAspectRatio="none"><polyline points="{points}" fill="none" stroke="{BLUE}"'
        ' stroke-width="2" vector-effect="non-scaling-stroke"/></svg>'
    )
    return f'<img class="trail" alt="" src="data:image/svg+xml,{quote(drawn)}">'
