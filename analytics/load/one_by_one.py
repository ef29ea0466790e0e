"""Files settled as a group, or one by one where that fails: one file's fault is its own."""

from __future__ import annotations

from dataclasses import replace

from analytics import database
from analytics.database import Connection
from analytics.load.file_faults import is_of_the_file, not_readable
from analytics.load.reading import TakenFile
from analytics.load.reports import FileReport
from analytics.load.settling import settle


def settle_each(
    connection: Connection, group: list[TakenFile], load_number: int
) -> list[FileReport]:
    """What becomes of a group of files; those that cannot be looked over are refused."""
    database.begin_anew(connection)
    try:
        return settle(connection, group, load_number)
    except Exception as fault:
        if not is_of_the_file(fault):
            raise
        database.begin_anew(connection, is_kept=False)
    reports = []
    for taken in group:
        try:
            reports += settle(connection, [taken], load_number)
        except Exception as fault:
            if not is_of_the_file(fault):
                raise
            database.begin_anew(connection, is_kept=False)
            refused = replace(taken, refusal=not_readable(taken.file_name))
            reports += settle(connection, [refused], load_number)
        database.begin_anew(connection)
    return reports
