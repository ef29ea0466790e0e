"""The steps of the meeting, each on one screen, from what was decided to what will be."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts.drivers import rate_waterfall
from analytics.charts.meeting import large, large_trend, ranked_bars
from analytics.components import (
    action_cards,
    alerts,
    decide,
    denied_dollars,
    downloads,
    figures,
    history,
    meeting_state,
    packets,
    views,
)
from analytics.components.text import plain
from analytics.exports.columns import columns_for
from analytics.measures.breakdowns import OTHERS
from analytics.program import page_file
from analytics.review import WeekInReview, payer_in_depth

ALERTS, TOP, FEW, HABITS = 4, 7, 5, 4
ONE_SCREEN = 4  # actions


def last_actions(told: WeekInReview) -> None:
    """What was decided before this week and is not dropped, the last meeting's first."""
    actions = told.decided_before
    if actions.empty:
        st.info(
            (
                "No action was decided before this week. Record actions with Decide on "
                "any step; they are reviewed here."
            ),
            icon=":material/task_alt:",
        )
        return
    action_cards.rows(_some(actions), told.week)


def headline(told: WeekInReview) -> None:
    """The week against the eight before, where all denied dollars are, deadlines, the trend."""
    st.markdown(f"##### {plain(told.sentence)}")
    figures.week_figures(told)
    denied_dollars.draw(told.dollars, has_heading=False)
    st.markdown(f":material/event_upcoming: {plain(told.deadlines_sentence)}")
    missing = told.health_sentence
    if missing:
        st.markdown(f":material/report: {plain(missing)}")
    views.chart(large_trend(told.weeks, 160 if missing else 200), "meeting_trend", ())


def changes(told: WeekInReview) -> None:
    """What is new or worse beside why the rate moved."""
    left, right = st.columns([5, 6], gap="large")
    new = told.alerts
    with left:
        st.subheader("New or worse", anchor=False)
        if not told.is_news:
            st.markdown(plain(told.quiet_sentence))
        for place, (_, alert) in enumerate(new.head(ALERTS).iterrows()):
            _alert(alert, place)
        if len(new) > ALERTS:
            st.caption(f"{len(new) - ALERTS} more on the weekly review.")
        if len(told.improved):
            st.subheader("Improved", anchor=False)
        for alert in told.improved.head(2).itertuples():
            st.markdown(alerts.marked(pd.Series(alert._asdict())))
    with right:
        st.subheader("Why the rate moved, against the 8 weeks before", anchor=False)
        st.markdown(plain(told.drivers_sentence))
        if len(told.drivers):
            views.chart(
                large(rate_waterfall(told.driver_steps), 560),
                "meeting_drivers",
                ("payer", "procedure"),
                on_pick=lambda values: meeting_state.look_deeper(**values),
            )


def top(told: WeekInReview) -> None:
    """The week's denials alike, by dollars and by lines; and by reason, payer and modifier."""
    rows = told.top
    if rows.empty:
        st.info("Nothing was denied this week.")
        return
    rows = rows.assign(
        label=rows["carc_code"] + " " + rows["reason_label"] + "\n"
        + (rows["procedure_code"] + " " + rows["modifier_codes"]).str.strip()
        + " · " + rows["payer_name"]
    )  # fmt: skip
    columns = st.columns(2, gap="large")
    for column, value, words in zip(
        columns, ("denied_amount", "denied_line_count"), ("dollars", "lines"), strict=True
    ):
        with column:
            st.subheader(f"Top {TOP} by {words}", anchor=False)
            most = rows.sort_values(value, ascending=False, kind="stable").head(TOP)
            fields = {
                "carc": "carc_code",
                "payer": "payer_name",
                "procedure": "procedure_code",
                "modifier": "modifier_codes",
            }
            _bars(most, "label", value, fields, f"meeting_top_{words}", 390, 1.9, 40)
    kinds = (
        ("By reason", told.by_reason, "carc", "carc_code", "reason_label"),
        ("By payer", told.by_payer, "payer", "payer_name", "payer_name"),
        ("By modifier", told.by_modifier, "modifier", "modifier_code", "modifier_label"),
    )
    for column, (words, by, key, code, label) in zip(st.columns(3), kinds, strict=True):
        with column:
            st.subheader(words, anchor=False)
            few = by.sort_values("denied_amount", ascending=False).head(FEW)
            named = few[code] if code == label else (few[code] + " " + few[label]).str.strip()
            _bars(few.assign(label=named), "label", "denied_amount", {key: code},
                  f"meeting_{key}", 220, 2.2)  # fmt: skip


