"""One remitted claim of an 835: CLP to its last service line."""

from collections import defaultdict

from sample_data.model import Adjustment, Answer, LineAnswer
from sample_data.payers import LARKFIELD, NORTHMOOR, Payer
from sample_data.x12 import Segment, money


def adjustment_rows(answer: Answer) -> list[list[Adjustment]]:
    """The adjustments as the file states them: first those of the claim, then of each line."""
    if not answer.is_claim_level:
        return [[], *([*line.adjustments] for line in answer.lines)]
    total: dict[tuple[str, str], int] = defaultdict(int)
    for adjustment in (a for line in answer.lines for a in line.adjustments):
        total[adjustment.group, adjustment.carc] += adjustment.amount
    summed = [Adjustment(*key, amount) for key, amount in total.items()]
    return [summed, *([] for _ in answer.lines)]


def claim_segments(answer: Answer) -> list[Segment]:
    """CLP to the last line of a claim."""
    claim, payer = answer.claim, answer.payer
    claim_row, *line_rows = adjustment_rows(answer)
    owed = sum(a.amount for line in answer.lines for a in line.adjustments if a.group == "PR")
    is_reversal = answer.status == "22"
    segments: list[Segment] = [
        ("CLP", answer.control_number or claim.control_number, answer.status,
         _money(payer, answer.charge), _money(payer, answer.paid),
         _money(payer, owed) if owed and not is_reversal else "",
         payer.filing_code, answer.payer_claim_number, claim.place_of_service,
         "7" if answer.original_number else "1"),
        *_cas(payer, claim_row),
        *_names(answer),
    ]  # fmt: skip
    remarks = _moa_remarks(answer)
    if remarks:
        segments.append(("MOA", "", "", *remarks))
    if answer.original_number:
        segments.append(("REF", "F8", answer.original_number))
    if payer.kind == "commercial":
        segments.append(("REF", "1L", f"GRP{payer.payer_id}"))
    if payer is NORTHMOOR:
        segments.append(("REF", "EA", f"MR{claim.patient.member_number[-5:]}"))
    day = f"{claim.service_date:%Y%m%d}"
    segments += [("DTM", "232", day), ("DTM", "233", day)]
    if payer is not LARKFIELD:
        segments.append(("DTM", "050", f"{claim.batch_date:%Y%m%d}"))
    allowed = sum(_allowed(line) for line in answer.lines)
    if allowed > 0:
        segments.append(("AMT", "AU", _money(payer, allowed)))
    if answer.interest:
        segments.append(("AMT", "I", _money(payer, answer.interest)))
    if answer.has_lines:
        for line, row in zip(answer.lines, line_rows, strict=True):
            segments += _line_segments(answer, line, row, day)
    return segments


def _names(answer: Answer) -> list[Segment]:
    """Patient, subscriber where another, corrected name, clinician, and who gets it next."""
    claim, patient = answer.claim, answer.claim.patient
    member_number = (
        patient.member_number if answer.payer is claim.payer else patient.secondary_member_number
    )
    member = ("MI", member_number)
    subscriber = patient.subscriber_first_name
    names: list[Segment] = [
        ("NM1", "QC", "1", patient.last_name, patient.first_name, "", "", "", *member)
    ]
    if subscriber:
        names.append(("NM1", "IL", "1", patient.last_name, subscriber, "", "", "", *member))
    elif patient.member_number.endswith("07"):  # the payer spells the name another way
        names.append(("NM1", "74", "1", f"{patient.last_name}E", patient.first_name))
    names.append(
        ("NM1", "82", "1", claim.provider.last_name, "SAMPLE", "", "", "", "XX", claim.provider.npi)
    )
    if answer.status == "19":
        second = claim.secondary_payer
        names.append(("NM1", "TT", "2", second.name, "", "", "", "", "PI", second.payer_id))
    return names


def _moa_remarks(answer: Answer) -> tuple[str, ...]:
    """Remarks of the claim: Medicare sends its appeal notice, and says where it forwards to."""
    if answer.payer is not NORTHMOOR or answer.status == "22":
        return ()
    if any(a.carc == "16" for line in answer.lines for a in line.adjustments):
        return ("MA130",)
    if answer.status == "19":
        return ("MA01", "MA07" if answer.claim.secondary_payer is LARKFIELD else "MA18")
    return ("MA01",)


def _line_segments(
    answer: Answer, line: LineAnswer, row: list[Adjustment], day: str
) -> list[Segment]:
    """SVC and what belongs to it."""
    payer, billed = answer.payer, line.line
    procedure = ("HC", line.paid_procedure or billed.procedure, *billed.modifiers)
    original = ("HC", billed.procedure, *billed.modifiers) if line.paid_procedure else ""
    segments: list[Segment] = [
        ("SVC", procedure, _money(payer, line.charge), _money(payer, line.paid), "",
         str(billed.units), original),
        *([("DTM", "150", day), ("DTM", "151", day)] if payer.service_period
          else [("DTM", "472", day)]),
        *_cas(payer, row),
    ]  # fmt: skip
    if payer.has_line_control:
        segments.append(("REF", "6R", billed.control_number))
    if _allowed(line) > 0:
        segments.append(("AMT", "B6", _money(payer, _allowed(line))))
    if answer.status != "22":
        segments += [("LQ", "HE", remark) for remark in line.remarks]
    return segments


def _allowed(line: LineAnswer) -> int:
    """What the payer would pay and the patient owe together, sequestration included."""
    withheld = sum(a.amount for a in line.adjustments if a.carc == "253")
    return line.paid + line.cost_share + withheld


def _cas(payer: Payer, row: list[Adjustment]) -> list[Segment]:
    """One CAS per group, its reasons as triplets."""
    groups = dict.fromkeys(a.group for a in row)
    segments: list[Segment] = []
    for group in groups:
        parts = [a for a in row if a.group == group]
        triplets = [
            e
            for a in parts
            for e in (a.carc, _money(payer, a.amount), str(a.quantity) if a.quantity else "")
        ]
        segments.append(("CAS", group, *triplets))
    return segments


def _money(payer: Payer, cents: int) -> str:
    """An amount in the payer's way."""
    return money(cents, payer.has_cents)
