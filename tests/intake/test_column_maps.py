"""Which header means which column."""

from __future__ import annotations

import pytest

from analytics.intake.column_faults import fault_of
from analytics.intake.column_maps import ColumnMap, guess_column_map, recognized_count
from analytics.intake.column_words import canonical_columns, plain_words, synonyms


def guessed(headers: str, *rows: str) -> dict[str, str]:
    """The guessed columns for bar-separated headers and sample rows."""
    return dict(guess_column_map(headers.split("|"), [row.split("|") for row in rows]).columns)


def test_the_headers_of_a_billing_export_are_understood():
    headers = "Pt Acct #|Payor|DOS|CPT|Mod 1|Mod 2|Adj Codes|Billed Amt|Paid Amt|Check #|EOB Date"

    assert guessed(headers) == {
        "patient_control_number": "Pt Acct #",
        "payer_name": "Payor",
        "service_from_date": "DOS",
        "procedure_code": "CPT",
        "modifier_1": "Mod 1",
        "modifier_2": "Mod 2",
        "reason_codes": "Adj Codes",
        "charge_amount": "Billed Amt",
        "paid_amount": "Paid Amt",
        "trace_number": "Check #",
        "remit_date": "EOB Date",
    }


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Svc Date", "service_from_date"),
        ("HCPCS", "procedure_code"),
        ("M1", "modifier_1"),
        ("Ins", "payer_name"),
        ("Carrier", "payer_name"),
        ("Reason Code", "reason_codes"),
        ("CARC", "reason_codes"),
        ("RARC", "remark_codes"),
        ("Adj Amt", "adjustment_amounts"),
        ("Acct #", "patient_control_number"),
        ("Claim #", "patient_control_number"),
        ("EFT", "trace_number"),
        ("Billed", "charge_amount"),
        ("POS", "facility_type_code"),
        ("ICN", "payer_claim_control_number"),
        ("Rendering", "provider_name"),
        ("Co-Ins", "coinsurance_amount"),
        ("Co-pay", "copay_amount"),
        ("Deduct", "deductible_amount"),
        ("Paid $", "paid_amount"),
        ("W/O", "contractual_amount"),
        ("W/O Amt", "contractual_amount"),
        ("Contractual W/O", "contractual_amount"),
        ("PatientControlNumber", "patient_control_number"),
        ("adj_reason_code_2", "reason_code_2"),
        ("Adj Amt 2", "adjustment_amount_2"),
        ("Group Code 1", "group_code_1"),
    ],
)
def test_a_word_of_the_field_names_its_column(header: str, column: str):
    assert guessed(header) == {column: header}


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Acount Number", "patient_control_number"),
        ("Procedur Code", "procedure_code"),
        ("Paidd Amount", "paid_amount"),
        ("Serivce Date", "service_from_date"),
    ],
)
def test_a_misspelled_header_is_still_found(header: str, column: str):
    assert guessed(header) == {column: header}


@pytest.mark.parametrize("header", ["foo", "Payer Fax", "Check Memo", "Reason Code Description"])
def test_a_header_that_means_nothing_to_us_is_left_alone(header: str):
    assert guessed(header) == {}


def test_values_decide_what_code_means():
    columns = guessed("Claim #|Code|Code (2)", "C1|99213|CO-45", "C2|97110|CO-97 N19")

    assert columns["procedure_code"] == "Code"
    assert columns["reason_codes"] == "Code (2)"


def test_values_tell_reasons_from_remarks():
    """Many systems head the column of reasons "Remark"."""
    assert guessed("Claim #|Remark", "C1|CO-45", "C2|CO-97 N19")["reason_codes"] == "Remark"
    assert guessed("Claim #|Remark", "C1|N19", "C2|MA130")["remark_codes"] == "Remark"
    assert guessed("Claim #|CARC|Remark", "C1|45|N19", "C2|97|") == {
        "patient_control_number": "Claim #",
        "reason_codes": "CARC",
        "remark_codes": "Remark",
    }


def test_values_tell_a_provider_number_from_a_provider_name():
    assert guessed("Provider", "1234567893") == {"provider_npi": "Provider"}
    assert guessed("Provider", "Ada Reyes MD") == {"provider_name": "Provider"}


def test_a_claim_number_beside_an_account_number_is_the_payers():
    assert guessed("Acct #|Claim #|CARC") == {
        "patient_control_number": "Acct #",
        "payer_claim_control_number": "Claim #",
        "reason_codes": "CARC",
    }


def test_no_header_serves_two_columns_and_no_column_has_two_headers():
    columns = guessed("Paid|Paid Amt|Payment|Ins Paid|Billed|Charges|DOS|Svc Date|Claim #|Claim ID")

    assert len(set(columns.values())) == len(columns)


def test_an_extract_that_tells_no_answer_of_a_payer_is_a_claim_extract():
    headers = ["Claim ID", "Payer", "DOS", "CPT", "Dx 1", "Billed Amount", "Submission Date"]

    column_map = guess_column_map(headers, [])

    assert column_map.kind == "claim"
    assert column_map.columns["diagnosis_code_1"] == "Dx 1"


def test_a_map_without_a_claim_number_is_refused_with_what_was_found():
    fault = fault_of(ColumnMap("remittance", {"paid_amount": "Paid"}), ["Paid", "Colour"])

    assert fault == (
        "No usable columns: patient account or claim number, charge, procedure code and reason "
        "codes missing; the file has Paid and 1 other column."
    )


