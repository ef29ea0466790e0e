"""With and without: two rates of like lines, and their difference with its 95% range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analytics.markup.axes import percent, ticks_between, ticks_to
from analytics.markup.marks import Pick, html, joined, pressable, spoken


@dataclass(frozen=True)
class Effect:
    """One row. Rates are 0 to 1; ``points``, ``low`` and ``high`` are points, such as 15.4.

    Without ``points`` there is too little to say. ``is_alert`` is for the row an alert stands for,
    ``is_selected`` for the one that is shown beside the rows.
    """

    name: str
    with_rate: float
    without_rate: float
    lines: str
    points: float | None = None
    low: float = 0.0
    high: float = 0.0
    pick: Pick | None = None
    is_alert: bool = False
    is_selected: bool = False


def effects(
    rows: Sequence[Effect], with_text: str, without_text: str = "without", label: str = ""
) -> Markup:
    """The rows on two axes: the rates as a pair of dots, the difference beside its zero."""
    ticks, end = ticks_to(
        max((max(row.with_rate, row.without_rate) for row in rows), default=0.0), most=6
    )
    said = [row for row in rows if row.points is not None]
    low = min([row.low for row in said] + [-1.0])
    high = max([row.high for row in said] + [1.0])
    pad = 0.05 * (high - low)
    span = (low - pad, high + pad)
    points = ticks_between(*span)
    return html(
        '<table class="effects" aria-label="{}"><thead><tr><th scope="col"><span class="hidden">'
        'Name</span></th><th scope="col"><b>Share of lines denied</b>{}</th><th scope="col" '
        'class="lines">Lines</th><th scope="col" class="range"><b>Difference, points</b>{}</th>'
        '<th scope="col" class="right"><b>95% range</b></th></tr></thead>'
        "<tbody data-arrows>{}</tbody></table>",
        label,
        _scale([(tick / end, percent(tick)) for tick in ticks]),
        _scale([(_at(tick, span), _signed(tick, ".0f")) for tick in points]),
        joined(
            _row(
                row,
                end,
                span,
                [tick / end for tick in ticks],
                [_at(t, span) for t in points],
                (with_text, without_text),
            )
            for row in rows
        ),
    )


def effects_key(with_text: str, without_text: str = "without", note: str = "") -> Markup:
    """What the two dots mean, and how like lines are compared."""
    return html(
        '<span class="effects-key"><i class="with"></i>{} <i class="without"></i>{} <span>{}</span>'
        "</span>",
        with_text,
        without_text,
        note,
    )


def _row(
    row: Effect,
    end: float,
    span: tuple[float, float],
    rate_lines: Sequence[float],
    point_lines: Sequence[float],
    names: tuple[str, str],
) -> Markup:
    css = "alerted" if row.is_alert else "few" if row.points is None else ""
    css += " selected" * row.is_selected
    rates = f"{names[0]} {row.with_rate:.1%}, {names[1]} {row.without_rate:.1%}"
    told = _told(row)
    name = spoken(row.name, rates, f"{row.lines} lines", told)
    return html(
        '<tr class="{}"{}><th scope="row">{}</th><td>{}</td><td class="lines">{}</td>'
        '<td class="range">{}</td><td class="right">{}</td></tr>',
        css,
        Markup(' aria-current="true"') if row.is_selected else "",
        pressable(row.name, row.pick, "row-button", name),
        _pair(row, end, rate_lines, rates),
        row.lines,
        _range(row, span, point_lines),
        told,
    )


def _told(row: Effect) -> Markup:
    if row.points is None:
        return Markup("too few to say")
    return html(
        '<b>{}</b> <span class="interval">({} to {})</span>',
        _signed(row.points),
        _signed(row.low),
        _signed(row.high),
    )


def _pair(row: Effect, end: float, lines: Sequence[float], told: str) -> Markup:
    first, second = 100 * row.without_rate / end, 100 * row.with_rate / end
    return html(
        '<svg class="pair" role="img" aria-label="{}">{}<line class="bar" x1="{:.4g}%" x2="{:.4g}%"'
        ' y1="50%" y2="50%"/><circle class="without" cx="{:.4g}%" cy="50%" r="4.5"/>'
        '<circle class="with" cx="{:.4g}%" cy="50%" r="5"/></svg>',
        told,
        _grid(lines),
        first,
        second,
        first,
        second,
    )


def _range(row: Effect, span: tuple[float, float], lines: Sequence[float]) -> Markup:
    zero = html('<line class="zero" x1="{0:.4g}%" x2="{0:.4g}%" y2="100%"/>', 100 * _at(0, span))
    mark = ""
    if row.points is not None:
        mark = html(
            '<line class="reach" x1="{:.4g}%" x2="{:.4g}%" y1="50%" y2="50%"/>'
            '<circle class="with" cx="{:.4g}%" cy="50%" r="4"/>',
            100 * _at(row.low, span),
            100 * _at(row.high, span),
            100 * _at(row.points, span),
        )
    return html('<svg class="reaches" aria-hidden="true">{}{}{}</svg>', _grid(lines), zero, mark)


def _grid(places: Sequence[float]) -> Markup:
    return joined(
        html('<line class="grid" x1="{0:.4g}%" x2="{0:.4g}%" y2="100%"/>', 100 * place)
        for place in places
    )


def _scale(ticks: Sequence[tuple[float, str]]) -> Markup:
    marks = joined(
        html('<span class="{}" style="left:{:.4g}%">{}</span>', "odd" * (at % 2), 100 * place, text)
        for at, (place, text) in enumerate(ticks)
    )
    return html('<span class="scale">{}</span>', marks)


def _at(points: float, span: tuple[float, float]) -> float:
    return (points - span[0]) / (span[1] - span[0])


def _signed(points: float, form: str = ".1f") -> str:
    text = format(abs(points), form)
    return text if float(text) == 0 else f"{'−' if points < 0 else '+'}{text}"
