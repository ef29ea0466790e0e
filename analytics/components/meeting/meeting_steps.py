"""The steps of the meeting, each on one screen, from what was decided to what will be.

Each says its answer in a few words as the title; below stands what a room can read from five
meters. What is of the week stands apart from what is of all weeks shown.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from analytics import notebook, session
from analytics.components import address, downloads, packets, views
from analytics.components.actions import action_cards, decide
from analytics.components.claim import history
from analytics.components.layout import fold
from analytics.components.meeting import meeting_state
from analytics.components.pane import Pick, pane
from analytics.components.text import plain
from analytics.components.week import alerts, week
from analytics.exports.columns import columns_for
from analytics.markup.alerts import alert_grid
from analytics.markup.figures import figure_row
from analytics.markup.layout import (
    Choice,
    chips,
    columns,
    frame,
    section,
    switch,
)
from analytics.markup.marks import Text, html
from analytics.markup.parts import dollars_list
from analytics.markup.ranked import MoreRows, RankedRow, ranked_list
from analytics.markup.tables import Column, Row, table
from analytics.markup.trend import range_key
from analytics.measures.breakdowns import OTHERS, few_lines
from analytics.measures.health import health_sentence, to_look_at
from analytics.measures.names import number_word, short_payers, shown_payer
from analytics.measures.signal_states import ENDED
from analytics.measures.words import (
    count_text,
    dollar_text,
    rate_text,
    short_day_text,
)
from analytics.program import page_file
from analytics.review import WeekInReview, payer_in_depth
from analytics.vocabulary import TOO_FEW, WEEKS_SHOWN

CARDS, ROWS, HABITS, DECISIONS = 2, 10, 4, 6
SPAN = f"Last {WEEKS_SHOWN} weeks"
KINDS = {
    "reason": ("By reason", "carc", "carc_code"),
    "payer": ("By payer", "payer", "payer_name"),
    "modifier": ("By modifier", "modifier", "modifier_code"),
}


def last_actions(told: WeekInReview) -> None:
    """What was decided before this week and is not dropped, the last meeting's first."""
    actions = told.decided_before
    if actions.empty:
        meeting_state.title("No action to look back on")
        _line(
            "No action was decided before this week. Record actions with Decide on any step; "
            "they are reviewed here."
        )
        return
    worked = int((actions["verdict"] == action_cards.IMPROVED).sum())
    noun = "action" if len(actions) == 1 else "actions"
    said = f"{number_word(worked)} of {number_word(len(actions))} {noun} worked"
    meeting_state.title(said.capitalize())
    order = [action_cards.IMPROVED, action_cards.WORSE]
    actions = actions.assign(
        place=[order.index(name) if name in order else 2 for name in actions["verdict"]]
    ).sort_values("place", kind="stable")
    start, more = _place("actions_from", len(actions))
    shown = actions.iloc[start : start + CARDS]
    pane(
        frame(action_cards.large_cards(shown, told.week), *more),
        "meeting_actions",
        lambda picked: _turn("actions_from", picked),
    )


def headline(told: WeekInReview) -> None:
    """The figures of the week; below, apart from them, the weeks up to it and their dollars."""
    row = told.row
    rate = rate_text(row["denied_line_count"], row["adjudicated_line_count"])
    where = _usual(row)
    meeting_state.title(f"{rate} of lines denied{where}")
    pane(frame(figure_row(week.figures_of_week(told))), "meeting_week", _opened(told))
    week_alone = told.review.narrowed(first_week=told.week, last_week=told.week)
    known = notebook.acknowledged(session.store())
    _line(health_sentence(to_look_at(week_alone.ask("data_health"), known)), asks=True)
    dollars = week.dollar_parts(told.dollars)
    total = f"{dollar_text(told.dollars['denied_amount'].sum())} denied"
    pane(
        frame(
            columns(
                section("Lines denied by week", week.weekly_trend(told, 168), range_key()),
                section(f"{SPAN}: {total}", dollars_list(dollars, f"{SPAN}: {total}"))
                if dollars
                else "",
                shares=(430, 360),
            )
        ),
        "meeting_span",
        _opened(told),
    )
    _line(told.deadlines_sentence)


