"""Who did what: the audit trail for managers, and the history of what a team has set for all."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics import session
from analytics.access import audit, current_person, is_allowed
from analytics.components import downloads, layout, views
from analytics.components.layout import plain
from analytics.measures.trail import in_words
from analytics.measures.words import count_text
from analytics.vocabulary import DenialsError, ReviewFilters

ROW_LIMIT, HISTORY_LIMIT = 1000, 200
COLUMNS = (
    "recorded_at",
    "person",
    "act_label",
    ("about", "medium"),
    ("in_words", "large"),
)


def draw() -> None:
    """For managers, folded: who did what, and whether the record of it is whole."""
    if not is_allowed("audit"):
        return
    if fold := layout.fold("Who did what", "trail_folded"):
        with fold:
            _draw_open()


@st.fragment  # to filter it draws nothing else anew
def _draw_open() -> None:
    """Every entry, filtered by person, act and days."""
    store = session.store()
    if reason := audit.fault(store):
        st.error(plain(reason.replace("`", "")), icon=":material/error:")
        return
    names = audit.people(store)
    if not names:
        st.caption("Nothing has been recorded yet.")
        return
    sought = _sought(names)
    found = audit.entries(store, sought)
    more = len(found) == ROW_LIMIT
    told = in_words(found)
    st.caption(
        f"{'The newest ' if more else ''}{count_text(len(told), 'entry', 'entries')} "
        "of the audit trail, newest first. It names claims by control number, never "
        "patients."
    )
    views.table(told, "audit_trail", (*COLUMNS, "entry_number"))
    with st.container(horizontal=True, gap="small"):
        is_to_verify = st.button("Verify the trail", key="verify_trail", icon=":material/verified:")
        downloads.downloads(
            "Audit trail",
            {"Audit trail": told},
            "audit_trail",
            filters=ReviewFilters(),
            choices=_choices(sought),
        )
    if is_to_verify:
        _verify()


def _sought(names: list[str]) -> audit.Sought:
    """The filters, as the person set them."""
    with st.container(horizontal=True):
        person = st.selectbox(
            "Who", ["", *names], format_func=lambda name: name or "Everybody", key="trail_person"
        )
        acts = st.multiselect(
            "Did what", list(audit.ACTS), format_func=audit.ACTS.__getitem__, key="trail_acts"
        )
        first = st.date_input("From (UTC)", None, key="trail_first", format="YYYY-MM-DD")
        last = st.date_input("Until (UTC)", None, key="trail_last", format="YYYY-MM-DD")
    return audit.Sought(person, tuple(acts), _day(first), _day(last), newest=ROW_LIMIT)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _choices(sought: audit.Sought) -> tuple[tuple[str, str], ...]:
    """What narrows the list, in words."""
    said = {
        "Person": sought.person,
        "Acts": ", ".join(audit.ACTS[act] for act in sought.acts),
        "First day": sought.first_day or "",
        "Last day": sought.last_day or "",
    }
    return tuple((label, str(words)) for label, words in said.items() if words)


def _verify() -> None:
    """Follow the chain of hashes and say what was found."""
    try:
        verified = audit.verify(session.store())
    except DenialsError as fault:
        st.error(plain(str(fault).replace("`", "")), icon=":material/error:")
        return
    count = count_text(verified.entry_count, "entry", "entries")
    if verified.broken:
        at, why = verified.broken.entry_number, verified.broken.reason
        st.error(
            plain(f"Broken at entry {at}: {why}. The {count} entries before it are as written."),
            icon=":material/error:",
        )
    else:
        st.success(f"Complete: {count}, each as it was written.", icon=":material/verified:")


def draw_history() -> None:
    """Who changed definitions, payer names, deadlines, minutes, maps and views; for everybody."""
    try:
        found = audit.settings_history(session.store(), HISTORY_LIMIT)
    except DenialsError as fault:
        st.warning(plain(str(fault).replace("`", "")), icon=":material/error:")
        return
    if current_person().clients:
        st.caption("This list is of all clients together, so it is left empty.")
        return
    if not found:
        st.caption("Nobody has changed a definition, a payer name, a deadline or a view yet.")
        return
    st.caption(
        "Definitions, payer names, deadlines, minutes of work, column maps and saved views: who "
        "changed them, when, and what they were before. Newest first."
    )
    views.table(in_words(found), "settings_history", COLUMNS)
