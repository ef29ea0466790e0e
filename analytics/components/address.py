"""What shapes the view stands in the address: filters, switches of the page, where a meeting is.

The address leads. At the start of a run it is compared with what was last written: where they
differ, somebody came by a link, by Back or by Forward, and what it says goes into the widgets'
state before any is drawn. At the end of the run it is written once, and only if it changed, which
makes one entry in the browser's history. Nothing about a patient is ever in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar
from urllib.parse import parse_qs

import streamlit as st

from analytics.components.meeting import meeting_state
from analytics.session import DEFAULT_SPAN, LATEST
from analytics.vocabulary import CHOICES, SWITCHES

STANDING = {"weeks": DEFAULT_SPAN, "until": LATEST, "by": "remit"}
FILTER_KEYS = (*STANDING, *CHOICES, *SWITCHES)
PASSING = ("claim",)  # switches of the moment, in no saved view
GOING = "going"  # in an address that stands only until the page it leads to is drawn

Said = dict[str, list[str]]
Value = TypeVar("Value", str, bool, list[str])


def arrive(page: str) -> None:
    """Put what the address says into the widgets' state, where somebody came by it."""
    state = st.session_state
    said = {key: st.query_params.get_all(key) for key in st.query_params}
    if state.get("address_written") != (page, said):
        state["address_written"] = (page, said)
        take(said)
    state["switches_drawn"] = {}


def take(said: Mapping[str, list[str]]) -> None:
    """Set every filter, and every switch of the page that comes, as an address says it."""
    state = st.session_state
    state.update(filters_said(said))
    for key in state.setdefault("switches_known", set()):
        state.pop(key, None)
    meeting_state.take(said)
    state["switches_said"] = {key: values for key, values in said.items() if key not in FILTER_KEYS}


def keep(key: str, default: Value, options: Sequence[str] | None = None) -> Value:
    """Let the address say a switch of this page, while it is not at its default.

    Called before the widget of this key is drawn; gives its value: what the address said of it, if
    that is one of ``options``, else what the widget holds, else the default.
    """
    state = st.session_state
    if key in state.setdefault("switches_said", {}):
        state[key] = _read(state["switches_said"].pop(key), default, options)
    elif key not in state:
        state[key] = default
    state["switches_drawn"][key] = default
    state["switches_known"].add(key)
    return state[key]


def leave() -> None:
    """Write the address of what was drawn, if it changed."""
    page, written = st.session_state["address_written"]
    st.session_state["switches_drawn_last"] = st.session_state["switches_drawn"]
    switches = _switches_now()
    st.session_state.setdefault("switches_of_pages", {})[page] = {
        key: values for key, values in switches.items() if key not in PASSING
    }
    now = filters_now() | switches | meeting_state.said()
    if written != now:
        st.query_params.from_dict(now)
        st.session_state["address_written"] = (page, now)


def links(pages: Iterable[str]) -> dict[str, Said]:
    """The address of each page from here: the same filters, its switches as they were left."""
    switches, same = st.session_state.get("switches_of_pages", {}), filters_now()
    meeting = meeting_state.said()
    return {page: same | switches.get(page, {}) | meeting for page in pages}


def stay() -> None:
    """Where a drill leads to the page one is on: its switches as asked, the others as they stand.

    The filters it set are taken up as the bar is drawn.
    """
    state = st.session_state
    asked = state.pop("switches_asked", {})
    state["switches_said"] = state.get("switches_said", {}) | {
        key: [value] for key, value in asked.items()
    }


def target() -> Said:
    """The address a drill leads to: the filters it set, and the switches it asks for.

    It stands in the browser's history for a moment with the page that is left, and says so; see
    markup/scripts/history.js.
    """
    asked = st.session_state.pop("switches_asked", {})
    said = filters_now() | {key: [value] for key, value in asked.items()} | meeting_state.said()
    return said | {GOING: ["on"]}


def view_said() -> Said:
    """The address of what is on the screen, without what is only of the moment.

    For what stands above the page: of its switches those are known that it drew the last time.
    """
    switches = _switches_now("switches_drawn_last")
    return filters_now() | {key: said for key, said in switches.items() if key not in PASSING}


def filters_now() -> Said:
    """Every filter that is not at its default."""
    state = st.session_state
    chosen = {key: list(state[key]) for key in CHOICES if state.get(key)}
    chosen |= {
        key: [state[key]] for key, default in STANDING.items() if state.get(key, default) != default
    }
    return chosen | {
        key: ["yes" if state[key] else "no"]
        for key, each in SWITCHES.items()
        if state.get(key, each.default) != each.default
    }


def filters_said(said: Mapping[str, list[str]]) -> dict[str, object]:
    """Every filter as an address says it, or at its default."""

    def one(key: str, default: str) -> str:
        """The last value of a parameter that takes one."""
        return said[key][-1] if said.get(key) else default

    return (
        {key: list(said.get(key, [])) for key in CHOICES}
        | {key: one(key, default) for key, default in STANDING.items()}
        | {
            key: one(key, "yes" if each.default else "no") == "yes"
            for key, each in SWITCHES.items()
        }
    )


def open_query(query: str) -> None:
    """For a callback: set everything as a saved address says it."""
    take(parse_qs(query, keep_blank_values=True))


def _switches_now(drawn: str = "switches_drawn") -> Said:
    """Every switch drawn on this page that is not at its default."""
    defaults = st.session_state.get(drawn, {})
    now = {key: st.session_state.get(key, default) for key, default in defaults.items()}
    return {
        key: _written(value)
        for key, value in now.items()
        if value is not None and value != defaults[key]
    }


def _written(value: str | bool | list[str]) -> list[str]:
    """A value as the address holds it."""
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return list(value) if isinstance(value, list) else [value]


def _read(
    values: list[str], default: Value, options: Sequence[str] | None
) -> str | bool | list[str]:
    """A value of the address as the widget takes it; the default where there is no such choice."""
    lawful = [value for value in values if options is None or value in options]
    if isinstance(default, bool):
        return values[-1:] == ["yes"]
    if isinstance(default, list):
        return lawful
    return lawful[-1] if lawful else default
