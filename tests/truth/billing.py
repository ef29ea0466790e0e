"""What a practice bills: patients, days and lines, invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.truth.claims import BilledLine

PROCEDURES = ("99213", "99214", "20610", "97110", "97140", "73030", "80053", "36415", "93000")
MODIFIERS: tuple[tuple[str, ...], ...] = ((), (), ("25",), ("59", "GP"))
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def a_day(rng: Random) -> date:
    """A day of service before all answers."""
    return date(2025, 12, 1) + timedelta(days=rng.randrange(30))


def a_patient(rng: Random, unlike: tuple[str, str] | None = None) -> tuple[str, str]:
    """A name; unlike another in the first three letters and in the initial."""
    while True:
        last, first = "".join(rng.choices(LETTERS, k=7)), "".join(rng.choices(LETTERS, k=5))
        if unlike is None or (last[:3] != unlike[0][:3] and first[0] != unlike[1][0]):
            return last, first


def billed_lines(
    rng: Random, key: str, days: list[date], numbering: str, same: int
) -> Iterator[BilledLine]:
    """A line for each of the days; of different procedures, but for the first few that are `same`.

    `numbering` says what REF 6R has: own numbers, the lines' places (1, 2 …), or none.
    """
    procedures = rng.sample(PROCEDURES, len(days))
    of_twins = (procedures[0], rng.choice(MODIFIERS), _a_charge(rng))
    for place, (day, procedure) in enumerate(zip(days, procedures, strict=True)):
        number = {"own": f"L{key}N{place}".replace(".", "X"), "lines": f"{place + 1}"}
        code, modifiers, charge = (
            of_twins if place < same else (procedure, rng.choice(MODIFIERS), _a_charge(rng))
        )
        units = 2 * rng.randrange(1, 4)
        yield BilledLine(
            f"{key}.{place + 1}", code, modifiers, day, charge, number.get(numbering), units
        )


def _a_charge(rng: Random) -> Decimal:
    """Tens of dollars, so that tenths of it are dollars."""
    return Decimal(10 * rng.randrange(6, 40))
