"""Who comes to the practice, and what is billed for it, week by week."""

import random
from dataclasses import replace
from datetime import date, timedelta

from sample_data.model import Claim, Line, Patient, Submission
from sample_data.payers import (
    BLUE_LANTERN,
    CEDAR_COMPASS,
    LARKFIELD,
    LAST_DAY,
    NORTHMOOR,
    PAYERS,
    Payer,
)
from sample_data.practice import CHARGES, CLINICIANS, DIAGNOSES, VISITS, Clinician

FIRST_BATCH = date(2026, 1, 16)  # batches go out on Fridays
CLAIMS_PER_BATCH = 208
REJECTION_RATE = 0.03
REJECTIONS = (
    ("A3", "21", ""),  # missing or invalid information
    ("A3", "33", "IL"),  # subscriber not found
    ("A7", "562", "85"),  # billing provider identifier
    ("A7", "164", "IL"),  # member number
    ("A8", "507", ""),  # procedure code
)

LAST_NAMES = (
    "AGATE", "BASALT", "BERYL", "CALCITE", "CITRINE", "DOLOMITE", "FELDSPAR", "FLUORITE", "GABBRO",
    "GALENA", "GNEISS", "GYPSUM", "HEMATITE", "JASPER", "KAOLIN", "LAZURITE", "MALACHITE", "MICA",
    "OBSIDIAN", "OLIVINE", "ONYX", "PUMICE", "PYRITE", "QUARTZ", "SCHIST", "SERPENTINE", "TALC",
    "TOPAZ", "TRAVERTINE", "ZEOLITE",
)  # fmt: skip
FIRST_NAMES = (
    "ALFA", "BRAVO", "CHARLIE", "DELTA", "ECHO", "FOXTROT", "GOLF", "HOTEL", "INDIA", "JULIETT",
    "KILO", "LIMA", "MIKE", "NOVEMBER", "OSCAR", "PAPA", "QUEBEC", "ROMEO", "SIERRA", "TANGO",
    "UNIFORM", "VICTOR", "WHISKEY", "XRAY", "YANKEE", "ZULU",
)  # fmt: skip


def batch_dates() -> list[date]:
    """Every Friday on which claims are sent."""
    weeks = (LAST_DAY - FIRST_BATCH).days // 7 + 1
    return [FIRST_BATCH + timedelta(weeks=week) for week in range(weeks)]


def next_batch_date(day: date) -> date:
    """The first Friday on or after the day."""
    return day + timedelta(days=(4 - day.weekday()) % 7)


def bill_claims(rng: random.Random) -> list[Claim]:
    """All claims of the practice, in the order of the batches they go out with."""
    panels = {payer: _panel(rng, payer) for payer in PAYERS}
    claims: list[Claim] = []
    for batch_date in batch_dates():
        for payer in PAYERS:
            expected = CLAIMS_PER_BATCH * payer.volume
            for _ in range(round(rng.gauss(expected, expected * 0.06))):
                number = f"IV{len(claims) + 100001}"
                patient = rng.choice(panels[payer])
                claims.append(_bill_visit(rng, number, payer, patient, batch_date))
    return claims


def first_submissions(rng: random.Random, claim: Claim) -> list[Submission]:
    """The first sending of a claim and, where the clearinghouse rejects it, most often a second."""
    if rng.random() >= REJECTION_RATE:
        return [Submission(claim, claim.batch_date)]
    sent = [Submission(claim, claim.batch_date, rejection=rng.choice(REJECTIONS))]
    if rng.random() < 0.88:
        sent.append(Submission(claim, claim.batch_date + timedelta(weeks=rng.choice((1, 2)))))
    return sent


def _panel(rng: random.Random, payer: Payer) -> list[Patient]:
    """The patients a payer covers."""
    patients = []
    for number in range(1, round(2600 * payer.volume) + 1):
        age = rng.randint(66, 92) if "medicare" in payer.kind else rng.randint(4, 64)
        born = date(2026 - age, 1, 1) + timedelta(days=rng.randrange(365))
        is_dependent = age < 19 and payer.kind in ("commercial", "marketplace")
        patients.append(
            Patient(
                last_name=rng.choice(LAST_NAMES),
                first_name=rng.choice(FIRST_NAMES),
                birth_date=born,
                gender=rng.choice("FM"),
                member_number=f"SAMPLE{payer.payer_id[-1]}{number:05d}",
                secondary_member_number=f"SAMPLE2ND{payer.payer_id[-1]}{number:05d}",
                subscriber_first_name=rng.choice(FIRST_NAMES) if is_dependent else "",
            )
        )
    return patients


def _bill_visit(
    rng: random.Random, number: str, payer: Payer, patient: Patient, batch_date: date
) -> Claim:
    """One visit with one clinician, billed with the batch of the week or a little later."""
    clinician = rng.choice(CLINICIANS)
    visits = VISITS[clinician.specialty]
    ((_, visit),) = rng.choices(visits, [weight for weight, _ in visits])
    lag = rng.choice((2, 3, 4, 4, 5, 5, 7, 8, 9, 10, 11, 12, 17, 24))
    claim = Claim(
        control_number=number,
        payer=payer,
        secondary_payer=_secondary(rng, payer),
        patient=patient,
        provider=clinician,
        service_date=_weekday(batch_date - timedelta(days=lag)),
        batch_date=batch_date,
        place_of_service="24" if "29881" in visit else "10" if "-95" in visit else "11",
        diagnoses=_diagnoses(rng, clinician),
        lines=tuple(_line(number, i, text) for i, text in enumerate(visit.split(), start=1)),
    )
    if rng.random() < payer.denial_rate * payer.late_share:
        late_day = _weekday(batch_date - timedelta(days=rng.randint(185, 260)))
        return replace(claim, service_date=late_day, is_late=True)
    return claim


def _secondary(rng: random.Random, payer: Payer) -> Payer | None:
    """The second payer of a claim, if there is one."""
    if payer is NORTHMOOR and rng.random() < 0.35:
        return LARKFIELD if rng.random() < 0.25 else CEDAR_COMPASS
    if payer is BLUE_LANTERN and rng.random() < 0.04:
        return LARKFIELD
    return None


def _diagnoses(rng: random.Random, clinician: Clinician) -> tuple[str, ...]:
    """One to three diagnoses of the clinician's field."""
    return tuple(rng.sample(DIAGNOSES[clinician.specialty], rng.choice((1, 1, 2, 3))))


def _line(number: str, position: int, text: str) -> Line:
    """A line from its short form, such as ``97110-GPx2``."""
    service, _, units = text.partition("x")
    procedure, *modifiers = service.split("-")
    count = int(units or 1)
    charge = CHARGES[procedure] * 100 * count
    return Line(f"{number}L{position}", procedure, tuple(modifiers), charge, count)


def _weekday(day: date) -> date:
    """The day, or the Friday before where it falls on a weekend."""
    return day - timedelta(days=max(day.weekday() - 4, 0))
