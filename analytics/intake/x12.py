"""X12 envelopes: a file of any lawful (and much unlawful) shape becomes transaction sets.

Reads in blocks, so memory stays bounded whatever the size of the file. What comes out is text
whose delimiters are the ASCII separators, ready to be split in SQL; no health care is known here.
Every segment keeps its position: the first segment of a file is number 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from analytics.intake.delimiters import (
    BYTE_ORDER_MARK,
    PADDING,
    find_header,
    first_padding,
    next_interchange,
    without_padding,
)
from analytics.intake.envelopes import Envelope, Finding, SetPart, TransactionSet
from analytics.intake.oddities import LOOK_AHEAD_BYTES, Oddities
from analytics.intake.shapes import COUNT, SET_KIND, VERSION, shape_of, shown_if
from analytics.vocabulary import RefusedFile

BLOCK_BYTES = 16 << 20
PART_BYTES = 1 << 20
MOST_SEGMENT_BYTES = 64 << 20
# A file may be nothing but envelopes; what is known of each is held in memory.
MOST_SETS = 500_000
MOST_FINDINGS = 1_000
# What stands so near the end of a block waits for the next one, so that a header is seen whole.
HELD_BACK_BYTES = LOOK_AHEAD_BYTES
_MARK = re.compile(rb"\x1e(ISA|GS|GE|ST|SE|IEA)(?=[\x1d\x1e]|\Z)")
_TRAILER = re.compile(rb"\x1e(SE|GE|IEA)\x1d")
_VERSION = "005010"
_GUIDE = re.compile(r"X\d{3}")


def read_parts(
    stream: BinaryIO, envelope: Envelope, split_at: Mapping[str, str]
) -> Iterator[SetPart]:
    """The transaction sets of an open file, in order, in parts of about a megabyte.

    `split_at` names, per kind of set that is wanted ("835"), the segment before which a large set
    may be cut ("CLP"), and after a blank the one that opens loops within those, if they are to be
    counted too ("HL CLM"); other sets are passed over and said. Raises RefusedFile when there is
    no X12 to be found.
    """
    reader = _SetReader(envelope, split_at)
    for text in _normalised_blocks(stream, envelope):
        yield from reader.read(text)
    yield from reader.finish()
    if not envelope.sets and envelope.answers_interchange:
        raise RefusedFile(
            "The file holds an interchange acknowledgment (TA1), which says whether a file could "
            "be read and not what became of its claims."
        )
    if not envelope.sets:
        raise RefusedFile("The file has an X12 envelope but no transaction set (ST) in it.")


def _normalised_blocks(stream: BinaryIO, envelope: Envelope) -> Iterator[bytes]:
    """The file as whole segments, each opened by 0x1E, whatever its delimiters."""
    header = find_header(stream)
    oddities = Oddities(envelope)
    raw, start, delimiters = header.raw, header.start, oddities.of_header(header)
    search_from, ended = start + 3, False
    while not ended:
        block = stream.read(BLOCK_BYTES)
        ended = not block
        raw, search_from, start = raw[start:] + block, search_from - start, 0
        safe = len(raw) if ended else max(len(raw) - HELD_BACK_BYTES, 0)
        while (
            restart := next_interchange(raw, start, search_from, safe, delimiters.segment)
        ) is not None:
            before = raw[start:restart].rstrip(PADDING).removesuffix(BYTE_ORDER_MARK)
            yield oddities.read(before, delimiters)
            start, delimiters = restart, oddities.of_interchange(raw, restart, delimiters)
            search_from = start + 3
        end = raw.rfind(delimiters.segment, start, safe) + 1
        if end > start:
            yield oddities.read(raw[start:end], delimiters)
            start = end
        search_from = max(search_from, start)
        if len(raw) - start > MOST_SEGMENT_BYTES:
            raise RefusedFile("The file is damaged: a segment of it does not end.")
    tail = oddities.read(raw[start:].strip(PADDING), delimiters)
    if tail:
        envelope.ends_inside_segment = not _TRAILER.match(tail)
        yield tail


@dataclass
class _Opened:
    """An interchange or a group that is open: its control number, and what stood in it so far."""

    control_number: str
    count: int = 0


class _SetReader:
    """Follows ISA, GS, ST and SE through blocks of text, and gives the sets out in parts."""

    def __init__(self, envelope: Envelope, split_at: Mapping[str, str]) -> None:
        self.envelope = envelope
        self.split_at = {
            kind: [f"\x1e{tag}\x1d".encode() for tag in tags.split()]
            for kind, tags in split_at.items()
        }
        self.current: TransactionSet | None = None
        self.group: _Opened | None = None
        self.interchange: _Opened | None = None
        self.version = self.group_header = ""
        self.text = b""
        self.part_number = self.segments_before = 0
        self.loops_before = [0, 0]
        self.has_padding = False

    def read(self, text: bytes) -> Iterator[SetPart]:
        """Take a block of whole segments; give out the parts that are complete."""
        segments, at = self.envelope.segment_count, 0
        self.envelope.answers_interchange |= not self.current and b"\x1eTA1\x1d" in text
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
        self.envelope.ends_inside_set = self.current is not None
        yield from self._close("the end of the file", self.envelope.segment_count, "ISA")

    def _keep(self, text: bytes) -> None:
        if self.current and self.current.kind in self.split_at:
            self.text += text

    def _meet(self, elements: list[str], segment_number: int) -> Iterator[SetPart]:
        """One envelope segment: open or close what it opens or closes."""
        tag, *values = elements
        values = [value.strip() for value in values] + [""] * 16
        if tag != "SE":
            yield from self._close(tag, segment_number - 1, tag)
        if tag == "ISA":
            self.interchange = _Opened(values[12])
        elif tag == "GS":
            self._open_group(values, segment_number)
        elif tag == "ST":
            self._open(values, segment_number)
        elif tag == "SE":
            yield from self._meet_se(values, segment_number)
        elif tag == "GE":
            self._meet_trailer("GE", self.group, "GS", values, segment_number)
            self.group = None
        elif tag == "IEA":
            self._meet_trailer("IEA", self.interchange, "ISA", values, segment_number)
            self.interchange = None

    def _close(self, before: str, segment_number: int, tag: str) -> Iterator[SetPart]:
        """Close what is still open when a segment comes that cannot stand in it."""
        if self.current:
            self._find("missing_se", segment_number, before, "SE", "The set is not closed.")
            yield from self._give_out(last=True)
        if self.group and tag in ("ISA", "GS", "IEA"):
            self._miss("GE", segment_number, before, "The group of sets is not closed.")
            self.group = None
        if self.interchange and tag == "ISA":
            self._miss("IEA", segment_number, before, "The interchange is not closed.")
            self.interchange = None

    def _open_group(self, values: list[str], segment_number: int) -> None:
        self.group, self.version = _Opened(values[5]), values[7]
        self.group_header = "\x1d".join(["GS", *values]).rstrip("\x1d")
        if self.interchange:
            self.interchange.count += 1
        if self.version and not self.version.startswith(_VERSION):
            message = "The file says it follows another version of the guide; it was read the same."
            found = shown_if(VERSION, self.version)
            self._add(None, "other_version", segment_number, found, _VERSION, message)

    def _open(self, values: list[str], segment_number: int) -> None:
        number = len(self.envelope.sets) + 1
        if number > MOST_SETS:
            raise RefusedFile(
                f"The file holds more than {MOST_SETS:,} transaction sets; split it into several."
            )
        # The guide is named by the group (GS08), and by the set (ST03) where the group does not.
        named = [self.version, values[2]] if self.group else [values[2]]
        version = next(filter(_GUIDE.search, named), values[2] or self.version)
        self.current = TransactionSet(number, values[0], values[1], version, segment_number)
        self.envelope.sets.append(self.current)
        if self.group:
            self.group.count += 1
        elif self.interchange:
            self._find(
                "missing_group",
                segment_number,
                "ST",
                "GS",
                "A set is outside any group.",
            )
        if values[0] not in self.split_at:
            message = "A set of another kind is in the file; it is not read here."
            found = shown_if(SET_KIND, values[0])
            self._find("set_not_read", segment_number, found, " ".join(self.split_at), message)
        self.part_number, self.loops_before = 0, [0, 0]
        self.segments_before, self.text = segment_number - 1, b""

    def _meet_se(self, values: list[str], segment_number: int) -> Iterator[SetPart]:
        if not self.current:
            self._find("stray_trailer", segment_number, "SE", "ST", "An SE closes no open ST.")
            return
        count = segment_number - self.current.first_segment_number + 1
        self.current.is_closed = True
        opened, number = _Opened(self.current.control_number, count), self.current.number
        self._compare(number, "SE", segment_number, values, opened)
        yield from self._give_out(last=True)

    def _meet_trailer(
        self, tag: str, opened: _Opened | None, opens: str, values: list[str], segment_number: int
    ) -> None:
        if opened:
            self._compare(None, tag, segment_number, values, opened)
        else:
            message = f"{'An' if tag == 'IEA' else 'A'} {tag} closes no open {opens}."
            self._add(None, "stray_trailer", segment_number, tag, opens, message)

    def _give_out(self, last: bool) -> Iterator[SetPart]:
        """Cut what has been kept before loops, once it is large; all of it when the set ends."""
        if not self.current:
            return
        tags = self.split_at.get(self.current.kind, [b""])
        while self.text:
            cut = self.text.find(tags[0], PART_BYTES)
            if cut == -1 and not last:
                return
            body, self.text = (self.text, b"") if cut == -1 else (self.text[:cut], self.text[cut:])
            self.part_number += 1
            body = self._without_padding(body)
            yield SetPart(
                self.current.number,
                self.part_number,
                self.loops_before[0],
                self.segments_before,
                body,
                self.loops_before[1],
                self.group_header if self.group else "",
                self.current.first_segment_number,
            )
            if self.text or not last:
                for depth, tag in enumerate(tags):
                    self.loops_before[depth] += body.count(tag)
                self.segments_before += body.count(b"\x1e")
        if last:
            self.current = None

    def _without_padding(self, body: bytes) -> bytes:
        """Text of the open set without blanks around its values; said once for a file."""
        first = first_padding(body)
        if first is None:
            return body
        if not self.has_padding:
            self.has_padding = True
            number = self.segments_before + body.count(b"\x1e", 0, first + 1)
            message = "There are spaces around values; they were removed."
            self._find("padded_values", number, "a blank", "nothing to do", message)
        return without_padding(body)

    def _compare(
        self,
        set_number: int | None,
        tag: str,
        segment_number: int,
        values: list[str],
        opened: _Opened,
    ) -> None:
        """A trailer's count and control number against what was seen."""
        found, control = values[0], values[1]
        if (found.lstrip("0") or "0") != str(opened.count) or not found:
            message = f"{tag}01 is not how many the file has."
            found = shown_if(COUNT, found)
            self._add(set_number, "wrong_count", segment_number, found, str(opened.count), message)
        if control != opened.control_number:
            message = f"{tag}02 does not repeat the control number that opened it."
            self._add(
                set_number, "wrong_control_number", segment_number, shape_of(control),
                "the number that opened it", message,
            )  # fmt: skip

    def _miss(self, tag: str, segment_number: int, before: str, message: str) -> None:
        self._add(None, "missing_trailer", segment_number, before, tag, message)

    def _find(
        self, code: str, segment_number: int, found: str, expected: str, message: str
    ) -> None:
        """A finding on the set that was opened last."""
        number = self.envelope.sets[-1].number if self.envelope.sets else None
        self._add(number, code, segment_number, found, expected, message)

    def _add(
        self,
        set_number: int | None,
        code: str,
        segment_number: int,
        found: str,
        expected: str,
        message: str,
    ) -> None:
        findings = self.envelope.findings
        if len(findings) == MOST_FINDINGS:
            code, found, expected = "more_findings", f"over {MOST_FINDINGS:,}", "whole envelopes"
            message = "The envelopes of the file have more faults than are listed."
        elif len(findings) > MOST_FINDINGS:
            return
        findings.append(
            Finding(set_number, segment_number, code, found[:40], expected[:40], message)
        )


def _text(element: bytes) -> str:
    return element.decode("latin-1")
