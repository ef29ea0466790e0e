"""Which claim is open: the drawer beside whatever list it was opened from.

The address names it by a key of ours, the linked claim and the reason it was opened for. So a
colleague with the address opens the same claim, if their clients allow.
"""

from __future__ import annotations

import re
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics import session
from analytics.components import address
from analytics.components.actions import decide
from analytics.components.claim import claim_drawer
from analytics.components.pane import pane
from analytics.components.work import ticked_lines
from analytics.markup.marks import html
from analytics.measures.work_list import claim_key

# What blocks tell of a row to open (data-beside): by this the drawer alone is drawn.
OPENER = html("<i data-opener hidden></i>")
KEY = re.compile(r"\d{1,19}(-[0-9A-Z]{1,5})?")
WIDTH = 540


def table_key(name: str) -> str:
    """Key of a table whose rows open claims; another after each closed drawer, to clear it."""
    return f"{name}_{st.session_state.get('lines_drawn', 0)}"


def open_claim(line: pd.Series) -> None:
    """For a table's callback: open the claim of the picked line, at its reason if it names one."""
    number, payer = line["patient_control_number"], line["payer_name"]
    known = session.everything().ask("claim_named", claim=number, payer=payer)
    if "linked_claim_id" in line and line["linked_claim_id"] in set(known["linked_claim_id"]):
        linked_claim = line["linked_claim_id"]
    elif len(known):
        linked_claim = known["linked_claim_id"].iloc[0]
    else:
        return
    open_key(claim_key(linked_claim, line.get("carc_code")))


def open_key(key: str) -> None:
    """For a callback: open what goes by this key."""
    session.claim_closed()
    st.session_state.setdefault("claims_closed", []).clear()
    st.session_state["claim"] = key


def listed(keys: list[str]) -> None:
    """The claims of the list beside, in its order: the drawer goes from one to the next."""
    st.session_state["claims_listed"] = keys


@st.fragment
def beside() -> None:
    """The drawer of a claim opened from blocks: to open or close it draws nothing else anew.

    Unless something was saved in it, which the list then shows.
    """
    pane(OPENER, "claim_opener", lambda picked: open_key(picked.get("open", "")))
    show_open_claim()
    context = get_script_run_ctx()
    if context and context.fragment_ids_this_run:
        address.leave()
        if not st.session_state["claim"] and st.session_state.pop("claim_saved", False):
            st.rerun()


def show_open_claim() -> None:
    """Show the drawer if a claim is open, and was not closed since; one dialog at a time."""
    key = address.keep("claim", "")
    if not KEY.fullmatch(key):
        st.session_state["claim"] = ""
        return
    closed = st.session_state.setdefault("claims_closed", [])
    if key in closed:
        close(closed, key)
    elif not decide.is_open():
        dismissed = partial(close, closed, key)
        st.dialog("Claim", width=WIDTH, position="right", on_dismiss=dismissed)(_drawer)()


def _drawer() -> None:
    """The claim that is open now: going to the next draws the drawer alone, and its address."""
    claim_drawer.draw(st.session_state.get("claim", ""), st.session_state.get("claims_listed", []))
    context = get_script_run_ctx()
    if context and context.fragment_ids_this_run:
        address.leave()


def close(closed: list[str], key: str) -> None:
    """Forget the claim and clear the table's selected cell.

    A click that comes while this is called may end it wherever it looks into the session, so first
    it is noted in `closed` that the claim was closed: it never opens again by itself.
    """
    closed.append(key)
    st.session_state["claim"] = ""
    st.session_state["claim_events"] = False  # of its drawer alone, so not in the address any more
    session.claim_closed()
    ticked_lines.draw_anew()
    closed.clear()


def forget() -> None:
    """For what opens a dialog of its own: no claim is open any more."""
    st.session_state["claim"] = ""
    session.claim_closed()
