"""One payer in depth, on the Payers page: what to talk about with its representative."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import session
from analytics.charts.weekly import weekly_trend
from analytics.components import history, layout, packets, views
from analytics.measures.payers import secondary_note
from analytics.measures.words import count_text
from analytics.review import PayerInDepth, payer_in_depth, week_in_review

SECONDARY_TOLD = 5


def draw(payers: list[str]) -> None:
    """The payer chosen among those in view; the one alone in view without choosing."""
    st.subheader("One payer in depth", anchor=False)
    payer = st.selectbox(
        "Payer to look into",
        payers,
        index=0 if len(payers) == 1 else None,
        placeholder="Choose a payer",
        key="payer_in_depth",
    )
    if payer is None:
        st.caption(
            "Choose a payer for its trend, payment pattern, what changed, and claims to talk about."
        )
        return
    review = session.review()
    if review.ask("denials_by_payer").empty:  # all in view answer only as secondary
        review = review.narrowed(include_secondary=True)
    week = week_in_review(review)
    told = payer_in_depth(week, payer)
    for sentence in (told.sentence, *told.changes):
        st.markdown(layout.plain(sentence))
    packets.of_payer(payer)
    basis = week.filters.date_basis
    views.chart(weekly_trend(told.weeks, basis), "payer_in_depth_trend", ("week",))
    _draw_tables(told)
    st.markdown("**Claims to talk about**")
    st.caption("Recovered and open lines, most dollars first. Click one for its history.")
    views.table(
        told.examples.assign(outcome=told.examples["outcome"].str.replace("_", " ")),
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
            "segment_number",
        ),
        on_pick=history.open_claim,
    )
    history.show_open_claim()


def draw_secondary(secondary: pd.DataFrame) -> None:
    """The payers that answer only as secondary here, a sentence each."""
    for _, row in secondary.head(SECONDARY_TOLD).iterrows():
        st.caption(layout.plain(secondary_note(row)))
    if len(secondary) > SECONDARY_TOLD:
        more = count_text(len(secondary) - SECONDARY_TOLD, "more payer")
        st.caption(f"{more} only so: `denials ask secondary_payers`.")


def _draw_tables(told: PayerInDepth) -> None:
    """Its top reasons beside its habits."""
    reasons, habits = st.columns(2, gap="large")
    with reasons:
        st.markdown("**Top reasons**")
        views.table(
            told.reasons.assign(payer_name=told.payer),
            "payer_reasons",
            (
                "carc_code",
                ("reason_label", "medium"),
                "denied_line_count",
                "denied_amount",
                "open_amount",
            ),
            {"payer": "payer_name", "carc": "carc_code"},
        )
    with habits:
        st.markdown("**How it pays**")
        for row in told.habits.itertuples():
            st.markdown(layout.plain(f"{row.habit}: {row.words}"))
