"""Before submission: open claims that are like claims payers denied, and what history says."""

import streamlit as st

from analytics import session
from analytics.charts.claim_flags import back_test
from analytics.components import downloads, layout, views
from analytics.components.claim import history
from analytics.components.submissions import claim_check, claim_flags
from analytics.exports.about import FLAGS
from analytics.measures.claim_flags import (
    flags_sentence,
    judgement,
    judgement_sentence,
    with_expected,
)
from analytics.measures.words import count_text

layout.opening("Before submission", of_claims=True, of_weeks=False)

filters = session.filters_in_force().of_all_weeks()
tests = with_expected(session.everything().ask("claim_rule_tests"))
told = judgement(tests)
flags = session.review(filters).ask("claim_flags")
open_lines = session.review(filters).ask("open_lines").iloc[0]
layout.answer(flags_sentence(flags, open_lines) if told.is_proven else judgement_sentence(told))
claim_flags.figures(flags, open_lines, told)
if not flags.empty:
    shown = claim_flags.lines(flags)
    downloads.downloads(
        "Flagged lines",
        {"Flagged lines": shown, "Back-test": tests},
        "claim_flags",
        filters,
        definitions=FLAGS,
        dated_by="day sent",
    )
st.caption(
    "A flag shows what was associated with denials in the last 13 weeks, not the "
    "cause. Each line has one flag, its strongest. Week filters do not apply to open claims; a "
    "reason filter applies to the flag's reason."
)

if not flags.empty:
    count = count_text(flags["rule_number"].nunique(), "rule")
    if fold := layout.fold(f"What past denials show: {count}", "flag_rules"):
        with fold:
            claim_flags.rules(flags)
            claim_flags.examples_table(flags)
if fold := layout.fold("Check a claim before you submit it", "check_open"):
    with fold:
        claim_check.check_form()
if fold := layout.fold("Would the flags have helped?", claim_flags.PROOF):
    with fold:
        st.caption(
            layout.plain(
                "For each week the rules used only earlier answers; counted are claims "
                "submitted that week and answered since, the 50 lines flagged by the "
                f"strongest rules. {judgement_sentence(told)}"
            )
        )
        views.chart(back_test(tests), "back_test", ())
        claim_check.tests_table(tests)
history.show_open_claim()
