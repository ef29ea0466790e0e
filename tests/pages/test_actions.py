"""Decide from where one stands, and see on the page Actions whether it moved its number."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from analytics import notebook, session
from analytics.notebook import Action, ActionChange
from analytics.vocabulary import ReviewFilters
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


def test_without_a_decision_the_page_says_how_to_make_one(visit, store: Path) -> None:
    app = visit("actions", store)
    assert not app.exception
    assert "No decisions recorded yet." in app.info[0].value


def test_a_decision_is_filled_in_from_where_one_stood(visit, store: Path) -> None:
    as_person("Ann", notebook.decide, store, OLD)  # so that Ann is known
    app = visit("reasons", store, payer="BLUE HARBOR", carc="97")
    app.button(key="decide_here").click().run()
    assert "Payer BLUE HARBOR · Reason 97" in texts(app)
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
    assert "no full week after Nov 22, 2026 is loaded yet" in texts(app)


@pytest.mark.parametrize("page", ["weekly_review", "payers", "modifiers", "denied_lines"])
def test_every_page_of_the_review_can_decide(visit, store: Path, page: str) -> None:
    app = visit(page, store)
    app.button(key="decide_here").click().run()
    assert not app.exception
    assert app.text_input(key="action_title").value == ""


def test_an_action_is_done_edited_deleted_and_brought_back(visit, store: Path) -> None:
    as_person("Ann", notebook.decide, store, OLD)
    app = visit("actions", store)
    # 4 weeks after that of 19 October: 12 of 120, as before 24 of 240.
    assert "Denial rate 10.0% (12 of 120 lines in 4 weeks)" in texts(app)
    app.button(key="action_done_1").click().run()
    app.date_input(key="action_done_on").set_value(date(2026, 11, 9))
    app.button(key="save_action").click().run()
    assert "“Call the payer” is done." in [each.value for each in app.success]
    # What comes on 18 November comes again.
    assert "Since it was done on Nov 9, 2026: " in texts(app)

    app.button(key="action_edit_1").click().run()
    app.text_input(key="action_title").set_value("Write to the payer")
    app.button(key="save_action").click().run()
    (kept,) = notebook.actions(store)
    assert (kept["title"], kept["status"], kept["done_date"]) == (
        "Write to the payer", "done", "2026-11-09",
    )  # fmt: skip

    app.button(key="action_delete_1").click().run()
    app.button(key="save_action").click().run()
    assert notebook.actions(store) == []
    app.button(key="action_back").click().run()
    assert not app.exception
    assert "Write to the payer" in texts(app)


def test_choices_narrow_the_cards_and_the_table(visit, store: Path) -> None:
    as_person("Ann", notebook.decide, store, OLD)
    as_person(
        "Ann", notebook.decide, store, Action("Train the desk", "Bob", "2026-12-01", "2026-11-16")
    )
    as_person("Ann", notebook.change_action, store, 1, ActionChange(status="dropped"))
    app = visit("actions", store)
    app.pills(key="action_status").set_value("open").run()
    assert app.dataframe[0].value["title"].tolist() == ["Train the desk"]
    app.pills(key="action_of").set_value("Ann").run()
    assert "No action like these." in texts(app)
    assert not app.exception


def test_its_lines_are_those_of_its_filters(visit, store: Path) -> None:
    about = ReviewFilters(payers=("BLUE HARBOR",), carcs=("97",))
    as_person(
        "Ann",
        notebook.decide,
        store,
        Action("Call", "Ann", "2026-12-01", "2026-11-16", filters=about),
    )
    app = visit("actions", store)
    app.button(key="action_lines_1").click().run()
    assert not app.exception
    assert app.session_state["payer"] == ["BLUE HARBOR"]
    assert app.session_state["carc"] == ["97"]
    assert app.title[0].value.startswith("Work list")
