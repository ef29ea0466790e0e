"""What was already loaded from another file: which claims are taken out again, and its words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from analytics import database
from analytics.database import Connection
from analytics.intake.envelopes import Finding
from analytics.load.reports import FileReport
from analytics.load.set_kinds import SET_KINDS
from analytics.vocabulary import Columns

if TYPE_CHECKING:
    import pandas as pd

_OF_OTHERS = ("repeated_billed_claims", "repeated_acknowledgments")
_REPEATED = ("repeated_claims", *_OF_OTHERS)
_STILL_REPEATED = ("claims_still_repeated",)


def take_out_repeated(connection: Connection, kinds: Collection[str]) -> dict[str, pd.DataFrame]:
    """Take the claims of the files in hand out already loaded; which those were, by file.

    `kinds` are those of the files in hand, as folders of queries/1_raw.

    Afterwards nothing of these files is a repetition by the rule that the standing check has.

    One row per file_id, transaction_set_number and claim_number (0 for a whole set), with how many
    claims the set has, whether they were billed, and the `repeat_kind`: told_before, repeated
    within its own remittance, or other_money, already loaded with other amounts.
    """
    # Where no remittances are alike, none has a claim of another, whatever is taken out.
    are_alike = _are_alike(connection, kinds)
    repeated = _taken_out(connection, kinds, _REPEATED if are_alike else _OF_OTHERS)
    while are_alike and (not repeated or _are_alike(connection, kinds)):
        more = _taken_out(connection, kinds, _STILL_REPEATED)
        if not more:
            break
        repeated += more
    if not repeated:
        return {}
    import pandas as pd

    return dict(list(pd.concat(repeated, ignore_index=True).groupby("file_id")))


def _taken_out(
    connection: Connection, kinds: Collection[str], questions: Collection[str]
) -> list[pd.DataFrame]:
    """The claims that questions found and that were taken out: in most loads none."""
    asked = {question: _columns_of(connection, kinds, question) for question in questions}
    found = {question: columns for question, columns in asked.items() if columns}
    if not found:
        return []
    import pandas as pd  # only here: it takes half a second to come

    frames = [
        pd.DataFrame({"repeat_kind": "told_before", "segment_number": None} | columns).assign(
            is_billed="billed" in question
        )
        for question, columns in found.items()
    ]
    claims = pd.concat(frames, ignore_index=True)
    database.forget_claims(connection, _to_forget(claims))
    return [claims]


def _are_alike(connection: Connection, kinds: Collection[str]) -> bool:
    """Whether a claim of the remittances in hand may be there twice: soon told, as it rarely is."""
    return _columns_of(connection, kinds, "alike_remittances") is not None


def _columns_of(connection: Connection, kinds: Collection[str], question: str) -> Columns | None:
    """The answer to a question about the files in hand; None where it has no row."""
    columns = database.about_claims(connection, question, kinds)
    return columns if columns and any(map(len, columns.values())) else None


def without_repeated(
    report: FileReport, repeated: pd.DataFrame
) -> tuple[FileReport, list[Finding]]:
    """The report of a file some of whose claims were already loaded in the same set."""
    word, words = _words_for(report.kind, bool(repeated.is_billed.all()))
    told = repeated.groupby("transaction_set_number").agg(
        told_count=("claim_number", "size"), claim_count=("claim_count", "max")
    )
    other = repeated[repeated.repeat_kind == "other_money"]
    is_all_told = (told.told_count >= told.claim_count).sum() == report.transaction_set_count
    if is_all_told and other.empty:
        what = f"Its {word} was" if len(told) == 1 else f"Its {len(told)} {words} were"
        message = f"{what} loaded before from another file; nothing was added."
        return replace(report, status="duplicate", message=message), []
    is_whole = repeated.claim_number == 0
    sets = repeated[is_whole]
    before = repeated[(repeated.repeat_kind == "told_before") & ~is_whole]
    within = repeated[repeated.repeat_kind == "repeated"]
    findings = [
        *_per_set(
            sets,
            "told_before",
            "a set not loaded before",
            f"This {word} was loaded before; it counts once.",
        ),
        *_per_set(
            before,
            "told_before",
            "claims not loaded before",
            f"Claims of this {word} were loaded before; they count once.",
        ),
        *_per_set(
            within,
            "repeated_claim",
            "each claim once",
            f"Claims are repeated in this {word}, equal to the cent; they count once.",
        ),
        *_of_other_money(other),
    ]
    sentences = (
        _count_sentence(sets, "loaded before, and counted once", word, words),
        _count_sentence(before, f"loaded before with the same {word}, and counted once"),
        _count_sentence(within, f"repeated within the {word}, and counted once"),
        _count_sentence(other, "loaded before with other amounts; the first is kept"),
    )
    return replace(report, message=" ".join(filter(None, sentences))), findings


def _per_set(claims: pd.DataFrame, code: str, expected: str, message: str) -> list[Finding]:
    """A finding for each set that has any of these claims, at the first of them if it is known."""
    per_set = claims.groupby("transaction_set_number").agg(
        told_count=("claim_number", "size"),
        claim_count=("claim_count", "max"),
        segment_number=("segment_number", "min"),
    )
    return [
        Finding(
            int(number),
            int(row.segment_number) if code == "repeated_claim" else None,
            code,
            f"{row.told_count:.0f} of {row.claim_count:.0f} claims"
            if row.claim_count
            else "the whole set",
            expected,
            message,
        )
        for number, row in per_set.iterrows()
    ]


def _of_other_money(claims: pd.DataFrame) -> list[Finding]:
    """A finding for each claim already loaded with other amounts, with both."""
    message = (
        "The claim was loaded before with this remittance and other amounts; the first is kept."
    )
    findings = []
    for row in claims.itertuples():
        found = f"charge {row.charge_amount}, paid {row.paid_amount}"
        expected = f"charge {row.earlier_charge_amount}, paid {row.earlier_paid_amount}"
        if found == expected:
            found += ", other lines or reasons"
        place = int(row.transaction_set_number), int(row.segment_number)
        findings.append(Finding(*place, "told_with_other_money", found, expected, message))
    return findings


def _count_sentence(
    repeated: pd.DataFrame, what: str, word: str = "claim", words: str = "claims"
) -> str:
    if repeated.empty:
        return ""
    if len(repeated) == 1:
        return f"1 {word} was {what}."
    return f"{len(repeated):,} {words} were {what}."


def _to_forget(repeated: pd.DataFrame) -> pd.DataFrame:
    """The claims already loaded; claim 0 where they are all of their transaction set."""
    sets = repeated.groupby(["file_id", "transaction_set_number"])
    told_count = sets.claim_number.transform("size")
    claims = repeated.claim_number.mask(told_count >= repeated.claim_count, 0)
    places = repeated.assign(claim_number=claims)
    return places[["file_id", "transaction_set_number", "claim_number"]].drop_duplicates()


def _words_for(kind: str, is_billed: bool) -> tuple[str, str]:
    """What the sets of a file are called, one and several, in an extract as in X12."""
    known = {(known.word, known.words) for known in SET_KINDS.values() if known.name in kind}
    if len(known) > 1:
        return "transaction set", "transaction sets"
    of_extract = SET_KINDS["837" if is_billed else "835"]
    return known.pop() if known else (of_extract.word, of_extract.words)
