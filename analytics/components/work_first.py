"""Work first: the open lines by what an hour of work should bring back, and how well that held."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import session
from analytics.charts.work_first import calibration_chart
from analytics.components import downloads, layout, views, work_minutes
from analytics.measures.work_first import (
    calibration_sentence,
    recovery_calibration_sentence,
    work_first_sentence,
)
from analytics.vocabulary import ReviewFilters

ORDERS = {
    "denied_lines": "Most still denied",
    "work_first": "Work first",
    "denied_after_payment": "Denied after payment",
    "takebacks": "Taken back",
}
COLUMNS = (
    "patient_control_number",
    "payer_name",
    "carc_code",
    "recovery_per_hour_amount",
    "expected_recovery_amount",
    "expected_allowed_amount",
    "open_amount",
    "overturn_rate",
    "deadline_date",
    "told_from",
    "allowed_told_from",
    "work_minutes",
    "days_left",
    "deadline_kind",
    "work_status",
    "assignee",
    "procedure_code",
    "modifier_codes",
    "owner",
    ("usual_fix", "medium"),
    ("reason_label", "medium"),
    "category",
    "outcome",
    "next_step",
    "next_date",
    ("note", "medium"),
    "remit_date",
    "service_date",
    "provider_name",
)


def order() -> str:
    """Which list is wanted, by the name of its question."""
    return layout.switch("Order", "work_order", ORDERS, "denied_lines")


def lines(filters: ReviewFilters, asked: dict[str, object], row_limit: int) -> pd.DataFrame:
    """The open lines, most per hour first; that past ones are brought in is added to ``asked``."""
    is_brought_in = st.toggle(
        "Include lines past all deadlines",
        key="past_brought_in",
        persist_state="session",
        width="content",
    )
    if is_brought_in:
        asked["past"] = "yes"
    rows = session.review(filters).ask("work_first", row_limit=row_limit, **asked)
    st.markdown(layout.plain(work_first_sentence(rows)))
    st.caption(
        "Expected recovery is the chance that the denial is overturned times what "
        "this payer usually allows for the procedure and modifiers, never the "
        "charge. Minutes of work come from Definitions; verify them against your own "
        "work. Deadlines are shown but not weighed; lines past all deadlines are "
        "left out."
    )
    if changed := work_minutes.differences():
        st.caption(layout.plain(" ".join(changed)))
    return rows


def how_it_held() -> None:
    """Past predictions against what was seen, each made only with what was known then."""
    st.subheader("How accurate past predictions were", anchor=False)
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
