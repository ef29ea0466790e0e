"""The week as blocks: figures, where the dollars are, the trend, what weighs most, what is due.

Drawn by This week; the meeting draws the same facts larger.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import address, layout
from analytics.components.pane import Pick, pane
from analytics.markup.due import DueDay, Owner, deadlines
from analytics.markup.figures import Figure, Gauge, figure_row
from analytics.markup.layout import Action, Choice, columns, frame, section, switch
from analytics.markup.marks import Text
from analytics.markup.parts import Part, dollars_bar
from analytics.markup.ranked import MoreRows, RankedRow, ranked_list
from analytics.markup.trend import TrendWeek, range_key, trend
from analytics.measures.breakdowns import OTHERS
from analytics.measures.due import due_days, due_owners
from analytics.measures.health import unhealthy
from analytics.measures.names import lower_first, short_payers
from analytics.measures.weeks import average_text, week_against_before
from analytics.measures.words import (
    NO_VALUE,
    count_text,
    dollar_text,
    percent_text,
    short_day_text,
    short_dollar_text,
    tile_dollar_text,
)
from analytics.review import Review, WeekInReview
from analytics.vocabulary import HISTORY, SOON, TOO_FEW

ROWS_SHOWN = 6
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


def explore(told: WeekInReview) -> None:
    """The trend of the rate, and what weighs most in the week by reason and by payer."""
    value = address.keep("week_by", "denied_amount", list(MEASURES))

    def block() -> Text:
        by = [Choice(words, {"by": name}, name == value) for name, words in MEASURES.items()]
        return frame(
            columns(
                section("Lines denied by week", weekly_trend(told), range_key()),
                section("By reason", _reasons(told, value)),
                section("By payer", _payers(told, value), switch(by, "Sorted by")),
                shares=(373, 354, 362),
            )
        )

    pane(
        session.of_week(f"explored {value}", told, block),
        "week_explored",
        lambda picked: open_picked(picked, told),
    )


def weekly_trend(told: WeekInReview, height: int = 204) -> Text:
    """The rate of each week shown, its usual range, and the weeks that miss a file."""
    missing = _missing_files(told)
    weeks = [_trend_week(row, missing.get(row.remit_week, "")) for row in told.weeks.itertuples()]
    last = "" if told.row["adjudicated_line_count"] == 0 else percent_text(told.row["denial_rate"])
    return trend(weeks, f"Lines denied by week. {told.sentence}", last, height)


def due(told: WeekInReview) -> None:
    """What runs out of time in the next days, day by day, and whose it is."""
    if told.due_days.empty:
        st.caption(layout.plain(told.deadlines_sentence))
        return
    pane(
        session.of_week("due", told, lambda: frame(_due_block(told))),
        "week_due",
        lambda picked: open_picked(picked, told),
    )


def _due_block(told: WeekInReview) -> Text:
    rows, day = told.due_days, told.review.day
    days = due_days(rows, day, SOON)
    today = days.iloc[0]
    owners = [
        Owner(
            each.owner,
            count_text(each.due_line_count, "line"),
            dollar_text(each.due_open_amount),
            {"owner": each.owner},
        )
        for each in due_owners(rows).itertuples()
    ]
    due_today = (
        f"{count_text(today['due_line_count'], 'line')}, {dollar_text(today['due_open_amount'])} "
        f"{'is' if today['due_line_count'] == 1 else 'are'} due today."
        if today["due_line_count"]
        else ""
    )
    return deadlines(
        [_due_day(each, day) for each in days.itertuples()],
        owners[:ROWS_SHOWN],
        dollar_text(told.deadlines["due_open_amount"]),
        f"{count_text(told.deadlines['due_line_count'], 'line')}.",
        due_today,
        Action("Open work list", {"open": "due"}),
        f"Deadlines, next {SOON} days",
    )


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
        note = f"8-week average {average_text(past)}"
        return Figure(label, percent_text(rate), n, note, pick={"open": "week"})
    is_outside = not low <= rate <= high
    note = f"usual {low * 100:.1f} to {percent_text(high)}"
    gauge = Gauge(rate, low, high)
    return Figure(
        label, percent_text(rate), n, note, gauge, {"open": "week"}, asks=is_outside and rate > high
    )


def _average_dollars(told: WeekInReview) -> str:
    past = week_against_before(told.weeks_with_history, told.monday, "denied_amount")
    return f"8-week average {dollar_text(past['average'])}"


def _missing_files(told: WeekInReview) -> dict[pd.Timestamp, str]:
    """Per week that misses a file, whose."""
    rows = unhealthy(told.review.ask("data_health"))
    rows = rows[rows["verdict"] != "many duplicates"]
    short = short_payers(told.payer_names)
    named: dict[pd.Timestamp, str] = {}
    for row in rows.itertuples():
        name = short.get(row.payer_name, row.payer_name)
        week = pd.Timestamp(row.remit_week)
        named[week] = name if week not in named else "Several payers"
    return named


def _trend_week(row: Any, missing: str) -> TrendWeek:
    rate = None if pd.isna(row.denial_rate) else float(row.denial_rate)
    said = (
        f"Week of {short_day_text(row.remit_week)}: {count_text(row.denied_line_count)} of "
        f"{count_text(row.adjudicated_line_count, 'line')} denied"
    )
    is_few = row.adjudicated_line_count < TOO_FEW
    said += f" ({percent_text(rate)})" if rate is not None and not is_few else ""
    has_range = not pd.isna(row.usual_low)
    return TrendWeek(
        row.remit_week.date(),
        rate,
        said,
        float(row.usual_low) if has_range else None,
        float(row.usual_high) if has_range else None,
        float(row.usual_rate) if has_range else None,
        is_few,
        missing,
        {"week": f"{row.remit_week:%Y-%m-%d}"},
    )


def _reasons(told: WeekInReview, value: str) -> Text:
    """The week's reasons, largest first."""
    rows = told.by_reason[told.by_reason["denied_line_count"] > 0]
    weeks = told.weekly_by_reason
    return _ranked(
        rows, value, weeks, "carc_code", "carc", "By reason",
        lambda row: (row.reason_label, row.carc_code, count_text(row.denied_line_count)),
        told.alerted("carc_code"),
    )  # fmt: skip


