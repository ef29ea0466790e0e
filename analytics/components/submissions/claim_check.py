"""What history says of one claim, and how past flags did."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import layout, views
from analytics.measures.claim_flags import check_sentence
from analytics.measures.names import shown_payer

ANY = "Any"


def tests_table(tests: pd.DataFrame) -> None:
    """The back-test in numbers, a row per week."""
    views.table(
        tests.assign(expected_line_count=tests["expected_line_count"].round(1)),
        "claim_rule_tests",
        (
            "submission_week",
            "flagged_line_count",
            "flagged_denied_line_count",
            "expected_line_count",
            "line_count",
            "denied_line_count",
        ),
    )


def check_form() -> None:
    """Payer, procedure, modifiers, diagnosis and place of a claim; below, what history says."""
    choices = session.everything().ask("filter_choices")

    def known(kind: str) -> list[str]:
        return choices.loc[choices["choice_kind"] == kind, "value"].tolist()

    with st.form("check_claim", border=False):
        first, second, third, fourth, fifth = st.columns([3, 2, 2, 2, 2])
        payer = first.selectbox(
            "Payer", known("payer"), index=None, placeholder=ANY, format_func=shown_payer
        )
        procedure = second.selectbox(
            "Procedure", known("procedure"), index=None, placeholder=ANY, accept_new_options=True
        )
        modifiers = third.text_input(
            "Modifiers", placeholder=ANY, help="25, or 25 59; 0 for none.", key="check_modifiers"
        )
        diagnosis = fourth.text_input("First diagnosis", placeholder=ANY, help="J06.9 or J069.")
        place = fifth.text_input("Place of service", placeholder=ANY, help="11, 22 …")
        is_asked = st.form_submit_button("Check past denials", type="primary")
    said = {
        "payer": payer,
        "procedure": procedure,
        "modifier": "" if modifiers.strip() == "0" else modifiers.strip() or None,
        "diagnosis": diagnosis.strip() or None,
        "place": place.strip() or None,
    }
    if not is_asked:
        return
    if all(value is None for value in said.values()):
        st.info("Enter at least one detail of the claim.")
        return
    st.markdown(layout.plain(check_sentence(session.everything().ask("claim_check", **said))))
