"""Which four characters part a file, and the file rewritten with the ASCII separators instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import BinaryIO

from analytics.vocabulary import RefusedFile

HEAD_BYTES = 1 << 20
MOST_PADDING = 256
PADDING = b"\r\n\t \x00\x1a"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ISA = re.compile(rb"ISA([^A-Za-z0-9\s])", re.IGNORECASE)
_ST = re.compile(
    rb"(?:^|[^A-Za-z0-9])ST(?P<element>[^A-Za-z0-9\s])\d{3}(?P=element)[A-Za-z0-9]{1,9}"
    rb"(?:(?P=element)[A-Za-z0-9]*)?(?!(?P=element))(?P<segment>[^A-Za-z0-9 ])",
    re.IGNORECASE,
)
# After an ISA: a group or a set soon after it, and what ends the ST segment ends all segments.
_ST_AFTER = (
    rb"(?:^|[^A-Za-z0-9])ST%(el)b\d{3}%(el)b *[A-Za-z0-9]{1,9} *"
    rb"(?:%(el)b *[A-Za-z0-9]*)?(?!%(el)b)(?P<segment>[^A-Za-z0-9 ])"
)
_FIRST_ID = rb"[\r\n\t \x00\x1a]*(?:GS|TA1|ST|IEA)%b"
_ISA_LOOK_AHEAD = 4096
_COMPOSITE = rb"SVC%b(?:HC|AD|NU|N4|HP|ER|IV|WK)(?P<component>[^A-Za-z0-9\s])[A-Z0-9]{2}"
_IRREGULAR = re.compile(rb"\x1e(?![A-Z0-9]{2,3}(?:[\x1d\x1e]|\Z))")
_LOWER_CASE_ID = re.compile(rb"\x1e[A-Z0-9]{0,2}[a-z][A-Za-z0-9]{0,2}(?=\x1d)")
# The same, with the qualifier that says what such a segment is about (REF01, N101 and so on).
_LOWER_CASE_START = re.compile(
    rb"\x1e(?:amt|dtm|dtp|lq|n1|nm1|qty|ref)\x1d[A-Za-z0-9]{1,3}(?=[\x1d\x1e]|\Z)|"
    + _LOWER_CASE_ID.pattern
)
# It opens with the blank, which few texts have many of, so that a search passes over the rest.
_PADDED = re.compile(rb" (?:[\x1d-\x1f]|(?<=[\x1d-\x1f] ))")
# Where the element separators of a header of 106 characters stand (X12.5, ISA segment).
_ISA_PLACES = (3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103)
_SEPARATORS = {"component": 0x1F, "repetition": 0x1C, "element": 0x1D, "segment": 0x1E}


@dataclass(frozen=True)
class Delimiters:
    """The characters one interchange uses, each a single byte; a missing one is empty."""

    segment: bytes
    element: bytes
    component: bytes
    repetition: bytes = b""

    @classmethod
    def of_isa(cls, raw: bytes, at: int) -> Delimiters | None:
        """The delimiters an ISA header at this position declares, or None if it is not one.

        The standard fixes the header at 106 characters; senders who pad their elements otherwise
        are read by its sixteen element separators (X12.5, ISA segment). Where what follows is no
        segment of an envelope (ISA16 left out, or standing elsewhere), the first ST shows them.
        """
        declared = cls._declared(raw, at)
        is_clear = declared and declared.segment not in PADDING
        if declared and is_clear and declared._opens_next(raw, at):
            return declared
        shown = cls._shown(raw, at)
        # At the end of a line, what stands for ISA16 may be the terminator.
        if declared and shown and declared.segment == shown.segment:
            return declared
        return shown or declared

    @classmethod
    def _declared(cls, raw: bytes, at: int) -> Delimiters | None:
        """What the sixteenth separator of a header and the two characters after it say."""
        element = raw[at + 3 : at + 4]
        pieces = raw[at : at + 512].split(element, 16) if element else []
        if len(pieces) < 17 or len(pieces[16]) < 2 or len(b"".join(pieces[:16])) > 200:
            return None
        component, segment = pieces[16][:1], pieces[16][1:2]
        if segment.isalnum() or segment in (element, b" ") or component.isalnum():
            return None
        if component in (segment, b" "):
            component = b":"
        repetition = pieces[11]
        is_repetition = len(repetition) == 1 and not repetition.isalnum()
        is_repetition = is_repetition and repetition not in (element, component, segment, b" ")
        return cls(segment, element, component, repetition if is_repetition else b"")

    @classmethod
    def _shown(cls, raw: bytes, at: int) -> Delimiters | None:
        """What the first ST after a header shows, if the header has a header's date and version."""
        element = raw[at + 3 : at + 4]
        ahead = raw[at : at + _ISA_LOOK_AHEAD]
        inside_word = at and raw[at - 1 : at].isalnum()
        if not element or element.isalnum() or element.isspace() or inside_word:
            return None
        opening = re.search(_ST_AFTER % {b"el": re.escape(element)}, ahead, re.IGNORECASE)
        if not opening:
            return None
        segment = opening["segment"]
        pieces = ahead[: opening.start("segment")].split(segment, 1)[0].split(element)
        has_version = any(re.fullmatch(rb" *00\d{3} *", piece) for piece in pieces[9:14])
        is_one_header = not any(piece.endswith(b"ISA") for piece in pieces[1:])
        if not 13 <= len(pieces) <= 18 or not has_version or not is_one_header:
            return None
        last = pieces[-1].strip(PADDING)
        is_component = len(last) == 1 and not last.isalnum() and last not in segment + element
        usual = b"" if b":" in segment + element else b":"
        return cls(segment, element, last if is_component else usual)

    def _opens_next(self, raw: bytes, at: int) -> bool:
        """Whether a segment of an envelope opens where these say that the header ends."""
        end = raw.find(self.segment, at + 4)
        # The component separator may be the very character that ends segments.
        ends = [end, end + 1] if raw[end + 1 : end + 2] == self.segment else [end]
        first = re.compile(_FIRST_ID % re.escape(self.element), re.IGNORECASE)
        return end != -1 and any(first.match(raw, place + 1) for place in ends)

    def as_used(self, text: bytes) -> Delimiters:
        """These, with the component separator that the first procedure of an interchange shows."""
        element = re.escape(self.element)
        opening = rb"[%b%b]ISA%b" % (re.escape(self.segment), re.escape(PADDING), element)
        following = re.compile(opening).search(text, 3)
        own = text[: following.start()] if following else text
        composite = re.search(_COMPOSITE % element, own, re.IGNORECASE)
        seen = composite["component"] if composite else self.component
        if seen in (self.segment, self.element, self.repetition, b" "):
            return self
        return replace(self, component=seen)


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
        if raw[match.start() - 1 : match.start()] == match[1]:
            continue  # a value, such as a name, that is ISA
        delimiters = Delimiters.of_isa(raw, match.start())
        if delimiters:
            if _ST.search(raw, 0, match.start()):
                raise RefusedFile("The first ISA header of this X12 file is damaged or missing.")
            return Header(raw, match.start(), delimiters, has_isa=True)
    opening = _ST.search(raw)
    if not opening:
        if _ISA.match(raw.removeprefix(BYTE_ORDER_MARK).lstrip(PADDING)):
            raise RefusedFile(
                "The ISA header of this X12 file is damaged: its delimiters cannot be read."
            )
        raise RefusedFile("No X12 header (ISA) and no transaction set (ST) was found in the file.")
    element, segment = re.escape(opening["element"]), re.escape(opening["segment"])
    group = re.search(
        rb"(?<![A-Za-z0-9])GS" + element + rb"[^" + segment + rb"]*" + segment + rb"\s*$",
        raw[: opening.start("element") - 2],
        re.IGNORECASE,
    )
    start = group.start() if group else opening.start("element") - 2
    component = b"" if b":" in (opening["segment"], opening["element"]) else b":"
    delimiters = Delimiters(opening["segment"], opening["element"], component)
    return Header(raw, start, delimiters.as_used(raw[start:]), has_isa=False)


