"""Delimited text: its encoding, delimiter and header row, and a clean copy where one is needed.

The database reads plain UTF-8 with one kind of line end and no empty lines; most extracts are just
that and are read where they lie. Any other is copied first, in pieces, so that the size of a file
never matters.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from analytics.vocabulary import RefusedFile

DELIMITERS = (",", "\t", ";", "|")
SAMPLE_BYTES = 256 * 1024
SAMPLE_ROWS = 500
HEADER_WITHIN_ROWS = 30
# A table of more is no claim extract, and the guess of its map would take minutes.
MOST_COLUMNS = 500
# The database takes lines of up to 2 MB.
MOST_LINE_LENGTH = 4_000_000
_CHUNK = 1024 * 1024

HeaderScore = Callable[[Sequence[str]], int]


@dataclass(frozen=True)
class Layout:
    """Where the header stands, its cells made unique, and some rows below it.

    The first row is 1; the first line too. They differ where a title holds a line break.
    """

    delimiter: str
    header_row_number: int
    header_line_number: int
    headers: tuple[str, ...]
    sample_rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Bytes:
    """What a look at every byte of a text file told."""

    encoding: str
    is_clean: bool
    line_count: int


def encoding_of(start: bytes) -> str | None:
    """The encoding a file's first bytes give away, None if they could be UTF-8 or Windows-1252."""
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # Text in Latin letters has a zero in every other byte of UTF-16.
    if len(start) > 3 and start[1::2].count(0) > len(start) * 0.3:
        return "utf-16-le"
    if len(start) > 3 and start[0::2].count(0) > len(start) * 0.3:
        return "utf-16-be"
    return None


def look_through(path: Path) -> Bytes:
    """Encoding, number of lines, and whether the database can read the file as it is."""
    given = encoding_of(_start(path))
    if given and given.startswith("utf-16"):
        return Bytes(given, is_clean=False, line_count=0)
    decoder, is_utf8, last = codecs.getincrementaldecoder("utf-8")(), True, b"\n"
    ends = {b"\n": 0, b"\r\n": 0, b"\r": 0}
    is_odd = False
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if is_utf8:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    is_utf8 = False
            # One byte of overlap keeps a line end that straddles two chunks in one piece.
            seam = last[-1:] + chunk
            for end in ends:
                ends[end] += seam.count(end) - last[-1:].count(end)
            is_odd = is_odd or b"\0" in chunk or bool(re.search(rb"\n *\r?\n", last + chunk))
            last = chunk[-64:]
    has_mixed_ends = ends[b"\r"] > 0 and not ends[b"\n"] == ends[b"\r\n"] == ends[b"\r"]
    return Bytes(
        given or ("utf-8" if is_utf8 else "cp1252"),
        is_clean=is_utf8 and not is_odd and not has_mixed_ends,
        line_count=ends[b"\n"] + (not last.endswith(b"\n")),
    )


def clean_copy(path: Path, encoding: str, layout: Layout, copy: Path) -> int:
    """Write the text as UTF-8 with newlines only, and return its number of lines.

    An empty line becomes a row of empty cells, so that rows keep the numbers a person counts.
    """
    empty_row = layout.delimiter * (len(layout.headers) - 1) + "\n"
    rest, line_count = "", 0
    with (
        path.open(encoding=encoding, errors="replace", newline=None) as source,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        while chunk := source.read(_CHUNK):
            if len(rest) > MOST_LINE_LENGTH:
                raise RefusedFile(
                    f"{path.name} is not a table: a line of it is longer than {MOST_LINE_LENGTH:,} "
                    "characters."
                )
            lines, newline, rest = (rest + chunk).replace("\0", "").rpartition("\n")
            line_count += lines.count("\n") + len(newline)
            target.write(re.sub(r"(?m)^ *\n", empty_row, lines + newline))
        target.write(rest)
    return line_count + bool(rest)


def find_layout(path: Path, encoding: str, score: HeaderScore) -> Layout:
    """The delimiter and header row of a text file: those under which most headers are known.

    Decided with the csv module on the first 256 kB. RefusedFile if it is no table.
    """
    with path.open("rb") as file:
        start = file.read(SAMPLE_BYTES)
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(start).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if len(start) == SAMPLE_BYTES:
        text = text.rpartition("\n")[0] or text
    best: tuple[tuple[int, int], Layout] | None = None
    is_too_wide = False
    for delimiter in DELIMITERS:
        rows = _rows(text, delimiter)
        if any(len(row) > MOST_COLUMNS for row in rows):
            is_too_wide = True
            continue
        found = find_header(rows, delimiter, score)
        if found and (best is None or found[0] > best[0]):
            best = found
    if best is None and is_too_wide:
        raise RefusedFile(
            f"{path.name} has more than {MOST_COLUMNS} columns; export those that are needed."
        )
    if best is None:
        raise RefusedFile(
            f"{path.name} is not a table: no comma, tab, semicolon or bar separates columns in it."
        )
    return best[1]


def find_header(
    rows: Sequence[Sequence[str]], delimiter: str, score: HeaderScore
) -> tuple[tuple[int, int], Layout] | None:
    """The likeliest header row with its rank (known headers, width); None if nothing has columns.

    Title lines above it and an unknown layout are the rule, so where no header is known the first
    row at least as wide as most rows is taken: most rows may leave their last cells empty.
    """
    widths = [_width(row) for row in rows]
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    candidates = [
        (score(row), widths[position] >= usual, -position, position)
        for position, row in enumerate(rows[:HEADER_WITHIN_ROWS])
        if widths[position] > 1
    ]
    if not candidates:
        return None
    known, _, _, position = max(candidates)
    headers = _unique(rows[position])
    sample = [tuple(row) for row in rows[position + 1 :] if any(cell.strip() for cell in row)]
    breaks = sum(cell.count("\n") for row in rows[: position + 1] for cell in row)
    layout = Layout(
        delimiter, position + 1, position + 1 + breaks, headers, tuple(sample[:SAMPLE_ROWS])
    )
    return (known, usual if usual > 1 else 0), layout


def _start(path: Path) -> bytes:
    """The first bytes of a file."""
    with path.open("rb") as file:
        return file.read(4096)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """The first rows under this delimiter; none if the csv module cannot make sense of them."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return list(islice(reader, HEADER_WITHIN_ROWS + SAMPLE_ROWS))
    except csv.Error:
        return []


def _width(row: Sequence[str]) -> int:
    """How many cells a row has, without the empty ones at its end."""
    width = len(row)
    while width and not row[width - 1].strip():
        width -= 1
    return width


def _unique(cells: Sequence[str]) -> tuple[str, ...]:
    """Cells as headers: an empty one is named by its place, a repeated one gets a number."""
    headers: list[str] = []
    for position, cell in enumerate(cells, start=1):
        name = " ".join(cell.replace("\ufeff", "").split()) or f"column {position}"
        same, number = name, 1
        while same in headers:
            number += 1
            same = f"{name} ({number})"
        headers.append(same)
    return tuple(headers)
