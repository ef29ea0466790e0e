"""What is shown of an extract while it is mapped tells no patient."""

from __future__ import annotations

import pytest

from analytics.intake.column_maps import ColumnMap, guess_column_map
from analytics.intake.column_samples import shown_headers, shown_values


def test_headers_are_shown_where_enough_of_them_are_known() -> None:
    # Acct, Payer and Paid are known: 3 of 5.
    headers = ["Acct", "Payer", "Paid", "Zone", "Agent"]
    assert shown_headers(headers) == headers


def test_headers_of_a_system_we_do_not_know_are_shown_to_be_mapped() -> None:
    headers = ["Konto", "Soll", "Haben", "Warum", "Dx 12"]
    assert shown_headers(headers) == headers


@pytest.mark.parametrize("word", ["M2", "Paid", "nothing we know"])
def test_the_first_patient_of_a_file_without_headers_is_not_shown(word: str) -> None:
    shown = shown_headers(["DOE, JANE", "1980-02-03", "W123456789", word])
    assert shown[:3] == [
        "Column 1 (7 letters, 2 other signs)",
        "Column 2 (8 digits, 2 other signs)",
        "Column 3 (1 letter, 9 digits)",
    ]


def test_two_known_words_among_many_are_no_headers() -> None:
    # Paid and M2 of 7 are less than a third.
    row = ["DOE", "JANE", "1980-02-03", "Paid", "M2", "W123456789", "called"]
    assert not {"DOE", "JANE", "1980-02-03"} & set(shown_headers(row))


COLUMNS = {
    "patient_control_number": "Acct",
    "payer_name": "Payer",
    "service_from_date": "DOS",
    "procedure_code": "CPT",
    "modifiers": "Mod",
    "charge_amount": "Charge",
    "reason_codes": "Codes",
    "remark_codes": "Remarks",
    "diagnosis_code_1": "Dx 1",
    "patient_name": "Patient",
    "patient_member_id": "Member ID",
}
GOOD = {
    "Acct": ["A-17", "20391"],
    "Payer": ["AETNA BETTER HEALTH"],
    "DOS": ["2026-09-01", "9/1/26", "09/01/2026", "20260901"],
    "CPT": ["99213", "G0151", "HC:99213:25"],
    "Mod": ["25", "25 59"],
    "Charge": ["120", "$1,200.50", "(30.00)", "-5"],
    "Codes": ["CO-97", "CO45, PR1", "16"],
    "Remarks": ["N20", "MA130 M15"],
    "Dx 1": ["J45.909", "E119"],
}
BAD = {
    "Acct": ["DOE JANE", "JANE"],
    "DOS": ["JANE", "123-45-6789", "99213"],
    "CPT": ["DOE JANE", "123-45-6789", "W123456789"],
    "Mod": ["JANE", "DOE J"],
    "Charge": ["DOE JANE", "1980-02-03", "123-45-6789", "12 JANE"],
    "Codes": ["DOE JANE", "CO-97 Jane Doe called", "1980-02-03"],
    "Remarks": ["N20 for Jane", "DOE"],
    "Dx 1": ["Jane has asthma", "1980-02-03"],
    "Patient": ["DOE JANE", "25", "99213"],
    "Member ID": ["W123456789", "120"],
    "Notes": ["120", "CO-97", "called Jane"],
}


def shown(header: str, value: str) -> str:
    """What is shown of one value below a header."""
    (told,) = shown_values([header], [[value]], ColumnMap("remittance", COLUMNS))
    return told


@pytest.mark.parametrize(("header", "value"), [(h, v) for h, all_ in GOOD.items() for v in all_])
def test_a_value_of_the_form_of_its_column_is_shown(header: str, value: str) -> None:
    assert shown(header, value) == value


@pytest.mark.parametrize(("header", "value"), [(h, v) for h, all_ in BAD.items() for v in all_])
def test_of_any_other_value_the_shape_is_told(header: str, value: str) -> None:
    told = shown(header, value)
    assert told.startswith("(") and told.endswith(")")
    assert not any(word in told for word in value.split())


def test_values_stand_below_their_headers_the_first_four_of_each() -> None:
    headers = ["Acct", "Patient", "Charge"]
    rows = [[f"A{n}", f"JANE {n}", str(n)] for n in range(1, 7)] + [["A7"]]
    assert shown_values(headers, rows, guess_column_map(headers, rows)) == [
        "A1 · A2 · A3 · A4",
        " · ".join(["(4 letters, 1 digit, 1 other sign)"] * 4),
        "1 · 2 · 3 · 4",
    ]
