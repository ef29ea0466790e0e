"""The minutes of work per category: a list the team edits on the Definitions page."""

from __future__ import annotations

import streamlit as st

from analytics import load, notebook, session
from analytics.access import is_allowed
from analytics.columns import heading_of
from analytics.components import layout, views
from analytics.components.files import loading
from analytics.measures.words import count_text
from analytics.measures.work_minutes import EDITABLE, edited_minutes, minutes_differences


def draw() -> None:
    """The list with its editor, and the way back to the default."""
    minutes = session.everything().ask("work_minutes")
    has_minutes = minutes["work_minutes"].notna()
    unverified = int((has_minutes & ~minutes["is_verified"].astype(bool)).sum())
    st.caption(
        f"{_categories(unverified)} not yet verified against your own work. Work "
        "first sorts open denials by the dollars an hour of work should recover; a "
        "category without minutes comes last. Change a cell, then apply."
    )
    shown = minutes[["category", *EDITABLE, "default_work_minutes", "is_default"]]
    edited = st.data_editor(
        shown,
        key=f"minutes_{session.snapshot()}",
        hide_index=True,
        height=38 + 35 * len(shown),
        disabled=["category", "default_work_minutes", "is_default"]
        if is_allowed("define")
        else True,
        placeholder="",
        column_config={
            "category": views.column("category", "medium"),
            "work_minutes": st.column_config.NumberColumn(
                heading_of("work_minutes"), min_value=1, max_value=600, step=1
            ),
            "is_verified": views.column("is_verified"),
            "note": views.column("note", "large"),
            "default_work_minutes": views.column("default_work_minutes"),
            "is_default": views.column("is_default"),
        },
    )
    changed = edited_minutes(shown, edited)
    if st.button(
        f"Apply minutes of {_categories(len(changed))}" if changed else "Apply",
        key="apply_minutes",
        type="primary",
        disabled=not changed or loading.is_running() or not is_allowed("define"),
    ):
        minutes_changed = [notebook.WorkMinutes(**fields) for fields in changed]
        notebook.save_work_minutes(session.store(), minutes_changed)
        _judge_anew()
    _take_back()


def differences() -> tuple[str, ...]:
    """What was changed here against the default, one sentence per category."""
    return minutes_differences(session.everything().ask("work_minutes"))


def _take_back() -> None:
    """What the team typed, and the button that goes back to the default."""
    typed = notebook.work_minutes(session.store())
    if not typed:
        return
    for words in differences():
        st.markdown(f"- {layout.plain(words)}")
    back = st.multiselect("Undo", [each.category for each in typed], key="minutes_back", width=420)
    if st.button(
        "Back to the default", key="reset_minutes", disabled=not back or not is_allowed("define")
    ):
        for category in back:
            notebook.remove_work_minutes(session.store(), category)
        _judge_anew()


def _categories(count: int) -> str:
    return count_text(count, "category", "categories")


def _judge_anew() -> None:
    """Put the new minutes in force, while the page looks on."""
    loading.start("Updating minutes of work", lambda note: load.rebuild(session.store()))
    st.rerun()