def next_interchange(
    raw: bytes, boundary: int, search_from: int, search_to: int, terminator: bytes
) -> int | None:
    """Where the next ISA segment opens; a patient named LISA is not one.

    It opens where a segment may (`boundary` is such a place), or, if the file before it was cut
    off, wherever a header stands with all its sixteen separators in place.
    """
    at = raw.find(b"ISA", search_from, search_to)
    while at != -1:
        opens = _ends_segment(raw, boundary, at, terminator) or _is_whole_header(raw, at)
        if opens and Delimiters.of_isa(raw, at):
            return at
        at = raw.find(b"ISA", at + 3, search_to)
    return None


def _ends_segment(raw: bytes, boundary: int, at: int, terminator: bytes) -> bool:
    """Whether only padding stands between a place and the segment that ends before it.

    Looks back over so much padding and no further: there may be an ISA in every fourth byte.
    """
    start = max(boundary, at - MOST_PADDING)
    before = raw[start:at]
    gap = before[before.rfind(terminator) + 1 :]
    is_seen_whole = len(gap) < len(before) or start == boundary
    return is_seen_whole and not gap.strip(PADDING).removeprefix(BYTE_ORDER_MARK)


def _is_whole_header(raw: bytes, at: int) -> bool:
    element = raw[at + 3 : at + 4]
    return not element.isalnum() and all(
        raw[at + place : at + place + 1] == element for place in _ISA_PLACES
    )


