"""The lines ticked in the work list, kept by their id while the table around them is redrawn.

A table counts its ticks by position, so it is drawn anew, under another key, whenever the lines
shown are others; ticks of lines still shown are set again.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

ID = "remitted_line_id"


def table_key(lines: pd.DataFrame) -> str:
    """Key of the table of lines: a new one when the lines, or their order, are new."""
    shown = hash(tuple(lines[ID]))
    if st.session_state.get("lines_shown", shown) != shown:
        draw_anew()
    st.session_state["lines_shown"] = shown
    return f"denied_lines_table_{st.session_state.get('lines_drawn', 0)}"


def draw_anew() -> None:
    """Let the table forget the cell that was clicked; ticks are set again."""
    st.session_state["lines_drawn"] = st.session_state.get("lines_drawn", 0) + 1


def keep(lines: pd.DataFrame) -> None:
    """For the table's callback: these are the lines ticked now."""
    st.session_state["lines_picked"] = lines[ID].tolist()


def forget() -> None:
    """Untick every line."""
    st.session_state.pop("lines_picked", None)
    draw_anew()


def picked(lines: pd.DataFrame) -> pd.DataFrame:
    """The ticked lines among those shown."""
    return lines[lines[ID].isin(st.session_state.get("lines_picked", []))]


def ticks(lines: pd.DataFrame) -> dict[str, object]:
    """The ticked lines as a table takes them when it is drawn anew."""
    is_picked = lines[ID].isin(st.session_state.get("lines_picked", []))
    return {"selection": {"rows": [at for at, it_is in enumerate(is_picked) if it_is]}}
