"""The notebook: what people type is kept, whoever else is writing."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from analytics import notebook
from analytics.access import NOBODY, Person, acting_as, system_user
from analytics.notebook import (
    CarcRule,
    DeadlineLimit,
    Profile,
    SavedView,
    WorkChange,
    WorkMinutes,
)
from analytics.notebook.schema import SCHEMA_STEPS
from analytics.vocabulary import DenialsError, NotAllowed
from tests.people import as_person


def without_times(rules: list[CarcRule]) -> list[CarcRule]:
    return [replace(rule, changed_at="") for rule in rules]


def test_an_unwritten_notebook_is_empty_and_makes_no_file(tmp_path: Path) -> None:
    assert notebook.profiles(tmp_path) == {}
    assert notebook.carc_rules(tmp_path) == []
    assert notebook.payer_aliases(tmp_path) == {}
    assert list(tmp_path.iterdir()) == []


def test_a_profile_is_kept_and_replaced_by_one_of_the_same_name(tmp_path: Path) -> None:
    first = Profile("Kareo export", "remittance", {"paid_amount": "Paid"})
    second = Profile("Kareo export", "remittance", {"paid_amount": "Ins Paid", "carc": "Grund für"})
    notebook.save_profile(tmp_path, first)
    notebook.save_profile(tmp_path, second)
    assert notebook.profiles(tmp_path) == {"Kareo export": second}


def test_what_was_read_is_read_again_once_another_program_wrote(tmp_path: Path) -> None:
    notebook.save_payer_alias(tmp_path, "AURORA HLTH", "Aurora Health")
    assert notebook.payer_aliases(tmp_path) == {"AURORA HLTH": "Aurora Health"}
    with sqlite3.connect(tmp_path / "notebook.sqlite") as other:
        # As long as before, and so soon after that the clock may not have ticked.
        other.execute("update payer_aliases set payer_name = 'Aurora Wealth'")
    assert notebook.payer_aliases(tmp_path) == {"AURORA HLTH": "Aurora Wealth"}


def test_a_profile_can_be_forgotten(tmp_path: Path) -> None:
    notebook.save_profile(tmp_path, Profile("old", "claim", {}))
    notebook.remove_profile(tmp_path, "old")
    notebook.remove_profile(tmp_path, "never there")
    assert notebook.profiles(tmp_path) == {}


def test_a_rule_may_differ_per_payer_and_leave_parts_at_the_default(tmp_path: Path) -> None:
    everywhere = CarcRule("18", is_denial=True, note="We appeal these.")
    at_one_payer = CarcRule(
        "18", "Aurora Health", is_denial=False, owner="Coding", preventable="partly"
    )
    notebook.save_carc_rule(tmp_path, at_one_payer)
    notebook.save_carc_rule(tmp_path, everywhere)
    assert without_times(notebook.carc_rules(tmp_path)) == [everywhere, at_one_payer]


def test_a_changed_rule_replaces_the_one_before_and_says_when(tmp_path: Path) -> None:
    notebook.save_carc_rule(tmp_path, CarcRule("24", is_denial=True))
    notebook.save_carc_rule(tmp_path, CarcRule("24", is_denial=False))
    (rule,) = notebook.carc_rules(tmp_path)
    assert rule.is_denial is False
    assert rule.changed_at.startswith("20") and rule.changed_at.endswith("+00:00")


def test_removing_a_rule_goes_back_to_the_default(tmp_path: Path) -> None:
    notebook.save_carc_rule(tmp_path, CarcRule("24", is_denial=True))
    notebook.save_carc_rule(tmp_path, CarcRule("24", "Aurora Health", is_denial=False))
    notebook.remove_carc_rule(tmp_path, "24", "Aurora Health")
    assert [rule.payer_name for rule in notebook.carc_rules(tmp_path)] == [""]


def test_a_payer_is_shown_under_its_alias(tmp_path: Path) -> None:
    notebook.save_payer_alias(tmp_path, "AURORA HLTH PLN", "Aurora Health")
    notebook.save_payer_alias(tmp_path, "AURORA HLTH PLN", "Aurora Health Plan")
    notebook.save_payer_alias(tmp_path, "O'Neil; drop table", "O'Neil")
    assert notebook.payer_aliases(tmp_path) == {
        "AURORA HLTH PLN": "Aurora Health Plan",
        "O'Neil; drop table": "O'Neil",
    }
    notebook.remove_payer_alias(tmp_path, "AURORA HLTH PLN")
    assert list(notebook.payer_aliases(tmp_path)) == ["O'Neil; drop table"]


def test_two_writers_at_once_both_keep_what_they_wrote(tmp_path: Path) -> None:
    def write(number: int) -> None:
        notebook.save_payer_alias(tmp_path, f"given {number}", "Payer")

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(write, range(60)))
    assert len(notebook.payer_aliases(tmp_path)) == 60


def test_a_notebook_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    notebook.save_payer_alias(tmp_path, "given", "Payer")
    file = sqlite3.connect(tmp_path / "notebook.sqlite")
    file.execute("pragma user_version = 99")
    file.close()
    before = (tmp_path / "notebook.sqlite").read_bytes()

    with pytest.raises(DenialsError, match="newer version"):
        notebook.payer_aliases(tmp_path)
    with pytest.raises(DenialsError, match="newer version"):
        notebook.save_payer_alias(tmp_path, "given", "Other")
    assert (tmp_path / "notebook.sqlite").read_bytes() == before


def test_a_notebook_held_by_another_program_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook.file, "SECONDS_TO_WAIT", 0.05)
    notebook.save_payer_alias(tmp_path, "given", "Payer")
    other = sqlite3.connect(tmp_path / "notebook.sqlite", isolation_level=None)
    other.execute("begin exclusive")
    with pytest.raises(DenialsError, match="cannot be used: database is locked"):
        notebook.save_payer_alias(tmp_path, "given", "Other")
    other.execute("rollback")
    other.close()
    assert notebook.payer_aliases(tmp_path) == {"given": "Payer"}


def whole(path: Path) -> bytes:
    """A notebook's bytes, large enough that damage within it is within a table."""
    for number in range(200):
        notebook.save_payer_alias(path, f"given {number}", "A payer with a long name " * 4)
    return (path / "notebook.sqlite").read_bytes()


