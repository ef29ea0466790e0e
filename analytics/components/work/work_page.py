"""The work list from its sentence to its exports, drawn anew by itself where only it changes."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics import session
from analytics.components import address, downloads, layout, views
from analytics.components.claim import history
from analytics.components.definitions import work_minutes
from analytics.components.outcomes import work_first
from analytics.components.pane import pane
from analytics.components.text import plain
from analytics.components.work import work_form, work_table, worklist
from analytics.exports.about import choices_said
from analytics.exports.columns import columns_for
from analytics.markup.layout import frame
from analytics.measures.words import count_text
from analytics.measures.work_list import EMPTY, LISTS, ORDERS
from analytics.measures.worklist import requests_sentence
from analytics.vocabulary import DenialsError, ReviewFilters

EXPORTS = {"recover": "work_first", "words": "words_against_answers"} | worklist.TAKEN_BACK


@st.fragment
def draw() -> None:
    """The list; a tick, a status or another page of it draws nothing else."""
    context = get_script_run_ctx()
    is_alone = bool(context and context.fragment_ids_this_run)
    try:
        _draw()
    except DenialsError as error:
        if not is_alone:
            raise
        st.error(plain(str(error)), icon=":material/error:")
    if is_alone:
        address.leave()
        if worklist.is_of_all_weeks() != st.session_state.get("chip_all_weeks"):
            st.rerun()  # the chip of the weeks stands outside and says which


def _draw() -> None:
    listed = worklist.chosen()
    rows = work_table.rows_of(listed)
    layout.answer(listed.sentence, count_text(listed.totals["line_count"], "line"))
    work_form.said()
    pane(frame(worklist.lists(listed)), "work_lists", worklist.choose)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="work_bar"):
        if not work_form.actions(listed):
            st.caption(plain(_said(listed, len(rows))), width="content")
        with st.container(
            horizontal=True, horizontal_alignment="right", gap="small", key="work_ways", wrap=False
        ):
            work_table.level_switch()
            worklist.narrow(listed)
            _export(listed)
    if listed.name == "records":
        _requests(listed.filters)
    work_table.draw(listed, rows, EMPTY.get(listed.name, "No line on this list."))
    if listed.name == "recover":
        _about_work_first()
    work_form.show_open_change(listed)


def _said(listed: worklist.Listed, count: int) -> str:
    """How many rows there are, of which weeks, in which order."""
    noun = "claim" if st.session_state["work_rows"] == "claims" else "line"
    weeks = "" if listed.name in worklist.OF_VIEW else ", all weeks"
    cut = f"; the first {worklist.ROW_LIMIT:,} lines" if listed.is_cut else ""
    return f"{count_text(count, noun)}{weeks}, {ORDERS[listed.order]}{cut}"


def _requests(filters: ReviewFilters) -> None:
    """The requests of payers themselves, those about claims without a denied line included."""
    requests = session.review(filters).ask("information_requests")
    sentence = requests_sentence(requests)
    if not sentence:
        return
    if fold := layout.fold(sentence, "records_asked", icon=":material/attach_file:"):
        with fold:
            views.table(
                requests[~requests["is_answered"].astype(bool)],
                history.table_key("information_requests"),
                (
                    "due_date",
                    "days_left",
                    "patient_control_number",
                    "payer_name",
                    ("requested_labels", "large"),
                    "request_date",
                    "file_name",
                    "segment_number",
                ),
                on_pick=history.open_claim,
            )


def _export(listed: worklist.Listed) -> None:
    """What the list shows, taken away."""
    fold = st.popover(
        "Export", key="work_export", icon=":material/download:", on_change="rerun", wrap=False
    )
    if not fold.open:
        return
    name = EXPORTS.get(listed.name, "denied_lines")
    title = LISTS[listed.name]
    ids = listed.lines["remitted_line_id"]
    frame_ = listed.lines
    if name in ("work_first", "words_against_answers"):
        said = (
            {key: listed.asked[key] for key in ("status", "assignee", "owner")}
            if name == "work_first"
            else {}
        )
        told = session.review(listed.filters).ask(name, **said).set_index("remitted_line_id")
        frame_ = told.reindex(ids).dropna(how="all").reset_index()
    with fold:
        downloads.downloads(
            title,
            {title: columns_for(name, frame_)},
            name,
            listed.filters,
            work_minutes.differences() if name == "work_first" else (),
            choices=choices_said({**listed.asked, "list": LISTS[listed.name]}),
        )


def _about_work_first() -> None:
    st.caption(work_first.HOW)
    if changed := work_minutes.differences():
        st.caption(plain(" ".join(changed)))
    if fold := layout.fold("How accurate past predictions were", "work_first_held"):
        with fold:
            work_first.how_it_held()
