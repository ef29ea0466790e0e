"""Real 835 text for the pages: one small payer, a check a week."""

from __future__ import annotations

from datetime import date, timedelta

from sample_data.x12 import Envelope, Segment, enclosed, file_text, grouped, text_of

FIRST = date(2026, 8, 3)
WEEKS, LINES, DENIED = 16, 30, 3


def remittance_of(week: int) -> list[Segment]:
    """One check of 30 claims of one $100 line; the first 3 are denied for CARC 97, modifier 25."""
    day = f"{FIRST + timedelta(weeks=week, days=2):%Y%m%d}"
    amount = (LINES - DENIED) * 100
    segments: list[Segment] = [
        ("BPR", "I", amount, "C", "ACH", "CCP", "01", "1", "DA", "2", "1512345678", "", "01", "3",
         "DA", "4", day),
        ("TRN", "1", f"CHECK{week}", "1512345678"),
        ("DTM", "405", day),
        ("N1", "PR", "BLUE HARBOR"),
        ("N1", "PE", "OAK CLINIC", "XX", "1234567893"),
        ("LX", "1"),
    ]  # fmt: skip
    for claim in range(LINES):
        paid, modifiers = (0, ("25",)) if claim < DENIED else (100, ())
        segments += [
            ("CLP", f"ACC{week}-{claim}", "1", "100", paid, "", "12", f"ICN{week}{claim}", "11",
             "1"),
            ("NM1", "QC", "1", "QUARTZ", "NOVEMBER", "", "", "", "MI", "M001"),
            ("SVC", ("HC", "99213", *modifiers), "100", paid, "", "1"),
            ("DTM", "472", day),
            *([] if paid else [("CAS", "CO", "97", "100"), ("LQ", "HE", "N20")]),
        ]  # fmt: skip
    return enclosed("835", f"{week + 1:04}", segments)


def interchange(weeks: range) -> str:
    """Those checks in one envelope."""
    envelope = Envelope("PAYER", "CLINIC", "20261116", "0800")
    sets = [remittance_of(week) for week in weeks]
    return file_text(envelope, [text_of(grouped("HP", envelope, "1", "005010X221A1", sets))])
