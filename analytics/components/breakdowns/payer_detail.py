"""The payer looked into: its trend, its reasons, where its denied dollars are."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

import pandas as pd
import streamlit as st

from analytics import session
from analytics.access import is_allowed
from analytics.charts.style import Figure
from analytics.charts.weekly import small_trend
from analytics.components import address, views
from analytics.components.actions import decide
from analytics.components.breakdowns.break_down import spark_of
from analytics.components.pane import Pick, pane
from analytics.markup.layout import (
    Action,
    Choice,
    action_buttons,
    columns,
    crumbs,
    frame,
    section,
    switch,
)
from analytics.markup.marks import Text, html
from analytics.markup.parts import Part, dollars_list
from analytics.markup.ranked import MoreRows, RankedRow, ranked_list
from analytics.markup.trend import range_key
from analytics.measures.changes import worth_listing
from analytics.measures.names import shown_payer
from analytics.measures.payers import appeal_limit, overturned_text
from analytics.measures.weeks import fill_weeks, usual_range
from analytics.measures.words import count_text, dollar_text
from analytics.review import Review, with_only_answers
from analytics.vocabulary import WEEKS_SHOWN

REASONS_SHOWN = 6
TRENDS = ("reason", "all")
OF_PAYERS = ("denials_by_payer", "alerts")
Made = TypeVar("Made")


@dataclass(frozen=True)
class PayerDetail:
    """One payer in the weeks in view; ``since`` says of which reasons it is worse, since when."""

    payer: str
    since: Mapping[str, str]

    @cached_property
    def review(self) -> Review:
        """Its lines; those of second answers where it gives no others here."""
        own = with_only_answers(session.review().narrowed(payers=(self.payer,)))
        before = own.under((own.filters or session.filters_in_force()).with_history())
        session.ask_together(
            *((own, each, {}) for each in ("denials_by_reason", "headline", "denied_dollars")),
            *((before, each, {}) for each in ("weekly_denials", "weekly_denials_by_reason")),
        )
        return own

    @cached_property
    def reasons(self) -> pd.DataFrame:
        """What it denies for."""
        return self.review.ask("denials_by_reason")

    @cached_property
    def headline(self) -> pd.Series:
        """Its counts."""
        return self.review.ask("headline").iloc[0]

    @cached_property
    def weeks(self) -> pd.DataFrame:
        """All its weeks with their history."""
        return fill_weeks(self._before("weekly_denials"))

    @cached_property
    def weeks_of_reasons(self) -> pd.DataFrame:
        """The same by reason, of all its lines."""
        return fill_weeks(self._before("weekly_denials_by_reason"), "carc_code", self.weeks)

    def kept(self, name: str, make: Callable[[], Made]) -> Made:
        """What is drawn of it, kept as long as the answers it is drawn from."""
        return kept((name, self.payer), make)

    @property
    def told_reason(self) -> str:
        """The reason the trend opens with: one that is worse, else the one with most dollars."""
        for carc in self.reasons["carc_code"]:
            if carc in self.since:
                return carc
        return self.reasons["carc_code"].iloc[0] if len(self.reasons) else ""

    def _before(self, question: str) -> pd.DataFrame:
        filters = (self.review.filters or session.filters_in_force()).with_history()
        return self.review.under(filters).ask(question)


def kept(name: Hashable, make: Callable[[], Made]) -> Made:
    """What is made of the payers in view, kept as long as they are."""
    return session.kept(("payers", name), OF_PAYERS, session.filters_in_force(), make)


def heading(told: PayerDetail, is_open: bool) -> Text:
    """Its name with what can be done; the way back where it was opened from the table."""
    denied = told.headline["denied_line_count"]
    name = shown_payer(told.payer)
    actions = []
    if denied:
        lines = count_text(denied, "line")
        actions.append(Action(f"View {lines}", {"do": "lines"}, label=f"View {lines}: {name}"))
    if is_allowed("work"):
        actions.append(Action("Decide", {"do": "decide"}, "decide", label=f"Decide: {name}"))
    if is_open:
        return crumbs(Action("Back to Payers", {"do": "back"}, "back"), "Payers", name, actions)
    return section(name, "", action_buttons(actions))


def draw(told: PayerDetail) -> None:
    """Its trend beside its reasons and its dollars."""
    left, right = st.columns((350, 770), gap="medium")
    with left:
        _trend(told)
    with right:
        pane(
            told.kept(
                "payer parts",
                lambda: frame(columns(_reasons(told), _dollars(told), shares=(400, 310))),
            ),
            "payer_detail",
            lambda picked: opened(picked, told),
        )


def opened(picked: Pick, told: PayerDetail) -> None:
    """For a pick: its lines, those of a reason or of a place of its dollars, or a decision."""
    if picked.get("do") == "lines":
        session.drill(payer=told.payer)
    elif picked.get("do") == "decide" and is_allowed("work"):
        decide.open_about(replace(session.filters_in_force(), payers=(told.payer,)))
    elif picked.get("more") == "reasons":
        session.drill("reasons", payer=told.payer)
    elif picked.get("place") in set(told.review.ask("denied_dollars")["place"]):
        session.drill("denied_lines", {"place": picked["place"]}, payer=told.payer)
    elif picked.get("carc") in set(told.reasons["carc_code"]):
        session.drill(payer=told.payer, carc=picked["carc"])


def _trend(told: PayerDetail) -> None:
    """Week by week what the page's sentence speaks of: its first reason, or all its denials."""
    carc = told.told_reason
    shown = address.keep("payer_trend", "reason", list(TRENDS)) if carc else "all"
    words = {"reason": f"For {carc}", "all": "All"}
    choices = [Choice(words[name], {"trend": name}, name == shown) for name in TRENDS]
    head = section("Denied by week", "", range_key() + switch(choices, "Trend of") if carc else "")
    pane(frame(head), "payer_trend_head", _choose)

    def drawn() -> Figure:
        rows = told.weeks
        if shown == "reason":
            rows = told.weeks_of_reasons[told.weeks_of_reasons["carc_code"] == carc]
        return small_trend(session.in_view(usual_range(rows.reset_index(drop=True))))

    only = {"payer": told.payer} | ({"carc": carc} if shown == "reason" else {})
    views.chart(
        told.kept(f"payer trend {shown}", drawn),
        "payer_trend_chart",
        ("week",),
        on_pick=lambda picked: session.drill(**only, week=picked["week"]),
    )


