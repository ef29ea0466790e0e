"""Real 835 text for the pages: one small payer, a check a week."""

from __future__ import annotations

from datetime import date, timedelta

FIRST = date(2026, 8, 3)
WEEKS, LINES, DENIED = 16, 30, 3


def remittance_of(week: int) -> str:
    """One check of 30 claims of one $100 line; the first 3 are denied for CARC 97, modifier 25."""
    day = f"{FIRST + timedelta(weeks=week, days=2):%Y%m%d}"
    segments = [
        f"ST*835*{week + 1:04}",
        f"BPR*I*{(LINES - DENIED) * 100}*C*ACH*CCP*01*1*DA*2*1512345678**01*3*DA*4*{day}",
        f"TRN*1*CHECK{week}*1512345678",
        f"DTM*405*{day}",
        "N1*PR*BLUE HARBOR",
        "N1*PE*OAK CLINIC*XX*1234567893",
        "LX*1",
    ]
    for claim in range(LINES):
        paid, modifier = (0, ":25") if claim < DENIED else (100, "")
        segments += [
            f"CLP*ACC{week}-{claim}*1*100*{paid}**12*ICN{week}{claim}*11*1",
            "NM1*QC*1*QUARTZ*NOVEMBER****MI*M001",
            f"SVC*HC:99213{modifier}*100*{paid}**1",
            f"DTM*472*{day}",
            *([] if paid else ["CAS*CO*97*100", "LQ*HE*N20"]),
        ]
    segments.append(f"SE*{len(segments) + 1}*{week + 1:04}")
    return "".join(f"{segment}~\n" for segment in segments)


def interchange(weeks: range) -> str:
    """Those checks in one envelope."""
    isa = (
        "ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         "
        "*261116*0800*^*00501*000000001*0*P*:~\n"
    )
    body = "".join(remittance_of(week) for week in weeks)
    envelope = "GS*HP*PAYER*CLINIC*20261116*0800*1*X*005010X221A1~\n"
    return f"{isa}{envelope}{body}GE*{len(weeks)}*1~\nIEA*1*000000001~\n"
