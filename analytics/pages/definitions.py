"""Definitions: which reasons count as denials, whose they are, and what was changed here."""

import pandas as pd
import streamlit as st

from analytics import load, notebook, session
from analytics.measures.definitions import EDITABLE, defaults, edited_rules, with_words
from analytics.measures.sentences import definitions_sentence
from analytics.measures.words import count_text
from analytics.pages import deadlines, loading, meanings, papers, parts, work_minutes

PREVENTABLE = {"y": "yes", "partly": "partly", "n": "no"}

parts.opening("What counts as a denial here?", of_weeks=False)
store = session.store()
definitions = session.ask_all("definitions")
everyone = definitions[definitions["payer_name"] == ""]
parts.answer(definitions_sentence(everyone))
meanings.draw_measure()

st.subheader("Which reasons (CARC) count", anchor=False)

choices = session.ask_all("filter_choices")
payers = choices[choices["choice_kind"] == "payer"]["value"]
with st.container(horizontal=True):
    payer = st.selectbox(
        "Definitions for",
        ["", *payers],
        format_func=lambda name: name or "All payers",
        key="definitions_payer",
        width=420,
    )
    sought = st.text_input(
        "Find a code or word", key="code_sought", type="search", placeholder="All", width=300
    ).strip()
own = definitions[definitions["payer_name"] == payer]
shown = pd.concat([own, everyone]).drop_duplicates("carc_code").set_index("carc_code")
shown = shown.loc[sorted(everyone["carc_code"], key=lambda code: (len(code), code))].reset_index()
shown = with_words(shown, sought, "carc_code")

st.caption(
    "Change a cell, then apply. Every figure is judged anew, for all weeks; no file is read again."
)
edited = st.data_editor(
    shown,
    key=f"definitions_{session.snapshot()}_{payer}_{sought}",
    hide_index=True,
    height=min(38 + 35 * max(len(shown), 1), 520),
    disabled=["carc_code", "reason_label", "is_default"],
    column_order=["carc_code", "reason_label", *EDITABLE, "is_default"],
    column_config={
        "carc_code": "CARC",
        "reason_label": st.column_config.TextColumn("Reason", width="medium"),
        "is_denial": "Counts",
        "category": st.column_config.SelectboxColumn(
            "Category", options=sorted(everyone["category"].unique()), width="medium"
        ),
        "owner": st.column_config.SelectboxColumn(
            "Owner", options=sorted(everyone["owner"].unique()), width="medium"
        ),
        "preventable": st.column_config.SelectboxColumn(
            "Preventable", options=list(PREVENTABLE), format_func=PREVENTABLE.get
        ),
        "usual_fix": st.column_config.TextColumn("Usual fix", width="large"),
        "is_default": "As delivered",
    },
)
base = everyone if payer else defaults(everyone)
changed = edited_rules(shown, edited, base)
if st.button(
    f"Apply {count_text(len(changed), 'change')}" if changed else "Apply",
    key="apply_definitions",
    type="primary",
    disabled=not changed or loading.is_running(),
):
    for fields in changed:
        if len(fields) > 1:
            notebook.save_carc_rule(store, notebook.CarcRule(payer_name=payer, **fields))
        else:
            notebook.remove_carc_rule(store, fields["carc_code"], payer)
    loading.start("Judging every line anew", lambda note: load.rebuild(store))
    st.rerun()
loading.watch()

rules = notebook.carc_rules(store)
if rules:
    st.subheader("Changed here", anchor=False)
    for words in papers.differences():
        st.markdown(f"- {parts.plain(words)}")
    back = st.multiselect(
        "Take back",
        range(len(rules)),
        format_func=lambda at: (
            f"CARC {rules[at].carc_code} ({rules[at].payer_name or 'all payers'})"
        ),
        key="definitions_back",
        width=420,
    )
    if st.button("Back to the default", key="reset_definitions", disabled=not back):
        for at in back:
            notebook.remove_carc_rule(store, rules[at].carc_code, rules[at].payer_name)
        loading.start("Judging every line anew", lambda note: load.rebuild(store))
        st.rerun()
meanings.draw_remarks(sought)
deadlines.draw(payers)
work_minutes.draw()
papers.downloads(
    "Definitions",
    {
        "Definitions": definitions,
        "Deadlines": session.ask_all("deadline_limits"),
        "Minutes of work": session.ask_all("work_minutes"),
    },
    "definitions",
)
papers.how_counted("What is a denial", "definitions")
