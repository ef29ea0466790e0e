"""Actions: what the meeting decided, and whether it moved its number."""

import streamlit as st

from analytics import notebook, session
from analytics.components import downloads, layout, views
from analytics.components.actions import action_cards, action_change, action_groups
from analytics.exports.columns import columns_for
from analytics.measures.action_words import actions_sentence
from analytics.vocabulary import ReviewFilters

# Without remittances, what is decided of rejections has its page all the same.
layout.opening("Actions", of_claims=not session.has_answers(), of_weeks=False, of_filters=False)

day, _ = session.today()
decided = session.everything().ask("actions")
action_change.show_said()
if decided.empty:
    st.info(
        (
            "No decisions recorded yet. On any page, filter to what you want to change "
            "and press Decide: what will be done, by whom, by when. A week later this "
            "page shows whether it worked."
        ),
        icon=":material/task_alt:",
    )
    st.stop()
layout.answer(actions_sentence(decided, day))
decided = action_groups.groups(decided, day)
action_groups.figures(decided)
actions = action_groups.chosen(decided)
action_cards.cards(actions)
st.caption(
    "All actions, regardless of filters; weeks after an action are compared with those before it."
)
if fold := layout.fold("The numbers behind the cards", "numbers"):
    with fold:
        listed = actions.assign(
            status=actions["status"].map(notebook.ACTION_STATUSES),
            measure=actions["measure"].map(notebook.ACTION_MEASURES),
        )
        views.table(
            listed,
            "actions_table",
            (
                ("action_number", 50),
                ("title", "medium"),
                "owner",
                "due_date",
                "status",
                "measure",
                "verdict",
                "before_count",
                "before_total_count",
                "before_week_count",
                "after_count",
                "after_total_count",
                "after_week_count",
                "repeat_line_count",
                "decided_week",
                ("note", "medium"),
            ),
        )
        downloads.downloads(
            "Actions", {"Actions": columns_for("actions", listed)}, "actions", ReviewFilters()
        )
action_change.show_open_change()
