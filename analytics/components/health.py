"""Data health on the Files page: which weeks of which payers miss a file."""

from __future__ import annotations

import streamlit as st

from analytics import session
from analytics.components import contradictions, views
from analytics.measures.health import health_rows


def draw() -> None:
    """Payer-weeks that need a look, and the newest week of every payer."""
    st.subheader("Data health", anchor=False)
    st.caption(
        "Payer weeks that seem to be missing a file or have many duplicates, then "
        "each payer's newest week. Expected is the median of the 8 weeks before."
    )
    contradictions.badge()
    rows = session.everything().ask("data_health")
    views.table(
        health_rows(rows),
        "data_health",
        (
            "payer_name",
            "remit_week",
            ("verdict", "small"),
            "line_count",
            "expected_line_count",
            "first_answer_line_count",
            "duplicate_line_count",
            "compared_week_count",
        ),
        {"payer": "payer_name"},
    )
