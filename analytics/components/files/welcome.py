"""What an empty store shows: words, and three ways in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from analytics import load, sample_work, session
from analytics.components.files import loading
from analytics.program import page_file


def draw(link: bool = True) -> None:
    """Say that nothing is loaded, and offer the ways in; on the Files page only the sample."""
    st.info(
        (
            "Nothing is loaded yet. Start with sample data, an upload, or the inbox "
            "folder. Everything stays on this computer."
        ),
        icon=":material/inbox:",
    )
    if not link:
        _sample()
        return
    sample, upload, folder = st.columns(3, gap="medium")
    with sample.container(border=True, height="stretch"):
        st.subheader("Look around", anchor=False)
        st.write("Forty weeks of invented claims and answers, with a few problems to find in them.")
        _sample()
    with upload.container(border=True, height="stretch"):
        st.subheader("Upload", anchor=False)
        st.write("Remittances (835), claims (837), acknowledgments, CSV or Excel, also zipped.")
        _way("Upload files", "upload")
    with folder.container(border=True, height="stretch"):
        st.subheader("Inbox", anchor=False)
        st.write("The folder set at start. New files in it wait to be loaded.")
        _way("See the inbox", "inbox")


def _way(label: str, icon: str) -> None:
    """A way to the Files page, where files come in."""
    st.page_link(page_file("files"), label=label, icon=f":material/{icon}:")


def _load(store: Path, note: Callable) -> object:
    """Load the files, and what an invented team typed while it worked them."""
    report = load.load_sample(store, note)
    sample_work.write(store)
    return report


def _sample() -> None:
    """The button that loads the sample data."""
    if st.button(
        "Load sample data",
        key="load_sample",
        type="primary",
        icon=":material/science:",
        disabled=loading.is_running(),
    ):
        store = session.store()
        loading.start("Loading sample data", lambda note: _load(store, note))
        st.rerun()
