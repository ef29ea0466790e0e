"""The raw rows of `golden/every_field.837`, each field with its value and its segment.

Written by hand from the file: `cat -n` gives the segment numbers, one segment a line.
"""

from __future__ import annotations

import pytest

from analytics.intake import x12
from tests.patient_keys import patient_key
from tests.queries_raw.raw_house import RawHouse, Row
from tests.queries_raw.raw_rows import GOLDEN, TABLES, raw_rows

TEXT = (GOLDEN / "every_field.837").read_bytes()


@pytest.fixture(scope="module")
def rows(raw_house: RawHouse) -> dict[str, list[Row]]:
    return raw_rows(raw_house.connection, "claim_837", TEXT)


def test_a_batch_tells_who_sent_it_when_and_of_which_kind(rows: dict[str, list[Row]]) -> None:
    professional, institutional, dental = rows["transactions"]

    assert professional == {
        "transaction_set_number": 1,
        "segment_number": 3,
        "set_control_number": "0701",
        "version_code": "005010X222A1",
        "claim_kind": "P",
        "purpose_code": "00",
        "batch_number": "BATCH77",
        "batch_date": "20261005",
        "batch_time": "0931",
        "transaction_type_code": "CH",
        "submitter_name": "RIVERSIDE BILLING",
        "submitter_id": "RIVER01",
        "receiver_name": "CLEARWAY",
        "receiver_id": "CLEAR9",
        "group_sender_id": "RIVERBILL",
        "group_receiver_id": "CLEARWAY",
        "group_date": "20261005",
        "group_time": "0930",
        "group_control_number": "7",
    }
    assert (institutional["claim_kind"], institutional["purpose_code"]) == ("I", "18")
    assert (dental["claim_kind"], dental["group_date"]) == ("D", "20261006")


def test_a_billing_provider_tells_its_numbers(rows: dict[str, list[Row]]) -> None:
    clinic, hospital, _ = rows["billing_providers"]

    assert clinic == {
        "transaction_set_number": 1,
        "level_number": 1,
        "segment_number": 8,
        "entity_type_code": "2",
        "provider_name": "RIVERSIDE FAMILY MEDICINE",
        "provider_id_qualifier": "XX",
        "provider_id": "1234567893",
        "tax_id": "311234567",
        "taxonomy_code": "207Q00000X",
        "state_code": "ZZ",
        "postal_code": "00001",
        "pay_to_provider_name": "RIVERSIDE LOCKBOX",
    }
    # Older files name the tax number instead of an NPI.
    assert (hospital["provider_id"], hospital["tax_id"]) == ("311111111", "311111111")


def test_levels_hang_on_each_other(rows: dict[str, list[Row]]) -> None:
    told = [
        (
            row["transaction_set_number"],
            row["level_number"],
            row["segment_number"],
            row["level_id"],
            row.get("parent_level_id"),
            row["level_code"],
        )
        for row in rows["levels"]
    ]
    assert told == [
        (1, 1, 8, "1", None, "20"),
        (1, 2, 15, "2", "1", "22"),
        (1, 3, 54, "3", "1", "22"),
        (1, 4, 58, "4", "3", "23"),
        (2, 1, 71, "1", None, "20"),
        (2, 2, 73, "2", "1", "22"),
        (3, 1, 97, "1", None, "20"),
        (3, 2, 99, "2", "1", "22"),
    ]


def test_a_subscriber_tells_the_insurance_and_the_payer(rows: dict[str, list[Row]]) -> None:
    jane, richard, *_ = rows["subscribers"]

    assert jane == {
        "transaction_set_number": 1,
        "level_number": 2,
        "segment_number": 15,
        "payer_sequence_code": "P",
        "relationship_code": "18",
        "insurance_type_code": "12",
        "claim_filing_code": "CI",
        "patient_key": patient_key("DOE", "J"),
        "payer_name": "AURORA HEALTH PLAN",
        "payer_id_qualifier": "PI",
        "payer_id": "54321",
        "payer_additional_id": "PLAN7",
    }
    assert (richard["payer_sequence_code"], richard["claim_filing_code"]) == ("S", "MB")
    assert "relationship_code" not in richard


def test_a_patient_is_told_who_is_not_the_subscriber(rows: dict[str, list[Row]]) -> None:
    assert rows["patients"] == [
        {
            "transaction_set_number": 1,
            "level_number": 4,
            "segment_number": 58,
            "relationship_code": "19",
            "patient_key": patient_key("ROE", "R"),
        }
    ]


