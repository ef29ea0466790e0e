"""Write a seeded 835 of any size, whose money adds up on every level.

Several transaction sets of several payers; lines with modifiers, dates, REF 6R, allowed amounts and
remarks; paid, partly denied and denied lines, some charged nothing; MOA, and a PLB per set.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CLAIMS_PER_SET = 1500
PAYERS = ("AURORA HEALTH", "BEACON MUTUAL", "CEDAR MEDICARE PLAN", "DELTA MEDICAID OF OHIO")
PROCEDURES = ("99213", "99214", "99203", "20610", "93000", "36415", "80053", "97110", "J1885")
MODIFIERS = ("", "", "", ":25", ":59", ":59:RT", ":LT", ":GA", ":26", ":95")
DENIALS = ("97", "16", "50", "197", "29", "27", "18", "22", "109", "B7")
REMARKS = ("N519", "M76", "N290", "MA130", "N56", "N115")
OPENING = (
    "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260401*1200*^*00501*"
    "000000001*0*P*:~GS*HP*PAYER*PRACTICE*20260401*1200*1*X*005010X221A1~"
)


@dataclass
class Counts:
    """How many of each the file holds: what every contestant should find."""

    transaction_sets: int = 0
    claims: int = 0
    lines: int = 0
    adjustments: int = 0
    remarks: int = 0
    provider_adjustments: int = 0
    byte_count: int = 0
    denied_lines: int = field(default=0)


def write_835(
    path: Path,
    megabytes: float,
    seed: int = 835,
    sets: int | None = None,
    claims_of_set: int = CLAIMS_PER_SET,
) -> Counts:
    """Write a file of about this size (or of exactly `sets` sets) and say what it holds."""
    draw = random.Random(seed)
    counts = Counts()
    with path.open("w", encoding="ascii", newline="") as file:
        counts.byte_count = file.write(OPENING)
        while counts.transaction_sets < (sets or 1_000_000):
            counts.byte_count += file.write("".join(_set(draw, counts, claims_of_set)))
            if sets is None and counts.byte_count >= megabytes * 1_000_000:
                break
        counts.byte_count += file.write(f"GE*{counts.transaction_sets}*1~IEA*1*000000001~")
    return counts


def _set(draw: random.Random, counts: Counts, claim_count: int) -> Iterator[str]:
    """One advice of one payer: its head, its claims, and what was taken back outside them."""
    counts.transaction_sets += 1
    number = counts.transaction_sets
    claims, paid = [], 0
    for _ in range(claim_count):
        text, claim_paid = _claim(draw, counts)
        claims.append(text)
        paid += claim_paid
    taken = min(paid, draw.randrange(1_000, 20_000))
    counts.provider_adjustments += 1
    day = f"2026{1 + number % 9:02d}{1 + number % 28:02d}"
    payer = PAYERS[number % len(PAYERS)]
    body = (
        f"BPR*I*{_money(paid - taken)}*C*ACH*CCP*01*111111111*DA*1*1234567890**01*111111111*DA*2*"
        f"{day}~TRN*1*TRACE{number:06d}*1234567890~DTM*405*{day}~N1*PR*{payer}*XV*12345~"
        "N3*1 MAIN STREET~N4*ALBANY*NY*10001~REF*2U*999~PER*BL*DESK*TE*8005551212~"
        "N1*PE*RIVERSIDE FAMILY MEDICINE*XX*1234567893~REF*TJ*123456789~LX*1~"
        f"{''.join(claims)}PLB*1234567893*20261231*WO:OVERPAID {number}*{_money(taken)}~"
    )
    yield f"ST*835*{number:04d}~{body}SE*{body.count('~') + 2}*{number:04d}~"


def _claim(draw: random.Random, counts: Counts) -> tuple[str, int]:
    """A claim with its lines, and what it was paid in cents."""
    counts.claims += 1
    number = counts.claims
    lines, charge, paid, patient = [], 0, 0, 0
    for place in range(draw.choice((1, 1, 2, 2, 3, 4))):
        text, line_charge, line_paid, line_patient = _line(draw, counts, number, place)
        lines.append(text)
        charge, paid, patient = charge + line_charge, paid + line_paid, patient + line_patient
    # Almost every claim is new; a few answer one of 50,000 claims before.
    control = number if draw.random() > 0.03 else max(1, number - 50_000)
    status = 1 if paid else 4
    remark = f"MOA***{draw.choice(REMARKS)}~" if draw.random() < 0.3 else ""
    counts.remarks += bool(remark)
    head = (
        f"CLP*PCN{control:08d}*{status}*{_money(charge)}*{_money(paid)}*{_money(patient)}*12*"
        f"ICN{number:012d}*11*1~"
        f"NM1*QC*1*DOE{control % 9973}*JANE****MI*M{control:09d}~"
        f"NM1*82*1*WELBY{control % 40}*MARCUS****XX*1234567{control % 40:03d}~{remark}"
        f"REF*EA*MR{control}~DTM*232*{_day(number)}~DTM*233*{_day(number)}~DTM*050*20260310~"
        f"AMT*AU*{_money(paid + patient)}~"
    )
    return head + "".join(lines), paid


def _line(draw: random.Random, counts: Counts, claim: int, place: int) -> tuple[str, int, int, int]:
    """A service line; its charge, payment and patient's share in cents."""
    counts.lines += 1
    charge = 0 if draw.random() < 0.01 else draw.randrange(5_000, 40_000)
    fate = draw.random()
    allowed = int(charge * 0.7)
    denied = charge if fate < 0.11 else allowed // 3 if fate < 0.13 else 0
    patient = min(2_000, allowed - denied) if denied < charge and charge else 0
    paid = 0 if denied == charge else allowed - denied - patient
    contract = charge - denied - patient - paid
    adjusted = [("CO", "45", contract), ("PR", "2", patient)]
    if denied:
        adjusted.append(("CO", draw.choice(DENIALS), denied))
        counts.denied_lines += 1
    adjusted = [each for each in adjusted if each[2]]
    counts.adjustments += len(adjusted)
    remark = f"LQ*HE*{draw.choice(REMARKS)}~" if denied else ""
    counts.remarks += bool(remark)
    text = (
        f"SVC*HC:{draw.choice(PROCEDURES)}{draw.choice(MODIFIERS)}*{_money(charge)}*{_money(paid)}"
        f"**1~DTM*472*{_day(claim)}~"
        + "".join(f"CAS*{group}*{code}*{_money(cents)}~" for group, code, cents in adjusted)
        + f"REF*6R*{claim}L{place}~AMT*B6*{_money(paid + patient)}~{remark}"
    )
    return text, charge, paid, patient


def _day(number: int) -> str:
    return f"2026{1 + number // 28 % 6:02d}{1 + number % 28:02d}"


def _money(cents: int) -> str:
    """Cents as the standard writes dollars: no needless zeros.

    >>> [_money(cents) for cents in (0, 5, 12050, 12000)]
    ['0', '0.05', '120.5', '120']
    """
    return f"{cents / 100:.2f}".rstrip("0").rstrip(".")
