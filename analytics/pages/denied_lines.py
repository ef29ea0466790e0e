"""Denied lines: every denied line in view, and from a line to its claim's whole history."""

import streamlit as st

from analytics import session
from analytics.exports.columns import columns_for
from analytics.measures.sentences import found_sentence, lines_sentence
from analytics.pages import figures, history, papers, parts, views

ROW_LIMIT = 2000

parts.opening("Which lines were denied, and what became of them?")

searched = st.text_input(
    "Find a claim",
    key="claim_searched",
    placeholder="Patient control number",
    icon=":material/search:",
    width=360,
    help="Looks through all weeks, whatever the filters. It never stands in the address.",
).strip()
if searched:
    lines = session.ask_all("denied_lines", row_limit=ROW_LIMIT, control_number=searched)
    parts.answer(found_sentence(lines, searched))
else:
    lines = session.ask("denied_lines", row_limit=ROW_LIMIT)
    parts.stop_if_empty(lines, "denied line")
    headline = session.ask("headline").iloc[0]
    parts.answer(lines_sentence(headline, len(lines)))
    figures.view_figures(headline)
    parts.apart()

st.subheader("The lines", anchor=False)
st.caption("Click a line for its claim's whole history.")
lines = lines.assign(
    outcome=lines["outcome"].str.replace("re_", "re-").str.replace("_", " "),
)
outcomes = st.pills(
    "Only", sorted(lines["outcome"].unique()), selection_mode="multi", key="outcomes"
)
lines = lines[lines["outcome"].isin(outcomes)] if outcomes else lines
views.table(
    lines,
    history.table_key(),
    {
        "patient_control_number": "Control number",
        "payer_name": "Payer",
        "remit_date": ("Remitted", views.DAY),
        "procedure_code": "Procedure",
        "modifier_codes": "Modifiers",
        "carc_code": "CARC",
        "reason_label": ("Reason", st.column_config.TextColumn(width="medium")),
        "denied_amount": ("Denied", views.AMOUNT),
        "open_amount": ("Still open", views.AMOUNT),
        "outcome": "Outcome",
        "days_open": ("Days open", views.COUNT),
        "owner": "Owner",
        "usual_fix": ("Usual fix", st.column_config.TextColumn(width="medium")),
        "category": "Category",
        "group_code": "Group",
        "remark_codes": "Remarks",
        "verdict": "Full or partial",
        "charge_amount": ("Charge", views.AMOUNT),
        "paid_amount": ("Paid", views.AMOUNT),
        "recovered_amount": ("Recovered", views.AMOUNT),
        "service_date": ("Service", views.DAY),
        "provider_name": "Provider",
        "file_name": "File",
        "segment_number": ("Segment", views.PLACE),
    },
    on_pick=history.open_claim,
    height=560,
)
papers.downloads(
    "Denied lines", {"Denied lines": columns_for("denied_lines", lines)}, "denied_lines"
)
history.show_open_claim()
papers.how_counted("Denied lines", "denied_lines", "claim_history")
