"""The limits payers set, as a list to edit: part of the Definitions page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import streamlit as st

from analytics import load, notebook, session
from analytics.access import is_allowed
from analytics.columns import heading_of
from analytics.components import editing, views
from analytics.components.files import loading
from analytics.measures.deadlines import EDITABLE, KEY, edited_limits
from analytics.measures.words import count_text
from analytics.vocabulary import EditConflict


def draw(payers: Iterable[str]) -> None:
    """The list with its editor, and the way back to the default."""
    limits = session.everything().ask("deadline_limits")
    unverified = int((~limits["is_verified"].astype(bool)).sum())
    st.caption(
        f"{count_text(unverified, 'limit')} not yet verified against your contracts. "
        "The most specific row applies: payer and line of business, then payer, then "
        "line of business, then all (blank). A row without days means no limit. Add "
        "new rows at the bottom."
    )
    typed = notebook.deadline_limits(session.store())
    changed_when = {notebook.key_of(limit): limit.changed_at for limit in typed}
    editor = editing.opened("limits", "all", limits[[*KEY, *EDITABLE, "is_default"]], changed_when)
    shown = editor.shown
    lines_of_business = (
        session.everything()
        .ask("filter_choices")
        .query("choice_kind == 'line_of_business'")["value"]
    )
    edited = st.data_editor(
        shown,
        key=editor.key,
        hide_index=True,
        num_rows="add" if is_allowed("define") else "fixed",
        height=420,
        disabled=["is_default"] if is_allowed("define") else True,
        placeholder="",
        column_config={
            "payer_name": st.column_config.SelectboxColumn(
                heading_of("payer_name"), options=["", *payers], width="medium"
            ),
            "line_of_business": st.column_config.SelectboxColumn(
                heading_of("line_of_business"),
                options=sorted({"", *limits["line_of_business"], *lines_of_business}),
            ),
            "deadline_kind": st.column_config.SelectboxColumn(
                heading_of("deadline_kind"),
                options=list(notebook.DEADLINE_KINDS),
                format_func=_kind,
            ),
            "day_count": st.column_config.NumberColumn(
                heading_of("day_count"), min_value=1, max_value=3660, step=1
            ),
            "counted_from": st.column_config.SelectboxColumn(
                heading_of("counted_from"),
                options=list(notebook.COUNTED_FROM),
                format_func=_counted_from,
            ),
            "is_verified": views.column("is_verified"),
            "note": views.column("note", "large"),
            "is_default": views.column("is_default"),
        },
    )
    changed = edited_limits(shown, edited)
    if st.button(
        f"Apply {count_text(len(changed), 'limit')}" if changed else "Apply",
        key="apply_limits",
        type="primary",
        disabled=not changed or loading.is_running() or not is_allowed("define"),
    ) | editing.draw_conflict("limits"):
        if editing.save(editor, partial(_write, changed)):
            _judge_anew()
        st.rerun()
    _take_back(changed_when)


def _write(
    changed: Iterable[dict[str, object]], seen: Mapping[notebook.Key, str], left: frozenset
) -> None:
    """Save every limit that changed, or none."""
    limits = [notebook.DeadlineLimit(**fields) for fields in changed]  # type: ignore[arg-type]
    kept = [limit for limit in limits if notebook.key_of(limit) not in left]
    notebook.save_deadline_limits(session.store(), kept, seen)


def _take_back(changed_when: Mapping[notebook.Key, str]) -> None:
    """What the team typed, and the button that goes back to the default."""
    if not changed_when or not is_allowed("define"):
        return
    back = st.multiselect(
        "Undo",
        list(changed_when),
        format_func=lambda key: (  # these lists are no Markdown
            f"{_kind(key[0])}: {key[1] or 'all payers'}, {key[2] or 'all lines of business'}"
        ),
        key="limits_back",
        width=420,
    )
    seen = editing.seen_last("limits", changed_when)
    if st.button("Back to the default", key="reset_limits", disabled=not back):
        try:
            notebook.remove_deadline_limits(
                session.store(), {key: seen.get(key, "") for key in back}
            )
        except EditConflict as conflict:
            editing.show(conflict, "Press again to undo it anyway.")
        else:
            _judge_anew()


def _judge_anew() -> None:
    """Work every deadline out again, while the page looks on."""
    loading.start("Updating deadlines", lambda note: load.rebuild(session.store()))
    st.rerun()


def _kind(kind: object) -> str:
    return notebook.DEADLINE_KINDS.get(str(kind), str(kind))


def _counted_from(day: object) -> str:
    return notebook.COUNTED_FROM.get(str(day), str(day))
