"""What an empty store shows: words, and three ways in."""

from __future__ import annotations

import streamlit as st

from analytics import load, session
from analytics.pages import loading


def draw(link: bool = True) -> None:
    """Say that nothing is loaded; offer sample data, and (elsewhere) the way to the Files page."""
    st.info(
        "Nothing is loaded yet. Three ways in: sample data to look around, an upload, or a folder "
        "on this machine. Everything stays on this machine.",
        icon=":material/inbox:",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            "Load sample data",
            key="load_sample",
            type="primary",
            icon=":material/science:",
            disabled=loading.is_running(),
        ):
            store = session.store()
            loading.start("Loading sample data", lambda note: load.load_sample(store, note))
            st.rerun()
        if link:
            st.page_link(
                "analytics/pages/files.py",
                label="Upload files or load a folder",
                icon=":material/upload:",
            )
