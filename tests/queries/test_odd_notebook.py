"""What the notebook holds may be odd: the questions that read it answer all the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from analytics import database, notebook
from analytics.notebook import Action, ActionChange, WorkChange
from analytics.vocabulary import DenialsError
from tests.given import a_denied_claim, an_835
from tests.queries.conftest import House
from tests.queries.test_work import work_on

NO_LINES = (
    "",
    "-",
    "a-1",
    "f-x-1-1",
    "f-1-x-1",
    "f-1-1-x",
    "f-1-1-",
    "f-1-1-1-1",
    "f--1-1-1",
    "f-1-1-99999999999999999999999",
    "f-1.5-1-1",
)
READING = [name for name, asked in database.questions().items() if "work" in asked.parameters]
DECIDED = [name for name, asked in database.questions().items() if "actions" in asked.parameters]


@pytest.fixture
def house(judged: Callable[..., House]) -> House:
    house = judged(an_835(a_denied_claim("WON"), a_denied_claim("OFF")))
    work_on(house, WorkChange(status="won"), number="WON")
    return house


@pytest.mark.parametrize("question", READING)
def test_an_entry_that_names_no_line_changes_no_answer(house: House, question: str) -> None:
    work = notebook.work_entries(house.store)
    (told,) = work
    file_id = str(told["remitted_line_id"]).split("-")[0]
    odd = [told | {"remitted_line_id": name, "status": "lost"} for name in NO_LINES]
    odd += [
        told | {"remitted_line_id": name.replace("f", file_id, 1), "status": "lost"}
        for name in NO_LINES
        if name.startswith("f")
    ]
    said = {"today": date(2027, 1, 1)} if "today" in _parameters(question) else {}
    without, with_odd = (house.ask(question, work=each, **said) for each in (work, work + odd))
    pd.testing.assert_frame_equal(with_odd, without)


def test_an_entry_without_an_instant_is_still_told(house: House) -> None:
    (told,) = notebook.work_entries(house.store)
    rows = house.ask("work_history", work=[told | {"changed_at": "yesterday"}])
    assert list(rows.work_status) == ["won"]
    assert pd.isna(rows.worked_at[0])


@pytest.mark.parametrize("question", DECIDED)
@pytest.mark.parametrize("name", ["due_date", "decided_week", "decided_at", "goal", "since_week"])
def test_a_decision_with_a_day_that_is_none_hides_no_other(
    house: House, question: str, name: str
) -> None:
    for title in ("Odd", "Sound"):
        notebook.decide(house.store, Action(title, "Ann", "2026-10-01", "2026-03-02"))
    odd, sound = notebook.actions(house.store)
    alone = house.ask(question, actions=[sound])
    both = house.ask(question, actions=[odd | {name: "2026-W40-4"}, sound])
    kept = both[both.action_number == sound["action_number"]].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, alone, check_dtype=False)


@pytest.mark.parametrize("name", NO_LINES[:9])
def test_nothing_is_written_of_what_is_no_line(house: House, name: str) -> None:
    with pytest.raises(DenialsError, match="FILE-SET-CLAIM-LINE"):
        notebook.save_work(house.store, {"f-1-1-1": "A", name: "B"}, WorkChange(status="won"))
    assert notebook.work_version(house.store) == 1


@pytest.mark.parametrize("day", ["20261001", "2026-W40-4", "2026-02-30", "tomorrow"])
def test_a_day_is_written_as_the_database_reads_it(house: House, day: str) -> None:
    change = WorkChange(next_date=day)
    decided = Action("Fix it", "Ann", day, "2026-09-28")
    notebook.decide(house.store, Action("Fix it", "Ann", "2026-10-01", "2026-09-28"))
    for write in (
        lambda: notebook.save_work(house.store, {"f-1-1-1": "A"}, change),
        lambda: notebook.decide(house.store, decided),
        lambda: notebook.change_action(house.store, 1, ActionChange(done_date=day)),
    ):
        with pytest.raises(DenialsError, match="is not a day; write it like 2026-10-01"):
            write()


def _parameters(question: str) -> tuple[str, ...]:
    return tuple(database.questions()[question].parameters)
