"""Files just read: counted, refused if truncated, freed of what was already loaded, checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from analytics import database
from analytics.database import Connection
from analytics.load.limits import beyond_ids
from analytics.load.reading import TakenFile
from analytics.load.repeated import take_out_repeated, without_repeated
from analytics.load.reports import FileReport
from analytics.load.set_kinds import SET_KINDS

COUNTS = ("transaction_set_count", "claim_count", "line_count", "adjustment_count")
_TELL_OF_A_CUT = ("findings/out_of_balance", "findings/missing_parts")


def settle(connection: Connection, group: list[TakenFile], load_number: int) -> list[FileReport]:
    """What becomes of a group of files whose rows are in the raw tables.

    Afterwards only rows of files that count as loaded are there, each remittance once.
    """
    copies = _by_file(connection, "earlier_copies")
    reports = {}
    new = {}
    for place, taken in enumerate(group):
        if taken.refusal:
            reports[place] = _refused(taken, taken.refusal)
        elif taken.file_id in copies:
            reports[place] = _copy_of(taken, copies[taken.file_id])
        else:
            new[place] = taken
    _forget(connection, (taken for taken in group if taken.refusal))
    reports |= _settle_new(connection, new)
    _keep_records(connection, group, reports, load_number)
    return [reports[place] for place in range(len(group))]


def _settle_new(connection: Connection, files: dict[int, TakenFile]) -> dict[int, FileReport]:
    """Reports of files whose content was not there before."""
    reports = _count(connection, files)
    _forget(connection, (files[p] for p, file in reports.items() if file.status == "refused"))
    left = {place: taken for place, taken in files.items() if reports[place].status == "loaded"}
    _hold(connection, left)
    kinds = _kinds_of(left.values())
    repeated = take_out_repeated(connection, kinds)
    findings = []
    for place, taken in left.items():
        told_before: Sequence[Any] = ()
        if taken.file_id in repeated:
            reports[place], told_before = without_repeated(reports[place], repeated[taken.file_id])
        if reports[place].status == "loaded":
            said = (*taken.envelope.findings, *told_before)
            findings += [{"file_id": taken.file_id, **asdict(finding)} for finding in said]
    loaded = {place: taken for place, taken in left.items() if reports[place].status == "loaded"}
    _forget(connection, (taken for place, taken in left.items() if place not in loaded))
    database.insert_rows(connection, "raw.findings", findings)
    _hold(connection, loaded)
    findings_of = database.keep_findings(connection, kinds)
    kept = _by_file(connection, "kept_counts")
    for place, taken in loaded.items():
        counts = kept[taken.file_id]
        reports[place] = replace(
            reports[place],
            finding_count=findings_of.get(taken.file_id, 0),
            kept_claim_count=counts["kept_claim_count"],
            kept_line_count=counts["kept_line_count"],
            kept_charge_amount=Decimal(counts["kept_charge_amount"]),
            kept_paid_amount=Decimal(counts["kept_paid_amount"]),
        )
    return reports


def _count(connection: Connection, files: dict[int, TakenFile]) -> dict[int, FileReport]:
    """What is in each file, and which are refused for it."""
    _hold(connection, files)
    counts = _by_file(connection, "counts")
    rejected = _by_file(connection, "rejected_counts")
    cut_off = _cut_off_files(connection, list(files.values()))
    reports = {}
    for place, taken in files.items():
        report = _counted(taken, counts[taken.file_id])
        if report.claim_count == 0 and not taken.envelope.sets:
            reason = rejected[taken.file_id]["first_reason"]
            sentence = f"{taken.file_name}: no row of it could be read ({reason})."
            report = replace(report, status="refused", message=sentence)
        elif taken.file_id in cut_off:
            report = _refused(taken, _cut_off(taken))
        elif sentence := beyond_ids(taken, counts[taken.file_id]):
            report = _refused(taken, sentence)
        reports[place] = report
    return reports


def _forget(connection: Connection, files: Iterable[TakenFile]) -> None:
    """Nothing of these files stays, whatever of them was read."""
    database.forget_files(connection, [taken.file_id for taken in files if taken.file_id])


def _kinds_of(files: Iterable[TakenFile]) -> set[str]:
    """What these files hold, as folders of queries/1_raw; a file without sets is an extract."""
    kinds = set()
    for taken in files:
        sets = taken.envelope.sets
        kinds |= {SET_KINDS[each.read_as].extract for each in sets if each.read_as in SET_KINDS}
        kinds |= set() if sets else {"csv"}
    return kinds


def _hold(connection: Connection, files: dict[int, TakenFile]) -> None:
    """Make these the files in hand, which the queries of queries/intake speak of."""
    database.hold_files(connection, [taken.file_id for taken in files.values()])


def _by_file(connection: Connection, question: str) -> dict[str, dict[str, Any]]:
    """The answer about the files in hand that has one row per file."""
    return {row["file_id"]: row for row in database.about_files(connection, question)}


def _counted(taken: TakenFile, counts: dict[str, Any]) -> FileReport:
    return FileReport(taken.file_name, taken.kind, "loaded", "", *(counts[name] for name in COUNTS))


def _refused(taken: TakenFile, sentence: str) -> FileReport:
    return FileReport(taken.file_name, taken.kind, "refused", sentence)


def _copy_of(taken: TakenFile, earlier: dict[str, Any]) -> FileReport:
    when = f"{earlier['loaded_at']:%d %b %Y}".lstrip("0")
    return FileReport(
        taken.file_name,
        earlier["file_kind"],
        "duplicate",
        f"The same content was loaded as {earlier['file_name']} on {when}; nothing was added.",
        *(earlier[name] for name in COUNTS),
    )


def _cut_off_files(connection: Connection, files: list[TakenFile]) -> set[str]:
    """Files that end within a set.

    A remittance whose SE alone is missing has a finding: its money adds up, so all is there. So has
    a 999 that ends with its AK9. What else is read needs its SE.
    """
    open_ended = [taken for taken in files if taken.envelope.ends_inside_set]
    if not open_ended:
        return set()
    unbalanced = {
        (found["file_id"], found["transaction_set_number"])
        for question in _TELL_OF_A_CUT
        for found in database.about_files(connection, question)
        if found["finding_key"] in ("check_out_of_balance", "missing_payment")
    }
    whole = {
        (answer["file_id"], answer["transaction_set_number"])
        for answer in database.about_files(connection, "whole_answers")
    }
    cut_off = set()
    for taken in open_ended:
        last = taken.envelope.sets[-1]
        of_file = (taken.file_id, last.number)
        is_whole = of_file not in unbalanced if last.kind == "835" else of_file in whole
        is_whole = is_whole or last.read_as not in SET_KINDS
        if taken.envelope.ends_inside_segment or not is_whole:
            cut_off.add(taken.file_id)
    return cut_off


def _cut_off(taken: TakenFile) -> str:
    last = taken.envelope.sets[-1]
    what = SET_KINDS[last.read_as].word if last.read_as in SET_KINDS else "transaction set"
    return (
        f"{taken.file_name} is truncated: it ends inside {what} {last.number}, after "
        f"segment {taken.envelope.segment_count}. It was not loaded; download "
        "it again."
    )


def _keep_records(
    connection: Connection,
    group: list[TakenFile],
    reports: dict[int, FileReport],
    load_number: int,
) -> None:
    numbers = database.file_numbers(connection)
    now = datetime.now(UTC).replace(tzinfo=None)
    rows = []
    for place, taken in enumerate(group):
        row = asdict(reports[place])
        row["file_kind"] = row.pop("kind")
        rows.append(
            row
            | {
                "file_id": taken.file_id,
                "byte_count": taken.byte_count,
                "file_number": numbers.get(taken.file_id) if row["status"] == "loaded" else None,
                "load_number": load_number,
                "loaded_at": now,
            }
        )
    database.insert_rows(connection, "raw.files", rows)
