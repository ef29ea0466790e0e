"""The weekly trend: a line, its usual range, and what stands outside of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from markupsafe import Markup

from analytics.markup.axes import marked_week, month_axis, percent, share_at, ticks_to, value_axis
from analytics.markup.marks import Pick, html, joined, pressable
from analytics.markup.sparks import line_path

DIAMOND = "M0-6 6 0 0 6-6 0z"


@dataclass(frozen=True)
class TrendWeek:
    """One week. ``title`` says it whole: "Week of Nov 16: 39 of 356 lines denied (11.0%)".

    ``is_few``: under 20 lines, drawn hollow. ``missing`` names the payer whose file is missing.
    """

    week: date
    value: float | None
    title: str
    low: float | None = None
    high: float | None = None
    median: float | None = None
    is_few: bool = False
    missing: str = ""
    pick: Pick | None = None


@dataclass(frozen=True)
class TrendLine:
    """A line of its own, named at its end. ``values`` one a week."""

    name: str
    values: Sequence[float | None]
    last: str
    look: Literal["attention", "data", "quiet"] = "data"


def trend(
    weeks: Sequence[TrendWeek],
    label: str,
    last: str = "",
    height: int = 204,
    tick_text: Callable[[float], str] = percent,
) -> Markup:
    """One line with its usual range. ``label`` says in a sentence what is seen."""
    known = [number for week in weeks for number in (week.value, week.high) if number is not None]
    ticks, end = ticks_to(max(known, default=0.0))
    body = joined(
        [
            _stretched(_band(weeks, end), _line([w.median for w in weeks], end, "median")),
            value_axis(ticks, end, tick_text),
            _missing(weeks),
            _stretched(_line([w.value for w in weeks], end, "line data")),
            _marks(weeks, end),
            _last_text(weeks, end, last),
            month_axis([w.week for w in weeks]),
        ]
    )
    return _plot(body, label, height, [(w.title, w.pick) for w in weeks])


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
            _stretched(*(_line(line.values, end, f"line {line.look}") for line in lines)),
            *(_named_end(line, height, end, lines) for line in lines),
            month_axis(weeks),
        ]
    )
    chosen: Sequence[Pick | None] = picks or [None] * len(titles)
    return _plot(body, label, height, list(zip(titles, chosen, strict=True)), "named")


def range_key() -> Markup:
    """What the shade means, to stand beside the title."""
    return Markup('<span class="range-key"><i></i>usual range</span>')


def _plot(
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


def _stretched(*shapes: Markup) -> Markup:
    """Lines and areas fill any width; their strokes stay as thick as they are."""
    return html(
        '<svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">{}</svg>',
        joined(shapes),
    )


def _line(values: Sequence[float | None], end: float, css: str) -> Markup:
    points = [
        None if value is None else (share_at(place, len(values)), 100 * (1 - value / end))
        for place, value in enumerate(values)
    ]
    return html('<path class="{}" d="{}"/>', css, line_path(points))


def _band(weeks: Sequence[TrendWeek], end: float) -> Markup:
    """The usual range, from week to week where both have one."""
    edges = [
        (share_at(place, len(weeks)), 100 * (1 - week.high / end), 100 * (1 - week.low / end))
        if week.low is not None and week.high is not None
        else None
        for place, week in enumerate(weeks)
    ]
    pieces: list[list[tuple[float, float, float]]] = [[]]
    for edge in edges:
        if edge is None:
            pieces.append([])
        else:
            pieces[-1].append(edge)
    drawn = []
    for piece in pieces:
        if len(piece) > 1:
            around = [(x, top) for x, top, _ in piece] + [(x, low) for x, _, low in reversed(piece)]
            drawn.append(line_path(around) + "Z")
    return html('<path class="band" d="{}"/>', "".join(drawn))


def _missing(weeks: Sequence[TrendWeek]) -> Markup:
    return joined(
        marked_week(place, len(weeks), f"{week.missing} missing", at_top=False)
        for place, week in enumerate(weeks)
        if week.missing
    )


def _marks(weeks: Sequence[TrendWeek], end: float) -> Markup:
    """Diamonds beyond the usual range, hollow where there are few lines, a dot at the end."""
    drawn = []
    for place, week in enumerate(weeks):
        if week.value is None:
            continue
        at = share_at(place, len(weeks)), 100 * (1 - week.value / end)
        above = week.high is not None and week.value > week.high
        below = week.low is not None and week.value < week.low
        if week.is_few:
            drawn.append(html('<circle class="few" cx="{:.4g}%" cy="{:.4g}%" r="3.5"/>', *at))
        elif above or below:
            drawn.append(
                html(
                    '<svg class="over" x="{:.4g}%" y="{:.4g}%"><path class="outside {}" d="{}"/>'
                    "</svg>",
                    *at,
                    "above" if above else "below",
                    DIAMOND,
                )
            )
        elif place == len(weeks) - 1:
            drawn.append(html('<circle class="end" cx="{:.4g}%" cy="{:.4g}%" r="5"/>', *at))
    return joined(drawn)


def _last_text(weeks: Sequence[TrendWeek], end: float, last: str) -> Markup:
    if not last or not weeks or weeks[-1].value is None:
        return Markup()
    return html(
        '<text class="last" x="100%" dx="9" y="{:.4g}%" dy=".35em">{}</text>',
        100 * (1 - weeks[-1].value / end),
        last,
    )


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
