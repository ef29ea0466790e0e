"""Decide from where one stands, and see on the page Actions whether it moved its number."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import notebook, session
from analytics.access import Person, identify_by, system_user
from analytics.notebook import Action, ActionChange
from analytics.vocabulary import ReviewFilters
from tests.pages.panes import pane_texts, picks
from tests.pages.test_pages import texts
from tests.people import as_person

# Sixteen weeks of BLUE HARBOR, 30 lines a week, 3 denied; the last is that of 16 November 2026.
DAY = date(2026, 11, 20)
OLD = Action("Call the payer", "Ann", "2026-11-13", "2026-10-19")


@pytest.fixture
def store(loaded_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of its own to write on, seen from one day."""
    shutil.copytree(loaded_store, tmp_path / "store")
    monkeypatch.setattr(session, "today", lambda: (DAY, True))
    return tmp_path / "store"


def opened(app: AppTest, what: str) -> None:
    """The form of the first action, as its button opens it."""
    app.session_state["action_open"] = (1, what)
    app.run()


def test_without_a_decision_the_page_says_how_to_make_one(visit, store: Path) -> None:
    app = visit("actions", store)
    assert not app.exception
    assert "No decisions recorded yet." in app.info[0].value


def test_a_decision_is_filled_in_from_where_one_stood(visit, store: Path) -> None:
    as_person("Ann", notebook.decide, store, OLD)  # so that Ann is known
    app = visit("reasons", store, payer="BLUE HARBOR", carc="97")
    app.button(key="decide_here").click().run()
    assert "Payer Blue Harbor · Reason 97" in texts(app)
    assert "240 lines" in texts(app)  # of 8 weeks of 30
    app.button(key="save_decision").click().run()
    assert app.warning[0].value == "Enter what will be done."
    app.text_input(key="action_title").set_value("Send the note with 25")
    app.selectbox(key="action_owner").set_value("Ann")
    app.number_input(key="action_goal").set_value(2.5)
    app.button(key="save_decision").click().run()
    assert not app.exception
    said = "Decided: “Send the note with 25”, Ann by Dec 4, 2026."
    assert said in [each.value for each in app.success]
    kept = notebook.actions(store)[1]
    assert (kept["measure"], kept["goal"], kept["decided_week"], kept["due_date"]) == (
        "denial_rate", "0.025", "2026-11-16", "2026-12-04",
    )  # fmt: skip
    assert kept["filters"]["payers"] == ["BLUE HARBOR"]
    assert kept["filters"]["carcs"] == ["97"]
    app.switch_page("analytics/pages/actions.py").run()
    assert "2 actions, 2 open, 1 past the due date." in texts(app)
    assert "no full week after Nov 22, 2026 is loaded yet" in pane_texts(app)


@pytest.mark.parametrize("page", ["weekly_review", "payers", "modifiers", "outcomes"])
def test_every_page_of_the_review_can_decide(visit, store: Path, page: str) -> None:
    app = visit(page, store)
    app.button(key="decide_here").click().run()
    assert not app.exception
    assert app.text_input(key="action_title").value == ""


def test_an_action_is_done_edited_deleted_and_brought_back(visit, store: Path) -> None:
    as_person("Ann", notebook.decide, store, OLD)
    app = visit("actions", store)
    # 4 weeks after that of 19 October: 12 of 120, as before 24 of 240.
    assert "Denial rate 10.0% (12 of 120 lines in 4 weeks)" in pane_texts(app)
    assert {"action": "1", "do": "done"} in picks(app)
    opened(app, "done")
    app.date_input(key="action_done_on").set_value(date(2026, 11, 9))
    app.button(key="save_action").click().run()
    assert "“Call the payer” is done." in [each.value for each in app.success]
    # What comes on 18 November comes again.
    assert "Since it was done on Nov 9, 2026: " in pane_texts(app)

    opened(app, "edit")
    app.text_input(key="action_title").set_value("Write to the payer")
    app.button(key="save_action").click().run()
    (kept,) = notebook.actions(store)
    assert (kept["title"], kept["status"], kept["done_date"]) == (
        "Write to the payer", "done", "2026-11-09",
    )  # fmt: skip

    opened(app, "edit")
    app.button(key="delete_action").click().run()
    assert notebook.actions(store) == []
    app.button(key="action_back").click().run()
    assert not app.exception
    assert "Write to the payer" in pane_texts(app)


def test_choices_narrow_the_cards_and_the_table(visit, store: Path) -> None:
    as_person("Ann", notebook.decide, store, OLD)
    as_person(
        "Ann", notebook.decide, store, Action("Train the desk", "Bob", "2026-12-01", "2026-11-16")
    )
    as_person("Ann", notebook.change_action, store, 1, ActionChange(status="dropped"))
    app = visit("actions", store, group="open", numbers="yes")
    assert app.dataframe[0].value["title"].tolist() == ["Train the desk"]
    assert "Call the payer" not in pane_texts(app)
    app = visit("actions", store, group="open", action_of="Ann")
    assert "No action like these." in texts(app)
    assert not app.exception


def test_the_groups_are_open_worked_and_not(visit, store: Path) -> None:
    # 12 of 120 after, 24 of 240 before: no clear change, so it did not work.
    as_person("Ann", notebook.decide, store, OLD)
    as_person("Ann", notebook.change_action, store, 1, ActionChange(status="done"))
    as_person(
        "Ann", notebook.decide, store, Action("Train the desk", "Bob", "2026-12-01", "2026-11-16")
    )
    said = pane_texts(visit("actions", store))
    assert "Open: 1" in said
    assert "Did not work, or too early to say: 1" in said
    assert "Worked: " not in said
    assert {"group": "late"} in picks(visit("actions", store))


def test_its_lines_are_offered_for_each_action(visit, store: Path) -> None:
    about = ReviewFilters(payers=("BLUE HARBOR",), carcs=("97",))
    action = Action("Call", "Ann", "2026-12-01", "2026-11-16", filters=about)
    as_person("Ann", notebook.decide, store, action)
    app = visit("actions", store)
    assert "Blue Harbor, CARC 97" in pane_texts(app)
    assert {"action": "1", "do": "lines"} in picks(app)


def test_who_only_looks_is_offered_no_change(visit, store: Path) -> None:
    as_person("Ann", notebook.decide, store, OLD)
    identify_by(lambda: Person("Vi", "viewer"))
    try:
        offered = {each.get("do") for each in picks(visit("actions", store))}
    finally:
        identify_by(system_user)
    assert offered == {None, "lines"}
