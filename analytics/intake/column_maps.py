"""Column maps: which header of an extract holds which of our columns.

A map is guessed from the headers (synonyms, then near misses) and from sample values, shown to a
person, corrected, and saved as a profile. Every guess is one to one: no header serves two columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from rapidfuzz import fuzz

from analytics.intake.column_words import Synonym, plain_words, synonyms
from analytics.intake.shapes import headers_in_words

ExtractKind = Literal["remittance", "claim"]

# Scores of a header for a column. A near miss counts less than any exact synonym.
SURE, MAYBE, NEAR = 100.0, 80.0, 60.0
NEAR_ENOUGH = 88  # of 100, by rapidfuzz's ratio of the words in alphabetical order
# Values that look right lift a guess a little; values that look wrong sink all but a sure one.
LOOKS_RIGHT, LOOKS_WRONG = 5.0, -30.0
LOWEST_SCORE = 60.0

# Two headers that differ in one of these are never near misses of each other.
_TELLING_WORDS = {
    "amount", "code", "count", "date", "description", "first", "from", "group", "id", "last",
    "name", "number", "patient", "payer", "primary", "secondary", "tertiary", "remark", "to",
    "type", "total", "units",
}  # fmt: skip
_AMOUNT = re.compile(r"^[-(]?\s*\$?\s*[-(]?[\d,]*\.?\d+\s*[-)]?$")
_DATE = re.compile(
    r"^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(19|20)\d{6}|\d{1,2}[- ]\w{3,9}[- ]\d{2,4}"
    r"|\w{3,9} \d{1,2},? \d{4})\b"
)
_REASON = re.compile(r"^(CO|PR|OA|PI|CR)?[\s*:-]*(\d{1,3}|[ABDPWY]\d{1,2})(?![\d.])(\W.*)?$", re.S)
_MODIFIER = re.compile(r"^[A-Z0-9]{2}([\s,;:/|-]+[A-Z0-9]{2})*$")
_SHAPES = {
    "procedure_code": re.compile(r"^([A-Z]{2}[:*>])?[A-Z0-9]\d{3}[A-Z0-9](\.0)?([\s:*,-].*)?$"),
    "modifiers": _MODIFIER,
    "modifier": _MODIFIER,
    "reason_codes": _REASON,
    "reason_code": _REASON,
    "group_code": re.compile(r"^(CO|PR|OA|PI|CR)([\s,;|/]+(CO|PR|OA|PI|CR))*$"),
    "adjustment_amounts": re.compile(r"^[-($\s]*\d[\d.,;|\s$()-]*$"),
    "remark_codes": re.compile(r"^(MA|M|N)\d{1,4}\b.*$", re.S),
    "provider_npi": re.compile(r"^[12]\d{9}$"),
    "billing_provider_npi": re.compile(r"^[12]\d{9}$"),
    "facility_type_code": re.compile(r"^\d{1,2}$"),
    "bill_type_code": re.compile(r"^0?\d{2}[0-9A-Z]$"),
    "payer_sequence_code": re.compile(r"^([PST]|[123]|PRIM|SEC|TERT)"),
    "units": re.compile(r"^-?\d{1,5}(\.\d+)?$"),
    "service_line_number": re.compile(r"^\d{1,3}$"),
}
_REMITTANCE_COLUMNS = {
    synonym.column.rstrip("_123456") for synonym in synonyms() if synonym.kind == "remittance"
}


@dataclass(frozen=True)
class ColumnMap:
    """What an extract holds, and the header of each of our columns that it has."""

    kind: ExtractKind
    columns: Mapping[str, str] = field(default_factory=dict)


def guess_column_map(headers: Sequence[str], sample_rows: Sequence[Sequence[str]]) -> ColumnMap:
    """The likeliest map: a remittance if any header tells what a payer answered, else a claim."""
    columns = _best_columns(headers, sample_rows, "remittance")
    if any(column.rstrip("_123456") in _REMITTANCE_COLUMNS for column in columns):
        return ColumnMap("remittance", columns)
    return ColumnMap("claim", _best_columns(headers, sample_rows, "claim"))


def fault_of(column_map: ColumnMap, headers: Sequence[str]) -> str | None:
    """Why an extract cannot be used through this map, in one sentence; None if it can.

    A remittance needs the patient control number and something the payer said about it: a charge,
    a payment, a denied amount or reasons. A claim needs the number and a charge or a procedure.
    """
    found = set(column_map.columns)
    found_headers = headers_in_words(headers, recognised_count(headers))
    strangers = [header for header in column_map.columns.values() if header not in headers]
    if strangers:
        return f"The column map names “{strangers[0]}”, but the columns are: {found_headers}."
    if column_map.kind == "remittance":
        money = {"charge_amount", "paid_amount", "denied_amount", "reason_codes", "reason_code_1"}
        needed = "a charge, paid or denied amount or reason codes"
    else:
        money, needed = {"charge_amount", "procedure_code"}, "a charge amount or procedure code"
    if "patient_control_number" in found and money & found:
        return None
    return (
        f"No usable columns: looked for a patient account or claim number and {needed}, "
        f"found: {found_headers}."
    )


def recognised_count(headers: Sequence[str]) -> int:
    """How many of these cells are headers we know exactly: tells a header row from any other."""
    return len({words for cell in headers if (words := _known_words(cell)) in _all_words()})


def _best_columns(
    headers: Sequence[str], sample_rows: Sequence[Sequence[str]], kind: ExtractKind
) -> dict[str, str]:
    """One header per column and one column per header, best score first."""
    candidates = []
    known = [synonym for synonym in synonyms() if synonym.kind in ("both", kind)]
    for position, header in enumerate(headers):
        words = _known_words(header)
        values = [row[position].strip().upper() for row in sample_rows if position < len(row)]
        values = [value for value in values if value]
        for synonym in known if words else []:
            score = _likeness(words, synonym) + _value_bonus(synonym.column, values)
            if score >= LOWEST_SCORE:
                candidates.append((-score, synonym.rank, position, synonym.column, header))
    columns: dict[str, str] = {}
    for _, _, _, column, header in sorted(candidates):
        if column not in columns and header not in columns.values():
            columns[column] = header
    return columns


@cache
def _all_words() -> frozenset[str]:
    """The words of every synonym."""
    return frozenset(synonym.words for synonym in synonyms())


@cache
def _known_words(header: str) -> str:
    """The words of a header; a repeated "Code (2)" is "Code" unless it is known as it is."""
    words = plain_words(header)
    bare = plain_words(re.sub(r" \(\d+\)$", "", header))
    return bare if words not in _all_words() and bare in _all_words() else words


def _likeness(words: str, synonym: Synonym) -> float:
    """How well a header's words fit a synonym; 0 if not at all."""
    if words == synonym.words:
        return SURE if synonym.is_sure else MAYBE
    if not synonym.is_sure or len(words) < 6 or not _may_mean(words, synonym.words):
        return 0.0
    ratio = fuzz.token_sort_ratio(words, synonym.words, score_cutoff=NEAR_ENOUGH)
    return NEAR + (ratio - NEAR_ENOUGH) / 10 if ratio else 0.0


def _may_mean(words: str, synonym_words: str) -> bool:
    """Whether a header has no telling word, and no other number, than the synonym has."""
    header, synonym = set(words.split()), set(synonym_words.split())
    differing = {word for word in header ^ synonym if word.isdigit()}
    return not differing and (header & _TELLING_WORDS) <= synonym


def _value_bonus(column: str, values: list[str]) -> float:
    """What the sample values say for or against this column; 0 if nothing."""
    shape = _SHAPES.get(column) or _SHAPES.get(re.sub(r"_\d$", "", column))
    if column.endswith("_amount"):
        shape = _AMOUNT
    elif column.endswith("_date"):
        shape = _DATE
    if shape is None or not values:
        if column.endswith("_name") and values and all(value.isdigit() for value in values):
            return LOOKS_WRONG
        return 0.0
    share = sum(1 for value in values if shape.match(value)) / len(values)
    return LOOKS_RIGHT if share >= 0.8 else LOOKS_WRONG if share <= 0.2 else 0.0
