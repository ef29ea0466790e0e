"""What is filtered, as chips at the top of each page, each with a cross that removes it."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from analytics import session
from analytics.access import current_person
from analytics.components.sidebar import NO_MODIFIER, STANDING
from analytics.components.text import plain
from analytics.measures.words import day_text
from analytics.session import DEFAULT_SPAN, LATEST
from analytics.vocabulary import CHOICES, SWITCHES


def draw_chips() -> None:
    """What is filtered, each with a cross that removes it; and the clients one is limited to."""
    if clients := current_person().clients:
        st.caption(
            plain(
                f"You see {' and '.join(clients)} only. Lists of all clients together, such as "
                "alerts and loaded files, are left empty."
            )
        )
    chips = list(_chips())
    if not chips:
        return
    with st.container(horizontal=True, gap="small", key="chips"):
        for key, value, text in chips:
            st.button(
                plain(f"{text} ✕"),
                key=f"chip_{key}_{value}",
                on_click=_remove,
                args=(key, value),
            )
        if len(chips) > 1:
            st.button("Clear all", key="chips_clear", type="tertiary", on_click=_clear)


def _chips() -> Iterator[tuple[str, str, str]]:
    """(key, value, text) of every filter that is not at its default."""
    state = st.session_state
    filters = session.filters_in_force()
    if (state.get("weeks"), state.get("until")) != (DEFAULT_SPAN, LATEST):
        yield "weeks", "", span_text()
    if filters.date_basis == "service":
        yield "by", "", "By service date"
    for key, each in CHOICES.items():
        for value in state.get(key, ()):
            yield key, value, f"{each.short_label}: {value or NO_MODIFIER}"
    for key, each in SWITCHES.items():
        if state.get(key, each.default) != each.default:
            yield key, "", f"Without {each.label.lower()}" if each.default else each.label


def span_text() -> str:
    """The weeks in view, in words."""
    filters = session.filters_in_force()
    if filters.first_week is None:
        return "All weeks"
    if filters.first_week == filters.last_week:
        return f"Week of {day_text(filters.first_week)}"
    return f"Weeks of {day_text(filters.first_week)} to {day_text(filters.last_week)}"


def _remove(key: str, value: str) -> None:
    """Take one value out of a filter, or set it back to its default."""
    if key in CHOICES:
        st.session_state[key] = [each for each in st.session_state[key] if each != value]
    elif key in SWITCHES:
        st.session_state[key] = SWITCHES[key].default
    elif key == "by":
        st.session_state["by"] = STANDING["by"]
    else:
        st.session_state.update(weeks=DEFAULT_SPAN, until=LATEST)


def _clear() -> None:
    """Set every filter back to its default."""
    for key, value, _ in list(_chips()):
        _remove(key, value)
