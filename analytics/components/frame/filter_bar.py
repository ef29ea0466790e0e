"""The filter bar on top of every page: each filter a chip that opens its choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import address, layout
from analytics.components.address import STANDING
from analytics.components.frame import how_counted, saved_views, search
from analytics.components.text import plain
from analytics.components.work import worklist
from analytics.measures.names import shown_payer
from analytics.measures.words import day_text, short_day_text
from analytics.session import LATEST, SPANS
from analytics.vocabulary import CHOICES, SWITCHES, Filter, ReviewFilters

NO_MODIFIER = "No modifier"
DATE_BASES = {"remit": "Remittance date", "service": "Service date"}
OF_ONE_WEEK = ("weekly_review",)  # pages whose figures are of the latest week in view
WORK_LIST = "denied_lines"  # its lists are of all weeks, but for a few
MOST_LETTERS = 26  # of a value on a chip


def draw(page: str, titles: Mapping[str, str]) -> None:
    """Draw every filter, put what they say in force for this run, and the ways on beside them."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="filter_bar"):
        if session.has_data():
            _draw_filters(page, put_in_force())
        with st.container(
            horizontal=True, width="content", gap="xsmall", key="filter_bar_right", wrap=False
        ):
            if session.has_data():
                how_counted.draw(page)
            search.draw(titles)
            if session.has_data():
                saved_views.draw(page, titles)


def put_in_force() -> dict[str, dict[str, str]]:
    """Put in force what the filters' widgets hold; gives the choices of each, with their labels."""
    if not session.has_data():
        return {}
    span = session.everything().ask("data_span").iloc[0]
    state = st.session_state
    for key, value in state["filters_remembered"].items():
        if key not in state:  # Streamlit drops the values of widgets that are not drawn
            state[key] = value
    _keep_lawful("by", list(DATE_BASES))
    first, last, mondays = _weeks_of(span)
    choices = dict(session.kept("choices", ("filter_choices",), ReviewFilters(), _choices))
    choices["weeks"] = dict.fromkeys([*SPANS, *mondays], "")
    choices["until"] = dict.fromkeys([LATEST, *mondays], "")
    for key, values in choices.items():
        _keep_lawful(key, list(values))
    state["filters_in_force"] = session.chosen(first, last)
    for key in state["filters_remembered"]:
        state["filters_remembered"][key] = state[key]
    return choices


def _draw_filters(page: str, choices: dict[str, dict[str, str]]) -> None:
    state = st.session_state
    if weeks := _late_chip("weeks", _weeks_text(page), True, "calendar_today"):
        with weeks:
            _weeks(choices)
    for key, each in CHOICES.items():
        if each.is_in_bar:
            with _chip(key, _chip_text(each, state[key]), bool(state[key])):
                _multiselect(key, choices[key])
    more = [each for each in CHOICES.values() if not each.is_in_bar]
    said = [_chip_text(each, state[each.name]) for each in more if state[each.name]]
    said += [_switch_text(each) for key, each in SWITCHES.items() if state[key] != each.default]
    words = "More filters" if not said else said[0] if len(said) == 1 else f"{len(said)} more"
    if place := _late_chip("more", words, bool(said), help=", ".join(said) or None):
        with place:
            for each in more:
                _multiselect(each.name, choices[each.name])
            st.caption("Also count")
            for key, switch in SWITCHES.items():
                # The default too: a switch whose first drawing was broken off by a click shows it.
                st.toggle(switch.label, value=bool(switch.default), key=key)
    if address.filters_now():
        st.button(
            "Clear",
            key="filters_clear",
            type="tertiary",
            on_click=clear,
            help="Set every filter back to its default.",
        )


def clear() -> None:
    """For a callback: set every filter back to its default."""
    st.session_state.update(address.filters_said({}))


def _weeks_text(page: str) -> str:
    """The weeks on their chip: on pages of one week, that one."""
    if page == WORK_LIST:
        st.session_state["chip_all_weeks"] = worklist.is_of_all_weeks()
        if st.session_state["chip_all_weeks"]:
            return "All weeks"
    by = " by service date" if st.session_state["by"] == "service" else ""
    week = session.week_under_review() if page in OF_ONE_WEEK else None
    return (layout.span_in_view() if week is None else f"Week of {short_day_text(week)}") + by


