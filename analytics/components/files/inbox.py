"""The inbox on page Files: the files waiting in the folder named at start, and their loading."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from analytics import load, notebook, session
from analytics.access import current_person
from analytics.components import views
from analytics.components.files import loading
from analytics.components.layout import plain
from analytics.load.inbox import WaitingFile, still_there, waiting_files
from analytics.measures.words import count_text

ROW_LIMIT = 200


def draw(store: Path, busy: bool) -> None:
    """What waits in the inbox, and the button that loads it; or how to name one."""
    st.subheader("Inbox", anchor=False)
    if current_person().clients:
        st.caption("The inbox is of all clients together, so its files are not listed.")
        return
    inbox = session.inbox()
    if inbox is None:
        st.caption(
            "No inbox is set. Started with `denials serve --inbox FOLDER`, the "
            "dashboard lists the files of that folder here and loads them. `denials "
            "load FOLDER` loads any."
        )
        return
    if not inbox.is_dir():
        st.warning("The inbox folder is not there any more.", icon=":material/folder_off:")
        return
    waiting = waiting_files(inbox, _loaded())
    st.caption(
        f"Folder {plain(inbox.name)}, set at start: "
        f"{count_text(len(waiting), 'file')} waiting. Links in it are not followed."
    )
    if waiting:
        _list(waiting)
    profile = st.selectbox(
        "Column map for extracts",
        ["", *notebook.profiles(store)],
        format_func=lambda name: name or "Guess from the headers",
        key="inbox_profile",
    )
    if st.button(
        f"Load {count_text(len(waiting), 'waiting file')}",
        key="load_inbox",
        icon=":material/inbox:",
        disabled=busy or not waiting,
    ):
        loading.start(
            "Loading",
            lambda note: load.load_paths(
                store, still_there(inbox, waiting), profile=profile or None, progress=note
            ),
        )
        st.rerun()


def _loaded() -> dict[int, set[str]]:
    """The content keys of the files that are loaded, by their number of bytes."""
    if session.snapshot() is None:
        return {}
    files = session.everything().ask("loaded_files")
    files = files[files["status"].isin(["loaded", "duplicate"])]
    return files.groupby("byte_count")["file_id"].agg(set).to_dict()


def _list(waiting: list[WaitingFile]) -> None:
    """The first of the files, the newest on top."""
    newest = sorted(waiting, key=lambda file: file.changed_at, reverse=True)[:ROW_LIMIT]
    views.table(
        pd.DataFrame(
            {
                "file_name": [file.name for file in newest],
                "kilobytes": [max(1, file.byte_count // 1024) for file in newest],
                "changed_at": [file.changed_at for file in newest],
            }
        ),
        "waiting_files",
        (("file_name", "medium"), "kilobytes", "changed_at"),
    )
