"""What goes with a modifier, and which modifier seems missing: sections of the Modifiers page."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics import session
from analytics.charts.modifiers import modifier_forest
from analytics.components import downloads, history, layout, views
from analytics.measures.modifiers import of_level, shown_effects, with_points
from analytics.measures.words import count_text

LEVELS = {
    "modifier": "Modifier",
    "procedure": "and procedure",
    "payer": "and payer",
    "both": "and both",
}
POINTS = st.column_config.NumberColumn(format="%+.1f")
FIELDS = {"modifier": "modifier_code", "procedure": "procedure_code", "payer": "payer_name"}


def effects_in_view() -> pd.DataFrame:
    """Every effect under the filters; the modifiers among them narrow what is shown only."""
    filters = session.filters_in_force()
    rows = session.review(replace(filters, modifiers=())).ask("modifier_effects")
    return rows[rows["modifier_code"].isin(filters.modifiers)] if filters.modifiers else rows


def with_against_without(effects: pd.DataFrame) -> None:
    """The forest plot at the level chosen, and all of it in numbers."""
    st.subheader("With and without the modifier", anchor=False)
    st.caption(
        "Lines with the modifier compared with similar lines without it: same payer, "
        "procedure and place of service. This shows association, not cause. The "
        "diamond is all lines together; where it differs, the mix of payers and "
        "procedures explains it."
    )
    level = layout.switch("By", "modifier_level", LEVELS, "modifier")
    rows = of_level(effects, level)
    shown = shown_effects(rows)
    if shown.empty:
        st.info(
            "Nothing can be compared here: no modifier has lines of the same payer, "
            "procedure and place of service without it. Choose more weeks or remove "
            "a filter."
        )
    else:
        views.chart(modifier_forest(shown), "modifier_effects", tuple(FIELDS))
        if len(rows) > len(shown):
            left = count_text(len(rows) - len(shown), "more row")
            st.caption(f"{left} in the table below: smaller, or with nothing to compare with.")
    fold = st.expander(
        "The numbers behind the chart", key="modifier_effects_folded", on_change="rerun"
    )
    if fold.open:
        with fold:
            views.table(
                with_points(rows).fillna({"procedure_code": "All", "payer_name": "All"}),
                "modifier_effects_table",
                (
                    "modifier_code",
                    "procedure_code",
                    "payer_name",
                    ("difference_points", POINTS),
                    ("low_points", POINTS),
                    ("high_points", POINTS),
                    ("raw_points", POINTS),
                    "verdict",
                    "with_denied_count",
                    "with_line_count",
                    "without_denied_count",
                    "without_line_count",
                    "strata_count",
                    "odds_ratio",
                    ("sentence", "large"),
                ),
                on_pick=_to_lines,
            )
            downloads.downloads(
                "With and without the modifier", {"Modifiers": effects}, "modifier_effects"
            )


def _to_lines(row: pd.Series) -> None:
    """The denied lines of a row."""
    values = {name: row[column] for name, column in FIELDS.items() if row[column] != "All"}
    session.drill("denied_lines", **values)


def missing_modifiers() -> None:
    """Lines refused without a modifier and paid with it, and the open ones like them."""
    st.subheader("Modifiers that may be missing", anchor=False)
    st.caption(
        "Lines first denied for CARC 4, 97 or 236 and paid once a modifier was "
        "added, and what is still open of the same payer, procedure and reason "
        "without it. Check the record before adding one. Click a row to view the "
        "denied lines."
    )
    rows = session.review().ask("missing_modifiers")
    if rows.empty:
        st.caption(
            "None: no line in view that was denied for these reasons was later paid "
            "after a modifier was added. Corrected claims and their answers must be "
            "loaded to see it."
        )
        return
    views.table(
        rows,
        "missing_modifiers",
        (
            "payer_name",
            "procedure_code",
            "modifier_code",
            ("modifier_label", "medium"),
            "carc_code",
            "denied_line_count",
            "paid_line_count",
            "later_paid_amount",
            "open_line_count",
            "open_amount",
        ),
        {"payer": "payer_name", "procedure": "procedure_code", "carc": "carc_code"},
    )
    lines = session.review().ask("missing_modifier_lines", row_limit=500)
    words = f"The {count_text(len(lines), 'line')} paid since"
    fold = st.expander(words, key="put_right_folded", on_change="rerun")
    if fold.open:
        with fold:
            views.table(
                lines,
                "missing_modifier_lines",
                (
                    "patient_control_number",
                    "payer_name",
                    "procedure_code",
                    "modifier_codes",
                    "later_modifier_codes",
                    "carc_code",
                    "denied_amount",
                    "later_paid_amount",
                    "remit_date",
                    "paid_date",
                ),
                on_pick=history.open_claim,
            )
    downloads.downloads(
        "Missing modifiers", {"Missing modifiers": rows, "Lines": lines}, "missing_modifiers"
    )
    history.show_open_claim()
