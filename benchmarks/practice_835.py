"""An invented practice whose payers overturn and allow by habit: two years of weekly 835 files.

What is denied, how often it is worked, how often it comes back and what is then allowed depend on
payer, reason, procedure and modifier; fees are fixed while charges differ by provider and rise.
Answers to worked denials come after 10 to 200 days. Seeded; nothing in it is real.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = date(2024, 9, 30)  # a Monday; each week's file is of its Thursday
WEEKS = 104
PAYERS, PROCEDURES = 12, 60
FILING_CODES = ("12", "MB", "MC", "16", "HM", "CI")
# CARC: share of denials, how often it is worked, how often a worked one comes back.
REASONS = {
    "97": (14, 0.55, 0.45),
    "16": (16, 0.80, 0.75),
    "50": (9, 0.60, 0.35),
    "197": (11, 0.65, 0.40),
    "29": (6, 0.35, 0.08),
    "27": (9, 0.50, 0.25),
    "22": (9, 0.60, 0.65),
    "109": (5, 0.55, 0.50),
    "B7": (5, 0.50, 0.70),
    "96": (7, 0.30, 0.15),
    "4": (6, 0.75, 0.80),
    "252": (3, 0.70, 0.60),
}
MODIFIERS = {"": (70, 1.0), "25": (14, 1.0), "59": (8, 0.9), "26": (5, 0.4), "50": (3, 1.5)}


@dataclass(frozen=True)
class Habits:
    """What a payer allows per procedure (cents), and how much likelier than usual it gives in."""

    fees: tuple[int, ...]
    leniency: dict[str, float]
    denial_rate: float
    coinsurance: float


@dataclass(frozen=True)
class Service:
    """One line of a claim as it was billed, and what the payer's contract allows for it."""

    number: int
    payer: int
    procedure: int
    modifier: str
    units: int
    day: date
    charge: int
    allowed: int


def write_practice(folder: Path, line_count: int = 100_000, seed: int = 11) -> list[Path]:
    """Write the weekly files; their names open with the day of the remittance."""
    draw = random.Random(seed)
    prices = [round(3000 * 1.06**place) for place in range(PROCEDURES)]
    habits = [_habits(draw, prices) for _ in range(PAYERS)]
    answers: dict[tuple[int, int], list[str]] = defaultdict(list)
    for number in range(line_count):
        week = number * WEEKS // line_count
        payer = int(PAYERS * draw.random() ** 1.7)
        service = _service(draw, number, week, payer, habits[payer], prices)
        for at, text in _answers(draw, service, week, habits[payer]):
            answers[at, payer].append(text)
    return [_write(folder, week, answers) for week in range(WEEKS)]


def _habits(draw: random.Random, prices: list[int]) -> Habits:
    level = draw.uniform(0.4, 0.8)
    return Habits(
        fees=tuple(round(price * level * draw.uniform(0.75, 1.15)) for price in prices),
        leniency={carc: draw.uniform(0.5, 1.5) for carc in REASONS},
        denial_rate=draw.uniform(0.07, 0.16),
        coinsurance=draw.choice((0, 0, 0.1, 0.2)),
    )


def _service(
    draw: random.Random, number: int, week: int, payer: int, habits: Habits, prices: list[int]
) -> Service:
    procedure = int(PROCEDURES * draw.random() ** 1.5)
    modifier = draw.choices(tuple(MODIFIERS), [weight for weight, _ in MODIFIERS.values()])[0]
    units = draw.choice((1, 1, 1, 1, 1, 2, 3))
    # Charges rise by 4 % in the second year and differ by provider; the fee stays.
    price = prices[procedure] * (1.04 if week >= 52 else 1) * draw.choice((0.95, 1, 1, 1.1))
    charge = round(price * units * max(MODIFIERS[modifier][1], 1))
    allowed = round(habits.fees[procedure] * MODIFIERS[modifier][1]) * units
    day = FIRST_DAY + timedelta(days=7 * week - draw.randrange(10, 40))
    return Service(number, payer, procedure, modifier, units, day, charge, min(allowed, charge))


