"""Real 837, 277CA and 999 text from a few words: makers whose defaults are lawful and add up.

A claim's charge is the sum of its lines; envelopes count what they hold. Patient, payer and
provider are those of `tests.given`, so a claim billed here and answered there is one claim.

    an_837(a_billed_claim("A1", [a_billed_line("99213", modifiers=["25"])]), batch="101")
    a_277ca(rejected("A1", "A7", "562", "85"), batch="101")
    a_999(a_refused_set("0001"), group="101")
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sample_data.x12 import Element, Envelope, Segment, enclosed, file_text, grouped, text_of

Status = tuple[str, ...]  # category, status and, where given, entity

PROFESSIONAL, INSTITUTIONAL, DENTAL = "professional", "institutional", "dental"
VERSIONS = {PROFESSIONAL: "005010X222A1", INSTITUTIONAL: "005010X223A2", DENTAL: "005010X224A2"}
PLACES = {PROFESSIONAL: ("11", "B"), INSTITUTIONAL: ("13", "A"), DENTAL: ("11", "B")}


@dataclass(frozen=True)
class BilledLine:
    """A service line as it is billed."""

    procedure: str = "99213"
    modifiers: tuple[str, ...] = ()
    charge: str = "100.00"
    units: str = "1"
    service_date: str | None = None  # else the claim's
    control_number: str | None = None  # REF 6R
    diagnosis_numbers: tuple[str, ...] = ("1",)
    revenue_code: str = "0450"  # institutional
    tooth: str = ""  # dental


@dataclass(frozen=True)
class BilledClaim:
    """A claim as it is billed to one payer."""

    number: str = "A1"
    lines: tuple[BilledLine, ...] = (BilledLine(),)
    kind: str = PROFESSIONAL
    frequency: str = "1"
    original_reference: str | None = None  # REF F8
    prior_authorization: str | None = None  # REF G1
    referral: str | None = None  # REF 9F
    diagnoses: tuple[str, ...] = ("J020",)
    service_date: str = "20260202"
    patient: tuple[str, str, str] = ("QUARTZ", "NOVEMBER", "M001")
    dependent: tuple[str, str] | None = None  # who is treated under the patient's insurance
    payer: str = "BLUE LANTERN"
    payer_order: str = "P"
    other_payers: tuple[tuple[str, str, str], ...] = ()  # order, name, what it paid ("" unknown)
    filing: str = "12"
    provider: tuple[str, str, str] | None = ("BRAVO", "ROSE", "1234567893")
    referring: tuple[str, str, str] | None = None
    facility: tuple[str, str] | None = None
    place: str | None = None
    charge: str | None = None

    def charge_amount(self) -> Decimal:
        """What was charged: as given, else the sum of the lines."""
        if self.charge is not None:
            return Decimal(self.charge)
        return sum((Decimal(line.charge) for line in self.lines), Decimal(0))


@dataclass(frozen=True)
class AcknowledgedClaim:
    """A claim as an acknowledgment speaks of it; a status of a line names its place from 1."""

    number: str
    statuses: tuple[Status, ...] = (("A2", "20"),)
    charge: str = "100.00"
    service_date: str = "20260202"
    patient: tuple[str, str, str] = ("QUARTZ", "NOVEMBER", "M001")
    message: str = ""
    payer_number: str | None = None  # REF 1K
    lines: tuple[tuple[str, str, Status], ...] = ()  # procedure, charge, status


@dataclass(frozen=True)
class AnsweredSet:
    """A set as a 999 answers it: accepted (A), accepted with errors (E) or refused (R)."""

    number: str = "0001"
    answer: str = "A"
    error: str = ""  # IK502
    segment_errors: tuple[tuple[str, str, str, str], ...] = ()  # segment, place, loop, error


def a_billed_line(procedure: str = "99213", **said: object) -> BilledLine:
    """A line of $100, one unit, unless said otherwise."""
    return BilledLine(procedure, **_tuples(said))  # type: ignore[arg-type]


def a_billed_claim(
    number: str = "A1", lines: Iterable[BilledLine] | None = None, **said: object
) -> BilledClaim:
    """An original professional claim of one line, unless said otherwise."""
    lines = (BilledLine(),) if lines is None else tuple(lines)
    return BilledClaim(number, lines, **_tuples(said))  # type: ignore[arg-type]


def a_replacement_of(claim: BilledClaim, original_reference: str, **said: object) -> BilledClaim:
    """The claim corrected (frequency 7), naming the payer's number of what it replaces."""
    corrected = replace(claim, frequency="7", original_reference=original_reference)
    return replace(corrected, **_tuples(said))


