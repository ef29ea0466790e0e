"""Figure cards: label, number, n, and where the number stands in its usual range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analytics.markup.marks import Pick, Text, html, joined, pressable, spoken

LONG_NUMBER = 7  # characters; longer ones stand two in a row on a phone


@dataclass(frozen=True)
class Gauge:
    """A value on a scale from 0 to ``end``, with its usual range from ``low`` to ``high``.

    Without an end the scale reaches a little beyond all three.
    """

    value: float
    low: float
    high: float
    end: float | None = None


@dataclass(frozen=True)
class Figure:
    """One number: ``n`` what it is of, ``note`` what it compares with; ``pick`` opens its rows.

    ``asks`` is for what must be looked at: the note turns orange and gets a diamond.
    """

    label: str
    number: str
    n: Text = ""
    note: Text = ""
    gauge: Gauge | None = None
    pick: Pick | None = None
    asks: bool = False


def figure_row(figures: Sequence[Figure], beside: Text = "") -> Markup:
    """Three to six figures in one card; ``beside``, such as a dollars bar, fills what is left."""
    is_long = any(len(figure.number) > LONG_NUMBER for figure in figures)
    cells = joined(_cell(figure) for figure in figures)
    rest = html('<div class="beside">{}</div>', beside) if beside else ""
    return html(
        '<div class="figures{}{}" style="--figures:{}"><div class="cells" data-arrows>{}</div>'
        "{}</div>",
        " with-beside" if beside else "",
        " long" * is_long + " gauged" * any(figure.gauge is not None for figure in figures),
        len(figures),
        cells,
        rest,
    )


def _cell(figure: Figure) -> Markup:
    note = html(
        '<span class="figure-note{}">{}</span>', " asks" if figure.asks else "", figure.note
    )
    body = html(
        '<span class="label">{}</span><span class="number">{}</span><span class="n">{}</span>{}{}',
        figure.label,
        figure.number,
        figure.n,
        _gauge(figure.gauge) if figure.gauge else Markup('<span class="gauge none"></span>'),
        note if figure.note else "",
    )
    name = spoken(f"{figure.label} {figure.number}", figure.n, figure.note)
    return pressable(body, figure.pick, "figure", name)


def _gauge(gauge: Gauge) -> Markup:
    """Its words stand beside it as n and note, so it is not told again."""
    reach = max(gauge.value, gauge.high, 0.0)
    end = gauge.end or 1.45 * gauge.high or 1.0
    end = max(end, reach)

    def at(value: float) -> float:
        return 100 * min(max(value / end, 0.0), 1.0)

    return html(
        '<span class="gauge" aria-hidden="true"><i class="usual" style="left:{:.4g}%;'
        'width:{:.4g}%"></i><i class="dot" style="left:{:.4g}%"></i></span>',
        at(gauge.low),
        at(gauge.high) - at(gauge.low),
        at(gauge.value),
    )