def _answers(
    draw: random.Random, service: Service, week: int, habits: Habits
) -> list[tuple[int, str]]:
    """The first answer and those that follow, each with its week."""
    if draw.random() >= habits.denial_rate:
        return [(week, _paid(service, service.allowed, habits))]
    carc = draw.choices(tuple(REASONS), [weight for weight, _, _ in REASONS.values()])[0]
    is_partial = service.units > 1 and draw.random() < 0.3
    first = _partial(service, carc, habits) if is_partial else _denied(service, carc)
    answers = [(week, first)]
    _, worked, overturned = REASONS[carc]
    chance = min(overturned * habits.leniency[carc], 0.97)
    while draw.random() < worked:
        week += max(1, round(draw.lognormvariate(1.75, 0.55)))
        if draw.random() < chance:
            part = draw.uniform(0.3, 0.7) if draw.random() < 0.12 else 1.0
            paid = _paid(service, round(service.allowed * part), habits)
            return [*answers, (week, paid)]
        answers.append((week, first))
        worked, chance = worked / 4, chance / 2
    return answers


def _paid(service: Service, allowed: int, habits: Habits) -> str:
    share = round(allowed * habits.coinsurance)
    return _claim(service, allowed - share, [("CO", "45", service.charge - allowed),
                                             ("PR", "2", share)])  # fmt: skip


def _denied(service: Service, carc: str) -> str:
    return _claim(service, 0, [("CO", carc, service.charge)])


def _partial(service: Service, carc: str, habits: Habits) -> str:
    """One unit paid, the others denied."""
    allowed, charge = service.allowed // service.units, service.charge // service.units
    share = round(allowed * habits.coinsurance)
    denied, contract = ("CO", carc, service.charge - charge), ("CO", "45", charge - allowed)
    return _claim(service, allowed - share, [denied, contract, ("PR", "2", share)])


def _claim(service: Service, paid: int, adjustments: list[tuple[str, str, int]]) -> str:
    modifier = f":{service.modifier}" if service.modifier else ""
    status = 1 if paid else 4
    share = sum(cents for group, _, cents in adjustments if group == "PR")
    filing = FILING_CODES[service.payer % len(FILING_CODES)]
    reasons = "".join(
        f"CAS*{group}*{carc}*{cents / 100:.2f}~" for group, carc, cents in adjustments if cents
    )
    return (
        f"CLP*K{service.number:07d}*{status}*{service.charge / 100:.2f}*{paid / 100:.2f}"
        f"*{share / 100:.2f}*{filing}*P{service.number:09d}*11*1~"
        f"NM1*QC*1*SAMPLE*PATIENT****MI*S{service.number:07d}~"
        f"SVC*HC:{90000 + service.procedure * 31}{modifier}*{service.charge / 100:.2f}"
        f"*{paid / 100:.2f}**{service.units}~DTM*472*{service.day:%Y%m%d}~{reasons}"
        f"REF*6R*K{service.number:07d}L1~"
    )


def _write(folder: Path, week: int, answers: dict[tuple[int, int], list[str]]) -> Path:
    """The file of a week, a transaction set a payer."""
    day = FIRST_DAY + timedelta(days=7 * week + 3)
    sets = []
    for payer in range(PAYERS):
        claims = "".join(answers.get((week, payer), ()))
        number = len(sets) + 1
        body = (
            f"BPR*H*0*C*NON************{day:%Y%m%d}~TRN*1*W{week:03d}P{payer:02d}*1{payer:09d}~"
            f"DTM*405*{day:%Y%m%d}~N1*PR*INVENTED PLAN {payer:02d}*XV*9{payer:04d}~"
            f"N1*PE*SAMPLE PRACTICE*XX*0123456789~LX*1~{claims}"
        )
        sets.append(f"ST*835*{number:04d}~{body}SE*{body.count('~') + 2}*{number:04d}~")
    text = (
        f"ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *{day:%y%m%d}*1200*^"
        f"*00501*{week + 1:09d}*0*P*:~GS*HP*PAYER*PRACTICE*{day:%Y%m%d}*1200*1*X*005010X221A1~"
        f"{''.join(sets)}GE*{len(sets)}*1~IEA*1*{week + 1:09d}~"
    )
    path = folder / f"{day:%Y%m%d}.835"
    path.write_text(text, encoding="ascii")
    return path
