"""What the team wrote of a denied line stays with it, whatever is loaded, undone or judged anew."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analytics import notebook, snapshots
from analytics.notebook import WorkChange
from tests.given import a_claim, a_denied_claim, a_denied_line, an_835
from tests.people import as_person
from tests.queries.conftest import House

SECOND_DENIAL = an_835(a_denied_claim("A1", carc="50", icn="ICN2"), date="20260309", trace="T2")
FIRST_DENIAL = an_835(a_denied_claim("A1", icn="ICN1"), date="20260302", trace="T1")


def work_on(house: House, change: WorkChange, by: str = "Ann", number: str = "A") -> None:
    """Change every denied line of these claims, as the page does."""
    lines = house.ask("denied_lines", control_number=number)
    named = dict(zip(lines.remitted_line_id, lines.patient_control_number, strict=True))
    as_person(by, notebook.save_work, house.store, named, change)


def worked(house: House, *columns: str) -> list[tuple]:
    """Columns of the denied lines, with what the notebook says."""
    lines = house.ask("denied_lines", work=notebook.work_entries(house.store))
    return [
        tuple(None if pd.isna(value) else value for value in row)
        for row in lines[list(columns)].itertuples(index=False)
    ]


def test_a_line_nobody_touched_is_new(judged: Callable[..., House]) -> None:
    house = judged(FIRST_DENIAL)
    assert worked(house, "work_status", "assignee", "note", "next_step", "next_date") == [
        ("new", None, None, None, None)
    ]


def test_what_was_said_last_of_each_field_stands(judged: Callable[..., House]) -> None:
    house = judged(FIRST_DENIAL)
    work_on(house, WorkChange(status="working", assignee="Bob", next_date="2026-04-01"), "Ann")
    work_on(house, WorkChange(note="Chart asked for"), "Bob")
    work_on(house, WorkChange(assignee=""), "Cy")
    assert worked(house, "work_status", "assignee", "note", "next_date", "worked_by") == [
        ("working", None, "Chart asked for", pd.Timestamp("2026-04-01"), "Cy")
    ]


def test_work_follows_its_line_when_a_later_load_brings_an_earlier_answer(
    judged: Callable[..., House],
) -> None:
    house = judged(SECOND_DENIAL)
    work_on(house, WorkChange(status="sent", note="Appeal faxed"))
    (before,) = house.ask("denied_lines").remitted_line_id
    house.load(earlier=FIRST_DENIAL)
    (after,) = house.ask("denied_lines").remitted_line_id
    assert before != after  # the line is now known by its first answer
    assert worked(house, "work_status", "note") == [("sent", "Appeal faxed")]
    # What is written from now on joins what was written before.
    work_on(house, WorkChange(status="won"), "Bob")
    assert worked(house, "work_status", "note", "worked_by") == [("won", "Appeal faxed", "Bob")]
    history = house.ask("work_history", claim="A1", work=notebook.work_entries(house.store))
    assert history.worked_by.tolist() == ["Ann", "Bob"]
    assert history.work_status.tolist() == ["sent", "won"]


def test_work_survives_judging_anew_and_undo(judged: Callable[..., House]) -> None:
    house = judged(SECOND_DENIAL)
    house.load(earlier=FIRST_DENIAL)
    work_on(house, WorkChange(status="working"))
    house.rebuild()
    assert worked(house, "work_status") == [("working",)]
    house.connection.close()
    snapshots.undo(house.store)  # the judging
    snapshots.undo(house.store)  # the earlier answer: its key is gone, its entry waits for it
    house.connection = house._open()
    assert worked(house, "work_status") == [("new",)]
    house.load(earlier=FIRST_DENIAL)
    assert worked(house, "work_status") == [("working",)]


def test_two_lines_that_come_to_be_one_keep_what_was_written_of_both(
    judged: Callable[..., House],
) -> None:
    lines = [a_denied_line("99213"), a_denied_line("99214", carc="50", charge="50.00")]
    house = judged(an_835(a_claim("A1", lines)))
    by_code = house.ask("denied_lines").set_index("procedure_code").remitted_line_id
    change = WorkChange(status="sent", note="n")
    as_person("Ann", notebook.save_work, house.store, {by_code["99213"]: "A1"}, change)
    as_person(
        "Bob", notebook.save_work, house.store, {by_code["99214"]: "A1"}, WorkChange(status="lost")
    )
    # The payer's next answer speaks of the claim as a whole: both lines are one from then on.
    whole = a_claim("A1", [], charge="150.00", adjustments=[("CO", "97", "150.00")], icn="ICN2")
    house.load(later=an_835(whole, date="20260309", trace="T2"))
    assert worked(house, "work_status", "note", "worked_by") == [("lost", "n", "Bob")]
    history = house.ask("work_history", work=notebook.work_entries(house.store))
    assert history.worked_by.tolist() == ["Ann", "Bob"]


def test_work_on_one_line_says_nothing_of_the_next(judged: Callable[..., House]) -> None:
    house = judged(an_835(a_denied_claim("A1"), a_denied_claim("B1")))
    work_on(house, WorkChange(status="won"), number="A1")
    assert sorted(worked(house, "patient_control_number", "work_status")) == [
        ("A1", "won"),
        ("B1", "new"),
    ]
