"""What the invented team typed into the demo: the same each time, never over one's own."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from analytics import notebook, sample_work
from analytics.access import audit
from analytics.measures.health import to_look_at, unhealthy
from analytics.review import reviewing
from tests.conftest import SampleHouse
from tests.people import as_person

WORKED, DID_NOT = (
    "Bill Larkfield claims within ten days of service",
    "Send the office note with 99213-25",
)


@pytest.fixture(scope="module")
def store(sample_house: SampleHouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with what the team typed."""
    store = tmp_path_factory.mktemp("lived_in") / "store"
    shutil.copytree(sample_house.store, store)
    assert sample_work.write(store)
    return store


def entries(store: Path) -> list[tuple]:
    """What was written of lines, without when."""
    return [
        tuple(value for name, value in each.items() if name != "changed_at")
        for each in notebook.work_entries(store)
    ]


def test_one_action_worked_one_did_not_and_two_are_open(store: Path) -> None:
    with reviewing(store) as review:
        actions = review.ask("actions").set_index("title")
    assert actions["status"].value_counts().to_dict() == {"done": 2, "open": 2}
    assert actions.loc[WORKED, "verdict"] == "improved"
    assert actions.loc[DID_NOT, "verdict"] == "worse"
    # Decided in the weeks before the last full one, that of November 16.
    assert [f"{week:%b %-d}" for week in sorted(actions["decided_week"])] == [
        "Sep 28", "Oct 5", "Nov 2", "Nov 9",
    ]  # fmt: skip
    assert set(actions["owner"]) == {"Rosa Diaz", "Ken Abbott", "Maya Brooks", "Owen Tate"}


def test_about_a_hundred_lines_are_worked_on_with_owners_notes_and_next_steps(store: Path) -> None:
    written = notebook.work_entries(store)
    # 96 open lines, and of those whose answer is in 6 won, 4 lost, 2 written off.
    assert len(written) == 96 + 6 + 4 + 2
    statuses = Counter(each["status"] for each in written)
    assert (statuses["won"], statuses["lost"], statuses["written_off"]) == (6, 4, 2)
    steps = {each["next_step"] for each in written}
    assert {"Send the records", "Ask for the answer to the appeal"} <= steps
    with reviewing(store) as review:
        assert review.ask("words_against_answers").empty


def test_the_missing_file_is_acknowledged_and_asks_for_no_look(store: Path) -> None:
    with reviewing(store) as review:
        health = review.ask("data_health")
    # The story of the sample: the file of Cedar Compass of October 12 never arrives.
    assert unhealthy(health)["payer_name"].tolist() == ["CEDAR COMPASS INSURANCE"]
    assert list(notebook.acknowledged(store)) == [("CEDAR COMPASS INSURANCE", "2026-10-12")]
    assert unhealthy(to_look_at(health, notebook.acknowledged(store))).empty


def test_the_trail_is_whole_and_the_same_data_give_the_same_notebook(
    store: Path, sample_house: SampleHouse, tmp_path: Path
) -> None:
    assert audit.verify(store).broken is None
    again = tmp_path / "store"
    shutil.copytree(sample_house.store, again)
    assert sample_work.write(again)
    assert entries(again) == entries(store)


def test_it_is_never_written_over_what_somebody_typed(
    sample_house: SampleHouse, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(sample_house.store, store)
    as_person("Ann", notebook.acknowledge, store, [("CEDAR COMPASS INSURANCE", "2026-10-12")])
    assert not sample_work.write(store)
    assert notebook.actions(store) == []
    assert notebook.work_entries(store) == []
