"""The work list: its lists with their counts, what narrows them, and the lines of the one shown."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from analytics import notebook, session
from analytics.access import current_person
from analytics.answers import Asked, hashable
from analytics.components import address
from analytics.components.pane import Pick
from analytics.components.text import plain
from analytics.components.work import ticked_lines
from analytics.markup.layout import Choice, chips
from analytics.markup.marks import Text
from analytics.markup.parts import PLACES
from analytics.measures.outcomes import OUTCOME_WORDS
from analytics.measures.work_list import LISTS, list_sentence, place_sentence
from analytics.measures.worklist import NOBODY, choice_text
from analytics.vocabulary import SOON, ReviewFilters

Made = TypeVar("Made")
ROW_LIMIT = 2000
# Lists of the weeks in view; the others are of all weeks, whichever are shown elsewhere.
OF_VIEW = ("all", "after_payment", "taken_back")
TAKEN_BACK = {"after_payment": "denied_after_payment", "taken_back": "takebacks"}
ALWAYS = ("due", "recover", "mine", "unassigned", "waiting", "past", "all")
FIRST_ORDER = {"due": "due", "mine": "due", "waiting": "due", "records": "due"} | {
    "unassigned": "expected",
    "recover": "per_hour",
}
ORDERS = ("due", "open", "expected", "per_hour")
CHOICES = {"owner": "Owner", "status": "Status", "assignee": "Assigned to"}
# The questions whose answers are lists of lines.
OF_LISTS = ("work_list", "words_against_answers", *TAKEN_BACK.values())


@dataclass(frozen=True)
class Listed:
    """A list: its name, what was asked, its lines (the first 2,000) and what all come to."""

    name: str
    filters: ReviewFilters
    asked: dict[str, Any]
    order: str
    lines: pd.DataFrame
    totals: dict[str, Any]

    @property
    def key(self) -> tuple:
        """What tells the list from others under the same filters: what was asked, when, by whom."""
        me, (day, _) = current_person().name, session.today()
        return (self.name, self.order, me, day, *hashable(self.asked))

    @property
    def is_cut(self) -> bool:
        """Whether there are more lines than are listed."""
        return len(self.lines) < int(self.totals["line_count"])

    @property
    def sentence(self) -> str:
        """What the list comes to, whether cut or not."""
        if place := self.asked["place"]:
            return place_sentence(PLACES[place], self.totals)
        last = self.lines["deadline_date"].max() if len(self.lines) else None
        return list_sentence(self.name, self.totals, last)

    def kept(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """What is made of its lines, kept as long as they are."""
        return session.kept((name, self.key), OF_LISTS, self.filters, make)

    def all_lines(self) -> dict[str, str]:
        """Every line of the list, listed or not: its control number by its key."""
        rows = _rows(self.name, self.filters, self.asked, self.order) if self.is_cut else self.lines
        return dict(zip(rows["remitted_line_id"], rows["patient_control_number"], strict=True))


def chosen() -> Listed:
    """The list, and what narrows it, as the address says them."""
    place = address.keep("place", "", ["", *PLACES])
    name = address.keep("list", "due", list(LISTS))
    name = "all" if place else name
    order = address.keep("work_sort", "", ["", *ORDERS]) or FIRST_ORDER.get(name, "open")
    order = "open" if name in TAKEN_BACK else order
    status = address.keep("work_status", "", ["", *notebook.STATUSES])
    assignee = address.keep("work_assignee", "")
    asked = {
        "place": place or None,
        "status": status or None,
        "assignee": "" if assignee == NOBODY else assignee or None,
        "owner": address.keep("work_owner", "") or None,
        "outcomes": address.keep("outcomes", [], list(OUTCOME_WORDS)) or None,
    }
    filters = session.filters_in_force()
    filters = filters if name in OF_VIEW else filters.of_all_weeks()
    if name not in TAKEN_BACK and name != "words":
        said = _said_of(name, asked, order, ROW_LIMIT)
        session.ask_together((session.review(filters), "work_list", said), *_of_counts())
    lines = _rows(name, filters, asked, order, ROW_LIMIT)
    return Listed(name, filters, asked, order, lines, _totals(name, lines))


def is_of_all_weeks() -> bool:
    """Whether the list the address says is of all weeks, whichever the filters say."""
    state = st.session_state
    arriving = state.get("switches_said", {})  # of switches that are not drawn yet
    name, place = (
        arriving[key][-1] if arriving.get(key) else state.get(key, default)
        for key, default in (("list", "due"), ("place", ""))
    )
    return not place and (name if name in LISTS else "due") not in OF_VIEW


def _rows(
    name: str,
    filters: ReviewFilters,
    asked: dict[str, Any],
    order: str,
    row_limit: int | None = None,
) -> pd.DataFrame:
    """The lines of a list in their order; all of them without a limit."""
    review = session.review(filters)
    if name in TAKEN_BACK:
        said = {key: asked[key] for key in ("status", "assignee", "owner")}
        rows = review.ask(TAKEN_BACK[name], row_limit=row_limit, **said)
        return rows[rows["outcome"].isin(asked["outcomes"])] if asked["outcomes"] else rows
    if name != "words":
        return review.ask("work_list", **_said_of(name, asked, order, row_limit))
    against = review.ask("words_against_answers").set_index("remitted_line_id")
    rows = review.ask("work_list", **_said_of(name, asked, order, None))
    rows = rows[rows["remitted_line_id"].isin(against.index)].reset_index(drop=True)
    labels = against["contradiction_label"].reindex(rows["remitted_line_id"])
    return rows.assign(contradiction_label=labels.to_numpy())


def _totals(name: str, lines: pd.DataFrame) -> dict[str, Any]:
    """What a list comes to: from all its lines, where the answer says so, else from those here."""
    if name in TAKEN_BACK or name == "words" or lines.empty:
        sums = lines.reindex(columns=["open_amount", "denied_amount", "expected_recovery_amount"])
        total = sums.sum().round(2)
        expected = total["expected_recovery_amount"] if name == "words" else None
        return {
            "line_count": len(lines),
            "open_amount": total["open_amount"],
            "denied_amount": total["denied_amount"],
            "expected_amount": expected,
            "place_amount": 0.0,
        }
    first = lines.iloc[0]
    names = ("line_count", "open_amount", "denied_amount", "expected_amount", "place_amount")
    return {each: first[f"listed_{each}"] for each in names}


def _said_of(name: str, asked: dict[str, Any], order: str, row_limit: int | None) -> dict[str, Any]:
    """The parameters of the question for a list."""
    me = current_person().name
    return {"list": name, "me": me, "sort": order, "row_limit": row_limit, **asked}


def _of_counts() -> list[Asked]:
    """What the counts of the lists are asked from."""
    view, weeks = session.review(), session.review(session.filters_in_force().of_all_weeks())
    return [
        (weeks, "work_list_counts", {"me": current_person().name}),
        (weeks, "words_against_answers", {}),
        (view, "denied_after_payment_by_reason", {}),
        (view, "headline", {}),
    ]


def counts() -> dict[str, int]:
    """How many lines each list has, whatever narrows the one that is shown."""
    view, weeks = session.review(), session.review(session.filters_in_force().of_all_weeks())
    rows = weeks.ask("work_list_counts", me=current_person().name)
    told = dict(zip(rows["list"], rows["line_count"].astype(int), strict=True))
    taken_back = view.ask("denied_after_payment_by_reason")["denied_line_count"].sum()
    return told | {
        "after_payment": int(taken_back),
        "words": len(weeks.ask("words_against_answers")),
        "all": int(view.ask("headline")["denied_line_count"].iloc[0]),
    }


def lists(listed: Listed) -> Text:
    """The lists as chips, with their counts; rare ones only where they hold something."""
    told = counts()
    shown = [
        name
        for name in LISTS
        if name in ALWAYS or told.get(name) or (name == listed.name and not listed.asked["place"])
    ]
    return chips(
        [
            Choice(
                LISTS[name],
                {"list": name},
                name == listed.name and not listed.asked["place"],
                f"{told[name]:,}" if name in told else "",
            )
            for name in shown
        ],
        "Lists",
    )


def choose(picked: Pick) -> None:
    """For a pick on a chip: that list, from its first page, by its own order."""
    if picked.get("list") in LISTS:
        st.session_state["list"] = picked["list"]
        st.session_state["place"] = st.session_state["work_sort"] = ""
        st.session_state["work_page"] = "1"
        ticked_lines.forget()


def narrow(listed: Listed) -> None:
    """What narrows the list, folded: owner, status, assignee, outcomes; its button says which."""
    said = [
        f"{label}: {_label(kind, st.session_state[f'work_{kind}'])}"
        for kind, label in CHOICES.items()
        if st.session_state[f"work_{kind}"]
    ]
    said += [f"Outcome: {OUTCOME_WORDS[each]}" for each in st.session_state["outcomes"]]
    words = "Narrow" if not said else said[0] if len(said) == 1 else f"{len(said)} narrow it"
    fold = st.popover(
        plain(words),
        key="work_narrow",
        icon=":material/tune:",
        type="primary" if said else "secondary",
        help=plain(", ".join(said)) if said else None,
        width="content",
        wrap=False,
        on_change="rerun",
    )
    if fold.open:
        with fold:
            _choices(listed)


def _choices(listed: Listed) -> None:
    """Each choice with the lines and dollars that have it."""
    within = SOON if listed.name == "due" else None
    chosen = {kind: listed.asked[kind] for kind in CHOICES}
    told = session.review(listed.filters).ask("worklist_counts", within_days=within, **chosen)
    for kind, label in CHOICES.items():
        rows = told[told["choice_kind"] == kind]
        rows = rows.assign(value=rows["value"].replace("", NOBODY)).set_index("value")
        now = st.session_state[f"work_{kind}"]
        options = ["", *rows.index, *({now} - {"", *rows.index})]
        texts = {each: choice_text(rows.loc[each], _label(kind, each)) for each in rows.index}
        st.selectbox(
            label,
            options,
            index=options.index(now),
            format_func=partial(_said, kind, texts),
            key=f"narrow_{kind}",
            on_change=partial(_narrowed, f"work_{kind}", f"narrow_{kind}"),
        )
    st.multiselect(
        "Outcome",
        list(OUTCOME_WORDS),
        default=st.session_state["outcomes"],
        format_func=OUTCOME_WORDS.__getitem__,
        key="narrow_outcomes",
        placeholder="All",
        on_change=partial(_narrowed, "outcomes", "narrow_outcomes"),
    )


def _said(kind: str, texts: dict[str, str], value: str) -> str:
    """A choice with its lines and dollars, where it has any."""
    return texts.get(value, _label(kind, value)) if value else "All"


def _narrowed(key: str, widget: str) -> None:
    st.session_state[key] = st.session_state[widget]
    st.session_state["work_page"] = "1"


def _label(kind: str, value: str) -> str:
    return notebook.STATUSES[value] if kind == "status" else value
