"""A story of 21 claims told by eleven files: billed, refused at the door, answered, reversed.

Each claim is named for what happens to it. They are billed on 9 February 2026 for services of
2 February, and answered from 2 March on; every answer pays a line less a contractual amount, or
denies it whole. What each life must come to is written out in tests/queries/test_story.py.

    batch 101   9 February   fifteen claims to Blue Lantern      277CA of the payer, 10 February
    batch 102   9 February   WARD, from the hospital             in the same 277CA
    batch 103   9 February   REFUSED-A, REFUSED-B                refused whole by a 999
    batch 104   23 February  what was refused, and new claims    277CA of the clearinghouse
    batch 105   9 March      corrections, voids, the secondary   never acknowledged
    batch 106   8 February of the year after: REUSED, for another patient
"""

from __future__ import annotations

from dataclasses import replace

from tests.given import (
    Claim,
    Line,
    a_claim,
    a_denied_line,
    a_line,
    a_remittance,
    a_reversal_of,
    an_835,
    an_interchange,
)
from tests.given_claims import (
    INSTITUTIONAL,
    BilledClaim,
    BilledLine,
    a_277ca,
    a_999,
    a_billed_claim,
    a_billed_line,
    a_file_of,
    a_group_of_acknowledgments,
    a_group_of_claims,
    a_refused_set,
    a_replacement_of,
    a_void_of,
    accepted,
    an_837,
    rejected,
)

ANOTHER_PATIENT = ("OPAL", "PAPA", "M002")

# --- What was billed


def billed(number: str, *lines: tuple[str, str], **said: object) -> BilledClaim:
    """A claim of these procedures and charges."""
    return a_billed_claim(
        number, [a_billed_line(code, charge=each) for code, each in lines], **said
    )


CLEAN = billed("CLEAN", ("99213", "100.00"))
REJECTED = billed("REJECTED", ("99214", "150.00"))
FIXED = billed("FIXED-1", ("99215", "200.00"))
THRICE = billed("THRICE", ("99213", "100.00"))
REVERSED = billed("REVERSED", ("99213", "100.00"), ("87880", "30.00"))
VOIDED = billed("VOIDED", ("99212", "90.00"))
DROPPED = billed("DROPPED", ("99211", "60.00"))
BOTH = billed("BOTH", ("99285", "250.00"), other_payers=[("S", "RED HARBOR", "")])
WARD = a_billed_claim(
    "WARD",
    [
        a_billed_line("99284", charge="800.00", revenue_code="0450"),
        a_billed_line("", charge="200.00", revenue_code="0250"),
    ],
    kind=INSTITUTIONAL,
)
SPLIT = billed("SPLIT", ("99214", "120.00"), ("20610", "180.00"))
REUSED = billed("REUSED", ("99212", "75.00"))
NUMBERED = a_billed_claim(
    "NUMBERED",
    [
        a_billed_line("97110", charge="60.00", control_number="L1"),
        a_billed_line("97110", charge="60.00", control_number="L2"),
        a_billed_line("97140", charge="50.00", control_number="L3"),
    ],
)
SHUFFLED = billed("SHUFFLED", ("99213", "100.00"), ("97110", "60.00"), ("97140", "50.00"))
BUNDLED = billed("BUNDLED", ("80048", "40.00"), ("82565", "20.00"))
STRAY = billed("STRAY", ("99213", "100.00"), ("36415", "15.00"))
TWICE = billed("TWICE", ("99213", "65.00"))
REFUSED_A = billed("REFUSED-A", ("99213", "95.00"))
REFUSED_B = billed("REFUSED-B", ("99212", "45.00"))
WAITING = billed("WAITING", ("99214", "140.00"), payer="GREEN LAKE")
LOST = billed("LOST", ("99212", "55.00"), payer="GREEN LAKE")

