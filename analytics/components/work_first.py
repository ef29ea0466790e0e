"""Work first: the open lines by what an hour of work should bring back, and how well that held."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import session
from analytics.charts.work_first import calibration_chart
from analytics.components import downloads, layout, views, work_minutes, worklist
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
COLUMNS = {
    "patient_control_number": "Control number",
    "payer_name": "Payer",
    "carc_code": "CARC",
    "recovery_per_hour_amount": ("Expected per hour", views.AMOUNT),
    "expected_recovery_amount": ("Expected back", views.AMOUNT),
    "expected_allowed_amount": ("Usually allowed", views.AMOUNT),
    "open_amount": ("Still denied", views.AMOUNT),
    "overturn_rate": ("Chance", views.PERCENT),
    "deadline_date": ("Deadline", views.DAY),
    "told_from": "Chance told from",
    "allowed_told_from": "Allowed told from",
    "work_minutes": ("Minutes", views.COUNT),
    "days_left": ("Days left", worklist.DAYS_LEFT),
    "deadline_kind": "Next deadline",
    "work_status": "Status",
    "assignee": "Assigned to",
    "procedure_code": "Procedure",
    "modifier_codes": "Modifiers",
    "owner": "Owner",
    "usual_fix": ("Usual fix", st.column_config.TextColumn(width="medium")),
    "reason_label": ("Reason", st.column_config.TextColumn(width="medium")),
    "category": "Category",
    "outcome": "Outcome",
    "next_step": "Next step",
    "next_date": ("Next date", views.DAY),
    "note": ("Note", st.column_config.TextColumn(width="medium")),
    "remit_date": ("Remitted", views.DAY),
    "service_date": ("Service", views.DAY),
    "provider_name": "Provider",
}


def order() -> str:
    """Which list is wanted, by the name of its question."""
    return layout.switch("Order", "work_order", ORDERS, "denied_lines")


def lines(filters: ReviewFilters, asked: dict[str, object], row_limit: int) -> pd.DataFrame:
    """The open lines, most per hour first; that past ones are brought in is added to ``asked``."""
    is_brought_in = st.toggle(
        "Bring in lines past every deadline",
        key="past_brought_in",
        persist_state="session",
        width="content",
    )
    if is_brought_in:
        asked["past"] = "yes"
    rows = session.ask("work_first", filters, row_limit=row_limit, **asked)
    st.markdown(layout.plain(work_first_sentence(rows)))
    st.caption(
        "Expected back is the chance that the denial comes back times what this payer usually "
        "allows for the procedure and modifiers, never the charge. Minutes of work are those on "
        "Definitions: verify them against your own work. A deadline ahead is shown, not weighed; "
        "lines past every deadline are left out."
    )
    if changed := work_minutes.differences():
        st.caption(layout.plain(" ".join(changed)))
    return rows


def how_it_held() -> None:
    """Past predictions against what was seen, each made only with what was known then."""
    st.subheader("How well past predictions held", anchor=False)
    bands = session.ask_all("overturn_calibration", today=session.today()[0])
    st.markdown(layout.plain(calibration_sentence(bands)))
    if bands.empty:
        return
    views.chart(calibration_chart(bands), "overturn_calibration", ())
    downloads.downloads(
        "How well past predictions held",
        {"Predictions": bands},
        "overturn_calibration",
        ReviewFilters(),
    )


def how_dollars_held() -> None:
    """Expected against received dollars of past denials, a tenth of them a row."""
    st.subheader("Expected against received", anchor=False)
    deciles = session.ask_all("recovery_calibration", today=session.today()[0])
    st.markdown(layout.plain(recovery_calibration_sentence(deciles)))
    if deciles.empty:
        return
    views.table(
        deciles,
        "recovery_calibration",
        {
            "decile_number": ("Tenth, least expected first", views.COUNT),
            "denied_line_count": ("Denied lines", views.COUNT),
            "overturned_line_count": ("Came back", views.COUNT),
            "denied_amount": ("Denied amount", views.AMOUNT),
            "expected_recovery_amount": ("Expected", views.AMOUNT),
            "received_amount": ("Received", views.AMOUNT),
            "received_rate": ("Received of expected", views.PERCENT),
        },
    )
    downloads.downloads(
        "Expected against received",
        {"Tenths": deciles},
        "recovery_calibration",
        ReviewFilters(),
    )
