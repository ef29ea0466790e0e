"""X12 envelopes: a file of any lawful (and much unlawful) shape becomes transaction sets.

Reads in blocks, so memory stays bounded whatever the size of the file. What comes out is text
whose delimiters are the ASCII separators, ready to be split in SQL; no health care is known here.
Every segment keeps its position: the first segment of a file is number 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from analytics.intake.delimiters import (
    Delimiters,
    Header,
    find_header,
    first_lower_case_id,
    normalise,
)
from analytics.vocabulary import RefusedFile

BLOCK_BYTES = 16 << 20
PART_BYTES = 1 << 20
_MARK = re.compile(rb"\x1e(ISA|GS|GE|ST|SE|IEA)(?=[\x1d\x1e])")
_PADDING = b"\r\n\t \x00\x1a"


@dataclass(frozen=True)
class Finding:
    """Something odd about a file that still loads: where, what was found, what was expected."""

    transaction_set_number: int | None
    segment_number: int | None
    finding_code: str
    found: str
    expected: str
    message: str


@dataclass(frozen=True)
class SetPart:
    """A stretch of one transaction set: the whole of it, or, if large, a part cut before a loop.

    `body` runs from the ST segment (first part) or the loop's own segment (later parts), without
    the SE; segments are parted by 0x1E, elements 0x1D, components 0x1F, repetitions 0x1C.
    """

    transaction_set_number: int
    part_number: int
    loops_before: int
    segments_before: int
    body: bytes


@dataclass
class TransactionSet:
    """What the envelope says of one set."""

    number: int
    kind: str
    control_number: str
    version: str
    first_segment_number: int
    is_closed: bool = False


@dataclass
class Envelope:
    """Filled while the sets of a file are read: its sets, what was odd, and how it ended."""

    sets: list[TransactionSet] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    segment_count: int = 0
    ends_inside_segment: bool = False


def read_parts(stream: BinaryIO, envelope: Envelope, split_at: dict[str, str]) -> Iterator[SetPart]:
    """The transaction sets of an open file, in order, in parts of about a megabyte.

    `split_at` names, per kind of set ("835"), the segment before which a large set may be cut
    ("CLP"). Raises RefusedFile when there is no X12 to be found.
    """
    reader = _SetReader(envelope, split_at)
    for text in _normalised_blocks(stream, envelope):
        yield from reader.read(text)
    yield from reader.finish()
    if not envelope.sets:
        raise RefusedFile("The file has an X12 envelope but no transaction set (ST) in it.")


def _normalised_blocks(stream: BinaryIO, envelope: Envelope) -> Iterator[bytes]:
    """The file as whole segments, each opened by 0x1E, whatever its delimiters."""
    header = find_header(stream)
    raw, start, delimiters = header.raw, header.start, header.delimiters
    _say_what_is_odd(header, envelope)
    ended = False
    while not ended:
        block = stream.read(BLOCK_BYTES)
        ended = not block
        raw = raw[start:] + block
        start = 0
        while True:
            restart = _next_interchange(raw, start, delimiters.segment)
            if restart is None or (len(raw) - restart < 1024 and not ended):
                break
            yield normalise(raw[start:restart], delimiters)
            start, delimiters = restart, Delimiters.of_isa(raw, restart) or delimiters
        end = raw.rfind(delimiters.segment) + 1
        if end > start:
            yield normalise(raw[start:end], delimiters)
            start = end
    tail = normalise(raw[start:].strip(_PADDING), delimiters)
    if len(tail) > 1:
        envelope.ends_inside_segment = not re.match(rb"\x1e(SE|GE|IEA)\x1d", tail)
        yield tail


def _say_what_is_odd(header: Header, envelope: Envelope) -> None:
    """Findings on how the file opens."""
    before = header.raw[: header.start].removeprefix(b"\xef\xbb\xbf").strip(_PADDING)
    if before:
        envelope.findings.append(
            Finding(
                None,
                1,
                "text_before_header",
                f"{len(before)} bytes",
                "ISA first",
                "Text stands before the X12 header; it was passed over.",
            )
        )
    if not header.has_isa:
        envelope.findings.append(
            Finding(
                None,
                1,
                "no_interchange_header",
                "no ISA",
                "ISA",
                "The file has no ISA header; its delimiters were read from the ST segment.",
            )
        )
    elif header.raw[header.start + 105 : header.start + 106] != header.delimiters.segment:
        envelope.findings.append(
            Finding(
                None,
                1,
                "odd_header_length",
                "not 106 characters",
                "106 characters",
                "The ISA header is not 106 characters long; it was read by its separators.",
            )
        )
    if lower := first_lower_case_id(header.raw[header.start :], header.delimiters):
        envelope.findings.append(
            Finding(
                None,
                None,
                "lower_case_segment",
                lower.decode("latin-1"),
                lower.decode("latin-1").upper(),
                "Segment names are not in capitals; they were read as if they were.",
            )
        )


def _next_interchange(raw: bytes, start: int, terminator: bytes) -> int | None:
    """Where the next ISA segment opens after `start`; a name such as LISA is not one."""
    at = raw.find(b"ISA", start + 1)
    while at != -1:
        follows = raw[at + 3 : at + 4]
        gap = raw[max(start, at - 8) : at].rstrip(b"\r\n\t ") if terminator not in b"\r\n" else b""
        opens = gap.endswith(terminator) or raw[at - 1 : at] == terminator
        if opens and follows and not follows.isalnum() and Delimiters.of_isa(raw, at):
            return at
        at = raw.find(b"ISA", at + 3)
    return None


class _SetReader:
    """Follows ISA, GS, ST and SE through blocks of text, and gives the sets out in parts."""

    def __init__(self, envelope: Envelope, split_at: dict[str, str]) -> None:
        self.envelope = envelope
        self.split_at = {kind: f"\x1e{tag}\x1d".encode() for kind, tag in split_at.items()}
        self.current: TransactionSet | None = None
        self.text = b""
        self.part_number = self.loops_before = self.segments_before = 0
        self.version = self.group_number = self.interchange_number = ""
        self.groups = self.sets_in_group = 0

    def read(self, text: bytes) -> Iterator[SetPart]:
        """Take a block of whole segments; give out the parts that are complete."""
        segments, at = self.envelope.segment_count, 0
        for mark in _MARK.finditer(text):
            between = text[at : mark.start()]
            segments += between.count(b"\x1e")
            self._keep(between)
            at = mark.start()
            end = text.find(b"\x1e", at + 1)
            elements = text[at + 1 : end if end != -1 else len(text)].split(b"\x1d")
            yield from self._meet([_text(e) for e in elements], segments + 1)
        self._keep(text[at:])
        self.envelope.segment_count = segments + text.count(b"\x1e", at)
        yield from self._give_out(last=False)

    def finish(self) -> Iterator[SetPart]:
        """Give out what is left when the file ends."""
        if self.current:
            yield from self._close(self.envelope.segment_count, "the end of the file")
        if self.groups and self.interchange_number:
            self._find("missing_trailer", None, "no IEA", "IEA", "The interchange is not closed.")

    def _keep(self, text: bytes) -> None:
        if self.current:
            self.text += text

    def _meet(self, elements: list[str], segment_number: int) -> Iterator[SetPart]:
        """One envelope segment: open or close what it opens or closes."""
        tag, *values = elements
        values += [""] * 16
        if self.current and tag != "SE":
            yield from self._close(segment_number - 1, tag)
        if tag == "ISA":
            self.interchange_number, self.groups = values[12], 0
        elif tag == "GS":
            self.group_number, self.version, self.sets_in_group = values[5], values[7], 0
            self.groups += 1
        elif tag == "ST":
            self._open(values, segment_number)
        elif tag == "SE":
            yield from self._meet_se(values, segment_number)
        elif tag == "GE":
            self._compare("GE", segment_number, values, self.sets_in_group, self.group_number)
        elif tag == "IEA":
            self._compare("IEA", segment_number, values, self.groups, self.interchange_number)
            self.interchange_number = ""

    def _open(self, values: list[str], segment_number: int) -> None:
        number = len(self.envelope.sets) + 1
        version = values[2] or self.version
        self.current = TransactionSet(number, values[0], values[1], version, segment_number)
        self.envelope.sets.append(self.current)
        self.sets_in_group += 1
        self.part_number, self.loops_before = 0, 0
        self.segments_before, self.text = segment_number - 1, b""

    def _meet_se(self, values: list[str], segment_number: int) -> Iterator[SetPart]:
        if not self.current:
            self._find("stray_trailer", segment_number, "SE", "ST", "An SE closes no open ST.")
            return
        count = segment_number - self.current.first_segment_number + 1
        self.current.is_closed = True
        self._compare("SE", segment_number, values, count, self.current.control_number)
        yield from self._give_out(last=True)

    def _close(self, segment_number: int, before: str) -> Iterator[SetPart]:
        self._find(
            "missing_se", segment_number, before, "SE", f"The set is not closed before {before}."
        )
        yield from self._give_out(last=True)

    def _give_out(self, last: bool) -> Iterator[SetPart]:
        """Cut what has been kept before loops, once it is large; all of it when the set ends."""
        if not self.current:
            return
        tag = self.split_at.get(self.current.kind)
        while self.text:
            cut = self.text.find(tag, PART_BYTES) if tag else -1
            if cut == -1 and not last:
                return
            body, self.text = (self.text, b"") if cut == -1 else (self.text[:cut], self.text[cut:])
            self.part_number += 1
            yield SetPart(
                self.current.number,
                self.part_number,
                self.loops_before,
                self.segments_before,
                body,
            )
            self.loops_before += body.count(tag) if tag else 0
            self.segments_before += body.count(b"\x1e")
        if last:
            self.current = None

    def _compare(
        self, tag: str, segment_number: int, values: list[str], count: int, control: str
    ) -> None:
        """A trailer's count and control number against what was seen."""
        found_count, found_control = values[0].strip(), values[1].strip()
        if not found_count.isdigit() or int(found_count) != count:
            message = f"{tag}01 counts {found_count or 'nothing'}; the file has {count}."
            self._find("wrong_count", segment_number, found_count, str(count), message)
        if found_control != control.strip():
            message = f"{tag}02 does not repeat the control number that opened it."
            self._find("wrong_control_number", segment_number, found_control, control, message)

    def _find(
        self, code: str, segment_number: int | None, found: str, expected: str, message: str
    ) -> None:
        number = self.envelope.sets[-1].number if self.envelope.sets else None
        self.envelope.findings.append(
            Finding(number, segment_number, code, found, expected, message)
        )


def _text(element: bytes) -> str:
    return element.decode("latin-1")
