"""An answer in plain values, as commands ask for it, is the answer in a frame, as pages do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime

import duckdb
import pytest

from analytics import database, snapshots
from analytics.database.questions import plain_columns
from analytics.exports import to_json, to_plain_csv
from analytics.review import MEASURES
from analytics.vocabulary import ReviewFilters
from tests.conftest import SampleHouse


@pytest.fixture(scope="module")
def connection(
    sample_house: SampleHouse, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[database.Connection]:
    """The sample on one thread: then decimal numbers are added up in the same order each time."""
    path = snapshots.current_path(sample_house.store)
    copy = shutil.copyfile(path, tmp_path_factory.mktemp("sample") / "copy.duckdb")
    with duckdb.connect(str(copy), read_only=True, config={"threads": 1}) as connection:
        yield connection


@pytest.mark.parametrize("question", sorted(set(database.questions()) - set(MEASURES)))
def test_a_script_reads_the_same_text_from_plain_values_and_from_a_frame(
    connection: database.Connection, question: str
) -> None:
    filters = ReviewFilters(include_secondary=True)
    plain = database.ask_plain(connection, question, filters)
    frame = database.ask(connection, question, filters)
    assert to_plain_csv(plain) == to_plain_csv(frame)
    assert to_json(plain) == to_json(frame)


def test_values_keep_their_kind_and_whole_numbers_with_one_missing_are_decimal() -> None:
    with database.connect(None) as connection:
        answered = connection.execute(
            "select * from (values (1, 1, 12.50, date '2026-10-01', true, 'a'),"
            " (2, null, null, null, null, null)) as t (whole, missed, amount, day, is_so, text)"
        )
        columns = plain_columns(answered)
    assert columns == {
        "whole": [1, 2],
        "missed": [1.0, None],
        "amount": [12.5, None],
        "day": [date(2026, 10, 1), None],
        "is_so": [True, None],
        "text": ["a", None],
    }
    assert [type(columns[name][0]) for name in ("whole", "missed", "amount")] == [int, float, float]


def test_days_and_instants_are_written_in_full() -> None:
    columns = {"remit_date": [date(2026, 10, 1)], "loaded_at": [datetime(2026, 10, 1, 8, 30)]}
    assert to_plain_csv(columns).splitlines()[1] == "2026-10-01,2026-10-01T08:30:00"
