"""What the terminal shows: progress, reports and answers as text."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING

from analytics.vocabulary import Columns

if TYPE_CHECKING:
    from analytics.database import CheckResult
    from analytics.load import FileReport, LoadReport, Progress
    from analytics.snapshots import Recovered

SECONDS_BETWEEN_LINES = 15.0
MANY_FILES = 20
COUNTS = {
    "transaction_set_count": "transaction set",
    "claim_count": "claim",
    "line_count": "line",
    "adjustment_count": "adjustment",
    "finding_count": "finding",
}
KEPT = ("kept_claim_count", "kept_line_count", "kept_charge_amount", "kept_paid_amount")


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None]]:
    """What a load calls as it goes: a bar on a terminal, else a line now and then; on stderr."""
    if not sys.stderr.isatty():
        yield _progress_lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Starting", total=None)

        def show(progress: Progress) -> None:
            if progress.is_said_at_once:
                bar.console.print(f"{_words(progress)} …", markup=False)
            bar.update(
                task,
                description=_words(progress),
                completed=progress.done_bytes,
                total=progress.total_bytes or None,
            )

        yield show


def _progress_lines() -> Callable[[Progress], None]:
    """Say nothing about a short load, and one line every quarter minute about a long one."""
    said_at = time.monotonic()

    def show(progress: Progress) -> None:
        nonlocal said_at
        if progress.is_said_at_once:
            print(f"{_words(progress)} …", file=sys.stderr, flush=True)
        if time.monotonic() - said_at < SECONDS_BETWEEN_LINES:
            return
        said_at = time.monotonic()
        share = 100 * progress.done_bytes // max(progress.total_bytes, 1)
        print(f"{_words(progress)}, {share} %", file=sys.stderr, flush=True)

    return show


def _words(progress: Progress) -> str:
    """What is being done, and to which file if to one."""
    return ": ".join(word for word in (progress.file_name, progress.step) if word)


def load_report(report: LoadReport) -> str:
    """One line per file, of many only those that are not simply loaded; then the snapshot."""
    files = report.files
    shown = files if len(files) <= MANY_FILES else [f for f in files if f.status != "loaded"]
    lines = [_file_line(file) for file in shown]
    if len(files) > 1:
        lines.append(_total_line(files))
    if report.snapshot is None:
        lines.append("Nothing was loaded.")
    else:
        lines.append(f"Snapshot {report.snapshot} is current.")
    if any(file.finding_count for file in files):
        lines.append("`denials ask findings` lists problems found in the files.")
    return "\n".join(lines)


def _total_line(files: list[FileReport]) -> str:
    statuses = Counter(file.status for file in files)
    parts = ", ".join(f"{count:,} {status}" for status, count in statuses.items())
    totals = _counts({name: sum(getattr(file, name) for file in files) for name in COUNTS})
    return f"{len(files):,} files: {parts}; {totals or 'no rows'}."


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(
        f"{counts[name]:,} {word}{'' if counts[name] == 1 else 's'}"
        for name, word in COUNTS.items()
        if counts[name]
    )


def _file_line(file: FileReport) -> str:
    counts = _counts({name: getattr(file, name) for name in COUNTS})
    facts = [file.file_name, file.kind, counts, file.message]
    return f"{file.status:<9} " + "; ".join(fact for fact in facts if fact)


def load_report_json(report: LoadReport) -> str:
    """The report as scripts read it (its shape is stable)."""
    names = ("file_name", "kind", "status", "message", *COUNTS, *KEPT)
    files = [{name: _for_scripts(getattr(file, name)) for name in names} for file in report.files]
    return json.dumps({"snapshot": report.snapshot, "files": files}, indent=2, ensure_ascii=False)


def _for_scripts(value: object) -> object:
    """A value as JSON has it: amounts are numbers with their cents."""
    return float(value) if isinstance(value, Decimal) else value


def answer_text(columns: Columns, text_format: str) -> str:
    """An answer as CSV or JSON for scripts, or as a table for people."""
    from analytics.exports import to_json, to_plain_csv

    if text_format == "json":
        return to_json(columns) + "\n"
    if text_format == "csv":
        return to_plain_csv(columns)
    return _table(columns)


def _table(columns: Columns) -> str:
    """Every column as wide as its widest value, all to the right."""
    shown = [[name, *(_shown(value, name) for value in values)] for name, values in columns.items()]
    if all(len(texts) == 1 for texts in shown):
        return "No rows.\n"
    widths = [max(map(len, texts)) for texts in shown]
    rows = zip(*shown, strict=True)
    lines = (" ".join(map(str.rjust, row, widths)) for row in rows)
    return "\n".join(lines) + "\n"


def _shown(value: object, name: str) -> str:
    """A value in a table for people: missing ones empty, no line breaks."""
    from analytics.columns import cell_text, is_missing

    text = "" if is_missing(value) else cell_text(value, name)
    return text.replace("\r", "\\r").replace("\n", "\\n")


def check_report(faults: Sequence[CheckResult]) -> str:
    """One line per fault found, with its first rows; or that all is well."""
    found = [fault for fault in faults if fault.offending_row_count]
    if not found:
        return f"{len(faults)} checks, no fault found."
    lines = [
        f"{row.check_name}: {row.offending_row_count:,} rows. {row.title}\n{_table(row.first_rows)}"
        for row in found
    ]
    return "\n".join([*lines, f"{len(faults)} checks, {len(found)} found a fault."])


def recovery_report(recovered: Recovered) -> str:
    """Which snapshot is current after a recovery, and which are damaged."""
    if recovered.was_current:
        return f"Snapshot {recovered.number} is whole and current; there was nothing to recover."
    words = f"Snapshot {recovered.number} is current again, and nothing was deleted."
    if not recovered.damaged:
        return words
    numbers = ", ".join(str(number) for number in recovered.damaged)
    return f"{words} Damaged, and left as they are: {numbers}."
