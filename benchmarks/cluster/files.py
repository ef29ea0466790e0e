"""Invented files of a billing company, week by week: 837, 277CA and 835 of the same claims.

Each claim has two lines. Of a hundred, five are refused at the door, twelve of the lines are
denied, three claims are corrected later (frequency 7, REF F8) and answered again, and of those
that are answered some wait four weeks. Every number is seeded: the same call, the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

FIRST_WEEK = date(2024, 1, 1)
WEEKS = 52
CLAIMS_OF_SET = 2_000
PAYERS = ("AURORA HEALTH", "BEACON MUTUAL", "CEDAR MEDICARE PLAN", "DELTA MEDICAID OF OHIO")
PROCEDURES = ("99213", "99214", "99203", "20610", "93000", "36415", "80053", "97110")
MODIFIERS = ("", "", "", ":25", ":59", ":LT", ":26", ":95")
DENIALS = ("97", "16", "50", "197", "29", "27", "22", "109")
WAIT = 4  # weeks from a denial to the answer to its correction


@dataclass(frozen=True)
class Claim:
    """What the three files say of a claim."""

    number: str
    icn: str
    payer: int
    provider: int
    day: date
    lines: tuple[tuple[str, int, str], ...]  # procedure with modifier, charge, CARC or none
    is_refused: bool
    corrects: str = ""  # the payer's number of the claim that this one replaces

    @property
    def charge(self) -> int:
        """The sum of its lines."""
        return sum(charge for _, charge, _ in self.lines)


def write_files(folder: Path, line_count: int, seed: int = 15) -> int:
    """Write a year of files with so many answered lines, about; how many bytes."""
    folder.mkdir(parents=True)
    draw = random.Random(seed)
    written = 0
    waiting: dict[int, list[Claim]] = {}
    for week in range(WEEKS):
        claims = [_claim(draw, week, place) for place in range(max(1, line_count // (2 * WEEKS)))]
        claims += waiting.pop(week, [])
        for claim in claims:
            if (
                any(carc for *_, carc in claim.lines)
                and not claim.corrects
                and (draw.random() < 0.25)
            ):
                waiting.setdefault(week + WAIT, []).append(_corrected(claim, week + WAIT))
        sent = FIRST_WEEK + timedelta(weeks=week)
        for kind, told, extra in (("837", _837, 0), ("277", _277, 1), ("835", _835, 14)):
            path = folder / f"{week:03d}.{kind}"
            text = told(claims, sent + timedelta(days=extra), week)
            written += path.write_text(text, encoding="ascii", newline="")
    return written


def _claim(draw: random.Random, week: int, place: int) -> Claim:
    number = f"{week:03d}{place:07d}"
    lines = tuple(
        (
            draw.choice(PROCEDURES) + draw.choice(MODIFIERS),
            draw.randrange(50, 400),
            draw.choice(DENIALS) if draw.random() < 0.12 else "",
        )
        for _ in range(2)
    )
    day = FIRST_WEEK + timedelta(weeks=week, days=draw.randrange(-10, -2))
    payer, provider = draw.randrange(len(PAYERS)), draw.randrange(40)
    return Claim(f"PCN{number}", f"ICN{number}", payer, provider, day, lines, draw.random() < 0.05)


def _corrected(claim: Claim, week: int) -> Claim:
    lines = tuple((code, charge, "") for code, charge, _ in claim.lines)
    icn = f"{claim.icn}R{week}"
    return Claim(claim.number, icn, claim.payer, claim.provider, claim.day, lines, False, claim.icn)


def _sets(claims: list[Claim]) -> Iterator[tuple[int, int, list[Claim]]]:
    """Claims by set and payer: number of the set, payer, claims."""
    number = 0
    for payer in range(len(PAYERS)):
        own = [claim for claim in claims if claim.payer == payer]
        for first in range(0, len(own), CLAIMS_OF_SET):
            number += 1
            yield number, payer, own[first : first + CLAIMS_OF_SET]


def _file(
    kind: str,
    group: str,
    guide: str,
    day: date,
    week: int,
    sets: Iterator[tuple[int, str]],
) -> str:
    text = [
        "ISA*00*          *00*          *ZZ*CLINIC         *ZZ*CLEARWAY       "
        f"*{day:%y%m%d}*0800*^*00501*{week + 1:09d}*0*P*:~"
        f"GS*{group}*CLINIC*CLEARWAY*{day:%Y%m%d}*0800*{week + 1}*X*{guide}~"
    ]
    count = 0
    for number, body in sets:
        count += 1
        text.append(f"ST*{kind}*{number:04d}*{guide}~{body}SE*{body.count('~') + 2}*{number:04d}~")
    text.append(f"GE*{count}*{week + 1}~IEA*1*{week + 1:09d}~")
    return "".join(text)


def _837(claims: list[Claim], day: date, week: int) -> str:
    def sets() -> Iterator[tuple[int, str]]:
        for number, payer, own in _sets(claims):
            head = (
                f"BHT*0019*00*{_batch(week, number)}*{day:%Y%m%d}*0800*CH~"
                "NM1*41*2*OAK CLINIC*****46*CLINIC~PER*IC*BILLING*TE*5555555555~"
                "NM1*40*2*CLEARWAY*****46*CLEARWAY~HL*1**20*1~"
                "NM1*85*2*OAK CLINIC*****XX*1987654321~"
                "N3*1 INVENTED ROAD~N4*NOWHERETON*ZZ*00001~REF*EI*311234567~"
            )
            body = (_billed(claim, place, payer) for place, claim in enumerate(own, start=2))
            yield number, head + "".join(body)

    return _file("837", "HC", "005010X222A1", day, week, sets())


def _billed(claim: Claim, level: int, payer: int) -> str:
    lines = "".join(
        f"LX*{place}~SV1*HC:{code}*{charge}*UN*1***1~DTP*472*D8*{claim.day:%Y%m%d}~"
        f"REF*6R*{claim.number}L{place}~"
        for place, (code, charge, _) in enumerate(claim.lines, start=1)
    )
    return (
        f"HL*{level}*1*22*0~SBR*P*18*******12~NM1*IL*1*DOE{claim.number[-4:]}*JANE****MI*"
        f"M{claim.number[-6:]}~NM1*PR*2*{PAYERS[payer]}*****PI*5432{payer}~"
        f"CLM*{claim.number}*{claim.charge}***11:B:{7 if claim.corrects else 1}*Y*A*Y*Y~"
        f"{f'REF*F8*{claim.corrects}~' if claim.corrects else ''}HI*ABK:J020~"
        f"NM1*82*1*WELBY{claim.provider}*MARCUS****XX*1234567{claim.provider:03d}~{lines}"
    )


def _277(claims: list[Claim], day: date, week: int) -> str:
    def sets() -> Iterator[tuple[int, str]]:
        for number, payer, own in _sets(claims):
            head = (
                f"BHT*0085*08*ACK{_batch(week, number)}*{day:%Y%m%d}*0801*TH~HL*1**20*1~"
                f"NM1*PR*2*{PAYERS[payer]}*****PI*5432{payer}~TRN*1*ACK{week}~"
                f"DTP*050*D8*{day:%Y%m%d}~DTP*009*D8*{day:%Y%m%d}~HL*2*1*21*1~"
                f"NM1*41*2*OAK CLINIC*****46*CLINIC~TRN*2*{_batch(week, number)}~"
                f"STC*A1:19:PR*{day:%Y%m%d}*WQ*{sum(claim.charge for claim in own)}~"
                "HL*3*2*19*1~NM1*85*2*OAK CLINIC*****XX*1987654321~"
            )
            body = (
                f"HL*{place}*3*PT~NM1*QC*1*DOE{claim.number[-4:]}*JANE****MI*M{claim.number[-6:]}~"
                f"TRN*2*{claim.number}~STC*{'A7:562:85' if claim.is_refused else 'A2:20'}*"
                f"{day:%Y%m%d}*{'U' if claim.is_refused else 'WQ'}*{claim.charge}~"
                f"DTP*472*D8*{claim.day:%Y%m%d}~"
                for place, claim in enumerate(own, start=4)
            )
            yield number, head + "".join(body)

    return _file("277", "HN", "005010X214", day, week, sets())


def _835(claims: list[Claim], day: date, week: int) -> str:
    def sets() -> Iterator[tuple[int, str]]:
        for number, payer, every in _sets(claims):
            own = [claim for claim in every if not claim.is_refused]
            paid = sum(charge for c in own for _, charge, carc in c.lines if not carc)
            head = (
                f"BPR*I*{paid}*C*ACH*CCP*01*1*DA*2*151234567{payer}**01*3*DA*4*{day:%Y%m%d}~"
                f"TRN*1*T{week:03d}{number:04d}*151234567{payer}~DTM*405*{day:%Y%m%d}~"
                f"N1*PR*{PAYERS[payer]}*XV*5432{payer}~N1*PE*OAK CLINIC*XX*1987654321~LX*1~"
            )
            yield number, head + "".join(map(_answered, own))

    return _file("835", "HP", "005010X221A1", day, week, sets())


def _answered(claim: Claim) -> str:
    paid = sum(charge for _, charge, carc in claim.lines if not carc)
    text = (
        f"CLP*{claim.number}*1*{claim.charge}*{paid}**12*{claim.icn}*11*"
        f"{7 if claim.corrects else 1}~NM1*QC*1*DOE{claim.number[-4:]}*JANE****MI*"
        f"M{claim.number[-6:]}~"
        f"NM1*82*1*WELBY{claim.provider}*MARCUS****XX*1234567{claim.provider:03d}~"
        f"{f'REF*F8*{claim.corrects}~' if claim.corrects else ''}"
    )
    for place, (code, charge, carc) in enumerate(claim.lines, start=1):
        text += (
            f"SVC*HC:{code}*{charge}*{0 if carc else charge}**1~DTM*472*{claim.day:%Y%m%d}~"
            f"{f'CAS*CO*{carc}*{charge}~' if carc else ''}REF*6R*{claim.number}L{place}~"
        )
    return text


def _batch(week: int, number: int) -> str:
    return f"B{week:03d}{number:04d}"
