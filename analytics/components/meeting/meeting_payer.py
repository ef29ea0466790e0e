"""The step of the meeting on one payer: its trend, what is worse, reasons, real claims."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.components import views
from analytics.components.claim import history
from analytics.components.layout import fold
from analytics.components.meeting import meeting_state
from analytics.components.meeting.meeting_parts import (
    SPAN,
    line,
    opens,
    place_of,
    turn,
    usual_words,
)
from analytics.components.pane import pane
from analytics.components.week import alerts, week_explored
from analytics.markup.alerts import alert_grid
from analytics.markup.layout import (
    frame,
    section,
)
from analytics.markup.marks import Text
from analytics.markup.ranked import RankedRow, ranked_list
from analytics.markup.trend import range_key
from analytics.measures.breakdowns import OTHERS
from analytics.measures.names import shown_payer
from analytics.measures.outcomes import OUTCOME_WORDS
from analytics.measures.signal_states import ENDED
from analytics.measures.words import (
    count_text,
    dollar_text,
    rate_text,
)
from analytics.review import WeekInReview, payer_in_depth
from analytics.vocabulary import TOO_FEW

HABITS = 4


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
    line(f"This week {counts}{'' if is_few else f' ({rate}){usual_words(row)}'}.")
    worse = told.alerts[(told.alerts["status"] != ENDED) & (told.alerts["payer_name"] == payer)]
    start, more = place_of("alerts_of_payer", len(worse), 1)
    trend = section("Lines denied by week", week_explored.weekly_trend(own, 128), range_key())
    reasons = section(f"{SPAN}: reasons", _reasons_of(depth.reasons, payer))
    left, right = st.columns(2, gap="large")
    with left:
        pane(
            frame(*([trend, reasons] if len(worse) else [trend])),
            "meeting_payer",
            opens(told, payer=payer),
        )
    with right:
        if worse.empty:
            line("Nothing at this payer alone is worse than usual.")
            pane(frame(reasons), "meeting_payer_reasons", opens(told, payer=payer))
        else:
            card = alerts.alert_of(worse.iloc[start], told, start, is_large=True)
            pane(
                frame(alert_grid([card], is_large=True), *more),
                "meeting_payer_alerts",
                lambda picked: turn("alerts_of_payer", picked) or alerts.do(picked, worse),
            )
    left, right = st.columns(2, gap="large")
    with left:
        claims = fold("Example claims: click one for its full history", "examples")
    if claims:
        with claims:
            views.table(
                depth.examples.assign(outcome=depth.examples["outcome"].map(OUTCOME_WORDS)),
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
                line(words)


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
