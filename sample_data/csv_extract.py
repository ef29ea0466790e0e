"""One payer's remittances as the practice-management system exports them: a CSV a month."""

import csv
from io import StringIO

from sample_data.checks import Check
from sample_data.model import Answer, LineAnswer

HEADERS = (
    "Pt Acct #", "Line #", "Patient", "Member ID", "Payor", "Payor Claim #", "Claim Status", "DOS",
    "CPT", "Mod 1", "Mod 2", "Units", "Charge", "Paid", "Pt Resp", "Adj Codes", "Remarks",
    "Check #", "Check Date", "Rendering Provider", "Rendering NPI",
)  # fmt: skip


def extract_text(checks: list[Check]) -> str:
    """One row per remitted line; an adjustment reads ``CO-97:80.00`` and several stand together."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for check in checks:
        for answer in check.answers:
            writer.writerows(_row(check, answer, line) for line in answer.lines)
    return out.getvalue()


def _row(check: Check, answer: Answer, line: LineAnswer) -> list[str]:
    """One remitted line."""
    claim = answer.claim
    codes = (f"{a.group}-{a.carc}:{a.amount / 100:.2f}" for a in line.adjustments)
    return [
        claim.control_number,
        line.line.control_number,
        f"{claim.patient.last_name}, {claim.patient.first_name}",
        claim.patient.member_number,
        answer.payer.name,
        answer.payer_claim_number,
        answer.status,
        f"{claim.service_date:%m/%d/%Y}",
        line.line.procedure,
        *(*line.line.modifiers, "", "")[:2],
        str(line.line.units),
        f"${line.charge / 100:,.2f}",
        f"${line.paid / 100:,.2f}",
        f"${line.cost_share / 100:,.2f}",
        "; ".join(codes),
        " ".join(line.remarks),
        check.trace_number,
        f"{check.remit_date:%m/%d/%Y}",
        f"{claim.provider.last_name}, SAMPLE",
        claim.provider.npi,
    ]