FIXED_AGAIN = a_replacement_of(
    FIXED,
    "ICNFIXED-1",
    number="FIXED-2",
    lines=[BilledLine("99215", ("25",), charge="200.00")],
)
BOTH_AT_SECOND = replace(
    BOTH,
    payer="RED HARBOR",
    payer_order="S",
    other_payers=(("P", "BLUE LANTERN", "150.00"),),
)
REUSED_LATER = billed(
    "REUSED", ("99212", "85.00"), patient=ANOTHER_PATIENT, service_date="20270201"
)

AT_FIRST = (
    CLEAN, REJECTED, FIXED, THRICE, REVERSED, VOIDED, DROPPED, BOTH, SPLIT, REUSED, NUMBERED,
    SHUFFLED, BUNDLED, STRAY, TWICE,
)  # fmt: skip
REFUSED_AT_FIRST = {
    "REJECTED": rejected(REJECTED, "A7", "562", "85"),
    "TWICE": rejected(TWICE, "A3", "21", ""),
}

# --- What was answered


def allowed(procedure: str, charge: str, less: str, **said: object) -> Line:
    """A line paid less a contractual amount."""
    return a_line(procedure, charge=charge, adjustments=[("CO", "45", less)], **said)


def denied(procedure: str, charge: str, carc: str, **said: object) -> Line:
    """A line denied whole."""
    return a_denied_line(procedure, carc=carc, charge=charge, **said)


THRICE_DENIED = a_claim("THRICE", [denied("99213", "100.00", "50")])
REVERSED_AT_FIRST = a_claim(
    "REVERSED", [allowed("99213", "100.00", "20.00"), denied("87880", "30.00", "97")]
)
VOIDED_AT_FIRST = a_claim("VOIDED", [allowed("99212", "90.00", "20.00")])

OF_MARCH_2: tuple[Claim, ...] = (
    a_claim("CLEAN", [allowed("99213", "100.00", "20.00")]),
    a_claim("FIXED-1", [denied("99215", "200.00", "16")]),
    THRICE_DENIED,
    REVERSED_AT_FIRST,
    VOIDED_AT_FIRST,
    a_claim("DROPPED", [denied("99211", "60.00", "50")]),
    a_claim(
        "BOTH",
        [a_line("99285", charge="250.00", adjustments=[("CO", "45", "50"), ("PR", "2", "50")])],
    ),
    a_claim(
        "WARD",
        [],
        charge="1000.00",
        adjustments=[("CO", "45", "300.00"), ("CO", "97", "100.00")],
    ),
    a_claim("SPLIT", [allowed("99214", "120.00", "20.00")], icn="ICNSPLIT-A"),
    a_claim("REUSED", [allowed("99212", "75.00", "15.00")]),
    a_claim(
        "NUMBERED",
        [
            allowed("97140", "50.00", "10.00", control_number="L3"),
            denied("97110", "60.00", "97", control_number="L2"),
            allowed("97110", "60.00", "10.00", control_number="L1"),
        ],
    ),
    a_claim(
        "SHUFFLED",
        [
            allowed("97140", "50.00", "10.00"),
            allowed("99213", "100.00", "20.00"),
            denied("97110", "60.00", "50"),
        ],
    ),
    a_claim(
        "BUNDLED",
        [
            allowed("80053", "40.00", "8.00", submitted=["80048"]),
            denied("80053", "20.00", "97", submitted=["82565"]),
        ],
    ),
    a_claim("STRAY", [allowed("99213", "100.00", "20.00"), allowed("J1100", "25.00", "5.00")]),
)
OF_MARCH_16: tuple[Claim, ...] = (
    a_claim("REJECTED", [allowed("99214", "150.00", "30.00")]),
    a_claim("FIXED-2", [allowed("99215", "200.00", "40.00", modifiers=["25"])]),
    replace(THRICE_DENIED, icn="ICNTHRICE-2"),
    a_reversal_of(REVERSED_AT_FIRST),
    a_reversal_of(VOIDED_AT_FIRST),
    a_claim("SPLIT", [denied("20610", "180.00", "197")], icn="ICNSPLIT-B"),
    a_claim("REFUSED-A", [allowed("99213", "95.00", "19.00")]),
)
OF_MARCH_30: tuple[Claim, ...] = (
    replace(THRICE_DENIED, icn="ICNTHRICE-3"),
    a_claim(
        "REVERSED",
        [allowed("99213", "100.00", "20.00"), allowed("87880", "30.00", "5.00")],
        icn="ICNREVERSED-2",
    ),
    a_claim("TWICE", [allowed("99213", "65.00", "13.00")]),
)
OF_RED_HARBOR = a_claim(
    "BOTH",
    [a_line("99285", charge="250.00", adjustments=[("OA", "23", "200.00")])],
    status="2",
    icn="RHBOTH",
)
OF_THE_YEAR_AFTER = a_claim(
    "REUSED",
    [denied("99212", "85.00", "29")],
    icn="ICNREUSED-2027",
    patient=ANOTHER_PATIENT,
    service_date="20270201",
)

