"""What is handed out, in the audit trail: the list, its filters, how many rows; before it goes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from analytics.access import audit
from analytics.exports.about import CHOICES, About, described

TYPED = CHOICES["control_number"]  # in their own words, so not for the trail


def record_export(
    store: Path, about: About, file_format: str, row_counts: Mapping[str, int]
) -> None:
    """Put an export on record; raises TrailFault, and then it must not be handed out."""
    filters = [*described(about.filters, about.dated_by), *about.choices]
    audit.record(
        store,
        "export",
        about.title,
        format=file_format,
        filters={
            label: f"{len(words)} letters" if label == TYPED else words for label, words in filters
        },
        rows=dict(row_counts),
        snapshot=about.snapshot,
    )
