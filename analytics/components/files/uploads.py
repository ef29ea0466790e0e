"""Uploads: kept for their session, handed to a load, removed after it; and the load's report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import streamlit as st

from analytics import load, session
from analytics.components import views
from analytics.components.files import loading
from analytics.components.layout import plain
from analytics.measures.words import count_text, day_text
from analytics.program import page_file
from analytics.uploads import UploadFolder, new_folder, sweep
from analytics.vocabulary import ReviewFilters


@st.cache_resource(scope="session", show_spinner=False, on_release=UploadFolder.end)
def _folder(store: Path) -> UploadFolder:
    """The private folder of this session."""
    return new_folder(store)


@st.cache_resource(show_spinner=False)
def _swept(store: Path) -> None:
    """Once per server: what servers before it left is gone before anything is uploaded."""
    sweep(store)


def key() -> str:
    """Key of the uploader; another one after each load, to empty it."""
    return f"upload_{st.session_state.get('uploads_done', 0)}"


def kept(files: list) -> list[Path]:
    """Each upload as a file of this session, under its own name."""
    _swept(session.store())
    folder = _folder(session.store())
    folder.keep_only({file.file_id for file in files})
    return [folder.keep(file.file_id, file.name, file) for file in files]


def loader(store: Path, maps: dict) -> Callable[[Callable], object]:
    """The work of loading uploads: load them, then remove our copies, whatever came of it."""
    folder = _folder(store)
    taken = folder.take()

    def work(note: Callable) -> object:
        """Load, then tidy up."""
        try:
            return load.load_paths(store, taken, column_maps=maps, progress=note)
        finally:
            folder.give_back(taken)

    return work


def forget() -> None:
    """Empty the uploader."""
    st.session_state["uploads_done"] = st.session_state.get("uploads_done", 0) + 1


def forget_report() -> None:
    """Take the report of the last load off the page."""
    st.session_state.pop("job", None)


def show_report() -> None:
    """What the last load of this session gave, file by file, with its findings."""
    job = loading.current()
    files = getattr(job.result, "files", None) if job and job.is_done else None
    if files is None:
        return
    counts = {
        kind: sum(file.status == kind for file in files)
        for kind in ("loaded", "duplicate", "refused")
    }
    words = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    show = st.warning if counts["refused"] else st.success
    show(f"{count_text(len(files), 'file')}: {words or 'nothing to load'}.")
    if counts["loaded"] and session.has_data():
        _lead_on()
    for file in files:
        if file.status == "refused":
            is_named = file.message.startswith(file.file_name)
            said = file.message if is_named else f"{file.file_name}: {file.message}"
            st.error(plain(said), icon=":material/block:")
    views.table(
        pd.DataFrame([asdict(file) for file in files]).astype(
            {"kept_charge_amount": float, "kept_paid_amount": float}
        ),
        "load_report",
        (
            ("file_name", "medium"),
            "status",
            ("message", "large"),
            "claim_count",
            "line_count",
            "adjustment_count",
            "kept_claim_count",
            "kept_charge_amount",
            "kept_paid_amount",
            "finding_count",
        ),
    )


def _lead_on() -> None:
    """From the report to what it was loaded for: the review of the latest full week."""
    if session.has_answers():
        week = session.latest_full_week(ReviewFilters())
        label = "Open the weekly review" if week is None else f"Review the week of {day_text(week)}"
        page = "weekly_review"
    else:
        page, label = "rejections", "See which claims were rejected before adjudication"
    with st.container(key="lead_on"):
        st.page_link(page_file(page), label=label, icon=":material/arrow_forward:")