def _payers(told: WeekInReview, value: str) -> Text:
    """The week's payers, largest first; those that denied nothing are counted in the last row."""
    short = short_payers(told.payer_names)
    return _ranked(
        told.by_payer, value, told.weekly_by_payer, "payer_name", "payer", "By payer",
        lambda row: (
            short.get(row.payer_name, row.payer_name),
            "",
            f"{count_text(row.denied_line_count)} of {count_text(row.adjudicated_line_count)}",
        ),
        told.alerted("payer_name"),
    )  # fmt: skip


def _ranked(
    rows: pd.DataFrame,
    value: str,
    weekly: pd.DataFrame,
    column: str,
    name: str,
    label: str,
    said: Callable[[Any], tuple[str, str, str]],
    alerted: Mapping[str, str],
) -> Text:
    """The six largest, and how much the others come to."""
    rows = rows[rows[column] != OTHERS].sort_values(
        [value, column], ascending=[False, True], kind="stable"
    )
    first, rest = rows.head(ROWS_SHOWN), rows.iloc[ROWS_SHOWN:]
    trails = {key: part[value].tolist() for key, part in weekly.groupby(column, sort=False)}
    shown = []
    for row in first.itertuples():
        text, code, lines = said(row)
        key = getattr(row, column)
        shown.append(
            RankedRow(
                text,
                float(getattr(row, value)),
                (lines, dollar_text(row.denied_amount)),
                code,
                trails.get(key, [])[-HISTORY:],
                {name: key},
                alerted.get(key, ""),
            )
        )
    more = None
    if len(rest):
        denied = rest["denied_line_count"].sum()
        words = f"{len(rest)} more" if denied else f"{len(rest)} more, none denied"
        more = MoreRows(
            words, (count_text(denied), dollar_text(rest["denied_amount"].sum())), {"more": name}
        )
    return ranked_list(shown, spark_heading=f"{HISTORY} weeks", more=more, label=label)


def _due_day(row: Any, today: date) -> DueDay:
    day = row.due_date
    lines, amount = count_text(row.due_line_count, "line"), row.due_open_amount
    return DueDay(
        day,
        float(amount),
        short_dollar_text(amount) if amount else "",
        f"{short_day_text(day)}: {lines}, {dollar_text(amount)}",
        {"open": "due"} if amount else None,
        day == today,
    )


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
