"""Documents to print or mail, one click each; made only when asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analytics import session
from analytics.access import as_now
from analytics.components import rights
from analytics.exports.documents import pdf_hint
from analytics.packet import document_file

KINDS = {
    "pdf": ("PDF", "application/pdf", "picture_as_pdf"),
    "html": ("HTML", "text/html", "html"),
    "xlsx": (
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "table_view",
    ),
}


def weekly(week: pd.Timestamp) -> None:
    """The packet of a week, under the filters in force."""
    _buttons("Weekly packet", "packet", f"denial_packet_{week:%G-W%V}", week)


def of_payer(payer: str) -> None:
    """One payer in depth, with claims it finds by their control numbers."""
    _buttons("This payer", "payer", "payer_in_depth", payers=(payer,))


def of_provider(provider: str) -> None:
    """One provider's patterns with de-identified examples."""
    _buttons("Education sheet", "provider", "provider_education", providers=(provider,))


def _buttons(
    words: str, name: str, file: str, week: pd.Timestamp | None = None, **only: Any
) -> None:
    """A button per format."""
    if not rights.may("export"):
        return
    filters = replace(session.with_both_ends(session.filters_in_force()), **only)
    day = None if week is None else week.date()
    made = partial(document_file, session.store(), name, filters, day)
    with st.container(horizontal=True, gap="small"):
        for file_format, (label, mime, icon) in KINDS.items():
            st.download_button(
                f"{words} as {label}",
                as_now(partial(made, file_format)),
                f"{file}.{file_format}",
                mime,
                key=f"{name}_document_{file_format}",
                on_click="ignore",
                icon=f":material/{icon}:",
                help=pdf_hint() or None if file_format == "pdf" else None,
            )
