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

layout.opening(
    "Which open claims are like claims that were denied?", of_claims=True, of_weeks=False
)

filters = session.of_all_weeks(session.filters_in_force())
tests = with_expected(session.ask_all("claim_rule_tests"))
told = judgement(tests)
flags = session.ask("claim_flags", filters)
if told.is_proven:
    layout.answer(flags_sentence(flags, session.ask("open_lines", filters).iloc[0]))
else:
    layout.answer(judgement_sentence(told))
st.caption(
    "A flag says what went with denials of the last 13 weeks, not what causes them. Weeks do not "
    "narrow open claims; a reason in the filters is the one history gives."
)

if not flags.empty:
    st.subheader("What history says", anchor=False)
    st.caption("Each line has one flag, its strongest. Click a row for its lines and examples.")
    picked = claim_flags.rules_table(flags)
    st.subheader("The open lines", anchor=False)
    shown = claim_flags.lines_table(flags, picked)
    downloads.downloads(
        "Flagged lines",
        {"Flagged lines": shown, "Back-test": tests},
        "claim_flags",
        filters,
        definitions=FLAGS,
        dated_by="day sent",
    )
    st.subheader("Denied lines like them", anchor=False)
    claim_flags.examples_table(shown)

st.subheader("Check a claim", anchor=False)
claim_flags.check_form()

st.subheader("Would flags have helped?", anchor=False)
st.caption(
    layout.plain(
        "Each week the rules knew only what was answered before it; judged are the claims sent in "
        "it and answered since, the 50 lines flagged by the strongest rules. "
        + (judgement_sentence(told) if told.is_proven else "")
    )
)
views.chart(back_test(tests), "back_test", ())
fold = st.expander("Week by week, in numbers", key="back_test_folded", on_change="rerun")
if fold.open:
    with fold:
        claim_flags.tests_table(tests)
history.show_open_claim()
downloads.how_counted(
    "Before submission", "claim_flags", "claim_rule_counts", "claim_rule_outcomes", "claim_check"
)
