"""The flow of claims, drawn, and the claims behind the stage or band that was clicked."""

from __future__ import annotations

import streamlit as st

from analytics import session
from analytics.charts.claim_flow import flow_chart
from analytics.charts.style import CONFIG
from analytics.components import downloads, history, layout, views
from analytics.measures.claim_flow import FINAL_STAGES, FIRST_STAGES, Flow, claims_between
from analytics.measures.words import count_text
from analytics.vocabulary import ReviewFilters

ROW_LIMIT = 500
SIZES = {"claim_count": "Claims", "charge_amount": "Charge"}


def draw_flow(flow: Flow) -> None:
    """The picture; a click on it chooses what the list of claims shows."""
    st.subheader("From submission to outcome", anchor=False)
    size = layout.switch("Drawn by", "flow_by", SIZES, "claim_count")
    st.plotly_chart(
        flow_chart(flow.stages, flow.bands, size, layout.ink()),
        key="claim_flow",
        config=CONFIG,
        alt="Chart: the flow of claims. Its numbers are on the buttons and in the table below.",
        selection_mode="points",
        on_select=_choose,
    )
    st.caption("Click a stage, a band or a button for its claims; click a claim for its history.")


def draw_claims(flow: Flow, filters: ReviewFilters) -> None:
    """The claims of the stages chosen, those with most still denied first."""
    with st.container(horizontal=True, gap="medium"):
        first = _pills("What happened first", "flow_first", FIRST_STAGES, flow, is_first=True)
        final = _pills("Outcome so far", "flow_final", FINAL_STAGES, flow, is_first=False)
    count = claims_between(flow, first, final)
    named = [FIRST_STAGES[first]] if first else []
    named += [FINAL_STAGES[final]] if final else []
    claims = session.review(filters).ask(
        "claims_at_stage", first_stage=first, final_stage=final, row_limit=ROW_LIMIT
    )
    said = f"**{' → '.join(named) or 'All claims'}**: {count_text(count, 'claim')}"
    if count > len(claims):
        said += f"; the list shows the {len(claims):,} with most still denied"
    st.markdown(said + ".")
    views.table(
        claims.assign(
            first_stage=claims["first_stage"].map(FIRST_STAGES),
            final_stage=claims["final_stage"].map(FINAL_STAGES | {"paid": "Paid"}),
        ),
        history.table_key("claims_table"),
        (
            "patient_control_number",
            "payer_name",
            "first_stage",
            "final_stage",
            "charge_amount",
            "paid_amount",
            "denied_amount",
            "open_amount",
            "carc_codes",
            "procedure_codes",
            "submission_count",
            "rejected_submission_count",
            "answer_count",
            "service_date",
            "first_submission_date",
            "first_remit_date",
            "provider_name",
            "line_of_business",
        ),
        on_pick=history.open_claim,
        height=min(38 + 35 * max(len(claims), 1), 390),
    )
    downloads.downloads("Claims", {"Claims": claims}, "claims_at_stage")


def _pills(label: str, key: str, stages: dict[str, str], flow: Flow, is_first: bool) -> str | None:
    """Buttons of one column of the picture, each with its count; none chosen is all."""

    def said(stage: str) -> str:
        pair = (stage, None) if is_first else (None, stage)
        return f"{stages[stage]} {claims_between(flow, *pair):,}"

    return st.pills(label, list(stages), format_func=said, key=key, persist_state="session")


def _choose() -> None:
    """Take over the stages of the mark that was clicked; a click beside them changes nothing."""
    points = st.session_state["claim_flow"]["selection"]["points"]
    if points and "customdata" in points[0]:
        first, final = points[0]["customdata"]
        st.session_state.update(flow_first=first, flow_final=final)