def a_void_of(claim: BilledClaim, original_reference: str, **said: object) -> BilledClaim:
    """The claim taken back by us (frequency 8), naming the payer's number of it."""
    voided = replace(claim, frequency="8", original_reference=original_reference)
    return replace(voided, **_tuples(said))


def accepted(claim: str | BilledClaim, **said: object) -> AcknowledgedClaim:
    """A claim let in (A2:20)."""
    return replace(_acknowledged(claim), **_tuples(said))


def rejected(
    claim: str | BilledClaim,
    category: str = "A7",
    status: str = "562",
    entity: str = "85",
    **said: object,
) -> AcknowledgedClaim:
    """A claim refused at the door: by default for the billing provider's number (A7:562:85)."""
    statuses = ((category, status, entity) if entity else (category, status),)
    return replace(_acknowledged(claim), **{"statuses": statuses, **_tuples(said)})


def an_accepted_set(number: str = "0001") -> AnsweredSet:
    """A set let in."""
    return AnsweredSet(number)


def a_refused_set(number: str = "0001", error: str = "5", **said: object) -> AnsweredSet:
    """A set refused whole: by default for segments in error (IK5*R*5)."""
    said = {"segment_errors": (("NM1", "8", "2010AA", "8"),), **_tuples(said)}
    return AnsweredSet(number, "R", error, **said)  # type: ignore[arg-type]


def a_group_of_claims(
    *sets: BilledClaim | Sequence[BilledClaim],
    date: str = "20260209",
    batch: str = "101",
    group: str | None = None,
) -> list[Segment]:
    """A group of sets of claims of one kind; claims that are in no list of their own are one set.

    Sets are numbered 0001, 0002 …; the group's number is the digits of the batch's unless given,
    and the first set carries the batch's number, the second that and "-2".
    """
    loose = [each for each in sets if isinstance(each, BilledClaim)]
    batches = [*([loose] if loose else []), *(s for s in sets if not isinstance(s, BilledClaim))]
    kinds = {claim.kind for claims in batches for claim in claims}
    assert len(kinds) == 1, "one group holds one kind of claim"
    version = VERSIONS[kinds.pop()]
    names = [batch if place == 1 else f"{batch}-{place}" for place in range(1, len(batches) + 1)]
    written = [
        enclosed("837", f"{place:04}", _claim_set(claims, date, name), version)
        for place, (claims, name) in enumerate(zip(batches, names, strict=True), start=1)
    ]
    number = group or _digits(batch) or "1"
    return grouped("HC", Envelope("CLINIC", "CLEARWAY", date, "0800"), number, version, written)


def an_837(*sets: BilledClaim | Sequence[BilledClaim], **said: str) -> str:
    """The text of a file with one group of claims."""
    return a_file_of(a_group_of_claims(*sets, **said))


def a_277ca(*claims: AcknowledgedClaim, **said: str | Status) -> str:
    """The text of a file in which a payer or a clearinghouse acknowledges claims of a batch."""
    return a_file_of(a_group_of_acknowledgments(*claims, **said))  # type: ignore[arg-type]


def a_group_of_acknowledgments(
    *claims: AcknowledgedClaim,
    date: str = "20260210",
    batch: str = "101",
    by: str = "payer",
    source: str | None = None,
    number: str | None = None,
    batch_status: Status = ("A1", "19", "PR"),
) -> list[Segment]:
    """One acknowledgment of a batch, in a group of its own; without claims, of the batch alone."""
    entity = {"payer": "PR", "clearinghouse": "AY"}[by]
    named = source or {"payer": "BLUE LANTERN", "clearinghouse": "CLEARWAY"}[by]
    total = sum((Decimal(claim.charge) for claim in claims), Decimal(0))
    name = number or f"ACK{batch}{entity}"
    segments: list[Segment] = [
        ("BHT", "0085", "08", name, date, "0801", "TH"),
        ("HL", "1", "", "20", "1"),
        ("NM1", entity, "2", named, "", "", "", "", "46" if entity == "AY" else "PI", "SOURCE1"),
        ("TRN", "1", name),
        ("DTP", "050", "D8", date),
        ("DTP", "009", "D8", date),
        ("HL", "2", "1", "21", "1" if claims else "0"),
        ("NM1", "41", "2", "OAK CLINIC", "", "", "", "", "46", "CLINIC"),
        ("TRN", "2", batch),
        ("STC", batch_status, date, "WQ" if claims else "U", str(total)),
    ]
    if claims:
        segments += [
            ("HL", "3", "2", "19", "1"),
            ("NM1", "85", "2", "OAK CLINIC", "", "", "", "", "XX", "1987654321"),
        ]
    for level, claim in enumerate(claims, start=4):
        segments += _acknowledgment_of(claim, level, date)
    version, envelope = "005010X214", Envelope("CLEARWAY", "CLINIC", date, "0800")
    body = enclosed("277", "0001", segments, version)
    return grouped("HN", envelope, f"2{_digits(batch)}", version, [body])


