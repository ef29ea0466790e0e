"""Marts and checks that can have no row for want of what they are told of: they are not asked.

`-- needs: marts.answers, …` in the head of a file says that it has no row where none of these has
one. Planning a statement takes some milliseconds even where nothing is there, and there are many.
"""

from __future__ import annotations

from analytics.database.connection import Connection
from analytics.sql_files import SqlFile


class RowsKnown:
    """Which relations of the database in use have rows, as far as it was asked or told."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.known: dict[str, bool] = {}

    def tell(self, relation: str, row_count: int) -> None:
        """A relation was made, with so many rows."""
        self.known[relation] = row_count > 0

    def none_for(self, file: SqlFile) -> bool:
        """Whether a mart has no row, for want of all that it needs."""
        return bool(file.needs) and not any(self._has_rows(name) for name in file.needs)

    def _has_rows(self, relation: str) -> bool:
        if relation not in self.known:
            found = self.connection.execute(f"from {relation} limit 1").fetchall()
            self.known[relation] = bool(found)
        return self.known[relation]
