"""Procedures and providers: who meets which denials more than others, with real examples."""

from dataclasses import replace

import streamlit as st

from analytics import session
from analytics.charts.breakdowns import bar_chart
from analytics.components import (
    break_down,
    downloads,
    figures,
    history,
    layout,
    packets,
    views,
)
from analytics.measures.breakdowns import breakdown
from analytics.measures.providers import compare_patterns, providers_sentence

EXAMPLES, ROW_LIMIT = 5, 300

layout.opening("Procedures and providers")

filters = session.filters_in_force()
providers, procedures = (
    session.review().ask("denials_by_provider"),
    session.review().ask("denials_by_procedure"),
)
layout.stop_if_empty(providers)
chosen = filters.providers[0] if len(filters.providers) == 1 else None
# The others are whom a provider is measured against: the filter must not leave them out.
patterns = compare_patterns(
    session.review(replace(filters, providers=())).ask(
        "provider_patterns", provider=chosen, row_limit=ROW_LIMIT
    )
)
layout.answer(providers_sentence(providers, patterns))
figures.view_figures(session.review())

st.caption("Click a bar to look at one provider or one procedure.")
left, right = st.columns(2, gap="large")
with left:
    st.subheader("By provider", anchor=False)
    shown = breakdown(providers, "provider_name", keep=8)
    views.chart(
        bar_chart(shown, "provider_name", "provider_name", room=2.2),
        "provider_bars",
        ("provider",),
        "providers",
    )
with right:
    st.subheader("By procedure", anchor=False)
    shown = breakdown(procedures, "procedure_code", keep=8)
    views.chart(
        bar_chart(shown, "procedure_code", "procedure_code", room=2.2),
        "procedure_bars",
        ("procedure",),
        "providers",
    )

break_down.draw("providers_parts", ("place_of_service", "diagnosis_chapter", "claim_kind"))

st.subheader("What is unusual", anchor=False)
st.caption(
    "Lines of one procedure, with the same modifiers, denied for one reason: this "
    "provider against all others. This shows association, not cause, and of so many "
    "rows a few stand out by chance. Click a row to view lines."
)
views.table(
    patterns,
    "provider_patterns",
    (
        "provider_name",
        "procedure_code",
        "modifier_codes",
        "carc_code",
        ("reason_label", "medium"),
        "denied_line_count",
        "adjudicated_line_count",
        "pattern_rate",
        "other_rate",
        "other_adjudicated_line_count",
        "verdict",
        "denied_amount",
        "owner",
        ("usual_fix", "medium"),
    ),
    {
        "provider": "provider_name",
        "procedure": "procedure_code",
        "modifier": "modifier_codes",
        "carc": "carc_code",
    },
)

st.subheader("Example claims", anchor=False)
st.caption("Recovered and open lines, most dollars first. Click one for its full history.")
examples = session.review().ask("claim_examples", row_limit=EXAMPLES)
examples = examples.assign(outcome=examples["outcome"].str.replace("_", " "))
views.table(
    examples,
    f"claim_examples_{st.session_state.get('lines_drawn', 0)}",
    (
        "patient_control_number",
        "procedure_code",
        "modifier_codes",
        "diagnosis_codes",
        "carc_code",
        ("reason_label", "medium"),
        "denied_amount",
        "outcome",
        ("put_right_by", "medium"),
        ("usual_fix", "medium"),
        "payer_name",
        "service_date",
        "remark_codes",
        "provider_name",
        "file_name",
        "segment_number",
    ),
    on_pick=history.open_claim,
)
downloads.downloads(
    "Procedures and providers",
    {
        "Patterns": patterns,
        "Examples": examples,
        "Providers": providers,
        "Procedures": procedures,
    },
    "provider_education",
)
if chosen:
    packets.of_provider(chosen)
else:
    st.caption("Click the bar of one provider for its education sheet, to print or mail.")
history.show_open_claim()