def a_999(*sets: AnsweredSet, **said: str) -> str:
    """The text of a file that answers the sets of a group."""
    return a_file_of(a_group_of_answers(*sets, **said))


def a_group_of_answers(
    *sets: AnsweredSet,
    group: str = "101",
    date: str = "20260210",
    kind: str = PROFESSIONAL,
) -> list[Segment]:
    """One answer (999) to a group of claims, in a group of its own."""
    let_in = sum(each.answer != "R" for each in sets)
    verdict = {0: "R", len(sets): "A"}.get(let_in, "P")
    count = str(len(sets))
    segments: list[Segment] = [("AK1", "HC", group, VERSIONS[kind])]
    for each in sets:
        segments.append(("AK2", "837", each.number, VERSIONS[kind]))
        segments += [("IK3", *error) for error in each.segment_errors]
        segments.append(("IK5", each.answer, each.error))
    segments.append(("AK9", verdict, count, count, str(let_in)))
    version, envelope = "005010X231A1", Envelope("CLEARWAY", "CLINIC", date, "0800")
    body = enclosed("999", "0001", segments, version)
    return grouped("FA", envelope, f"9{_digits(group)}", version, [body])


def a_file_of(*groups: Sequence[Segment]) -> str:
    """Groups in one envelope, as the text of a file."""
    envelope = Envelope("CLINIC", "CLEARWAY", "20260209", "0800")
    return file_text(envelope, [text_of(group) for group in groups])


def _claim_set(claims: Sequence[BilledClaim], date: str, batch: str) -> list[Segment]:
    segments: list[Segment] = [
        ("BHT", "0019", "00", batch, date, "0800", "CH"),
        ("NM1", "41", "2", "OAK CLINIC", "", "", "", "", "46", "CLINIC"),
        ("PER", "IC", "BILLING", "TE", "5555550100"),
        ("NM1", "40", "2", "CLEARWAY", "", "", "", "", "46", "CLEARWAY"),
        ("HL", "1", "", "20", "1"),
        ("NM1", "85", "2", "OAK CLINIC", "", "", "", "", "XX", "1987654321"),
        ("N3", "1 INVENTED ROAD"),
        ("N4", "NOWHERETON", "ZZ", "00001"),
        ("REF", "EI", "311234567"),
    ]
    level = 1
    for claim in claims:
        segments += _whose_claim(claim, level + 1)
        level += 2 if claim.dependent else 1
        segments += _billed_claim(claim)
    return segments


def _whose_claim(claim: BilledClaim, level: int) -> list[Segment]:
    """The level of the subscriber, and of the patient where that is another."""
    last_name, first_name, member = claim.patient
    relationship = "" if claim.dependent else "18"
    segments: list[Segment] = [
        ("HL", str(level), "1", "22", "1" if claim.dependent else "0"),
        ("SBR", claim.payer_order, relationship, "", "", "", "", "", "", claim.filing),
        ("NM1", "IL", "1", last_name, first_name, "", "", "", "MI", member),
        ("NM1", "PR", "2", claim.payer, "", "", "", "", "PI", "12345"),
    ]
    if claim.dependent:
        segments += [
            ("HL", str(level + 1), str(level), "23", "0"),
            ("PAT", "19"),
            ("NM1", "QC", "1", *claim.dependent),
        ]
    return segments


