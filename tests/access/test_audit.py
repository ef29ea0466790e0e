"""The audit trail: what is on record, that it stays there, and what is never in it."""

from __future__ import annotations

import ast
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from analytics import notebook, snapshots
from analytics.access import Person, acting_as, audit, trail_file
from analytics.access.audit import Sought
from analytics.lists import list_file
from analytics.load import load_paths
from analytics.notebook import (
    Action,
    ActionChange,
    CarcRule,
    DeadlineLimit,
    Profile,
    SavedView,
    WorkChange,
    WorkMinutes,
    recording,
)
from analytics.notebook.schema import SCHEMA_STEPS
from analytics.vocabulary import (
    DenialsError,
    EditConflict,
    NothingToUndo,
    ReviewFilters,
    TrailFault,
)
from tests.load.remittances import a_file, a_set
from tests.people import as_person

ROOT = Path(__file__).parents[2]


def told(store: Path, *acts: str) -> list[tuple[str, str, str, str, dict]]:
    """Person, act, stage, about and details of each entry but the first, oldest first."""
    return [
        (each["person"], each["act"], each["stage"], each["about"], json.loads(each["details"]))
        for each in reversed(audit.entries(store, Sought(acts=acts)))
        if each["act"] != "trail"
    ]


def noted(store: Path, count: int) -> None:
    """That many opened claims on record, after the entry with which the trail begins."""
    for number in range(count):
        audit.record(store, "claim_opened", f"Claim A{number}")


def opened_by_force(store: Path) -> sqlite3.Connection:
    """The file as somebody opens it who goes round the triggers."""
    file = sqlite3.connect(store / "audit.sqlite", isolation_level=None)
    for name in trail_file.TRIGGERS:
        file.execute(f"drop trigger {name}")
    return file


def guarded_again(file: sqlite3.Connection) -> None:
    """The triggers as they were, so that only the chain can tell."""
    for part in trail_file.SCHEMA.split("create trigger ")[1:]:
        file.execute(f"create trigger {part.strip().rstrip(';')}")


# What people type


def test_a_definition_is_on_record_with_what_it_was_and_what_it_is(tmp_path: Path) -> None:
    as_person("Ana", notebook.save_carc_rule, tmp_path, CarcRule("97", owner="Coding"))
    as_person("Bo", notebook.save_carc_rule, tmp_path, CarcRule("97", owner="Billing"))
    as_person("Ana", notebook.remove_carc_rule, tmp_path, "97")
    about = "CARC 97, all payers"
    assert told(tmp_path) == [
        ("Ana", "definition", "done", about, {"after": {"owner": "Coding"}}),
        (
            "Bo",
            "definition",
            "done",
            about,
            {"before": {"owner": "Coding"}, "after": {"owner": "Billing"}},
        ),
        ("Ana", "definition", "done", about, {"before": {"owner": "Billing"}}),
    ]


def test_work_on_lines_is_on_record_line_by_line_with_what_stood_before(tmp_path: Path) -> None:
    notebook.save_work(tmp_path, {"f-1-1-1": "A1", "f-1-1-2": "A2"}, WorkChange(status="working"))
    as_person("Bo", notebook.save_work, tmp_path, {"f-1-1-2": "A2"}, WorkChange(status="sent"))
    assert [(about, details) for *_, about, details in told(tmp_path, "work")] == [
        ("Claim A1, line f-1-1-1", {"before": {"status": None}, "after": {"status": "working"}}),
        ("Claim A2, line f-1-1-2", {"before": {"status": None}, "after": {"status": "working"}}),
        ("Claim A2, line f-1-1-2", {"before": {"status": "working"}, "after": {"status": "sent"}}),
    ]
    assert told(tmp_path)[-1][0] == "Bo"


