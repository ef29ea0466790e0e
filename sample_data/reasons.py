"""Why payers refuse: the mix, how it is written, and how often it is overturned.

A reason falls only on claims it can happen to, so the rarer its occasion the larger its weight;
the headings give the share of initially denied claims that comes out, near published surveys.
"""

import random
from dataclasses import dataclass

from sample_data.model import Claim, Line
from sample_data.practice import AUTHORISED, is_visit


@dataclass(frozen=True)
class Reason:
    """One way to refuse a claim or a line."""

    weight: float
    group: str
    carc: str
    remarks: tuple[str, ...]
    hits: str  # claim, line, auth, units, extra (a line beside another), visit
    overturned: float  # share overturned, of those worked


REASONS = (
    # Eligibility and coordination of benefits, 24
    Reason(7, "CO", "22", ("MA04",), "claim", 0.70),
    Reason(5.5, "PR", "27", ("N30",), "claim", 0.45),
    Reason(4, "CO", "31", ("N382",), "claim", 0.70),
    Reason(1, "PR", "31", ("N382",), "claim", 0.60),
    Reason(2, "PR", "26", ("N30",), "claim", 0.40),
    Reason(3.5, "CO", "109", ("N418",), "claim", 0.60),
    # Missing or invalid data, 15
    Reason(3, "CO", "16", ("N265",), "claim", 0.80),
    Reason(3, "CO", "16", ("N382",), "claim", 0.80),
    Reason(3, "CO", "16", ("M76",), "line", 0.80),
    Reason(2, "CO", "16", ("N290",), "claim", 0.75),
    Reason(2, "CO", "16", ("N329",), "claim", 0.80),
    # Documentation, 13
    Reason(5.5, "CO", "252", ("M127",), "line", 0.65),
    Reason(4.5, "CO", "252", ("N706",), "line", 0.60),
    Reason(4.5, "CO", "226", ("N393",), "line", 0.55),
    # Authorisation, 12
    Reason(40, "CO", "197", (), "auth", 0.40),
    Reason(20, "CO", "198", ("N54",), "units", 0.35),
    # Bundling, modifier and coding, 16
    Reason(5, "CO", "97", ("M15",), "extra", 0.40),
    Reason(4, "CO", "97", ("N19",), "extra", 0.35),
    Reason(5, "CO", "236", ("N20",), "extra", 0.45),
    Reason(2.5, "CO", "4", ("N519",), "line", 0.75),
    Reason(1.5, "CO", "4", ("N822",), "line", 0.75),
    Reason(4, "CO", "11", (), "line", 0.65),
    # Not covered, 9
    Reason(3, "CO", "96", ("N130",), "line", 0.25),
    Reason(2, "PR", "96", ("N425",), "line", 0.15),
    Reason(4, "PR", "204", ("N130",), "line", 0.15),
    # Medical necessity, 6
    Reason(6, "CO", "50", ("N115",), "line", 0.45),
    Reason(10, "CO", "151", ("N362",), "units", 0.40),
    # Enrolment, 2 (timely filing, 3, comes with the late claims themselves)
    Reason(1, "CO", "B7", ("N570",), "claim", 0.60),
    Reason(1, "CO", "185", ("N198",), "claim", 0.60),
)
TIMELY = Reason(3, "CO", "29", (), "claim", 0.15)
DUPLICATE = Reason(0, "OA", "18", (), "claim", 0.0)
BUNDLED_VISIT = Reason(0, "CO", "97", ("N20",), "visit", 0.40)
NO_AUTHORISATION = Reason(0, "CO", "197", (), "auth", 0.40)
SECONDARY_REASONS = (
    Reason(5, "CO", "22", ("N4",), "claim", 0.60),
    Reason(3, "OA", "129", ("MA04",), "claim", 0.60),
    Reason(2, "CO", "16", ("N382",), "claim", 0.80),
)
ALSO_CITED = "252"  # a second reason beside the first, on some lines


def pick_reason(rng: random.Random, claim: Claim) -> Reason:
    """A reason that can happen to this claim."""
    while True:
        (reason,) = rng.choices(REASONS, [r.weight for r in REASONS])
        if lines_hit(claim, reason):
            return reason


def lines_hit(claim: Claim, reason: Reason) -> list[Line]:
    """The lines of the claim the reason can fall on."""
    lines = list(claim.lines)
    match reason.hits:
        case "auth":
            return [line for line in lines if line.procedure in AUTHORISED]
        case "units":
            return [line for line in lines if line.units > 1 and line.charge >= 5000]
        case "extra":
            return [line for line in lines[1:] if not is_visit(line.procedure)]
        case "visit":
            return [x for x in lines if x.procedure == "99213" and "25" in x.modifiers]
        case _:
            return lines