def _billed_claim(claim: BilledClaim) -> list[Segment]:
    place, qualifier = PLACES[claim.kind]
    described: Element = (claim.place or place, qualifier, claim.frequency)
    segments: list[Segment] = [
        ("CLM", claim.number, str(claim.charge_amount()), "", "", described,
         "" if claim.kind == INSTITUTIONAL else "Y", "A", "Y", "Y"),
    ]  # fmt: skip
    if claim.kind == INSTITUTIONAL:
        segments.append(("DTP", "434", "RD8", f"{claim.service_date}-{claim.service_date}"))
        segments.append(("CL1", "3", "7", "01"))
    elif claim.kind == DENTAL:
        segments.append(("DTP", "472", "D8", claim.service_date))
    references = {
        "F8": claim.original_reference, "G1": claim.prior_authorization, "9F": claim.referral
    }  # fmt: skip
    segments += [("REF", code, value) for code, value in references.items() if value]
    if claim.diagnoses:
        first, *others = claim.diagnoses
        segments.append(("HI", ("ABK", first), *(("ABF", other) for other in others)))
    segments += _people(claim)
    for order, payer, paid in claim.other_payers:
        segments += _other_payer(claim, order, payer, paid)
    for place_number, line in enumerate(claim.lines, start=1):
        segments += _billed_line(claim, line, place_number)
    return segments


def _people(claim: BilledClaim) -> list[Segment]:
    renders = "71" if claim.kind == INSTITUTIONAL else "82"
    segments: list[Segment] = []
    for role, person in (("DN", claim.referring), (renders, claim.provider)):
        if person:
            last_name, first_name, npi = person
            segments.append(("NM1", role, "1", last_name, first_name, "", "", "", "XX", npi))
    if claim.facility:
        name, npi = claim.facility
        segments.append(("NM1", "77", "2", name, "", "", "", "", "XX", npi))
    return segments


def _other_payer(claim: BilledClaim, order: str, payer: str, paid: str) -> list[Segment]:
    last_name, first_name, member = claim.patient
    return [
        ("SBR", order, "18", "", "", "", "", "", "", "CI"),
        *([("AMT", "D", paid)] if paid else []),
        ("OI", "", "", "Y", "", "", "Y"),
        ("NM1", "IL", "1", last_name, first_name, "", "", "", "MI", member),
        ("NM1", "PR", "2", payer, "", "", "", "", "PI", "67890"),
    ]


def _billed_line(claim: BilledClaim, line: BilledLine, place_number: int) -> list[Segment]:
    numbers: Element = line.diagnosis_numbers if claim.diagnoses else ""
    qualifier = "AD" if claim.kind == DENTAL else "HC"
    service: Element = (qualifier, line.procedure, *line.modifiers) if line.procedure else ""
    segments: list[Segment] = [("LX", str(place_number))]
    if claim.kind == PROFESSIONAL:
        segments.append(("SV1", service, line.charge, "UN", line.units, "", "", numbers))
    elif claim.kind == INSTITUTIONAL:
        segments.append(("SV2", line.revenue_code, service, line.charge, "UN", line.units))
    else:
        segments.append(("SV3", service, line.charge, "", "", "", line.units))
        if line.tooth:
            segments.append(("TOO", "JP", line.tooth))
    segments.append(("DTP", "472", "D8", line.service_date or claim.service_date))
    if line.control_number:
        segments.append(("REF", "6R", line.control_number))
    return segments


def _acknowledged(claim: str | BilledClaim) -> AcknowledgedClaim:
    if isinstance(claim, str):
        return AcknowledgedClaim(claim)
    return AcknowledgedClaim(
        claim.number,
        charge=str(claim.charge_amount()),
        service_date=claim.service_date,
        patient=claim.patient,
    )


def _acknowledgment_of(claim: AcknowledgedClaim, level: int, date: str) -> list[Segment]:
    last_name, first_name, member = claim.patient
    segments: list[Segment] = [
        ("HL", str(level), "3", "PT"),
        ("NM1", "QC", "1", last_name, first_name, "", "", "", "MI", member),
        ("TRN", "2", claim.number),
    ]
    for status in claim.statuses:
        ending = ("", "", "", "", "", "", "", claim.message) if claim.message else ()
        segments.append(("STC", status, date, _action(status), claim.charge, *ending))
    if claim.payer_number:
        segments.append(("REF", "1K", claim.payer_number))
    segments.append(("DTP", "472", "D8", claim.service_date))
    for procedure, charge, status in claim.lines:
        segments += [
            ("SVC", ("HC", procedure), charge, "", "", "", "", "1"),
            ("STC", status, date, _action(status), charge),
            ("DTP", "472", "D8", claim.service_date),
        ]
    return segments


def _action(status: Status) -> str:
    """STC03: accepted (WQ) or rejected (U)."""
    return "WQ" if status[0] in ("A1", "A2", "A5") else "U"


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _tuples(said: dict) -> dict:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }
