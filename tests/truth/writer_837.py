"""The billed claims of some histories written as 837P files, one per week of service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from tests.truth.claims import BilledClaim, BilledLine, History, Payer

BilledPlace = tuple[str, int, int, int]  # file, transaction set, claim of it, line of that


def write_claims(
    histories: Iterable[History],
) -> tuple[dict[str, str], dict[BilledPlace, BilledLine]]:
    """Texts by file name, and the billed line of every LX."""
    weeks: dict[date, list[tuple[BilledClaim, Payer]]] = defaultdict(list)
    for history in histories:
        for claim in history.claims if history.has_claim_file else ():
            day = claim.lines[0].day
            weeks[day - timedelta(days=day.weekday())].append((claim, history.told[0].payer))
    texts, places = {}, {}
    for week, claims in sorted(weeks.items()):
        name = f"claims_{week}.837"
        texts[name] = _file(week, claims)
        for claim_number, (claim, _) in enumerate(claims, start=1):
            for line_number, line in enumerate(claim.lines, start=1):
                places[name, 1, claim_number, line_number] = line
    return texts, places


def _file(week: date, claims: list[tuple[BilledClaim, Payer]]) -> str:
    """One batch, sent on the Monday after the week of service."""
    sent = week + timedelta(days=7)
    body = [
        "ST*837*0001*005010X222A1",
        f"BHT*0019*00*B{week:%Y%m%d}*{sent:%Y%m%d}*1200*CH",
        "NM1*41*2*OAK CLINIC*****46*SUB1",
        "PER*IC*X*TE*5555555555",
        "NM1*40*2*CLEARHOUSE*****46*RCV1",
        "HL*1**20*1",
        "NM1*85*2*OAK CLINIC*****XX*1234567893",
        "N3*1 ST",
        "N4*DENVER*CO*80014",
        "REF*EI*123456789",
    ]
    for place, (claim, payer) in enumerate(claims, start=2):
        body += _claim(place, claim, payer)
    body.append(f"SE*{len(body) + 1}*0001")
    return "~\n".join(
        [
            "ISA*00*          *00*          *ZZ*PRACTICE       *ZZ*CLEARHOUSE     "
            f"*{sent:%y%m%d}*1200*^*00501*000000001*0*P*:",
            f"GS*HC*PRACTICE*CLEARHOUSE*{sent:%Y%m%d}*1200*1*X*005010X222A1",
            *body,
            "GE*1*1",
            "IEA*1*000000001",
            "",
        ]
    )


def _claim(place: int, claim: BilledClaim, payer: Payer) -> list[str]:
    last, first = claim.patient
    number = f"*****PI*{payer.number}" if payer.number else ""
    charge = sum(line.charge for line in claim.lines)
    segments = [
        f"HL*{place}*1*22*0",
        "SBR*P*18*******CI",
        f"NM1*IL*1*{last}*{first}****MI*M{last}",
        f"NM1*PR*2*{payer.name}{number}",
        f"CLM*{claim.control_number}*{charge}***11:B:1*Y*A*Y*Y",
        "HI*ABK:J209",
    ]
    for number_of_line, line in enumerate(claim.lines, start=1):
        code = ":".join(("HC", line.procedure, *line.modifiers))
        segments += [
            f"LX*{number_of_line}",
            f"SV1*{code}*{line.charge}*UN*{line.units}***1",
            f"DTP*472*D8*{line.day:%Y%m%d}",
        ]
        if line.control_number:
            segments.append(f"REF*6R*{line.control_number}")
    return segments
