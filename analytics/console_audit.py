"""What the terminal shows of the audit trail."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from analytics.access.audit import Verified
from analytics.access.trail_file import COLUMNS
from analytics.console import answer_text


def audit_text(entries: Sequence[dict[str, object]], text_format: str) -> str:
    """The entries as CSV, as JSON with their details as an object, or as a table without hashes."""
    if text_format == "json":
        told = [each | {"details": json.loads(str(each["details"]))} for each in entries]
        return json.dumps(told, indent=2, ensure_ascii=False) + "\n"
    left_out = {"previous_hash", "hash", "outcome_of"} if text_format == "table" else set()
    columns = {name: [each[name] for each in entries] for name in COLUMNS if name not in left_out}
    return answer_text(columns, text_format)


def verified_text(verified: Verified) -> str:
    """Whether the trail is whole; else the first entry that is broken."""
    count = f"{verified.entry_count:,} {'entry' if verified.entry_count == 1 else 'entries'}"
    if verified.broken:
        return (
            f"The audit trail is broken at entry {verified.broken.entry_number}: "
            f"{verified.broken.reason}. The {count} before it follow each other as written."
        )
    if not verified.entry_count:
        return "There is no audit trail yet: nothing has been recorded."
    return (
        f"The audit trail is complete: {count}. The last one is "
        f"{verified.entry_count}:{verified.last_hash}; write it down, and "
        "--holds shows later whether anything was removed."
    )


def started_text(aside: Path | None) -> str:
    """Where the old file is."""
    if aside is None:
        return "A new audit trail is begun; the old file was gone."
    return f"A new audit trail is begun; the old file is kept as {aside}."
