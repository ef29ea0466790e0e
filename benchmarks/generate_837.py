"""Write a seeded 837P of any size: what a clearinghouse is sent, batch by batch.

Several batches; billing providers with their subscribers, some with a patient of another name;
claims of one to four lines with modifiers, diagnoses, pointers, dates, units and REF 6R, rendering,
referring and facility providers; some corrected (REF F8), some billed on with what another payer
paid and adjusted.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate_835 import MODIFIERS, PAYERS, PROCEDURES

CLAIMS_PER_SET = 1000
CLAIMS_PER_PROVIDER = 100
DIAGNOSES = ("E119", "I10", "M545", "Z0000", "J069", "F411", "K219", "N390", "R079", "G4733")
OPENING = (
    "ISA*00*          *00*          *ZZ*PRACTICE       *ZZ*CLEARWAY       *260401*1200*^*00501*"
    "000000001*0*P*:~GS*HC*PRACTICE*CLEARWAY*20260401*1200*1*X*005010X222A1~"
)


@dataclass
class ClaimCounts:
    """How many of each the file holds: what a load should find."""

    transactions: int = 0
    billing_providers: int = 0
    subscribers: int = 0
    patients: int = 0
    claims: int = 0
    diagnoses: int = 0
    other_payers: int = 0
    lines: int = 0
    byte_count: int = 0


def write_837(path: Path, megabytes: float, seed: int = 837) -> ClaimCounts:
    """Write a file of about this size and say what it holds."""
    draw = random.Random(seed)
    counts = ClaimCounts()
    with path.open("w", encoding="ascii", newline="") as file:
        counts.byte_count = file.write(OPENING)
        while counts.byte_count < megabytes * 1_000_000:
            counts.byte_count += file.write("".join(_batch(draw, counts)))
        counts.byte_count += file.write(f"GE*{counts.transactions}*1~IEA*1*000000001~")
    return counts


def _batch(draw: random.Random, counts: ClaimCounts) -> Iterator[str]:
    """One transaction set: who sends it, and the tree its claims hang on."""
    counts.transactions += 1
    number, level, tree = counts.transactions, 0, []
    for place in range(CLAIMS_PER_SET):
        if place % CLAIMS_PER_PROVIDER == 0:
            level += 1
            provider = level
            tree.append(_billing_provider(counts, level))
        level += 1
        has_patient = draw.random() < 0.2
        tree.append(_subscriber(draw, counts, level, provider, has_patient))
        if has_patient:
            level += 1
            tree.append(_patient(counts, level))
        tree.append(_claim(draw, counts))
    day = _day(number)
    body = (
        f"BHT*0019*00*BATCH{number:06d}*{day}*1200*CH~NM1*41*2*RIVERSIDE BILLING*****46*RIVER01~"
        "PER*IC*OFFICE*TE*5555550100~NM1*40*2*CLEARWAY*****46*CLEAR9~" + "".join(tree)
    )
    yield f"ST*837*{number:04d}*005010X222A1~{body}SE*{body.count('~') + 2}*{number:04d}~"


def _billing_provider(counts: ClaimCounts, level: int) -> str:
    counts.billing_providers += 1
    number = counts.billing_providers % 12
    return (
        f"HL*{level}**20*1~PRV*BI*PXC*207Q00000X~"
        f"NM1*85*2*RIVERSIDE FAMILY MEDICINE {number}*****XX*12345678{number:02d}~"
        "N3*1 INVENTED ROAD~N4*NOWHERETON*ZZ*00001~REF*EI*311234567~"
    )


def _subscriber(
    draw: random.Random, counts: ClaimCounts, level: int, provider: int, has_patient: bool
) -> str:
    counts.subscribers += 1
    number, payer = counts.subscribers, draw.randrange(len(PAYERS))
    return (
        f"HL*{level}*{provider}*22*{int(has_patient)}~"
        f"SBR*P*{'' if has_patient else 18}*******CI~"
        f"NM1*IL*1*DOE{number % 9973}*JANE****MI*M{number:09d}~N3*{number % 999} ELM STREET~"
        f"N4*NOWHERETON*ZZ*00001~DMG*D8*19{number % 90 + 10}0131*F~"
        f"NM1*PR*2*{PAYERS[payer]}*****PI*5432{payer}~"
    )


def _patient(counts: ClaimCounts, level: int) -> str:
    counts.patients += 1
    return (
        f"HL*{level}*{level - 1}*23*0~PAT*19~NM1*QC*1*DOE{counts.patients % 9973}*JIM~"
        "N3*2 ELM STREET~N4*NOWHERETON*ZZ*00001~DMG*D8*20150203*M~"
    )


def _claim(draw: random.Random, counts: ClaimCounts) -> str:
    counts.claims += 1
    number = counts.claims
    charges = [draw.randrange(50, 400) for _ in range(draw.choice((1, 1, 2, 2, 3, 4)))]
    codes = draw.sample(DIAGNOSES, draw.choice((1, 2, 2, 3, 4)))
    counts.diagnoses += len(codes)
    is_corrected = draw.random() < 0.05
    was_paid = draw.random() < 0.1
    counts.other_payers += was_paid
    text = [
        f"CLM*PCN{number:08d}*{sum(charges)}***11:B:{7 if is_corrected else 1}*Y*A*Y*Y~",
        f"REF*F8*ICN{number:012d}~" if is_corrected else "",
        f"REF*D9*CW{number:010d}~",
        "HI*ABK:" + "*ABF:".join(codes) + "~",
        f"NM1*DN*1*ROWAN{number % 60}*RITA****XX*11111111{number % 60:02d}~"
        if draw.random() < 0.5
        else "",
        f"NM1*82*1*WELBY{number % 40}*MARCUS****XX*1234567{number % 40:03d}~PRV*PE*PXC*207Q00000X~",
        "NM1*77*2*RIVERSIDE SURGERY*****XX*3333333334~N3*9 INVENTED ROAD~N4*NOWHERETON*ZZ*00001~",
    ]
    if was_paid:
        text.append(
            "SBR*S*18*GRP2******CI~CAS*CO*45*10~AMT*D*20~OI***Y***Y~"
            f"NM1*IL*1*DOE{number % 9973}*JANE****MI*N{number:09d}~N3*1 ELM STREET~"
            "N4*NOWHERETON*ZZ*00001~NM1*PR*2*SECOND PLAN*****PI*67890~"
        )
    text += [
        _line(draw, counts, place, charge, len(codes), was_paid)
        for place, charge in enumerate(charges, start=1)
    ]
    return "".join(text)


def _line(
    draw: random.Random,
    counts: ClaimCounts,
    place: int,
    charge: int,
    diagnosis_count: int,
    was_paid: bool,
) -> str:
    counts.lines += 1
    pointers = ":".join(str(pointer) for pointer in range(1, draw.randint(1, diagnosis_count) + 1))
    procedure = f"HC:{draw.choice(PROCEDURES)}{draw.choice(MODIFIERS)}"
    paid = f"SVD*67890*20*{procedure}**1~CAS*CO*45*10~DTP*573*D8*20260301~" if was_paid else ""
    return (
        f"LX*{place}~SV1*{procedure}*{charge}*UN*1***{pointers}~DTP*472*D8*{_day(counts.claims)}~"
        f"REF*6R*{counts.claims}L{place}~{paid}"
    )


def _day(number: int) -> str:
    return f"2026{1 + number // 28 % 6:02d}{1 + number % 28:02d}"
