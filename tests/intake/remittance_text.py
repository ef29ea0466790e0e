"""A remittance of two claims as text, and what the envelope reader makes of a text.

1 ISA   4 BPR   7 N1*PE   10 NM1    13 CLP*A2   16 GE
2 GS    5 TRN   8 LX      11 SVC    14 SVC      17 IEA
3 ST    6 N1*PR 9 CLP*A1  12 CAS    15 SE
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from analytics.intake.envelopes import Envelope, Finding, SetPart
from analytics.intake.x12 import read_parts

ISA = (
    "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       "
    "*261001*1200*^*00501*000000001*0*P*:"
)
GS = "GS*HP*PAYER*PRACTICE*20261001*1200*1*X*005010X221A1"
SET = (
    "ST*835*0001",
    "BPR*I*50*C*CHK************20261001",
    "TRN*1*T1*1512345678",
    "N1*PR*AURORA HEALTH",
    "N1*PE*RIVERSIDE CLINIC*XX*1234567893",
    "LX*1",
    "CLP*A1*1*120*0**12*P1",
    "NM1*QC*1*DOE*JANE",
    "SVC*HC:99213:25*120*0**1",
    "CAS*CO*97*120",
    "CLP*A2*1*50*50**12*P2",
    "SVC*HC:99212*50*50**1",
    "SE*13*0001",
)
SEGMENTS = (ISA, GS, *SET, "GE*1*1", "IEA*1*000000001")
BODY = "\x1e" + "\x1e".join(SET[:-1]).replace("*", "\x1d").replace(":", "\x1f")


def written(segments: tuple[str, ...] = SEGMENTS, after: str = "") -> bytes:
    """Segments as a file, with what comes after each terminator."""
    return "".join(f"{segment}~{after}" for segment in segments).encode()


def parted(
    text: bytes, segment: bytes = b"~", element: bytes = b"*", component: bytes = b":"
) -> bytes:
    """The text with other delimiters; the repetition character gives way if it must."""
    own = segment + element + component
    repetition = next(bytes([byte]) for byte in b"^|!%" if byte not in own)
    return text.translate(bytes.maketrans(b"~*:^", own + repetition))


@dataclass(frozen=True)
class Said:
    """A finding as tests compare it: its sentence may be worded anew."""

    finding_code: str
    segment_number: int | None
    found: str
    expected: str
    transaction_set_number: int | None = None


def said(findings: list[Finding]) -> list[Said]:
    return [
        Said(
            finding.finding_code,
            finding.segment_number,
            finding.found,
            finding.expected,
            finding.transaction_set_number,
        )
        for finding in findings
    ]


def read(text: bytes) -> tuple[Envelope, list[SetPart]]:
    """The envelope of a text, and the parts of its sets."""
    envelope = Envelope()
    return envelope, list(read_parts(io.BytesIO(text), envelope, {"835": "CLP"}))


def bodies(text: bytes) -> list[str]:
    """The whole text of each set."""
    envelope, parts = read(text)
    return [
        b"".join(
            part.body for part in parts if part.transaction_set_number == found.number
        ).decode()
        for found in envelope.sets
    ]
