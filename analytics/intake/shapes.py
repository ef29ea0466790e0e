"""What may be said of a value from a file: itself only if it is of a closed kind, else its shape.

A damaged or shifted file has names, numbers and birth dates of patients where anything else
belongs; so messages tell where something stands and what it looks like, and never repeat it.
"""

from __future__ import annotations

import re

COUNT = re.compile(r"\d{1,6}")
SET_KIND = re.compile(r"\d{3}")
VERSION = re.compile(r"0\d{4,5}(X\d{3}([A-Z]\d){0,2})?")
# Segments of the transaction sets we read, and of their envelopes.
_SEGMENT_IDS = (
    "ISA IEA TA1 GS GE ST SE BPR TRN CUR REF DTM DTP N1 N2 N3 N4 PER RDM LX TS2 TS3 CLP CAS NM1 "
    "MIA MOA AMT QTY SVC LQ PLB BHT HL SBR PAT PRV DMG CLM CL1 PWK CN1 K3 NTE CR1 CR2 CR3 CR4 CR5 "
    "CR6 CR7 CRC HI HCP SV1 SV2 SV3 SV5 TOO DN1 DN2 OI MEA LIN CTP SVD FRM PS1 HSD STC AK1 AK2 AK3 "
    "AK4 AK5 AK9 IK3 IK4 IK5 CTX"
)
SEGMENT_IDS = frozenset(_SEGMENT_IDS.split())


def shape_of(value: str) -> str:
    """How a value looks: as `raw.shape_of` in SQL.

    >>> shape_of("Smith, Jane 12"), shape_of("7"), shape_of(" ")
    ('9 letters, 2 digits, 3 other signs', '1 digit', 'nothing')
    """
    if not value.strip():
        return "nothing"
    letters = sum(sign.isalpha() for sign in value)
    digits = len(re.findall(r"[0-9]", value))
    counts = {"letter": letters, "digit": digits, "other sign": len(value) - letters - digits}
    return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for word, n in counts.items() if n)


def shown_if(known: re.Pattern[str], value: str) -> str:
    """The value if all of it is of a known form, else its shape.

    >>> shown_if(SET_KIND, "834"), shown_if(SET_KIND, "DOE")
    ('834', '3 letters')
    """
    return value if known.fullmatch(value) else shape_of(value)


def segment_or_shape(segment_id: str) -> str:
    """The id of a segment if there is such a segment, in whatever letters, else its shape."""
    return segment_id if segment_id.upper() in SEGMENT_IDS else shape_of(segment_id)
