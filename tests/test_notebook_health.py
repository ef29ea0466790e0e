"""Weeks that miss a file and that somebody has looked into."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics import notebook
from analytics.access import Person, acting_as, audit
from analytics.measures.health import to_look_at
from analytics.vocabulary import DenialsError, NotAllowed
from tests.people import as_person

WEEK = ("BLUE HARBOR", "2026-11-09")


def test_a_week_is_acknowledged_with_who_and_a_note_and_taken_back(tmp_path: Path) -> None:
    assert notebook.is_blank(tmp_path)
    as_person("Ann", notebook.acknowledge, tmp_path, [WEEK], " Asked for it. ")
    kept = notebook.acknowledged(tmp_path)[WEEK]
    assert (kept.acknowledged_by, kept.note) == ("Ann", "Asked for it.")
    assert not notebook.is_blank(tmp_path)
    as_person("Bob", notebook.acknowledge, tmp_path, [WEEK], "It comes on Monday.")
    assert notebook.acknowledged(tmp_path)[WEEK].acknowledged_by == "Bob"
    as_person("Bob", notebook.take_back_acknowledgment, tmp_path, *WEEK)
    assert notebook.acknowledged(tmp_path) == {}
    assert notebook.is_blank(tmp_path)


def test_what_is_no_day_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DenialsError):
        notebook.acknowledge(tmp_path, [("BLUE HARBOR", "last week")])


def test_it_is_on_record_with_its_note_by_its_length_only(tmp_path: Path) -> None:
    as_person("Ann", notebook.acknowledge, tmp_path, [WEEK], "Asked Jo Doe")
    entry = audit.entries(tmp_path, audit.Sought(newest=1))[0]
    assert (entry["act"], entry["person"]) == ("health", "Ann")
    assert entry["about"] == "BLUE HARBOR, week of 2026-11-09"
    assert "Jo Doe" not in str(entry)
    assert "12 letters" in str(entry)


def test_only_weeks_nobody_has_looked_into_ask_for_a_look() -> None:
    rows = pd.DataFrame(
        {
            "payer_name": ["BLUE HARBOR", "BLUE HARBOR", "OAK"],
            "remit_week": pd.to_datetime(["2026-11-09", "2026-11-16", "2026-11-09"]),
        }
    )
    left = to_look_at(rows, {WEEK: None})
    assert left.index.tolist() == [1, 2]
    assert len(to_look_at(rows, {})) == 3


def test_whoever_sees_some_clients_only_acknowledges_nothing_and_is_told_of_nothing(
    tmp_path: Path,
) -> None:
    as_person("Ann", notebook.acknowledge, tmp_path, [WEEK], "PINE sent none")
    with acting_as(Person("Bo", "worker", ("OAK",))):
        assert notebook.acknowledged(tmp_path) == {}
        with pytest.raises(NotAllowed, match="that is of all clients"):
            notebook.acknowledge(tmp_path, [WEEK], "Another note")
        with pytest.raises(NotAllowed, match="that is of all clients"):
            notebook.take_back_acknowledgment(tmp_path, *WEEK)
    assert notebook.acknowledged(tmp_path)[WEEK].note == "PINE sent none"
