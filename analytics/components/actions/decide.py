"""The button "Decide", wherever one stands, and the dialog in which a decision is written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

import streamlit as st

from analytics import notebook, session
from analytics.access import is_allowed
from analytics.components import editing, rights, text
from analytics.components.actions import action_form
from analytics.measures.names import shown_payer
from analytics.measures.rates import TOO_FEW, share
from analytics.measures.words import count_text, day_text, dollar_text, percent_text
from analytics.notebook import Action
from analytics.program import page_file
from analytics.vocabulary import WEEKS_BEFORE, ReviewFilters

DAYS_TO_DO_IT = 14


def decide_button(
    key: str,
    filters: ReviewFilters | None = None,
    title: str = "",
    measure: str = "denial_rate",
    since_week: date | None = None,
    type: Literal["primary", "secondary", "tertiary"] = "secondary",
) -> None:
    """A button that opens the dialog, filled in from where it stands.

    ``filters`` say what the decision is about (those in force if none are given), ``title`` is a
    first wording, and ``since_week`` the Monday on which the trouble began, where that is known.
    The page must draw `show_open_decision` before it opens a dialog of its own.
    """
    st.button(
        "Decide",
        key=f"decide_{key}",
        type=type,
        icon=":material/add_task:",
        help=rights.why_not("work") or "Record what will be done, by whom and by when.",
        disabled=not is_allowed("work"),
        on_click=_open,
        args=(filters, title, measure, since_week),
    )


def show_open_decision() -> None:
    """The dialog if the button was pressed, or what was just decided."""
    if "decided" in st.session_state:
        with st.container(key="decided", horizontal=True, vertical_alignment="center"):
            st.success(text.plain(st.session_state.pop("decided")), icon=":material/task_alt:")
            st.page_link(page_file("actions"), label="All actions")
    if is_open():
        _dialog(st.session_state["deciding"])


def is_open() -> bool:
    """Whether the dialog is open: a page shows one at a time."""
    return "deciding" in st.session_state


def about_text(filters: ReviewFilters) -> str:
    """What an action is about, in words."""
    named = replace(
        filters,
        payers=tuple(map(shown_payer, filters.payers or ())),
        providers=tuple(map(shown_payer, filters.providers or ())),
    )
    return named.in_words() or "All payers and reasons"


def about_in_short(filters: ReviewFilters) -> str:
    """What an action is about in a few words, as cards say it."""
    said = [
        *(shown_payer(payer) for payer in filters.payers or ()),
        *(f"CARC {carc}" for carc in filters.carcs or ()),
        *(filters.procedures or ()),
        *(f"modifier {code}" if code else "no modifier" for code in filters.modifiers or ()),
    ]
    others = replace(filters, payers=(), carcs=(), procedures=(), modifiers=()).in_words()
    return ", ".join([*said, *([others] if others else [])]) or "All payers and reasons"


def open_about(
    filters: ReviewFilters | None = None,
    title: str = "",
    measure: str = "denial_rate",
    since_week: date | None = None,
) -> None:
    """For a callback: open the dialog, as the button does."""
    _open(filters, title, measure, since_week)


def _open(filters: ReviewFilters | None, title: str, measure: str, since_week: date | None) -> None:
    week = session.week_under_review()
    if week is None:  # no remittance is loaded
        week = session.latest_full_week(ReviewFilters(), "claims")
    day, _ = session.today()
    st.session_state["deciding"] = Action(
        title=title,
        owner="",
        due_date=(day + timedelta(days=DAYS_TO_DO_IT)).isoformat(),
        decided_week=f"{week:%Y-%m-%d}" if week is not None else day.isoformat(),
        measure=measure,
        filters=session.filters_in_force() if filters is None else filters,
        since_week=since_week.isoformat() if since_week else "",
    )


def _close() -> None:
    st.session_state.pop("deciding", None)


@st.dialog("Decide", width="medium", on_dismiss=_close)
def _dialog(action: Action) -> None:
    """What it is about, what it was so far, and the form."""
    st.markdown(f"**{text.plain(about_text(action.filters))}**")
    st.caption(text.plain(_so_far(action)))
    with st.form("decide_form", border=False, enter_to_submit=False):
        typed = action_form.fields(action)
        rights.signature()
        is_sent = st.form_submit_button("Decide", type="primary", key="save_decision")
    if not is_sent:
        return
    if words := action_form.missing(typed):
        st.warning(words)
        return
    if not editing.saved(lambda: notebook.decide(session.store(), typed)):
        return
    st.session_state["decided"] = (
        f"Decided: “{typed.title}”, {typed.owner} by {day_text(typed.due_date)}."
    )
    _close()
    st.rerun()


def _so_far(action: Action) -> str:
    """What the measure was in the weeks it will be compared with."""
    last = date.fromisoformat(action.decided_week)
    weeks = replace(
        action.filters,
        first_week=last - timedelta(weeks=WEEKS_BEFORE - 1),
        last_week=last,
        date_basis="remit",
    )
    span = f"In the {WEEKS_BEFORE} weeks up to that of {day_text(last)}:"
    if action.measure == "rejection_rate":
        sums = session.review(weeks).ask("weekly_rejections").sum(numeric_only=True)
        counts = sums["rejected_claim_count"], sums["submitted_claim_count"]
        return f"{span} {_of(*counts, 'claim')} rejected."
    row = session.review(weeks).ask("headline").iloc[0]
    return (
        f"{span} {_of(row['denied_line_count'], row['adjudicated_line_count'], 'line')} denied, "
        f"{dollar_text(row['denied_amount'])}."
    )


def _of(count: float, total: float, noun: str) -> str:
    """So many of so many, and the rate where there are enough."""
    counts = f"{count_text(count)} of {count_text(total, noun)}"
    return counts if total < TOO_FEW else f"{counts} ({percent_text(share(count, total))})"
