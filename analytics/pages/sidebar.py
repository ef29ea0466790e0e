"""The filters in the sidebar, drawn once by app.py, kept in the address; and their chips."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analytics import session
from analytics.measures.words import day_text
from analytics.session import CHOICES, DEFAULT_SPAN, LATEST, SPANS, SWITCHES

NO_MODIFIER = "No modifier"
STANDING = {"weeks": DEFAULT_SPAN, "until": LATEST, "by": "remit"}


def draw_filters() -> None:
    """Draw every filter and put what they say in force for this run."""
    span = session.ask_all("data_span").iloc[0]
    choices = session.ask_all("filter_choices")
    first, last = pd.Timestamp(span["first_week"]).date(), pd.Timestamp(span["last_week"]).date()
    mondays = [f"{day:%Y-%m-%d}" for day in pd.date_range(first, last, freq="7D")[::-1]]
    _recall()
    with st.sidebar:
        st.subheader("Filters", anchor=False)
        _select("weeks", "Weeks", [*SPANS, *mondays])
        _select("until", "up to", [LATEST, *mondays])
        _keep_lawful("by", ["remit", "service"])
        st.segmented_control(
            "Weeks are counted by",
            ["remit", "service"],
            required=True,
            format_func={"remit": "Remittance date", "service": "Service date"}.get,
            key="by",
            width="stretch",
        )
        for key in ("payer", "category", "carc", "modifier"):
            _multiselect(key, choices)
        with st.expander("More filters", key="more_filters"):
            for key in ("procedure", "provider", "line_of_business"):
                _multiselect(key, choices)
        st.caption("Also count")
        for key, (_, _, label) in SWITCHES.items():
            st.toggle(label, key=key)
    st.session_state["filters_in_force"] = session.chosen(first, last)
    for key in st.session_state["filters_remembered"]:
        st.session_state["filters_remembered"][key] = st.session_state[key]
    _write_address()


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
    said = st.query_params
    return (
        {key: said.get_all(key) for key in CHOICES}
        | {key: said.get(key, default) for key, default in STANDING.items()}
        | {
            key: said.get(key, "yes" if default else "no") == "yes"
            for key, (_, default, _) in SWITCHES.items()
        }
    )


def _write_address() -> None:
    """Let the address say every filter that is not at its default.

    Not by ``bind="query-params"``: a bound parameter forbids ``st.switch_page``, so no drilling.
    """
    state = st.session_state
    said = {key: state[key] for key in CHOICES if state[key]}
    said |= {key: state[key] for key, default in STANDING.items() if state[key] != default}
    said |= {
        key: "yes" if state[key] else "no"
        for key, (_, default, _) in SWITCHES.items()
        if state[key] != default
    }
    if said != {key: _as_said(key) for key in st.query_params}:
        st.query_params.from_dict(said)


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
    choices, (_, label) = choices[choices["choice_kind"] == key], CHOICES[key]
    labels = dict(zip(choices["value"], choices["label"], strict=True))
    _keep_lawful(key, list(labels))
    st.multiselect(
        label,
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


def draw_chips() -> None:
    """What is filtered, each with a cross that removes it."""
    chips = list(_chips())
    if not chips:
        return
    with st.container(horizontal=True, gap="small", key="chips"):
        for key, value, text in chips:
            st.button(
                f"{text} ✕",
                key=f"chip_{key}_{value}",
                on_click=_remove,
                args=(key, value),
            )
        if len(chips) > 1:
            st.button("Clear all", key="chips_clear", type="tertiary", on_click=_clear)


def _chips():
    """(key, value, text) of every filter that is not at its default."""
    state = st.session_state
    filters = session.filters_in_force()
    if (state.get("weeks"), state.get("until")) != (DEFAULT_SPAN, LATEST):
        yield "weeks", "", span_text()
    if filters.date_basis == "service":
        yield "by", "", "By service date"
    for key, (_, label) in CHOICES.items():
        for value in state.get(key, ()):
            yield key, value, f"{label.split(' (')[0]}: {value or NO_MODIFIER}"
    for key, (_, default, label) in SWITCHES.items():
        if state.get(key, default) != default:
            yield key, "", label if not default else f"Without {label.lower()}"


def span_text() -> str:
    """The weeks in view, in words."""
    filters = session.filters_in_force()
    if filters.first_week is None:
        return "All weeks"
    if filters.first_week == filters.last_week:
        return f"Week of {day_text(filters.first_week)}"
    return f"Weeks of {day_text(filters.first_week)} to {day_text(filters.last_week)}"


def _remove(key: str, value: str) -> None:
    """Take one value out of a filter, or set it back to its default."""
    if key in CHOICES:
        st.session_state[key] = [each for each in st.session_state[key] if each != value]
    elif key in SWITCHES:
        st.session_state[key] = SWITCHES[key][1]
    elif key == "by":
        st.session_state["by"] = STANDING["by"]
    else:
        st.session_state.update(weeks=DEFAULT_SPAN, until=LATEST)


def _clear() -> None:
    """Set every filter back to its default."""
    for key, value, _ in list(_chips()):
        _remove(key, value)


def _week(option: str) -> str:
    """A Monday as people write it; other options as they are."""
    return day_text(date.fromisoformat(option)) if option[:1].isdigit() else option