DAMAGED = {
    "not a notebook": lambda content: b"not a database, but long enough to be one" * 20,
    "empty": lambda content: b"",
    "truncated": lambda content: content[: len(content) // 2],
    "overwritten within": lambda content: content[:5000] + b"\xff" * 9000 + content[14000:],
    "another program's": lambda content: other_database(),
}


def other_database() -> bytes:
    other = sqlite3.connect(":memory:")
    other.execute("create table recipes (name text)")
    return other.serialize()


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_notebook_stops_typing_and_not_reading_and_is_kept(
    tmp_path: Path, damage: str
) -> None:
    path = tmp_path / "notebook.sqlite"
    path.write_bytes(damaged := DAMAGED[damage](whole(tmp_path)))

    assert notebook.payer_aliases(tmp_path) == {}
    assert notebook.work_entries(tmp_path) == []
    sentence = notebook.fault(tmp_path)
    assert "What was typed" in sentence and "cannot be read" in sentence
    assert sentence.count(". ") == 0 and str(path) in sentence
    with pytest.raises(DenialsError, match="Nothing can be typed until then"):
        notebook.save_payer_alias(tmp_path, "given", "Other")
    assert path.read_bytes() == damaged
    names = {each.name for each in tmp_path.iterdir()}
    assert names == {"notebook.sqlite", "audit.sqlite", "audit.begun"}

    path.rename(tmp_path / "damaged.sqlite")  # as the sentence says
    notebook.save_payer_alias(tmp_path, "given", "Other")
    assert notebook.payer_aliases(tmp_path) == {"given": "Other"}


def test_a_sound_notebook_has_no_fault_while_somebody_writes(tmp_path: Path) -> None:
    notebook.save_payer_alias(tmp_path, "given", "Payer")
    other = sqlite3.connect(tmp_path / "notebook.sqlite", isolation_level=None)
    other.execute("begin exclusive")
    assert notebook.fault(tmp_path) == ""
    other.execute("rollback")
    other.close()


def test_a_notebook_is_its_owners_alone(tmp_path: Path) -> None:
    notebook.save_payer_alias(tmp_path, "given", "Payer")
    assert (tmp_path / "notebook.sqlite").stat().st_mode & 0o077 == 0


def test_a_change_of_many_lines_is_written_whole_with_who_and_when(tmp_path: Path) -> None:
    lines = {"f-1-1-1": "A1", "f-1-2-1": "A2"}
    change = WorkChange(status="working", assignee="Bob", next_date="2026-10-01")
    assert as_person("Ann", notebook.save_work, tmp_path, lines, change) == 2
    first, second = notebook.work_entries(tmp_path)
    assert (first["remitted_line_id"], second["remitted_line_id"]) == ("f-1-1-1", "f-1-2-1")
    assert (first["status"], first["assignee"], first["note"]) == ("working", "Bob", None)
    assert (first["changed_by"], first["next_date"]) == ("Ann", "2026-10-01")
    assert str(first["changed_at"]).endswith("+00:00")
    assert notebook.people(tmp_path) == ["Ann", "Bob"]


def test_a_change_that_changes_nothing_is_not_written(tmp_path: Path) -> None:
    assert as_person("Ann", notebook.save_work, tmp_path, {"f-1-1-1": "A1"}, WorkChange()) == 0
    assert notebook.work_entries(tmp_path) == []
    assert notebook.people(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "by"),
    [(WorkChange(status="gone"), system_user()), (WorkChange(status="won"), NOBODY)],
)
def test_an_unknown_status_or_a_change_by_nobody_is_refused(
    tmp_path: Path, change: WorkChange, by: Person
) -> None:
    with pytest.raises(DenialsError), acting_as(by):
        notebook.save_work(tmp_path, {"f-1-1-1": "A1"}, change)
    assert notebook.work_version(tmp_path) == 0


