"""One file into the raw tables: whole or not at all, with what is odd about it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pandas as pd

from analytics import database
from analytics.database import Connection
from analytics.intake import x12
from analytics.intake.archive import SourceFile
from analytics.intake.column_maps import ColumnMap
from analytics.intake.extracts import prepare, preview
from analytics.intake.file_kinds import kind_of
from analytics.vocabulary import RefusedFile

BATCH_BYTES = 32 << 20
_NAMES_OF_SETS = {
    "837": "claims (837)",
    "277": "claim acknowledgments (277)",
    "999": "acknowledgments (999)",
    "997": "acknowledgments (997)",
    "270": "eligibility questions (270)",
    "271": "eligibility answers (271)",
    "276": "claim status questions (276)",
    "278": "authorisations (278)",
    "820": "premium payments (820)",
    "834": "enrolments (834)",
}


@dataclass(frozen=True)
class FileReport:
    """What became of one file; counts are of the file, whether or not it was new."""

    file_name: str
    kind: str
    status: Literal["loaded", "duplicate", "refused"]
    message: str = ""
    transaction_set_count: int = 0
    claim_count: int = 0
    line_count: int = 0
    adjustment_count: int = 0
    finding_count: int = 0


@dataclass(frozen=True)
class LoadReport:
    """What became of a load: the snapshot that is current after it, and each file."""

    snapshot: int | None
    files: list[FileReport]


@dataclass(frozen=True)
class Progress:
    """How far a load is: bytes done of the file in hand, and what is being done."""

    file_name: str
    done_bytes: int
    total_bytes: int
    step: str


Reporter = Callable[[Progress], None]
MapChooser = Callable[[SourceFile, tuple[str, ...]], ColumnMap | None]


def take_in(
    connection: Connection,
    source: SourceFile,
    load_number: int,
    choose_map: MapChooser,
    work_folder: Path,
    tell: Reporter,
) -> FileReport:
    """Load one file, or say why not; either way its record is kept in raw.files."""
    file_id, kind = "", ""
    connection.execute("begin")
    try:
        if source.refusal:
            raise RefusedFile(source.refusal)
        file_id = _digest(source.path)[:12]
        kind = kind_of(source.path)
        report = _known_already(connection, source, file_id)
        if report is None:
            if kind == "x12":
                kind = "835"
                report = _take_in_x12(connection, source, file_id, tell)
            else:
                chosen = _choose(choose_map, source)
                report = _take_in_extract(connection, source, file_id, kind, chosen, work_folder)
        if report.status == "duplicate":
            connection.execute("rollback")
            connection.execute("begin")
    except RefusedFile as refused:
        connection.execute("rollback")
        connection.execute("begin")
        message = str(refused).replace(source.path.name, source.display_name)
        report = FileReport(source.display_name, kind or "unknown", "refused", message)
    except BaseException:
        connection.execute("rollback")
        raise
    _keep_record(connection, report, file_id, source.byte_count, load_number)
    connection.execute("commit")
    return report


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _known_already(connection: Connection, source: SourceFile, file_id: str) -> FileReport | None:
    """A report if the same content was loaded before, under whatever name."""
    earlier = database.on_file(connection, "earlier_copy", file_id)
    if earlier.empty:
        return None
    first = earlier.iloc[0]
    when = f"{first.loaded_at:%Y-%m-%d}"
    return FileReport(
        source.display_name,
        first.file_kind,
        "duplicate",
        f"The same content was loaded before as {first.file_name} ({when}); nothing was added.",
        *(int(first[name]) for name in _COUNTS),
    )


_COUNTS = ("transaction_set_count", "claim_count", "line_count", "adjustment_count")


def _take_in_x12(
    connection: Connection, source: SourceFile, file_id: str, tell: Reporter
) -> FileReport:
    envelope = x12.Envelope()
    batch: list[x12.SetPart] = []
    with source.path.open("rb") as stream:
        for part in x12.read_parts(stream, envelope, {"835": "CLP"}):
            if envelope.sets[part.transaction_set_number - 1].kind != "835":
                continue
            batch.append(part)
            if sum(len(waiting.body) for waiting in batch) >= BATCH_BYTES:
                database.append_sets(connection, "remittance_835", file_id, batch)
                batch = []
                tell(Progress(source.display_name, stream.tell(), source.byte_count, "reading"))
    if not any(found.kind == "835" for found in envelope.sets):
        raise RefusedFile(_not_for_us(source, envelope))
    if batch:
        database.append_sets(connection, "remittance_835", file_id, batch)
    tell(Progress(source.display_name, source.byte_count, source.byte_count, "checking"))
    return _settle(connection, source, file_id, "835", envelope)


def _not_for_us(source: SourceFile, envelope: x12.Envelope) -> str:
    kinds = sorted({found.kind for found in envelope.sets})
    names = " and ".join(_NAMES_OF_SETS.get(kind, f"transaction set {kind}") for kind in kinds)
    return f"{source.display_name} holds {names}; remittances (835) are what is read here."


def _take_in_extract(
    connection: Connection,
    source: SourceFile,
    file_id: str,
    kind: str,
    column_map: ColumnMap | None,
    work_folder: Path,
) -> FileReport:
    if kind == "unknown":
        raise RefusedFile(
            f"{source.display_name} is neither X12 nor a table with columns; nothing in it can be "
            "read as remittances."
        )
    prepared = prepare(source.path, column_map, work_folder)
    database.read_extract(connection, file_id, prepared)
    database.append_batch(connection, "csv")
    return _settle(connection, source, file_id, kind, x12.Envelope())


def _choose(choose_map: MapChooser, source: SourceFile) -> ColumnMap | None:
    return choose_map(source, preview(source.path).headers)


def _settle(
    connection: Connection,
    source: SourceFile,
    file_id: str,
    kind: str,
    envelope: x12.Envelope,
) -> FileReport:
    """Count what came in, take out what was told before, and keep what is odd."""
    counts = database.on_file(connection, "counts", file_id).iloc[0]
    report = FileReport(
        source.display_name, kind, "loaded", "", *(int(counts[name]) for name in _COUNTS)
    )
    if kind != "835" and report.claim_count == 0:
        return _settle_without_remittances(connection, report, file_id)
    balance = database.on_file(connection, "findings/out_of_balance", file_id)
    _refuse_if_cut_off(source, envelope, balance)
    repeated = database.on_file(connection, "repeated_claims", file_id)
    report, told_before = _without_repeated(connection, report, file_id, repeated)
    if report.status == "duplicate":
        return report
    found = [asdict(finding) for finding in (*envelope.findings, *told_before)]
    database.insert_rows(
        connection, "raw.findings", [{"file_id": file_id, **finding} for finding in found]
    )
    return replace(report, finding_count=database.keep_findings(connection, file_id))


def _settle_without_remittances(
    connection: Connection, report: FileReport, file_id: str
) -> FileReport:
    """An extract of billed claims is kept for later; one without any readable row is refused."""
    billed = database.on_file(connection, "billed_counts", file_id).iloc[0]
    if billed.line_count:
        return replace(
            report,
            claim_count=int(billed.claim_count),
            line_count=int(billed.line_count),
            finding_count=int(billed.rejected_row_count),
            message="Billed claims were kept; figures need the remittances that answer them.",
        )
    reason = billed.first_reason or "it has no rows"
    raise RefusedFile(f"{report.file_name}: no row could be read as a remittance line ({reason}).")


def _refuse_if_cut_off(source: SourceFile, envelope: x12.Envelope, balance: pd.DataFrame) -> None:
    """A file that ends within a set whose money does not add up has lost its end.

    Raises RefusedFile. A missing SE alone is a finding: what it closes is all there.
    """
    last = envelope.sets[-1] if envelope.sets else None
    if last is None or last.is_closed or last.kind != "835":
        return
    ends_badly = (
        envelope.ends_inside_segment
        or (
            (balance.transaction_set_number == last.number)
            & (balance.finding_code == "check_out_of_balance")
        ).any()
    )
    if ends_badly:
        raise RefusedFile(
            f"{source.display_name} is cut off: it ends inside remittance "
            f"{last.control_number or last.number}, after segment {envelope.segment_count}. "
            "Nothing of it was loaded; fetch it again."
        )


def _without_repeated(
    connection: Connection, report: FileReport, file_id: str, repeated: pd.DataFrame
) -> tuple[FileReport, list[x12.Finding]]:
    """Take claims out that were loaded before with the same remittance, and say so."""
    if repeated.empty:
        return report, []
    per_set = repeated.groupby("transaction_set_number").claim_number
    claims = repeated.groupby("transaction_set_number").claim_count.first()
    whole = [number for number, told in per_set if len(told) >= claims[number]]
    if len(whole) == report.transaction_set_count:
        what = "Its remittance was" if len(whole) == 1 else f"All its {len(whole)} remittances were"
        message = f"{what} loaded before from another file; nothing was added."
        return replace(report, status="duplicate", message=message), []
    is_whole = repeated.transaction_set_number.isin(whole)
    gone = repeated.assign(claim_number=repeated.claim_number.mask(is_whole, 0))
    database.forget_claims(connection, file_id, gone.drop_duplicates())
    findings = [
        x12.Finding(
            int(number),
            None,
            "told_before",
            f"{len(told)} of {claims[number]} claims",
            "claims not loaded before",
            "Claims of this remittance were loaded before from another file; they count once.",
        )
        for number, told in per_set
    ]
    message = f"{len(repeated):,} claims were loaded before from another file and count once."
    return replace(report, message=message), findings


def _keep_record(
    connection: Connection,
    report: FileReport,
    file_id: str,
    byte_count: int,
    load_number: int,
) -> None:
    row = asdict(report)
    row["file_kind"] = row.pop("kind")
    now = datetime.now(UTC).replace(tzinfo=None)
    row |= {
        "file_id": file_id,
        "byte_count": byte_count,
        "load_number": load_number,
        "loaded_at": now,
    }
    database.insert_rows(connection, "raw.files", [row])
