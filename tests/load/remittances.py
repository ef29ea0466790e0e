"""Remittances whose claims a test can name: each is charged and paid 10.00, or denied."""

from __future__ import annotations

from collections.abc import Sequence

from sample_data.x12 import Envelope, Format, Segment, enclosed, file_text, text_of

UNBROKEN = Format(newline="")


def a_set(trace: str, paid: Sequence[str] = (), denied: Sequence[str] = ()) -> str:
    """A balanced transaction set."""
    segments: list[Segment] = [
        ("BPR", "I", 10 * len(paid), "C", "CHK", *[""] * 11, "20261001"),
        ("TRN", "1", trace, "1512345678"),
        ("N1", "PR", "AURORA HEALTH"),
        ("N1", "PE", "RIVERSIDE CLINIC", "XX", "1234567893"),
        ("LX", "1"),
    ]
    for name in paid:
        segments += [
            ("CLP", name, "1", "10", "10", "", "12", f"P{name}"),
            ("SVC", ("HC", "99212"), "10", "10", "", "1"),
        ]
    for name in denied:
        segments += [
            ("CLP", name, "1", "10", "0", "", "12", f"P{name}"),
            ("SVC", ("HC", "99213", "25"), "10", "0", "", "1"),
            ("CAS", "CO", "97", "10"),
        ]
    return text_of(enclosed("835", "0001", segments), UNBROKEN)


def a_file(*sets: str, number: int = 1) -> str:
    """Sets in one group of one interchange."""
    opening = ("GS", "HP", "A", "P", "20261001", "1200", number, "X", "005010X221A1")
    ends = (text_of([opening], UNBROKEN), text_of([("GE", len(sets), number)], UNBROKEN))
    envelope = Envelope("AURORA", "PRACTICE", "20261001", "1200", number)
    return file_text(envelope, ["".join(sets).join(ends)], UNBROKEN)
