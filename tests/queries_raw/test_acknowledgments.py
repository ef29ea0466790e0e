"""The raw rows of `golden/every_field.277ca` and `.999`, each field with its value and segment.

Written by hand from the files: `cat -n` gives the segment numbers, one segment a line.
"""

from __future__ import annotations

import pytest

from tests.patient_keys import patient_key
from tests.queries_raw.raw_house import RawHouse, Row
from tests.queries_raw.raw_rows import GOLDEN, raw_rows


@pytest.fixture(scope="module")
def rows(raw_house: RawHouse) -> dict[str, list[Row]]:
    text = (GOLDEN / "every_field.277ca").read_bytes()
    return raw_rows(raw_house.connection, "acknowledgment_277", text)


@pytest.fixture(scope="module")
def answers(raw_house: RawHouse) -> dict[str, list[Row]]:
    text = (GOLDEN / "every_field.999").read_bytes()
    return raw_rows(raw_house.connection, "acknowledgment_999", text)


def test_an_acknowledgment_tells_its_number_and_date(rows: dict[str, list[Row]]) -> None:
    assert rows["transactions"] == [
        {
            "transaction_set_number": 1,
            "segment_number": 3,
            "set_control_number": "0001",
            "version_code": "005010X214",
            "purpose_code": "08",
            "acknowledgment_id": "ACK77",
            "acknowledgment_date": "20261006",
            "acknowledgment_time": "0801",
            "transaction_type_code": "TH",
            "group_sender_id": "CLEARWAY",
            "group_receiver_id": "RIVERBILL",
            "group_date": "20261006",
            "group_control_number": "11",
        }
    ]


def test_levels_tell_who_says_it_to_whom_of_whom(rows: dict[str, list[Row]]) -> None:
    told = [
        (row["segment_number"], row["level_code"], row["entity_code"], row.get("entity_name"))
        for row in rows["levels"]
    ]
    assert told == [
        (5, "20", "AY", "CLEARWAY"),
        (9, "21", "41", "RIVERSIDE BILLING"),
        (13, "19", "85", "RIVERSIDE FAMILY MEDICINE"),
        (15, "PT", "QC", None),
        (27, "PT", "QC", None),
    ]
    assert rows["levels"][3] == {
        "transaction_set_number": 1,
        "level_number": 4,
        "segment_number": 15,
        "level_id": "4",
        "parent_level_id": "3",
        "level_code": "PT",
        "entity_code": "QC",
        "patient_key": patient_key("DOE", "J"),
    }


def test_a_receivers_level_tells_which_batch_is_answered(rows: dict[str, list[Row]]) -> None:
    # TRN*1*ACK77 of the source and TRN*2*PCN-1 of a patient name no batch.
    told = [row.get("batch_number") for row in rows["levels"]]
    assert told == [None, "BATCH77", None, None, None]


def test_an_acknowledged_claim_tells_its_numbers(rows: dict[str, list[Row]]) -> None:
    assert rows["claims"] == [
        {
            "transaction_set_number": 1,
            "level_number": 4,
            "tracking_number": 1,
            "segment_number": 17,
            "level_code": "PT",
            "patient_control_number": "PCN-1",
            "clearinghouse_trace_number": "TRACE1",
            "bill_type_code": "131",
            "service_dates": "20261001-20261002",
        },
        {
            "transaction_set_number": 1,
            "level_number": 5,
            "tracking_number": 1,
            "segment_number": 29,
            "level_code": "PT",
            "patient_control_number": "PCN-2",
            "payer_claim_control_number": "CLW-900",
        },
    ]


