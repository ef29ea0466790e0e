"""Data health on Files: which weeks of which payers miss a file, who has looked into it, and which
work items do not match the answers.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import notebook, session
from analytics.access import is_allowed
from analytics.components import editing, layout, rights, views
from analytics.components.pane import Pick, pane
from analytics.components.text import plain
from analytics.markup.badges import badge
from analytics.markup.layout import Action, action_button, frame, section
from analytics.markup.marks import Text, html
from analytics.markup.tables import Column, Row, table
from analytics.measures.contradictions import contradictions_sentence
from analytics.measures.health import fault_in_short, health_rows, to_look_at, unhealthy
from analytics.measures.names import shown_payer
from analytics.measures.words import count_text, short_day_text
from analytics.notebook import Acknowledged, PayerWeek
from analytics.program import page_file

ROWS_SHOWN = 6


def open_count() -> int:
    """How many payer weeks ask for a look: of all that is loaded, without those acknowledged."""
    rows = session.everything().ask("data_health")
    return len(unhealthy(to_look_at(rows, notebook.acknowledged(session.store()))))


def draw() -> None:
    """The weeks that seem to miss a file, each with its state; nothing where there are none."""
    rows = unhealthy(session.everything().ask("data_health"))
    known = notebook.acknowledged(session.store())
    if rows.empty:
        return
    keys = {_key(row): row for _, row in rows.iterrows()}
    ordered = sorted(keys, key=lambda key: key in known)  # what asks for a look first
    shown = [_row(key, keys[key], known.get(key)) for key in ordered[:ROWS_SHOWN]]
    heads = [
        Column("Payer", "strong"),
        Column("Week"),
        Column("What", on_phone=False),
        Column("State", "muted"),
        Column("", "text"),
    ]
    more = len(ordered) - len(shown)
    note = f"{count_text(more, 'more payer week')} below, under Data health." if more else ""
    body = section("Files that seem to be missing", table(heads, shown, "Payer weeks"), note=note)
    pane(frame(body), "health_weeks", lambda picked: _do(picked, ordered))
    show_open()


def draw_all() -> None:
    """Payer-weeks that need a look, and the newest week of every payer."""
    st.caption(
        "Payer weeks that seem to be missing a file or have many duplicates, then "
        "each payer's newest week. Expected is the median of the 8 weeks before."
    )
    rows = session.everything().ask("data_health")
    views.table(
        health_rows(rows),
        "data_health",
        (
            "payer_name",
            "remit_week",
            ("verdict", "small"),
            "line_count",
            "expected_line_count",
            "first_answer_line_count",
            "duplicate_line_count",
            "compared_week_count",
        ),
        {"payer": "payer_name"},
    )


def _key(row: pd.Series) -> PayerWeek:
    return str(row["payer_name"]), f"{row['remit_week']:%Y-%m-%d}"


def _row(key: PayerWeek, row: pd.Series, known: Acknowledged | None) -> Row:
    """One payer's week: what is wrong, and whether somebody has looked into it."""
    payer, week = key
    fault = "Duplicates" if row["verdict"] == "many duplicates" else "Missing"
    state: Text = badge(fault, "attention")
    button: Text = ""
    said = {"payer": payer, "week": week}
    if known:
        who = f"{known.acknowledged_by}, {short_day_text(known.acknowledged_at[:10])}"
        words = f"{who}: {known.note}" if known.note else who
        state = html("{} {}", badge("Acknowledged"), words)
    if is_allowed("work"):
        words, do = ("Undo", "undo") if known else ("Acknowledge", "acknowledge")
        name = f"{words}: {shown_payer(payer)}, week of {short_day_text(row['remit_week'])}"
        button = action_button(
            Action(words, said | {"do": do}, look="quiet" if known else "plain", label=name)
        )
    return Row(
        (
            shown_payer(payer),
            short_day_text(row["remit_week"]),
            fault_in_short(row),
            state,
            button,
        )
    )


def _do(picked: Pick, listed: list[PayerWeek]) -> None:
    """For a pick: open the form that acknowledges a week, or ask again to look at it."""
    key = (picked.get("payer", ""), picked.get("week", ""))
    if key not in listed or not is_allowed("work"):
        return
    if picked.get("do") == "acknowledge":
        st.session_state["acknowledging"] = key
    elif picked.get("do") == "undo":
        editing.saved(lambda: notebook.take_back_acknowledgment(session.store(), *key))


def _close() -> None:
    st.session_state.pop("acknowledging", None)


def show_open() -> None:
    """The form of the week that is being acknowledged, if there is one."""
    if "acknowledging" in st.session_state:
        _dialog(st.session_state["acknowledging"])


@st.dialog("Acknowledge a missing file", width="medium", on_dismiss=_close)
def _dialog(key: PayerWeek) -> None:
    """A note of what was found; from then on nothing asks to look at this week."""
    payer, week = key
    st.markdown(layout.plain(f"{shown_payer(payer)}, week of {short_day_text(week)}"))
    with st.form("acknowledge_form", border=False, enter_to_submit=False):
        note = st.text_input(
            "Note",
            key="acknowledge_note",
            max_chars=200,
            placeholder="The clearinghouse will send the file again",
        )
        st.caption(
            "The week stays listed here; the banner and the badge no longer ask to look at it. "
            "Its rates stay out of alerts."
        )
        rights.signature()
        is_sent = st.form_submit_button("Acknowledge", type="primary", key="save_acknowledgment")
    if is_sent and editing.saved(lambda: notebook.acknowledge(session.store(), [key], note)):
        _close()
        st.rerun()


def contradictions_badge() -> None:
    """How many there are, on the page Files; nothing where there are none."""
    rows = session.everything().ask("words_against_answers")
    if rows.empty:
        return
    words = f"{count_text(len(rows), 'work item')} that do not match the payer's answers"
    st.badge(words, icon=":material/rule:", color="orange")
    st.caption(plain(contradictions_sentence(rows)))
    st.page_link(
        page_file("denied_lines"), label="View them on Work list", query_params={"list": "words"}
    )
