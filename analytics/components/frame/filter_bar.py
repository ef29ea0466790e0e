"""The filter bar on top of every page: each filter a chip that opens its choices."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import address, layout
from analytics.components.address import STANDING
from analytics.components.frame import how_counted, saved_views, search
from analytics.components.pane import chooser
from analytics.components.work import worklist
from analytics.markup.filter_chips import Chip, filter_chips
from analytics.measures.names import shown_payer
from analytics.measures.words import day_text, short_day_text
from analytics.session import LATEST, SPANS
from analytics.vocabulary import CHOICES, SWITCHES, Filter, ReviewFilters

NO_MODIFIER = "No modifier"
DATE_BASES = {"remit": "Remittance date", "service": "Service date"}
OF_ONE_WEEK = ("weekly_review",)  # pages whose figures are of the latest week in view
WORK_LIST = "denied_lines"  # its lists are of all weeks, but for a few
MOST_LETTERS = 26  # of a value on a chip
OF_CHOICES = ("filter_choices", "data_span")
NAMED_ANEW = {"payer": "payer_names", "client": "client_names"}  # who may get another name


def draw(page: str, titles: Mapping[str, str]) -> None:
    """Draw every filter, put what they say in force for this run, and the ways on beside them."""
    has_data = session.has_data()
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="filter_bar"):
        if has_data:
            put_in_force()
            chips = filter_chips(_chips(page), can_clear=bool(address.filters_now()))
            chooser(chips, "filters", _panels(), _said(), _choose)
        with st.container(
            horizontal=True, width="content", gap="xsmall", key="filter_bar_right", wrap=False
        ):
            if has_data:
                how_counted.draw(page)
            search.draw(titles)
            if has_data:
                saved_views.draw(page, titles)


def put_in_force() -> None:
    """Put in force for this run what the filters say; what the data does not have is forgotten."""
    if not session.has_data():
        return
    span = session.everything().ask("data_span").iloc[0]
    _keep_lawful("by", DATE_BASES)
    first, last, mondays = _weeks_of(span)
    lawful: dict[str, Collection[str]] = {**_choices()}
    lawful |= {"weeks": {*SPANS, *mondays}, "until": {LATEST, *mondays}}
    for key, question in NAMED_ANEW.items():
        _rename(key, question, lawful[key])
    for key, values in lawful.items():
        _keep_lawful(key, values)
    st.session_state["filters_in_force"] = session.chosen(first, last)


def _chips(page: str) -> list[Chip]:
    """The weeks, each filter of the bar, and the others behind one chip."""
    state = st.session_state
    chips = [Chip("weeks", _weeks_text(page), True, "calendar_today")]
    chips += [
        Chip(key, _chip_text(each, state[key]), bool(state[key]))
        for key, each in CHOICES.items()
        if each.is_in_bar
    ]
    said = [_chip_text(each, state[key]) for key, each in _others().items() if state[key]]
    said += [_switch_text(each) for key, each in SWITCHES.items() if state[key] != each.default]
    words = "More filters" if not said else said[0] if len(said) == 1 else f"{len(said)} more"
    return [*chips, Chip("more", words, bool(said), note=", ".join(said))]


def _others() -> dict[str, Filter]:
    """The filters that have no chip of their own."""
    return {key: each for key, each in CHOICES.items() if not each.is_in_bar}


def _panels() -> list[dict[str, Any]]:
    """What each chip opens: fields with their choices, kept as long as the snapshot is shown."""
    return session.kept(
        ("filter panels", st.session_state["by"]), OF_CHOICES, ReviewFilters(), _fields_by_chip
    )


def _fields_by_chip() -> list[dict[str, Any]]:
    _, _, mondays = _weeks_of(session.everything().ask("data_span").iloc[0])
    weeks = [(each, _week(each)) for each in mondays]
    from_weeks = [(each, f"From {words}") for each, words in weeks]
    span = [
        _field("one", "weeks", "Weeks", [*((each, each) for each in SPANS), *from_weeks]),
        _field("one", "until", "Up to (the week shown on This week)", [(LATEST, LATEST), *weeks]),
        _field("row", "by", "Weeks are counted by", [*DATE_BASES.items()]),
    ]
    values = {
        key: _field("many", key, CHOICES[key].label, [*labels.items()])
        for key, labels in _choices().items()
    }
    switches = [_field("switch", key, each.label) for key, each in SWITCHES.items()]
    panels = [("weeks", "Weeks", span)]
    panels += [(key, each.label, [values[key]]) for key, each in CHOICES.items() if each.is_in_bar]
    more = [values[key] for key in _others()]
    panels.append(("more", "More filters; also count", [*more, *switches]))
    return [{"key": key, "label": label, "fields": fields} for key, label, fields in panels]


def _field(
    kind: Literal["many", "one", "row", "switch"],
    key: str,
    label: str,
    options: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """A field as the browser draws it: its kind, its label, its values with their labels."""
    return {"kind": kind, "key": key, "label": label, "options": options}


def _said() -> dict[str, list[str]]:
    """What is chosen of each filter, as the address would say it."""
    state = st.session_state
    return (
        {key: list(state[key]) for key in CHOICES}
        | {key: [state[key]] for key in STANDING}
        | {key: ["yes" if state[key] else "no"] for key in SWITCHES}
    )


def _choose(key: str, values: list[str]) -> None:
    """For a choice: set that filter; without a name, all of them back to their defaults."""
    if not key:
        clear()
    elif key in address.FILTER_KEYS:
        st.session_state[key] = address.filters_said({key: values})[key]


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


def _choices() -> dict[str, dict[str, str]]:
    """The values of each filter, most lines first, with their labels."""
    return session.kept("choices", OF_CHOICES, ReviewFilters(), _labels)


def _labels() -> dict[str, dict[str, str]]:
    rows = session.everything().ask("filter_choices")
    found = {}
    for key in CHOICES:
        of = rows[rows["choice_kind"] == key]
        labels = (_shown(key, label) for label in of["label"])
        found[key] = dict(zip(of["value"], labels, strict=True))
    return found


def _rename(key: str, question: str, options: Collection[str]) -> None:
    """Take an old name, of a link or a saved view, for the one it goes by now.

    The team joins and names payers and clients, and a later file may spell a payer otherwise.
    """
    values = st.session_state[key]
    if all(each in options for each in values):
        return
    rows = session.everything().ask(question)
    now = dict(zip(rows[f"{key}_name_as_given"].str.upper(), rows[f"{key}_name"], strict=True))
    renamed = [each if each in options else now.get(each.upper(), each) for each in values]
    st.session_state[key] = list(dict.fromkeys(renamed))


def _keep_lawful(key: str, options: Collection[str]) -> None:
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
