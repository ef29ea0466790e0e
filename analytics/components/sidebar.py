"""The filters in the sidebar, drawn once by app.py, kept in the address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import meeting_state
from analytics.measures.words import day_text
from analytics.session import DEFAULT_SPAN, LATEST, SPANS
from analytics.vocabulary import CHOICES, SWITCHES

NO_MODIFIER = "No modifier"
DATE_BASES = {"remit": "Remittance date", "service": "Service date"}
STANDING = {"weeks": DEFAULT_SPAN, "until": LATEST, "by": "remit"}


def draw_filters() -> None:
    """Draw every filter and put what they say in force for this run."""
    span = session.everything().ask("data_span").iloc[0]
    choices = session.everything().ask("filter_choices")
    _recall()
    meeting_state.recall()
    front = "service_" if st.session_state["by"] == "service" else ""
    first, last, mondays = _weeks_of(span, front)
    with st.sidebar:
        st.subheader("Filters", anchor=False)
        _select("weeks", "Weeks", [*SPANS, *mondays])
        _select("until", "Up to", [LATEST, *mondays])
        _keep_lawful("by", list(DATE_BASES))
        st.segmented_control(
            "Weeks are counted by",
            list(DATE_BASES),
            required=True,
            format_func=DATE_BASES.__getitem__,
            key="by",
            width="stretch",
        )
        for key, each in CHOICES.items():
            if each.is_in_bar:
                _multiselect(key, choices)
        with st.expander("More filters", key="more_filters"):
            for key, each in CHOICES.items():
                if not each.is_in_bar:
                    _multiselect(key, choices)
        st.caption("Also count")
        for key, each in SWITCHES.items():
            # The default too: a switch whose first drawing was broken off by a click shows it.
            st.toggle(each.label, value=bool(each.default), key=key)
    st.session_state["filters_in_force"] = session.chosen(first, last)
    for key in st.session_state["filters_remembered"]:
        st.session_state["filters_remembered"][key] = st.session_state[key]
    _write_address()


def _weeks_of(span: pd.Series, front: str) -> tuple[date, date, list[str]]:
    """First and last week in view by default, and all weeks to choose from, newest first.

    Those of claims sent before the first answer, or after the last, are among them.
    """
    first, last = (pd.Timestamp(span[f"{end}_{front}week"]) for end in ("first", "last"))
    sent = span[["first_claim_week", "last_claim_week"]].dropna().map(pd.Timestamp)
    told = [first, last, *sent]
    mondays = pd.date_range(min(told), max(told), freq="7D")[::-1]
    return first.date(), last.date(), [f"{day:%Y-%m-%d}" for day in mondays]


def _recall() -> None:
    """Give every widget its value: its own, else the one remembered, else the link's or default.

    Streamlit may drop the values of widgets when pages change, so they are remembered beside.
    """
    memory = st.session_state.setdefault("filters_remembered", _from_address())
    for key, value in memory.items():
        if key not in st.session_state:
            st.session_state[key] = value


def _from_address() -> dict[str, object]:
    """The filters a link carries; all others at their default."""
    return filters_said({key: st.query_params.get_all(key) for key in st.query_params})


def filters_said(said: Mapping[str, list[str]]) -> dict[str, object]:
    """Every filter as an address says it, or at its default."""

    def one(key: str, default: str) -> str:
        """The last value of a parameter that takes one."""
        return said[key][-1] if said.get(key) else default

    return (
        {key: said.get(key, []) for key in CHOICES}
        | {key: one(key, default) for key, default in STANDING.items()}
        | {
            key: one(key, "yes" if each.default else "no") == "yes"
            for key, each in SWITCHES.items()
        }
    )


def said() -> dict[str, list[str] | str]:
    """Every filter that is not at its default, as an address says it."""
    state = st.session_state
    chosen = {key: state[key] for key in CHOICES if state.get(key)}
    chosen |= {
        key: state[key] for key, default in STANDING.items() if state.get(key, default) != default
    }
    return chosen | {
        key: "yes" if state[key] else "no"
        for key, each in SWITCHES.items()
        if state.get(key, each.default) != each.default
    }


def _write_address() -> None:
    """Let the address say every filter that is not at its default.

    Not by ``bind="query-params"``: a bound parameter forbids ``st.switch_page``, so no drilling.
    """
    now = said() | meeting_state.said()
    if now != {key: _as_said(key) for key in st.query_params}:
        st.query_params.from_dict(now)


def _as_said(key: str) -> list[str] | str:
    """A parameter of the address: a list where the filter takes several."""
    return st.query_params.get_all(key) if key in CHOICES else st.query_params[key]


def _select(key: str, label: str, options: list[str]) -> None:
    """One selectbox of weeks; its value stands in the address."""
    _keep_lawful(key, options)
    st.selectbox(
        label,
        options,
        format_func=lambda option: (
            f"From {_week(option)}" if key == "weeks" and option not in SPANS else _week(option)
        ),
        key=key,
    )


def _multiselect(key: str, choices: pd.DataFrame) -> None:
    """One filter of values, most lines first, shown with their labels."""
    choices = choices[choices["choice_kind"] == key]
    labels = dict(zip(choices["value"], choices["label"], strict=True))
    _keep_lawful(key, list(labels))
    st.multiselect(
        CHOICES[key].label,
        list(labels),
        format_func=lambda value: labels[value] or NO_MODIFIER,
        key=key,
        placeholder="All",
    )


def _keep_lawful(key: str, options: list[str]) -> None:
    """Forget a value the data does not have (an old link, or a load undone)."""
    value = st.session_state[key]
    if isinstance(value, list):
        st.session_state[key] = [each for each in value if each in options]
    elif value not in options:
        st.session_state[key] = STANDING[key]


def _week(option: str) -> str:
    """A Monday as people write it; other options as they are."""
    return day_text(date.fromisoformat(option)) if option[:1].isdigit() else option