def _choose(picked: Pick) -> None:
    if picked.get("trend") in TRENDS:
        st.session_state["payer_trend"] = picked["trend"]


def _reasons(told: PayerDetail) -> Text:
    listed, rest = worth_listing(told.reasons, "carc_code", "denied_amount", REASONS_SHOWN)
    weeks = dict(list(told.weeks_of_reasons.groupby("carc_code", sort=False)))
    rows = [
        RankedRow(
            row.reason_label.partition(",")[0],
            float(row.denied_amount),
            (count_text(row.denied_line_count), dollar_text(row.denied_amount)),
            row.carc_code,
            spark_of(weeks.get(row.carc_code), "denied_amount"),
            {"carc": row.carc_code},
            told.since.get(row.carc_code, ""),
        )
        for row in listed.itertuples()
    ]
    more = None
    if len(rest):
        figures = rest["denied_line_count"].sum(), rest["denied_amount"].sum()
        more = MoreRows(
            f"{len(rest)} more",
            (count_text(figures[0]), dollar_text(figures[1])),
            {"more": "reasons"},
        )
    body = (
        ranked_list(rows, spark_heading=f"{WEEKS_SHOWN} weeks", more=more, label="Reasons")
        if rows
        else html('<p class="empty">{}</p>', "Nothing is denied in these weeks.")
    )
    return section("Reasons", body)


def _dollars(told: PayerDetail) -> Text:
    places = told.review.ask("denied_dollars")
    parts = [
        Part(row.place, float(row.denied_amount), {"place": row.place} if row.line_count else None)
        for row in places.itertuples()
        if row.denied_amount
    ]
    head = told.headline
    rate, of = overturned_text(head["resolved_line_count"], head["overturned_line_count"])
    facts: list[tuple[str, Text]] = [
        ("Overturned", html("<b>{}</b> {}", rate, of)),
        ("Appeal limit", html("<b>{}</b>", appeal_limit(told.review.ask("payer_limits")))),
    ]
    title = "Where its denied dollars are"
    return section(title, dollars_list(parts, title, facts))