def test_every_entry_raises_the_version_and_takes_nothing_back(tmp_path: Path) -> None:
    for status in ("working", "sent", "won"):
        as_person("Ann", notebook.save_work, tmp_path, {"f-1-1-1": "A1"}, WorkChange(status=status))
    assert notebook.work_version(tmp_path) == 3
    assert [entry["status"] for entry in notebook.work_entries(tmp_path)] == [
        "working",
        "sent",
        "won",
    ]


def test_many_people_changing_many_lines_at_once_lose_nothing(tmp_path: Path) -> None:
    lines = {f"f-1-{number}-1": f"A{number}" for number in range(50)}

    def write(person: int) -> None:
        as_person(
            f"person {person}",
            notebook.save_work,
            tmp_path,
            lines,
            WorkChange(note=f"note {person}"),
        )

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(write, range(12)))
    entries = notebook.work_entries(tmp_path)
    assert len(entries) == 12 * 50
    # A change of many lines stands together: nobody's came between.
    writers_in_order = [entry["changed_by"] for entry in entries]
    assert all(len(set(writers_in_order[at : at + 50])) == 1 for at in range(0, 600, 50))


def test_a_notebook_of_the_first_version_keeps_what_is_in_it(tmp_path: Path) -> None:
    first = sqlite3.connect(tmp_path / "notebook.sqlite")
    first.executescript(SCHEMA_STEPS[0])
    first.execute("insert into payer_aliases values ('given', 'Payer', '2026-10-01')")
    first.execute("pragma user_version = 1")
    first.commit()
    first.close()
    as_person("Ann", notebook.save_work, tmp_path, {"f-1-1-1": "A1"}, WorkChange(status="won"))
    assert notebook.payer_aliases(tmp_path) == {"given": "Payer"}
    assert notebook.work_version(tmp_path) == 1


def test_a_limit_is_kept_replaced_and_taken_back(tmp_path: Path) -> None:
    limit = DeadlineLimit("appeal", "Aurora Health", day_count=60, note="contract, page 12")
    notebook.save_deadline_limits(tmp_path, [limit, DeadlineLimit("timely_filing")])
    notebook.save_deadline_limits(tmp_path, [replace(limit, day_count=90, is_verified=True)])
    kept = [replace(each, changed_at="") for each in notebook.deadline_limits(tmp_path)]
    assert kept == [
        DeadlineLimit("timely_filing"),
        replace(limit, day_count=90, is_verified=True),
    ]
    notebook.remove_deadline_limit(tmp_path, "appeal", "Aurora Health")
    assert [each.deadline_kind for each in notebook.deadline_limits(tmp_path)] == ["timely_filing"]


