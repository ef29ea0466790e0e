"""What kind of file something is, told by its content and never by its name alone."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Literal

from analytics.intake.extract_text import DELIMITERS, encoding_of
from analytics.vocabulary import RefusedFile

FileKind = Literal["x12", "csv", "xlsx", "parquet", "zip", "gzip", "unknown"]

_HEAD_BYTES = 64 * 1024
_END_BYTES = 128 * 1024
_MOST_LIST_BYTES = 16 * 1024**2
# First bytes of files that are not for us: what it is, and what to do.
_STRANGERS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "a JPEG picture; ask for the 835 or a CSV export instead of a scan"),
    (b"\x89PNG", "a PNG picture; ask for the 835 or a CSV export instead of a screenshot"),
    (b"GIF8", "a GIF picture; ask for the 835 or a CSV export instead"),
    (b"II*\0", "a TIFF picture; ask for the 835 or a CSV export instead of a scan"),
    (b"MM\0*", "a TIFF picture; ask for the 835 or a CSV export instead of a scan"),
    (b"%PDF", "a PDF document; ask the payer for the 835 or export the data as CSV"),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Excel workbook (.xls) or one with a password; save it as .xlsx or CSV without one",
    ),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it, or pack it as ZIP"),
    (b"Rar!", "a RAR archive; unpack it, or pack it as ZIP"),
    (b"BZh", "a bzip2 archive; unpack it, or pack it as ZIP"),
    (b"\xfd7zXZ", "an xz archive; unpack it, or pack it as ZIP"),
    (b"SQLite format 3", "a SQLite database; export the table as CSV"),
    (b"-----BEGIN PGP", "an encrypted file; decrypt it first"),
    (b"{\\rtf", "a word-processor document; export the data as CSV"),
    (b"MZ", "a Windows program; it holds no remittances"),
    (b"\x7fELF", "a program; it holds no remittances"),
)
_X12 = re.compile(
    rb"(?:^|[^A-Za-z0-9])(?:ISA([^A-Za-z0-9\s])(?:[^\x00]{2,20}?\1){2}"
    rb"|GS([^A-Za-z0-9\s])[A-Z]{2}\2|ST([^A-Za-z0-9\s])\d{3}\3)",
    re.IGNORECASE,
)


def kind_of(path: Path) -> FileKind:
    """The kind of a file by its first bytes; "unknown" for text in which nothing parts columns.

    RefusedFile, with what it is and what to do, for what can never be an extract.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head.strip(b"\0\r\n\t \xef\xbb\xbf"):
        raise RefusedFile(
            f"{path.name} is empty; download it again from where it came."
            if not head
            else (f"{path.name} has only spaces in it; download it again from where it came.")
        )
    for start, sentence in _STRANGERS:
        if head.startswith(start):
            raise RefusedFile(f"{path.name} is {sentence}.")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path)
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if _X12.search(head[:4096]):
        return "x12"
    return _kind_of_text(path, head)


def _kind_of_zip(path: Path) -> FileKind:
    """Whether a ZIP is a workbook or an archive; other office documents are refused."""
    if _list_bytes(path) > _MOST_LIST_BYTES:
        raise RefusedFile(f"{path.name} holds too many files; unpack it and load a folder.")
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except Exception as error:  # a damaged one raises nearly anything
        raise RefusedFile(
            f"{path.name} is a damaged ZIP archive or workbook; download it again."
        ) from error
    if "[Content_Types].xml" not in names:
        return "zip"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise RefusedFile(f"{path.name} is an office document, not a workbook; export it as CSV.")


def _list_bytes(path: Path) -> int:
    """How long the list of members at the end of a ZIP says it is; 0 where there is none.

    All of the list is held in memory, so it is not read before this is known (APPNOTE 4.3.14,
    4.3.16).
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_BYTES))
        end = file.read()
    at = end.rfind(b"PK\x05\x06")
    length = int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0
    long_at = end.rfind(b"PK\x06\x06")
    if length == 0xFFFFFFFF and long_at >= 0:
        return int.from_bytes(end[long_at + 40 : long_at + 48], "little")
    return length


def _kind_of_text(path: Path, head: bytes) -> FileKind:
    """Whether the head of a file reads as delimited text; bytes that are no text are refused."""
    encoding = encoding_of(head)
    if encoding is None:
        odd = sum(head.count(code) for code in range(32) if code not in b"\t\n\r\f\x1a")
        if odd > len(head) * 0.02:
            raise RefusedFile(f"{path.name} is not text, so it is neither an 835 nor a CSV file.")
    text = head.decode(encoding or "latin-1", errors="replace")
    if re.match(r"\ufeff?\s*<(!doctype|html|\?xml)", text, re.IGNORECASE):
        raise RefusedFile(
            f"{path.name} is a web page or XML, not an extract; download the file itself."
        )
    return "csv" if any(delimiter in text for delimiter in DELIMITERS) else "unknown"
