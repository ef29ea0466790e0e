"""Workbooks and Parquet files as the load and the pages see them: read by the reading process."""

from __future__ import annotations

from pathlib import Path

from analytics.intake.reader_process import ask_reader


def sheet_start(path: Path, row_count: int) -> tuple[list[list[str]], int]:
    """The first rows of a workbook, as text, and how many other sheets are tables like it."""
    told = ask_reader("sheet_start", path, path.stat().st_size, row_count=row_count)
    return told["rows"], int(told["unread_sheet_count"])


def sheet_as_csv(path: Path, copy: Path) -> tuple[int, int]:
    """Write the sheet of a workbook that is read as comma-separated UTF-8.

    Gives its number of rows, and how many other sheets are tables like it.
    """
    # A workbook unpacks to about twenty times its size.
    told = ask_reader("sheet_as_csv", path, 20 * path.stat().st_size, copy=str(copy))
    return int(told["row_count"]), int(told["unread_sheet_count"])


def parquet_start(path: Path, row_count: int) -> list[list[str]]:
    """The header of a Parquet file and its first rows, as text."""
    return ask_reader("parquet_start", path, path.stat().st_size, row_count=row_count)["rows"]


def parquet_copy(path: Path, copy: Path) -> Path:
    """A Parquet file written anew, which the database can read whatever the file was."""
    ask_reader("parquet_copy", path, 10 * path.stat().st_size, copy=str(copy))
    return copy
