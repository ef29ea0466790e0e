"""The flow of claims, drawn, and the claims behind the stages that were chosen."""

from __future__ import annotations

import streamlit as st

from analytics import session
from analytics.charts.claim_flow import flow_chart
from analytics.charts.style import CONFIG
from analytics.components import address, downloads, layout, views
from analytics.components.claim import history
from analytics.components.pane import Pick
from analytics.markup import layout as blocks
from analytics.markup.marks import Text, html
from analytics.measures.claim_flow import FINAL_STAGES, FIRST_STAGES, Flow, claims_between
from analytics.measures.words import count_text
from analytics.vocabulary import ReviewFilters

ROW_LIMIT = 500
SIZES = {"claim_count": "Claims", "charge_amount": "Charge"}
FIRST, FINAL, ALL = "flow_first", "flow_final", "all"


def draw_flow(flow: Flow) -> None:
    """The picture; a click on it chooses what the list of claims shows."""
    size = layout.switch("Drawn by", "flow_by", SIZES, "claim_count")
    st.plotly_chart(
        flow_chart(flow.stages, flow.bands, size, layout.ink()),
        key="claim_flow",
        config=CONFIG,
        alt="Chart: the flow of claims. Its numbers are on the chips of Claims, above.",
        selection_mode="points",
        on_select=_choose_from_chart,
    )
    st.caption("Click a stage or a band to list its claims above.")


def chips(flow: Flow) -> Text:
    """What happened first, and what has become of it: chips with their claims."""
    return html(
        '<div class="stack tight">{}{}</div>',
        _chips("What happened first", FIRST, FIRST_STAGES, flow),
        _chips("Outcome so far", FINAL, FINAL_STAGES, flow),
    )


def choose(picked: Pick) -> bool:
    """For a pick: the stage of a chip, if it was one."""
    for key, stages in ((FIRST, FIRST_STAGES), (FINAL, FINAL_STAGES)):
        if picked.get(key) in (*stages, ALL):
            st.session_state[key] = "" if picked[key] == ALL else picked[key]
            return True
    return False


def draw_claims(flow: Flow, filters: ReviewFilters) -> None:
    """The claims of the stages chosen, those with most still denied first."""
    first, final = (stage or None for stage in _chosen())
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
            "open_amount",
            "carc_codes",
            "procedure_codes",
            "service_date",
            "first_submission_date",
            "first_remit_date",
        ),
        on_pick=history.open_claim,
        height=min(38 + 35 * max(len(claims), 1), 390),
    )
    downloads.downloads("Claims", {"Claims": claims}, "claims_at_stage")


def _chosen() -> tuple[str, str]:
    """The stages as the address says them; empty is any."""
    return (
        address.keep(FIRST, "", ["", *FIRST_STAGES]),
        address.keep(FINAL, "", ["", *FINAL_STAGES]),
    )


def _chips(label: str, key: str, stages: dict[str, str], flow: Flow) -> Text:
    """One row of chips: any, then each stage with how many claims it has beside what is chosen."""
    first, final = _chosen()
    now = first if key == FIRST else final

    def said(stage: str) -> str:
        pair = (stage, final or None) if key == FIRST else (first or None, stage)
        return f"{claims_between(flow, *pair):,}"

    every = blocks.Choice("Any outcome" if key == FINAL else "All claims", {key: ALL}, not now)
    rest = [
        blocks.Choice(words, {key: stage}, stage == now, said(stage))
        for stage, words in stages.items()
    ]
    return blocks.chips([every, *rest], label)


def _choose_from_chart() -> None:
    """Take over the stages of the mark that was clicked; a click beside them changes nothing."""
    points = st.session_state["claim_flow"]["selection"]["points"]
    if points and "customdata" in points[0]:
        first, final = points[0]["customdata"]
        st.session_state.update({FIRST: first or "", FINAL: final or "", "outcomes_by": "claims"})
