"""Denied lines: the work list. Whose they are, what is next, and each claim's whole history."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from analytics import notebook, session
from analytics.components import (
    contradictions,
    downloads,
    figures,
    history,
    layout,
    ticked_lines,
    views,
    work_first,
    work_form,
    work_minutes,
    worklist,
)
from analytics.exports.about import choices_said
from analytics.exports.columns import columns_for
from analytics.measures.denied_dollars import amount_in
from analytics.measures.sentences import found_sentence, lines_sentence
from analytics.measures.words import count_text
from analytics.vocabulary import ReviewFilters

ROW_LIMIT = 2000
TAKEN_BACK = ("denied_after_payment", "takebacks")
COLUMNS = (
    "patient_control_number",
    "payer_name",
    "procedure_code",
    "modifier_codes",
    "carc_code",
    "open_amount",
    "work_status",
    "assignee",
    "days_left",
    "deadline_kind",
    "deadline_date",
    "information_request",
    "next_step",
    "next_date",
    ("note", "medium"),
    "owner",
    ("usual_fix", "medium"),
    ("reason_label", "medium"),
    "remit_date",
    "denied_amount",
    "outcome",
    "days_open",
    "category",
    "group_code",
    "remark_codes",
    "verdict",
    "charge_amount",
    "paid_amount",
    "recovered_amount",
    "service_date",
    "provider_name",
    "worked_by",
    "worked_at",
    "file_name",
    "segment_number",
)

layout.opening("Work list")
day, is_current = session.today()
words, box = st.columns([3, 1], gap="large")
searched = box.text_input(
    "Find a claim",
    key="claim_searched",
    placeholder="Find a claim by its number",
    icon=":material/search:",
    label_visibility="collapsed",
    help="Searches all weeks, regardless of filters. It is never part of the link.",
).strip()
filters, listed = session.filters_in_force(), "denied_lines"
asked: dict[str, Any] = {"today": day}
if searched:
    filters = ReviewFilters()
    asked["control_number"] = searched
    lines = session.review(filters).ask("denied_lines", row_limit=ROW_LIMIT, **asked)
    with words:
        layout.answer(found_sentence(lines, searched))
else:
    worklist.asked_for_records(filters)
    headlines = session.review().ask("headline")
    layout.stop_if_empty(headlines[headlines["denied_line_count"] > 0], "denied line")
    headline = headlines.iloc[0]
    dollars = session.review().ask("denied_dollars")
    with words:
        winnable = amount_in(dollars, "winnable")
        layout.answer(lines_sentence(headline, winnable, int(headline["denied_line_count"])))
    figures.view_figures(session.review())
    layout.apart()
    contradictions.draw()
    if worklist.due_soon(day, is_current):
        filters = filters.of_all_weeks()
        asked["within_days"] = worklist.SOON
    asked |= worklist.choices(filters, **asked)
    listed = work_first.order()
    if listed == "work_first":
        lines = work_first.lines(filters, asked, ROW_LIMIT)
    else:
        lines = session.review(filters).ask(listed, row_limit=ROW_LIMIT, **asked)
        if "within_days" in asked:
            lines = lines.sort_values("deadline_date", kind="stable")

is_cut = len(lines) == ROW_LIMIT
if not searched:
    asked["outcomes"] = worklist.outcomes()
    if listed not in TAKEN_BACK:
        lines = lines[lines["outcome"].isin(asked["outcomes"] or worklist.OUTCOMES)]
work_form.actions(lines)
if is_cut:
    most = {"work_first": "expected per hour", "takebacks": "taken back"}
    st.caption(
        f"The {count_text(ROW_LIMIT, 'line')} with most {most.get(listed, 'still denied')}; "
        "filters narrow them."
    )
columns: Sequence[views.Shown] = work_first.COLUMNS if listed == "work_first" else COLUMNS
if listed in TAKEN_BACK:
    columns = (*COLUMNS[:3], "taken_back_amount", *COLUMNS[3:])
with st.container(key="lines"):  # its table has another key whenever it shows other lines
    views.table(
        lines.assign(
            work_status=lines["work_status"].map(notebook.STATUSES),
            outcome=lines["outcome"].map(worklist.OUTCOMES),
            deadline_kind=lines["deadline_kind"].map(notebook.DEADLINE_KINDS),
        ),
        ticked_lines.table_key(lines),
        columns,
        on_pick=history.open_claim,
        on_tick=ticked_lines.keep,
        selection_default=ticked_lines.ticks(lines),
        height=min(38 + 35 * max(len(lines), 1), 560),
    )
title = "Denied lines" if listed == "denied_lines" else work_first.ORDERS[listed]
downloads.downloads(
    title,
    {title: columns_for(listed, lines)},
    listed,
    filters,
    work_minutes.differences() if listed == "work_first" else (),
    choices=choices_said(asked),
)
if listed == "work_first":
    work_first.how_it_held()
if not work_form.show_open_change(lines):
    history.show_open_claim()