def test_a_map_that_names_a_missing_header_is_refused():
    column_map = ColumnMap("remittance", {"patient_control_number": "Acct", "paid_amount": "Paid"})

    assert "“Paid”" in (fault_of(column_map, ["Acct", "Paid Amt"]) or "")


def test_an_account_and_reasons_are_enough_for_a_remittance():
    columns = {"patient_control_number": "Acct", "reason_codes": "CARC"}

    assert fault_of(ColumnMap("remittance", columns), ["Acct", "CARC"]) is None


def test_a_row_of_data_has_no_known_headers():
    assert recognized_count(["A1", "Aetna", "10/01/2026", "99213"]) == 0
    assert recognized_count(["Acct", "Payer", "DOS", "CPT"]) == 4


def test_every_column_may_be_named_by_its_own_name():
    own_names = {synonym.words for synonym in synonyms() if synonym.is_sure}

    assert [name for name in canonical_columns() if plain_words(name) not in own_names] == []


def test_no_sure_synonym_names_two_columns():
    sure: dict[str, set[str]] = {}
    for synonym in synonyms():
        if synonym.is_sure:
            sure.setdefault(synonym.words, set()).add(synonym.column)

    assert {words: columns for words, columns in sure.items() if len(columns) > 1} == {}


def test_the_number_that_tells_a_visit_is_the_control_number_and_the_account_is_not():
    # One account with two claims; both numbers are the practice's own.
    columns = guessed(
        "PATIENT_ACCOUNT|CLAIM_NO|REJECT_AMOUNT|PAYMENT_SOURCE|PROCEDURECODE",
        "ACC1|55501|100.00|CEDAR|99213",
        "ACC1|55502|60.00|CEDAR|71046",
    )

    assert columns == {
        "patient_control_number": "CLAIM_NO",
        "denied_amount": "REJECT_AMOUNT",
        "payer_name": "PAYMENT_SOURCE",
        "procedure_code": "PROCEDURECODE",
    }


def test_a_long_claim_number_beside_an_account_is_the_payers():
    columns = guessed("Acct #|Claim #|CARC", "P1|2026015123456789|16", "P1|2026015123456790|97")

    assert columns["patient_control_number"] == "Acct #"
    assert columns["payer_claim_control_number"] == "Claim #"


def test_a_number_that_several_accounts_share_is_no_claim_number():
    columns = guessed("Acct #|Claim #|CARC", "P1|7|16", "P2|7|97")

    assert columns["patient_control_number"] == "Acct #"


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("DATEOFSERVICE", "service_from_date"),
        ("srvdate", "service_from_date"),
        ("CHGAMT", "charge_amount"),
        ("Pyr Nam", "payer_name"),
        ("Rndrng Prvdr", "provider_name"),
        ("CPT(R) Code", "procedure_code"),
        ("Carrier Name", "payer_name"),
        ("Msg Code 2", "reason_code_2"),
        ("RARC1", "remark_code_1"),
        ("Remark Code (2)", "remark_code_2"),
    ],
)
def test_headers_of_practice_systems_are_understood(header: str, column: str):
    assert guessed(header) == {column: header}


def test_codes_with_their_group_are_chosen_before_bare_ones():
    columns = guessed("Claim #|Reason Cd|CAGC/CARC", "C1|45,1|CO/45 PR/1")

    assert columns["reason_codes"] == "CAGC/CARC"


def test_values_tell_a_flag_from_a_denied_amount():
    assert guessed("Claim #|Denied", "1|Y", "2|N")["denial_flag"] == "Denied"
    assert guessed("Claim #|Denied", "1|1", "2|0")["denial_flag"] == "Denied"
    assert guessed("Claim #|Denied", "1|100", "2|0")["denied_amount"] == "Denied"


def test_a_percentage_is_no_amount():
    assert "paid_amount" not in guessed("Claim #|Paid %|CARC", "1|80%|45")


def test_a_date_that_most_rows_lack_is_not_that_of_the_answer():
    rows = [f"{n}|16||01/05/2026" for n in range(9)] + ["9||01/05/2026|01/05/2026"]

    assert guessed("Claim #|CARC|Check Date|Post Date", *rows)["remit_date"] == "Post Date"


def test_a_status_of_the_practice_makes_no_answers_of_billed_claims():
    headers = ["Claim #", "CPT", "Billed", "Status"]

    assert guess_column_map(headers, [["1", "99213", "9", "Billed"]]).kind == "claim"
    assert guess_column_map(headers, [["1", "99213", "9", "Denied"]]).kind == "remittance"


def test_lines_side_by_side_in_columns_are_refused_and_a_stay_with_procedures_is_not():
    wide = ["Claim ID", "HCPCS_CD_1", "HCPCS_CD_2", "LINE_NCH_PMT_AMT_1", "LINE_NCH_PMT_AMT_2"]
    stay = ["Claim ID", "Procedure 1", "Procedure 2", "Total Charge"]

    fault = fault_of(guess_column_map(wide, []), wide)
    assert fault == (
        "The lines of a claim are next to each other in columns (HCPCS_CD_1 to HCPCS_CD_2); "
        "export the file with one row per line."
    )
    assert fault_of(guess_column_map(stay, []), stay) is None


def test_a_file_without_headers_is_refused_without_a_word_of_it():
    row = ["ZZPATIENT JANE", "1967-03-04", "ZZMEMBER9", "SSN 123-45-6789"]

    assert fault_of(guess_column_map(row, []), row) == (
        "No usable columns: patient account or claim number, charge, paid or denied amount, "
        "procedure code and reason codes missing; the file has 4 columns, none under a header we "
        "know."
    )
