"""HFMA's standardized denial metrics, as a compact table on the Outcomes page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics import session
from analytics.components import downloads, layout, views
from analytics.measures.hfma import periods_beside
from analytics.measures.signal_words import week_text

EVERY = {"month": "By month", "week": "By week"}


def draw() -> None:
    """The last periods beside one another; the formula of each stands in its row."""
    every = layout.switch("Periods", "hfma_every", EVERY, "month")
    told = session.review(replace(session.filters_in_force(), date_basis="remit")).ask(
        "hfma_measures", every=every
    )
    st.caption(
        "Standardizing Denial Metrics, HFMA Claim Integrity Task Force, under their own names and "
        "formulas; they differ from the figures above. Payer, provider and line of business narrow "
        "them, reasons and procedures do not. Periods not over yet are left out."
    )
    full = told[told["is_full"].astype(bool)]
    if full.empty:
        st.info("No period is over yet.", icon=":material/hourglass_empty:")
        return
    shown = periods_beside(full)
    days = [name for name in shown if name not in ("measure_label", "formula")]
    heads = {day: f"{day:%b %Y}" if every == "month" else week_text(day) for day in days}
    views.table(
        shown.rename(columns=heads),
        "hfma_measures",
        (
            ("measure_label", 280),
            *({head: head for head in heads.values()}),
            ("formula", "large"),
        ),
    )
    downloads.downloads("HFMA denial metrics", {"HFMA denial metrics": told}, "hfma_measures")
