"""What is shown of an extract while its columns are mapped: enough to know them by, and no patient.

Rows may be shifted, headers may be missing and any column may hold names, so a value is shown only
in a column that we keep, and only if it is of that column's closed form; of any other its shape is
told. What a payer is called is shown: it is kept as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.intake.column_maps import ColumnMap, is_known_header
from analytics.intake.shapes import shape_of

SHOWN_VALUES = 4
_DIGITS = re.compile(r"\d\D*\d\D*\d")
_REASON = r"(CO|PR|OA|PI|CR)?[\s*:/-]*(\d{1,3}|[ABDPWY]\d{1,2})"
_REMARK = r"(MA|M|N)\d{1,4}"
_GROUP = r"(CO|PR|OA|PI|CR)"
_DIAGNOSIS = r"[A-Z]\d[A-Z0-9](\.?[A-Z0-9]{1,4})?"
_AMOUNT = r"[-(]?\s*\$?\s*[-(]?[\d,]{1,12}(\.\d{1,4})?\s*[-)]?"
_YEAR, _MONTH, _DAY = r"(19|20)\d\d", r"(0?[1-9]|1[0-2])", r"(0?[1-9]|[12]\d|3[01])"
_MONTH_NAME = r"(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}"
_DATE = (
    rf"({_YEAR}[-/.]?{_MONTH}[-/.]?{_DAY}|{_MONTH}[-/.]{_DAY}[-/.](\d\d|{_YEAR})"
    rf"|{_DAY}[- ]{_MONTH_NAME}[- ](\d\d|{_YEAR})|{_MONTH_NAME} {_DAY},? {_YEAR}|4\d{{4}}(\.\d+)?)"
    r"([T ]\d\d:\d\d(:\d\d(\.\d+)?)?( [AP]M)?)?"
)
_NUMBER = r"(?=.*\d)[A-Z0-9./-]{1,20}"


def _listed(code: str) -> str:
    """One code of a kind or several, with what stands between them."""
    return rf"{code}([\s,;:/|]+{code})*"


# Column, or how its name ends → the form of values that are shown.
_FORMS = {
    "_amount": _AMOUNT,
    "_date": _DATE,
    "_npi": r"[12]\d{9}",
    "adjustment_amounts": _listed(_AMOUNT),
    "payer_id": _NUMBER,
    "trace_number": _NUMBER,
    "patient_control_number": _NUMBER,
    "payer_claim_control_number": _NUMBER,
    "procedure_code": r"([A-Z]{2}[:*>])?[A-Z0-9]\d{3}[A-Z0-9](\.0)?([\s:*,-]+[A-Z0-9]{2})*",
    "modifiers": _listed("[A-Z0-9]{2}"),
    "modifier": "[A-Z0-9]{2}",
    "reason_codes": _listed(_REASON),
    "reason_code": _REASON,
    "group_code": _listed(_GROUP),
    "remark_codes": _listed(_REMARK),
    "remark_code": _listed(_REMARK),
    "diagnosis_codes": _listed(_DIAGNOSIS),
    "diagnosis_code": _DIAGNOSIS,
    "claim_status_code": r"\d{1,2}",
    "claim_filing_code": r"[A-Z0-9]{2}",
    "facility_type_code": r"\d{1,2}",
    "frequency_code": r"\d",
    "bill_type_code": r"0?\d{2}[0-9A-Z]",
    "revenue_code": r"\d{3,4}",
    "payer_sequence_code": r"[PST123]|PRIMARY|SECONDARY|TERTIARY",
    "units": r"-?\d{1,5}(\.\d+)?",
    "service_line_number": r"\d{1,3}",
    "denial_flag": r"[YNTFX01]|YES|NO|TRUE|FALSE|DENIED|PAID|REJECTED|PARTIAL",
    "payer_name": r".*",
}
_COMPILED = {name: re.compile(form, re.IGNORECASE | re.DOTALL) for name, form in _FORMS.items()}


def shown_headers(headers: Sequence[str]) -> list[str]:
    """The headers, or the shapes of those we do not know where they may be a first patient.

    A file without headers begins with a patient, of whom a word or two may be a header elsewhere
    ("M2", "Paid"): so two and a third of all have to be known. Headers of a system we do not know
    are words: where any has three digits, as dates, ids and amounts have, they are values.
    """
    known = [is_known_header(header) for header in headers]
    is_enough = sum(known) >= 2 and 3 * sum(known) >= len(headers)
    if is_enough or not any(_DIGITS.search(header) for header in headers):
        return list(headers)
    return [
        header if is_known else f"Column {at} ({shape_of(header)})"
        for at, (header, is_known) in enumerate(zip(headers, known, strict=True), start=1)
    ]


def shown_values(
    headers: Sequence[str], sample_rows: Sequence[Sequence[str]], column_map: ColumnMap
) -> list[str]:
    """The first values below each header, or their shapes."""
    ours = {header: column for column, header in column_map.columns.items()}
    told = []
    for at, header in enumerate(headers):
        form = _form_of(ours.get(header, ""))
        values = [row[at] for row in sample_rows[:SHOWN_VALUES] if at < len(row) and row[at]]
        told.append(
            " · ".join(
                value if form and form.fullmatch(value.strip()) else f"({shape_of(value)})"
                for value in values
            )
        )
    return told


def _form_of(column: str) -> re.Pattern[str] | None:
    """The form of values of a column that may be shown; None where none may."""
    column = re.sub(r"_\d+$", "", column)
    ending = f"_{column.rpartition('_')[2]}"
    return _COMPILED.get(column) or _COMPILED.get(ending)
