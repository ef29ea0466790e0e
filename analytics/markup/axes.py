"""What charts over weeks and over values share: ticks, months, texts at their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from math import ceil, floor, log10

from markupsafe import Markup

from analytics.markup.marks import Pick, html, joined, pressable
from analytics.markup.sparks import line_path

WORTH_A_TICK = 1.12  # the axis is drawn out to its next tick when that adds no more than this


def step_of(span: float, most: int = 4) -> float:
    """The round step that cuts a span into at most so many pieces.

    >>> step_of(0.168), step_of(0.38), step_of(0.55), step_of(0.24, 6)
    (0.05, 0.1, 0.2, 0.05)
    """
    if span <= 0:
        return 1.0
    power = 10.0 ** floor(log10(span / most))
    steps = [power * times for times in (1, 2, 5, 10)]
    return round(next(step for step in steps if span / step <= most + 1e-9), 10)


def ticks_to(top: float, most: int = 4) -> tuple[list[float], float]:
    """Ticks from zero, and where the axis ends.

    >>> ticks_to(0.168)
    ([0.0, 0.05, 0.1, 0.15], 0.168)
    >>> ticks_to(0.38)
    ([0.0, 0.1, 0.2, 0.3, 0.4], 0.4)
    """
    step = step_of(top, most)
    last = ceil(top / step - 1e-9)
    if top > 0 and last * step > WORTH_A_TICK * top:
        return [round(step * place, 10) for place in range(last)], top
    end = max(last, 1)
    return [round(step * place, 10) for place in range(end + 1)], round(step * end, 10)


def ticks_between(low: float, high: float, most: int = 4) -> list[float]:
    """Ticks within a span that has a zero in it.

    >>> ticks_between(-11.6, 21.0)
    [-10.0, 0.0, 10.0, 20.0]
    """
    step = step_of(high - low, most)
    return [round(step * place, 10) for place in range(ceil(low / step), floor(high / step) + 1)]


def months(weeks: Sequence[date]) -> list[tuple[int, str]]:
    """The place of each month's first week, with its short name; the first day where there is none.

    >>> months([date(2026, 5, 25), date(2026, 6, 1), date(2026, 6, 8), date(2026, 7, 6)])
    [(1, 'Jun'), (3, 'Jul')]
    >>> months([date(2026, 9, 21), date(2026, 9, 28)])
    [(0, 'Sep 21')]
    """
    named = [
        (place, f"{week:%b}")
        for place, week in enumerate(weeks)
        if week.day <= 7 and (place == 0 or weeks[place - 1].month != week.month)
    ]
    return named or [(0, f"{week:%b} {week.day}") for week in weeks[:1]]


def share_at(place: float, count: int) -> float:
    """Where a week stands, 0 to 100; one alone stands at the end, beside its value.

    >>> share_at(0, 3), share_at(1, 3), share_at(0, 1)
    (0.0, 50.0, 100.0)
    """
    return 100 * place / (count - 1) if count > 1 else 100.0


def value_axis(ticks: Sequence[float], end: float, text: Callable[[float], str]) -> Markup:
    """A hairline and a label for each tick; zero is the base."""
    return joined(
        html(
            '<line class="grid{0}" x2="100%" y1="{1:.4g}%" y2="{1:.4g}%"/>'
            '<text class="tick" x="-8" y="{1:.4g}%" dy=".35em" text-anchor="end">{2}</text>',
            " base" if tick == 0 else "",
            100 * (1 - tick / end),
            text(tick),
        )
        for tick in ticks
    )


def month_axis(weeks: Sequence[date]) -> Markup:
    """The months below the plot."""
    return joined(
        html(
            '<text class="tick month" x="{:.4g}%" y="100%" dy="20" text-anchor="middle">{}</text>',
            share_at(place, len(weeks)),
            name,
        )
        for place, name in months(weeks)
    )


def marked_week(place: int, count: int, words: str, at_top: bool) -> Markup:
    """A dashed line at a week with words beside it, on the side that has room."""
    x = share_at(place, count)
    is_right = x < 45
    return html(
        '<line class="marked" x1="{0:.4g}%" x2="{0:.4g}%" y1="0" y2="100%"/>'
        '<text class="marked-words" x="{0:.4g}%" dx="{1}" y="{2}" dy="{3}" text-anchor="{4}">{5}'
        "</text>",
        x,
        5 if is_right else -5,
        "0" if at_top else "100%",
        12 if at_top else -7,
        "start" if is_right else "end",
        words,
    )


def percent(value: float) -> str:
    """A tick as a whole percentage.

    >>> percent(0.15), percent(0.025)
    ('15%', '2.5%')
    """
    return f"{100 * value:.3g}%"


def plot(
    body: Markup,
    label: str,
    height: int,
    weeks: Sequence[tuple[str, Pick | None]],
    css: str = "",
) -> Markup:
    """The drawing, and over it one button a week: real ones, for keys and for readers."""
    buttons = joined(
        pressable("", picked, "week" + (" late" if 2 * place >= len(weeks) else ""), title)
        for place, (title, picked) in enumerate(weeks)
    )
    over = (
        html(
            '<div class="week-marks" role="group" aria-label="Weeks" data-arrows>{}</div>', buttons
        )
        if any(picked is not None for _, picked in weeks)
        else ""
    )
    return html(
        '<div class="trend {}" style="--tall:{}px"><svg class="plot" role="img" aria-label="{}">{}'
        "</svg>{}</div>",
        css,
        height,
        label,
        body,
        over,
    )


def stretched(*shapes: Markup) -> Markup:
    """Lines and areas fill any width; their strokes stay as thick as they are."""
    return html(
        '<svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">{}</svg>',
        joined(shapes),
    )


def weekly_line(values: Sequence[float | None], end: float, css: str) -> Markup:
    """A line from week to week; a week without a value leaves a gap."""
    points = [
        None if value is None else (share_at(place, len(values)), 100 * (1 - value / end))
        for place, value in enumerate(values)
    ]
    return html('<path class="{}" d="{}"/>', css, line_path(points))