def _usual(row: pd.Series) -> str:
    """Where the rate of a week lies, after it; nothing where too few weeks tell what is usual."""
    low, high = row.get("usual_low"), row.get("usual_high")
    if pd.isna(low) or row["adjudicated_line_count"] < TOO_FEW:
        return ""
    if not row["is_unusual"]:
        return ", as usual"
    return ", more than usual" if row["denial_rate"] > high else ", less than usual"


def changes(told: WeekInReview) -> None:
    """What is new or worse as cards; that the rest is ordinary is a sentence, not a chart."""
    rows = told.alerts[told.alerts["status"] != ENDED]
    meeting_state.title(_worse_title(len(rows)))
    if rows.empty:
        _line(told.quiet_sentence)
    else:
        start, more = _place("alerts_from", len(rows))
        shown = [
            alerts.alert_of(row, told, place, is_large=True)
            for place, (_, row) in enumerate(rows.iterrows())
            if start <= place < start + CARDS
        ]
        pane(
            frame(alert_grid(shown, is_large=True), *more),
            "meeting_alerts",
            lambda picked: _turn("alerts_from", picked) or alerts.do(picked, rows),
        )
    improved = len(told.improved)
    better = f"{count_text(improved, 'combination')} improved." if improved else "Nothing improved."
    _line(f"All lines: {told.drivers_sentence} {better}")


def top(told: WeekInReview) -> None:
    """What costs most in the week: alike denials, and by reason, payer or modifier."""
    rows = told.top
    if rows.empty:
        meeting_state.title("Nothing was denied this week")
        return
    first = told.by_reason.sort_values(
        ["denied_amount", "carc_code"], ascending=[False, True], kind="stable"
    ).iloc[0]
    meeting_state.title(f"{first.carc_code} {first.reason_label} costs most")
    value = address.keep("top_by", "denied_amount", list(week.MEASURES))
    kind = address.keep("top_kind", "reason", list(KINDS))
    pane(
        frame(
            columns(
                section(
                    "This week by reason and payer",
                    _alike(told, value),
                    switch(
                        [
                            Choice(words, {"top_by": name}, name == value)
                            for name, words in week.MEASURES.items()
                        ],
                        "Sorted by",
                    ),
                ),
                section(
                    "This week",
                    _of_kind(told, kind, value),
                    switch(
                        [
                            Choice(words, {"top_kind": name}, name == kind)
                            for name, (words, _, _) in KINDS.items()
                        ],
                        "Grouped",
                    ),
                ),
                shares=(430, 360),
            )
        ),
        "meeting_top",
        lambda picked: _switched(picked) or _opened(told)(picked),
    )


def one_payer(told: WeekInReview) -> None:
    """One payer: its week and its trend, what of it is worse, its reasons, real claims."""
    payers = told.by_payer.sort_values(
        ["denied_amount", "payer_name"], ascending=[False, True], kind="stable"
    )
    names = list(payers["payer_name"]) or told.payer_names
    payer = meeting_state.payer_of(names)
    with meeting_state.title(shown_payer(payer)):
        st.selectbox(
            "Payer",
            names,
            index=names.index(payer),
            format_func=shown_payer,
            key="meeting_of_payer",
            on_change=meeting_state.choose_payer,
            label_visibility="collapsed",
            width=320,
        )
    depth = payer_in_depth(told, payer)
    own = told.narrowed(payers=(payer,))
    row = own.row
    counts = (
        f"{count_text(row['denied_line_count'])} of "
        f"{count_text(row['adjudicated_line_count'], 'line')} denied"
    )
    rate = rate_text(row["denied_line_count"], row["adjudicated_line_count"])
    is_few = row["adjudicated_line_count"] < TOO_FEW
    _line(f"This week {counts}{'' if is_few else f' ({rate}){_usual(row)}'}.")
    worse = told.alerts[(told.alerts["status"] != ENDED) & (told.alerts["payer_name"] == payer)]
    start, more = _place("alerts_of_payer", len(worse), 1)
    trend = section("Lines denied by week", week.weekly_trend(own, 128), range_key())
    reasons = section(f"{SPAN}: reasons", _reasons_of(depth.reasons, payer))
    left, right = st.columns(2, gap="large")
    with left:
        pane(
            frame(*([trend, reasons] if len(worse) else [trend])),
            "meeting_payer",
            _opened(told, payer=payer),
        )
    with right:
        if worse.empty:
            _line("Nothing of this payer alone is worse than usual.")
            pane(frame(reasons), "meeting_payer_reasons", _opened(told, payer=payer))
        else:
            card = alerts.alert_of(worse.iloc[start], told, start, is_large=True)
            pane(
                frame(alert_grid([card], is_large=True), *more),
                "meeting_payer_alerts",
                lambda picked: _turn("alerts_of_payer", picked) or alerts.do(picked, worse),
            )
    left, right = st.columns(2, gap="large")
    with left:
        claims = fold("Example claims: click one for its full history", "examples")
    if claims:
        with claims:
            views.table(
                depth.examples.assign(outcome=depth.examples["outcome"].str.replace("_", " ")),
                history.table_key("meeting_examples"),
                (
                    "patient_control_number",
                    "procedure_code",
                    "modifier_codes",
                    "carc_code",
                    "denied_amount",
                    "outcome",
                    ("put_right_by", "medium"),
                ),
                on_pick=history.open_claim,
                row_height=40,
            )
    habits = depth.habits[depth.habits["habit"] != "Limits"].head(HABITS)
    with right:
        known = fold("What else is known of this payer", "habits") if len(habits) else None
    if known:
        with known:
            for words in habits["words"]:
                _line(words)


