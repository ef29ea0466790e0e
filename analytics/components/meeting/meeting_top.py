"""The step of the meeting on what costs most: alike denials, and by reason, payer, modifier."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.components import address
from analytics.components.meeting import meeting_state
from analytics.components.meeting.meeting_parts import opens
from analytics.components.pane import Pick, pane
from analytics.components.week import week_figures
from analytics.markup.layout import (
    Choice,
    columns,
    frame,
    section,
    switch,
)
from analytics.markup.marks import Text
from analytics.markup.ranked import MoreRows, RankedRow, ranked_list
from analytics.measures.breakdowns import OTHERS, few_lines
from analytics.measures.names import short_payers
from analytics.measures.words import (
    count_text,
    dollar_text,
)
from analytics.review import WeekInReview

ROWS = 10
KINDS = {
    "reason": ("By reason", "carc", "carc_code"),
    "payer": ("By payer", "payer", "payer_name"),
    "modifier": ("By modifier", "modifier", "modifier_code"),
}


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
    value = address.keep("top_by", "denied_amount", list(week_figures.MEASURES))
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
                            for name, words in week_figures.MEASURES.items()
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
        lambda picked: _switched(picked) or opens(told)(picked),
    )


def _switched(picked: Pick) -> bool:
    """For a pick: another order or grouping; whether that is what was picked."""
    if picked.get("top_by") in week_figures.MEASURES:
        st.session_state["top_by"] = picked["top_by"]
    elif picked.get("top_kind") in KINDS:
        st.session_state["top_kind"] = picked["top_kind"]
    else:
        return False
    return True


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
