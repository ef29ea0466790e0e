"""Writes X12, for the sample data and for tests: a segment is its elements, a composite is a tuple.

`tests/truth/writer.py` writes 835 and 837 a second way, as text, and `tests/intake` has files
letter for letter: they hold what is written here against the standard.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

Element = str | int | Sequence[str]  # a sequence is a composite
Segment = Sequence[Element]


@dataclass(frozen=True)
class Format:
    """A payer's delimiters, and what it puts after each terminator."""

    element: str = "*"
    component: str = ":"
    repetition: str = "^"
    terminator: str = "~"
    newline: str = "\n"


@dataclass(frozen=True)
class Envelope:
    """Who sends to whom and when, and the number of the interchange."""

    sender: str
    receiver: str
    day: str  # as 20261001
    time: str = "0605"
    number: int = 1
    usage: str = "P"  # or T, for a test


def interchange(
    style: Format,
    sender: str,
    receiver: str,
    day: date,
    control_number: int,
    guide: tuple[str, str, str],
    sets: Iterable[list[Segment]],
) -> str:
    """One ISA…IEA holding one functional group; ``guide`` is GS01, ST01 and the version."""
    functional_code, set_code, version = guide
    envelope = Envelope(sender, receiver, f"{day:%Y%m%d}", number=control_number, usage="T")
    bodies = [
        # Remittances name no version in ST; claims and acknowledgments must.
        enclosed(set_code, f"{count:04d}", body, "" if set_code == "835" else version)
        for count, body in enumerate(sets, start=1)
    ]
    group = grouped(functional_code, envelope, str(control_number), version, bodies)
    return file_text(envelope, [text_of(group, style)], style)


def enclosed(
    set_code: str, number: str, body: Sequence[Segment], version: str = ""
) -> list[Segment]:
    """A transaction set: ST, its segments, and SE with how many they are."""
    return [("ST", set_code, number, version), *body, ("SE", len(body) + 2, number)]


def grouped(
    functional_code: str,
    envelope: Envelope,
    number: str,
    version: str,
    sets: Sequence[Sequence[Segment]],
) -> list[Segment]:
    """A functional group: GS, its sets, and GE with how many they are."""
    return [
        ("GS", functional_code, envelope.sender, envelope.receiver, envelope.day, envelope.time,
         number, "X", version),
        *(segment for each in sets for segment in each),
        ("GE", len(sets), number),
    ]  # fmt: skip


def file_text(envelope: Envelope, groups: Sequence[str], style: Format | None = None) -> str:
    """The text of an interchange: ISA, its groups, and IEA with how many they are."""
    style = style or Format()
    number = f"{envelope.number:09d}"
    isa = (
        "ISA", "00", " " * 10, "00", " " * 10, "ZZ", f"{envelope.sender:<15}", "ZZ",
        f"{envelope.receiver:<15}", envelope.day[2:], envelope.time, style.repetition, "00501",
        number, "0", envelope.usage, style.component,
    )  # fmt: skip
    # Its blanks and its last element must stay, so it is no segment like the others.
    opening = style.element.join(isa) + style.terminator + style.newline
    return opening + "".join(groups) + text_of([("IEA", len(groups), number)], style)


def text_of(segments: Iterable[Segment], style: Format | None = None) -> str:
    """Segments as text, without trailing empty elements."""
    style = style or Format()
    end = style.terminator + style.newline
    return "".join(_text(segment, style) + end for segment in segments)


def money(cents: int, has_cents: bool = True) -> str:
    """Dollars as payers write them: always two decimals, or only where needed."""
    text = f"{cents / 100:.2f}"
    return text if has_cents else text.rstrip("0").rstrip(".")


def _text(segment: Segment, style: Format) -> str:
    elements = [
        str(element)
        if isinstance(element, str | int)
        else style.component.join(element).rstrip(style.component)
        for element in segment
    ]
    return style.element.join(elements).rstrip(style.element)
