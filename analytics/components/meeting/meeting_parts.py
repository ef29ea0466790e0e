"""What the steps of the meeting share: sentences, a few cards at a time, what a click opens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import address
from analytics.components.pane import Pick
from analytics.components.text import plain
from analytics.markup.layout import Choice, chips
from analytics.markup.marks import Text
from analytics.review import WeekInReview
from analytics.vocabulary import TOO_FEW, WEEKS_SHOWN

CARDS = 2
SPAN = f"Last {WEEKS_SHOWN} weeks"


def line(words: str, asks: bool = False) -> None:
    """A sentence for the room; nothing where there is none."""
    if words:
        st.markdown((":material/report: " if asks else "") + plain(words))


def place_of(key: str, count: int, cards: int = CARDS) -> tuple[int, list[Text]]:
    """From which card on is shown, as the address says, and the chips that lead to the others."""
    starts = [f"{start}" for start in range(0, count, cards)]
    start = int(address.keep(key, "0", starts))
    if len(starts) < 2:
        return 0, []
    choices = [
        Choice(_from_to(at + 1, min(at + cards, count)), {"from": f"{at}"}, at == start)
        for at in map(int, starts)
    ]
    return start, [chips(choices, "Which are shown")]


def _from_to(first: int, last: int) -> str:
    """Places in a list.

    >>> _from_to(1, 2), _from_to(3, 3)
    ('1–2', '3')
    """
    return f"{first}–{last}" if last > first else f"{first}"


def turn(key: str, picked: Pick) -> bool:
    """For a pick: show these cards; whether that is what was picked."""
    if picked.get("from", "").isdigit():
        st.session_state[key] = picked["from"]
    return "from" in picked


def opens(told: WeekInReview, **also: str) -> Callable[[Pick], None]:
    """For a pick: the rows behind it, of the meeting's week, or of the weeks up to it."""

    def opened(picked: Pick) -> None:
        is_of_span = picked.get("span") == "all"
        if is_of_span or "place" in picked:
            first = told.week - timedelta(weeks=WEEKS_SHOWN - 1)
            st.session_state["weeks"] = first.isoformat()
            st.session_state["until"] = told.week.isoformat()
        if "place" in picked:
            session.drill("denied_lines", {"place": picked["place"]}, **also)
        elif is_of_span:
            session.drill(carc=picked["carc"], **also)
        else:
            known = {
                name: picked[name]
                for name in ("carc", "payer", "procedure", "modifier")
                if name in picked
            }
            session.drill(week=picked.get("week", f"{told.monday:%Y-%m-%d}"), **(also | known))

    return opened


def usual_words(row: pd.Series) -> str:
    """Where the rate of a week lies, after it; nothing where too few weeks tell what is usual."""
    low, high = row.get("usual_low"), row.get("usual_high")
    if pd.isna(low) or row["adjudicated_line_count"] < TOO_FEW:
        return ""
    if not row["is_unusual"]:
        return ", as usual"
    return ", more than usual" if row["denial_rate"] > high else ", less than usual"
