"""A load in the audit trail: which files, before it begins; what came of each, when it ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from analytics.access import audit
from analytics.intake.faults import clean_name
from analytics.load.reports import FileReport
from analytics.snapshots import Draft

COUNTS = ("claim_count", "line_count", "kept_claim_count")


def recorded_load(draft: Draft, paths: Sequence[Path]) -> AbstractContextManager[audit.Outcome]:
    """The load on record as begun, and as ended when the block is left."""
    before = draft.before.snapshot if draft.before else None
    return audit.recorded(
        draft.store,
        "load",
        f"Snapshot {draft.number}",
        comes_after=before,
        given=[clean_name(path.name) for path in paths],
    )


def files_said(files: Iterable[FileReport]) -> dict[str, object]:
    """How many files came to what, and each with its counts."""
    told = list(files)
    statuses = sorted({file.status for file in told})
    return {
        "counts": {status: sum(file.status == status for file in told) for status in statuses},
        "files": [
            {"file_name": file.file_name, "kind": file.kind, "status": file.status}
            | {name: getattr(file, name) for name in COUNTS}
            for file in told
        ],
    }
