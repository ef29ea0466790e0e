"""Real 835 text from a few words: makers whose defaults are lawful and balance.

A line says what was charged and adjusted; what is paid follows, as in the guide: a line's charge
less its adjustments is its payment, a claim's charge less all its adjustments is its payment, and
the claims' payments less provider adjustments are the check.

    an_835(a_claim("A1", [a_denied_line(carc="97", modifiers=("25",)), a_line("87880")]))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from sample_data.x12 import (
    Element,
    Envelope,
    Format,
    Segment,
    enclosed,
    file_text,
    grouped,
    text_of,
)

Test = TypeVar("Test", bound=Callable[..., object])
Adjustment = tuple[str, ...]  # group, CARC, amount and, where given, quantity


@dataclass(frozen=True)
class Line:
    """A service line as a payer answers it."""

    procedure: str = "99213"
    modifiers: tuple[str, ...] = ()
    charge: str = "100.00"
    paid: str | None = None
    adjustments: tuple[Adjustment, ...] = ()
    remarks: tuple[str, ...] = ()
    control_number: str | None = None
    submitted: tuple[str, ...] = ()  # SVC06: procedure and modifiers as they were billed
    service_date: str | None = None
    revenue_code: str = ""

    def paid_amount(self) -> Decimal:
        """What was paid: as given, else charge less adjustments."""
        if self.paid is not None:
            return Decimal(self.paid)
        return Decimal(self.charge) - _total(self.adjustments)


@dataclass(frozen=True)
class Claim:
    """A claim as a payer answers it."""

    number: str = "A1"
    lines: tuple[Line, ...] = (Line(),)
    status: str = "1"
    charge: str | None = None
    paid: str | None = None
    adjustments: tuple[Adjustment, ...] = ()
    icn: str = ""
    original_icn: str | None = None  # REF F8
    remarks: tuple[str, ...] = ()
    service_date: str = "20260202"
    filing: str = "12"
    provider: tuple[str, str, str] = ("BRAVO", "ROSE", "1234567893")
    patient: tuple[str, str, str] = ("QUARTZ", "NOVEMBER", "M001")

    def charge_amount(self) -> Decimal:
        """What was charged: as given, else the sum of the lines."""
        if self.charge is not None:
            return Decimal(self.charge)
        return sum((Decimal(line.charge) for line in self.lines), Decimal(0))

    def paid_amount(self) -> Decimal:
        """What was paid: as given, else charge less all adjustments."""
        if self.paid is not None:
            return Decimal(self.paid)
        adjusted = sum((_total(line.adjustments) for line in self.lines), Decimal(0))
        return self.charge_amount() - adjusted - _total(self.adjustments)


def given(*files: str | Claim) -> Callable[[Test], Test]:
    """Files a test stands on: texts, and claims that make one file more.

    The fixture `house` loads those of every test of a module at once; control numbers keep them
    apart, so a number belongs to one test.
    """
    texts = [file for file in files if isinstance(file, str)]
    claims = [file for file in files if isinstance(file, Claim)]

    def mark(test: Test) -> Test:
        test.files = [*texts, *([an_835(*claims)] if claims else [])]  # type: ignore[attr-defined]
        return test

    return mark


def a_line(procedure: str = "99213", **said: object) -> Line:
    """A line, paid whole unless something is said against it."""
    return Line(procedure, **_tuples(said))  # type: ignore[arg-type]


def a_denied_line(
    procedure: str = "99213",
    carc: str = "97",
    group: str = "CO",
    charge: str = "100.00",
    **said: object,
) -> Line:
    """A line denied whole for one reason."""
    return a_line(procedure, charge=charge, adjustments=[(group, carc, charge)], **said)


def a_claim(number: str = "A1", lines: Iterable[Line] | None = None, **said: object) -> Claim:
    """A claim of one paid line, unless said otherwise; the payer's number follows from ours."""
    said = {"icn": f"ICN{number}", **_tuples(said)}
    return Claim(number, (Line(),) if lines is None else tuple(lines), **said)  # type: ignore[arg-type]


def a_denied_claim(number: str = "A1", carc: str = "97", **said: object) -> Claim:
    """A claim whose one line is denied whole."""
    return a_claim(number, [a_denied_line(carc=carc)], **said)


def a_reversal_of(claim: Claim, **said: object) -> Claim:
    """The claim taken back: status 22, the same payer claim number, every amount negated."""
    lines = tuple(
        replace(
            line,
            charge=_negated(line.charge),
            paid=_negated(str(line.paid_amount())),
            adjustments=_negated_adjustments(line.adjustments),
        )
        for line in claim.lines
    )
    mirror = replace(
        claim,
        status="22",
        lines=lines,
        charge=_negated(str(claim.charge_amount())),
        paid=_negated(str(claim.paid_amount())),
        adjustments=_negated_adjustments(claim.adjustments),
    )
    return replace(mirror, **_tuples(said))


