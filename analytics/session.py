"""What pages need from the running app: the store, cached answers, the filters in force."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from analytics import answers, load, notebook, snapshots
from analytics.access import audit
from analytics.limits import limited
from analytics.measures.health import to_look_at, unhealthy
from analytics.review import Review, WeekInReview, week_in_review
from analytics.vocabulary import (
    CHOICES,
    HISTORY,
    SWITCHES,
    WEEKS_BEFORE,
    WEEKS_SHOWN,
    ReviewFilters,
)

Made = TypeVar("Made")

# Questions told of a week that look into what people typed: its facts are kept until they type.
OF_A_WEEK = ("actions", "data_health", "deadline_days", "deadline_headline", "improved")
OF_ONE_CLAIM = ("claim_history", "work_history")
SPANS = {f"Last {count} weeks": count for count in (4, WEEKS_BEFORE, HISTORY, WEEKS_SHOWN)} | {
    "All weeks": 0
}
DEFAULT_SPAN, LATEST = f"Last {WEEKS_SHOWN} weeks", "Latest week"


def store() -> Path:
    """The folder of snapshots this dashboard shows."""
    return snapshots.store_folder()


def inbox() -> Path | None:
    """The one folder of this machine whose files the dashboard may load, if it was given one."""
    named = os.environ.get("DENIALS_INBOX")
    return Path(named) if named else None


def keep_values_out_of_logs() -> None:
    """Let the log say which error it was and where it is from, without its words and traceback.

    Both may quote the data. DENIALS_DEBUG shows them.
    """
    make = logging.getLogRecordFactory()
    if os.environ.get("DENIALS_DEBUG") or getattr(make, "keeps_values_out", False):
        return

    def record(*given: object, **named: object) -> logging.LogRecord:
        made = make(*given, **named)
        made.msg = _without_words(made.msg)
        if isinstance(made.args, tuple):
            made.args = tuple(_without_words(each) for each in made.args)
        elif made.args:
            made.args = {name: _without_words(each) for name, each in made.args.items()}
        if isinstance(made.exc_info, tuple) and made.exc_info[0]:
            made.msg = f"{made.msg} ({made.exc_info[0].__name__})"
            made.exc_info = None
        return made

    record.keeps_values_out = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(record)


def _without_words(said: Any) -> Any:
    """What a log is given; of an error its kind alone."""
    return type(said).__name__ if isinstance(said, BaseException) else said


def snapshot() -> int | None:
    """The published snapshot, looked up once in every run, so that a load is seen at once."""
    if "snapshot_seen" not in st.session_state:
        return snapshots.current_snapshot(store())
    return st.session_state["snapshot_seen"]


def begun_at() -> str:
    """When the load of the figures shown began: what was typed later is not in them."""
    return snapshots.begun_at(store())


def bring_up_to_date() -> None:
    """Look which snapshot is shown; what an older version made is first classified again, once."""
    st.session_state.pop("snapshot_seen", None)
    number = snapshot()
    if number is not None:
        _brought_up_to_date(store(), number)
    st.session_state["snapshot_seen"] = snapshots.current_snapshot(store())


def has_data() -> bool:
    """Whether any answer or any claim has been loaded."""
    return has_answers() or has_claims()


def has_answers() -> bool:
    """Whether a remittance has been loaded: without one nothing is denied."""
    return snapshot() is not None and bool(everything().ask("data_span")["line_count"].iloc[0])


def has_claims() -> bool:
    """Whether a claim file or an acknowledgment of claims has been loaded."""
    return snapshot() is not None and bool(everything().ask("data_span")["claim_count"].iloc[0])


def has_acknowledgments() -> bool:
    """Whether anything was said of a sent claim before it was answered."""
    return bool(everything().ask("data_span")["acknowledged_claim_count"].iloc[0])


def review(filters: ReviewFilters | None = None) -> Review:
    """The snapshot shown, under the filters in force (or those given); answers are kept."""
    number = snapshot()
    if number is None:
        number = load.state_of(store()).readable()  # which says that nothing is loaded
    folder = store()
    connection = answers.opened(folder, number)
    return Review(connection, filters or filters_in_force(), folder, number, _kept)


def kept(
    name: Hashable,
    questions: tuple[str, ...],
    filters: ReviewFilters | None,
    make: Callable[[], Made],
) -> Made:
    """What ``make`` makes of the answers to some questions under filters, kept as long as they are.

    Not for questions about one claim or seen from a day. It is handed out as it is: change nothing
    in it.
    """
    return answers.kept_from(name, questions, review(), filters, make)


def ask_together(*asked: answers.Asked) -> None:
    """Ask questions at once that a page asks one after another, where they are not known yet.

    Whose claim is opened is put on record, here as where it is asked alone.
    """
    for _, question, said in asked:
        if question in OF_ONE_CLAIM:
            _record_opening(said)
    names = tuple(question for _, question, _ in asked)
    key = tuple((question, of.filters, *answers.hashable(said)) for of, question, said in asked)
    kept(("asked", key), names, None, lambda: answers.ask_together(*asked))


def week_told() -> WeekInReview:
    """The week under review under the filters in force, with what was asked of it so far.

    Raises DenialsError where no week in view has answers.
    """
    asked = review()

    def tell() -> WeekInReview:
        told = week_in_review(asked)
        ask_together(*told.first_asked())
        return told

    return kept(f"week {asked.day}", OF_A_WEEK, asked.filters, tell)


def of_week(name: str, told: WeekInReview, make: Callable[[], Made]) -> Made:
    """What is drawn of a week, kept as long as what is told of it."""
    return kept(f"{name} {told.week} {told.review.day}", OF_A_WEEK, told.filters, make)


def everything() -> Review:
    """The snapshot shown, with everything loaded."""
    return review().everything()


def _record_opening(said: Mapping[str, Any]) -> None:
    """Put on record whose history is opened, once for as long as it stays open.

    Whatever reads or writes the session may end this run for the next one, which somebody's click
    has asked for. So nothing does between the entry and the note that it was made.
    """
    opened = (said.get("claim"), said.get("payer"))
    noted = _claims_recorded()
    if opened not in noted:
        audit.record(store(), "claim_opened", f"Claim {opened[0]}", payer=opened[1])
        noted[:] = [opened]


def claim_closed() -> None:
    """The history of a claim was closed: who opens it again is on record again."""
    _claims_recorded().clear()


def _claims_recorded() -> list[tuple[object, object]]:
    """The claim that is open and on record, if one is: the list itself, to be changed in place."""
    return st.session_state.setdefault("claims_recorded", [])


def filters_in_force() -> ReviewFilters:
    """What the sidebar says, of the clients the person who acts sees."""
    said = st.session_state.get("filters_in_force", ReviewFilters())
    return limited(said) or said


def today() -> tuple[date, bool]:
    """The day deadlines are seen from, and whether it is this machine's."""
    day = everything().day
    return day, day == date.today()


def health_to_look_at() -> pd.DataFrame:
    """Payer weeks in view with what is wrong, without those that somebody has looked into."""
    asked, known = review(), frozenset(notebook.acknowledged(store()))
    return kept(
        ("health", known),
        ("data_health",),
        asked.filters,
        lambda: unhealthy(to_look_at(asked.ask("data_health"), known)),
    )


def with_both_ends(filters: ReviewFilters) -> ReviewFilters:
    """The same filters with the weeks said that "all weeks" means."""
    front = "service_" if filters.date_basis == "service" else ""
    span = everything().ask("data_span").iloc[0]
    ends = {
        name: getattr(filters, name)
        or pd.Timestamp(span[name.replace("week", f"{front}week")]).date()
        for name in ("first_week", "last_week")
    }
    return replace(filters, **ends)


def up_to_now(filters: ReviewFilters) -> ReviewFilters:
    """The same filters, open where they begin or end with the remittances.

    Claims go on being sent and refused after it; and they are sent before the first one, so a span
    that reaches back to it has no beginning either.
    """
    state, front = st.session_state, "service_" if filters.date_basis == "service" else ""
    if state.get("until", LATEST) == LATEST:
        filters = replace(filters, last_week=None)
    first = pd.Timestamp(everything().ask("data_span")[f"first_{front}week"].iloc[0]).date()
    if state.get("weeks", DEFAULT_SPAN) in SPANS and filters.first_week == first:
        filters = replace(filters, first_week=None)
    return filters


