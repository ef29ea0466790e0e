"""Modifiers: which go with denials, against similar lines without them."""

import streamlit as st

from analytics import session
from analytics.components import downloads, layout, views
from analytics.components.actions import decide
from analytics.components.claim import history
from analytics.components.modifiers import (
    missing_modifiers,
    modifier_choice,
    modifier_effects,
    modifier_table,
)
from analytics.measures.breakdowns import breakdown
from analytics.measures.modifier_rows import modifiers_sentence, sentence_parts
from analytics.measures.names import short_payers
from analytics.measures.weeks import fill_weeks
from analytics.measures.words import count_text, points_text

opened = layout.opening("Modifiers", decides=False)
modifier_choice.ask_together()
modifiers = session.review().ask("denials_by_modifier")
layout.stop_if_empty(modifiers)
effects = modifier_choice.effects_in_view()
payers = short_payers(effects["payer_name"].dropna().unique())
told = modifier_choice.chosen(effects)

with opened.buttons:
    if told.row is not None and told.row["with_denied_count"]:
        st.button(
            f"View {count_text(told.row['with_denied_count'], 'line')}",
            key="modifier_lines",
            on_click=modifier_choice.show_lines,
            args=(told,),
        )
    decide.decide_button("here", told.filters if told.row is not None else None)

strong = []
if told.sentence is not None:
    what, where, rates = sentence_parts(told.sentence, payers)
    strong = [where, what, rates, points_text(told.sentence["difference"])]
layout.answer(modifiers_sentence(effects, told.sentence, payers), *strong)

modifier_effects.draw(told)
modifier_table.all_modifiers(modifiers, told)
downloads.downloads("Denials by modifier", {"Modifiers": modifiers}, "denials_by_modifier")

if fold := layout.fold("Week by week, each modifier", "modifier_weeks"):
    with fold:
        carried = modifiers[modifiers["modifier_code"] != ""]
        shown = breakdown(carried, "modifier_code", "denied_line_count")
        history_too = session.filters_in_force().with_history()
        rows = session.review(history_too).ask("weekly_denials_by_modifier")
        views.trends(
            fill_weeks(rows, "modifier_code"),
            "modifier_code",
            layout.labels_of(shown, "modifier_code", "modifier_label"),
            "modifier_trends",
            ("week", "modifier"),
        )
if fold := layout.fold("The numbers behind it, with odds ratios", "modifier_numbers"):
    with fold:
        modifier_table.numbers(effects)
if fold := layout.fold("Modifiers that may be missing", "modifiers_missing"):
    with fold:
        missing_modifiers.draw()
history.show_open_claim()
