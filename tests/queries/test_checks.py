"""Every standing check finds its fault when one is planted, and none in a sound house."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analytics import database, load, snapshots
from analytics.sql_files import QUERIES, read_sql_file, sql_files
from tests.given import a_claim, a_denied_claim, a_line, a_reversal_of, an_835
from tests.given_claims import a_277ca, a_billed_claim, accepted, an_837, rejected
from tests.queries.conftest import House

WHOLE_CLAIM = a_claim("C1", [a_line(), a_line("87880")], adjustments=[("CO", "16", "100")])
SENT, REFUSED = a_billed_claim("B1"), a_billed_claim("R1")
FILES = {
    "first": an_835(a_denied_claim("A1"), a_claim("B1"), WHOLE_CLAIM, trace="F", date="20260302"),
    "later": an_835(a_reversal_of(a_denied_claim("A1")), a_claim("A1", icn="NEW"), trace="L",
                    date="20260309"),
    "sent": an_837(SENT, REFUSED, batch="7"),
    "door": a_277ca(accepted(SENT), rejected(REFUSED), batch="7"),
}  # fmt: skip

# The check → what somebody would have done to the models to break it.
FAULTS = {
    "answers_not_judged": [
        "delete from marts.chain_lines where answer_number = 3",
        "insert into marts.chain_lines select * from marts.chain_lines where answer_number = 3",
    ],
    "claim_level_amounts_not_shared_out": [
        "update marts.adjustments set amount = amount + 0.01"
        " where is_claim_level and service_line_number = 1",
        "delete from marts.adjustments where is_claim_level",
    ],
    "claims_lost_on_the_way": [
        "delete from marts.remitted_claims where patient_control_number = 'B1'",
        "delete from marts.remitted_claims",
        "insert into marts.remitted_claims select * from marts.remitted_claims"
        " where patient_control_number = 'B1'",
        "delete from marts.remitted_lines where procedure_code = '87880'",
    ],
    "claims_apart_from_their_lines": [
        "update marts.claims set denied_amount = denied_amount + 0.01"
        " where patient_control_number = 'A1'",
        "update marts.line_outcomes set open_amount = 0 where patient_control_number = 'C1'",
    ],
    "claims_told_twice": [
        ";".join(
            f"insert into raw.remittance_835_{table} select * replace"
            " (transaction_set_number + 1 as transaction_set_number)"
            f" from raw.remittance_835_{table}"
            for table in ("remittances", "claims", "lines", "adjustments")
        ),
        "insert into raw.remittance_835_claims select * replace (99 as claim_number)"
        " from raw.remittance_835_claims where patient_control_number = 'C1';"
        "insert into raw.remittance_835_lines select * replace (99 as claim_number)"
        " from raw.remittance_835_lines where claim_number ="
        " (select min(claim_number) from raw.remittance_835_claims"
        " where patient_control_number = 'C1');"
        "insert into raw.remittance_835_adjustments select * replace (99 as claim_number)"
        " from raw.remittance_835_adjustments where claim_number ="
        " (select min(claim_number) from raw.remittance_835_claims"
        " where patient_control_number = 'C1')",
    ],
    "claims_without_one_life": [
        "delete from marts.claim_lives where told_by = 'sent'",
        "insert into marts.claim_lives select * from marts.claim_lives where told_by = 'answered'",
        "delete from marts.claims where patient_control_number = 'R1'",
        "insert into marts.claims select * replace (0 as life_number) from marts.claims",
    ],
    "denied_amounts_beyond_charge": [
        "update marts.remitted_lines set denied_amount = charge_amount + 0.01 where is_denied",
        "update marts.remitted_lines set denied_amount = -0.01",
    ],
    "denied_lines_without_reason": [
        "update marts.remitted_lines set carc_code = null where patient_control_number = 'A1'",
    ],
    "lines_matched_twice": [
        "insert into marts.line_matches select * from marts.line_matches",
    ],
    "open_amounts_out_of_range": [
        "update marts.line_outcomes set open_amount = denied_amount + 0.01 where is_denied",
        "update marts.line_outcomes set recovered_amount = -0.01 where is_denied",
        "update marts.line_outcomes set open_amount = 0.01 where not is_denied",
    ],
    "outcomes_counted_twice": [
        "insert into marts.line_outcomes select * from marts.line_outcomes"
        " where patient_control_number = 'A1'",
        "delete from marts.line_outcomes where patient_control_number = 'A1'",
    ],
    "refusals_without_one_rejection": [
        "delete from marts.rejections",
        "update marts.submitted_claims set verdict = 'accepted'",
        "insert into marts.rejections select * from marts.rejections",
    ],
    "submissions_lost_on_the_way": [
        "delete from marts.submitted_claims where patient_control_number = 'R1'",
        "delete from marts.service_lines",
    ],
    "weeks_not_named_by_monday": [
        "update marts.line_outcomes set remit_week = remit_week + 1"
        " where patient_control_number = 'A1'",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def house(new_house: Callable[[], House]) -> Iterator[House]:
    house = new_house()
    house.load(**FILES)
    yield house
    house.connection.close()


@pytest.fixture(scope="module")
def breakable(
    house: House, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[database.Connection]:
    """The same models, open for breaking."""
    published = snapshots.current_path(house.store)
    assert published is not None
    path: Path = tmp_path_factory.mktemp("broken") / "copy.duckdb"
    shutil.copyfile(published, path)
    with database.connect(path, read_only=False) as connection:
        yield connection


def test_a_sound_house_has_no_faults_and_every_check_says_what_it_checks(house: House) -> None:
    checks = load.check(house.store)
    assert checks.check_name.tolist() == sorted(FAULTS)
    assert checks.offending_row_count.tolist() == [0] * len(FAULTS)
    assert checks.title.str.endswith(".").all()


def test_every_check_is_shown_to_find_a_fault() -> None:
    assert {file.path.stem for file in sql_files("checks")} == set(FAULTS)


@pytest.mark.parametrize(
    ("check", "fault"),
    [(check, fault) for check, faults in FAULTS.items() for fault in faults],
    ids=[f"{check}-{place}" for check, faults in FAULTS.items() for place in range(len(faults))],
)
def test_a_planted_fault_is_found(breakable: database.Connection, check: str, fault: str) -> None:
    text = read_sql_file(QUERIES / "checks" / f"{check}.sql").text
    assert breakable.execute(text).fetchall() == []
    breakable.execute("begin")
    try:
        breakable.execute(fault)
        assert breakable.execute(text).fetchall() != []
    finally:
        breakable.execute("rollback")


def test_a_fault_is_told_with_its_first_rows(house: House, tmp_path: Path) -> None:
    published = snapshots.current_path(house.store)
    assert published is not None
    shutil.copyfile(published, tmp_path / "copy.duckdb")
    with database.connect(tmp_path / "copy.duckdb", read_only=False) as connection:
        connection.execute("update marts.remitted_lines set carc_code = null where is_denied")
        checks = database.run_checks(connection).set_index("check_name")
    fault = checks.loc["denied_lines_without_reason"]
    assert fault.offending_row_count == 3  # A1, and both lines of C1
    assert "denied_amount" in fault.first_rows
