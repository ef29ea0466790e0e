"""The weekly denial rate for print: SVG of our own, in black, told apart by shape and pattern."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from analytics.charts.weekly import TOO_FEW

WIDTH, HEIGHT = 680, 200
LEFT, RIGHT, TOP, BOTTOM = 44, 24, 24, 34
INK, BAND = "#111", "#DDD"
KEY = "Denial rate (diamond: outside the usual range; hollow: under 20 lines); gray: usual range"


def printed_trend(weekly: pd.DataFrame, title: str) -> str:
    """The denial rate week by week as SVG. Takes filled weeks with their usual range, in order.

    A week outside its range is a large diamond, one of under 20 lines is hollow, one without lines
    is a gap. The last rate stands beside its point.
    """
    weeks = weekly.reset_index(drop=True)
    top = weeks[["denial_rate", "usual_high"]].max().max()
    top = 1.1 * top if top == top and top > 0 else 0.5
    step = (WIDTH - LEFT - RIGHT) / max(len(weeks) - 1, 1)
    weeks = weeks.assign(
        x=LEFT + step * weeks.index,
        **{f"y_{name}": _height(weeks[name], top) for name in ("denial_rate", "usual_low")},
        y_usual_high=_height(weeks["usual_high"], top),
    )
    words = f"{title}. Chart: its numbers are in the table of weeks."
    return "".join(
        [
            f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" role="img" '
            f'aria-label="{escape(words, quote=True)}" font-family="sans-serif" font-size="10">',
            f'<text x="{LEFT}" y="12">{escape(KEY)}</text>',
            _band(weeks),
            *_axes(weeks, top),
            _line(weeks),
            *(_mark(week) for week in weeks.itertuples() if week.denial_rate == week.denial_rate),
            _last(weeks),
            "</svg>",
        ]
    )


def _height(rates: pd.Series, top: float) -> pd.Series:
    """Rates as heights on the page."""
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - rates / top)


def _band(weeks: pd.DataFrame) -> str:
    """The usual range, grey between two dashed edges."""
    known = weeks[weeks["usual_low"].notna()]
    if known.empty:
        return ""
    high, low = _points(known, "y_usual_high"), _points(known[::-1], "y_usual_low")
    edge = f'fill="none" stroke="{INK}" stroke-width="0.5" stroke-dasharray="2 3"'
    return (
        f'<polygon points="{high} {low}" fill="{BAND}"/>'
        f'<polyline points="{high}" {edge}/><polyline points="{low}" {edge}/>'
    )


def _axes(weeks: pd.DataFrame, top: float) -> list[str]:
    """Three heights with their rates, and up to nine weeks with their Mondays."""
    foot = HEIGHT - BOTTOM
    marks = []
    for part in (0, 0.5, 1):
        y = TOP + (foot - TOP) * (1 - part)
        marks.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#AAA" '
            f'stroke-width="0.5"/><text x="{LEFT - 5}" y="{y + 3:.1f}" text-anchor="end">'
            f"{top * part:.0%}</text>"
        )
    every = -(-len(weeks) // 9)
    for week in weeks[::-1].iloc[::every].itertuples():
        marks.append(
            f'<text x="{week.x:.1f}" y="{foot + 14}" text-anchor="middle">'
            f"{week.remit_week:%b} {week.remit_week.day}</text>"
        )
    marks.append(f'<text x="{LEFT}" y="{HEIGHT - 4}">Week (its Monday); lines denied in %</text>')
    return marks


def _line(weeks: pd.DataFrame) -> str:
    """The rate, broken where no line was answered."""
    runs = weeks["denial_rate"].isna().cumsum()
    known = weeks[weeks["denial_rate"].notna()]
    return "".join(
        f'<polyline points="{_points(run, "y_denial_rate")}" fill="none" stroke="{INK}" '
        'stroke-width="1.5"/>'
        for _, run in known.groupby(runs[known.index])
    )


def _mark(week: Any) -> str:
    """A week: dot, hollow dot or diamond."""
    x, y = week.x, week.y_denial_rate
    if week.adjudicated_line_count < TOO_FEW:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#FFF" stroke="{INK}"/>'
    if week.is_unusual:
        corners = f"{x:.1f},{y - 6:.1f} {x + 6:.1f},{y:.1f} {x:.1f},{y + 6:.1f} {x - 6:.1f},{y:.1f}"
        return f'<polygon points="{corners}" fill="{INK}"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{INK}"/>'


def _last(weeks: pd.DataFrame) -> str:
    """The last rate in words."""
    told = weeks[weeks["adjudicated_line_count"] >= TOO_FEW]
    if told.empty:
        return ""
    week = told.iloc[-1]
    return (
        f'<text x="{week.x:.1f}" y="{week.y_denial_rate - 9:.1f}" text-anchor="end" '
        f'font-weight="bold" font-size="12">{week.denial_rate:.1%}</text>'
    )


def _points(weeks: pd.DataFrame, y: str) -> str:
    """Points as SVG takes them."""
    return " ".join(f"{x:.1f},{height:.1f}" for x, height in weeks[["x", y]].to_numpy())