def a_remittance(
    *claims: Claim,
    payer: str = "BLUE LANTERN",
    payer_id: str = "",
    trace_id: str = "1512345678",
    trace: str = "T1",
    date: str = "20260302",
    amount: str | None = None,
    provider_adjustments: Iterable[tuple[str, str]] = (),
) -> list[Segment]:
    """The segments of one advice; its amount is computed unless given."""
    moved = list(provider_adjustments)
    paid = sum((claim.paid_amount() for claim in claims), Decimal(0))
    total = paid - sum((Decimal(value) for _, value in moved), Decimal(0))
    segments: list[Segment] = [
        ("BPR", "I", amount or str(total), "C", "ACH", "CCP", "01", "1", "DA", "2", "1512345678",
         "", "01", "3", "DA", "4", date),
        ("TRN", "1", trace, trace_id),
        ("DTM", "405", date),
        ("N1", "PR", payer, *(("XV", payer_id) if payer_id else ())),
        ("N1", "PE", "OAK CLINIC", "XX", "1987654321"),
        ("LX", "1"),
    ]  # fmt: skip
    for claim in claims:
        segments += _claim_segments(claim)
    segments += [
        ("PLB", "1987654321", "20261231", (reason, "REFERENCE"), value) for reason, value in moved
    ]
    return enclosed("835", "0001", segments)


def an_interchange(*remittances: Sequence[Segment], delimiters: Format | None = None) -> str:
    """Advices in one envelope, as the text of a file."""
    envelope = Envelope("PAYER", "CLINIC", "20260302", "0800")
    group = grouped("HP", envelope, "1", "005010X221A1", remittances)
    return file_text(envelope, [text_of(group, delimiters)], delimiters)


def an_835(*claims: Claim, delimiters: Format | None = None, **said: object) -> str:
    """The text of a file with one advice."""
    return an_interchange(a_remittance(*claims, **said), delimiters=delimiters)  # type: ignore[arg-type]


def _claim_segments(claim: Claim) -> list[Segment]:
    last_name, first_name, npi = claim.provider
    patient_last_name, patient_first_name, member = claim.patient
    segments: list[Segment] = [
        ("CLP", claim.number, claim.status, str(claim.charge_amount()), str(claim.paid_amount()),
         "", claim.filing, claim.icn, "11", "1"),
        *_cas_segments(claim.adjustments),
        ("NM1", "QC", "1", patient_last_name, patient_first_name, "", "", "", "MI", member),
        ("NM1", "82", "1", last_name, first_name, "", "", "", "XX", npi),
    ]  # fmt: skip
    if claim.remarks:
        segments.append(("MOA", "", "", *claim.remarks))
    if claim.original_icn:
        segments.append(("REF", "F8", claim.original_icn))
    if not claim.lines:
        segments.append(("DTM", "232", claim.service_date))
    for line in claim.lines:
        segments += _line_segments(line, line.service_date or claim.service_date)
    return segments


def _line_segments(line: Line, service_date: str) -> list[Segment]:
    submitted: Element = ("HC", *line.submitted) if line.submitted else ""
    segments: list[Segment] = [
        ("SVC", ("HC", line.procedure, *line.modifiers), line.charge, str(line.paid_amount()),
         line.revenue_code, "1", submitted),
        ("DTM", "472", service_date),
        *_cas_segments(line.adjustments),
    ]  # fmt: skip
    if line.control_number:
        segments.append(("REF", "6R", line.control_number))
    return [*segments, *(("LQ", "HE", remark) for remark in line.remarks)]


def _cas_segments(adjustments: Iterable[Adjustment]) -> list[Segment]:
    """One CAS for each run of a group, six triplets at most."""
    segments: list[list[str]] = []
    for group, carc, amount, *quantity in adjustments:
        is_full = bool(segments) and len(segments[-1]) >= 2 + 3 * 6
        if not segments or is_full or segments[-1][1] != group:
            segments.append(["CAS", group])
        segments[-1] += [carc, amount, *(quantity or [""])]
    return [tuple(segment) for segment in segments]


def _total(adjustments: Iterable[Adjustment]) -> Decimal:
    return sum((Decimal(adjustment[2]) for adjustment in adjustments), Decimal(0))


def _negated(amount: str) -> str:
    return str(-Decimal(amount)) if Decimal(amount) else "0"


def _negated_adjustments(adjustments: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    return tuple((group, carc, _negated(amount)) for group, carc, amount, *_ in adjustments)


def _tuples(said: dict) -> dict:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }
