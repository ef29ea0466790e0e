"""A house in memory that has raw tables and nothing else: sets in, raw rows out."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from analytics.database import Connection, prepare
from analytics.database.raw_tables import append_sets
from analytics.intake.column_words import canonical_columns
from analytics.intake.envelopes import Envelope, SetPart
from analytics.intake.x12 import read_parts
from tests.patient_keys import KEY

TABLES = (
    "remittances", "claims", "lines", "adjustments", "remarks", "provider_adjustments",
    "stray_lines",
)  # fmt: skip
# Keys that are ours, not the file's.
OWN_KEYS = ("file_id", "set_id", "claim_id", "line_id")
Row = dict[str, Any]


class RawHouse:
    """Raw tables of 835s, filled by whole files or by batches of parts."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        prepare(connection, canonical_columns(), {}, KEY)

    def read(self, text: bytes) -> dict[str, list[Row]]:
        """The raw rows of a file, by table: what is null is left out, and the file's own key."""
        return self.rows_of([parts_of(text)])

    def rows_of(self, batches: Iterable[list[SetPart]]) -> dict[str, list[Row]]:
        """The raw rows of one file's parts, handed over batch by batch."""
        for table in TABLES:
            self.connection.execute(f"delete from raw.remittance_835_{table}")
        for batch in batches:
            append_sets(self.connection, "remittance_835", [("file", part) for part in batch])
        return {table: self._rows(table) for table in TABLES}

    def _rows(self, table: str) -> list[Row]:
        answer = self.connection.execute(f"from raw.remittance_835_{table} order by all")
        names = [column[0] for column in answer.description or []]
        rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
        return [
            {
                name: value
                for name, value in row.items()
                if value is not None and name not in OWN_KEYS
            }
            for row in rows
        ]


def parts_of(text: bytes) -> list[SetPart]:
    return list(read_parts(io.BytesIO(text), Envelope(), {"835": "CLP"}))