def test_a_claim_tells_all_that_stands_under_its_clm(rows: dict[str, list[Row]]) -> None:
    assert rows["claims"][0] == {
        "transaction_set_number": 1,
        "level_number": 2,
        "claim_number": 1,
        "segment_number": 21,
        "patient_control_number": "PCN-1",
        "charge_amount": "300",
        "facility_type_code": "11",
        "facility_type_qualifier": "B",
        "frequency_code": "7",
        "assignment_code": "A",
        "related_cause_code": "AA",
        "delay_reason_code": "9",
        # The F8 of the other payer (segment 42) is another number.
        "original_reference_number": "ICN-0",
        "prior_authorization_number": "AUTH1",
        "referral_number": "REFR1",
        "clearinghouse_trace_number": "TRACE1",
        "rendering_provider_name": "BIRCH, BEN",
        "rendering_provider_id": "2222222228",
        "referring_provider_name": "ROWAN, RITA",
        "referring_provider_id": "1111111112",
        "facility_name": "RIVERSIDE SURGERY",
        "facility_id": "3333333334",
        "patient_paid_amount": "20",
        "onset_date": "20260920",
        "accident_date": "20260919",
    }


def test_an_institutional_claim_tells_its_stay_and_who_attended(
    rows: dict[str, list[Row]],
) -> None:
    assert rows["claims"][2] == {
        "transaction_set_number": 2,
        "level_number": 2,
        "claim_number": 1,
        "segment_number": 77,
        "patient_control_number": "PCN-3",
        "charge_amount": "1000",
        "facility_type_code": "13",
        "facility_type_qualifier": "A",
        "frequency_code": "1",
        "assignment_code": "A",
        "admission_type_code": "3",
        "admission_source_code": "7",
        "patient_status_code": "01",
        "drg_code": "470",
        "attending_provider_name": "ASH, ADA",
        "attending_provider_id": "5555555551",
        "operating_provider_name": "OAK, OLA",
        "operating_provider_id": "6666666660",
        # The hour of discharge (TM) is no date.
        "statement_dates": "20260901-20260903",
        "admission_date": "202609010830",
    }


def test_claims_are_numbered_through_their_set(rows: dict[str, list[Row]]) -> None:
    told = [
        (
            row["transaction_set_number"],
            row["level_number"],
            row["claim_number"],
            row["segment_number"],
            row["patient_control_number"],
        )
        for row in rows["claims"]
    ]
    assert told == [
        (1, 2, 1, 21, "PCN-1"),
        (1, 4, 2, 62, "PCN-2"),
        (2, 2, 1, 77, "PCN-3"),
        (3, 2, 1, 103, "PCN-4"),
    ]


def test_diagnoses_keep_the_order_lines_point_to(rows: dict[str, list[Row]]) -> None:
    told = [
        (
            row["transaction_set_number"],
            row["claim_number"],
            row["segment_number"],
            row["diagnosis_number"],
            row["diagnosis_qualifier"],
            row["diagnosis_code"],
        )
        for row in sorted(
            rows["diagnoses"], key=lambda row: (row["segment_number"], row["diagnosis_number"])
        )
    ]
    # An anaesthesia code (BP) and a DRG are no diagnoses.
    assert told == [
        (1, 1, 30, 1, "ABK", "M545"),
        (1, 1, 30, 2, "ABF", "E119"),
        (1, 1, 31, 3, "ABF", "I10"),
        (1, 2, 63, 1, "BK", "4779"),
        (2, 1, 82, 1, "ABK", "I10"),
        (2, 1, 84, 2, "ABJ", "R079"),
        (2, 1, 84, 3, "APR", "R51"),
    ]


def test_another_payer_tells_what_it_paid(rows: dict[str, list[Row]]) -> None:
    assert rows["other_payers"] == [
        {
            "transaction_set_number": 1,
            "claim_number": 1,
            "other_payer_number": 1,
            "segment_number": 35,
            "payer_sequence_code": "S",
            "relationship_code": "18",
            "claim_filing_code": "CI",
            "payer_name": "SECOND PLAN",
            "payer_id": "67890",
            "payer_claim_control_number": "OTHERICN",
            "paid_amount": "80.5",
            "patient_responsibility_amount": "12",
        }
    ]


def test_another_payers_adjustments_are_told_of_the_claim_and_of_its_lines(
    raw_house: RawHouse,
) -> None:
    # CO 45 of the claim is segment 36; the SVD of line 1, segment 50, gets reasons and a twin.
    text = (GOLDEN / "every_field.837").read_bytes()
    line = b"SVD*67890*80.5*HC:99213**1~\n"
    more = b"CAS*CO*45*100*1*253*1.64~\nCAS*PR*3*20~\nDTP*573*D8*20260930~\nSVD*77777*5~\n"
    rows = raw_rows(raw_house.connection, "claim_837", text.replace(line, line + more))

    told = [
        tuple(row.get(name) for name in (
            "service_line_number", "other_payer_number", "segment_number", "adjustment_number",
            "payer_id", "paid_amount", "paid_date", "group_code", "carc_code", "amount", "quantity",
        ))
        for row in rows["other_payer_adjustments"]
    ]  # fmt: skip
    second = ("67890", "80.5", "20260930")
    assert sorted(told, key=lambda row: (row[2], row[3])) == [
        (0, 1, 36, 1, "67890", "80.5", None, "CO", "45", "10", None),
        (1, 1, 51, 1, *second, "CO", "45", "100", "1"),
        (1, 1, 51, 2, *second, "CO", "253", "1.64", None),
        (1, 1, 52, 1, *second, "PR", "3", "20", None),
        (1, 2, 54, 1, "77777", "5", None, None, None, None, None),
    ]