def decisions(told: WeekInReview) -> None:
    """What was decided in this meeting, and what goes home with everyone."""
    today = told.decided_now
    count = len(today)
    meeting_state.title(
        f"{number_word(count).capitalize()} decision{'' if count == 1 else 's'}"
        if count
        else "What will we do, and who does it?"
    )
    if today.empty:
        _line("Nothing yet. Aim for two or three decisions, each with one owner and a due date.")
    else:
        pane(frame(_listed(today, "Decided for this week")), "meeting_decided")
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_home"):
        decide.decide_button("step", type="primary")
        st.page_link(page_file("denied_lines"), label="Open work list", icon=":material/list:")
        take = st.popover(
            "To take away", key="take_away", icon=":material/download:", on_change="rerun"
        )
    if take.open:
        with take:
            packets.weekly(told.monday)
            st.markdown("Top denials of the week")
            rows_of_week = columns_for("top_denials", told.top)
            downloads.downloads("Top denials", {"Top denials": rows_of_week}, "top_denials_of_week")
    before = told.decided_before
    still_open = before[before["status"] == "open"].sort_values(["due_date", "action_number"])
    if len(still_open):
        pane(
            frame(section("Still open from before", _listed(still_open, "Still open from before"))),
            "meeting_still_open",
        )
    _line("The address of this page opens this meeting again, at this step and week.")


def _listed(actions: pd.DataFrame, label: str) -> Text:
    """Actions as a table: what, whose, by when, about what."""
    filters = notebook.action_filters(session.store())
    rows = [
        Row(
            (
                each.title,
                each.owner,
                short_day_text(each.due_date),
                decide.about_in_short(filters[each.action_number]),
            )
        )
        for each in actions.head(DECISIONS).itertuples()
    ]
    heads = [
        Column("Decision", "strong", is_wide=True),
        Column("Owner"),
        Column("Due"),
        Column("About", "muted", on_phone=False),
    ]
    more = len(actions) - len(rows)
    words = html('<p class="note">{} more on the page Actions.</p>', more) if more else ""
    return html("{}{}", table(heads, rows, label), words)


def _worse_title(count: int) -> str:
    """How many things are worse.

    >>> _worse_title(2), _worse_title(1), _worse_title(0)
    ('Two things are worse', 'One thing is worse', 'Nothing is worse than usual')
    """
    if not count:
        return "Nothing is worse than usual"
    noun = "thing is" if count == 1 else "things are"
    return f"{number_word(count).capitalize()} {noun} worse"


def _line(words: str, asks: bool = False) -> None:
    """A sentence for the room; nothing where there is none."""
    if words:
        st.markdown((":material/report: " if asks else "") + plain(words))


def _place(key: str, count: int, cards: int = CARDS) -> tuple[int, list[Text]]:
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


def _turn(key: str, picked: Pick) -> bool:
    """For a pick: show these cards; whether that is what was picked."""
    if picked.get("from", "").isdigit():
        st.session_state[key] = picked["from"]
    return "from" in picked


def _switched(picked: Pick) -> bool:
    """For a pick: another order or grouping; whether that is what was picked."""
    if picked.get("top_by") in week.MEASURES:
        st.session_state["top_by"] = picked["top_by"]
    elif picked.get("top_kind") in KINDS:
        st.session_state["top_kind"] = picked["top_kind"]
    else:
        return False
    return True


