"""Definitions: which reasons count as denials, whose they are, and what was changed here."""

import pandas as pd
import streamlit as st

from analytics import load, notebook, session
from analytics.columns import heading_of
from analytics.components import (
    audit_entries,
    client_names,
    deadlines,
    downloads,
    editing,
    glossary,
    how_counted,
    layout,
    loading,
    payer_names,
    rights,
    views,
    work_minutes,
)
from analytics.measures.definitions import EDITABLE, defaults, edited_rules, with_words
from analytics.measures.sentences import definitions_sentence
from analytics.measures.words import count_text
from analytics.vocabulary import EditConflict

PREVENTABLE = {"y": "yes", "partly": "partly", "n": "no"}

layout.opening("Definitions", of_weeks=False)
store = session.store()
definitions = session.everything().ask("definitions")
everyone = definitions[definitions["payer_name"] == ""]
layout.answer(definitions_sentence(everyone))
glossary.draw_measure()

st.subheader("Which reasons (CARC) count", anchor=False)

choices = session.everything().ask("filter_choices")
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

can_define = rights.may("define")
if can_define:
    st.caption(
        "Change a cell, then apply. All weeks are classified again with the change; "
        "no file is read again."
    )
rules = notebook.carc_rules(store)
changed_when = {(rule.carc_code, rule.payer_name): rule.changed_at for rule in rules}
editor = editing.opened("definitions", f"{payer}_{sought}", shown, changed_when)
shown = editor.shown
edited = st.data_editor(
    shown,
    key=editor.key,
    hide_index=True,
    height=min(38 + 35 * max(len(shown), 1), 520),
    disabled=["carc_code", "reason_label", "is_default"] if can_define else True,
    column_order=["carc_code", "reason_label", *EDITABLE, "is_default"],
    column_config={
        "carc_code": views.column("carc_code"),
        "reason_label": views.column("reason_label", "medium"),
        "is_denial": views.column("is_denial"),
        "category": st.column_config.SelectboxColumn(
            heading_of("category"), options=sorted(everyone["category"].unique()), width="medium"
        ),
        "owner": st.column_config.SelectboxColumn(
            heading_of("owner"), options=sorted(everyone["owner"].unique()), width="medium"
        ),
        "preventable": st.column_config.SelectboxColumn(
            heading_of("preventable"),
            options=list(PREVENTABLE),
            format_func=lambda value: PREVENTABLE[str(value)],
        ),
        "usual_fix": views.column("usual_fix", "large"),
        "is_default": views.column("is_default"),
    },
)
base = everyone if payer else defaults(everyone)
changed = edited_rules(shown, edited, base)


def _write(seen: editing.Seen, left: frozenset) -> None:
    """Save every rule that changed, or none; one without a field goes back to its base."""
    kept: list[tuple[notebook.CarcRule, str]] = []
    gone: list[tuple[notebook.CarcRule, str]] = []
    for fields in changed:
        rule = notebook.CarcRule(payer_name=payer, **fields)
        key = (rule.carc_code, payer)
        if key not in left:
            (kept if len(fields) > 1 else gone).append((rule, seen.get(key, "")))
    notebook.save_carc_rules(store, kept, gone)


if st.button(
    f"Apply {count_text(len(changed), 'change')}" if changed else "Apply",
    key="apply_definitions",
    type="primary",
    disabled=not changed or loading.is_running() or not can_define,
) | editing.draw_conflict("definitions"):
    if editing.save(editor, _write):
        loading.start("Classifying every line again", lambda note: load.rebuild(store, note))
    st.rerun()
loading.watch()

if rules:
    st.subheader("Changed here", anchor=False)
    for words in how_counted.differences():
        st.markdown(f"- {layout.plain(words)}")
    back = st.multiselect(
        "Undo",
        list(changed_when),
        format_func=lambda key: f"CARC {key[0]} ({key[1] or 'all payers'})",
        key="definitions_back",
        width=420,
    )
    seen = editing.seen_last("rules", changed_when)
    if st.button(
        "Back to the default", key="reset_definitions", disabled=not back or not can_define
    ):
        gone = [(notebook.CarcRule(*key), seen.get(key, "")) for key in back]
        try:
            notebook.save_carc_rules(store, [], gone)
        except EditConflict as conflict:
            editing.show(conflict, "Press again to undo it anyway.")
        else:
            loading.start("Classifying every line again", lambda note: load.rebuild(store, note))
            st.rerun()
glossary.draw_remarks(sought)
deadlines.draw(payers)
work_minutes.draw()
payer_names.draw()
client_names.draw()
audit_entries.draw_history()
downloads.downloads(
    "Definitions",
    {
        "Definitions": definitions,
        "Deadlines": session.everything().ask("deadline_limits"),
        "Minutes of work": session.everything().ask("work_minutes"),
        "Payer names": session.everything().ask("payer_names"),
        "Client names": session.everything().ask("client_names"),
    },
    "definitions",
)
