"""The weekly meeting: the agenda, a screen for each step, from last week's actions to decisions."""

import streamlit as st

from analytics import session
from analytics.components import layout
from analytics.components.actions import decide
from analytics.components.claim import history
from analytics.components.meeting import meeting_state, meeting_steps
from analytics.program import PACKAGE

if not session.has_answers():
    layout.opening("Meeting", of_weeks=False, of_filters=False)
st.html(PACKAGE / "components" / "meeting" / "meeting.css")
step = meeting_state.step()
told = meeting_state.told()
meeting_state.head(step)
decide.show_open_decision()
if told is None:
    meeting_state.title(step.question)
    st.info("No line matches these filters. Leave the meeting and remove a filter.")
    st.stop()
with st.container(key=f"step_{step.name}"):
    meeting_steps.DRAWN_BY[step.name](told)
if not decide.is_open():
    history.show_open_claim()
