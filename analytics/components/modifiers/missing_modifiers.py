"""Lines denied without a modifier and paid once it was added."""

from __future__ import annotations

import streamlit as st

from analytics import session
from analytics.components import downloads, views
from analytics.components.claim import history
from analytics.measures.words import count_text


def draw() -> None:
    """Lines denied without a modifier and paid with it, and the open ones like them."""
    st.caption(
        "Lines first denied for CARC 4, 97 or 236 and paid once a modifier was "
        "added, and what is still open of the same payer, procedure and reason "
        "without it. Check the record before adding one. Click a row to view the "
        "denied lines."
    )
    rows = session.review().ask("missing_modifiers")
    if rows.empty:
        st.caption(
            "None: no line in view that was denied for these reasons was later paid "
            "after a modifier was added. Corrected claims and their answers must be "
            "loaded to see it."
        )
        return
    views.table(
        rows,
        "missing_modifiers",
        (
            "payer_name",
            "procedure_code",
            "modifier_code",
            ("modifier_label", "medium"),
            "carc_code",
            "denied_line_count",
            "paid_line_count",
            "later_paid_amount",
            "open_line_count",
            "open_amount",
        ),
        {"payer": "payer_name", "procedure": "procedure_code", "carc": "carc_code"},
    )
    lines = session.review().ask("missing_modifier_lines", row_limit=500)
    st.markdown(f"The {count_text(len(lines), 'line')} paid since")
    views.table(
        lines,
        history.table_key("missing_modifier_lines"),
        (
            "patient_control_number",
            "payer_name",
            "procedure_code",
            "modifier_codes",
            "later_modifier_codes",
            "carc_code",
            "denied_amount",
            "later_paid_amount",
            "remit_date",
            "paid_date",
        ),
        on_pick=history.open_claim,
    )
    downloads.downloads(
        "Missing modifiers", {"Missing modifiers": rows, "Lines": lines}, "missing_modifiers"
    )
