"""The figures of a week, where its dollars are, and what a click on any of it opens."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import layout
from analytics.components.pane import Pick, pane
from analytics.markup.figures import Figure, Gauge, figure_row
from analytics.markup.layout import frame
from analytics.markup.marks import Text
from analytics.markup.parts import Part, dollars_bar
from analytics.measures.names import lower_first
from analytics.measures.weeks import NO_EARLIER, average_note, week_against_before
from analytics.measures.words import (
    NO_VALUE,
    count_text,
    dollar_text,
    is_missing,
    percent_text,
    tile_dollar_text,
)
from analytics.review import Review, WeekInReview
from analytics.vocabulary import TOO_FEW

MEASURES = {"denied_amount": "Dollars", "denied_line_count": "Lines"}


def figures(told: WeekInReview) -> None:
    """Lines and claims denied with their usual range, denied dollars, and where all dollars are."""
    span = layout.span_in_view()
    pane(
        session.of_week(
            f"figures {span}",
            told,
            lambda: frame(figure_row(figures_of_week(told), dollars(told.review, told.dollars))),
        ),
        "week_figures",
        lambda picked: open_picked(picked, told),
    )


def figures_of_week(told: WeekInReview) -> list[Figure]:
    """Lines and claims denied with their usual range, and denied dollars, of the week alone."""
    row = told.row
    return [
        _rate_figure("Lines denied", row, told.weeks_with_history, "line"),
        _rate_figure("Claims denied", row, told.claim_weeks, "claim"),
        Figure(
            "Denied amount",
            tile_dollar_text(row["denied_amount"]),
            count_text(row["denied_line_count"], "line"),
            _average_dollars(told),
            pick={"open": "week"},
        ),
    ]


def dollars(review: Review, rows: pd.DataFrame, title: str = "Where denied dollars are") -> Text:
    """The bar of all denied dollars in view, each part the way to its lines."""
    if not rows["denied_amount"].sum():
        return ""
    parts = dollar_parts(rows)
    lines = int(review.ask("headline")["denied_line_count"].iloc[0])
    total = f"{dollar_text(rows['denied_amount'].sum())} denied, {count_text(lines, 'line')}"
    return dollars_bar(parts, title, lower_first(layout.span_in_view()), total)


def dollar_parts(rows: pd.DataFrame) -> list[Part]:
    """Each place of the denied dollars, the way to its lines; none where nothing was denied."""
    if not rows["denied_amount"].sum():
        return []
    return [
        Part(row.place, float(row.denied_amount), {"place": row.place}) for row in rows.itertuples()
    ]


def _rate_figure(label: str, row: pd.Series, weeks: pd.DataFrame, noun: str) -> Figure:
    """A rate of the week in its usual range; bare counts where there are too few for one."""
    part, whole = row[f"denied_{noun}_count"], row[f"adjudicated_{noun}_count"]
    n = f"{count_text(part)} of {count_text(whole, noun)}"
    if row["adjudicated_line_count"] < TOO_FEW or not whole:
        return Figure(label, NO_VALUE, n, "too few to say", pick={"open": "week"})
    week = weeks[weeks["remit_week"] == row["remit_week"]].iloc[0]
    rate, low, high = part / whole, week["usual_low"], week["usual_high"]
    if pd.isna(low):
        past = week_against_before(
            weeks, row["remit_week"], "denied_line_count", "adjudicated_line_count"
        )
        note = average_note(past)
        return Figure(label, percent_text(rate), n, note, pick={"open": "week"})
    is_outside = not low <= rate <= high
    note = f"usual {low * 100:.1f} to {percent_text(high)}"
    gauge = Gauge(rate, low, high)
    return Figure(
        label, percent_text(rate), n, note, gauge, {"open": "week"}, asks=is_outside and rate > high
    )


def _average_dollars(told: WeekInReview) -> str:
    past = week_against_before(told.weeks_with_history, told.monday, "denied_amount")
    average = past["average"]
    return NO_EARLIER if is_missing(average) else f"8-week average {dollar_text(average)}"


def open_picked(picked: Pick, told: WeekInReview) -> None:
    """For a pick: the lines of a reason, a payer, a place of the dollars, the work list, a week."""
    week = f"{told.monday:%Y-%m-%d}"
    if picked.get("by") in MEASURES:
        st.session_state["week_by"] = picked["by"]
    elif picked.get("more") in ("carc", "payer"):
        session.drill("reasons" if picked["more"] == "carc" else "payers")
    elif "place" in picked:
        session.drill("denied_lines", {"place": picked["place"]})
    elif "owner" in picked:
        session.drill("denied_lines", {"list": "due", "work_owner": picked["owner"]})
    elif picked.get("open") == "due":
        session.drill("denied_lines", {"list": "due"})
    elif picked.get("open") == "week":
        session.drill("denied_lines", week=week)
    else:
        known: Mapping[str, str] = {
            name: value for name, value in picked.items() if name in ("carc", "payer")
        }
        session.drill(week=picked.get("week", week), **known)
