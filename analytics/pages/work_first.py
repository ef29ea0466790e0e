"""Work first: the open lines by what an hour of work should bring back, and how well that held."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import session
from analytics.charts.work_first import calibration_chart
from analytics.measures.work_first import calibration_sentence, work_first_sentence
from analytics.pages import papers, parts, views, work_minutes, worklist
from analytics.vocabulary import ReviewFilters

ORDERS = {"denied_lines": "Most still open", "work_first": "Work first"}
COLUMNS = {
    "patient_control_number": "Control number",
    "payer_name": "Payer",
    "carc_code": "CARC",
    "recovery_per_hour_amount": ("Expected per hour", views.AMOUNT),
    "open_amount": ("Still open", views.AMOUNT),
    "overturn_rate": ("Overturn rate", views.PERCENT),
    "deadline_date": ("Deadline", views.DAY),
    "told_from": "Told from",
    "expected_recovery_amount": ("Expected back", views.AMOUNT),
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
    return parts.switch("Order", "work_order", ORDERS, "denied_lines")


def lines(filters: ReviewFilters, asked: dict[str, object], row_limit: int) -> pd.DataFrame:
    """The open lines, most per hour first; whether past ones are left out is added to ``asked``."""
    is_left_out = st.toggle(
        "Leave out lines past every deadline",
        value=True,
        key="past_left_out",
        persist_state="session",
        width="content",
    )
    if is_left_out:
        asked["past"] = "no"
    rows = session.ask("work_first", filters, row_limit=row_limit, **asked)
    st.markdown(parts.plain(work_first_sentence(rows)))
    st.caption(
        "Expected back is the chance to be overturned times the dollars open; minutes of work are "
        "those on Definitions: verify them against your own work. A deadline is shown, not weighed."
    )
    if changed := work_minutes.differences():
        st.caption(parts.plain(" ".join(changed)))
    return rows


def how_it_held() -> None:
    """Past predictions against what was seen, each made only with what was known then."""
    st.subheader("How well past predictions held", anchor=False)
    bands = session.ask_all("overturn_calibration", today=session.today()[0])
    st.markdown(parts.plain(calibration_sentence(bands)))
    if bands.empty:
        return
    views.chart(calibration_chart(bands), "overturn_calibration", ())
    papers.downloads(
        "How well past predictions held",
        {"Predictions": bands},
        "overturn_calibration",
        ReviewFilters(),
    )