def test_a_professional_line_tells_what_was_done(rows: dict[str, list[Row]]) -> None:
    visit, blood, later, *_ = rows["lines"]

    assert visit == {
        "transaction_set_number": 1,
        "level_number": 2,
        "claim_number": 1,
        "service_line_number": 1,
        "segment_number": 43,
        "given_line_number": "1",
        "service_kind": "SV1",
        "procedure_qualifier": "HC",
        "procedure_code": "99213",
        "modifier_1": "25",
        "modifier_2": "59",
        "modifier_3": "GT",
        "modifier_4": "95",
        "procedure_description": "OFFICE VISIT",
        "charge_amount": "200",
        "units_basis_code": "UN",
        "units": "1.5",
        "place_of_service_code": "12",
        "diagnosis_pointer_1": "1",
        "diagnosis_pointer_2": "2",
        "diagnosis_pointer_3": "3",
        "service_date_format": "RD8",
        "service_dates": "20261001-20261002",
        "line_control_number": "L-1",
        "prior_authorization_number": "AUTH2",
        "rendering_provider_name": "ELM, EVA",
        "rendering_provider_id": "4444444440",
        "drug_code": "00001000101",
    }
    assert (blood["service_line_number"], blood["segment_number"]) == (2, 51)
    assert (later["claim_number"], later["service_line_number"]) == (2, 1)


def test_institutional_and_dental_lines_tell_theirs(rows: dict[str, list[Row]]) -> None:
    *_, emergency, pharmacy, filling = rows["lines"]

    assert emergency == {
        "transaction_set_number": 2,
        "level_number": 2,
        "claim_number": 1,
        "service_line_number": 1,
        "segment_number": 87,
        "given_line_number": "1",
        "service_kind": "SV2",
        "procedure_qualifier": "HC",
        "procedure_code": "99284",
        "modifier_1": "25",
        "charge_amount": "800",
        "units_basis_code": "UN",
        "units": "1",
        "revenue_code": "0450",
        "service_date_format": "D8",
        "service_dates": "20260901",
    }
    assert "procedure_code" not in pharmacy
    assert (pharmacy["revenue_code"], pharmacy["units"]) == ("0250", "3")
    assert filling == {
        "transaction_set_number": 3,
        "level_number": 2,
        "claim_number": 1,
        "service_line_number": 1,
        "segment_number": 105,
        "given_line_number": "1",
        "service_kind": "SV3",
        "procedure_qualifier": "AD",
        "procedure_code": "D2150",
        "charge_amount": "150",
        "units": "1",
        "place_of_service_code": "11",
        "tooth_codes": "12 13",
        "oral_cavity_code": "10",
        "line_control_number": "D-1",
    }


def test_nothing_stands_astray(rows: dict[str, list[Row]]) -> None:
    assert rows["stray_lines"] == []


@pytest.mark.parametrize("extract", TABLES)
@pytest.mark.parametrize(("part_bytes", "batch_count"), [(1, 1), (1, 3), (300, 2), (300, 99)])
def test_a_set_gives_the_same_rows_however_it_is_cut(
    raw_house: RawHouse,
    monkeypatch: pytest.MonkeyPatch,
    extract: str,
    part_bytes: int,
    batch_count: int,
) -> None:
    text = next(GOLDEN.glob(f"every_field.{extract.rpartition('_')[2]}*")).read_bytes()
    whole = raw_rows(raw_house.connection, extract, text)

    monkeypatch.setattr(x12, "PART_BYTES", part_bytes)
    assert raw_rows(raw_house.connection, extract, text, batch_count) == whole


def test_lines_outside_claims_and_services_outside_lines_are_told(raw_house: RawHouse) -> None:
    text = TEXT.replace(b"CLM*PCN-4*150***11:B:1*Y*A*Y*Y~\n", b"").replace(b"LX*2~\nSV2", b"SV2")
    text = text.replace(b"CLM*PCN-2*50***22:B:1*Y*A*Y*Y~\nHI*BK:4779~\nLX*1~\n", b"CLM*PCN-2*50~\n")
    rows = raw_rows(raw_house.connection, "claim_837", text)

    # Places in what is left: HI and LX are gone before 85, LX*2 and the CLM before 101.
    assert [(row["segment_number"], row["found"]) for row in rows["stray_lines"]] == [
        (62, "SV without LX"),
        (85, "two SV in one LX"),
        (101, "LX without CLM"),
    ]