def test_limits_minutes_payer_names_maps_views_and_actions_are_on_record(tmp_path: Path) -> None:
    notebook.save_deadline_limits(tmp_path, [DeadlineLimit("appeal", "Aurora", "", 90)])
    notebook.save_work_minutes(tmp_path, [WorkMinutes("Coding", 12)])
    notebook.save_payer_alias(tmp_path, "AURORA HLTH", "Aurora")
    notebook.save_payer_alias(tmp_path, "AURORA HLTH", "Aurora Health")
    notebook.save_profile(tmp_path, Profile("Ours", "remittance", {"paid_amount": "Ins Paid"}))
    notebook.save_view(tmp_path, SavedView("Mine", "reasons", "payer=Aurora"))
    notebook.rename_view(tmp_path, "Mine", "Ours")
    notebook.decide(tmp_path, Action("Call them", "Ana", "2026-10-01", "2026-09-28"))
    notebook.change_action(tmp_path, 1, ActionChange(status="done"))
    acts = [(act, about) for _, act, _, about, _ in told(tmp_path)]
    assert acts == [
        ("deadline_limit", "Appeal, Aurora, all lines of business"),
        ("work_minutes", "Coding"),
        ("payer_name", "AURORA HLTH"),
        ("payer_name", "AURORA HLTH"),
        ("column_map", "Ours"),
        ("view", "Mine"),
        ("view", "Ours"),
        ("action", "Action 1"),
        ("action", "Action 1"),
    ]
    details = [each[-1] for each in told(tmp_path)]
    assert details[3] == {
        "before": {"payer_name": "Aurora"},
        "after": {"payer_name": "Aurora Health"},
    }
    assert details[6] == {"before": {"view_name": "Mine"}, "after": {"view_name": "Ours"}}
    assert details[8] == {"before": {"status": "open"}, "after": {"status": "done"}}


