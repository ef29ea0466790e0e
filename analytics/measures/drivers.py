"""Why the rate moved: the parts of the change as steps, and in a sentence."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.measures.names import shown_payer
from analytics.measures.rates import TOO_FEW, share
from analytics.measures.words import (
    count_text,
    day_text,
    percent_text,
    points_text,
    rate_text,
)

MOST_STEPS = 8  # more are one step: a waterfall of thirty cells says nothing
ORDINARY = "All others: usual variation"
SMALLER = "Smaller changes"
TOLD = 2  # parts named in the sentence
BEYOND = 2  # standard errors; within, a change is what weeks do anyway


def driver_steps(drivers: pd.DataFrame) -> pd.DataFrame:
    """The rate before, a step per part (largest first), all others, and the rate after.

    Takes the rows of ``rate_drivers``; empty stays empty. ``points`` is a rate at both ends and a
    change of it between; the steps sum exactly to the difference of the ends.
    """
    if drivers.empty:
        return pd.DataFrame(columns=["step", "label", "points"])
    before, after = rates_of(drivers)
    told = drivers.assign(points=drivers["rate_part"] + drivers["mix_part"])
    shown, others = told[told["is_shown"]], told[~told["is_shown"]]
    first, rest = shown.head(MOST_STEPS), shown.iloc[MOST_STEPS:]
    parts = [
        _end("before", f"Before: {_span(drivers, 'before_')}", before, drivers, "_before"),
        first.assign(
            step="part",
            label=first["payer_name"].map(shown_payer) + " · " + first["procedure_code"],
        ),
        _pooled(rest, SMALLER),
        _pooled(others, ORDINARY),
        _end("after", f"After: {_span(drivers, '')}", after, drivers, ""),
    ]
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


def rates_of(drivers: pd.DataFrame) -> tuple[float, float]:
    """The rate of all lines before and after."""
    sums = drivers[
        ["denied_line_count_before", "line_count_before", "denied_line_count", "line_count"]
    ].sum()
    return share(sums.iloc[0], sums.iloc[1]), share(sums.iloc[2], sums.iloc[3])


def drivers_sentence(drivers: pd.DataFrame) -> str:
    """What the rate was and became, and which parts of the change are beyond ordinary variation."""
    if drivers.empty:
        return "There is nothing to compare: one of the two periods has no lines."
    before, after = rates_of(drivers)
    lines, lines_before = drivers["line_count"].sum(), drivers["line_count_before"].sum()
    opening = (
        f"{percent_text(after)} of {count_text(lines, 'line')} denied, "
        f"{points_text(after - before)} against {percent_text(before)} of "
        f"{count_text(lines_before, 'line')} before"
        if min(lines, lines_before) >= TOO_FEW
        else f"{rate_text(after * lines, lines)} denied, against "
        f"{rate_text(before * lines_before, lines_before)} before"
    )
    shown = drivers[drivers["is_shown"]]
    pooled = drivers[~drivers["is_shown"]]
    others = pooled[["rate_part", "mix_part"]].to_numpy().sum()
    is_ordinary = abs(others) <= BEYOND * pooled["standard_error"].sum()
    if shown.empty:
        what = "usual variation" if is_ordinary else "spread over many small changes"
        return f"{opening}: {what}. No payer and procedure alone stands out."
    named = "; ".join(_part(row) for row in shown.head(TOLD).itertuples())
    more = f"; {len(shown) - TOLD} more below" if len(shown) > TOLD else ""
    what = "usual variation" if is_ordinary else "spread over many small changes"
    return f"{opening}. {named}{more}. The rest, {points_text(others)}, is {what}."


def _part(row: Any) -> str:
    """A part with its counts, and whether it is its rate or its share of the lines."""
    is_rate = abs(row.rate_part) >= abs(row.mix_part)
    why = "its own rate" if is_rate else "its share of the lines"
    return (
        f"{shown_payer(row.payer_name)} {row.procedure_code}: "
        f"{points_text(row.rate_part + row.mix_part)} by {why}, "
        f"{row.denied_line_count:,.0f} of {row.line_count:,.0f} denied "
        f"({row.denied_line_count_before:,.0f} of {row.line_count_before:,.0f} before)"
    )


def _end(step: str, label: str, rate: float, drivers: pd.DataFrame, ending: str) -> pd.DataFrame:
    """One end of the waterfall: the rate of all lines, with its counts."""
    counts = {
        name: drivers[f"{name}{ending}"].sum() for name in ("denied_line_count", "line_count")
    }
    return pd.DataFrame([{"step": step, "label": label, "points": rate, **counts}])


def _pooled(rows: pd.DataFrame, label: str) -> pd.DataFrame:
    """Several parts as one step."""
    if rows.empty:
        return rows
    names = [name for name in rows if name.endswith(("_part", "_count", "_before", "points"))]
    return rows[names].sum().to_frame().T.assign(step="others", label=label)


def _span(drivers: pd.DataFrame, front: str) -> str:
    """A period in words."""
    first, last = (drivers[f"{front}{name}"].iloc[0] for name in ("first_week", "last_week"))
    if first == last:
        return f"week of {day_text(first)}"
    return f"{day_text(first)} to {day_text(last)}"
