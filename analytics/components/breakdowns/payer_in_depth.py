"""One payer in depth, folded on the Payers page: what to talk about with its representative."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import downloads, layout, views
from analytics.components.claim import history
from analytics.measures.outcomes import OUTCOME_WORDS
from analytics.measures.payers import secondary_note
from analytics.measures.words import count_text
from analytics.review import payer_in_depth, week_in_review

SECONDARY_TOLD = 5


def draw(payer: str) -> None:
    """What it does that others do not, what changed, and claims to talk about."""
    review = session.review()
    if review.ask("denials_by_payer").empty:  # all in view answer only as secondary
        review = review.narrowed(include_secondary=True)
    week = week_in_review(review)
    told = payer_in_depth(week, payer)
    for sentence in (told.sentence, *told.changes):
        st.markdown(layout.plain(sentence))
    downloads.payer_documents(payer)
    st.markdown("**How it pays**")
    for row in told.habits.itertuples():
        st.markdown(layout.plain(f"{row.habit}: {row.words}"))
    st.markdown("**Claims to talk about**")
    st.caption("Recovered and open lines, most dollars first. Click one for its history.")
    views.table(
        told.examples.assign(outcome=told.examples["outcome"].map(OUTCOME_WORDS)),
        history.table_key("payer_examples"),
        (
            "patient_control_number",
            "service_date",
            "remit_date",
            "procedure_code",
            "modifier_codes",
            "carc_code",
            ("reason_label", "medium"),
            "remark_codes",
            "denied_amount",
            "outcome",
            "file_name",
        ),
        on_pick=history.open_claim,
    )


def draw_secondary(secondary: pd.DataFrame) -> None:
    """The payers that answer only as secondary here, a sentence each and the way to it."""
    for place, (_, row) in enumerate(secondary.head(SECONDARY_TOLD).iterrows()):
        words, button = st.columns((12, 2), vertical_alignment="center")
        words.caption(layout.plain(secondary_note(row)))
        button.button(
            "View payer", key=f"secondary_{place}", on_click=_open, args=(row["payer_name"],)
        )
    if len(secondary) > SECONDARY_TOLD:
        more = count_text(len(secondary) - SECONDARY_TOLD, "more payer")
        st.caption(f"{more} only so: `denials ask secondary_payers`.")


def draw_adjustments() -> None:
    """What was paid or taken back beside all claims."""
    rows = session.everything().ask("provider_adjustments")
    views.table(
        rows,
        "provider_adjustments_table",
        (
            "payer_name",
            "remit_date",
            "reason_code",
            "amount",
            "reference_id",
            "trace_number",
            "file_name",
            "segment_number",
        ),
    )
    downloads.downloads("Provider-level adjustments", {"Adjustments": rows}, "provider_adjustments")


def _open(payer: str) -> None:
    st.session_state["payer_open"] = payer
