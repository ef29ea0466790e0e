"""What every page is made of: the opening, the answer, switches, the lines apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import streamlit as st

from analytics import session
from analytics.access import current_person
from analytics.charts.style import INK, INK_ON_DARK
from analytics.components import address
from analytics.components.actions import decide
from analytics.components.files import loading, welcome
from analytics.components.text import plain as plain  # every page speaks of parts.plain
from analytics.measures.apart import apart_words
from analytics.measures.breakdowns import OTHERS
from analytics.measures.health import health_sentence
from analytics.measures.words import short_day_text, span_text
from analytics.program import page_file
from analytics.session import DEFAULT_SPAN, LATEST, SPANS

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_tab_container import TabContainer

# What is bold in an answer: so many of so many, with the rate; and dollars.
NUMBERS = re.compile(
    r"(\d[\d,]* of \d[\d,]*(?: [a-z]+)?(?: \(\d+(?:\.\d+)?%\))?|\\\$\d[\d,]*(?:\.\d+)?[KM]?)"
)


class Opening(NamedTuple):
    """Room beside the days, for steps between weeks; and at the right, for buttons."""

    steps: st.delta_generator.DeltaGenerator
    buttons: st.delta_generator.DeltaGenerator


def opening(
    title: str,
    dates: str | Callable[[], str] | None = None,
    of_claims: bool = False,
    of_weeks: bool = True,
    of_filters: bool = True,
    decides: bool = True,
) -> Opening:
    """The title, the days the page tells of beside it, and room for buttons at the right.

    Without ``dates`` those are the weeks in view. Without data the page shows the ways in, and
    ends. ``of_claims`` pages need claims, sent or acknowledged; all others need remittances. On
    pages ``of_weeks`` something can be decided about what is in view, and those of remittances say
    first which weeks of a payer miss a file that touch it. Where filters do nothing,
    ``of_filters`` is no. A page that draws the button to decide itself, about something narrower,
    has ``decides`` no.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="opening"):
        st.title(title, anchor=False, width="content")
        beside = st.empty()
        steps = st.container(horizontal=True, gap="xsmall", width="content", key="opening_steps")
        buttons = st.container(
            horizontal=True, horizontal_alignment="right", gap="small", key="opening_buttons"
        )
    if not (session.has_claims() if of_claims else session.has_answers()):
        _say_what_is_missing(of_claims)
        st.stop()
    if dates is None and of_weeks:
        dates = days_in_view()
    if callable(dates):
        dates = dates()
    if dates:
        beside.markdown(plain(dates), width="content")
    opened = Opening(steps, buttons)
    if of_weeks:
        if decides:
            with buttons:
                decide.decide_button(
                    "here", measure="rejection_rate" if of_claims else "denial_rate"
                )
        decide.show_open_decision()
    if not of_filters:
        return opened
    if of_weeks and not of_claims:
        _say_what_is_missing_of_weeks()
    _say_whose_data()
    if session.filters_in_force().date_basis == "service":
        st.caption(
            "By service date the latest weeks look better than they are, because "
            "many answers are not in yet. Outcomes shows the likely rates."
        )
    return opened


def span_in_view() -> str:
    """The weeks in view as the filter bar calls them."""
    state, filters = st.session_state, session.filters_in_force()
    first, last = filters.first_week, filters.last_week
    if first is None or last is None:
        return "All weeks"
    if first == last:
        return f"Week of {short_day_text(first)}"
    span = state.get("weeks", DEFAULT_SPAN)
    if span in SPANS and state.get("until", LATEST) == LATEST:
        return span
    return f"{short_day_text(first)} to {short_day_text(last + timedelta(days=6))}"


def days_in_view() -> str:
    """The days of the weeks in view, for the opening."""
    filters = session.with_both_ends(session.filters_in_force())
    return span_text(filters.first_week, filters.last_week)


def _say_whose_data() -> None:
    """The clients one is limited to."""
    if clients := current_person().clients:
        st.caption(
            plain(
                f"You see {' and '.join(clients)} only. Lists of all clients together, such as "
                "alerts and loaded files, are left empty."
            )
        )


