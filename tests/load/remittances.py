"""Remittances whose claims a test can name: each is charged and paid 10.00, or denied."""

from __future__ import annotations

from collections.abc import Sequence

ISA = (
    "ISA*00*          *00*          *ZZ*AURORA         *ZZ*PRACTICE       "
    "*261001*1200*^*00501*{number:09d}*0*P*:"
)


def a_set(trace: str, paid: Sequence[str] = (), denied: Sequence[str] = ()) -> str:
    """A balanced transaction set."""
    segments = [
        "ST*835*0001",
        f"BPR*I*{10 * len(paid)}*C*CHK************20261001",
        f"TRN*1*{trace}*1512345678",
        "N1*PR*AURORA HEALTH",
        "N1*PE*RIVERSIDE CLINIC*XX*1234567893",
        "LX*1",
    ]
    for name in paid:
        segments += [f"CLP*{name}*1*10*10**12*P{name}", "SVC*HC:99212*10*10**1"]
    for name in denied:
        segments += [
            f"CLP*{name}*1*10*0**12*P{name}",
            "SVC*HC:99213:25*10*0**1",
            "CAS*CO*97*10",
        ]
    return "".join(f"{segment}~" for segment in [*segments, f"SE*{len(segments) + 1}*0001"])


def a_file(*sets: str, number: int = 1) -> str:
    """Sets in one group of one interchange."""
    opening = f"{ISA.format(number=number)}~GS*HP*A*P*20261001*1200*{number}*X*005010X221A1~"
    return f"{opening}{''.join(sets)}GE*{len(sets)}*{number}~IEA*1*{number:09d}~"
