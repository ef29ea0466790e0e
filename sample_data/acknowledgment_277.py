"""The clearinghouse's word on each claim of a batch, as 277CA files (005010X214)."""

from datetime import date, timedelta

from sample_data.claim_837 import batch_number
from sample_data.model import Submission
from sample_data.practice import CLEARINGHOUSE, PRACTICE_NAME, PRACTICE_NPI
from sample_data.x12 import Format, Segment, interchange, money

GUIDE = ("HN", "277", "005010X214")


def acknowledgment_date(batch_date: date) -> date:
    """The Monday after the batch."""
    return batch_date + timedelta(days=3)


def acknowledgment_text(batch_date: date, sent: list[Submission], control_number: int) -> str:
    """One file: the answer to one batch, claim by claim."""
    on, received = f"{acknowledgment_date(batch_date):%Y%m%d}", f"{batch_date:%Y%m%d}"
    total = sum(s.claim.charge for s in sent)
    accepted = [s for s in sent if not s.rejection]
    rejected = [s for s in sent if s.rejection]
    segments: list[Segment] = [
        ("BHT", "0085", "08", f"ACK{on}", on, "0605", "TH"),
        ("HL", "1", "", "20", "1"),
        ("NM1", "AY", "2", CLEARINGHOUSE, "", "", "", "", "46", "MADEUPCLEAR"),
        ("TRN", "1", f"ACK{on}"),
        ("DTP", "050", "D8", received),
        ("DTP", "009", "D8", on),
        ("HL", "2", "1", "21", "1"),
        ("NM1", "41", "2", PRACTICE_NAME, "", "", "", "", "46", "INVENTEDVALLEY"),
        ("TRN", "2", batch_number(batch_date)),
        ("STC", ("A1", "19", "PR"), on, "WQ", money(total, False)),
        ("QTY", "90", len(accepted)),
        *([("QTY", "AA", len(rejected))] if rejected else []),
        ("AMT", "YU", money(sum(s.claim.charge for s in accepted), False)),
        *([("AMT", "YY", money(sum(s.claim.charge for s in rejected), False))] if rejected else []),
        ("HL", "3", "2", "19", "1"),
        ("NM1", "85", "2", PRACTICE_NAME, "", "", "", "", "XX", PRACTICE_NPI),
        ("TRN", "1", "0"),
        ("REF", "EI", "000000000"),
    ]
    for level, submission in enumerate(sent, start=4):
        segments += _claim(submission, level, on)
    return interchange(
        Format(), "MADEUPCLEAR", "INVENTEDVALLEY", acknowledgment_date(batch_date), control_number,
        GUIDE, [segments],
    )  # fmt: skip


def _claim(submission: Submission, level: int, on: str) -> list[Segment]:
    """One claim accepted, or rejected and why."""
    claim = submission.claim
    patient = claim.patient
    is_secondary = submission.primary_answer is not None
    member_number = patient.secondary_member_number if is_secondary else patient.member_number
    status = submission.rejection or ("A2", "20", "PR")
    action = "U" if submission.rejection else "WQ"
    segments: list[Segment] = [
        ("HL", level, 3, "PT"),
        ("NM1", "QC", "1", patient.last_name, patient.first_name, "", "", "", "MI", member_number),
        ("TRN", "2", submission.control_number or claim.control_number),
        ("STC", status, on, action, money(claim.charge, False)),
    ]
    if not submission.rejection:
        segments.append(("REF", "1K", f"CH{on}{level:05d}"))
    segments += [
        ("REF", "D9", f"{batch_number(submission.batch_date)}{level:05d}"),
        ("DTP", "472", "D8", f"{claim.service_date:%Y%m%d}"),
    ]
    return segments