def _opened(told: WeekInReview, **also: str) -> Callable[[Pick], None]:
    """For a pick: the rows behind it, of the meeting's week, or of the weeks up to it."""

    def opened(picked: Pick) -> None:
        if "place" in picked:
            first = told.week - timedelta(weeks=WEEKS_SHOWN - 1)
            st.session_state["weeks"], st.session_state["until"] = (
                first.isoformat(),
                told.week.isoformat(),
            )
            session.drill("denied_lines", {"place": picked["place"]}, **also)
        elif picked.get("span") == "all":
            first = told.week - timedelta(weeks=WEEKS_SHOWN - 1)
            st.session_state["weeks"], st.session_state["until"] = (
                first.isoformat(),
                told.week.isoformat(),
            )
            session.drill(carc=picked["carc"], **also)
        else:
            known = {
                name: picked[name]
                for name in ("carc", "payer", "procedure", "modifier")
                if name in picked
            }
            session.drill(week=picked.get("week", f"{told.monday:%Y-%m-%d}"), **(also | known))

    return opened


def _alike(told: WeekInReview, value: str) -> Text:
    """Denials of one reason and payer, the largest first; the small ones are one row together."""
    short = short_payers(told.payer_names)
    rows = told.by_payer_and_reason
    rows, few = few_lines(rows[rows["denied_line_count"] > 0], ROWS - 1, value)
    shown = [
        RankedRow(
            f"{row.reason_label} · {short.get(row.payer_name, row.payer_name)}",
            float(getattr(row, value)),
            (count_text(row.denied_line_count), dollar_text(row.denied_amount)),
            row.carc_code,
            pick={"carc": row.carc_code, "payer": row.payer_name},
        )
        for row in rows.itertuples()
    ]
    return ranked_list(shown, more=_more(few, "group"), label="By reason and payer")


def _of_kind(told: WeekInReview, kind: str, value: str) -> Text:
    """The week's denials by reason, payer or modifier, the largest first."""
    words, name, column = KINDS[kind]
    rows = {"reason": told.by_reason, "payer": told.by_payer, "modifier": told.by_modifier}[kind]
    rows = rows[(rows[column] != OTHERS) & (rows["denied_line_count"] > 0)]
    rows = rows.sort_values([value, column], ascending=[False, True], kind="stable")
    short = short_payers(told.payer_names)
    worse = told.alerted(column) if kind != "modifier" else {}

    def label(row: Any) -> str:
        if kind == "payer":
            return short.get(row.payer_name, row.payer_name)
        return row.reason_label if kind == "reason" else row.modifier_label

    shown = [
        RankedRow(
            label(row),
            float(getattr(row, value)),
            (count_text(row.denied_line_count), dollar_text(row.denied_amount)),
            row.carc_code if kind == "reason" else "",
            pick={name: getattr(row, column)},
            alert=worse.get(getattr(row, column), ""),
        )
        for row in rows.head(ROWS - 1).itertuples()
    ]
    return ranked_list(shown, more=_more(rows.iloc[ROWS - 1 :], kind), label=words)


def _more(rows: pd.DataFrame, noun: str) -> MoreRows | None:
    """All others as one row; nothing where there are none."""
    if rows.empty:
        return None
    lines, dollars = rows["denied_line_count"].sum(), rows["denied_amount"].sum()
    figures = (count_text(lines), dollar_text(dollars))
    return MoreRows(f"{count_text(len(rows), f'smaller {noun}')}", figures)


def _reasons_of(reasons: pd.DataFrame, payer: str) -> Text:
    """A payer's reasons in the weeks shown."""
    rows = reasons[(reasons["carc_code"] != OTHERS) & (reasons["denied_line_count"] > 0)].head(3)
    return ranked_list(
        [
            RankedRow(
                row.reason_label,
                float(row.denied_amount),
                (count_text(row.denied_line_count), dollar_text(row.denied_amount)),
                row.carc_code,
                pick={"carc": row.carc_code, "span": "all"},
            )
            for row in rows.itertuples()
        ],
        label=f"Reasons of {shown_payer(payer)}",
    )


DRAWN_BY = {
    "actions": last_actions,
    "headline": headline,
    "changes": changes,
    "top": top,
    "payer": one_payer,
    "decisions": decisions,
}
