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

layout.opening("Which claims were refused at the door?", of_claims=True)

filters = session.up_to_now(session.filters_in_force())
payers = session.ask("rejections_by_payer", filters)
layout.stop_if_empty(payers, "claim sent")
layout.answer(rejections_sentence(payers))
weekly = weekly_rates(session.ask("weekly_rejections", session.with_history(filters)))
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
    st.subheader("Who refused, and what", anchor=False)
    rejection_claims.refusers(session.ask("rejections_by_refuser", filters))

st.subheader("Why, and whose work it is", anchor=False)
reasons = session.ask("rejections_by_reason", filters)
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
claims = rejection_claims.narrowed(session.ask("rejected_claims", filters), shown, owner)
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
    dated_by="day first sent",
)
history.show_open_claim()
downloads.how_counted(
    "Rejections", "rejections_by_payer", "rejections_by_reason", "rejected_claims"
)