def _say_what_is_missing_of_weeks() -> None:
    """Before any figure: a payer's week that seems to miss a file, where it touches what is shown.

    That is the week under review, and any week of a payer looked at alone, unless somebody has
    looked into it. Of others the badge in the sidebar tells.
    """
    rows = session.health_to_look_at()
    week, payers = session.week_under_review(), session.filters_in_force().payers
    touches = rows["payer_name"].isin(payers)
    touches |= pd.to_datetime(rows["remit_week"]) == week
    sentence = health_sentence(rows[touches])
    if not sentence:
        return
    with st.container(key="health_banner", horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/report: {plain(sentence)}", width="stretch")
        st.page_link(page_file("files"), label="Data health")


def _say_what_is_missing(of_claims: bool) -> None:
    """The ways in; or, where only the other kind of file is loaded, which kind to fetch."""
    if not session.has_data():
        welcome.draw()
        loading.watch()
    elif of_claims:
        st.info(
            (
                "No claim files or acknowledgments (837, 277CA, 999) are loaded yet. "
                "Load the claims you submitted (837, or a CSV of billed lines) and the "
                "acknowledgments of the clearinghouse and the payers (277CA, 999) on the "
                "page Files. Remittances do not show claims that never reached "
                "adjudication."
            ),
            icon=":material/inbox:",
        )
    else:
        st.info(
            (
                "Claims are loaded, but no remittances (835) that answer them, so "
                "nothing is denied yet. Load the payers' remittances on the page Files; "
                "the page Rejections already shows what was rejected before adjudication."
            ),
            icon=":material/inbox:",
        )


def ink() -> str:
    """The color of numbers on colored cells, by the theme in use."""
    return INK_ON_DARK if st.context.theme.type == "dark" else INK


def stop_if_empty(rows: pd.DataFrame, what: str = "line") -> None:
    """Say so when the filters leave nothing, and stop."""
    if rows.empty:
        st.info(plain(f"No {what} matches these filters. Choose more weeks or remove a filter."))
        st.stop()


def answer(sentence: str, *strong: str) -> None:
    """The answer in one sentence; its numbers are bold, and so are the words in ``strong``."""
    text = NUMBERS.sub(r"**\1**", plain(sentence))
    for words in strong:
        text = text.replace(plain(words), f"**{plain(words)}**", 1)
    with st.container(key="answer"):
        st.markdown(text)


def switch(
    label: str,
    key: str,
    options: dict[str, str] | None = None,
    default: str = "denied_amount",
    is_label_shown: bool = False,
) -> str:
    """A switch between measures, dollars and lines if nothing else is said; kept in the address."""
    options = options or {"denied_amount": "Dollars", "denied_line_count": "Lines"}
    address.keep(key, default, list(options))
    picked = st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        required=True,
        key=key,
        label_visibility="visible" if is_label_shown else "collapsed",
        width="content",
    )
    return default if picked is None else picked


def fold(title: str, key: str, icon: str | None = None) -> st.delta_generator.DeltaGenerator | None:
    """A part of the page that is drawn only once it is opened; kept in the address.

    None while it is closed: ``if place := fold(…): with place: …``.
    """
    address.keep(key, False)
    place = st.expander(title, key=key, icon=icon, on_change="rerun")
    return place if place.open else None


def tabs(key: str, titles: list[str]) -> list[TabContainer]:
    """Tabs of which only the open one need be drawn (`.open`); kept in the address."""
    address.keep(key, titles[0], titles)
    return list(st.tabs(titles, key=key, on_change="rerun"))


def labels_of(rows: pd.DataFrame, key: str, label: str, count: int = 6) -> dict[str, str]:
    """Key and title of the first rows, for small weekly trends."""
    kept = rows[rows[key] != OTHERS].head(count)
    return {
        code: code if code == text else f"{code} · {text}"
        for code, text in zip(kept[key], kept[label], strict=True)
    }


def apart() -> None:
    """The lines kept out of the figures, each kind with its count and dollars."""
    rows = session.review().ask("lines_apart")
    rows = rows[rows["line_count"] > 0]
    if rows.empty:
        return
    st.caption(plain(f"Not counted above: {apart_words(rows)}."))