def week_under_review() -> pd.Timestamp | None:
    """The week of the meeting while one goes on, else the latest full one of those in view."""
    if week := st.session_state.get("meeting", {}).get("week"):
        return pd.Timestamp(week)
    return latest_full_week(ReviewFilters(last_week=filters_in_force().last_week))


def latest_full_week(filters: ReviewFilters, counted: str = "lines") -> pd.Timestamp | None:
    """The latest full week of these weeks, as frames have it."""
    week = review(filters).latest_full_week(counted)
    return None if week is None else pd.Timestamp(week)


def in_view(weekly: pd.DataFrame) -> pd.DataFrame:
    """Weekly rows without the weeks that only served as history."""
    first = filters_in_force().first_week
    return weekly if first is None else weekly[weekly["remit_week"] >= pd.Timestamp(first)]


def chosen(data_first: date, data_last: date) -> ReviewFilters:
    """The filters as the widgets of the sidebar stand; weeks within those of the data."""
    state = st.session_state
    until, span = state.get("until", LATEST), state.get("weeks", DEFAULT_SPAN)
    last = data_last if until == LATEST else date.fromisoformat(until)
    if span in SPANS:
        first = last - timedelta(weeks=SPANS[span] - 1) if SPANS[span] else data_first
        first = max(first, data_first)
    else:
        first = date.fromisoformat(span)
    is_open = span == "All weeks" and until == LATEST
    lists: dict[str, Any] = {each.field: tuple(state.get(key, ())) for key, each in CHOICES.items()}
    switches: dict[str, Any] = {
        each.field: state.get(key, each.default) for key, each in SWITCHES.items()
    }
    return ReviewFilters(
        first_week=None if is_open else min(first, last),
        last_week=None if is_open else last,
        date_basis=state.get("by", "remit"),
        **lists,
        **switches,
    )


def drill(
    page: str = "denied_lines", switches: Mapping[str, str] | None = None, /, **values: str
) -> None:
    """For a widget's callback: set filters to one value each and go to a page.

    ``switches`` are those of that page, by the names the address has for them.

    ``week`` (a Monday) sets the range to that week. The widgets of the sidebar take the values up
    when they are drawn, and with them the address. Several modifiers come parted by spaces, none as
    an empty text.
    """
    week = values.pop("week", None)
    if week:
        st.session_state["weeks"] = st.session_state["until"] = week
    for key, value in values.items():
        st.session_state[key] = value.split() or [""] if key == "modifier" else [value]
    st.session_state["switches_asked"] = {**_of_drill(page), **(switches or {})}
    st.session_state["page_to_go_to"] = page


def look_at(filters: ReviewFilters, page: str = "denied_lines") -> None:
    """For a widget's callback: put filters in force, but for their weeks, and go to a page."""
    for key, each in CHOICES.items():
        st.session_state[key] = list(getattr(filters, each.field))
    for key, each in SWITCHES.items():
        st.session_state[key] = getattr(filters, each.field)
    st.session_state["switches_asked"] = _of_drill(page)
    st.session_state["page_to_go_to"] = page


def _of_drill(page: str) -> dict[str, str]:
    """What a drill says of the page it leads to: the work list shows every line behind a figure."""
    return {"list": "all"} if page == "denied_lines" else {}


@st.cache_resource(max_entries=20, show_spinner=f"{load.REBUILD} …")
def _brought_up_to_date(store: Path, number: int) -> int:
    """Looked at once per process and snapshot; the number, if it was up to date already."""
    load.refresh(store).readable()
    return number


def _kept(review: Review, question: str, said: Mapping[str, Any]) -> pd.DataFrame:
    """An answer, kept until a load or (where the question looks into it) a line in the notebook."""
    if question in OF_ONE_CLAIM:
        _record_opening(said)
    return answers.kept_answer(review, question, said)
