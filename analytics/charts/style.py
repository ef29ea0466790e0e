"""One look for every chart: colors, number formats, wrapped labels.

Colors are of the Okabe-Ito kind (told apart with any color vision), strong enough on white and
on near-black; grounds are transparent and text takes the theme's color. No color carries meaning
alone: what stands out also has another shape, place or word. Red against green is never used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import wrap

import plotly.graph_objects as go

from analytics.vocabulary import TOO_FEW

Figure = go.Figure  # for pages that only pass one on

BLUE = "#2F86C9"  # what is measured
ORANGE = "#E0771A"  # what stands out
GREY = "#8892A0"  # what it is compared with
BAND = "rgba(136, 146, 160, 0.20)"  # the usual range
INK, INK_ON_DARK = "#1C2733", "#F2F6FA"  # numbers on colored cells

DOLLARS, PERCENT, COUNT = "$,.0f", ".1%", ",.0f"  # as d3 and Plotly read them

# Bars and points are for clicking: no tool bar, no zoom by accident, and nothing sent anywhere.
CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "scrollZoom": False,
    "doubleClick": False,
    "modeBarButtonsToRemove": ["sendChartToCloud", "shareChart"],
}


def dress(figure: go.Figure, height: int, **layout: object) -> go.Figure:
    """The common layout: quiet, transparent, room for labels, legend on top."""
    return figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 28, "b": 8},
        paper_bgcolor="rgba(0, 0, 0, 0)",
        plot_bgcolor="rgba(0, 0, 0, 0)",
        dragmode=False,
        hovermode="closest",
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "title": None},
        modebar_remove=["sendChartToCloud", "shareChart"],
        **layout,
    )


# Where a trace, an axis or a note holds words; customdata is not drawn.
_WORDS = ("x", "y", "text", "hovertext", "hovertemplate", "name", "ticktext", "categoryarray")
_LINK = re.compile(r"<(?=/?a\b)", re.IGNORECASE)


def without_links(figure: go.Figure) -> go.Figure:
    """The figure with every link of its words shown as text: charts draw `<a href=…>` as a link.

    >>> drawn = without_links(go.Figure(go.Bar(y=['<a href="http://x.test">A</a>'], x=[1])))
    >>> drawn.data[0].y
    ('&lt;a href="http://x.test">A&lt;/a>',)
    """
    layout = figure.layout
    for part in (*figure.data, *layout.annotations, layout.xaxis, layout.yaxis):
        for name in _WORDS:
            if name not in part:
                continue
            words = part[name]
            if isinstance(words, str):
                part[name] = _LINK.sub("&lt;", words)
            elif isinstance(words, Iterable) and any(_has_link(word) for word in words):
                part[name] = [_LINK.sub("&lt;", str(word)) for word in words]
    return figure


def _has_link(word: object) -> bool:
    return isinstance(word, str) and bool(_LINK.search(word))


def written(number: float, form: str) -> str:
    """A number in one of our formats, for text we place ourselves.

    >>> written(9310.4, DOLLARS), written(0.152, PERCENT)
    ('$9,310', '15.2%')
    """
    return f"${number:,.0f}" if form == DOLLARS else format(number, form)


def wrapped(text: str, width: int = 22, lines: int = 2) -> str:
    """A label over a few lines; what does not fit is elided (its full text stands in the hover).

    >>> wrapped("Separate visit same day by same doctor", width=12, lines=2)
    'Separate<br>visit same…'
    """
    rows = wrap(str(text), width) or [""]
    if len(rows) > lines:
        rows = rows[:lines]
        rows[-1] = rows[-1][: width - 1] + "…"
    return "<br>".join(rows)


def rate_or_few(value: float, count: float) -> str:
    """A rate beside its counts, or that there are too few of them for one.

    >>> rate_or_few(0.1523, 400), rate_or_few(0.6, 5)
    ('15.2%', 'too few to say')
    """
    return "too few to say" if count < TOO_FEW else f"{value:.1%}"
