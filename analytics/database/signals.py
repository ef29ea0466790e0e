"""Signals: tables of what stood out, judged at load and kept in the snapshot beside the marts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from analytics.database.connection import Connection, statement_of
from analytics.database.on_base import make_own
from analytics.sql_files import sql_files

if TYPE_CHECKING:
    import pandas as pd


def create_signals(connection: Connection) -> None:
    """Make every table of queries/signals anew, without a row."""
    connection.execute("drop schema if exists signals cascade")
    connection.execute("create schema signals")
    for file in sql_files("signals"):
        connection.execute(f"create table {file.name} as {statement_of(file)}")


def keep_signals(connection: Connection, frames: Mapping[str, pd.DataFrame]) -> None:
    """Put the rows of each frame into the table of its name in schema signals, column by column.

    Columns are matched by name: one that is missing is null, one that the table has not raises.
    What the table held before goes.
    """
    for name in frames:
        make_own(connection, f"signals.{name}")
        connection.execute(f"delete from signals.{name}")
    add_signals(connection, frames)


def add_signals(connection: Connection, frames: Mapping[str, pd.DataFrame]) -> None:
    """Put the rows of each frame into the table of its name, with those it has."""
    for name, frame in frames.items():
        if frame.empty:
            continue
        connection.register("signal_rows", frame)
        connection.execute(f"insert into signals.{name} by name select * from signal_rows")
        connection.unregister("signal_rows")
