"""What was told before in another file: which claims are taken out again, and how it is said."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics import database
from analytics.database import Connection
from analytics.intake.envelopes import Finding
from analytics.load.reports import FileReport
from analytics.load.set_kinds import SET_KINDS

_REPEATED = ("repeated_claims", "repeated_billed_claims", "repeated_acknowledgments")


def repeated_claims(connection: Connection) -> pd.DataFrame:
    """Claims of the files in hand told before in the same remittance, batch or acknowledgment.

    One row per file_id, transaction_set_number and claim_number (0 for a whole set), with how many
    claims the set has, and whether they were billed.
    """
    frames = [
        database.about_files(connection, question).assign(is_billed="billed" in question)
        for question in _REPEATED
    ]
    return pd.concat(frames, ignore_index=True)


def without_repeated(
    report: FileReport, repeated: pd.DataFrame
) -> tuple[FileReport, list[Finding]]:
    """The report of a file some of whose claims were told before in the same set."""
    word, words = _words_for(report.kind, bool(repeated.is_billed.all()))
    told = repeated.groupby("transaction_set_number").agg(
        told_count=("claim_number", "size"), claim_count=("claim_count", "max")
    )
    if (told.told_count >= told.claim_count).sum() == report.transaction_set_count:
        what = f"Its {word} was" if len(told) == 1 else f"Its {len(told)} {words} were"
        message = f"{what} loaded before from another file; nothing was added."
        return replace(report, status="duplicate", message=message), []
    findings = [
        Finding(
            int(number),
            None,
            "told_before",
            f"{row.told_count} of {row.claim_count} claims" if row.claim_count else "the whole set",
            "claims not loaded before",
            f"Claims of this {word} were loaded before; they count once.",
        )
        for number, row in told.iterrows()
    ]
    count = int(told.told_count.sum())
    claims = "1 claim was" if count == 1 else f"{count:,} claims were"
    message = f"{claims} loaded before with the same {word}, and counted once."
    return replace(report, message=message), findings


def to_forget(repeated: pd.DataFrame) -> pd.DataFrame:
    """The claims told before; claim 0 where they are all of their transaction set."""
    told_count = repeated.groupby("transaction_set_number").claim_number.transform("size")
    claims = repeated.claim_number.mask(told_count >= repeated.claim_count, 0)
    return repeated.assign(claim_number=claims).drop_duplicates()


def _words_for(kind: str, is_billed: bool) -> tuple[str, str]:
    """What the sets of a file are called, one and several, in an extract as in X12."""
    known = {(known.word, known.words) for known in SET_KINDS.values() if known.name in kind}
    if len(known) > 1:
        return "transaction set", "transaction sets"
    of_extract = SET_KINDS["837" if is_billed else "835"]
    return known.pop() if known else (of_extract.word, of_extract.words)
