"""Modifiers: which go with denials, against like lines without them."""

import streamlit as st

from analytics import session
from analytics.components import downloads, figures, layout, modifier_effects, views
from analytics.measures.breakdowns import breakdown
from analytics.measures.sentences import modifiers_sentence
from analytics.measures.weeks import fill_weeks

layout.opening("Modifiers")

modifiers = session.review().ask("denials_by_modifier")
layout.stop_if_empty(modifiers)
effects = modifier_effects.effects_in_view()
layout.answer(modifiers_sentence(effects))
figures.view_figures(session.review())

modifier_effects.with_against_without(effects)

st.subheader("Week by week", anchor=False)
carried = modifiers[modifiers["modifier_code"] != ""]
shown = breakdown(carried, "modifier_code", "denied_line_count")
history = session.filters_in_force().with_history()
weekly = fill_weeks(session.review(history).ask("weekly_denials_by_modifier"), "modifier_code")
labels = layout.labels_of(shown, "modifier_code", "modifier_label")
views.trends(weekly, "modifier_code", labels, "modifier_trends", ("week", "modifier"))

st.subheader("All modifiers", anchor=False)
st.caption(
    "A line with two modifiers is listed under both, so these rows do not add up to "
    "the total. Click a row to view lines."
)
views.table(
    breakdown(modifiers, "modifier_code", keep=1000),
    "modifiers_table",
    ("modifier_code", "modifier_label", *views.MEASURED),
    {"modifier": "modifier_code"},
)
downloads.downloads(
    "Denials by modifier",
    {"Modifiers": modifiers},
    "denials_by_modifier",
)
modifier_effects.missing_modifiers()
