"""Claims and acknowledgments in our names and types, from the golden files; values by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.given_claims import a_277ca, a_billed_claim, an_837, rejected
from tests.queries.conftest import House

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="module")
def golden_house(new_house: Callable[[], House]) -> Iterator[House]:
    """A house that holds the golden claims and acknowledgments."""
    house = new_house()
    endings = ("837", "277ca", "999")
    house.load(**{f"golden_{e}": (GOLDEN / f"every_field.{e}").read_text() for e in endings})
    yield house
    house.connection.close()


def test_a_claim_finds_its_subscriber_and_who_billed_it_by_its_level(golden_house: House) -> None:
    levels = golden_house.rows(
        "select transaction_set_number, level_number, billing_level_number,"
        " subscriber_level_number, patient_level_number"
        " from staging.claim_levels order by 1, 2"
    )
    assert levels == [
        (1, 1, 1, None, None),
        (1, 2, 1, 2, None),
        (1, 3, 1, 3, None),
        (1, 4, 1, 3, 4),
        (2, 1, 1, None, None),
        (2, 2, 1, 2, None),
        (3, 1, 1, None, None),
        (3, 2, 1, 2, None),
    ]


def test_claims_have_amounts_and_days(golden_house: House) -> None:
    claims = golden_house.rows(
        "select patient_control_number, charge_amount, place_of_service_code, frequency_code,"
        " provider_name, statement_from_date, statement_to_date, admission_date, discharge_date"
        " from staging.claims order by 1"
    )
    assert claims == [
        ("PCN-1", Decimal("300.00"), "11", "7", "BIRCH, BEN", None, None, None, None),
        ("PCN-2", Decimal("50.00"), "22", "1", None, None, None, None, None),
        # Who attended stands for who rendered; the hour of discharge is no day.
        (
            "PCN-3", Decimal("1000.00"), "13", "1", "ASH, ADA",
            date(2026, 9, 1), date(2026, 9, 3), date(2026, 9, 1), None,
        ),
        (
            "PCN-4", Decimal("150.00"), "11", "1", None,
            date(2026, 10, 3), date(2026, 10, 3), None, None,
        ),
    ]  # fmt: skip


def test_service_lines_have_modifiers_units_and_days(golden_house: House) -> None:
    lines = golden_house.rows(
        "select procedure_code, modifier_codes, diagnosis_numbers, billed_units, charge_amount,"
        " service_date, service_to_date from staging.service_lines"
        " where transaction_set_number = 1 order by segment_number"
    )
    first, second = date(2026, 10, 1), date(2026, 10, 2)
    modifiers = ["25", "59", "GT", "95"]
    assert lines == [
        ("99213", modifiers, [1, 2, 3], Decimal("1.50"), Decimal("200.00"), first, second),
        ("36415", [], [2], Decimal("1.00"), Decimal("100.00"), first, first),
        ("99212", [], [1], Decimal("1.00"), Decimal("50.00"), None, None),
    ]


def test_batches_tell_when_they_were_sent(golden_house: House) -> None:
    batches = golden_house.rows(
        "select batch_number, claim_kind, submission_date from staging.submissions order by 1"
    )
    assert batches == [
        ("BATCH77", "P", date(2026, 10, 5)),
        ("BATCH78", "I", date(2026, 10, 5)),
        ("BATCH79", "D", date(2026, 10, 6)),
    ]


def test_a_status_finds_who_says_it_by_its_level(golden_house: House) -> None:
    statuses = golden_house.rows(
        "select segment_number, level_number, status_category_code, status_code, entity_code,"
        " status_code_2, charge_amount, status_date"
        " from staging.acknowledgment_statuses order by 1"
    )
    day = date(2026, 10, 6)
    assert statuses == [
        (12, 2, "A1", "19", "PR", None, Decimal("350.00"), day),
        # 021 is 21 of the published list.
        (18, 4, "A7", "562", "85", "21", Decimal("300.00"), day),
        (19, 4, "A8", "507", None, None, Decimal("300.00"), day),
        (24, 4, "A7", "453", None, None, Decimal("200.00"), day),
        (30, 5, "A2", "20", "PR", None, Decimal("50.00"), day),
    ]
    levels = golden_house.rows(
        "select level_number, source_level_number, receiver_level_number, provider_level_number"
        " from staging.acknowledgment_levels where level_code = 'PT' order by 1"
    )
    assert levels == [(4, 1, 2, 3), (5, 1, 2, 3)]


def test_a_rejected_set_is_tied_to_its_group_and_number(golden_house: House) -> None:
    group = golden_house.rows(
        "select answered_group_control_number, group_answer_code, included_set_count,"
        " accepted_set_count, acknowledgment_date, segment_number from staging.acknowledged_groups"
    )
    assert group == [("7", "P", 2, 1, date(2026, 10, 5), 3)]
    refused = golden_house.rows(
        "select answered_set_control_number, answer_code from staging.acknowledged_sets order by 1"
    )
    assert refused == [("0701", "R"), ("0704", "A")]
    batch = golden_house.rows(
        "select batch_number from staging.submissions"
        " where group_control_number = '7' and set_control_number = '0701'"
    )
    assert batch == [("BATCH77",)]


def test_codes_with_zeros_too_many_or_too_few_are_those_of_their_lists(
    new_house: Callable[[], House],
) -> None:
    house = new_house()
    padded = a_billed_claim("Z1", frequency="07", place="2"), a_billed_claim("Z2", place="011")
    house.load(sent=an_837(*padded), told=a_277ca(rejected("Z1", "A7", "0562", "85")))

    # Frequencies and statuses have no leading zero, places of service have two digits.
    assert house.rows(
        "select patient_control_number, frequency_code, place_of_service_code from staging.claims"
        " order by 1"
    ) == [("Z1", "7", "02"), ("Z2", "1", "11")]
    assert house.rows(
        "select status_code from staging.acknowledgment_statuses"
        " where tracking_number is not null and status_code is not null and status_code != '20'"
        " and status_category_code = 'A7'"
    ) == [("562",)]
    house.close()
