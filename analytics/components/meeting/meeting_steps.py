"""The steps of the meeting, each on one screen, from what was decided to what will be.

Each says its answer in a few words as the title; below stands what a room can read from five
meters. What is of the week stands apart from what is of all weeks shown.
"""

from __future__ import annotations

from analytics import notebook, session
from analytics.components.actions import action_cards
from analytics.components.meeting import meeting_state
from analytics.components.meeting.meeting_decisions import decisions
from analytics.components.meeting.meeting_parts import (
    CARDS,
    SPAN,
    line,
    opens,
    place_of,
    turn,
    usual_words,
)
from analytics.components.meeting.meeting_payer import one_payer
from analytics.components.meeting.meeting_top import top
from analytics.components.pane import pane
from analytics.components.week import alerts, week_explored, week_figures
from analytics.markup.alerts import alert_grid
from analytics.markup.figures import figure_row
from analytics.markup.layout import (
    columns,
    frame,
    section,
)
from analytics.markup.parts import dollars_list
from analytics.markup.trend import range_key
from analytics.measures.action_words import IMPROVED, WORSE
from analytics.measures.health import health_sentence, to_look_at
from analytics.measures.names import number_word
from analytics.measures.signal_states import ENDED
from analytics.measures.words import (
    count_text,
    dollar_text,
    rate_text,
)
from analytics.review import WeekInReview


def last_actions(told: WeekInReview) -> None:
    """What was decided before this week and is not dropped, the last meeting's first."""
    actions = told.decided_before
    if actions.empty:
        meeting_state.title("No action to look back on")
        line(
            "No action was decided before this week. Record actions with Decide on any step; "
            "they are reviewed here."
        )
        return
    worked = int((actions["verdict"] == IMPROVED).sum())
    noun = "action" if len(actions) == 1 else "actions"
    said = f"{number_word(worked)} of {number_word(len(actions))} {noun} worked"
    meeting_state.title(said.capitalize())
    order = [IMPROVED, WORSE]
    actions = actions.assign(
        place=[order.index(name) if name in order else 2 for name in actions["verdict"]]
    ).sort_values("place", kind="stable")
    start, more = place_of("actions_from", len(actions))
    shown = actions.iloc[start : start + CARDS]
    pane(
        frame(action_cards.large_cards(shown, told.week), *more),
        "meeting_actions",
        lambda picked: turn("actions_from", picked),
    )


def headline(told: WeekInReview) -> None:
    """The figures of the week; below, apart from them, the weeks up to it and their dollars."""
    row = told.row
    rate = rate_text(row["denied_line_count"], row["adjudicated_line_count"])
    where = usual_words(row)
    meeting_state.title(f"{rate} of lines denied{where}")
    pane(frame(figure_row(week_figures.figures_of_week(told))), "meeting_week", opens(told))
    week_alone = told.review.narrowed(first_week=told.week, last_week=told.week)
    known = notebook.acknowledged(session.store())
    line(health_sentence(to_look_at(week_alone.ask("data_health"), known)), asks=True)
    dollars = week_figures.dollar_parts(told.dollars)
    total = f"{dollar_text(told.dollars['denied_amount'].sum())} denied"
    pane(
        frame(
            columns(
                section("Lines denied by week", week_explored.weekly_trend(told, 168), range_key()),
                section(f"{SPAN}: {total}", dollars_list(dollars, f"{SPAN}: {total}"))
                if dollars
                else "",
                shares=(430, 360),
            )
        ),
        "meeting_span",
        opens(told),
    )
    line(told.deadlines_sentence)


def changes(told: WeekInReview) -> None:
    """What is new or worse as cards; that the rest is ordinary is a sentence, not a chart."""
    rows = told.alerts[told.alerts["status"] != ENDED]
    meeting_state.title(_worse_title(len(rows), told.is_judged))
    if rows.empty:
        line(told.quiet_sentence)
    else:
        start, more = place_of("alerts_from", len(rows))
        shown = [
            alerts.alert_of(row, told, place, is_large=True)
            for place, (_, row) in enumerate(rows.iterrows())
            if start <= place < start + CARDS
        ]
        pane(
            frame(alert_grid(shown, is_large=True), *more),
            "meeting_alerts",
            lambda picked: turn("alerts_from", picked) or alerts.do(picked, rows),
        )
    improved = len(told.improved)
    better = f"{count_text(improved, 'combination')} improved." if improved else "Nothing improved."
    line(f"All lines: {told.drivers_sentence}" + (f" {better}" if told.is_judged else ""))


def _worse_title(count: int, is_judged: bool = True) -> str:
    """How many things are worse, of a week that alerts are told of.

    >>> _worse_title(2), _worse_title(1), _worse_title(0)
    ('Two things are worse', 'One thing is worse', 'Nothing is worse than usual')
    """
    if not count:
        return "Nothing is worse than usual" if is_judged else "No alerts for this week"
    noun = "thing is" if count == 1 else "things are"
    return f"{number_word(count).capitalize()} {noun} worse"


DRAWN_BY = {
    "actions": last_actions,
    "headline": headline,
    "changes": changes,
    "top": top,
    "payer": one_payer,
    "decisions": decisions,
}
