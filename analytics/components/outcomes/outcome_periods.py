"""Outcomes by period: how weeks mature, HFMA's denial metrics, what passes its last deadline."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics import session
from analytics.charts.denied_dollars import last_deadlines_chart
from analytics.charts.maturity import maturity_trend
from analytics.components import downloads, layout, views
from analytics.measures.denied_dollars import last_deadlines_sentence
from analytics.measures.hfma import periods_beside
from analytics.measures.maturity import maturing, maturity_sentence
from analytics.measures.words import short_day_text
from analytics.vocabulary import ReviewFilters

WEEKS_OF = {"service": "Service date", "submission": "Submission date"}
EVERY = {"month": "By month", "week": "By week"}


def draw_maturity() -> None:
    """The pending-aware denial rate by week, with how many lines each week still waits for."""
    week_of = layout.switch("Weeks by", "maturity_of", WEEKS_OF, "service")
    filters = session.filters_in_force()
    all_weeks = replace(filters.of_all_weeks(), date_basis="remit")
    weeks = maturing(session.review(all_weeks).ask("maturity", week_of=week_of))
    if filters.first_week is not None:
        weeks = weeks[weeks["line_week"] >= pd.Timestamp(filters.first_week)]
    if weeks.empty:
        st.caption(
            "Which lines are still pending is known only of claims that are loaded (837, or a CSV "
            "of billed lines): none of these weeks."
        )
        return
    st.caption(layout.plain(maturity_sentence(weeks)))
    views.chart(maturity_trend(weeks, week_of), "maturity_trend", ())
    downloads.downloads("Maturity", {"Maturity": weeks}, "maturity")


def draw_hfma() -> None:
    """The last periods beside one another; the formula of each stands in its row."""
    every = layout.switch("Periods", "hfma_every", EVERY, "month")
    told = session.review(replace(session.filters_in_force(), date_basis="remit")).ask(
        "hfma_measures", every=every
    )
    st.caption(
        "Standardizing Denial Metrics, HFMA Claim Integrity Task Force, under their own names and "
        "formulas; they differ from the figures above. What a claim is (payer, provider, line of "
        "business …) narrows them, reasons and procedures do not. Periods not over yet are left "
        "out."
    )
    full = told[told["is_full"].astype(bool)]
    if full.empty:
        st.info("No period is over yet.", icon=":material/hourglass_empty:")
        return
    shown = periods_beside(full)
    days = [name for name in shown if name not in ("measure_label", "formula")]
    heads = {
        day: f"{day:%b %Y}" if every == "month" else f"Week of {short_day_text(day)}"
        for day in days
    }
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


def draw_last_deadlines(filters: ReviewFilters) -> None:
    """What passed its last deadline in the 12 weeks before, and what will in the 12 to come."""
    weeks = session.review(filters.of_all_weeks()).ask("last_deadlines")
    st.caption(
        layout.plain(
            f"{last_deadlines_sentence(weeks)} All weeks, not only those shown above; "
            "amounts waiting for another payer or the patient are not included."
        )
    )
    if weeks[["past_amount", "due_amount"]].sum().sum():
        views.chart(last_deadlines_chart(weeks), "last_deadlines", ())
    downloads.downloads("Last deadlines", {"Last deadlines": weeks}, "last_deadlines")
