"""Column maps: which header of an extract holds which of our columns.

A map is guessed from the headers (synonyms, then near misses) and from sample values, shown to a
person, corrected, and saved as a profile. Every guess is one to one: no header serves two columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import fuzz

from analytics.intake.column_values import is_practices_number, value_bonus
from analytics.intake.column_words import Synonym, plain_words, synonyms

ExtractKind = Literal["remittance", "claim"]

# Scores of a header for a column. A near miss counts less than any exact synonym.
SURE, MAYBE, NEAR = 100.0, 80.0, 60.0
NEAR_ENOUGH = 88  # of 100, by rapidfuzz's ratio of the words in alphabetical order
LOWEST_SCORE = 60.0

# Two headers that differ in one of these are never near misses of each other.
_TELLING_WORDS = {
    "amount", "code", "count", "date", "description", "first", "from", "group", "id", "last",
    "name", "number", "patient", "payer", "primary", "secondary", "tertiary", "remark", "to",
    "type", "total", "units",
}  # fmt: skip
_ACCOUNT = re.compile(r"\b(account|patient)\b(?!.*\bcontrol\b)")
_VISIT_WORDS = ("claim", "encounter", "visit", "invoice", "ticket")
# A status may be what the practice did with a claim; only its words tell.
_STATUSES = {"claim_status_code"}
_ANSWERED = re.compile(r"DEN[IY]|REJECT|PAID|ADJUDICAT|PROCESSED")
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
    values = [_values_of(place, sample_rows) for place in range(len(headers))]
    columns = _best_columns(headers, values, len(sample_rows), "remittance")
    if _tells_answers(headers, values, columns):
        return ColumnMap("remittance", _with_visit_number(headers, sample_rows, columns))
    columns = _best_columns(headers, values, len(sample_rows), "claim")
    return ColumnMap("claim", _with_visit_number(headers, sample_rows, columns))


def recognized_count(headers: Sequence[str]) -> int:
    """How many of these cells are headers we know exactly: tells a header row from any other."""
    return len({known_words(cell) for cell in headers if is_known_header(cell)})


def _values_of(place: int, sample_rows: Sequence[Sequence[str]]) -> list[str]:
    """The values of a column in capitals, empty ones left out."""
    values = [row[place].strip().upper() for row in sample_rows if place < len(row)]
    return [value for value in values if value]


def _tells_answers(
    headers: Sequence[str], values: Sequence[Sequence[str]], columns: Mapping[str, str]
) -> bool:
    """Whether an extract tells what payers answered; a status may be that of the practice."""
    telling = {column for column in columns if column.rstrip("_123456") in _REMITTANCE_COLUMNS}
    if telling - _STATUSES:
        return True
    said = [values[headers.index(columns[column])] for column in telling]
    return any(_ANSWERED.search(value) for column in said for value in column)


def _with_visit_number(
    headers: Sequence[str], sample_rows: Sequence[Sequence[str]], columns: dict[str, str]
) -> dict[str, str]:
    """The map with the number that tells a visit as the control number.

    An account has many visits: where a claim or encounter number stands beside it that is no
    payer's (those are long), and each belongs to one account, that is the number of the claim.
    """
    account = columns.get("patient_control_number")
    if account is None or not _ACCOUNT.search(known_words(account)):
        return columns
    sure = {column: header for column, header in columns.items() if header != account}
    sure.pop("payer_claim_control_number", None)
    for word in _VISIT_WORDS:
        for place, header in enumerate(headers):
            if known_words(header) not in _visit_synonyms(word) or header in sure.values():
                continue
            pairs = {
                (row[place].strip(), row[headers.index(account)].strip())
                for row in sample_rows
                if len(row) == len(headers) and row[place].strip()
            }
            numbers = [number for number, _ in pairs]
            if is_practices_number(numbers) and len(set(numbers)) == len(numbers):
                if columns.get("payer_claim_control_number") == header:
                    columns.pop("payer_claim_control_number")
                return columns | {"patient_control_number": header}
    return columns


def _best_columns(
    headers: Sequence[str], values: Sequence[list[str]], row_count: int, kind: ExtractKind
) -> dict[str, str]:
    """One header per column and one column per header, best score first."""
    candidates = []
    for position, header in enumerate(headers):
        for synonym, likeness in _likenesses(known_words(header)):
            if synonym.kind not in ("both", kind):
                continue
            score = likeness + value_bonus(synonym.column, values[position], row_count)
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
def _all_squeezed() -> frozenset[str]:
    """The words of every synonym without blanks."""
    return frozenset().union(*(synonym.squeezed for synonym in synonyms()))


@cache
def _visit_synonyms(word: str) -> frozenset[str]:
    """The words for a control number that begin with this word: claim number, claim id …"""
    return frozenset(
        synonym.words
        for synonym in synonyms()
        if synonym.column == "patient_control_number" and synonym.words.split()[0] == word
    )


def is_known_header(header: str) -> bool:
    """Whether a header is a synonym of some column, with or without its blanks."""
    words = known_words(header)
    return words in _all_words() or words.replace(" ", "") in _all_squeezed()


@cache
def known_words(header: str) -> str:
    """The words of a header; a repeated "Code (2)" is "Code" unless it is known as it is."""
    words = plain_words(header)
    bare = plain_words(re.sub(r" \(\d+\)$", "", header))
    return bare if words not in _all_words() and bare in _all_words() else words


@lru_cache(maxsize=4096)
def _likenesses(words: str) -> tuple[tuple[Synonym, float], ...]:
    """The synonyms that a header's words fit, and how well; a file is looked at several times."""
    if not words:
        return ()
    fits = [(synonym, _likeness(words, synonym)) for synonym in synonyms()]
    return tuple((synonym, likeness) for synonym, likeness in fits if likeness)


def _likeness(words: str, synonym: Synonym) -> float:
    """How well a header's words fit a synonym; 0 if not at all."""
    if words == synonym.words or words.replace(" ", "") in synonym.squeezed:
        return SURE if synonym.is_sure else MAYBE
    if not synonym.is_sure or len(words) < 6 or not _may_mean(words, synonym.words):
        return 0.0
    ratio = fuzz.token_sort_ratio(words, synonym.words, score_cutoff=NEAR_ENOUGH)
    return NEAR + (ratio - NEAR_ENOUGH) / 10 if ratio else 0.0


def _may_mean(words: str, synonym_words: str) -> bool:
    """Whether a header has no telling word, and no other number, than the synonym has."""
    header, header_numbers = _words_and_numbers(words)
    synonym, synonym_numbers = _words_and_numbers(synonym_words)
    return header_numbers == synonym_numbers and (header & _TELLING_WORDS) <= synonym


@lru_cache(maxsize=4096)
def _words_and_numbers(words: str) -> tuple[frozenset[str], frozenset[str]]:
    """Each word once, and those that are numbers."""
    each = frozenset(words.split())
    return each, frozenset(word for word in each if word.isdigit())
