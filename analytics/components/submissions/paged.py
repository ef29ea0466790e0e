"""A long list as blocks, some rows at a time; which of them stands in the address."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.components import address
from analytics.components.pane import Pick
from analytics.markup.layout import Action, action_buttons
from analytics.markup.marks import Text, html

ROWS = 25


def rows_shown(rows: pd.DataFrame, key: str) -> tuple[pd.DataFrame, Text]:
    """The rows of the page that is open, and the way to the others; nothing where all are shown."""
    said = address.keep(key, "1")
    pages = max(-(-len(rows) // ROWS), 1)
    page = min(int(said), pages) if said.isdigit() and int(said) else 1
    first = (page - 1) * ROWS
    shown = rows.iloc[first : first + ROWS]
    if pages == 1:
        return shown, ""
    steps = [("Previous", page - 1)] * (page > 1) + [("Next", page + 1)] * (page < pages)
    actions = [Action(f"{words} page", {key: f"{to}"}) for words, to in steps]
    return shown, html(
        '<div class="pager"><span class="muted">{} to {} of {}</span>{}</div>',
        f"{first + 1:,}",
        f"{first + len(shown):,}",
        f"{len(rows):,}",
        action_buttons(actions),
    )


def turn(picked: Pick, key: str) -> bool:
    """For a pick: other rows, if it was one of these buttons."""
    if not picked.get(key, "").isdigit():
        return False
    st.session_state[key] = picked[key]
    return True


def picked_row(picked: Pick, rows: pd.DataFrame, name: str = "row") -> pd.Series | None:
    """The row a pick speaks of by its place, if there is one."""
    said = picked.get(name, "")
    return rows.iloc[int(said)] if said.isdigit() and int(said) < len(rows) else None
