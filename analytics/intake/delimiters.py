"""Which four characters part a file, and the file rewritten with the ASCII separators instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import BinaryIO

from analytics.vocabulary import RefusedFile

HEAD_BYTES = 1 << 20
_ISA = re.compile(rb"ISA([^A-Za-z0-9\s])", re.IGNORECASE)
_ST = re.compile(
    rb"(?:^|[^A-Za-z0-9])ST(?P<element>[^A-Za-z0-9\s])\d{3}(?P=element)[A-Za-z0-9]{1,9}"
    rb"(?:(?P=element)[A-Za-z0-9]*)?(?P<segment>[^A-Za-z0-9])"
)
_GS = re.compile(rb"(?:^|[^A-Za-z0-9])GS(?P<element>[^A-Za-z0-9\s])")
_COMPOSITE = re.compile(rb"SVC[^A-Za-z0-9](?:HC|AD|NU|N4|HP|ER|IV|WK)(?P<component>[^A-Za-z0-9])")
_IRREGULAR = re.compile(rb"\x1e(?![A-Z0-9]{2,3}[\x1d\x1e])")
_LOWER_CASE_ID = re.compile(rb"\x1e[A-Z0-9]{0,2}[a-z][A-Za-z0-9]{0,2}(?=\x1d)")
_SEPARATORS = {"segment": 0x1E, "element": 0x1D, "component": 0x1F, "repetition": 0x1C}


@dataclass(frozen=True)
class Delimiters:
    """The characters one interchange uses, each a single byte."""

    segment: bytes
    element: bytes
    component: bytes
    repetition: bytes = b""

    @classmethod
    def of_isa(cls, raw: bytes, at: int) -> Delimiters | None:
        """The delimiters an ISA header at this position declares, or None if it is not one.

        The standard fixes the header at 106 characters; senders who pad their elements otherwise
        are read by its sixteen element separators (X12.5, ISA segment).
        """
        element = raw[at + 3 : at + 4]
        pieces = raw[at : at + 512].split(element, 16) if element else []
        if len(pieces) < 17 or len(pieces[16]) < 2 or len(b"".join(pieces[:16])) > 200:
            return None
        component, segment = pieces[16][:1], pieces[16][1:2]
        if segment.isalnum() or segment == element or component.isalnum():
            return None
        repetition = pieces[11]
        is_repetition = len(repetition) == 1 and not repetition.isalnum()
        is_repetition = is_repetition and repetition not in (element, component, segment, b" ")
        return cls(segment, element, component, repetition if is_repetition else b"")


@dataclass(frozen=True)
class Header:
    """The first bytes of a file, where its X12 starts in them, and its delimiters."""

    raw: bytes
    start: int
    delimiters: Delimiters
    has_isa: bool


def find_header(stream: BinaryIO) -> Header:
    """Look through the first megabyte for an ISA, or failing that for a bare GS or ST.

    Text before it (a letter, a byte order mark) is passed over. Raises RefusedFile if there is
    neither, or if the ISA is damaged.
    """
    raw = stream.read(HEAD_BYTES)
    for match in _ISA.finditer(raw):
        delimiters = Delimiters.of_isa(raw, match.start())
        if delimiters:
            return Header(raw, match.start(), delimiters, has_isa=True)
    opening = _ST.search(raw)
    if not opening:
        if _ISA.match(raw.lstrip(b"\xef\xbb\xbf \r\n\t")):
            raise RefusedFile(
                "The ISA header of this X12 file is damaged: its delimiters cannot be read."
            )
        raise RefusedFile("No X12 header (ISA) and no transaction set (ST) was found in the file.")
    group = _GS.search(raw, 0, opening.start() + 1)
    start = group.start() if group else opening.start()
    start += 0 if raw[start : start + 1].isalpha() else 1
    composite = _COMPOSITE.search(raw)
    component = composite["component"] if composite else b":"
    delimiters = Delimiters(opening["segment"], opening["element"], component)
    return Header(raw, start, delimiters, has_isa=False)


def normalise(raw: bytes, delimiters: Delimiters) -> bytes:
    """Whole segments with their delimiters replaced by the ASCII separators, each opened by 0x1E.

    Line breaks that do not end segments are dropped: senders wrap lines anywhere. Bytes that
    would pass for a separator, and other control characters, become spaces.

    >>> normalise(b"ST*835*1~\\nSE*2*1~\\n", Delimiters(b"~", b"*", b":"))
    b'\\x1eST\\x1d835\\x1d1\\x1eSE\\x1d2\\x1d1'
    """
    table = bytearray(range(256))
    for byte in range(32):
        table[byte] = 0x20
    for name, separator in _SEPARATORS.items():
        for byte in getattr(delimiters, name):
            table[byte] = separator
    breaks = bytes(byte for byte in b"\r\n" if byte not in delimiters.segment)
    text = b"\x1e" + raw.translate(bytes(table), breaks)
    if _IRREGULAR.search(text):
        text = re.sub(rb"\x1e[ \x1e]+", b"\x1e", text)
        text = _LOWER_CASE_ID.sub(lambda match: match[0].upper(), text)
    return text.removesuffix(b"\x1e")


def first_lower_case_id(raw: bytes, delimiters: Delimiters) -> bytes | None:
    """The first segment id not in capitals, or None."""
    pattern = re.escape(delimiters.segment) + rb"\s*([A-Z0-9]{0,2}[a-z][A-Za-z0-9]{0,2})"
    match = re.search(pattern + re.escape(delimiters.element), raw)
    return match[1] if match else None