def normalise(raw: bytes, delimiters: Delimiters) -> bytes:
    """Whole segments with their delimiters replaced by the ASCII separators, each opened by 0x1E.

    Line breaks that do not end segments are dropped: senders wrap lines anywhere. Bytes that
    would pass for a separator, and other control characters, become spaces.

    >>> normalise(b"ST*835*1~\\nSE*2*1~\\n", Delimiters(b"~", b"*", b":"))
    b'\\x1eST\\x1d835\\x1d1\\x1eSE\\x1d2\\x1d1'
    """
    text = translated(raw, delimiters)
    return without_blanks(text) if is_irregular(text) else text


def translated(raw: bytes, delimiters: Delimiters) -> bytes:
    """Normalised text, but for blanks before segment ids and empty segments."""
    table = bytearray(range(256))
    for byte in range(32):
        table[byte] = 0x20
    for name, separator in _SEPARATORS.items():
        for byte in getattr(delimiters, name):
            table[byte] = separator
    breaks = bytes(byte for byte in b"\r\n" if byte not in delimiters.segment)
    return b"\x1e" + raw.translate(bytes(table), breaks).removesuffix(b"\x1e")


def without_blanks(text: bytes) -> bytes:
    """Translated text without blanks around segment ids and without empty segments."""
    text = re.sub(rb"\x1e[ \x1e]+", b"\x1e", text).removesuffix(b"\x1e")
    return re.sub(rb"(?<=\x1e)([A-Za-z0-9]{2,3}) +(?=\x1d)", rb"\1", text)


def first_padding(text: bytes) -> int | None:
    """Where a blank first stands before or after a separator of normalised text; None if none."""
    padded = _PADDED.search(text)
    return padded.start() if padded else None


def without_padding(text: bytes) -> bytes:
    """Normalised text without the blanks around its values: they are no part of them."""
    return re.sub(rb" +(?=[\x1c-\x1f]|\Z)|(?<=[\x1c-\x1f]) +", b"", text)


def is_irregular(text: bytes) -> bool:
    """Whether a segment of normalised text opens with anything but an id in capitals."""
    return _IRREGULAR.search(text) is not None


def first_lower_case_id(text: bytes) -> re.Match[bytes] | None:
    """The first segment id of normalised text that is not in capitals."""
    return _LOWER_CASE_ID.search(text)


def with_capital_ids(text: bytes) -> bytes:
    """Normalised text with all segment ids in capitals, and qualifiers right after lower ones."""
    return _LOWER_CASE_START.sub(lambda match: match[0].upper(), text)


def first_without_id(text: bytes) -> re.Match[bytes] | None:
    """The first stretch of normalised text between terminators that has no segment id."""
    return _IRREGULAR.search(text)