def one_payer(told: WeekInReview) -> None:
    """One payer: its trend, its reasons, what moved, and real claims."""
    payers = told.by_payer.sort_values("denied_amount", ascending=False)
    names = list(payers["payer_name"]) or list(told.review.ask("denials_by_payer")["payer_name"])
    payer = st.selectbox(
        "Payer", names, key="meeting_of_payer", label_visibility="collapsed", width=420,
        persist_state="session",
    )  # fmt: skip
    depth = payer_in_depth(told, payer)
    st.markdown(f"##### {plain(depth.sentence)}")
    left, right = st.columns([5, 6], gap="large")
    with left:
        views.chart(large_trend(depth.weeks, 260), f"meeting_trend_{payer}", ())
        st.subheader("Its reasons, in the weeks shown", anchor=False)
        reasons = depth.reasons[depth.reasons["carc_code"] != OTHERS].head(FEW)
        named = reasons.assign(
            label=reasons["carc_code"] + " " + reasons["reason_label"], payer_name=payer
        )
        fields = {"carc": "carc_code", "payer": "payer_name"}
        _bars(named, "label", "denied_amount", fields, f"meeting_reasons_{payer}", 250, 1.8)
    with right:
        moved = told.narrowed(payers=(payer,)).drivers_sentence
        st.markdown(plain(f"This week {moved}"))
        st.subheader("Example claims: click one for its full history", anchor=False)
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
        st.markdown("\n".join(f"- {plain(words)}" for words in habits["words"]))


def decisions(told: WeekInReview) -> None:
    """What was decided in this meeting, and what goes home with everyone."""
    today = told.decided_now
    left, right = st.columns([7, 4], gap="large")
    with left:
        st.subheader("Decided for this week", anchor=False)
        if today.empty:
            st.info(
                "Nothing yet. Aim for two or three decisions, each with one owner and a due date."
            )
        else:
            action_cards.rows(_some(today), told.week, has_chart=False)
        decide.decide_button("step", type="primary")
    with right:
        st.subheader("To take away", anchor=False)
        packets.weekly(told.monday)
        st.markdown("Top denials of the week")
        top = columns_for("top_denials", told.top)
        downloads.downloads("Top denials", {"Top denials": top}, "top_denials_of_week")
        st.page_link(page_file("denied_lines"), label="The work list", icon=":material/list:")
        st.caption("The address of this page opens this meeting again, at this step and week.")


def _alert(alert: pd.Series, place: int) -> None:
    """One alert in its sentence, with its lines and what will be done about it."""
    with st.container(border=True, key=f"meeting_alert_{place}"):
        st.markdown(alerts.marked(alert))
        with st.container(horizontal=True, gap="small"):
            st.button(
                "View lines",
                key=f"meeting_alert_lines_{place}",
                on_click=alerts.show_lines,
                args=(alert,),
            )
            alerts.decide_about(alert, f"alert_{place}")


def _bars(
    rows: pd.DataFrame, label: str, value: str, fields: dict[str, str], key: str, height: int,
    room: float, width: int = 26,
) -> None:  # fmt: skip
    """Bars whose click leads to the lines behind them; ``fields`` {filter: column}."""
    figure = ranked_bars(rows, label, value, tuple(fields.values()), height, room, width)
    views.chart(
        figure, key, tuple(fields), on_pick=lambda values: meeting_state.look_deeper(**values)
    )


def _some(actions: pd.DataFrame) -> pd.DataFrame:
    """As many actions as fit on one screen; the others a click away."""
    if len(actions) <= ONE_SCREEN:
        return actions
    starts = list(range(0, len(actions), ONE_SCREEN))
    start = st.segmented_control(
        "Actions",
        starts,
        default=0,
        required=True,
        format_func=lambda at: f"{at + 1}–{min(at + ONE_SCREEN, len(actions))}",
        key="meeting_actions_from",
        label_visibility="collapsed",
    )
    return actions.iloc[start or 0 :][:ONE_SCREEN]


DRAWN_BY = {
    "actions": last_actions,
    "headline": headline,
    "changes": changes,
    "top": top,
    "payer": one_payer,
    "decisions": decisions,
}