def test_every_status_is_told_where_it_stands(rows: dict[str, list[Row]]) -> None:
    batch, first, second, line, accepted = rows["statuses"]

    assert (batch["segment_number"], batch["level_code"], batch["charge_amount"]) == (
        12,
        "21",
        "350",
    )
    assert first == {
        "transaction_set_number": 1,
        "level_number": 4,
        "tracking_number": 1,
        "service_line_number": 0,
        "segment_number": 18,
        "status_number": 1,
        "level_code": "PT",
        "status_category_code": "A7",
        "status_code": "562",
        "entity_code": "85",
        "status_category_code_2": "A7",
        "status_code_2": "021",
        "entity_code_2": "IL",
        "status_category_code_3": "A3",
        "status_code_3": "33",
        "action_code": "U",
        "charge_amount": "300",
        "status_date": "20261006",
    }
    assert (second["segment_number"], second["status_number"]) == (19, 2)
    assert (line["service_line_number"], line["status_code"]) == (1, "453")
    assert (accepted["level_number"], accepted["status_category_code"]) == (5, "A2")


def test_an_acknowledged_line_tells_what_it_was(rows: dict[str, list[Row]]) -> None:
    assert rows["lines"] == [
        {
            "transaction_set_number": 1,
            "level_number": 4,
            "tracking_number": 1,
            "service_line_number": 1,
            "segment_number": 23,
            "procedure_qualifier": "HC",
            "procedure_code": "99213",
            "modifier_1": "25",
            "charge_amount": "200",
            "units": "1.5",
            "line_control_number": "L-1",
            "service_dates": "20261001",
        }
    ]


def test_a_999_tells_which_group_and_what_became_of_it(answers: dict[str, list[Row]]) -> None:
    assert answers["transactions"] == [
        {
            "transaction_set_number": 1,
            "segment_number": 3,
            "set_kind": "999",
            "set_control_number": "0001",
            "answered_group_kind": "HC",
            "answered_group_control_number": "7",
            "answered_version_code": "005010X222A1",
            "group_sender_id": "CLEARWAY",
            "group_receiver_id": "RIVERBILL",
            "group_date": "20261005",
            "group_time": "0945",
            "group_control_number": "12",
        }
    ]
    assert answers["group_answers"] == [
        {
            "transaction_set_number": 1,
            "group_answer_code": "P",
            "included_set_count": "2",
            "received_set_count": "2",
            "accepted_set_count": "1",
        }
    ]


def test_a_999_tells_of_each_set(answers: dict[str, list[Row]]) -> None:
    assert answers["responses"] == [
        {
            "transaction_set_number": 1,
            "response_number": 1,
            "segment_number": 5,
            "answered_set_kind": "837",
            "answered_set_control_number": "0701",
            "answered_version_code": "005010X222A1",
            "answer_code": "R",
            "error_code_1": "5",
        },
        {
            "transaction_set_number": 1,
            "response_number": 2,
            "segment_number": 11,
            "answered_set_kind": "837",
            "answered_set_control_number": "0704",
            "answer_code": "A",
        },
    ]


def test_an_error_names_its_segment_and_element(answers: dict[str, list[Row]]) -> None:
    where = {"transaction_set_number": 1, "response_number": 1}
    assert answers["errors"] == [
        where
        | {
            "error_number": 1,
            "segment_number": 6,
            "wrong_segment_id": "NM1",
            "wrong_segment_number": "31",
            "loop_id": "2310",
            "segment_error_code": "8",
        },
        where
        | {
            "error_number": 2,
            "segment_number": 8,
            "wrong_segment_id": "NM1",
            "wrong_segment_number": "31",
            "loop_id": "2310",
            "element_number": "9",
            "component_number": "1",
            "element_reference_number": "67",
            "element_error_code": "7",
        },
        where
        | {
            "error_number": 3,
            "segment_number": 9,
            "wrong_segment_id": "REF",
            "wrong_segment_number": "20",
            "loop_id": "2010",
            "segment_error_code": "3",
        },
    ]


def test_a_997_is_read_like_a_999(raw_house: RawHouse, answers: dict[str, list[Row]]) -> None:
    text = (GOLDEN / "every_field.999").read_bytes()
    older = text.replace(b"ST*999", b"ST*997").replace(b"\nIK", b"\nAK")

    rows = raw_rows(raw_house.connection, "acknowledgment_999", older)
    assert rows["responses"] == answers["responses"]
    assert rows["errors"] == answers["errors"]
