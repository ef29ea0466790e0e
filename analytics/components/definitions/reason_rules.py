"""Which reasons (CARC) count as a denial, whose they are: a list the team edits on Definitions."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from analytics import load, notebook, session
from analytics.columns import heading_of
from analytics.components import editing, layout, rights, views
from analytics.components.files import loading
from analytics.components.frame import how_counted
from analytics.measures.definitions import EDITABLE, defaults, edited_rules, with_words
from analytics.measures.words import count_text
from analytics.vocabulary import EditConflict

PREVENTABLE = {"y": "yes", "partly": "partly", "n": "no"}


def draw(payers: Iterable[str]) -> None:
    """The list with its editor, for all payers or one, and what was changed here."""
    definitions = session.everything().ask("definitions")
    everyone = definitions[definitions["payer_name"] == ""]
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
    codes = sorted(everyone["carc_code"], key=lambda code: (len(code), code))
    shown = with_words(shown.loc[codes].reset_index(), sought, "carc_code")
    can_define = rights.may("define")
    if can_define:
        st.caption(
            "Change a cell, then apply. All weeks are classified again with the change; "
            "no file is read again."
        )
    changed_when = {
        (rule.carc_code, rule.payer_name): rule.changed_at
        for rule in notebook.carc_rules(session.store())
    }
    editor = editing.opened("definitions", f"{payer}_{sought}", shown, changed_when)
    edited = _edited(editor, everyone, can_define)
    base = everyone if payer else defaults(everyone)
    changed = edited_rules(editor.shown, edited, base)

    def write(seen: editing.Seen, left: frozenset) -> None:
        """Save every rule that changed, or none; one without a field goes back to its base."""
        kept: list[tuple[notebook.CarcRule, str]] = []
        gone: list[tuple[notebook.CarcRule, str]] = []
        for fields in changed:
            rule = notebook.CarcRule(payer_name=payer, **fields)
            key = (rule.carc_code, payer)
            if key not in left:
                (kept if len(fields) > 1 else gone).append((rule, seen.get(key, "")))
        notebook.save_carc_rules(session.store(), kept, gone)

    if st.button(
        f"Apply {count_text(len(changed), 'change')}" if changed else "Apply",
        key="apply_definitions",
        type="primary",
        disabled=not changed or loading.is_running() or not can_define,
    ) | editing.draw_conflict("definitions"):
        if editing.save(editor, write):
            _judge_again()
        st.rerun()
    if changed_when:
        _take_back(changed_when, can_define)


def _edited(editor: editing.Opened, everyone: pd.DataFrame, can_define: bool) -> pd.DataFrame:
    """The list as it was typed."""
    edited: pd.DataFrame = st.data_editor(
        editor.shown,
        key=editor.key,
        hide_index=True,
        height=min(38 + 35 * max(len(editor.shown), 1), 520),
        disabled=["carc_code", "reason_label", "is_default"] if can_define else True,
        column_order=["carc_code", "reason_label", *EDITABLE, "is_default"],
        column_config={
            "carc_code": views.column("carc_code"),
            "reason_label": views.column("reason_label", "medium"),
            "is_denial": views.column("is_denial"),
            "category": st.column_config.SelectboxColumn(
                heading_of("category"),
                options=sorted(everyone["category"].unique()),
                width="medium",
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
    return edited


def _take_back(changed_when: dict[tuple[str, str], str], can_define: bool) -> None:
    """What was changed here, and the button that goes back to the default."""
    st.subheader("Changed here", anchor=False)
    for words in how_counted.differences():
        st.markdown(f"- {layout.plain(words)}")
    if not can_define:
        return
    back = st.multiselect(
        "Undo",
        list(changed_when),
        format_func=lambda key: f"CARC {key[0]} ({key[1] or 'all payers'})",
        key="definitions_back",
        width=420,
    )
    seen = editing.seen_last("rules", changed_when)
    if st.button("Back to the default", key="reset_definitions", disabled=not back):
        gone = [(notebook.CarcRule(*key), seen.get(key, "")) for key in back]
        try:
            notebook.save_carc_rules(session.store(), [], gone)
        except EditConflict as conflict:
            editing.show(conflict, "Press again to undo it anyway.")
        else:
            _judge_again()
            st.rerun()


def _judge_again() -> None:
    """Put the changes in force, while the page looks on."""
    store = session.store()
    loading.start("Classifying every line again", lambda note: load.rebuild(store, note))
