"""Actions in the notebook: what was decided stays as written, whoever else is writing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from analytics import notebook
from analytics.access import NOBODY, Person, acting_as
from analytics.notebook import Action, ActionChange
from analytics.vocabulary import DenialsError, NotAllowed, ReviewFilters
from tests.people import as_person

ACTION = Action("Send the note with 25", "Ann", "2026-10-15", "2026-09-28")


def the_action(store: Path) -> dict:
    (action,) = notebook.actions(store)
    return action


def test_before_the_first_decision_there_is_none_and_no_file(tmp_path: Path) -> None:
    assert notebook.actions(tmp_path) == []
    assert notebook.actions_version(tmp_path) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_decision_is_kept_with_what_it_is_about_but_without_weeks(tmp_path: Path) -> None:
    filters = ReviewFilters(
        first_week=date(2026, 9, 7), last_week=date(2026, 9, 28), date_basis="service",
        payers=("AURORA, THE",), carcs=("97", "16"), modifiers=("",), include_patient=False,
    )  # fmt: skip
    action = Action(
        "Send the note with 25", "Ann", "2026-10-15", "2026-09-28", filters=filters, goal="0.02"
    )
    as_person("Bob", notebook.decide, tmp_path, action)
    kept = the_action(tmp_path)
    assert (kept["action_number"], kept["decided_by"], kept["status"]) == (1, "Bob", "open")
    assert (kept["measure"], kept["goal"]) == ("denial_rate", "0.02")
    about = {name: value for name, value in kept["filters"].items() if value is not None}
    assert about == {
        "date_basis": "remit", "payers": ["AURORA, THE"], "carcs": ["97", "16"],
        "modifiers": [""], "include_secondary": False, "include_duplicates": False,
        "include_patient": False,
    }  # fmt: skip


def test_a_change_leaves_alone_what_it_does_not_name(tmp_path: Path) -> None:
    as_person("Ann", notebook.decide, tmp_path, ACTION)
    as_person("Cy", notebook.change_action, tmp_path, 1, ActionChange(owner="Bob"))
    as_person(
        "Di",
        notebook.change_action,
        tmp_path,
        1,
        ActionChange(status="done", done_date="2026-10-10"),
    )
    kept = the_action(tmp_path)
    assert (kept["title"], kept["owner"]) == ("Send the note with 25", "Bob")
    assert (kept["status"], kept["done_date"], kept["decided_by"]) == ("done", "2026-10-10", "Ann")
    as_person("Di", notebook.change_action, tmp_path, 1, ActionChange(status="open", done_date=""))
    assert the_action(tmp_path)["done_date"] == ""


def test_a_deleted_action_is_out_of_sight_and_can_be_brought_back(tmp_path: Path) -> None:
    as_person("Ann", notebook.decide, tmp_path, ACTION)
    as_person("Bob", notebook.change_action, tmp_path, 1, ActionChange(is_deleted=True))
    assert notebook.actions(tmp_path) == []
    as_person("Bob", notebook.change_action, tmp_path, 1, ActionChange(is_deleted=False))
    assert the_action(tmp_path)["title"] == "Send the note with 25"


def test_every_change_is_a_new_version_a_deletion_too(tmp_path: Path) -> None:
    seen = [notebook.version(tmp_path, {"actions", "filters"})]
    as_person("Ann", notebook.decide, tmp_path, ACTION)
    seen.append(notebook.version(tmp_path, {"actions"}))
    as_person("Ann", notebook.change_action, tmp_path, 1, ActionChange(is_deleted=True))
    seen.append(notebook.version(tmp_path, {"actions"}))
    assert seen == [(0,), (1,), (2,)]
    assert notebook.version(tmp_path, {"filters"}) == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (ActionChange(title=" "), "needs its title"),
        (ActionChange(owner=""), "needs its owner"),
        (ActionChange(status="finished"), "is not a status; choose open, done, dropped"),
        (ActionChange(measure="chance"), "is not a measure"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    tmp_path: Path, change: ActionChange, words: str
) -> None:
    as_person("Ann", notebook.decide, tmp_path, ACTION)
    with pytest.raises(DenialsError, match=words):
        as_person("Ann", notebook.change_action, tmp_path, 1, change)
    assert the_action(tmp_path)["title"] == "Send the note with 25"


def test_a_decision_of_somebody_who_is_not_signed_in_is_refused(tmp_path: Path) -> None:
    with acting_as(NOBODY), pytest.raises(NotAllowed, match="Somebody who is not signed in"):
        notebook.decide(tmp_path, ACTION)
    assert notebook.actions(tmp_path) == []


def test_owners_and_deciders_are_people_known_afterwards(tmp_path: Path) -> None:
    as_person("Bob", notebook.decide, tmp_path, ACTION)
    assert notebook.people(tmp_path) == ["Ann", "Bob"]


def test_two_who_decide_at_once_both_keep_theirs(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as writers:
        list(
            writers.map(
                lambda by: as_person(f"P{by}", notebook.decide, tmp_path, ACTION), range(20)
            )
        )
    assert [action["action_number"] for action in notebook.actions(tmp_path)] == [*range(1, 21)]


def about(*clients: str) -> Action:
    return Action("Ask", "Ann", "2026-10-15", "2026-09-28", filters=ReviewFilters(clients=clients))


def test_actions_of_whoever_sees_some_clients_only_are_of_these_clients(tmp_path: Path) -> None:
    for clients in ((), ("OAK",), ("PINE", "OAK")):
        notebook.decide(tmp_path, about(*clients))
    with acting_as(Person("Bo", "worker", ("OAK", "ELM"))):
        assert [each["action_number"] for each in notebook.actions(tmp_path)] == [2]
        assert notebook.action_filters(tmp_path) == {2: ReviewFilters(clients=("OAK",))}
        # What Bo decides is of the clients that Bo sees, or of those of them that Bo chose.
        notebook.decide(tmp_path, about())
        notebook.decide(tmp_path, about("PINE", "ELM"))
        with pytest.raises(NotAllowed, match="Bo may look at no other client than OAK and ELM"):
            notebook.decide(tmp_path, about("PINE"))
        kept = {number: of.clients for number, of in notebook.action_filters(tmp_path).items()}
        assert kept == {2: ("OAK",), 4: ("OAK", "ELM"), 5: ("ELM",)}
    assert len(notebook.actions(tmp_path)) == 5


def test_an_action_of_other_clients_is_not_changed_deleted_or_restored(tmp_path: Path) -> None:
    for clients in ((), ("OAK",), ("PINE",)):
        notebook.decide(tmp_path, about(*clients))
    notebook.change_action(tmp_path, 3, ActionChange(is_deleted=True))
    with acting_as(Person("Bo", "worker", ("OAK",))):
        for number, change in (
            (1, ActionChange(owner="Bo")),
            (1, ActionChange(is_deleted=True)),
            (3, ActionChange(is_deleted=False)),
        ):
            with pytest.raises(NotAllowed, match="Bo may change no action of other clients"):
                notebook.change_action(tmp_path, number, change, about("PINE"))
        notebook.change_action(tmp_path, 2, ActionChange(owner="Bo"))
        notebook.change_action(tmp_path, 9, ActionChange(owner="Bo"))  # which is not there
        (own,) = notebook.actions(tmp_path)
    assert own["owner"] == "Bo"
    assert [each["owner"] for each in notebook.actions(tmp_path)] == ["Ann", "Bo"]
