"""Rejections: claims refused at the door, by whom and why, and which still wait."""

import streamlit as st

from analytics import session
from analytics.charts.rejections import rejection_bars, rejection_trend
from analytics.exports.about import REJECTIONS
from analytics.exports.columns import columns_for
from analytics.measures.rejections import (
    by_reason,
    claims_sentence,
    largest_payers,
    rejections_sentence,
    weekly_rates,
)
from analytics.pages import door, history, papers, parts, views

parts.opening("Which claims were refused at the door?", of_claims=True)

filters = session.up_to_now(session.filters_in_force())
payers = session.ask("rejections_by_payer", filters)
parts.stop_if_empty(payers, "claim sent")
parts.answer(rejections_sentence(payers))
weekly = weekly_rates(session.ask("weekly_rejections", session.with_history(filters)))
door.figures_row(payers, weekly, session.latest_full_week(filters, "claims"))
door.notes(payers)

st.subheader("Week by week", anchor=False)
views.chart(
    rejection_trend(door.in_view(weekly, filters), filters.date_basis),
    "rejection_trend",
    ("week",),
    "rejections",
)

left, right = st.columns([6, 5], gap="medium")
with left:
    st.subheader("By payer", anchor=False)
    shown = largest_payers(payers)
    views.chart(
        rejection_bars(shown, "payer_name", "payer_name", door.beside_payers(shown), room=3),
        "rejection_payers",
        ("payer",),
        "rejections",
    )
with right:
    st.subheader("Who refused, and what", anchor=False)
    door.refusers(session.ask("rejections_by_refuser", filters))

st.subheader("Why, and whose work it is", anchor=False)
reasons = session.ask("rejections_by_reason", filters)
owner = door.owner_pills(reasons)
shown = by_reason(reasons, owner)
views.chart(
    rejection_bars(
        shown.head(door.REASONS), "reason_id", "reason_label", door.beside_reasons(shown)
    ),
    door.reasons_key(),
    ("reason",),
    on_pick=door.narrow_to_reason,
)

st.subheader("The claims", anchor=False)
claims = door.narrowed(session.ask("rejected_claims", filters), shown, owner)
st.markdown(parts.plain(claims_sentence(claims)))
door.table_of(claims)
papers.downloads(
    "Rejected claims",
    {
        "Rejected claims": columns_for("rejected_claims", claims),
        "Payers": payers,
        "Reasons": reasons,
    },
    "rejected_claims",
    filters,
    definitions=REJECTIONS,
    dated_by="day first sent",
)
history.show_open_claim()
papers.how_counted("Rejections", "rejections_by_payer", "rejections_by_reason", "rejected_claims")
