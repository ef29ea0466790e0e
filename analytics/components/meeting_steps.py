"""The steps of the meeting, each on one screen, from what was decided to what will be."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import session
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
from analytics.measures.drivers import driver_steps, drivers_sentence
from analytics.measures.health import health_sentence
from analytics.measures.sentences import week_sentence
from analytics.measures.signal_words import quiet_sentence
from analytics.measures.worklist import deadlines_sentence
from analytics.packet.payer import drivers_of, payer_in_depth
from analytics.packet.view import View
from analytics.program import page_file

ALERTS, TOP, FEW, HABITS = 4, 7, 5, 4
SOON = 14  # days
ONE_SCREEN = 4  # actions


def last_actions(view: View) -> None:
    """What was decided before this week and is not dropped, the last meeting's first."""
    actions = view.asker("actions", None, week=view.week)
    actions = actions[
        (actions["decided_week"] < pd.Timestamp(view.week)) & (actions["status"] != "dropped")
    ].sort_values(["decided_week", "due_date"], ascending=[False, True])
    if actions.empty:
        st.info(
            "No action was decided before this week. The last step of the meeting, and Decide on "
            "every step, write them down; here they are looked at again.",
            icon=":material/task_alt:",
        )
        return
    action_cards.rows(_some(actions), view.week)


def headline(view: View) -> None:
    """The week against the eight before, where all denied dollars are, deadlines, the trend."""
    weekly, week = view.weeks_with_history, pd.Timestamp(view.week)
    st.markdown(f"##### {plain(week_sentence(weekly, week))}")
    figures.week_figures(weekly, week)
    day, _ = session.today()
    denied_dollars.draw(view.ask("denied_dollars", today=day), has_heading=False)
    due = view.asker(
        "deadline_headline", session.of_all_weeks(view.filters), today=day, within_days=SOON
    )
    st.markdown(f":material/event_upcoming: {plain(deadlines_sentence(due.iloc[0], SOON))}")
    missing = health_sentence(view.ask("data_health"))
    if missing:
        st.markdown(f":material/report: {plain(missing)}")
    views.chart(large_trend(view.weeks, 160 if missing else 200), "meeting_trend", ())


def changes(view: View) -> None:
    """What is new or worse beside why the rate moved."""
    left, right = st.columns([5, 6], gap="large")
    new = view.ask("alerts", week=view.week)
    with left:
        st.subheader("New or worse", anchor=False)
        if not alerts.is_news(new):
            weeks = view.asker("signal_weeks", None)
            st.markdown(plain(quiet_sentence(weeks, pd.Timestamp(view.week))))
        for place, (_, alert) in enumerate(new.head(ALERTS).iterrows()):
            _alert(alert, place)
        if len(new) > ALERTS:
            st.caption(f"{len(new) - ALERTS} more on the weekly review.")
        improved = view.ask("improved", week=view.week)
        if len(improved):
            st.subheader("Improved", anchor=False)
        for alert in improved.head(2).itertuples():
            st.markdown(alerts.marked(pd.Series(alert._asdict())))
    with right:
        st.subheader("Why the rate moved, against the 8 weeks before", anchor=False)
        drivers = drivers_of(view)
        st.markdown(plain(drivers_sentence(drivers)))
        if len(drivers):
            views.chart(
                large(rate_waterfall(driver_steps(drivers)), 560),
                "meeting_drivers",
                ("payer", "procedure"),
                on_pick=lambda values: meeting_state.look_deeper(**values),
            )


def top(view: View) -> None:
    """The week's denials alike, by dollars and by lines; and by reason, payer and modifier."""
    rows = view.of_week("top_denials")
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
        ("By reason", "denials_by_reason", "carc", "carc_code", "reason_label"),
        ("By payer", "denials_by_payer", "payer", "payer_name", "payer_name"),
        ("By modifier", "denials_by_modifier", "modifier", "modifier_code", "modifier_label"),
    )
    for column, (words, question, key, code, label) in zip(st.columns(3), kinds, strict=True):
        with column:
            st.subheader(words, anchor=False)
            few = view.of_week(question).sort_values("denied_amount", ascending=False).head(FEW)
            named = few[code] if code == label else (few[code] + " " + few[label]).str.strip()
            _bars(few.assign(label=named), "label", "denied_amount", {key: code},
                  f"meeting_{key}", 220, 2.2)  # fmt: skip


def one_payer(view: View) -> None:
    """One payer: its trend, its reasons, what moved, and real claims."""
    payers = view.of_week("denials_by_payer").sort_values("denied_amount", ascending=False)
    names = list(payers["payer_name"]) or list(view.ask("denials_by_payer")["payer_name"])
    payer = st.selectbox(
        "Payer", names, key="meeting_of_payer", label_visibility="collapsed", width=420,
        persist_state="session",
    )  # fmt: skip
    told = payer_in_depth(view, payer)
    st.markdown(f"##### {plain(told.sentence)}")
    left, right = st.columns([5, 6], gap="large")
    with left:
        views.chart(large_trend(told.weeks, 260), f"meeting_trend_{payer}", ())
        st.subheader("Its reasons, in the weeks shown", anchor=False)
        reasons = told.reasons[told.reasons["carc_code"] != OTHERS].head(FEW)
        named = reasons.assign(
            label=reasons["carc_code"] + " " + reasons["reason_label"], payer_name=payer
        )
        fields = {"carc": "carc_code", "payer": "payer_name"}
        _bars(named, "label", "denied_amount", fields, f"meeting_reasons_{payer}", 250, 1.8)
    with right:
        moved = drivers_sentence(drivers_of(view.narrowed(payers=(payer,))))
        st.markdown(plain(f"This week {moved}"))
        st.subheader("Real claims: click one for its whole history", anchor=False)
        views.table(
            told.examples.assign(outcome=told.examples["outcome"].str.replace("_", " ")),
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
        habits = told.habits[told.habits["habit"] != "Limits"].head(HABITS)
        st.markdown("\n".join(f"- {plain(words)}" for words in habits["words"]))


def decisions(view: View) -> None:
    """What was decided in this meeting, and what goes home with everyone."""
    actions = view.asker("actions", None, week=view.week)
    today = actions[actions["decided_week"] == pd.Timestamp(view.week)]
    left, right = st.columns([7, 4], gap="large")
    with left:
        st.subheader("Decided for this week", anchor=False)
        if today.empty:
            st.info("Nothing yet: two or three decisions, each with one owner and a day.")
        else:
            action_cards.rows(_some(today), view.week, has_chart=False)
        decide.decide_button("step", type="primary")
    with right:
        st.subheader("To take home", anchor=False)
        packets.weekly(pd.Timestamp(view.week))
        st.markdown("Top denials of the week")
        week = view.of_week("top_denials")
        downloads.downloads(
            "Top denials", {"Top denials": columns_for("top_denials", week)}, "top_denials_of_week"
        )
        st.page_link(page_file("denied_lines"), label="The work list", icon=":material/list:")
        st.caption("The address of this page opens this meeting again, at this step and week.")


def _alert(alert: pd.Series, place: int) -> None:
    """One alert in its sentence, with its lines and what will be done about it."""
    with st.container(border=True, key=f"meeting_alert_{place}"):
        st.markdown(alerts.marked(alert))
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Its lines",
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
