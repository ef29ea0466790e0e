"""Writes X12: segments are tuples, composites are tuples within them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

Segment = tuple  # elements: text, or a tuple of components


@dataclass(frozen=True)
class Format:
    """A payer's delimiters, and what it puts after each terminator."""

    element: str = "*"
    component: str = ":"
    repetition: str = "^"
    terminator: str = "~"
    newline: str = "\n"


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
    envelope = f"{control_number:09d}"
    segments: list[Segment] = [
        ("GS", functional_code, sender, receiver, f"{day:%Y%m%d}", "0605", control_number, "X",
         version),
    ]  # fmt: skip
    count = 0
    for count, body in enumerate(sets, start=1):
        number = f"{count:04d}"
        # Remittances name no version in ST; claims and acknowledgments must.
        start = ("ST", set_code, number) + (() if set_code == "835" else (version,))
        segments += [start, *body, ("SE", len(body) + 2, number)]
    segments += [("GE", count, control_number), ("IEA", 1, envelope)]
    isa = (
        "ISA", "00", " " * 10, "00", " " * 10, "ZZ", f"{sender:<15}", "ZZ", f"{receiver:<15}",
        f"{day:%y%m%d}", "0605", style.repetition, "00501", envelope, "0", "T", style.component,
    )  # fmt: skip
    end = style.terminator + style.newline
    return style.element.join(isa) + end + "".join(_text(s, style) + end for s in segments)


def money(cents: int, has_cents: bool = True) -> str:
    """Dollars as payers write them: always two decimals, or only where needed."""
    text = f"{cents / 100:.2f}"
    return text if has_cents else text.rstrip("0").rstrip(".")


def _text(segment: Segment, style: Format) -> str:
    """The segment without trailing empty elements."""
    elements = [
        style.component.join(e).rstrip(style.component) if isinstance(e, tuple) else str(e)
        for e in segment
    ]
    return style.element.join(elements).rstrip(style.element)
