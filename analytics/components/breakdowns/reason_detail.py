"""The reason looked into: its trend, who denies for it, which procedures, and the usual fix."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import pandas as pd
import streamlit as st

from analytics import session
from analytics.access import is_allowed
from analytics.charts.style import Figure
from analytics.charts.weekly import small_trend
from analytics.components import address, views
from analytics.components.actions import decide
from analytics.components.pane import Pick, pane
from analytics.markup.layout import (
    Action,
    Choice,
    action_buttons,
    crumbs,
    frame,
    section,
    switch,
)
from analytics.markup.marks import Text, html
from analytics.markup.ranked import MoreRows, RankedRow, ranked_list
from analytics.markup.trend import range_key
from analytics.measures.changes import recent_change, worth_listing
from analytics.measures.names import short_payers
from analytics.measures.reasons import change_sentence
from analytics.measures.weeks import usual_range
from analytics.measures.words import count_text, dollar_text
from analytics.review import Review

ROWS_SHOWN = 4
OF_REASONS = ("denials_by_reason", "weekly_denials_by_reason", "alerts")
Made = TypeVar("Made")


class Part(NamedTuple):
    """What a reason is told by: a filter's question and column, and where the others are."""

    title: str
    question: str
    column: str
    more: tuple[str, dict[str, str]]


PARTS = {
    "payer": Part("Payers", "denials_by_payer", "payer_name", ("payers", {})),
    "procedure": Part("Procedures", "denials_by_procedure", "procedure_code", ("providers", {})),
    "remark": Part("Remarks", "denials_by_remark", "remark_code", ("reasons", {"remarks": "yes"})),
}


@dataclass(frozen=True)
class ReasonDetail:
    """One reason in the weeks in view: its row, its weeks of all lines, and since when it is worse.

    ``value`` is what lists are sorted by, dollars or lines.
    """

    row: Any
    weeks: pd.DataFrame
    alert: str
    value: str

    @property
    def carc(self) -> str:
        """Its code."""
        return self.row.carc_code

    @property
    def name(self) -> str:
        """Code and label."""
        return f"{self.row.carc_code} {self.row.reason_label}"

    @cached_property
    def review(self) -> Review:
        """The lines, denied for it alone."""
        return session.review().narrowed(carcs=(self.carc,))


def draw(told: ReasonDetail, is_open: bool) -> None:
    """Its name and trend, its payers and procedures, what to do."""
    pane(
        _heading(told, is_open),
        "reason_trend_head",
        lambda picked: opened(picked, told),
    )

    def trend() -> Figure:
        return small_trend(session.in_view(usual_range(told.weeks.reset_index(drop=True))), 172)

    views.chart(
        kept(("trend", told.carc), trend),
        "reason_trend",
        ("week",),
        on_pick=lambda picked: session.drill(carc=told.carc, week=picked["week"]),
    )
    part = address.keep("reason_parts", "payer", list(PARTS))
    pane(
        kept(("parts", told.carc, told.value, part), lambda: frame(_parts(told, part))),
        "reason_detail",
        lambda picked: opened(picked, told),
    )


def kept(name: Hashable, make: Callable[[], Made]) -> Made:
    """What is made of the reasons in view, kept as long as they are."""
    key = ("reasons", name, session.week_under_review())
    return session.kept(key, OF_REASONS, session.filters_in_force(), make)


def opened(picked: Pick, told: ReasonDetail) -> None:
    """For a pick: its lines, those of a payer, a procedure or a remark, or a decision."""
    part = next((name for name in PARTS if name in picked), "")
    if picked.get("parts") in PARTS:
        st.session_state["reason_parts"] = picked["parts"]
    elif picked.get("do") == "back":
        st.session_state["reason_open"] = ""
    elif picked.get("do") == "lines":
        session.drill(carc=told.carc)
    elif picked.get("do") == "decide" and is_allowed("work"):
        decide.open_about(replace(session.filters_in_force(), carcs=(told.carc,)))
    elif picked.get("more") in PARTS:
        page, switches = PARTS[picked["more"]].more
        session.drill(page, switches, carc=told.carc)
    elif part and picked[part] in set(told.review.ask(PARTS[part].question)[PARTS[part].column]):
        session.drill(carc=told.carc, **{part: picked[part]})


def _heading(told: ReasonDetail, is_open: bool) -> Text:
    lines = count_text(told.row.denied_line_count, "line")
    actions = [Action(f"View {lines}", {"do": "lines"}, label=f"View {lines}: {told.name}")]
    if is_allowed("work"):
        actions.append(Action("Decide", {"do": "decide"}, "decide", label=f"Decide: {told.name}"))
    week, row = session.week_under_review(), told.row
    change = "" if week is None else change_sentence(recent_change(told.weeks, week))
    fix = [f"{words}: {text}" for words, text in _facts(row) if text]
    if is_open:
        back = Action("Back to Reasons", {"do": "back"}, "back")
        head = crumbs(back, "Reasons", row.carc_code, actions)
    else:
        head = section(told.name, "", action_buttons(actions))
    title = f"{row.reason_label}, share of lines" if is_open else "Share of all lines, by week"
    note = html("{} {}", f"{'. '.join(fix)}.", change) if fix else change
    return frame(head, section(title, "", range_key(), note))


def _facts(row: Any) -> tuple[tuple[str, str], ...]:
    return (("Usual fix", row.usual_fix), ("Owner", row.owner))


def _parts(told: ReasonDetail, part: str) -> Text:
    """Its payers, procedures or remarks, as the switch says."""
    kind = PARTS[part]
    rows = told.review.ask(kind.question)
    rows = rows[rows[kind.column].notna()]
    short = short_payers(rows[kind.column]) if part == "payer" else {}
    listed, rest = worth_listing(rows, kind.column, told.value, ROWS_SHOWN)
    shown = [
        RankedRow(
            short.get(key, key) if part != "remark" else row.remark_label,
            float(getattr(row, told.value)),
            (_of(row), dollar_text(row.denied_amount)),
            key if part == "remark" else "",
            pick={part: key},
        )
        for row in listed.itertuples()
        for key in [getattr(row, kind.column)]
    ]
    more = None
    if len(rest):
        sums = next(rest.select_dtypes("number").sum().to_frame().T.itertuples())
        more = MoreRows(
            f"{len(rest)} more", (_of(sums), dollar_text(sums.denied_amount)), {"more": part}
        )
    choices = [Choice(each.title, {"parts": name}, name == part) for name, each in PARTS.items()]
    return section(
        "Most of it", ranked_list(shown, more=more, label=kind.title), switch(choices, "List")
    )


def _of(row: Any) -> str:
    """Denied lines, and of how many where that is known."""
    denied = count_text(row.denied_line_count)
    lines = getattr(row, "adjudicated_line_count", None)
    return denied if lines is None else f"{denied} of {count_text(lines)}"
