"""Uploads: put beside the store, handed to a load, removed after it; and the load's report."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import streamlit as st

from analytics import load, session
from analytics.measures.words import count_text, day_text
from analytics.pages import loading, views
from analytics.pages.parts import plain
from analytics.vocabulary import ReviewFilters


def key() -> str:
    """Key of the uploader; another one after each load, to empty it."""
    return f"upload_{st.session_state.get('uploads_done', 0)}"


def kept(files: list) -> list[Path]:
    """Write each upload into a folder of the store, once, under its own name."""
    if not files:
        return []
    _sweep(session.store())
    written = st.session_state.setdefault("uploads_written", {})
    for file in files:
        if file.file_id not in written:
            session.store().mkdir(mode=0o700, parents=True, exist_ok=True)
            folder = Path(tempfile.mkdtemp(prefix="upload-", dir=session.store()))
            written[file.file_id] = folder / (Path(file.name).name or "upload")
            with written[file.file_id].open("wb") as target:
                shutil.copyfileobj(file, target)
    return [written[file.file_id] for file in files]


def _sweep(store: Path) -> None:
    """Remove copies that were uploaded over a day ago and never loaded."""
    for folder in store.glob("upload-*"):
        if time.time() - folder.stat().st_mtime > 24 * 3600:
            shutil.rmtree(folder, ignore_errors=True)


def loader(store: Path, paths: list[Path], maps: dict) -> Callable[[Callable], object]:
    """The work of loading uploads: load them, then remove our copies, whatever came of it."""

    def work(note: Callable) -> object:
        """Load, then tidy up."""
        try:
            return load.load_paths(store, paths, column_maps=maps, progress=note)
        finally:
            for path in paths:
                shutil.rmtree(path.parent, ignore_errors=True)

    return work


def forget() -> None:
    """Empty the uploader."""
    st.session_state["uploads_done"] = st.session_state.get("uploads_done", 0) + 1
    st.session_state.pop("uploads_written", None)


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
        {
            "file_name": ("File", st.column_config.TextColumn(width="medium")),
            "status": "Result",
            "message": ("In words", st.column_config.TextColumn(width="large")),
            "claim_count": ("Claims", views.COUNT),
            "line_count": ("Lines", views.COUNT),
            "adjustment_count": ("Adjustments", views.COUNT),
            "kept_claim_count": ("Claims kept", views.COUNT),
            "kept_charge_amount": ("Charge kept", views.AMOUNT),
            "kept_paid_amount": ("Paid kept", views.AMOUNT),
            "finding_count": ("Findings", views.COUNT),
        },
    )


def _lead_on() -> None:
    """From the report to what it was loaded for: the review of the latest full week."""
    if session.has_answers():
        week = session.latest_full_week(ReviewFilters())
        label = "Open the weekly review" if week is None else f"Review the week of {day_text(week)}"
        page = "weekly_review"
    else:
        page, label = "rejections", "See which claims were refused at the door"
    with st.container(key="lead_on"):
        st.page_link(f"analytics/pages/{page}.py", label=label, icon=":material/arrow_forward:")
