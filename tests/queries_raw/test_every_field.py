"""The raw rows of `golden/every_field.835`, each field with its value and its segment.

Written by hand from the file: `cat -n` gives the segment numbers, one segment a line.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.patient_keys import patient_key
from tests.queries_raw.raw_house import RawHouse, Row

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="module")
def rows(raw_house: RawHouse) -> dict[str, list[Row]]:
    return raw_house.read((GOLDEN / "every_field.835").read_bytes())


def test_a_remittance_tells_its_payment_trace_payer_and_payee(rows: dict[str, list[Row]]) -> None:
    assert rows["remittances"] == [
        {
            "transaction_set_number": 1,
            "segment_number": 3,
            "set_control_number": "0041",
            "transaction_handling_code": "I",
            "payment_amount": "312.5",
            "credit_debit_code": "C",
            "payment_method_code": "ACH",
            "payment_date": "20261002",
            "trace_number": "EFT0041",
            "payer_identifier": "1512345678",
            "assigned_number": "1",
            "production_date": "20261001",
            "currency_code": "USD",
            "receiver_id": "RIVER01",
            "payer_name": "AURORA HEALTH PLAN",
            "payer_id": "54321",
            "payer_additional_id": "PLAN7",
            "payee_name": "RIVERSIDE FAMILY MEDICINE",
            "payee_npi": "1234567893",
            "payee_tax_id": "311234567",
        }
    ]


def test_a_claim_tells_all_that_stands_under_its_clp(rows: dict[str, list[Row]]) -> None:
    first, second = rows["claims"]

    assert first == {
        "transaction_set_number": 1,
        "claim_number": 1,
        "segment_number": 18,
        "patient_control_number": "PCN-1",
        "claim_status_code": "1",
        "charge_amount": "300",
        "paid_amount": "212.5",
        "patient_responsibility_amount": "50",
        "claim_filing_code": "MC",
        "payer_claim_control_number": "ICN-1",
        "facility_type_code": "11",
        "frequency_code": "1",
        "drg_code": "470",
        # Of Jane Doe, of who is insured and of the corrected name nothing else is kept.
        "patient_key": patient_key("DOE", "J"),
        "rendering_provider_name": "BRAVO, ROSE",
        "rendering_provider_id": "1987654320",
        "crossover_payer_name": "BEACON MUTUAL",
        "crossover_payer_id": "BCN1",
        "original_reference_number": "OLD-ICN",
        "contract_class": "GOLD",
        "prior_authorization_number": "AUTH-3",
        "statement_from_date": "20260901",
        "statement_to_date": "20260903",
        "received_date": "20260910",
        "coverage_expiration_date": "20261231",
        "coverage_amount": "250",
        "interest_amount": "1.75",
    }
    assert second == {
        "transaction_set_number": 1,
        "claim_number": 2,
        "segment_number": 56,
        "patient_control_number": "PCN-2",
        "claim_status_code": "4",
        "charge_amount": "120",
        "paid_amount": "0",
        "claim_filing_code": "12",
        "payer_claim_control_number": "ICN-2",
        "patient_key": patient_key("OHA", "M"),  # O'HARA, MARY
    }


def test_a_line_tells_what_was_paid_and_what_had_been_submitted(rows: dict[str, list[Row]]) -> None:
    first, second = rows["lines"]

    assert first == {
        "transaction_set_number": 1,
        "claim_number": 1,
        "service_line_number": 1,
        "segment_number": 40,
        "procedure_qualifier": "HC",
        "procedure_code": "99214",
        "modifier_1": "25",
        "modifier_2": "95",
        "modifier_3": "GT",
        "modifier_4": "59",
        "charge_amount": "200",
        "paid_amount": "150",
        "revenue_code": "0510",
        "paid_units": "1",
        "submitted_procedure_qualifier": "HC",
        "submitted_procedure_code": "99215",
        "submitted_modifier_1": "25",
        "submitted_modifier_2": "57",
        "submitted_modifier_3": "XS",
        "submitted_modifier_4": "XU",
        "original_units": "2",
        "service_from_date": "20260901",
        "service_to_date": "20260902",
        "line_control_number": "LCN-1",
        "rendering_provider_id": "1112223334",
        "healthcare_policy_id": "POLICY-4",
        "allowed_amount": "190",
    }
    assert second == {
        "transaction_set_number": 1,
        "claim_number": 1,
        "service_line_number": 2,
        "segment_number": 51,
        "procedure_qualifier": "NU",
        "procedure_code": "0450",
        "charge_amount": "100",
        "paid_amount": "72",
        "paid_units": "1",
        "service_from_date": "20260903",
    }


def test_every_triplet_of_a_cas_is_an_adjustment_of_its_claim_or_line(
    rows: dict[str, list[Row]],
) -> None:
    keys = (
        "claim_number", "service_line_number", "segment_number", "adjustment_number",
        "group_code", "carc_code", "amount", "quantity",
    )  # fmt: skip

    assert [tuple(row.get(key) for key in keys) for row in rows["adjustments"]] == [
        (1, 0, 19, 1, "CO", "45", "10", "1"),
        (1, 0, 19, 2, "CO", "253", "2.5", None),
        (1, 0, 19, 3, "CO", "131", "-3", "2"),
        (1, 0, 20, 1, "OA", "23", "4", None),
        (1, 0, 20, 2, "OA", "94", "-4", None),
        (1, 0, 20, 3, "OA", "A7", "1", "1"),
        (1, 0, 20, 4, "OA", "B11", "2", None),
        (1, 0, 20, 5, "OA", "209", "3", "3"),
        (1, 0, 20, 6, "OA", "P5", "-6", None),
        (1, 1, 43, 1, "PR", "1", "20", None),
        (1, 1, 43, 2, "PR", "2", "20", None),
        (1, 1, 44, 1, "CO", "45", "10", None),
        (1, 2, 53, 1, "PR", "3", "10", None),
        (1, 2, 54, 1, "CO", "97", "18", None),
        (1, 2, 54, 2, "CO", "45", "0", None),
        (2, 0, 58, 1, "CO", "31", "120", None),
    ]


def test_remarks_are_told_by_lq_moa_and_mia(rows: dict[str, list[Row]]) -> None:
    keys = (
        "service_line_number", "segment_number", "remark_number", "source", "qualifier",
        "remark_code",
    )  # fmt: skip

    assert {row["claim_number"] for row in rows["remarks"]} == {1}
    assert [tuple(row.get(key) for key in keys) for row in rows["remarks"]] == [
        (0, 26, 1, "MIA", None, "MA01"),
        (0, 26, 2, "MIA", None, "N1"),
        (0, 26, 3, "MIA", None, "N2"),
        (0, 26, 4, "MIA", None, "N3"),
        (0, 26, 5, "MIA", None, "N4"),
        (0, 27, 1, "MOA", None, "MA13"),
        (0, 27, 2, "MOA", None, "MA130"),
        (0, 27, 3, "MOA", None, "N30"),
        (0, 27, 4, "MOA", None, "N45"),
        (0, 27, 5, "MOA", None, "M16"),
        (1, 49, 1, "LQ", "HE", "N130"),
        (1, 50, 1, "LQ", "HE", "M15"),
    ]


def test_every_pair_of_a_plb_is_a_provider_adjustment(rows: dict[str, list[Row]]) -> None:
    keys = (
        "segment_number", "adjustment_number", "provider_id", "fiscal_date", "reason_code",
        "reference_id", "amount",
    )  # fmt: skip

    assert [tuple(row.get(key) for key in keys) for row in rows["provider_adjustments"]] == [
        (59, 1, "1234567893", "20261231", "WO", "ICN-0", "-100"),
        (59, 2, "1234567893", "20261231", "L6", None, "-1.75"),
        (59, 3, "1234567893", "20261231", "72", "REF-2", "1.75"),
        (60, 1, "1987654320", "20261231", "FB", "CARRY", "0"),
    ]


def test_nothing_stands_astray(rows: dict[str, list[Row]]) -> None:
    assert rows["stray_lines"] == []