def test_every_table_of_the_notebook_is_recorded(tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as file:
        file.executescript(";".join(SCHEMA_STEPS))
        tables = {
            name
            for (name,) in file.execute("select name from sqlite_master where type = 'table'")
            if not name.startswith("sqlite_")
        }
    assert tables == set(recording.RECORDED)


def test_what_changes_nothing_or_is_refused_is_not_on_record(tmp_path: Path) -> None:
    notebook.save_carc_rule(tmp_path, CarcRule("97", owner="Coding"))
    notebook.save_carc_rule(tmp_path, CarcRule("97", owner="Coding"))
    with pytest.raises(EditConflict):
        notebook.save_carc_rule(tmp_path, CarcRule("97", owner="Billing"), seen="long ago")
    assert len(told(tmp_path)) == 1


def test_where_the_entry_cannot_be_written_nothing_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook.save_work(tmp_path, {"f-1-1-1": "A1"}, WorkChange(status="working"))

    def refused(*_: object) -> None:
        raise TrailFault("no")

    monkeypatch.setattr(trail_file, "append", refused)
    with pytest.raises(TrailFault):
        notebook.save_work(tmp_path, {"f-1-1-1": "A1"}, WorkChange(status="sent"))
    assert [each["status"] for each in notebook.work_entries(tmp_path)] == ["working"]


def test_what_people_write_of_claims_in_their_own_words_is_told_by_its_length(
    tmp_path: Path,
) -> None:
    change = WorkChange(note="Called Jane Doe", next_step="Doe, born 1980-01-01")
    notebook.save_work(tmp_path, {"f-1-1-1": "A1"}, change)
    notebook.decide(tmp_path, Action("T", "Ana", "2026-10-01", "2026-09-28", note="Jane Doe"))
    notebook.save_profile(
        tmp_path, Profile("Ours", "remittance", {"patient_name": "DOE JANE", "paid_amount": "Paid"})
    )
    # "Called Jane Doe" has 15 letters, "Doe, born 1980-01-01" has 20, "Jane Doe" has 8.
    details = [each[-1]["after"] for each in told(tmp_path)]
    assert details[0] == {"note": "15 letters", "next_step": "20 letters"}
    assert details[1]["note"] == "8 letters"
    assert details[2]["columns"] == {"patient_name": "8 letters", "paid_amount": "Paid"}
    content = (tmp_path / "audit.sqlite").read_bytes().lower()
    assert b"doe" not in content and b"1980" not in content


# Loads, undo, recover, exports


@pytest.fixture(scope="module")
def loaded_twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two loads by Ana: of a claim P1 (paid) and D1 (denied), then of P2 and D2."""
    folder = tmp_path_factory.mktemp("audit")
    for number in (1, 2):
        path = folder / f"{number}.835"
        path.write_text(a_file(a_set(f"T{number}", paid=[f"P{number}"], denied=[f"D{number}"])))
        as_person("Ana", load_paths, folder / "store", [path])
    return folder / "store"


@pytest.fixture
def store(tmp_path: Path, loaded_twice: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(loaded_twice, tmp_path / "store"))


def test_a_load_is_on_record_before_it_begins_and_when_it_ends(store: Path, tmp_path: Path) -> None:
    *_, begun, done = told(store)
    assert begun == (
        "Ana",
        "load",
        "begun",
        "Snapshot 2",
        {"comes_after": 1, "given": ["2.835"]},
    )
    person, act, stage, about, details = done
    assert (person, act, stage, about) == ("Ana", "load", "done", "Snapshot 2")
    assert details["counts"] == {"loaded": 1}
    (file,) = details["files"]
    assert (file["file_name"], file["claim_count"]) == ("2.835", 2)


def test_a_load_that_fails_is_on_record_as_failed(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: object) -> None:
        raise DenialsError("The figures do not add up.")

    monkeypatch.setattr("analytics.load.loading._stop_at_a_fault", stops)
    path = tmp_path / "3.835"
    path.write_text(a_file(a_set("T3", paid=["P3"])))
    with pytest.raises(DenialsError):
        load_paths(store, [path])
    *_, failed = told(store)
    assert failed[1:3] == ("load", "failed")
    assert failed[-1]["reason"] == "The figures do not add up."


def test_an_act_that_was_stopped_is_said_to_be_by_the_next_one(store: Path) -> None:
    entry = audit.Entry("load", "Snapshot 3", {}, "begun")
    number = audit._write(store, [entry], Person("Bo", "loader"))
    snapshots.undo(store)
    begun, done = told(store)[-2:]
    assert begun[1:4] == ("undo", "begun", "Snapshot 2") and begun[-1] == {"goes_back_to": 1}
    assert done[1:3] == ("undo", "done")
    (stopped,) = [each for each in audit.entries(store) if each["stage"] == "interrupted"]
    assert (stopped["act"], stopped["outcome_of"]) == ("load", number)


def test_an_undo_that_leads_nowhere_is_no_act(store: Path) -> None:
    snapshots.undo(store)
    count = len(told(store))
    with pytest.raises(NothingToUndo):
        snapshots.undo(store)
    assert len(told(store)) == count


def test_a_recovery_is_on_record(store: Path) -> None:
    (store / "current.json").unlink()
    snapshots.recover(store, lambda _: True)
    assert [each[1:4] for each in told(store, "recover")] == [
        ("recover", "begun", "Snapshot 2"),
        ("recover", "done", "Snapshot 2"),
    ]


def test_an_export_is_on_record_with_its_filters_and_rows(store: Path) -> None:
    filters = ReviewFilters(payers=("Aurora Health",))
    with acting_as(Person("Bo", "worker")):
        list_file(store, "denied_lines", filters, "csv", control_number="Doe")
    person, act, stage, about, details = told(store)[-1]
    assert (person, act, stage, about) == ("Bo", "export", "done", "Denied lines")
    assert details["filters"]["Payers"] == "Aurora Health"
    assert details["filters"]["Claims starting with"] == "3 letters"  # typed, so anything
    assert details["rows"] == {"Denied lines": 0}
    assert (details["format"], details["snapshot"]) == ("csv", 2)


def test_whoever_makes_an_export_records_it() -> None:
    makers = {"to_csv", "to_xlsx", "to_pdf", "to_html", "to_workbook"}
    for path in sorted((ROOT / "analytics").rglob("*.py")):
        if path.parent.name == "exports":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            node.id if isinstance(node, ast.Name) else node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Name | ast.Attribute)
        }
        assert not names & makers or "record_export" in names, path


# The chain


def test_an_entry_can_be_neither_changed_nor_deleted_nor_put_between(tmp_path: Path) -> None:
    noted(tmp_path, 3)
    with closing(sqlite3.connect(tmp_path / "audit.sqlite", isolation_level=None)) as file:
        for statement in (
            "update entries set person = 'Bo' where entry_number = 2",
            "delete from entries where entry_number = 4",
            "delete from entries",
            "insert into entries select 9, at, person, role, act, stage, outcome_of, about, "
            "details, hash, 'x' from entries where entry_number = 4",
            "insert or replace into entries select 2, at, person, role, act, stage, outcome_of, "
            "about, details, previous_hash, 'x' from entries where entry_number = 2",
            "insert into entries select 5, at, person, role, act, stage, outcome_of, about, "
            "details, 'another', 'x' from entries where entry_number = 4",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                file.execute(statement)
    assert audit.verify(tmp_path).entry_count == 4  # the first says that the trail begins


@pytest.mark.parametrize(
    ("statement", "number", "reason"),
    [
        ("update entries set person = 'Bo' where entry_number = 3", 3, "not what was written"),
        ("update entries set at = '2020' where entry_number = 2", 2, "not what was written"),
        ("update entries set details = '{}' where entry_number = 6", 6, "not what was written"),
        ("delete from entries where entry_number = 4", 4, "missing: entry 5 follows entry 3"),
        ("delete from entries where entry_number <= 2", 1, "missing: entry 3 follows entry 0"),
    ],
)
def test_the_first_broken_entry_is_named(
    tmp_path: Path, statement: str, number: int, reason: str
) -> None:
    noted(tmp_path, 5)
    with closing(opened_by_force(tmp_path)) as file:
        file.execute(statement.replace("'{}'", "'{\"more\": 1}'"))
        guarded_again(file)
    broken = audit.verify(tmp_path).broken
    assert broken and broken.entry_number == number and reason in broken.reason


def test_an_entry_written_anew_with_its_own_hash_breaks_the_chain_behind_it(tmp_path: Path) -> None:
    noted(tmp_path, 3)
    with closing(opened_by_force(tmp_path)) as file:
        row = list(file.execute("select * from entries where entry_number = 2").fetchone())
        row[2] = "Bo"
        row[-1] = trail_file.hash_of(row[:-1])
        file.execute(
            "update entries set person = ?, hash = ? where entry_number = 2", (row[2], row[-1])
        )
        guarded_again(file)
    broken = audit.verify(tmp_path).broken
    assert broken and broken.entry_number == 3 and "does not follow" in broken.reason


def test_an_end_that_was_cut_off_shows_by_an_entry_noted_down(tmp_path: Path) -> None:
    noted(tmp_path, 3)
    noted_down = audit.verify(tmp_path)
    holds = (noted_down.entry_count, noted_down.last_hash[:12])
    noted(tmp_path, 2)
    assert audit.verify(tmp_path, holds).broken is None
    with closing(opened_by_force(tmp_path)) as file:
        file.execute("delete from entries where entry_number > 2")
        guarded_again(file)
    assert audit.verify(tmp_path).broken is None  # what is left is a whole chain
    broken = audit.verify(tmp_path, holds).broken
    assert broken and broken.entry_number == 4 and "ends before" in broken.reason


def test_the_trail_is_for_its_owner_only_and_stands_beside_the_store(tmp_path: Path) -> None:
    noted(tmp_path, 1)
    for name in ("audit.sqlite", "audit.begun"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


# Damage


def damaged(store: Path, how: str) -> None:
    path = store / "audit.sqlite"
    if how == "missing":
        path.unlink()
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "no database":
        path.write_bytes(b"damaged" * 100)
    elif how == "truncated":
        path.write_bytes(path.read_bytes()[:5000])
    elif how == "unguarded":
        opened_by_force(store).close()
    elif how == "another store's":
        path.unlink()
        noted(store / "other", 1)
        (store / "other" / "audit.sqlite").replace(path)


DAMAGES = ("missing", "empty", "no database", "truncated", "unguarded", "another store's")


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_trail_stops_what_must_be_recorded_and_not_reading(
    store: Path, tmp_path: Path, how: str
) -> None:
    notebook.save_work(store, {"f-1-1-1": "A1"}, WorkChange(status="working"))
    damaged(store, how)
    before = (store / "audit.sqlite").read_bytes() if how != "missing" else b""
    path = tmp_path / "3.835"
    path.write_text(a_file(a_set("T3", paid=["P3"])))

    sentence = audit.fault(store)
    assert "audit trail" in sentence and "denials audit --start-new" in sentence
    assert sentence.count(". ") == 0
    assert notebook.work_entries(store)  # what was typed is read
    assert snapshots.current_snapshot(store) == 2
    for act in (
        lambda: notebook.save_work(store, {"f-1-1-1": "A1"}, WorkChange(status="sent")),
        lambda: load_paths(store, [path]),
        lambda: snapshots.undo(store),
        lambda: list_file(store, "top_denials", ReviewFilters(), "csv"),
        lambda: audit.record(store, "claim_opened", "Claim A1"),
    ):
        with pytest.raises(TrailFault, match="start-new"):
            act()
    assert snapshots.current_snapshot(store) == 2
    assert [each["status"] for each in notebook.work_entries(store)] == ["working"]
    if before:
        assert (store / "audit.sqlite").read_bytes() == before


@pytest.mark.parametrize("how", DAMAGES)
def test_a_new_trail_keeps_the_old_file_and_says_what_was_wrong(store: Path, how: str) -> None:
    damaged(store, how)
    before = (store / "audit.sqlite").read_bytes() if how != "missing" else None
    aside = as_person("Ana", audit.start_new, store)
    assert (aside is None) == (before is None)
    if aside:
        assert aside.read_bytes() == before and aside.parent == store
    assert audit.fault(store) == ""
    noted(store, 1)
    first = audit.entries(store)[-1]
    assert (first["person"], first["act"]) == ("Ana", "trail")
    assert "audit trail" in json.loads(first["details"])["reason"]
    assert audit.verify(store).entry_count == 2


def test_a_new_trail_says_how_the_old_one_ended(tmp_path: Path) -> None:
    noted(tmp_path, 2)
    last = audit.verify(tmp_path).last_hash
    audit.start_new(tmp_path)
    details = json.loads(audit.entries(tmp_path)[-1]["details"])
    assert (details["last_entry_before"], details["last_hash_before"]) == (3, last)


def test_a_new_trail_that_cannot_be_written_leaves_the_old_one_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(tmp_path, 2)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_: object) -> None:
        fault = sqlite3.OperationalError("database or disk is full")
        fault.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise fault

    for step in ("_make", "_write_mark"):  # before the new file has its name, and after
        monkeypatch.setattr(trail_file, step, full)
        with pytest.raises(TrailFault, match="make room on the disk"):
            audit.start_new(tmp_path)
        monkeypatch.undo()
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert audit.verify(tmp_path).entry_count == 3


@pytest.mark.parametrize(
    ("mode", "pages", "way"),
    [
        ("rw", 1, "make room on the disk"),
        ("ro", 0, "see to it that the folder can be written"),
    ],
    ids=["full", "read-only"],
)
def test_a_sound_trail_that_cannot_be_written_is_not_to_be_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str, pages: int, way: str
) -> None:
    noted(tmp_path, 1)

    def connect(path: Path, _seconds: float) -> sqlite3.Connection:
        trail = sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None)
        trail.execute(f"pragma max_page_count = {pages}")  # of the file as it is, no page more
        return trail

    monkeypatch.setattr(trail_file, "_connect", connect)
    with pytest.raises(TrailFault) as said:
        audit.record(tmp_path, "export", "x" * 100_000)
    assert way in str(said.value)
    assert "--start-new" not in str(said.value) and "backup" not in str(said.value)


# Asking


def test_entries_are_found_by_person_act_and_day(tmp_path: Path) -> None:
    with acting_as(Person("Ana", "worker")):
        audit.record(tmp_path, "claim_opened", "Claim A1")
        audit.record(tmp_path, "export", "Top denials")
    with acting_as(Person("Bo", "worker")):
        audit.record(tmp_path, "claim_opened", "Claim A2")
    today = date.fromisoformat(str(audit.entries(tmp_path)[0]["at"])[:10])
    day = timedelta(days=1)

    def abouts(**sought: object) -> list[object]:
        return [each["about"] for each in audit.entries(tmp_path, Sought(**sought))]

    assert abouts(person="Ana", acts=("claim_opened", "export")) == ["Top denials", "Claim A1"]
    assert abouts(acts=("claim_opened",)) == ["Claim A2", "Claim A1"]
    assert abouts(first_day=today, last_day=today, person="Bo") == ["Claim A2"]
    assert abouts(first_day=today + day) == [] == abouts(last_day=today - day)
    assert abouts(newest=1) == ["Claim A2"]


def test_everybody_sees_who_changed_what_is_set_for_all_and_nothing_else(tmp_path: Path) -> None:
    as_person("Ana", notebook.save_carc_rule, tmp_path, CarcRule("97", owner="Coding"))
    audit.record(tmp_path, "claim_opened", "Claim A1")
    with acting_as(Person("Vi", "viewer")):
        (only,) = audit.settings_history(tmp_path)
    assert (only["person"], only["act"]) == ("Ana", "definition")
    # It names clients and payers of all, so nothing of it is for whoever sees some clients only.
    with acting_as(Person("Bo", "worker", ("OAK CLINIC",))):
        assert audit.settings_history(tmp_path) == []