def _weeks(choices: dict[str, dict[str, str]]) -> None:
    """From which week, up to which, and by which date they are counted."""
    _select("weeks", "Weeks", list(choices["weeks"]))
    _select("until", "Up to", list(choices["until"]))
    st.segmented_control(
        "Weeks are counted by",
        list(DATE_BASES),
        required=True,
        format_func=DATE_BASES.__getitem__,
        key="by",
        width="stretch",
    )


def _weeks_of(span: pd.Series) -> tuple[date, date, list[str]]:
    """First and last week in view by default, and all weeks to choose from, newest first.

    Those of claims sent before the first answer, or after the last, are among them.
    """
    front = "service_" if st.session_state["by"] == "service" else ""
    first, last = (pd.Timestamp(span[f"{end}_{front}week"]) for end in ("first", "last"))
    sent = span[["first_claim_week", "last_claim_week"]].dropna().map(pd.Timestamp)
    told = [first, last, *sent]
    mondays = pd.date_range(min(told), max(told), freq="7D")[::-1]
    return first.date(), last.date(), [f"{day:%Y-%m-%d}" for day in mondays]


def _chip(
    key: str,
    words: str,
    is_set: bool,
    icon: str = "",
    help: str | None = None,
    is_late: bool = False,
) -> Any:
    """A chip that opens what is drawn in it; tinted where its filter is set."""
    return st.popover(
        plain(words),
        key=f"chip_{key}",
        type="primary" if is_set else "secondary",
        icon=f":material/{icon}:" if icon else None,
        help=help and plain(help),
        width="content",
        wrap=False,
        on_change="rerun" if is_late else "ignore",
    )


def _late_chip(
    key: str, words: str, is_set: bool, icon: str = "", help: str | None = None
) -> st.delta_generator.DeltaGenerator | None:
    """A chip whose many choices are drawn once it is opened; None while it is closed."""
    place = _chip(key, words, is_set, icon, help, is_late=True)
    return place if place.open else None


def _chip_text(each: Filter, values: Iterable[str]) -> str:
    """A filter's name and, where it is set, what it is set to."""
    said = [_shown(each.name, value) for value in values]
    if not said:
        return each.short_label
    words = ", ".join(said)
    fits = len(said) == 1 or len(words) <= MOST_LETTERS
    words = words if fits else f"{len(said)} chosen"
    return (
        f"{each.short_label}: {words}"
        if len(words) <= MOST_LETTERS + 1
        else (f"{each.short_label}: {words[:MOST_LETTERS].rstrip()}…")
    )


def _shown(key: str, text: str) -> str:
    """A value of a filter as people read it."""
    return shown_payer(text) if key == "payer" else text or NO_MODIFIER


def _switch_text(each: Filter) -> str:
    return f"Without {each.label.lower()}" if each.default else each.label


def _select(key: str, label: str, options: list[str]) -> None:
    """One selectbox of weeks."""
    st.selectbox(
        label,
        options,
        format_func=lambda option: (
            f"From {_week(option)}" if key == "weeks" and option not in SPANS else _week(option)
        ),
        key=key,
    )


def _choices() -> dict[str, dict[str, str]]:
    """The values of each filter, most lines first, with their labels."""
    rows = session.everything().ask("filter_choices")
    kinds = {key: rows[rows["choice_kind"] == key] for key in CHOICES}
    return {key: dict(zip(of["value"], of["label"], strict=True)) for key, of in kinds.items()}


def _multiselect(key: str, labels: dict[str, str]) -> None:
    """One filter of values."""
    st.multiselect(
        CHOICES[key].label,
        list(labels),
        format_func=lambda value: _shown(key, labels[value]),
        key=key,
        placeholder="All",
    )


def _keep_lawful(key: str, options: list[str]) -> None:
    """Forget a value the data does not have (an old link, or a load undone)."""
    value = st.session_state[key]
    if isinstance(value, list):
        if any(each not in options for each in value):
            st.session_state[key] = [each for each in value if each in options]
    elif value not in options:
        st.session_state[key] = STANDING[key]


def _week(option: str) -> str:
    """A Monday as people write it; other options as they are."""
    return day_text(date.fromisoformat(option)) if option[:1].isdigit() else option
