"""Where the meeting stands: its step and week, kept in the address, also while one looks deeper.

A meeting goes on while one drills to a claim; what was filtered meanwhile is undone on the way
back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import decide
from analytics.components.text import plain
from analytics.measures.words import day_text
from analytics.review import WeekInReview
from analytics.vocabulary import CHOICES, SWITCHES, WEEKS_SHOWN

PAGE = "meeting"


@dataclass(frozen=True)
class Step:
    """A point of the agenda: its name, the question it answers and how long it takes."""

    name: str
    question: str
    minutes: int


STEPS = (
    Step("actions", "Did last week's actions work?", 5),
    Step("headline", "How much was denied this week?", 5),
    Step("changes", "What is new or worse, and why did the rate move?", 10),
    Step("top", "Which denials cost most?", 10),
    Step("payer", "What is one payer doing?", 10),
    Step("decisions", "What will we do, and who does it?", 5),
)


def take(said: Mapping[str, list[str]]) -> None:
    """Go on with the meeting that an address names; there is none where it names none."""
    step, week = (said.get(name, [""])[-1] for name in ("step", "week"))
    if not step.isdigit():
        st.session_state.pop("meeting", None)
        return
    kept = st.session_state.get("meeting", {}).get("kept", {})
    st.session_state["meeting"] = {"step": _within(int(step)), "week": week, "kept": kept}


def said() -> dict[str, list[str]]:
    """What the address says of a meeting that goes on."""
    if "meeting" not in st.session_state:
        return {}
    meeting = st.session_state["meeting"]
    return {"step": [f"{meeting['step']}"], "week": [meeting["week"]]}


def step() -> Step:
    """The step the meeting is at; it begins with the first."""
    meeting = st.session_state.setdefault("meeting", {"step": 1, "week": "", "kept": {}})
    return STEPS[meeting["step"] - 1]


def told() -> WeekInReview | None:
    """The week of the meeting, in the weeks up to it, under the filters; None without lines.

    The filters in force are those until the page is left, so every figure tells of these weeks.
    """
    meeting, filters = st.session_state["meeting"], session.filters_in_force()
    open_ended = replace(filters, first_week=None, last_week=None, date_basis="remit")
    rows = session.review(open_ended).ask("weekly_denials")
    if rows.empty:
        meeting["week"] = ""
        return None
    full = session.latest_full_week(replace(open_ended, last_week=filters.last_week))
    days = {*pd.to_datetime(rows["remit_week"]), *([] if full is None else [full])}
    meeting["weeks"] = [f"{day:%Y-%m-%d}" for day in sorted(days, reverse=True)]
    if meeting["week"] not in meeting["weeks"]:
        meeting["week"] = meeting["weeks"][0] if full is None else f"{full:%Y-%m-%d}"
    meeting["kept"] = {key: st.session_state[key] for key in _keys() if key in st.session_state}
    week = date.fromisoformat(meeting["week"])
    first = week - timedelta(weeks=WEEKS_SHOWN - 1)
    looked_at = replace(open_ended, first_week=first, last_week=week)
    st.session_state["filters_in_force"] = looked_at
    return WeekInReview(session.review(), week)


def head(now: Step) -> None:
    """The question, where the meeting is, and the way on."""
    meeting = st.session_state["meeting"]
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_head"):
        st.title(now.question, anchor=False, width="stretch")
        if meeting["step"] == 1 and meeting["week"]:
            st.selectbox(
                "Week",
                meeting["weeks"],
                index=meeting["weeks"].index(meeting["week"]),
                format_func=lambda week: f"Week of {day_text(week)}",
                key="meeting_week",
                on_change=_choose_week,
                label_visibility="collapsed",
                width=230,
            )
        if meeting["step"] < len(STEPS):  # there it stands larger, below what was decided
            decide.decide_button("meeting")
        st.button(
            "Back", key="meeting_back", on_click=_go, args=(-1,), disabled=meeting["step"] == 1
        )
        st.button(
            "Next",
            key="meeting_next",
            type="primary",
            on_click=_go,
            args=(1,),
            disabled=meeting["step"] == len(STEPS),
        )
        st.button("Leave", key="meeting_leave", type="tertiary", on_click=_leave)
    week = f" · week of {day_text(meeting['week'])}" if meeting["week"] else ""
    about = session.filters_in_force().in_words()
    about = f" · {plain(about)}" if about else ""
    st.caption(f"Step {meeting['step']} of {len(STEPS)} · {now.minutes} minutes{week}{about}")


def way_back() -> None:
    """On any other page while a meeting goes on: the step it goes on with."""
    if "meeting" not in st.session_state:
        return
    at = st.session_state["meeting"]["step"]
    with st.container(horizontal=True, vertical_alignment="center", key="way_back"):
        st.button(
            f"Back to the meeting: {STEPS[at - 1].question}",
            key="meeting_return",
            type="primary",
            icon=":material/arrow_back:",
            on_click=_return,
        )
        st.button("Leave the meeting", key="meeting_end", type="tertiary", on_click=_end)


def look_deeper(**values: str) -> None:
    """For a callback: the lines behind a figure, of the meeting's week."""
    week = st.session_state["meeting"]["week"]
    session.drill(week=week, **{name: each for name, each in values.items() if each})


def _keys() -> tuple[str, ...]:
    """Every filter of the sidebar."""
    return (*CHOICES, *SWITCHES, "weeks", "until", "by")


def _within(number: int) -> int:
    return min(max(number, 1), len(STEPS))


def _go(steps: int) -> None:
    meeting = st.session_state["meeting"]
    meeting["step"] = _within(meeting["step"] + steps)


def _choose_week() -> None:
    st.session_state["meeting"]["week"] = st.session_state["meeting_week"]


def _return() -> None:
    """Back to the step, with the filters as they were there, and no claim open."""
    st.session_state["claim"] = ""
    kept = st.session_state["meeting"]["kept"]
    for key in _keys():
        if key in kept:
            st.session_state[key] = kept[key]
        elif key in CHOICES:
            st.session_state[key] = []
    st.session_state["page_to_go_to"] = PAGE


def _end() -> None:
    st.session_state.pop("meeting")


def _leave() -> None:
    _end()
    st.session_state["page_to_go_to"] = "weekly_review"
