"""Rejections: claims refused at the door, by whom and why, and which still wait."""

import streamlit as st

from analytics import session
from analytics.charts.rejections import rejection_bars, rejection_trend
from analytics.components import downloads, history, layout, rejection_claims, views
from analytics.exports.about import REJECTIONS
from analytics.exports.columns import columns_for
from analytics.measures.rejections import (
    by_reason,
    claims_sentence,
    largest_payers,
    rejections_sentence,
    weekly_rates,
)

layout.opening("Rejections", of_claims=True)

filters = session.up_to_now(session.filters_in_force())
payers = session.review(filters).ask("rejections_by_payer")
layout.stop_if_empty(payers, "claim sent")
layout.answer(rejections_sentence(payers))
weekly = weekly_rates(session.review(filters.with_history()).ask("weekly_rejections"))
rejection_claims.figures_row(payers, weekly, session.latest_full_week(filters, "claims"))
rejection_claims.notes(payers)

st.subheader("Week by week", anchor=False)
views.chart(
    rejection_trend(rejection_claims.in_view(weekly, filters), filters.date_basis),
    "rejection_trend",
    ("week",),
    "rejections",
)

left, right = st.columns([6, 5], gap="medium")
with left:
    st.subheader("By payer", anchor=False)
    shown = largest_payers(payers)
    views.chart(
        rejection_bars(
            shown, "payer_name", "payer_name", rejection_claims.beside_payers(shown), room=3
        ),
        "rejection_payers",
        ("payer",),
        "rejections",
    )
with right:
    st.subheader("Who rejected, and what", anchor=False)
    rejection_claims.refusers(session.review(filters).ask("rejections_by_refuser"))

st.subheader("Why, and whose work it is", anchor=False)
reasons = session.review(filters).ask("rejections_by_reason")
owner = rejection_claims.owner_pills(reasons)
shown = by_reason(reasons, owner)
views.chart(
    rejection_bars(
        shown.head(rejection_claims.REASONS),
        "reason_id",
        "reason_label",
        rejection_claims.beside_reasons(shown),
    ),
    rejection_claims.reasons_key(),
    ("reason",),
    on_pick=rejection_claims.narrow_to_reason,
)

st.subheader("The claims", anchor=False)
claims = rejection_claims.narrowed(session.review(filters).ask("rejected_claims"), shown, owner)
st.markdown(layout.plain(claims_sentence(claims)))
rejection_claims.table_of(claims)
downloads.downloads(
    "Rejected claims",
    {
        "Rejected claims": columns_for("rejected_claims", claims),
        "Payers": payers,
        "Reasons": reasons,
    },
    "rejected_claims",
    filters,
    definitions=REJECTIONS,
    dated_by="day first submitted",
)
history.show_open_claim()
