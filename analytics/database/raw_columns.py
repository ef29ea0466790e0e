"""The columns of the raw tables, each with its type: what a new database begins with.

The files of queries/1_raw say what the columns are, but to ask the database takes half a second of
every new store. So the answer is kept beside them, in `queries/raw_columns.csv`; `denials
dictionary` writes it, and a test holds it to the queries.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from analytics.sql_files import QUERIES

RAW_COLUMNS = QUERIES / "raw_columns.csv"
HEADER = ("table_name", "column_name", "column_type")


@cache
def raw_columns() -> Mapping[str, Mapping[str, str]]:
    """Every raw table: its columns, in their order, and their types."""
    tables: dict[str, dict[str, str]] = {}
    with RAW_COLUMNS.open(encoding="utf-8", newline="") as file:
        for table, column, kind in list(csv.reader(file))[1:]:
            tables.setdefault(table, {})[column] = kind
    return tables
