"""Texts in, a judged house out: loaded as files are, by the whole road."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics import database, load, snapshots
from analytics.review import Review
from analytics.vocabulary import ReviewFilters
from tests.patient_keys import KEY
from tests.story import FILES

# The claims that go, or once went, by a control number.
LINKED_OF_NUMBER = """
    select linked_claim_id from marts.submitted_claims where patient_control_number = $number
    union
    select linked_claims.linked_claim_id
    from marts.remitted_claims
    inner join marts.linked_claims using (file_id, transaction_set_number, claim_number)
    where patient_control_number = $number and mention_kind = 'answered'
"""


class House:
    """A store that has judged its files, open for questions once one was loaded."""

    connection: database.Connection

    def __init__(self, folder: Path) -> None:
        self.store = folder / "store"
        self.folder = folder
        if snapshots.current_files(self.store):
            self.connection = self._open()

    def _open(self) -> database.Connection:
        path = snapshots.current_files(self.store)
        assert path is not None
        return database.connect(path)

    def close(self) -> None:
        """Let go of the snapshot, if one is open."""
        if hasattr(self, "connection"):
            self.connection.close()

    def load(self, **texts: str) -> load.LoadReport:
        """Load texts as files of these names, one load for all."""
        self.close()
        paths = []
        for name, text in texts.items():
            path = self.folder / f"{name}.{_kind_of(text)}"
            path.write_bytes(text.encode())
            paths.append(path)
        try:
            return load.load_paths(self.store, paths)
        finally:
            self.connection = self._open()

    def rebuild(self) -> None:
        """Judge again, by the definitions as they are now."""
        self.connection.close()
        load.rebuild(self.store)
        self.connection = self._open()

    def rows(self, sql: str, **values: Any) -> list[tuple]:
        """Rows of the database."""
        return self.connection.execute(sql, values).fetchall()

    def lines(self, number: str, *columns: str) -> list[tuple]:
        """Columns of every answered line of a control number, in the order of the answers."""
        return self.rows(
            f"select {', '.join(columns)} from marts.remitted_lines"
            " where patient_control_number = $number"
            " order by remit_date, file_id, transaction_set_number, claim_number,"
            " service_line_number",
            number=number,
        )

    def line(self, number: str, *columns: str) -> Any:
        """Columns of the one answered line of a control number; the bare value if one is asked."""
        return _only(self.lines(number, *columns))

    def outcomes(self, number: str, *columns: str) -> list[tuple]:
        """Columns of what came of every line of a control number, in the order of the lines."""
        return self.rows(
            f"select {', '.join(columns)} from marts.line_outcomes"
            " where patient_control_number = $number"
            " order by remit_date, file_id, transaction_set_number, claim_number,"
            " service_line_number",
            number=number,
        )

    def outcome(self, number: str, *columns: str) -> Any:
        """Columns of what came of the one line of a control number."""
        return _only(self.outcomes(number, *columns))

    def claim_row(self, number: str, *columns: str) -> Any:
        """Columns of the one claim that goes, or once went, by a control number."""
        return _only(self.claim_rows(number, *columns))

    def claim_rows(self, number: str, *columns: str) -> list[tuple]:
        """Columns of every claim that goes, or once went, by a control number, oldest first."""
        return self.rows(
            f"select {', '.join(columns)} from marts.claims"
            f" where linked_claim_id in ({LINKED_OF_NUMBER}) order by claim_date, linked_claim_id",
            number=number,
        )

    def events(self, number: str, *columns: str) -> list[tuple]:
        """Columns of all that happened to the claims of a control number, as the page tells it."""
        told = self.ask("claim_history", claim=number)
        return list(told[list(columns)].itertuples(index=False, name=None))

    def ask(
        self, question: str, filters: ReviewFilters | None = None, **parameters: Any
    ) -> pd.DataFrame:
        """The answer to a question of the review."""
        return Review(self.connection, filters).ask(question, **parameters)

    def headline(self, **filters: Any) -> dict[str, Any]:
        """The one row of the headline under these filters."""
        return self.ask("headline", ReviewFilters(**filters)).iloc[0].to_dict()

    def faults(self) -> dict[str, int]:
        """Standing checks that find something, and how many rows."""
        checks = database.run_checks(self.connection)
        return {each.check_name: each.offending_row_count for each in checks if each.first_rows}


def _kind_of(text: str) -> str:
    """The ending for a file's name: the number of its first set; its content decides its kind."""
    number = re.search(r"\bST.(\d{3})", text)
    return number[1] if number else "835"


def _only(rows: list[tuple]) -> Any:
    assert len(rows) == 1, f"one row expected, there are {len(rows)}: {rows}"
    return rows[0][0] if len(rows[0]) == 1 else rows[0]


@pytest.fixture(scope="session")
def new_house(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], House]:
    """Makes a house without a file; all hash patients' names alike, so that they compare."""

    def build() -> House:
        folder = tmp_path_factory.mktemp("house")
        (folder / "store").mkdir(mode=0o700)
        (folder / "store" / "patients.key").write_bytes(KEY)
        return House(folder)

    return build


@pytest.fixture(scope="module")
def house(request: pytest.FixtureRequest, new_house: Callable[[], House]) -> Iterator[House]:
    """A house of the files that `given` names above the tests of this module."""
    texts = {}
    tests_of: dict[str, str] = {}
    for name, test in vars(request.module).items():
        for place, text in enumerate(getattr(test, "files", []), start=1):
            texts[f"{name}_{place}"] = text
            for number in set(re.findall(r"^CL[PM]\*([^*]+)", text, re.MULTILINE)):
                assert tests_of.setdefault(number, name) == name, f"{number} is in two tests"
    house = new_house()
    report = house.load(**texts)
    assert {file.status for file in report.files} == {"loaded"}, report
    yield house
    house.connection.close()


@pytest.fixture(scope="session")
def story(new_house: Callable[[], House]) -> Iterator[House]:
    """A house that has loaded the whole story (tests/story.py), to be read only."""
    house = new_house()
    report = house.load(**FILES)
    assert {file.status for file in report.files} == {"loaded"}, report
    yield house
    house.connection.close()


@pytest.fixture(scope="session")
def judged_before() -> dict[tuple[str, ...], House]:
    """What was judged in this session, by its texts: loaded once, copied for each test."""
    return {}


@pytest.fixture
def judged(
    new_house: Callable[[], House],
    judged_before: dict[tuple[str, ...], House],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., House]]:
    """A house of one's own that has loaded these texts: one load for all, file_1 the first text."""
    houses: list[House] = []

    def build(*texts: str) -> House:
        if texts not in judged_before:
            first = judged_before[texts] = new_house()
            first.load(**{f"file_{place}": text for place, text in enumerate(texts, start=1)})
            first.close()
        folder = tmp_path_factory.mktemp("copy")
        shutil.copytree(judged_before[texts].store, folder / "store")
        houses.append(House(folder))
        return houses[-1]

    yield build
    for house in houses:
        house.close()
        shutil.rmtree(house.folder, ignore_errors=True)
