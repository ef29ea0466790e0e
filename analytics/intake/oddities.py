"""What is odd about how a file is written: noticed while it is read, and said once each.

Lawful but unusual ways of writing expect "nothing to do": they explain what was read how.
"""

from __future__ import annotations

import re

from analytics.intake.delimiters import (
    BYTE_ORDER_MARK,
    PADDING,
    Delimiters,
    Header,
    first_lower_case_id,
    first_without_id,
    is_irregular,
    translated,
    with_capital_ids,
    without_blanks,
)
from analytics.intake.envelopes import Envelope, Finding
from analytics.intake.shapes import segment_or_shape

# What most files are parted by; any character is lawful.
USUAL = {"segment": b"~", "element": b"*", "component": b":>^"}
LOOK_AHEAD_BYTES = 1 << 16
FINE = "nothing to do"
_NAMES = {b"\n": "line feed", b"\r": "carriage return", b"\t": "tab", b" ": "blank", b"": "none"}


class Oddities:
    """Adds to the findings of an envelope what is odd about the text of its file."""

    def __init__(self, envelope: Envelope) -> None:
        self.envelope = envelope
        self.said: set[str] = set()
        self.interchange_count = 0

    def of_header(self, header: Header) -> Delimiters:
        """How the file opens, and the delimiters it is to be read by."""
        before = header.raw[: header.start]
        if before.startswith(BYTE_ORDER_MARK):
            self._say(
                "byte_order_mark", 1, "EF BB BF", "ISA first",
                "The file starts with a byte order mark; it was skipped.",
            )  # fmt: skip
        if before := before.removeprefix(BYTE_ORDER_MARK).strip(PADDING):
            self._say(
                "text_before_header", 1, f"{len(before)} bytes", "ISA first",
                "Text comes before the X12 header; it was skipped.",
            )  # fmt: skip
        if not header.has_isa:
            self._say(
                "no_interchange_header", 1, "no ISA", "ISA",
                "The file has no ISA header; its delimiters were read from the ST segment.",
            )  # fmt: skip
            self._of_delimiters(header.delimiters, 1)
            return header.delimiters
        return self.of_interchange(header.raw, header.start, header.delimiters)

    def of_interchange(self, raw: bytes, at: int, before: Delimiters) -> Delimiters:
        """How an interchange opens whose ISA is `at` a place, and what it is to be read by."""
        delimiters = Delimiters.of_isa(raw, at) or before
        self.interchange_count += 1
        number = self.envelope.segment_count + 1
        if self.interchange_count == 2:
            self._say(
                "several_interchanges", number, "a second ISA", FINE,
                "The file holds several interchanges; all of them were read.",
            )  # fmt: skip
        length = raw.find(delimiters.segment, at + 4) + 1 - at
        if raw[at + 105 : at + 106] != delimiters.segment or length != 106:
            self._say(
                "odd_header_length", number, f"{length} characters", "106 characters",
                "The ISA header is not 106 characters long; it was read by its separators.",
            )  # fmt: skip
        used = delimiters.as_used(raw[at : at + LOOK_AHEAD_BYTES])
        if used != delimiters:
            self._say(
                "other_component_separator", number,
                _named(used.component), _named(delimiters.component),
                (
                    "Procedures are not separated by the character the header names; the "
                    "character found was used."
                ),
            )  # fmt: skip
        self._of_delimiters(used, number)
        return used

    def read(self, raw: bytes, delimiters: Delimiters) -> bytes:
        """Whole segments, normalised; what is odd about them is said."""
        text = translated(raw, delimiters)
        irregular = is_irregular(text)
        if irregular:
            text = without_blanks(text)
        if "newline_in_segment" not in self.said:
            self._of_newlines(raw, delimiters)
        if not text.isascii() and "latin_1_text" not in self.said:
            self._of_encoding(text)
        if irregular:
            text = self._of_ids(text)
        return text

    def _of_delimiters(self, delimiters: Delimiters, segment_number: int) -> None:
        names = ("segment", "element", "component")
        own = {name: getattr(delimiters, name) for name in names}
        if own["segment"] in b"\r\n":
            self._say(
                "newline_as_terminator", segment_number, _named(own["segment"]), FINE,
                "Segments end at the end of a line, not at a character such as ~.",
            )  # fmt: skip
            own.pop("segment")
        if any(character not in USUAL[name] for name, character in own.items()):
            found = ", ".join(f"{name} {_named(character)}" for name, character in own.items())
            self._say(
                "other_delimiters", segment_number, found, FINE,
                "The file does not use the usual separators ~ * : but its own.",
            )  # fmt: skip

    def _of_newlines(self, raw: bytes, delimiters: Delimiters) -> None:
        # As a rule there is no line break at all, or one after each terminator.
        if b"\n" not in raw and b"\r" not in raw:
            return
        end, raw = delimiters.segment, raw.strip(PADDING)
        counts = (0, raw.count(end) - 1)
        if end in b"\r\n" or (raw.count(b"\n") in counts and raw.count(b"\r") in counts):
            return
        wrapped = re.search(rb"[^\s\x00\x1a" + re.escape(end) + rb"][ \t]*[\r\n]", raw)
        if wrapped:
            whole = [piece for piece in raw[: wrapped.start()].split(end) if piece.strip(PADDING)]
            starts_one = raw[: wrapped.start() + 1].rstrip(PADDING).endswith(end)
            self._say(
                "newline_in_segment",
                self.envelope.segment_count + len(whole) + starts_one,
                "a line break",
                "whole segments",
                "Lines break inside segments; the breaks were removed.",
            )

    def _of_encoding(self, text: bytes) -> None:
        try:
            text.decode()
        except UnicodeDecodeError as error:
            self._say(
                "latin_1_text", self._number_at(text, error.start),
                f"byte {text[error.start]:02X}", "ASCII or UTF-8",
                "Some letters are not written in UTF-8; they were read as Latin-1.",
            )  # fmt: skip

    def _of_ids(self, text: bytes) -> bytes:
        if lower := first_lower_case_id(text):
            given = lower[0][1:].decode("latin-1")
            found, capitals = segment_or_shape(given), segment_or_shape(given.upper())
            self._say(
                "lower_case_segment", self._number_at(text, lower.end()), found, capitals,
                "Segment names are not in capitals; they were read as if they were.",
            )  # fmt: skip
            text = with_capital_ids(text)
        if (odd := first_without_id(text)) and len(text) > 1:
            end = text.find(b"\x1e", odd.end())
            length = (len(text) if end == -1 else end) - odd.end()
            self._say(
                "text_between_segments", self._number_at(text, odd.end()),
                f"{length} characters", "a segment",
                "Text between two terminators is not a segment; it was skipped.",
            )  # fmt: skip
        return text

    def _number_at(self, text: bytes, place: int) -> int:
        return self.envelope.segment_count + text.count(b"\x1e", 0, place)

    def _say(self, code: str, segment_number: int, found: str, expected: str, message: str) -> None:
        if code not in self.said:
            self.said.add(code)
            self.envelope.findings.append(
                Finding(None, segment_number, code, found, expected, message)
            )


def _named(character: bytes) -> str:
    if character in _NAMES:
        return _NAMES[character]
    return (
        character.decode() if character.isascii() and character > b" " else f"0x{character.hex()}"
    )
