"""The nine invented payers: how much they refuse, when they pay, and how their files look."""

from dataclasses import dataclass
from datetime import date, timedelta

from sample_data.x12 import Format

FIRST_WEEK = date(2026, 2, 16)  # Monday of 2026-W08
WEEK_COUNT = 40
LAST_DAY = FIRST_WEEK + timedelta(weeks=WEEK_COUNT, days=-3)  # Friday of 2026-W47


@dataclass(frozen=True)
class Payer:
    """One payer: its business, its habits, its handwriting."""

    name: str
    slug: str
    kind: str
    payer_id: str
    filing_code: str  # CLP06 and SBR09
    volume: float  # share of the practice's claims
    denial_rate: float  # share of claims with a line denied at first
    allowed_share: float  # contract price as a share of the charge
    paydays: tuple[int, ...] = (2,)  # weekdays, Monday is 0
    pays_biweekly: bool = False
    checks_per_day: int = 1
    bundling: str = "sets"  # two checks: two ST in one interchange, or two interchanges
    format: Format = Format()
    extension: str = "835"
    has_cents: bool = True  # "80.00" rather than "80"
    by_check: bool = False  # CHK rather than ACH
    has_lx: bool = True
    has_line_control: bool = True  # echoes REF*6R
    denies_net: bool = False  # the contract reduction is taken first, the rest refused
    late_share: float = 0.02  # of its denials: filed after the deadline
    timely_at_claim: bool = False  # timely filing stands at claim level, not at the lines
    service_period: bool = False  # DTM 150 and 151 rather than 472
    reversals_last: bool = False
    pays_interest: bool = False


NORTHMOOR = Payer(
    "NORTHMOOR MEDICARE CONTRACTOR", "northmoor-medicare", "medicare", "00001", "MB",
    0.17, 0.07, 0.46, paydays=(1, 4),
)  # fmt: skip
EVERGROVE = Payer(
    "EVERGROVE SENIOR ADVANTAGE", "evergrove-senior", "medicare_advantage", "00002", "16",
    0.13, 0.14, 0.46, paydays=(3,), format=Format(newline=""), extension="txt", has_cents=False,
    pays_interest=True,
)  # fmt: skip
SILVER_HERON = Payer(
    "SILVER HERON ADVANTAGE", "silver-heron", "medicare_advantage", "00003", "16",
    0.08, 0.14, 0.45, paydays=(2,), pays_biweekly=True, denies_net=True, reversals_last=True,
    by_check=True,
)  # fmt: skip
LARKFIELD = Payer(
    "LARKFIELD COMMUNITY MEDICAID", "larkfield-medicaid", "medicaid", "00004", "MC",
    0.12, 0.14, 0.36, paydays=(1,), format=Format("|", ">", "^", "~", ""), extension="edi",
    has_lx=False, late_share=0.09, timely_at_claim=True,
)  # fmt: skip
BLUE_LANTERN = Payer(
    "BLUE LANTERN HEALTH", "blue-lantern", "commercial", "00005", "BL",
    0.29, 0.11, 0.64, paydays=(2,), denies_net=True, pays_interest=True,
)  # fmt: skip
CEDAR_COMPASS = Payer(
    "CEDAR COMPASS INSURANCE", "cedar-compass", "commercial", "00006", "CI",
    0.08, 0.11, 0.66, paydays=(3,), checks_per_day=2, format=Format(component=">", newline="\r\n"),
)  # fmt: skip
MERIDELL = Payer(
    "MERIDELL BENEFIT COMPANY", "meridell", "commercial", "00007", "CI",
    0.06, 0.11, 0.60, paydays=(4,), format=Format("*", ":", "^", "\n", ""), extension="txt",
    by_check=True, service_period=True,
)  # fmt: skip
OPEN_ORCHARD = Payer(
    "OPEN ORCHARD MARKETPLACE PLAN", "open-orchard", "marketplace", "00008", "HM",
    0.05, 0.17, 0.55, paydays=(0,), checks_per_day=2, bundling="interchanges",
    format=Format("*", "^", "!", "~", "\n"), extension="edi", has_cents=False,
    has_line_control=False,
)  # fmt: skip
IRONGATE = Payer(
    "IRONGATE WORKERS COMPENSATION", "irongate", "workers_compensation", "00009", "WC",
    0.02, 0.11, 0.70, paydays=(3,),
)  # fmt: skip

PAYERS = (
    NORTHMOOR, EVERGROVE, SILVER_HERON, LARKFIELD, BLUE_LANTERN, CEDAR_COMPASS, MERIDELL,
    OPEN_ORCHARD, IRONGATE,
)  # fmt: skip


def monday(day: date) -> date:
    """The Monday that names the week of a day."""
    return day - timedelta(days=day.weekday())


def week_number(day: date) -> int:
    """The remit week of a day: 0 is the first of the forty."""
    return (day - FIRST_WEEK).days // 7


def next_payday(payer: Payer, earliest: date) -> date:
    """The first day on or after ``earliest`` on which the payer pays."""
    day = earliest
    while day.weekday() not in payer.paydays or (payer.pays_biweekly and week_number(day) % 2):
        day += timedelta(days=1)
    return day
