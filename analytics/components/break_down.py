"""Denials by one filter at a time: a switch says which, its bars set it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics import session
from analytics.charts.breakdowns import bar_chart
from analytics.components import downloads, layout, views
from analytics.measures.breakdowns import OTHERS, breakdown
from analytics.vocabulary import CHOICES

# Filter → the column of its question (denials_by_…) that holds what it chooses among.
COLUMNS = {
    "place_of_service": "place_of_service_code",
    "diagnosis_chapter": "diagnosis_chapter",
    "claim_kind": "claim_kind",
    "client": "client_name",
}


def draw(key: str, names: Sequence[str], page: str = "denied_lines") -> None:
    """Bars of the chosen one of these filters, drawn under its key, and what can be exported."""
    st.subheader("Broken down further", anchor=False)
    options = {name: CHOICES[name].label for name in names}
    chosen = layout.switch("Break down by", key, options, names[0])
    column = COLUMNS[chosen]
    rows = session.review().ask(f"denials_by_{chosen}")
    known = rows[rows[column].notna()]
    choices = session.everything().ask("filter_choices")
    choices = choices[choices["choice_kind"] == chosen]
    labels = dict(zip(choices["value"], choices["label"], strict=True))
    shown = breakdown(known, column, keep=8)
    shown = shown.assign(label=shown[column].map({**labels, OTHERS: OTHERS}).fillna(shown[column]))
    views.chart(bar_chart(shown, column, "label", room=2.2), f"{key}_bars", (chosen,), page)
    label = CHOICES[chosen].heading
    downloads.downloads(f"Denials by {label.lower()}", {label: rows}, f"denials_by_{chosen}")
