"""The search: finds a payer, code, claim, page or definition and takes you there, by keyboard too.

What is typed stands neither in the address nor in any file; patients are never looked through.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import layout
from analytics.components.frame import how_counted
from analytics.measures.words import count_text, day_text, dollar_text
from analytics.vocabulary import CHOICES, ReviewFilters

# What is found, but for values of filters: what it is called, its icon, the page that shows it,
# and what it is counted in.
KINDS = {
    "claim": ("Claim", "receipt_long", "denied_lines", ""),
    "remark": ("Remark (RARC)", "chat", "definitions", "remark"),
    "definition": ("CARC definition", "menu_book", "definitions", ""),
    "measure": ("Measure", "calculate", "definitions", ""),
    "page": ("Page", "web", "", ""),
}
# The same of a value of a filter, where it has a page of its own.
PLACES = {
    "payer": ("account_balance", "payers", "line"),
    "carc": ("bar_chart", "reasons", "denied line"),
    "category": ("category", "reasons", "denied line"),
    "modifier": ("sell", "modifiers", "line"),
    "procedure": ("stethoscope", "providers", "line"),
    "provider": ("person", "providers", "line"),
    "line_of_business": ("domain", "weekly_review", "line"),
}
OTHER_PLACE = ("filter_alt", "denied_lines", "line")
PLACEHOLDER = "Payer, code, claim, page or measure"


# A dialog opens with the keyboard on itself: hand it on to the field, so that one can type at once.
# In braces: it runs anew each time the search opens.
FOCUS = Path(__file__).parent / "focus.html"


@dataclass(frozen=True)
class Found:
    """One thing found: what it is, how it is shown, and what leads to it."""

    kind: str
    label: str
    code: str
    more: str = ""
    count: int = 0
    rank: int = 0


def draw(pages: Mapping[str, str]) -> None:
    """The button that opens the search; ``pages`` are the titles by name."""
    if st.button(
        "Search",
        key="search_open",
        icon=":material/search:",
        shortcut="Mod+K",
        type="tertiary",
    ):
        _dialog(pages)


@st.dialog("Go to", width="medium", icon=":material/search:")
def _dialog(pages: Mapping[str, str]) -> None:
    """What is typed, and below it what goes by these words; a choice closes the dialog."""
    words = st.text_input(
        "Find",
        key="search_words",
        type="search",
        live="200ms",
        placeholder=PLACEHOLDER,
        label_visibility="collapsed",
    ).strip()
    with st.container(key="search_focus"):
        st.html(FOCUS, unsafe_allow_javascript=True)
    if not words:
        st.caption(
            "Type a payer, a reason (97, N20), a modifier, a procedure, the "
            "beginning of a claim number, a page or a measure. Press Tab to move to "
            "a result, Enter to open it."
        )
        return
    found = find(words, pages)
    if not found:
        st.caption(
            "Nothing found. Codes and names are found by the start of a word, claims "
            "by the start of their number (3 or more characters)."
        )
    with st.container(gap="xxsmall", key="search_results"):
        for place, each in enumerate(found):
            if st.button(
                _shown(each),
                key=f"search_result_{place}",
                icon=f":material/{kind_of(each.kind)[1]}:",
                type="tertiary",
                width="stretch",
                on_click=partial(go, each),
            ):
                st.rerun()


def find(words: str, pages: Mapping[str, str]) -> list[Found]:
    """Pages, measures and what is in the data, the nearest first."""
    told = [("page", title, name) for name, title in pages.items()]
    told += [("measure", title, title) for title in how_counted.measures()]
    found = [
        Found(kind, label, code, rank=rank)
        for kind, label, code in told
        if (rank := _rank(label, words)) is not None
    ]
    rows = session.everything().ask("search", words=words) if session.has_data() else pd.DataFrame()
    found += [
        Found(
            row.found_kind,
            row.found_label,
            f"{row.linked_claim_id:.0f}" if row.found_kind == "claim" else row.found_code,
            _claim_text(row) if row.found_kind == "claim" else "",
            0 if pd.isna(row.line_count) else int(row.line_count),
            int(row.match_rank),
        )
        for row in rows.itertuples()
    ]
    order = ["claim", *CHOICES, *KINDS]
    return sorted(found, key=lambda each: (each.rank, order.index(each.kind)))


def _rank(label: str, words: str) -> int | None:
    """How near a title is, on the scale of queries/4_review/search.sql; None where it is not."""
    said, sought = f" {label.lower()}", words.lower()
    if not all(f" {word}" in said for word in sought.split()):
        return None
    return 0 if said[1:] == sought else 2 if said[1:].startswith(sought) else 3


def kind_of(kind: str) -> tuple[str, str, str, str]:
    """What a kind is called, its icon, the page that shows it, and what it is counted in."""
    return KINDS.get(kind) or (CHOICES[kind].label, *PLACES.get(kind, OTHER_PLACE))


def _shown(found: Found) -> str:
    """A result in words: what it is, its label, how often it came."""
    name, _, _, counted = kind_of(found.kind)
    count = f" · {count_text(found.count, counted)}" if counted and found.count else ""
    more = f" · {layout.plain(found.more)}" if found.more else ""
    return f"**{layout.plain(found.label)}**{more}{count} :gray[· {name}]"


def _claim_text(row: Any) -> str:
    """What tells one claim from another: its service date, its charge, what became of it."""
    said = [] if pd.isna(row.service_date) else [day_text(row.service_date)]
    said += [] if pd.isna(row.charge_amount) else [dollar_text(row.charge_amount)]
    said += [] if pd.isna(row.claim_status) else [row.claim_status]
    return ", ".join(said)


def go(found: Found) -> None:
    """For a button's callback: show this and nothing else, on the page it belongs to."""
    page = kind_of(found.kind)[2]
    state = st.session_state
    if found.kind == "page":
        state["page_to_go_to"] = found.code
    elif found.kind == "claim":
        state["switches_asked"] = {"claim": found.code}
        state["page_to_go_to"] = page
    elif found.kind == "measure":
        state["measure_shown"] = found.code
        _go_to_tab("Measures")
    elif found.kind == "definition":
        state["code_sought"] = found.code
        _go_to_tab("Reasons")
    elif found.kind == "remark":
        state["remark_sought"] = found.code
        _go_to_tab("Remarks")
    else:
        chosen: dict[str, Any] = {CHOICES[found.kind].field: (found.code,)}
        session.look_at(ReviewFilters(**chosen), page)


def _go_to_tab(title: str) -> None:
    """Open Definitions at a tab, also from Definitions itself."""
    if st.session_state["address_written"][0] == "definitions":
        st.session_state["tab"] = title
    else:
        session.drill("definitions", {"tab": title})
