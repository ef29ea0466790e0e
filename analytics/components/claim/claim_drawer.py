"""The drawer of a claim: what was denied, its dollars and history, the usual fix, notes.

What the team writes goes in below; the next claim of the list follows by button or by key.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analytics import answers, notebook, session
from analytics.answers import Asked
from analytics.components import downloads, layout, views
from analytics.components.claim.claim_facts import denied_blocks, dollars_block
from analytics.components.claim.claim_form import draw_form, go_to
from analytics.components.claim.claim_past import (
    EVERY,
    history_block,
    lines_like,
    notes_block,
    usual_blocks,
)
from analytics.components.pane import pane
from analytics.components.text import plain
from analytics.markup.layout import frame
from analytics.measures.claim_steps import one_of
from analytics.measures.words import (
    count_text,
)
from analytics.vocabulary import TrailFault

NOT_THERE = "This claim is not among the claims you can see. It may be another client's, or undone."


def draw(key: str, listed: Sequence[str]) -> None:
    """The claim that goes by this key; ``listed`` are those of the list it was opened from."""
    linked_claim, _, carc = key.partition("-")
    named = (
        session.everything().ask("claim_named", linked_claim=int(linked_claim))
        if linked_claim
        else pd.DataFrame()
    )
    if named.empty:
        st.info(NOT_THERE)
        return
    number, payer = named["patient_control_number"].iloc[0], named["payer_name"].iloc[0]
    everything, every, linked = (
        session.everything(),
        session.review(EVERY),
        _asked_with(int(linked_claim)),
    )
    of_claim = {"claim": number, "payer": payer}
    asked: list[Asked] = [
        (everything, "claim_history", of_claim),
        (every, "work_list", {"linked_claims": linked}),
        (everything, "work_history", of_claim),
    ]
    if carc:
        asked.append((lines_like(payer, carc), "outcomes_by_reason", {}))
    try:
        session.ask_together(*asked)
        events = everything.ask("claim_history", **of_claim)
    except TrailFault as fault:  # who opens a claim is on record, or it is not opened
        st.error(plain(str(fault).replace("`", "")), icon=":material/error:")
        return
    if events.empty:  # the number is also of a claim this person may not see
        st.info(NOT_THERE)
        return
    events = events[events["linked_claim_id"] == int(linked_claim)]
    lines = every.ask("work_list", linked_claims=linked)
    lines = lines[lines["linked_claim_id"] == int(linked_claim)].reset_index(drop=True)
    own = _own(lines, carc)
    work = everything.ask("work_history", **of_claim)
    _head(number, own, key, listed)
    blocks = [*denied_blocks(own, lines), *dollars_block(own), history_block(events, own)]
    if len(own):
        blocks += usual_blocks(own)
    blocks.append(notes_block(work))
    pane(frame(*blocks), "claim_drawer")
    if len(own):
        draw_form(key, own, listed)
    _events(number, events, work)


def ahead(linked: list[int]) -> None:
    """Ask in advance for the lines of claims somebody may open: those of the page of a list."""
    if st.session_state.get("linked_ahead") != linked:
        st.session_state["linked_ahead"] = linked
        answers.ask_ahead((session.review(EVERY), "work_list", {"linked_claims": linked}))


def _asked_with(linked_claim: int) -> list[int]:
    """The claims whose lines are asked for with those of this one, if they were in advance."""
    linked = st.session_state.get("linked_ahead", [])
    return linked if linked_claim in linked else [linked_claim]


def _own(lines: pd.DataFrame, carc: str) -> pd.DataFrame:
    """The lines of the reason it was opened for; without one, of that with most open."""
    if lines.empty:
        return lines
    own = lines[lines["carc_code"] == carc]
    return own if len(own) else lines[lines["carc_code"] == lines["carc_code"].iloc[0]]


def _head(number: str, own: pd.DataFrame, key: str, listed: Sequence[str]) -> None:
    """Whose claim it is, its status, and the ways to those before and after it."""
    status = one_of(own["work_status"].tolist()) if len(own) else ""
    sign = f" :blue-badge[{notebook.STATUSES[status]}]" if status else ""
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key="drawer_head", wrap=False
    ):
        st.markdown(f"**Claim {plain(number)}**{sign}", width="content")
        if key not in listed:
            return
        place = listed.index(key)
        with st.container(
            horizontal=True, width="content", gap="xsmall", key="drawer_steps", wrap=False
        ):
            for words, step, letter, icon in (
                ("Previous claim", -1, "K", "keyboard_arrow_up"),
                ("Next claim", 1, "J", "keyboard_arrow_down"),
            ):
                to = place + step
                st.button(
                    " ",
                    key=f"drawer_{letter.lower()}",
                    icon=f":material/{icon}:",
                    shortcut=letter,
                    help=f"{words} of the list",
                    disabled=not 0 <= to < len(listed),
                    on_click=go_to,
                    args=(listed[to] if 0 <= to < len(listed) else key,),
                )
            st.caption(f"{place + 1:,} of {len(listed):,}")


def _events(number: str, events: pd.DataFrame, work: pd.DataFrame) -> None:
    """Every event and every entry of the team, folded, with their download."""
    fold = layout.fold(f"Every event: {count_text(len(events), 'segment')}", "claim_events")
    if not fold:
        return
    with fold:
        whole = events["service_line_number"] == 0
        views.table(
            events.assign(service_line_number=events["service_line_number"].mask(whole)),
            "claim_history",
            (
                "event_date",
                ("event", 150),
                ("detail", 260),
                "group_code",
                "carc_code",
                "remark_code",
                "amount",
                ("file_name", 190),
                "segment_number",
                ("service_line_number", 50),
            ),
            height=min(38 + 35 * len(events), 320),
        )
        if len(work):
            st.markdown(f"**Work**: {count_text(len(work), 'entry', 'entries')}, newest first")
            views.table(
                work.assign(work_status=work["work_status"].map(notebook.STATUSES))[::-1],
                "work_history",
                ("worked_at", "worked_by", "procedure_code", "work_status", "assignee")
                + ("next_step", "next_date", ("note", "large")),
                height=min(38 + 35 * len(work), 210),
            )
        downloads.downloads(
            f"History of claim {number}", {"History": events, "Work": work}, "claim_history"
        )
