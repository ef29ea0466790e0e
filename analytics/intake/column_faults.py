"""Why an extract cannot be used through a column map, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.intake.column_maps import ColumnMap, is_known_header
from analytics.intake.column_words import plain_words

# What an extract must tell beside the number of a claim, and what we say where it is missing.
_NEEDED_AMOUNTS = {
    "remittance": {"charge_amount", "paid_amount", "denied_amount", "reason_codes"},
    "claim": {"charge_amount", "procedure_code"},
}
_WANTED = (
    (("patient_control_number",), "patient account or claim number"),
    (("charge_amount",), "charge"),
    (("paid_amount", "denied_amount"), "paid or denied amount"),
    (("procedure_code",), "procedure code"),
    (("reason_codes",), "reason codes"),
)
_LINE_AMOUNT = re.compile(r"\b(charge|billed|paid|payment|allowed|alowd|fee)\b")
_OTHER = re.compile(r"\b(adjustment|reason|carc|cas|group|modifier|diagnosis|icd|remark|date)\b")


def fault_of(column_map: ColumnMap, headers: Sequence[str]) -> str | None:
    """Why an extract cannot be used through this map, in one sentence; None if it can.

    A remittance needs the patient control number and something the payer said about it: a charge,
    a payment, a denied amount or reasons. A claim needs the number and a charge or a procedure.
    Headers we do not know are counted, never quoted: a file without headers begins with a patient.
    """
    found = {column.removesuffix("_1") for column in column_map.columns}
    found |= {"reason_codes"} if "reason_code" in found else set()
    strangers = [header for header in column_map.columns.values() if header not in headers]
    if strangers:
        return f"The column map names “{strangers[0]}”, and the file has {_in_words(headers)}."
    if series := lines_side_by_side(headers):
        if column_map.columns.get("procedure_code", series[0]) in series:
            return (
                "The lines of a claim are next to each other in columns "
                f"({series[0]} to {series[-1]}); export the file with one row per line."
            )
    needed = _NEEDED_AMOUNTS[column_map.kind]
    if "patient_control_number" in found and needed & found:
        return None
    missing = [words for columns, words in _WANTED if not set(columns) & found]
    lacking = f"{', '.join(missing[:-1])} and {missing[-1]}" if missing[1:] else missing[0]
    return f"No usable columns: {lacking} missing; the file has {_in_words(headers)}."


def lines_side_by_side(headers: Sequence[str]) -> list[str]:
    """The numbered procedure headers of a file that has the lines of a claim in columns, else none.

    Procedures alone may be those of a stay (ICD): amounts numbered alike, or CPT and HCPCS codes,
    tell lines.
    """
    numbered: dict[str, list[str]] = {}
    for header in headers:
        words = plain_words(header)
        if match := re.fullmatch(r"(.*\D) ?(\d{1,2})( [a-z ]+)?", words):
            numbered.setdefault(match[1].strip() + (match[3] or ""), []).append(header)
    series = {words: found for words, found in numbered.items() if len(found) > 1}
    has_amounts = any(_LINE_AMOUNT.search(words) and not _OTHER.search(words) for words in series)
    for words, found in series.items():
        is_line_code = re.search(r"\b(cpt|hcpcs)\b", words)
        if is_line_code or (has_amounts and re.search(r"\bprocedure\b", words)):
            if not _OTHER.search(words):
                return found
    return []


def _in_words(headers: Sequence[str]) -> str:
    """The headers that we know by name, and how many others there are."""
    known = [header for header in headers if is_known_header(header)]
    others = len(headers) - len(known)
    if not known:
        return f"{others} columns, none under a header we know"
    listed = ", ".join(known[:20]) + (", …" if len(known) > 20 else "")
    columns = "column" if others == 1 else "columns"
    return f"{listed} and {others} other {columns}" if others else listed
