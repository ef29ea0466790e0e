"""Extracts loaded together are split at once, and each is read as if it were alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from analytics.database.raw_columns import raw_columns
from analytics.load import reading
from tests.load.stores import GOLDEN, Intake

CASES = Path(__file__).parents[1] / "cases"
# A ledger (credits below zero, days before months), claims sent, one that leaves out cells
# and has rows that cannot be read, and one with a spreadsheet's numbers for days.
LEDGER = (
    "Acct,Payer,DOS,CPT,Charge,Payment,Adj,Reason,Check #,Date\n"
    "L1,AURORA,13/01/2026,99213,100,-60,-40,CO-45,L9,20/02/2026\n"
    "L2,AURORA,02/03/2026,99214,150,-90,-60,CO-45,L9,20/02/2026\n"
)
BILLED = (
    "Account,Payer,Submitted,DOS,CPT,Charge,Dx1\n"
    "C1,AURORA,2026-01-15,2026-01-13,99213,100,E11.9\n"
    "C1,AURORA,2026-01-15,2026-01-13,87880,30,J02.9\n"
)
GAPS = (
    "Acct,Payer,CPT,Charge,Paid,Reason,Check #,Date\n"
    "G1,AURORA,99213,100,0,CO-97,G9,2026-02-20\n"
    ",,,,,N19,,\n"
    "Total,,,100,0,,,\n"
    "G2,AURORA,99214,x,0,CO-16,G9,2026-02-20\n"
)
SPREADSHEET = (
    "Acct,Payer,DOS,CPT,Charge,Paid,Check #,Date\n"
    "S1,AURORA,46035,99213,100,80,S9,46073\n"
    "S2,AURORA,46036,99213,100,80,S9,46073\n"
)
# What hangs on how many files came before: ids are given by the number of the file.
GIVEN = ("set_id", "claim_id", "line_id")


def extracts() -> dict[str, bytes]:
    """Extracts of every kind, of which none repeats what another says."""
    cases = ("cms_synpuf_carrier", "nextgen_era_posting", "pm_denial_report", "synthea_claims")
    paths = [*(CASES / f"{name}.csv" for name in cases), GOLDEN / "lake_mutual.csv"]
    files = {path.name: path.read_bytes() for path in paths}
    made = {"ledger": LEDGER, "billed": BILLED, "gaps": GAPS, "spreadsheet": SPREADSHEET}
    return files | {f"{name}.csv": text.encode() for name, text in made.items()}


def rows_of(intake: Intake) -> dict[tuple[str, str], Counter[str]]:
    """What each raw table has of each file."""
    found = {}
    for table, columns in raw_columns().items():
        told = [name for name in columns if name not in (*GIVEN, "load_number", "loaded_at")]
        if table != "raw.files" and "file_id" in told:
            listed = ", ".join(f'{table}."{name}"' for name in told if name != "file_id")
            for name, *row in intake.rows(
                f"select file_name, {listed} from {table} inner join raw.files using (file_id)"
            ):
                found.setdefault((table, name), Counter())[repr(row)] += 1
    return found


def test_extracts_loaded_together_are_read_as_each_is_alone(
    intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = extracts()
    splits = []
    append = reading.database.append_batch

    def counted(connection: reading.Connection, extract: str) -> None:
        splits.append(extract)
        append(connection, extract)

    monkeypatch.setattr(reading.database, "append_batch", counted)
    together = {file.file_name: file.status for file in intake.load(files).files}
    rows_together = rows_of(intake)
    assert splits == ["csv"]

    alone = {}
    rows_alone = {}
    for name, text in files.items():
        intake.house.forget()
        alone[name] = intake.load_one(name, text).status
        rows_alone |= rows_of(intake)
    assert together == alone
    assert rows_together == rows_alone
    assert {table for table, _ in rows_together} >= {
        "raw.csv_claims",
        "raw.csv_billed_claims",
        "raw.csv_rejected_rows",
        "raw.findings",
    }
