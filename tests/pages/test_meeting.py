"""The meeting through app.py: its steps, its week, and the way back from what one looked into."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analytics import notebook
from analytics.components.meeting_state import STEPS
from analytics.notebook import Action
from tests.pages.test_pages import texts
from tests.people import as_person

# Sixteen weeks of BLUE HARBOR, 30 lines a week, 3 denied; the last is that of 16 November 2026.
WEEK = "2026-11-09"


@pytest.mark.parametrize(("number", "step"), list(enumerate(STEPS, start=1)))
def test_every_step_asks_its_question(visit, loaded_store: Path, number: int, step) -> None:
    app = visit("meeting", loaded_store, step=f"{number}", week=WEEK)
    assert not app.exception
    assert app.title[0].value == step.question
    assert f"Step {number} of 6" in texts(app)
    assert "week of Nov 9, 2026" in texts(app)


def test_it_begins_with_last_weeks_actions_in_the_latest_full_week(
    visit, loaded_store: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(loaded_store, store)
    for title, week in (("Last week's", WEEK), ("This week's", "2026-11-16")):
        as_person("Ann", notebook.decide, store, Action(title, "Ann", "2026-12-01", week))
    app = visit("meeting", store)
    assert app.selectbox(key="meeting_week").value == "2026-11-16"
    assert "Last week's" in texts(app)
    assert "This week's" not in texts(app)
    for _ in STEPS[1:]:
        app.button(key="meeting_next").click().run()
    assert not app.exception
    assert app.button(key="meeting_next").disabled
    assert "This week's" in texts(app)


def test_the_week_is_chosen_once_and_stands_in_the_address(visit, loaded_store: Path) -> None:
    app = visit("meeting", loaded_store)
    app.selectbox(key="meeting_week").set_value("2026-10-19").run()
    app.button(key="meeting_next").click().run()
    assert "In the week of Oct 19, 2026 payers denied 3 of 30 lines" in texts(app)
    assert app.query_params["step"] == "2"
    assert app.query_params["week"] == "2026-10-19"


def test_the_way_back_leads_to_the_step_and_undoes_what_was_filtered(
    visit, loaded_store: Path
) -> None:
    app = visit("meeting", loaded_store, step="4", week=WEEK)
    app.switch_page("analytics/pages/denied_lines.py").run()
    app.multiselect(key="carc").set_value(["97"]).run()
    assert "step" in app.query_params
    app.button(key="meeting_return").click().run()
    assert app.title[0].value == STEPS[3].question
    assert app.session_state["carc"] == []


def test_a_link_with_a_step_and_week_that_are_not_there_still_opens(
    visit, loaded_store: Path
) -> None:
    app = visit("meeting", loaded_store, step="99", week="1999-01-04")
    assert not app.exception
    assert app.title[0].value == STEPS[-1].question
    assert "week of Nov 16, 2026" in texts(app)


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
    app.switch_page("analytics/pages/denied_lines.py").run()
    app.button(key="decide_here").click().run()
    assert app.session_state["deciding"].decided_week == WEEK


def test_without_data_the_meeting_says_how_to_begin(visit, tmp_path: Path) -> None:
    app = visit("meeting", tmp_path / "empty")
    assert not app.exception
    assert app.title[0].value == "Meeting"
