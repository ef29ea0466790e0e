"""The lines ticked in the work list, kept by their id while pages and lists around them change.

The browser shows the ticks; here they are known as lines, so that a row of several lines stays
ticked wherever its lines are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from analytics.components.pane import Ticks

ID = "remitted_line_id"
Numbers = Mapping[str, str]  # control number of each line, by the line's id


def of_rows(rows: pd.DataFrame, names: Sequence[str], numbers: Numbers) -> Ticks:
    """The ticks of the rows shown: ``names`` in their order, each row with its ``line_ids``.

    Those sent to the browser stay the same until other rows are shown or ticks are set from here.
    """
    state, ids_of = st.session_state, dict(zip(names, rows["line_ids"], strict=True))
    version = f"{state.get('lines_drawn', 0)}-{hash(tuple(names))}"
    sent = state.get("ticks_sent")
    if sent is None or sent[0] != version:
        now = set(_ticked())
        ticked = [name for name, ids in ids_of.items() if now and now.issuperset(ids)]
        sent = state["ticks_sent"] = (version, ticked)
    return Ticks(version, sent[1], partial(_keep, ids_of, numbers))


def _keep(ids_of: Mapping[str, list[str]], numbers: Numbers, ticked: list[str]) -> None:
    """For the table's callback: these of its rows are ticked now; others keep theirs."""
    here = {each for ids in ids_of.values() for each in ids}
    rest = {each: number for each, number in _ticked().items() if each not in here}
    now = [each for name in ticked for each in ids_of.get(name, [])]
    st.session_state["lines_picked"] = rest | {each: numbers[each] for each in now}


def tick(numbers: Numbers) -> None:
    """Tick these lines, whether they are shown or not."""
    st.session_state["lines_picked"] = dict(numbers)
    draw_anew()


def draw_anew() -> None:
    """Let tables forget the cell that was clicked; ticks are set again."""
    st.session_state["lines_drawn"] = st.session_state.get("lines_drawn", 0) + 1


def forget() -> None:
    """Untick every line."""
    st.session_state.pop("lines_picked", None)
    draw_anew()


def picked(lines: pd.DataFrame, is_cut: bool = False) -> dict[str, str]:
    """The ticked lines of a list with their control numbers; of a cut one also those not listed."""
    known = set(lines[ID])
    return {each: number for each, number in _ticked().items() if is_cut or each in known}


def _ticked() -> dict[str, str]:
    return st.session_state.get("lines_picked", {})
