"""The meeting through app.py: its steps, its week, and the way back from what one looked into."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analytics import notebook
from analytics.components.meeting.meeting_state import STEPS, time_left
from analytics.notebook import Action
from tests.pages.panes import choose, pane_texts, panes, picks
from tests.pages.test_pages import texts
from tests.people import as_person

# Sixteen weeks of BLUE HARBOR, 30 lines a week, 3 denied; the last is that of 16 November 2026.
WEEK = "2026-11-09"


@pytest.mark.parametrize(("number", "step"), list(enumerate(STEPS, start=1)))
def test_every_step_says_where_it_is_and_how_long_it_takes(
    visit, loaded_store: Path, number: int, step
) -> None:
    app = visit("meeting", loaded_store, step=f"{number}", week=WEEK)
    assert not app.exception
    said = pane_texts(app)
    assert f"Step {number} of 6" in said
    assert {"step": f"{number}"} in picks(app)
    if number == 1:
        assert app.selectbox(key="meeting_week").value == WEEK
    else:
        assert "Week of Nov 9, 2026" in texts(app)
    assert f"{step.minutes} min" in texts(app)


def test_it_begins_with_last_weeks_actions_in_the_latest_full_week(
    visit, loaded_store: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(loaded_store, store)
    for title, week in (("Last week's", WEEK), ("This week's", "2026-11-16")):
        as_person("Ann", notebook.decide, store, Action(title, "Ann", "2026-12-01", week))
    app = visit("meeting", store)
    assert app.selectbox(key="meeting_week").value == "2026-11-16"
    assert "Last week's" in pane_texts(app)
    assert "This week's" not in pane_texts(app)
    for _ in STEPS[1:]:
        app.button(key="meeting_next").click().run()
    assert not app.exception
    assert app.button(key="meeting_next").disabled
    assert "This week's" in pane_texts(app)
    assert "Dec 1" in pane_texts(app)


def test_the_week_is_chosen_once_and_stands_in_the_address(visit, loaded_store: Path) -> None:
    app = visit("meeting", loaded_store)
    app.selectbox(key="meeting_week").set_value("2026-10-19").run()
    app.button(key="meeting_next").click().run()
    assert app.title[0].value == "10.0% of lines denied, as usual"
    assert "3 of 30 lines" in pane_texts(app)
    assert "Week of Oct 19, 2026" in texts(app)
    assert app.query_params["step"] == "2"
    assert app.query_params["week"] == "2026-10-19"


def test_the_way_back_leads_to_the_step_and_undoes_what_was_filtered(
    visit, loaded_store: Path
) -> None:
    app = visit("meeting", loaded_store, step="4", week=WEEK)
    app.switch_page("analytics/pages/denied_lines.py").run()
    choose(app, "carc", "97")
    assert "step" in app.query_params
    app.button(key="meeting_return").click().run()
    assert "Step 4 of 6" in pane_texts(app)
    assert app.session_state["carc"] == []


def test_a_link_with_a_step_and_week_that_are_not_there_still_opens(
    visit, loaded_store: Path
) -> None:
    app = visit("meeting", loaded_store, step="99", week="1999-01-04")
    assert not app.exception
    assert "Step 6 of 6" in pane_texts(app)
    assert "Week of Nov 16, 2026" in texts(app)


def test_a_meeting_that_is_left_is_over(visit, loaded_store: Path) -> None:
    app = visit("meeting", loaded_store, step="2", week=WEEK)
    app.button(key="meeting_leave").click().run()
    assert app.title[0].value == "This week"
    assert "step" not in app.query_params
    assert "meeting_return" not in [button.key for button in app.button]


def test_what_is_decided_while_looking_deeper_is_of_the_meetings_week(
    visit, loaded_store: Path
) -> None:
    app = visit("meeting", loaded_store, step="3", week=WEEK)
    app.switch_page("analytics/pages/reasons.py").run()
    app.button(key="decide_here").click().run()
    assert app.session_state["deciding"].decided_week == WEEK


def test_without_data_the_meeting_says_how_to_begin(visit, tmp_path: Path) -> None:
    app = visit("meeting", tmp_path / "empty")
    assert not app.exception
    assert app.title[0].value == "Meeting"


def test_the_payer_looked_at_stands_in_the_address_of_its_step_only(
    visit, loaded_store: Path
) -> None:
    app = visit("meeting", loaded_store, step="5", week=WEEK)
    assert app.query_params["of_payer"] == "BLUE HARBOR"
    assert app.title[0].value == "Blue Harbor"
    app.button(key="meeting_next").click().run()
    assert "of_payer" not in app.query_params
    # One that is not there is not looked at.
    app = visit("meeting", loaded_store, step="5", week=WEEK, of_payer="NOBODY")
    assert app.query_params["of_payer"] == "BLUE HARBOR"


def test_figures_of_the_week_and_of_the_span_stand_apart_and_say_which_they_are(
    visit, loaded_store: Path
) -> None:
    said = panes(visit("meeting", loaded_store, step="2", week=WEEK))
    assert "3 of 30 lines" in said["meeting_week"]
    assert "26 weeks" not in said["meeting_week"]
    # Fifteen weeks up to that of November 9: 45 lines of $100.
    assert "Last 26 weeks: $4,500 denied" in said["meeting_span"]


def test_ordinary_variation_is_a_sentence_and_no_chart(visit, loaded_store: Path) -> None:
    app = visit("meeting", loaded_store, step="3", week=WEEK)
    assert app.title[0].value == "Nothing is worse than usual"
    assert not app.get("plotly_chart")
    assert "usual variation" in texts(app)


def test_the_lists_of_the_week_are_sorted_as_the_address_says(visit, loaded_store: Path) -> None:
    app = visit("meeting", loaded_store, step="4", week=WEEK, top_kind="payer")
    assert {"payer": "BLUE HARBOR"} in picks(app)
    assert app.query_params["top_kind"] == "payer"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "10 min"), (61, "9 of 10 min left"), (1000, "6 min over")]
)
def test_the_time_left_of_a_step_is_told_in_minutes(seconds: float, said: str) -> None:
    assert time_left(seconds, 10) == said  # 1000 s are 16 minutes and 40 s
