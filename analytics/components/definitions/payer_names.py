"""The names of payers in the files, which a team joins and separates: part of Definitions."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics import load, notebook, session
from analytics.access import is_allowed
from analytics.components import editing, layout, views
from analytics.components.files import loading
from analytics.measures.payer_names import (
    AUTOMATIC,
    JOIN,
    SEPARATE,
    alias_changes,
    by_payer,
    names_sentence,
    names_to_choose,
    names_to_keep,
)
from analytics.measures.words import count_text

STEPS = {
    JOIN: "Join as one payer",
    SEPARATE: "Keep each as its own payer",
    AUTOMATIC: "Back to automatic",
}
RULE = (
    "Joined automatically: names with the same payer id (835 N104, else REF 2U) that differ only "
    "in capitals, punctuation, legal form (INC, LLC) or a word like PLAN, because the id says it "
    "is the same payer. A name found only on claims is joined with the payer that has its "
    "id, else with the one that answered at least nine of ten of the claims billed under it. "
    "Clearly different names under one id, such as plans of one administrator, stay separate "
    "payers; an answer from one can still link to a claim the other answered. A name your team "
    "makes a payer of its own is neither joined nor linked by its id."
)


def draw() -> None:
    """The list by payer with why, and below it what a team may decide."""
    names = session.everything().ask("payer_names")
    if names.empty:
        st.caption("No file with a payer is loaded yet.")
        return
    st.caption(layout.plain(f"{names_sentence(names)} {RULE}"))
    shown = by_payer(names)
    views.table(
        shown,
        "payer_names",
        (
            ("payer_name", "medium"),
            ("payer_name_as_given", "medium"),
            "known_by",
            "payer_ids",
            "remittance_count",
            "answered_claim_count",
            "submitted_claim_count",
            "first_week",
            "last_week",
        ),
        is_of_names=True,
        height=min(38 + 35 * len(shown), 420),
    )
    _draw_choice(names)


def _draw_choice(names: pd.DataFrame) -> None:
    """Names, what to do with them, and the button that does it."""
    typed = {
        each.payer_name_as_given: each for each in notebook.typed_payer_aliases(session.store())
    }
    aliases = {given: each.payer_name for given, each in typed.items()}
    changed_when = {(given,): each.changed_at for given, each in typed.items()}
    editor = editing.opened("payer_names", "all", names, changed_when)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.multiselect(
            "Names to join or separate",
            names_to_choose(names),
            key="payer_names_chosen",
            placeholder="Choose names",
            width=370,
        )
        step = st.selectbox(
            "What to do",
            list(STEPS),
            format_func=STEPS.__getitem__,
            key="payer_names_step",
            width=250,
        )
        kept: str | None = ""
        if step == JOIN:
            kept = st.selectbox(
                "Name to use",
                names_to_keep(names, chosen),
                key="payer_name_kept",
                accept_new_options=True,
                placeholder="Choose or type a name",
                width=290,
            )
    saved, gone = alias_changes(names, aliases, step, chosen, " ".join((kept or "").split()))
    is_ready = bool(saved or gone) and (step != JOIN or bool(kept))
    if st.button(
        f"Apply to {count_text(len(chosen), 'name')}" if chosen else "Apply",
        key="apply_payer_names",
        type="primary",
        disabled=not is_ready or loading.is_running() or not is_allowed("define"),
    ) | editing.draw_conflict("payer_names"):
        if editing.save(editor, lambda seen, left: _write(saved, gone, seen, left)):
            loading.start("Classifying denials", lambda note: load.rebuild(session.store(), note))
        st.rerun()


def _write(saved: Mapping[str, str], gone: list[str], seen: editing.Seen, left: frozenset) -> None:
    """Write down every name joined, separated or left to the files again; all or none."""

    def with_seen(given: str, name: str = "") -> tuple[notebook.PayerAlias, str]:
        return notebook.PayerAlias(given, name), seen.get((given,), "")

    notebook.save_payer_aliases(
        session.store(),
        [with_seen(given, name) for given, name in saved.items() if (given,) not in left],
        [with_seen(given) for given in gone if (given,) not in left],
    )
