"""Actions in groups: how many are open, late, worked and did not, and whose they are."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analytics.components import address
from analytics.components.pane import Pick, pane
from analytics.markup.figures import Figure, figure_row
from analytics.markup.layout import Choice, chips, frame
from analytics.measures.action_words import (
    NOT_WORKED,
    WORKED,
    group_of,
)
from analytics.measures.words import count_text

LATE = "late"
GROUPS = {
    "open": "Open",
    WORKED: "Worked",
    NOT_WORKED: "Did not work, or too early to say",
    "dropped": "Dropped",
}


def groups(actions: pd.DataFrame, day: date) -> pd.DataFrame:
    """Actions with the group each stands in, and whether it is past due."""
    is_late = (actions["status"] == "open") & (actions["due_date"] < pd.Timestamp(day))
    group = [group_of(each) for each in actions.itertuples()]
    return actions.assign(group=group, is_late=is_late)


def figures(actions: pd.DataFrame) -> None:
    """How many are open, late, worked and did not: each shows its own; and whose they are."""
    group = address.keep("group", "", ["", *GROUPS, LATE])
    owners = sorted(actions["owner"].unique())
    owner = address.keep("action_of", "", ["", *owners])
    counts = actions["group"].value_counts().to_dict() | {LATE: int(actions["is_late"].sum())}
    shown = [
        ("Open", "open", "to do", False),
        ("Past due", LATE, "of the open ones", bool(counts[LATE])),
        ("Worked", WORKED, "improved more than chance explains", False),
        ("Did not", NOT_WORKED, "no clear change, worse, or too early", False),
    ]
    row = figure_row(
        [
            Figure(
                label,
                count_text(counts.get(name, 0)),
                f"of {count_text(len(actions), 'action')}",
                "shown alone" if name == group else words,
                pick={"group": "" if name == group else name},
                asks=asks,
            )
            for label, name, words, asks in shown
        ]
    )
    of = actions["owner"].value_counts()
    people = [Choice("Everybody", {"owner": ""}, not owner, f"{len(actions)}")] + [
        Choice(name, {"owner": name}, name == owner, f"{of[name]}") for name in owners
    ]
    pane(frame(row, chips(people, "Owner")), "action_figures", _choose)


def chosen(actions: pd.DataFrame) -> pd.DataFrame:
    """The actions left by the group and the owner picked."""
    group, owner = st.session_state["group"], st.session_state["action_of"]
    kept = actions[actions["is_late"]] if group == LATE else actions
    kept = kept[kept["group"] == group] if group in GROUPS else kept
    return kept[kept["owner"] == owner] if owner else kept


def _choose(picked: Pick) -> None:
    if "group" in picked:
        st.session_state["group"] = picked["group"]
    if "owner" in picked:
        st.session_state["action_of"] = picked["owner"]