# --- The files, by name

FILES: dict[str, str] = {
    "claims_0209": a_file_of(
        a_group_of_claims(*AT_FIRST, date="20260209", batch="101"),
        a_group_of_claims(WARD, date="20260209", batch="102"),
        a_group_of_claims(REFUSED_A, REFUSED_B, date="20260209", batch="103"),
    ),
    "refused_0210": a_999(a_refused_set("0001", "5"), group="103", date="20260210"),
    "door_0210": a_file_of(
        a_group_of_acknowledgments(
            *(REFUSED_AT_FIRST.get(claim.number, accepted(claim)) for claim in AT_FIRST),
            date="20260210",
            batch="101",
        ),
        a_group_of_acknowledgments(accepted(WARD), date="20260210", batch="102"),
    ),
    "claims_0223": an_837(
        REJECTED, REFUSED_A, TWICE, WAITING, LOST, date="20260223", batch="104"
    ),
    "door_0224": a_277ca(
        accepted(REJECTED),
        accepted(REFUSED_A),
        rejected(TWICE, "A7", "500", "IL"),
        accepted(WAITING),
        # Two reasons: the first in the file is the reason.
        rejected(LOST, statuses=[("A7", "164", "IL"), ("A7", "33", "IL")]),
        date="20260224",
        batch="104",
        by="clearinghouse",
    ),
    "claims_0309": an_837(
        FIXED_AGAIN,
        a_replacement_of(THRICE, "ICNTHRICE"),
        a_void_of(VOIDED, "ICNVOIDED"),
        a_void_of(DROPPED, "ICNDROPPED"),
        BOTH_AT_SECOND,
        TWICE,
        date="20260309",
        batch="105",
    ),
    "claims_2027": an_837(REUSED_LATER, date="20270208", batch="106"),
    "remit_0302": an_835(*OF_MARCH_2, date="20260302", trace="T0302"),
    "remit_0316": an_835(*OF_MARCH_16, date="20260316", trace="T0316"),
    "remit_0330": an_interchange(
        a_remittance(*OF_MARCH_30, date="20260330", trace="T0330"),
        a_remittance(OF_RED_HARBOR, payer="RED HARBOR", date="20260406", trace="T0406"),
    ),
    "remit_2027": an_835(OF_THE_YEAR_AFTER, date="20270301", trace="T2027"),
}  # fmt: skip


def segment_of(file: str, opening: str, after: str | None = None) -> int:
    """Which segment of a file opens so, counted from its ISA as 1; the first, or the first after.

    >>> segment_of("refused_0210", "AK1*")
    4
    """
    segments = [segment.strip() for segment in FILES[file].split("~")]
    start = 0
    if after is not None:
        start = next(n for n, each in enumerate(segments, start=1) if each.startswith(after))
    return next(
        number
        for number, segment in enumerate(segments, start=1)
        if number > start and segment.startswith(opening)
    )
