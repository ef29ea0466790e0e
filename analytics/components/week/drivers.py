"""Why the rate moved: a section of the weekly review."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from analytics import session
from analytics.charts.drivers import rate_waterfall
from analytics.components import downloads, layout, views
from analytics.measures.drivers import driver_steps, drivers_sentence
from analytics.measures.words import day_text
from analytics.review import WeekInReview

AGAINST = {"4": "4 weeks before", "8": "8 weeks before", "12": "12 weeks before", "": "Two periods"}
PERIODS = {
    "before_first_week": ("Before: first week", -8),
    "before_last_week": ("Before: last week", -1),
    "first_week": ("After: first week", 0),
    "last_week": ("After: last week", 0),
}
POINTS = st.column_config.NumberColumn(format="%+.2f")


def why_the_rate_moved(told: WeekInReview) -> None:
    """The parts of the change as a waterfall that drills, against 4, 8, 12 weeks or any others."""
    st.subheader("Why the rate moved", anchor=False)
    against = layout.switch("Compare with the", "drivers_against", AGAINST, "8")
    periods = told.periods(int(against)) if against else _two_periods(told.week)
    rows = told.drivers_between(periods)
    st.markdown(layout.plain(drivers_sentence(rows)))
    if rows.empty:
        return
    views.chart(rate_waterfall(driver_steps(rows)), "rate_drivers", ("payer", "procedure"))
    fold = st.expander("The numbers", key="drivers_table_folded", on_change="rerun")
    if fold.open:
        with fold:
            views.table(
                rows.assign(
                    payer_name=rows["payer_name"].fillna("All others: usual variation"),
                    rate_points=rows["rate_part"] * 100,
                    mix_points=rows["mix_part"] * 100,
                    error_points=rows["standard_error"] * 100,
                ),
                "rate_drivers_table",
                (
                    "payer_name",
                    "procedure_code",
                    ("rate_points", POINTS),
                    ("mix_points", POINTS),
                    ("error_points", POINTS),
                    "denied_line_count",
                    "line_count",
                    "denied_line_count_before",
                    "line_count_before",
                ),
            )
            downloads.downloads("Why the rate moved", {"Drivers": rows}, "rate_drivers")


def _two_periods(week: date) -> dict[str, date]:
    """Four weeks to choose: where each of two periods begins and ends."""
    span = session.everything().ask("data_span").iloc[0]
    weeks = [day.date() for day in pd.date_range(span["first_week"], span["last_week"], freq="7D")]
    chosen: dict[str, date] = {}
    for column, (name, (label, steps)) in zip(st.columns(4), PERIODS.items(), strict=True):
        wanted = week + timedelta(weeks=steps)
        chosen[name] = column.selectbox(
            label,
            weeks,
            index=weeks.index(wanted) if wanted in weeks else 0,
            format_func=day_text,
            key=f"drivers_{name}",
        )
    return chosen
