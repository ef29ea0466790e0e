"""Parts of the page Before submission: rules, flagged lines, examples, the form."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import history, layout, views
from analytics.measures.claim_flags import check_sentence, flags_by_rule

ANY = "Any"


def rules_table(flags: pd.DataFrame) -> int | None:
    """The rules that flag something; a click picks one. Answers the picked rule, if any."""
    rules = flags_by_rule(flags)
    views.table(
        rules,
        "claim_rules",
        (
            ("sentence", 640),
            "flagged_line_count",
            "charge_amount",
            "usual_allowed_amount",
            ("reason_label", "medium"),
            ("usual_fix", "medium"),
            "owner",
        ),
        on_pick=_pick_rule,
    )
    picked = st.session_state.get("claim_rule_picked")
    return picked if picked in set(rules["rule_number"]) else None


def _pick_rule(rule: pd.Series) -> None:
    """For a table's callback: the lines and examples of this rule alone."""
    st.session_state["claim_rule_picked"] = int(rule["rule_number"])


def _forget_rule() -> None:
    """For a button: the lines of all rules again."""
    st.session_state.pop("claim_rule_picked", None)


def lines_table(flags: pd.DataFrame, picked: int | None) -> pd.DataFrame:
    """The flagged lines, of the picked rule if there is one; a click opens the claim."""
    shown = flags if picked is None else flags[flags["rule_number"] == picked]
    if picked is not None:
        st.button("All rules again", on_click=_forget_rule, icon=":material/close:")
    st.caption(
        "Strongest first; sort by any column. A rejected claim can still be changed "
        "before it is sent again. Click a line for the claim's full history."
    )
    views.table(
        shown,
        history.table_key("claim_flags"),
        (
            "patient_control_number",
            ("service_line_number", 50),
            "payer_name",
            "procedure_code",
            "modifier_codes",
            "diagnosis_codes",
            "place_of_service_code",
            "charge_amount",
            "usual_allowed_amount",
            "carc_code",
            ("sentence", "large"),
            "is_rejected",
            "submission_date",
            "service_date",
            "provider_name",
            ("usual_fix", "medium"),
            "file_name",
            "segment_number",
        ),
        on_pick=history.open_claim,
        height=min(38 + 35 * max(len(shown), 1), 420),
    )
    return shown


def examples_table(shown: pd.DataFrame) -> None:
    """The latest denied lines the first rule shown was learned from; a click opens the claim."""
    rule = shown.iloc[0]
    st.caption(layout.plain(f"Of the rule: {rule['sentence']} Click one for its full history."))
    views.table(
        session.everything().ask("claim_rule_examples", rule_number=int(rule["rule_number"])),
        history.table_key("claim_rule_examples"),
        (
            "patient_control_number",
            "payer_name",
            "procedure_code",
            "modifier_codes",
            "diagnosis_codes",
            "place_of_service_code",
            "carc_code",
            "denied_amount",
            "outcome",
            "remit_date",
            "service_date",
            "file_name",
            "segment_number",
        ),
        on_pick=history.open_claim,
    )


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

    with st.form("check_claim", border=True):
        first, second, third, fourth, fifth = st.columns([3, 2, 2, 2, 2])
        payer = first.selectbox("Payer", known("payer"), index=None, placeholder=ANY)
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
