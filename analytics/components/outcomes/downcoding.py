"""Downcoding: by payer and procedure with its dollars, and the lines behind it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.components import downloads, views
from analytics.components.claim import history


def draw(by_payer: pd.DataFrame, lines: pd.DataFrame) -> None:
    """Payers first, then their lines; a click on a line opens its claim."""
    if lines.empty:
        st.caption("No line was paid under a lower procedure than was billed.")
        return
    views.table(
        by_payer,
        "downcoding_by_payer",
        (
            "payer_name",
            "procedure_code",
            "paid_procedure_code",
            "downcoded_line_count",
            "adjudicated_line_count",
            "allowed_amount",
            "measured_line_count",
            "downcoded_amount",
        ),
        {"payer": "payer_name", "procedure": "procedure_code"},
        page="outcomes",
    )
    views.table(
        lines,
        history.table_key("downcoded_lines_table"),
        (
            "patient_control_number",
            "payer_name",
            "remit_date",
            "procedure_code",
            "paid_procedure_code",
            "modifier_codes",
            "charge_amount",
            "allowed_amount",
            "usual_allowed_amount",
            "downcoded_amount",
            "example_count",
            "remark_codes",
            "provider_name",
            "service_date",
            "file_name",
            "segment_number",
        ),
        on_pick=history.open_claim,
        height=min(38 + 35 * len(lines), 320),
    )
    downloads.downloads(
        "Downcoded lines", {"Lines": lines, "By payer": by_payer}, "downcoded_lines"
    )
