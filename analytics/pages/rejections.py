"""Rejections: claims rejected before adjudication, by whom and why, and which still wait."""

import streamlit as st

from analytics import session
from analytics.components import downloads, layout
from analytics.components.claim import history
from analytics.components.submissions import rejection_claims, rejection_figures
from analytics.components.submissions.rejection_figures import Rejected
from analytics.exports.about import REJECTIONS
from analytics.exports.columns import columns_for
from analytics.measures.rejections import by_reason, rejections_sentence, weekly_rates

layout.opening("Rejections", of_claims=True)

filters = session.up_to_now(session.filters_in_force())
payers = session.review(filters).ask("rejections_by_payer")
layout.stop_if_empty(payers, "claim submitted")
layout.answer(rejections_sentence(payers))
if not session.has_acknowledgments():
    unknown = layout.plain(rejection_figures.NO_ACKNOWLEDGMENTS)
    st.warning(unknown, icon=":material/mark_email_unread:")
weekly = session.kept(
    "rejection_weeks",
    ("weekly_rejections",),
    filters,
    lambda: weekly_rates(session.review(filters.with_history()).ask("weekly_rejections")),
)
claims = session.review(filters).ask("rejected_claims")
reasons = session.review(filters).ask("rejections_by_reason")
added = session.kept(
    "rejection_reasons", ("rejections_by_reason",), filters, lambda: by_reason(reasons)
)
week = session.latest_full_week(filters, "claims")
rejection_figures.draw(filters, Rejected(payers, weekly, added, claims), week)
listed = claims
if len(claims):
    listed = rejection_claims.claim_list(claims, added)
rejection_figures.notes(payers)
downloads.downloads(
    "Rejected claims",
    {
        "Rejected claims": columns_for("rejected_claims", listed),
        "Payers": payers,
        "Reasons": reasons,
    },
    "rejected_claims",
    filters,
    definitions=REJECTIONS,
    dated_by="day first submitted",
)
if fold := layout.fold("Who rejected, and what", "rejected_by_whom"):
    with fold:
        rejection_claims.refusers(session.review(filters).ask("rejections_by_refuser"))
history.show_open_claim()
