"""Batches of claims as 837P files (005010X222A1)."""

from datetime import date

from sample_data.model import Answer, Submission
from sample_data.practice import (
    AUTHORISED,
    CLEARINGHOUSE,
    PRACTICE_NAME,
    PRACTICE_NPI,
    PRACTICE_TAX_NUMBER,
    REFERRING_NPI,
)
from sample_data.x12 import Format, Segment, interchange, money

GUIDE = ("HC", "837", "005010X222A1")


def batch_number(day: date) -> str:
    """BHT03: the practice's own number for a batch."""
    return f"BATCH{day:%Y%m%d}"


def batch_text(day: date, sent: list[Submission], control_number: int) -> str:
    """One file: everything the practice sends on a Friday, for all payers."""
    segments: list[Segment] = [
        ("BHT", "0019", "00", batch_number(day), f"{day:%Y%m%d}", "0605", "CH"),
        ("NM1", "41", "2", PRACTICE_NAME, "", "", "", "", "46", "INVENTEDVALLEY"),
        ("PER", "IC", "BILLING OFFICE", "TE", "5555550101"),
        ("NM1", "40", "2", CLEARINGHOUSE, "", "", "", "", "46", "MADEUPCLEAR"),
        ("HL", "1", "", "20", "1"),
        ("NM1", "85", "2", PRACTICE_NAME, "", "", "", "", "XX", PRACTICE_NPI),
        ("N3", "2 INVENTED WAY"),
        ("N4", "NOWHERETON", "ZZ", "00000"),
        ("REF", "EI", PRACTICE_TAX_NUMBER),
    ]
    level = 1
    for submission in sent:
        subscriber, level = _subscriber(submission, level)
        segments += subscriber + _claim(submission)
    return interchange(
        Format(), "INVENTEDVALLEY", "MADEUPCLEAR", day, control_number, GUIDE, [segments]
    )


def _subscriber(submission: Submission, level: int) -> tuple[list[Segment], int]:
    """The subscriber's level and, where the patient is another, the patient's below it."""
    claim, patient = submission.claim, submission.claim.patient
    is_secondary = submission.primary_answer is not None
    payer = claim.secondary_payer if is_secondary else claim.payer
    member_number = patient.secondary_member_number if is_secondary else patient.member_number
    is_dependent = bool(patient.subscriber_first_name)
    first_name = patient.subscriber_first_name or patient.first_name
    address: list[Segment] = [("N3", "3 INVENTED LANE"), ("N4", "NOWHERETON", "ZZ", "00000")]
    born: Segment = ("DMG", "D8", f"{patient.birth_date:%Y%m%d}", patient.gender)
    subscriber_level = level + 1
    segments: list[Segment] = [
        ("HL", subscriber_level, 1, "22", "1" if is_dependent else "0"),
        ("SBR", "S" if is_secondary else "P", "" if is_dependent else "18", "", "", "", "", "", "",
         payer.filing_code),
        ("NM1", "IL", "1", patient.last_name, first_name, "", "", "", "MI", member_number),
        *([] if is_dependent else [*address, born]),
        ("NM1", "PR", "2", payer.name, "", "", "", "", "PI", payer.payer_id),
    ]  # fmt: skip
    if not is_dependent:
        return segments, subscriber_level
    segments += [
        ("HL", subscriber_level + 1, subscriber_level, "23", "0"),
        ("PAT", "19"),
        ("NM1", "QC", "1", patient.last_name, patient.first_name),
        *address,
        born,
    ]
    return segments, subscriber_level + 1


def _claim(submission: Submission) -> list[Segment]:
    """CLM to the last service line."""
    claim = submission.claim
    number = submission.control_number or claim.control_number
    place = (claim.place_of_service, "B", submission.frequency)
    provider = claim.provider
    segments: list[Segment] = [
        ("CLM", number, money(claim.charge, False), "", "", place, "Y", "A", "Y", "Y")
    ]
    if provider.specialty == "physical therapy":
        segments.append(("REF", "9F", f"RF{claim.control_number[2:]}"))
    if any(line.procedure in AUTHORISED for line in claim.lines):
        if int(claim.control_number[-1]) < 8 or submission.frequency == "7":
            segments.append(("REF", "G1", f"PA{claim.control_number[2:]}"))
    if submission.original_number:
        segments.append(("REF", "F8", submission.original_number))
    kinds = ("ABK", *["ABF"] * (len(claim.diagnoses) - 1))
    segments.append(("HI", *zip(kinds, claim.diagnoses, strict=True)))
    if provider.specialty in ("physical therapy", "cardiology"):
        segments.append(("NM1", "DN", "1", "ROWAN", "SAMPLE", "", "", "", "XX", REFERRING_NPI))
    segments.append(
        ("NM1", "82", "1", provider.last_name, "SAMPLE", "", "", "", "XX", provider.npi)
    )
    if claim.place_of_service == "24":
        segments += [
            ("NM1", "77", "2", "INVENTED SURGERY CENTER", "", "", "", "", "XX", "0000000950"),
            ("N3", "4 INVENTED PARK"),
            ("N4", "NOWHERETON", "ZZ", "00000"),
        ]
    if submission.primary_answer:
        segments += _other_subscriber(submission.primary_answer)
    pointers = tuple(str(i) for i in range(1, len(claim.diagnoses) + 1))
    day = f"{claim.service_date:%Y%m%d}"
    for position, line in enumerate(claim.lines, start=1):
        procedure = ("HC", line.procedure, *line.modifiers)
        segments += [
            ("LX", position),
            ("SV1", procedure, money(line.charge, False), "UN", line.units, "", "", pointers),
            ("DTP", "472", "D8", day),
            ("REF", "6R", line.control_number),
        ]
        if submission.primary_answer:
            segments += _line_decision(submission.primary_answer, position - 1)
    return segments


def _other_subscriber(answer: Answer) -> list[Segment]:
    """Loop 2320: the payer that has paid first, and what it paid."""
    patient, payer = answer.claim.patient, answer.payer
    return [
        ("SBR", "P", "18", "", "", "", "", "", "", payer.filing_code),
        ("AMT", "D", money(answer.paid, False)),
        ("OI", "", "", "Y", "", "", "Y"),
        ("NM1", "IL", "1", patient.last_name, patient.first_name, "", "", "", "MI",
         patient.member_number),
        ("NM1", "PR", "2", payer.name, "", "", "", "", "PI", payer.payer_id),
    ]  # fmt: skip


def _line_decision(answer: Answer, position: int) -> list[Segment]:
    """Loop 2430: what the first payer decided on the line."""
    line = answer.lines[position]
    procedure = ("HC", line.line.procedure, *line.line.modifiers)
    paid = money(line.paid, False)
    return [
        ("SVD", answer.payer.payer_id, paid, procedure, "", str(line.line.units)),
        *(("CAS", a.group, a.carc, money(a.amount, False)) for a in line.adjustments),
        ("DTP", "573", "D8", f"{answer.remit_date:%Y%m%d}"),
    ]
