"""The weekly trend: a line, its usual range, and what stands outside of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from analytics.markup.axes import (
    marked_week,
    month_axis,
    percent,
    plot,
    share_at,
    stretched,
    ticks_to,
    value_axis,
    weekly_line,
)
from analytics.markup.marks import Pick, html, joined
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
            stretched(_band(weeks, end), weekly_line([w.median for w in weeks], end, "median")),
            value_axis(ticks, end, tick_text),
            _missing(weeks),
            stretched(weekly_line([w.value for w in weeks], end, "line data")),
            _marks(weeks, end),
            _last_text(weeks, end, last),
            month_axis([w.week for w in weeks]),
        ]
    )
    return plot(body, label, height, [(w.title, w.pick) for w in weeks])


def range_key() -> Markup:
    """What the shade means, to stand beside the title."""
    return Markup('<span class="range-key"><i></i>usual range</span>')


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
