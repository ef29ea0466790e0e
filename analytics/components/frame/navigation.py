"""What stands around every page: the pages in groups, who is signed in, how fresh the data is."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import NamedTuple

import streamlit as st

from analytics import session
from analytics.access import current_person, signs_in
from analytics.components import address
from analytics.components.text import plain
from analytics.measures.health import unhealthy
from analytics.measures.words import count_text, day_text

Pages = Mapping[str, st.Page]  # by name


class Entry(NamedTuple):
    """A page among the others: its script, its title, its icon."""

    name: str
    title: str
    icon: str


GROUPS = {
    "Review": (
        Entry("weekly_review", "This week", "today"),
        Entry("meeting", "Meeting", "groups"),
    ),
    "Explore": (
        Entry("reasons", "Reasons", "bar_chart"),
        Entry("payers", "Payers", "account_balance"),
        Entry("modifiers", "Modifiers", "sell"),
        Entry("providers", "Procedures and providers", "stethoscope"),
        Entry("outcomes", "Outcomes", "alt_route"),
    ),
    "Work": (
        Entry("denied_lines", "Work list", "checklist"),
        Entry("rejections", "Rejections", "block"),
        Entry("before_submission", "Before submission", "fact_check"),
        Entry("actions", "Actions", "task_alt"),
    ),
    "Data": (
        Entry("files", "Files", "folder"),
        Entry("definitions", "Definitions", "menu_book"),
    ),
}
TITLES = {each.name: each.title for entries in GROUPS.values() for each in entries}


def draw(page: str, pages: Pages) -> None:
    """The sidebar: the pages in their groups, and at its foot how fresh the data is."""
    _navigation(page, pages)
    _status(pages)


def _navigation(page: str, pages: Pages) -> None:
    """Each link carries the filters, so that it is one step of the browser's history."""
    with st.sidebar:
        for group, entries in GROUPS.items():
            with st.container(gap=None, key=f"nav_{group.lower()}"):
                st.caption(group)
                for each in entries:
                    if each.name != page:
                        _link(each, pages)
                        continue
                    with st.container(key="nav_current"):
                        _link(each, pages)


def _link(entry: Entry, pages: Pages) -> None:
    st.page_link(
        pages[entry.name],
        label=entry.title,
        icon=f":material/{entry.icon}:",
        query_params=address.link(entry.name),
        width="stretch",
    )


def _status(pages: Pages) -> None:
    """At the foot of the sidebar: through which day payers answered, what is missing, who acts."""
    with st.sidebar.container(gap="xsmall", key="status"):
        if session.has_answers():
            span = session.everything().ask("data_span").iloc[0]
            st.caption(f"Remits through {day_text(span['last_remit_date'])}")
            missing = len(unhealthy(session.health_to_look_at()))
            if missing:
                st.page_link(
                    pages["files"],
                    label=f":orange-badge[{count_text(missing, 'file')} missing]",
                    query_params=address.link("files"),
                    help="Payer weeks in view that seem to miss a file, or hold many duplicates.",
                )
        _account()


def way_back(page: str, pages: Pages) -> None:
    """On a page that was drilled to: the way back to where one came from."""
    came = st.session_state.get("came_from")
    if not came or came["to"] != page or came["from"] == page:
        return
    if came["from"] == "meeting":  # which has a way back of its own, as long as it goes on
        return
    with st.container(key="way_back"):
        st.page_link(
            pages[came["from"]],
            label=f"Back to {plain(TITLES[came['from']])}",
            icon=":material/arrow_back:",
            query_params=came["said"],
        )


def remember_origin(page: str, target: str) -> None:
    """Before a drill leaves a page: where its line "Back to" leads, as the address says it."""
    written_page, said = st.session_state["address_written"]
    if written_page == page:
        st.session_state["came_from"] = {"from": page, "to": target, "said": said}


def _account() -> None:
    """Name, role and "Sign out"; nothing where nobody signs in."""
    if not signs_in():
        return
    person = current_person()
    with st.container(key="account"):
        st.html(
            f"<p>{escape(person.name)} · {escape(person.role)} · "
            '<a href="/sign-out" target="_self">Sign out</a></p>'
        )
