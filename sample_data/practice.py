"""The invented practice: twelve clinicians, what they do, and what they charge.

Nothing here exists. Clinicians are named after trees, patients after minerals and the spelling
alphabet; NPIs begin with 0, as no real one does.
"""

from dataclasses import dataclass

PRACTICE_NAME = "INVENTED VALLEY MEDICAL GROUP"
PRACTICE_NPI = "0000000001"
PRACTICE_TAX_NUMBER = "000000000"
CLEARINGHOUSE = "MADE UP CLEARINGHOUSE"


@dataclass(frozen=True)
class Clinician:
    """A rendering provider."""

    last_name: str
    npi: str
    specialty: str


CLINICIANS = tuple(
    Clinician(name, f"00000001{number:02d}", specialty)
    for number, (name, specialty) in enumerate(
        [
            ("ROWAN", "family medicine"),
            ("HAWTHORN", "family medicine"),
            ("LINDEN", "family medicine"),
            ("JUNIPER", "internal medicine"),
            ("SYCAMORE", "internal medicine"),
            ("TAMARACK", "orthopaedics"),
            ("HORNBEAM", "orthopaedics"),
            ("MULBERRY", "dermatology"),
            ("BASSWOOD", "cardiology"),
            ("CATALPA", "cardiology"),
            ("LARCH", "physical therapy"),
            ("ASPEN", "physical therapy"),
        ]
    )
)
REFERRING_NPI = "0000000900"

# What a visit looks like: how often, and its lines as procedure-modifier-modifier x units.
VISITS: dict[str, list[tuple[int, str]]] = {
    "family medicine": [
        (20, "99213"),
        (19, "99214"),
        (13, "99213-25 90471 90686"),
        (9, "99213-25 36415 80053 85025"),
        (8, "99213-25 17110"),
        (6, "99396 99213-25"),
        (6, "99214-25 93000"),
        (6, "99203"),
        (5, "99213-95"),
        (4, "99214 36415 83036 80061"),
        (2, "90471 90686"),
    ],
    "internal medicine": [
        (22, "99214"),
        (15, "99213"),
        (13, "99213-25 93000"),
        (10, "99213-25 36415 80053 83036"),
        (9, "99214 36415 80053 80061 85025"),
        (7, "99213-25 90471 90686"),
        (6, "99204"),
        (6, "99214-95"),
    ],
    "orthopaedics": [
        (18, "99213 73562-RT"),
        (16, "99213-25 20610-RT J3301x4"),
        (12, "99203 73030-LT"),
        (10, "99214"),
        (8, "99213-25 20610-LT J3301x4"),
        (7, "73721-RT"),
        (6, "99213-24"),
        (4, "29881-RT"),
    ],
    "dermatology": [
        (24, "99213-25 11102"),
        (18, "99213-25 17000 17003x3"),
        (16, "99213"),
        (12, "99203"),
        (10, "11301 11102-59"),
        (8, "99214-25 11102 88305"),
    ],
    "cardiology": [
        (22, "99214 93000"),
        (16, "99214"),
        (14, "99214-25 93306"),
        (12, "93306"),
        (8, "99204 93000"),
        (7, "93015"),
        (6, "78452"),
    ],
    "physical therapy": [
        (34, "97110-GPx2 97140-GP"),
        (24, "97110-GPx2 97140-GP-59 97530-GP"),
        (16, "97110-GPx3 97112-GP"),
        (12, "97161-GP"),
        (8, "97161-GP 97110-GP"),
    ],
}

DIAGNOSES = {
    "family medicine": ("J069", "I10", "E119", "Z23", "B079", "R0602"),
    "internal medicine": ("I10", "E119", "E785", "N183", "Z23", "R5383"),
    "orthopaedics": ("M1711", "M1712", "M25511", "S83241A", "M7541"),
    "dermatology": ("L570", "D485", "C44311", "L821", "D225"),
    "cardiology": ("I2510", "I480", "I509", "R079", "I10"),
    "physical therapy": ("M545", "M25561", "M542", "S86011D", "R262"),
}

# Charge of one unit, in dollars.
CHARGES = {
    "11102": 195, "11301": 220, "17000": 140, "17003": 15, "17110": 230, "20610": 165,
    "29881": 2450, "36415": 18, "73030": 85, "73562": 95, "73721": 890, "78452": 980,
    "80053": 45, "80061": 52, "83036": 38, "85025": 32, "88305": 150, "90471": 40,
    "90686": 34, "93000": 48, "93015": 260, "93306": 640, "97110": 68, "97112": 72,
    "97140": 64, "97161": 185, "97530": 78, "99203": 220, "99204": 330, "99213": 160,
    "99214": 235, "99396": 245, "J3301": 12,
}  # fmt: skip

# Services payers want to approve beforehand.
AUTHORISED = frozenset(["29881", "73721", "78452", "93306", "97110", "97112", "97140", "97530"])


def is_visit(procedure: str) -> bool:
    """Whether the procedure is an office visit (which is where copays are taken)."""
    return procedure.startswith("99")
