"""How well past predictions of what comes back held: of chances, and of dollars."""

from __future__ import annotations

import streamlit as st

from analytics import session
from analytics.charts.work_first import calibration_chart
from analytics.components import downloads, layout, views
from analytics.measures.work_first import (
    calibration_sentence,
    recovery_calibration_sentence,
)
from analytics.vocabulary import ReviewFilters

HOW = (
    "Expected recovery is the chance that the denial is overturned times what this payer usually "
    "allows for the procedure and modifiers, never the charge. Minutes of work come from "
    "Definitions; verify them against your own work. Deadlines are shown but not weighed."
)


def how_it_held() -> None:
    """Past predictions against what was seen, each made only with what was known then."""
    bands = session.everything().ask("overturn_calibration")
    st.markdown(layout.plain(calibration_sentence(bands)))
    if bands.empty:
        return
    views.chart(calibration_chart(bands), "overturn_calibration", ())
    downloads.downloads(
        "How accurate past predictions were",
        {"Predictions": bands},
        "overturn_calibration",
        ReviewFilters(),
    )


def how_dollars_held() -> None:
    """Expected against received dollars of past denials, a tenth of them a row."""
    st.subheader("Expected against received", anchor=False)
    deciles = session.everything().ask("recovery_calibration")
    st.markdown(layout.plain(recovery_calibration_sentence(deciles)))
    if deciles.empty:
        return
    views.table(
        deciles,
        "recovery_calibration",
        (
            "decile_number",
            "denied_line_count",
            "overturned_line_count",
            "denied_amount",
            "expected_recovery_amount",
            "received_amount",
            "received_rate",
        ),
    )
    downloads.downloads(
        "Expected against received",
        {"Tenths": deciles},
        "recovery_calibration",
        ReviewFilters(),
    )
