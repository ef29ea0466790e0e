"""Raw rows of any extract: a text in, the rows of its tables out."""

from __future__ import annotations

import io
from pathlib import Path

from analytics.database import Connection
from analytics.database.raw_tables import append_sets
from analytics.intake.envelopes import Envelope, SetPart
from analytics.intake.x12 import read_parts
from analytics.load.set_kinds import LOOP_TAGS
from tests.queries_raw.raw_house import OWN_KEYS, Row

GOLDEN = Path(__file__).parents[1] / "golden"
TABLES = {
    "claim_837": (
        "transactions", "levels", "billing_providers", "subscribers", "patients", "claims",
        "diagnoses", "other_payers", "other_payer_adjustments", "lines", "stray_lines",
    ),
    "acknowledgment_277": ("transactions", "levels", "claims", "lines", "statuses"),
    "acknowledgment_999": ("transactions", "group_answers", "responses", "errors"),
}  # fmt: skip


def raw_rows(
    connection: Connection, extract: str, text: bytes, batch_count: int = 1
) -> dict[str, list[Row]]:
    """The raw rows of a text, by table: what is null is left out, and our own keys."""
    for table in TABLES[extract]:
        connection.execute(f"delete from raw.{extract}_{table}")
    parts = list(read_parts(io.BytesIO(text), Envelope(), LOOP_TAGS))
    for batch in _batches(parts, batch_count):
        append_sets(connection, extract, [("file", part) for part in batch])
    return {table: _rows(connection, f"raw.{extract}_{table}") for table in TABLES[extract]}


def _batches(parts: list[SetPart], count: int) -> list[list[SetPart]]:
    size = -(-len(parts) // count)
    return [parts[start : start + size] for start in range(0, len(parts), size)]


def _rows(connection: Connection, table: str) -> list[Row]:
    """In the order of the file."""
    answer = connection.execute(f"from {table} order by all")
    names = [column[0] for column in answer.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    kept = [
        {name: value for name, value in row.items() if value is not None and name not in OWN_KEYS}
        for row in rows
    ]
    return sorted(kept, key=lambda row: row.get("segment_number", 0))
