"""Definitions: which reasons count as denials, deadlines, names and minutes, and what changed."""

import streamlit as st

from analytics import notebook, session
from analytics.components import downloads, layout
from analytics.components.definitions import (
    audit_entries,
    client_names,
    deadlines,
    glossary,
    payer_names,
    reason_rules,
    work_minutes,
)
from analytics.components.files import loading
from analytics.components.pane import pane
from analytics.markup.figures import Figure, figure_row
from analytics.markup.layout import frame
from analytics.measures.sentences import definitions_sentence
from analytics.measures.words import count_text

TABS = (
    "Reasons",
    "Remarks",
    "Deadlines",
    "Work minutes",
    "Payers",
    "Clients",
    "Measures",
    "Who changed what",
)


def open_tab(picked: dict[str, str]) -> None:
    """For a pick on a figure: the tab that lists it."""
    if picked.get("tab") in TABS:
        st.session_state["tab"] = picked["tab"]


layout.opening("Definitions", of_weeks=False)
store, everything = session.store(), session.everything()
definitions = everything.ask("definitions")
limits, minutes = everything.ask("deadline_limits"), everything.ask("work_minutes")
names, clients = everything.ask("payer_names"), everything.ask("client_names")
changed = {
    "reason": len(notebook.carc_rules(store)),
    "deadline": int((~limits["is_default"].astype(bool)).sum()),
    "work estimate": int((~minutes["is_default"].astype(bool)).sum()),
    "payer name": len(notebook.typed_payer_aliases(store)),
    "client name": len(notebook.client_names(store)),
}
everyone = definitions[definitions["payer_name"] == ""]
layout.answer(definitions_sentence(everyone, changed))


def said_of(noun: str) -> str:
    """How many of a kind were changed here."""
    return f"{changed[noun]:,} changed here" if changed[noun] else "as delivered"


unverified = int((~limits["is_verified"].astype(bool)).sum())
timed = minutes["work_minutes"].notna()
guessed = int((timed & ~minutes["is_verified"].astype(bool)).sum())
pane(
    frame(
        figure_row(
            [
                Figure(
                    "Count as a denial",
                    count_text(int(everyone["is_denial"].sum())),
                    f"of {count_text(len(everyone), 'reason')}",
                    said_of("reason"),
                    pick={"tab": "Reasons"},
                ),
                Figure(
                    "Deadlines",
                    count_text(len(limits)),
                    f"{unverified:,} not yet verified",
                    said_of("deadline"),
                    pick={"tab": "Deadlines"},
                ),
                Figure(
                    "Work minutes",
                    count_text(int(timed.sum())),
                    f"categories, {guessed:,} not yet verified",
                    said_of("work estimate"),
                    pick={"tab": "Work minutes"},
                ),
                Figure(
                    "Payers",
                    count_text(names["payer_name"].nunique()),
                    f"of {count_text(len(names), 'name')} in the files",
                    said_of("payer name"),
                    pick={"tab": "Payers"},
                ),
                Figure(
                    "Clients",
                    count_text(clients["client_name"].nunique()),
                    "who bill",
                    said_of("client name"),
                    pick={"tab": "Clients"},
                ),
            ]
        )
    ),
    "definitions_figures",
    open_tab,
)
loading.watch()

choices = everything.ask("filter_choices")
payers = choices[choices["choice_kind"] == "payer"]["value"]
for title, place in zip(TABS, layout.tabs("tab", list(TABS)), strict=True):
    if not place.open:
        continue
    with place:
        if title == "Reasons":
            reason_rules.draw(payers)
        elif title == "Remarks":
            glossary.draw_remarks()
        elif title == "Deadlines":
            deadlines.draw(payers)
        elif title == "Work minutes":
            work_minutes.draw()
        elif title == "Payers":
            payer_names.draw()
        elif title == "Clients":
            client_names.draw()
        elif title == "Measures":
            glossary.draw_measure()
        else:
            audit_entries.draw_history()
downloads.downloads(
    "Definitions",
    {
        "Definitions": definitions,
        "Deadlines": limits,
        "Minutes of work": minutes,
        "Payer names": names,
        "Client names": clients,
    },
    "definitions",
)
