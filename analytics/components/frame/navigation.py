"""What stands around every page: the pages in groups, who is signed in, how fresh the data is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st

from analytics import session
from analytics.access import current_person, signs_in
from analytics.components import address
from analytics.components.address import Said
from analytics.components.pane import pane
from analytics.markup.badges import badge
from analytics.markup.marks import Text, html, joined
from analytics.markup.navigation import Link, navigation, page_link
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
    """The sidebar: the pages in their groups, and at its foot how fresh the data is.

    Each link carries the filters, so that it is one step of the browser's history.
    """
    said = address.links(pages)
    groups = {
        group: [
            Link(each.title, _href(pages, each.name, said[each.name]), each.icon, each.name == page)
            for each in entries
        ]
        for group, entries in GROUPS.items()
    }
    with st.sidebar:
        pane(navigation(groups, _status(pages, said)), "navigation")


def _href(pages: Pages, name: str, said: Said) -> str:
    """The address of a page beside this one."""
    query = urlencode(said, doseq=True)
    return f"{pages[name].url_path or '.'}{f'?{query}' if query else ''}"


def _status(pages: Pages, said: Mapping[str, Said]) -> Text:
    """Through which day payers answered, what is missing, who acts."""
    blocks: list[Text] = []
    if session.has_answers():
        span = session.everything().ask("data_span").iloc[0]
        through = f"Remits through {day_text(span['last_remit_date'])}"
        blocks.append(html("<p>{}</p>", through))
        if missing := len(session.health_to_look_at()):
            sign = badge(f"{count_text(missing, 'file')} missing", "attention")
            blocks.append(page_link(Link(sign, _href(pages, "files", said["files"]))))
    return joined([*blocks, _account()])


def way_back(page: str, pages: Pages) -> None:
    """On a page that was drilled to: the way back to where one came from."""
    came = st.session_state.get("came_from")
    if not came or came["to"] != page or came["from"] == page:
        return
    if came["from"] == "meeting":  # which has a way back of its own, as long as it goes on
        return
    words = f"Back to {TITLES[came['from']]}"
    link = page_link(Link(words, _href(pages, came["from"], came["said"]), "arrow_back"), "way")
    pane(html('<div class="dr">{}</div>', link), "way_back")


def remember_origin(page: str, target: str) -> None:
    """Before a drill leaves a page: where its line "Back to" leads, as the address says it."""
    written_page, said = st.session_state["address_written"]
    if written_page == page:
        st.session_state["came_from"] = {"from": page, "to": target, "said": said}


def _account() -> Text:
    """Name, role and "Sign out"; nothing where nobody signs in."""
    if not signs_in():
        return ""
    person = current_person()
    return html(
        '<p>{} · {} · <a href="/sign-out" target="_self">Sign out</a></p>', person.name, person.role
    )
