"""Before submission: open claims that are like claims payers denied, and what history says."""

import streamlit as st

from analytics import session
from analytics.charts.claim_flags import back_test
from analytics.components import claim_flags, downloads, history, layout, views
from analytics.exports.about import FLAGS
from analytics.measures.claim_flags import (
    flags_sentence,
    judgement,
    judgement_sentence,
    with_expected,
)

layout.opening("Before submission", of_claims=True, of_weeks=False)

filters = session.filters_in_force().of_all_weeks()
tests = with_expected(session.everything().ask("claim_rule_tests"))
told = judgement(tests)
flags = session.review(filters).ask("claim_flags")
if told.is_proven:
    layout.answer(flags_sentence(flags, session.review(filters).ask("open_lines").iloc[0]))
else:
    layout.answer(judgement_sentence(told))
st.caption(
    "A flag shows what was associated with denials in the last 13 weeks, not the "
    "cause. Week filters do not apply to open claims; a reason filter applies to the "
    "flag's reason."
)

if not flags.empty:
    st.subheader("What past denials show", anchor=False)
    st.caption("Each line has one flag, its strongest. Click a row to view lines and examples.")
    picked = claim_flags.rules_table(flags)
    st.subheader("Open lines", anchor=False)
    shown = claim_flags.lines_table(flags, picked)
    downloads.downloads(
        "Flagged lines",
        {"Flagged lines": shown, "Back-test": tests},
        "claim_flags",
        filters,
        definitions=FLAGS,
        dated_by="day sent",
    )
    st.subheader("Similar denied lines", anchor=False)
    claim_flags.examples_table(shown)

st.subheader("Check a claim", anchor=False)
claim_flags.check_form()

st.subheader("Would the flags have helped?", anchor=False)
st.caption(
    layout.plain(
        (
            "For each week the rules used only earlier answers; counted are claims "
            "submitted that week and answered since, the 50 lines flagged by the "
            "strongest rules. "
        )
        + (judgement_sentence(told) if told.is_proven else "")
    )
)
views.chart(back_test(tests), "back_test", ())
fold = st.expander("Week by week, numbers", key="back_test_folded", on_change="rerun")
if fold.open:
    with fold:
        claim_flags.tests_table(tests)
history.show_open_claim()