def test_minutes_of_work_are_kept_replaced_and_taken_back(tmp_path: Path) -> None:
    minutes = WorkMinutes("Timely Filing", 40, note="timed in March")
    notebook.save_work_minutes(tmp_path, [minutes, WorkMinutes("Duplicate")])
    notebook.save_work_minutes(tmp_path, [replace(minutes, work_minutes=45, is_verified=True)])
    kept = [replace(each, changed_at="") for each in notebook.work_minutes(tmp_path)]
    assert kept == [
        WorkMinutes("Duplicate"),
        replace(minutes, work_minutes=45, is_verified=True),
    ]
    notebook.remove_work_minutes(tmp_path, "Timely Filing")
    assert [each.category for each in notebook.work_minutes(tmp_path)] == ["Duplicate"]


def test_a_view_is_kept_renamed_and_taken_back(tmp_path: Path) -> None:
    assert notebook.saved_views(tmp_path) == []
    notebook.save_view(tmp_path, SavedView("Blue, open", "denied_lines", "payer=BLUE&carc=97"))
    notebook.save_view(tmp_path, SavedView(" appeals ", "reasons"))
    # The same name, however it is written, is the same view.
    notebook.save_view(tmp_path, SavedView("BLUE, OPEN", "payers", "payer=BLUE"))
    kept = [(view.view_name, view.page, view.query) for view in notebook.saved_views(tmp_path)]
    assert kept == [("appeals", "reasons", ""), ("BLUE, OPEN", "payers", "payer=BLUE")]
    notebook.rename_view(tmp_path, "appeals", "Appeals")
    notebook.remove_view(tmp_path, "BLUE, OPEN")
    assert [view.view_name for view in notebook.saved_views(tmp_path)] == ["Appeals"]


def test_views_of_whoever_sees_some_clients_only_are_of_these_clients(tmp_path: Path) -> None:
    notebook.save_view(tmp_path, SavedView("All", "reasons", "carc=97"))
    notebook.save_view(tmp_path, SavedView("Pine", "reasons", "client=PINE&client=OAK"))
    notebook.save_view(tmp_path, SavedView("Oak", "reasons", "client=OAK"))
    with acting_as(Person("Bo", "worker", ("OAK", "ELM"))):
        assert [view.view_name for view in notebook.saved_views(tmp_path)] == ["Oak"]
        # What Bo keeps names the clients that Bo sees, or those of them that Bo chose.
        notebook.save_view(tmp_path, SavedView("Both", "payers", "payer=BLUE&modifier="))
        notebook.save_view(tmp_path, SavedView("Elm", "payers", "client=ELM&client=PINE"))
        kept = {view.view_name: view.query for view in notebook.saved_views(tmp_path)}
        assert kept == {
            "Both": "payer=BLUE&modifier=&client=OAK&client=ELM",
            "Elm": "client=ELM",
            "Oak": "client=OAK",
        }
        for change in (
            lambda: notebook.save_view(tmp_path, SavedView("pine ", "payers"), seen=""),
            lambda: notebook.rename_view(tmp_path, "Pine", "Mine"),
            lambda: notebook.remove_view(tmp_path, "All"),
        ):
            with pytest.raises(NotAllowed, match="is of other clients; use another name"):
                change()
    assert len(notebook.saved_views(tmp_path)) == 5


def test_a_view_without_a_name_or_under_anothers_is_refused(tmp_path: Path) -> None:
    for name in ("One", "Two"):
        notebook.save_view(tmp_path, SavedView(name, "reasons"))
    with pytest.raises(DenialsError, match="Give the view a name"):
        notebook.save_view(tmp_path, SavedView("  ", "reasons"))
    with pytest.raises(DenialsError, match="'two' already"):
        notebook.rename_view(tmp_path, "One", "two")
    assert [view.view_name for view in notebook.saved_views(tmp_path)] == ["One", "Two"]
