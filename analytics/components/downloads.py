"""What leaves the page: downloads of what it shows, and documents to print or mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd
import streamlit as st

from analytics import exports, session
from analytics.access import when_asked
from analytics.components import rights
from analytics.components.frame.how_counted import differences
from analytics.exports.documents import pdf_hint
from analytics.packet import document_file
from analytics.vocabulary import ReviewFilters

Sheet: TypeAlias = pd.DataFrame | Callable[[], pd.DataFrame]
DOCUMENTS = {
    "pdf": ("PDF", "application/pdf", "picture_as_pdf"),
    "html": ("HTML", "text/html", "html"),
    "xlsx": (
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "table_view",
    ),
}


def downloads(
    title: str,
    sheets: dict[str, Sheet],
    name: str,
    filters: ReviewFilters | None = None,
    more_differences: tuple[str, ...] = (),
    **said: Any,
) -> None:
    """CSV (of the first sheet) and XLSX of what is shown; made only when asked for.

    A sheet that the page does not show may be a function that gives its frame.
    ``filters`` where they are not those in force; ``more_differences`` what else differs from the
    default; ``said`` is what else the file says of itself.
    """
    about = exports.About(
        title=title,
        filters=filters or session.filters_in_force(),
        snapshot=session.snapshot(),
        differences=differences() + more_differences,
        made_at=datetime.now(),
        **said,
    )
    if not rights.may("export"):
        return
    first, store = next(iter(sheets.values())), session.store()
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Download CSV",
            when_asked(partial(_csv, store, title, first, about)),
            f"{name}.csv",
            "text/csv",
            key=f"{name}_csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "Download Excel",
            when_asked(partial(_workbook, store, sheets, about)),
            f"{name}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"{name}_xlsx",
            on_click="ignore",
            icon=":material/table_view:",
        )


def week_documents(week: pd.Timestamp) -> None:
    """The packet of a week, under the filters in force."""
    _document_buttons("Weekly packet", "packet", f"denial_packet_{week:%G-W%V}", week)


def payer_documents(payer: str) -> None:
    """One payer in depth, with claims it finds by their control numbers."""
    _document_buttons("This payer", "payer", "payer_in_depth", payers=(payer,))


def provider_documents(provider: str) -> None:
    """One provider's patterns with de-identified examples."""
    _document_buttons("Education sheet", "provider", "provider_education", providers=(provider,))


def _csv(store: Path, name: str, sheet: Sheet, about: exports.About) -> bytes:
    """One sheet as CSV, on record before it is handed out."""
    frame = sheet() if callable(sheet) else sheet
    content = exports.to_csv(frame, about)
    exports.record_export(store, about, "csv", {name: len(frame)})
    return content


def _workbook(store: Path, sheets: dict[str, Sheet], about: exports.About) -> bytes:
    """The sheets as XLSX, those not shown asked for now; on record before it is handed out."""
    frames = {name: sheet() if callable(sheet) else sheet for name, sheet in sheets.items()}
    content = exports.to_xlsx(frames, about)
    counts = {name: len(frame) for name, frame in frames.items()}
    exports.record_export(store, about, "xlsx", counts)
    return content


def _document_buttons(
    words: str, name: str, file: str, week: pd.Timestamp | None = None, **only: Any
) -> None:
    """A button per format."""
    if not rights.may("export"):
        return
    filters = replace(session.with_both_ends(session.filters_in_force()), **only)
    day = None if week is None else week.date()
    made = partial(document_file, session.store(), name, filters, day)
    with st.container(horizontal=True, gap="small"):
        for file_format, (label, mime, icon) in DOCUMENTS.items():
            st.download_button(
                f"{words} as {label}",
                when_asked(partial(made, file_format)),
                f"{file}.{file_format}",
                mime,
                key=f"{name}_document_{file_format}",
                on_click="ignore",
                icon=f":material/{icon}:",
                help=pdf_hint() or None if file_format == "pdf" else None,
            )
