"""Where the meeting stands: its step and week, kept in the address, also while one looks deeper.

A meeting goes on while one drills to a claim; what was filtered meanwhile is undone on the way
back.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components.actions import decide
from analytics.components.pane import pane
from analytics.components.text import plain
from analytics.markup.layout import frame, progress
from analytics.measures.words import day_text
from analytics.review import WeekInReview
from analytics.vocabulary import CHOICES, SWITCHES, WEEKS_SHOWN

PAGE = "meeting"
CLOCK_SECONDS = 20


@dataclass(frozen=True)
class Step:
    """A point of the agenda: its name, the question it answers and how long it takes."""

    name: str
    question: str
    minutes: int


STEPS = (
    Step("actions", "Did last week's actions work?", 5),
    Step("headline", "How much was denied this week?", 5),
    Step("changes", "What is new or worse?", 10),
    Step("top", "Which denials cost most?", 10),
    Step("payer", "What is one payer doing?", 10),
    Step("decisions", "What will we do, and who does it?", 5),
)


def take(said: Mapping[str, list[str]]) -> None:
    """Go on with the meeting that an address names; there is none where it names none."""
    step, week, payer = (said.get(name, [""])[-1] for name in ("step", "week", "of_payer"))
    if not step.isdigit():
        st.session_state.pop("meeting", None)
        return
    here = st.session_state.get("meeting", {})
    st.session_state["meeting"] = _new() | here | {
        "step": _within(int(step)),
        "week": week,
        "payer": payer or here.get("payer", ""),
    }  # fmt: skip


def said() -> dict[str, list[str]]:
    """What the address says of a meeting that goes on; the payer where one is looked at."""
    if "meeting" not in st.session_state:
        return {}
    meeting = st.session_state["meeting"]
    told = {"step": [f"{meeting['step']}"], "week": [meeting["week"]]}
    is_of_payer = STEPS[meeting["step"] - 1].name == "payer" and meeting["payer"]
    return told | ({"of_payer": [meeting["payer"]]} if is_of_payer else {})


def begin() -> None:
    """For a callback: go to the first step of a new meeting."""
    st.session_state["meeting"] = _new()
    st.session_state["page_to_go_to"] = PAGE


def _new() -> dict[str, Any]:
    return {"step": 1, "week": "", "payer": "", "kept": {}, "begun": {}}


def step() -> Step:
    """The step the meeting is at; it begins with the first."""
    meeting = st.session_state.setdefault("meeting", _new())
    meeting["begun"].setdefault(meeting["step"], time.monotonic())
    return STEPS[meeting["step"] - 1]


def told() -> WeekInReview | None:
    """The week of the meeting, in the weeks up to it, under the filters; None without lines.

    The filters in force are those until the page is left, so every figure tells of these weeks.
    """
    meeting, filters = st.session_state["meeting"], session.filters_in_force()
    open_ended = replace(filters, first_week=None, last_week=None, date_basis="remit")
    rows = session.review(open_ended).ask("weekly_denials_by_payer")
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
    """Where the meeting is, what time is left of the step, and the way on."""
    meeting = st.session_state["meeting"]
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_head"):
        with st.container(key="meeting_progress", width=352):
            pane(
                frame(progress(meeting["step"], [each.question for each in STEPS])),
                "meeting_steps",
                lambda picked: _jump(picked.get("step", "")),
            )
        with st.container(key="meeting_clock", width="content"):
            _clock(meeting["begun"][meeting["step"]], now.minutes)
        with st.container(horizontal=True, horizontal_alignment="right", key="meeting_ways"):
            st.button("Leave", key="meeting_leave", type="tertiary", on_click=_leave)
            if meeting["step"] < len(STEPS):  # there it stands larger, below what was decided
                decide.decide_button("meeting")
            st.button(
                "Back",
                key="meeting_back",
                icon=":material/arrow_back:",
                on_click=_go,
                args=(-1,),
                disabled=meeting["step"] == 1,
                help="Arrow left or Page up",
            )
            st.button(
                "Next",
                key="meeting_next",
                type="primary",
                icon=":material/arrow_forward:",
                icon_position="right",
                on_click=_go,
                args=(1,),
                disabled=meeting["step"] == len(STEPS),
                help="Arrow right or Page down",
            )


def title(words: str) -> st.delta_generator.DeltaGenerator:
    """What the step says in a few words, and the week it is of; gives room for a choice."""
    meeting = st.session_state["meeting"]
    about = session.filters_in_force().in_words()
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_title"):
        st.title(plain(words), anchor=False, width="content")
        room = st.container(width="content", key="meeting_choice")
        if meeting["step"] == 1 and meeting["week"]:
            with room:
                st.selectbox(
                    "Week",
                    meeting["weeks"],
                    index=meeting["weeks"].index(meeting["week"]),
                    format_func=lambda week: f"Week of {day_text(week)}",
                    key="meeting_week",
                    on_change=_choose_week,
                    label_visibility="collapsed",
                    width=280,
                )
        elif meeting["week"]:
            st.markdown(f"Week of {day_text(meeting['week'])}", width="content")
        if about:
            st.markdown(plain(about), width="content")
    return room


@st.fragment(run_every=CLOCK_SECONDS)
def _clock(begun: float, minutes: int) -> None:
    """The minutes left of the step, told anew while nothing else is."""
    st.markdown(time_left(time.monotonic() - begun, minutes))


def time_left(seconds: float, minutes: int) -> str:
    """How much of a step's time is left.

    >>> time_left(0, 10), time_left(130, 10), time_left(720, 10)
    ('10 min', '8 of 10 min left', '2 min over')
    """
    left = minutes - int(seconds // 60)
    if left < 0 or seconds >= 60 * minutes:
        return f"{max(int(seconds // 60) - minutes, 0)} min over"
    return f"{minutes} min" if left == minutes else f"{left} of {minutes} min left"


def payer_of(names: list[str]) -> str:
    """The payer looked at, of those there are; the first where none was chosen."""
    meeting = st.session_state["meeting"]
    if meeting["payer"] not in names:
        meeting["payer"] = names[0]
    return meeting["payer"]


def choose_payer() -> None:
    """For a callback: look at the payer that was chosen."""
    st.session_state["meeting"]["payer"] = st.session_state["meeting_of_payer"]


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


def _keys() -> tuple[str, ...]:
    """Every filter of the bar."""
    return (*CHOICES, *SWITCHES, "weeks", "until", "by")


def _within(number: int) -> int:
    return min(max(number, 1), len(STEPS))


def _go(steps: int) -> None:
    _jump(f"{st.session_state['meeting']['step'] + steps}")


def _jump(number: str) -> None:
    """For a callback: to another step; what was unfolded on this one is not of it."""
    if number.isdigit():
        st.session_state["meeting"]["step"] = _within(int(number))


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
