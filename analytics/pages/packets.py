"""Documents to print or mail, one click each; made only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from analytics import session
from analytics.packet import packet_file

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
    made = partial(packet_file, session.store(), session.filters_in_force(), week.date())
    buttons("Weekly packet", f"denial_packet_{week:%G-W%V}", made)


def buttons(words: str, name: str, made: Callable[[str], bytes]) -> None:
    """A button per format; ``made`` gives the file in a format."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for file_format, (label, mime, icon) in KINDS.items():
            st.download_button(
                f"{words} as {label}",
                partial(made, file_format),
                f"{name}.{file_format}",
                mime,
                key=f"{words}_{file_format}".lower().replace(" ", "_"),
                on_click="ignore",
                icon=f":material/{icon}:",
            )
