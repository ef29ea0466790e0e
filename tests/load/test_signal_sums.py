"""Sums and signals brought up to date for the weeks that changed are those of all counted anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from analytics import database, snapshots
from analytics.database import Connection
from analytics.load.signals import judge_signals
from tests.conftest import SampleHouse

SUMS = [
    "marts.payer_week_counts",
    "marts.payer_weeks",
    "sums.line_weeks",
    "sums.submission_weeks",
    "sums.healthy_weeks",
    "sums.combination_weeks",
    "sums.combination_denials",
    "sums.tried_combinations",
]
JUDGED = [
    "alerts",
    "judged_weeks",
    "standing_alerts",
    "judged_spells",
    "claim_rules",
    "claim_rule_tests",
]
LAST = date(2026, 11, 16)  # the newest week of the sample


def back(weeks: int) -> date:
    """The Monday so many weeks before the newest of the sample."""
    return LAST - timedelta(weeks=weeks)


# Each changes lines of the weeks $first and $second and of no others.
CHANGES = {
    "lines_go": "delete from marts.{table} "
    "where remit_week in ($first, $second) and hash_of % 3 = 0",
    "a_week_goes": "delete from marts.{table} where remit_week = $first and $second is not null",
    "denials_come": "update marts.{table} set is_denied = true, carc_code = '97' "
    "where remit_week in ($first, $second) and hash_of % 2 = 0",
    "lines_move": "update marts.{table} set remit_week = $second, remit_date = $second "
    "where remit_week = $first and hash_of % 2 = 0",
    "a_payer_comes": "update marts.{table} set payer_name = 'AN UNKNOWN PLAN', "
    "procedure_code = '99999', modifier_set = 'ZZ' "
    "where remit_week in ($first, $second) and hash_of % 4 = 0",
}
WEEKS = {
    "the newest week": (back(0), back(1)),
    "late answers": (back(0), back(9)),
    "old weeks": (back(20), back(37)),
}


@pytest.fixture(scope="module")
def house(
    sample_house: SampleHouse, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Connection]:
    """The sample, to be changed."""
    path = tmp_path_factory.mktemp("sums") / "sample.duckdb"
    current = snapshots.current_path(sample_house.store)
    assert isinstance(current, Path)
    shutil.copy(current, path)
    with database.connect(path, read_only=False) as connection:
        yield connection


def kept(house: Connection) -> dict[str, pd.DataFrame]:
    """All that signals have told."""
    return {name: house.execute(f"from signals.{name} order by all").df() for name in JUDGED}


def change(house: Connection, statement: str, first: date, second: date) -> None:
    """Change lines, as marts have them."""
    for table in ("line_outcomes", "remitted_lines"):
        place = "(claim_number * 7 + service_line_number * 3 + transaction_set_number)"
        told = statement.format(table=table).replace("hash_of", place)
        if table == "remitted_lines":
            told = told.replace("is_denied = true, carc_code = '97' ", "is_duplicate = true ")
            told = told.replace(", modifier_set = 'ZZ' ", " ")
        house.execute(told, {"first": first, "second": second})


@pytest.mark.parametrize(
    ("what", "weeks"),
    [
        ("lines_go", "the newest week"),
        ("a_week_goes", "the newest week"),
        ("lines_move", "the newest week"),
        ("denials_come", "late answers"),
        ("a_payer_comes", "late answers"),
        ("denials_come", "old weeks"),
    ],
)
def test_sums_and_signals_of_changed_weeks_are_those_of_all_counted_anew(
    house: Connection, what: str, weeks: str
) -> None:
    house.execute("begin")
    try:
        change(house, CHANGES[what], *WEEKS[weeks])
        database.update_payer_weeks(house, WEEKS[weeks])
        judge_signals(house, WEEKS[weeks])
        for table in SUMS:
            house.execute(f"create or replace temp table {kept_as(table)} as from {table}")
        told = kept(house)
        assert any(len(rows) for rows in told.values())

        database.update_payer_weeks(house)
        judge_signals(house)

        for table in SUMS:
            assert house.execute(f"from {table} except all from temp.{kept_as(table)}").df().empty
            assert house.execute(f"from temp.{kept_as(table)} except all from {table}").df().empty
        for name, rows in kept(house).items():
            pd.testing.assert_frame_equal(told[name], rows)
    finally:
        house.execute("rollback")


def test_claim_rules_are_left_alone_where_no_week_they_are_told_from_changed(
    house: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def recorded(connection: Connection, question: str, **parameters: object) -> pd.DataFrame:
        asked.append(question)
        return ask_within(connection, question, **parameters)

    ask_within = database.ask_within
    monkeypatch.setattr(database, "ask_within", recorded)
    house.execute("begin")
    try:
        before = kept(house)
        judge_signals(house, [back(37)])
        assert set(asked) == {"data_span", "claim_rule_weeks", "claim_rules", "claim_rule_tests"}
        for name, rows in kept(house).items():
            pd.testing.assert_frame_equal(before[name], rows)
        judge_signals(house, [back(0)])
        assert {"claim_rule_counts", "claim_rule_outcomes"} <= set(asked)
    finally:
        house.execute("rollback")


def kept_as(table: str) -> str:
    """The name a copy of a table has."""
    return table.replace(".", "_")


def test_values_keep_their_numbers_when_others_come(house: Connection) -> None:
    before = house.execute("select attribute, value, value_id from signals.attribute_values").df()
    house.execute("begin")
    try:
        change(house, CHANGES["a_payer_comes"], *WEEKS["late answers"])
        database.update_signal_sums(house, WEEKS["late answers"])
        after = house.execute(
            "select attribute, value, value_id from signals.attribute_values"
        ).df()
        # A payer, a procedure, a set of modifiers and the one in it.
        assert len(after.merge(before)) == len(before) == len(after) - 4
        assert after["value_id"].is_unique
    finally:
        house.execute("rollback")


def test_no_week_changed_is_nothing_counted(house: Connection) -> None:
    assert database.update_signal_sums(house, []) == []


def test_a_week_found_unhealthy_is_counted_again_without_its_lines_being_changed(
    house: Connection,
) -> None:
    house.execute("begin")
    try:
        payer, week = house.execute(
            "select payer_name, remit_week from marts.payer_weeks "
            "where is_healthy and first_answer_line_count > 0 order by all limit 1"
        ).fetchall()[0]
        house.execute(
            "update marts.payer_weeks set is_healthy = false "
            "where payer_name = $payer and remit_week = $week",
            {"payer": payer, "week": week},
        )
        assert database.update_signal_sums(house, []) == [week]
    finally:
        house.execute("rollback")
