"""How weeks of service or sending mature: a section of the page Outcomes."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics import session
from analytics.charts.maturity import maturity_trend
from analytics.components import downloads, layout, views
from analytics.measures.maturity import maturing, maturity_sentence

WEEKS_OF = {"service": "Service date", "submission": "Submission date"}


def draw() -> None:
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
