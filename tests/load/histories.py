"""Files made up at random in which much is shared: numbers, batches, payers' names, patients.

What a later file says reaches back to claims of earlier ones in every way that files have: answers,
reversals and corrections, replaced and voided claims, acknowledgments of a claim, a batch or a set,
requests for information, names of payers that turn out to be one. Numbers come round again, and
some are fillers ("0", "NA") that name nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tests.given import (
    Claim,
    a_claim,
    a_denied_line,
    a_line,
    a_remittance,
    a_reversal_of,
    an_interchange,
)
from tests.given_claims import (
    BilledClaim,
    a_277ca,
    a_999,
    a_billed_claim,
    a_billed_line,
    a_refused_set,
    accepted,
    an_837,
    an_accepted_set,
    rejected,
)
from tests.load.test_information_requests import a_request

FIRST_DAY = date(2026, 1, 5)
CONTROL_NUMBERS = ("A1", "A2", "a2", "A3", "A4", "A5", "B1", "B2", "B3")
PAYER_NUMBERS = ("P1", "P2", "P3", "P4", "p4", "P5", "P6")
FILLERS = ("0", "NA", "UNK")
PATIENTS = (("QUARTZ", "NOVEMBER", "M1"), ("OPAL", "PAPA", "M2"), ("QUARTZ", "OSCAR", "M1"))
# One id, one trace id, names alike, and one that nothing joins with the others.
PAYERS = (
    {"payer": "BLUE LANTERN", "payer_id": "BL1", "trace_id": "1512345678"},
    {"payer": "Blue Lantern Inc", "payer_id": "BL1", "trace_id": "1512345679"},
    {"payer": "BLUE LANTERN HEALTH PLAN", "payer_id": "", "trace_id": "1512345678"},
    {"payer": "RED HARBOR", "payer_id": "BL1", "trace_id": "1512345678"},
    {"payer": "GREEN MESA", "payer_id": "12345", "trace_id": "1999999999"},
    {"payer": "GREEN MESA OF OHIO", "payer_id": "", "trace_id": "1888888888"},
)
BATCHES = ("1", "1", "101", "102")
PROCEDURES = ("99213", "99214", "87880", "20610")


class Telling:
    """One history in the making: what was said so far may be taken up again.

    Histories of other places in one store share nothing with it, but for what fillers there are.
    """

    def __init__(self, rng: Random, place: int = 0, *, has_fillers: bool = False) -> None:
        self.rng = rng
        self.place = place
        fillers = FILLERS if has_fillers else ()
        self.control_numbers = (*(f"{each}H{place}" for each in CONTROL_NUMBERS), *fillers)
        self.payer_numbers = (*(f"{each}H{place}" for each in PAYER_NUMBERS), *fillers[:2], "")
        self.payers = [
            {
                "payer": f"{each['payer']} {place}",
                "payer_id": each["payer_id"] and f"{each['payer_id']}{place:02}",
                "trace_id": f"{each['trace_id']}{place:02}",
            }
            for each in PAYERS
        ]
        self.answers: list[Claim] = []
        self.billed: list[BilledClaim] = []
        self.remittances: list[list] = []

    def files(self, count: int) -> dict[str, str]:
        """Files of all kinds by name, in no order of days."""
        ways: list[tuple[Callable[[], str], str]] = [
            (self.remittance, "835"),
            (self.remittance, "835"),
            (self.remittance, "835"),
            (self.claims, "837"),
            (self.claims, "837"),
            (self.acknowledgment, "277"),
            (self.acknowledgment, "277"),
            (self.answer_to_a_group, "999"),
            (self.request, "277"),
            (self.extract, "csv"),
            (self.extract_of_claims, "csv"),
        ]
        told = {}
        for number in range(count):
            make, ending = self.rng.choice(ways)
            told[f"{self.place:02}_{number:03}.{ending}"] = make()
        return told

    # --- What files say

    def remittance(self) -> str:
        """One to three advices of a payer or several; some were told in an earlier file."""
        told = [self.advice() for _ in range(self.rng.choice((1, 1, 2, 3)))]
        self.remittances += told
        if self.rng.random() < 0.2:
            told.append(self.rng.choice(self.remittances))
        return an_interchange(*told)

    def advice(self) -> list:
        rng = self.rng
        claims = [self.answer() for _ in range(rng.choice((1, 2, 3)))]
        if rng.random() < 0.15:
            claims.append(rng.choice(claims))
        return a_remittance(
            *claims,
            **rng.choice(self.payers),
            trace=f"T{rng.randrange(12)}H{self.place}",
            date=self.day(14, 90),
        )

    def answer(self) -> Claim:
        """A new answer, or one that takes up what was said: reversed, corrected, repeated."""
        rng = self.rng
        way = rng.random()
        if self.answers and way < 0.25:
            return a_reversal_of(rng.choice(self.answers), icn=rng.choice(self.payer_numbers))
        if self.answers and way < 0.4:
            return a_reversal_of(rng.choice(self.answers))
        if self.answers and way < 0.5:
            return rng.choice(self.answers)
        lines = [self.line() for _ in range(rng.choice((0, 1, 1, 2)))]
        claim = a_claim(
            rng.choice(self.control_numbers),
            lines,
            icn=rng.choice(self.payer_numbers),
            status=rng.choice(("1", "1", "2", "4", "25")),
            original_icn=rng.choice(self.payer_numbers) if rng.random() < 0.3 else None,
            patient=rng.choice(PATIENTS),
            service_date=self.service_day(),
            **(
                {}
                if lines
                else {"charge": "100", "paid": "0", "adjustments": [("CO", "16", "100")]}
            ),
        )
        self.answers.append(claim)
        return claim

    def line(self):  # noqa: ANN201
        rng = self.rng
        said = {
            "charge": rng.choice(("100.00", "60.00")),
            "control_number": rng.choice((None, None, "1", "LN77001", "LN77002")),
            "remarks": rng.choice(((), (), ("N122",), ("M127",))),
        }
        if rng.random() < 0.4:
            carc = rng.choice(("97", "16", "18", "197"))
            return a_denied_line(rng.choice(PROCEDURES), carc=carc, **said)
        return a_line(rng.choice(PROCEDURES), adjustments=[("CO", "45", "20")], **said)

    def claims(self) -> str:
        """A batch of claims, some of which replace or void what a payer knows by a number."""
        rng = self.rng
        sets = [
            [self.billed_claim() for _ in range(rng.choice((1, 2, 3)))]
            for _ in range(rng.choice((1, 1, 2)))
        ]
        number = rng.choice(("1", "1", "0001", "101", None))
        group = number and f"{number}{self.place:02}"
        return an_837(
            *sets, batch=f"{rng.choice(BATCHES)}{self.place:02}", group=group, date=self.day(0, 60)
        )

    def billed_claim(self) -> BilledClaim:
        rng = self.rng
        frequency = rng.choice(("1", "1", "1", "7", "8"))
        if self.billed and rng.random() < 0.2:
            return replace(rng.choice(self.billed), frequency=frequency)
        lines = [
            a_billed_line(
                rng.choice(PROCEDURES),
                charge=rng.choice(("100.00", "60.00")),
                control_number=rng.choice((None, None, "1", "LN77001", "LN77002")),
            )
            for _ in range(rng.choice((1, 1, 2)))
        ]
        claim = a_billed_claim(
            rng.choice(self.control_numbers),
            lines,
            frequency=frequency,
            original_reference=rng.choice(self.payer_numbers) or None if frequency != "1" else None,
            patient=rng.choice(PATIENTS),
            payer=rng.choice(self.payers)["payer"],
            payer_order=rng.choice(("P", "P", "P", "S")),
            service_date=self.service_day(),
        )
        self.billed.append(claim)
        return claim

    def acknowledgment(self) -> str:
        """A 277CA of a batch: of the batch alone, or of claims that were sent or never seen."""
        rng = self.rng
        claims = []
        for _ in range(rng.choice((0, 1, 2, 3))):
            claim = rng.choice(self.billed) if self.billed else a_billed_claim("A1")
            number = rng.choice((claim.number, rng.choice(self.control_numbers)))
            said = {
                "payer_number": rng.choice((None, *self.payer_numbers)) or None,
                "service_date": rng.choice((claim.service_date, self.service_day())),
                "patient": rng.choice(PATIENTS),
            }
            make = rng.choice((accepted, rejected))
            claims.append(make(replace(claim, number=number), **said))
        return a_277ca(
            *claims,
            batch=f"{rng.choice(BATCHES)}{self.place:02}",
            date=self.day(1, 80),
            by=rng.choice(("payer", "payer", "clearinghouse")),
            source=rng.choice(self.payers)["payer"],
            batch_status=rng.choice((("A1", "19", "PR"), ("A3", "21", "PR"))),
        )

    def answer_to_a_group(self) -> str:
        """A 999 of a group, its number written with or without zeros."""
        rng = self.rng
        numbers = rng.choice((("0001",), ("1",), ("0001", "0002"), ("0002",)))
        sets = [rng.choice((an_accepted_set, a_refused_set))(number) for number in numbers]
        group = f"{rng.choice(('1', '0001', '101', '102'))}{self.place:02}"
        return a_999(*sets, group=group, date=self.day(1, 80))

    def request(self) -> str:
        """A request for information, by a payer's number, ours, or a filler; some come twice."""
        rng = self.rng
        claims = []
        for level in range(rng.choice((1, 1, 2))):
            payer_number, own = (
                rng.choice(self.payer_numbers),
                rng.choice((*self.control_numbers, "")),
            )
            claims.append(
                f"HL*{4 + level}*3*PT~NM1*QC*1*MARKER*JANE****MI*M1~"
                + (f"TRN*1*{payer_number}~" if payer_number else "TRN*1~")
                + "STC*R4:18842-5::LOI*20260210**100~"
                + (f"REF*EJ*{own}~" if own else "")
                + rng.choice(("", f"DTP*472*RD8*{self.service_day()}-{self.service_day()}~"))
            )
        text = a_request(*claims, number=f"{self.place}{rng.randrange(99)}")
        return text.replace("BLUE LANTERN", rng.choice(self.payers)["payer"])

    def extract(self) -> str:
        """Remittances of a spreadsheet: several checks, some of them advices of other files."""
        rng = self.rng
        rows = ["Payer,Check Number,Check Date,Patient Account,Claim Number,Date of Service,CPT,"
                "Billed,Paid,Reason Codes"]  # fmt: skip
        for _ in range(rng.choice((1, 2, 4, 6))):
            payer = rng.choice(self.payers)["payer"]
            paid, why = rng.choice((("0.00", "CO-97"), ("100.00", ""), ("0.00", "CO-16")))
            rows.append(
                f"{payer},T{rng.randrange(12)}H{self.place},{self.hyphened(14, 90)},"
                f"{rng.choice(self.control_numbers)},{rng.choice(self.payer_numbers)},"
                f"{self.hyphened(0, 20)},{rng.choice(PROCEDURES)},100.00,{paid},{why}"
            )
        return "\n".join(rows) + "\n"

    def extract_of_claims(self) -> str:
        """Claims of a spreadsheet, sent on several days."""
        rng = self.rng
        rows = [
            "Claim #,Payer,Payer ID,Submission Date,Freq Code,Orig Claim #,DOS,CPT,Charge,Line #"
        ]
        for _ in range(rng.choice((1, 2, 4))):
            rows.append(
                f"{rng.choice(self.control_numbers)},{rng.choice(self.payers)['payer']},"
                f"{rng.choice(self.payers)['payer_id']},{self.hyphened(0, 60)},"
                f"{rng.choice(('1', '1', '7'))},{rng.choice(self.payer_numbers)},"
                f"{self.hyphened(0, 20)},{rng.choice(PROCEDURES)},100.00,1"
            )
        return "\n".join(rows) + "\n"

    # --- Days

    def day(self, first: int, last: int) -> str:
        return f"{FIRST_DAY + timedelta(days=self.rng.randint(first, last)):%Y%m%d}"

    def hyphened(self, first: int, last: int) -> str:
        return (FIRST_DAY + timedelta(days=self.rng.randint(first, last))).isoformat()

    def service_day(self) -> str:
        """A few days close together, and one that is another claim's for being far off."""
        days = self.rng.choice((0, 0, 1, 7, 120))
        return f"{FIRST_DAY + timedelta(days=days):%Y%m%d}"


def files_of(rng: Random, places: int, count: int, *, has_fillers: bool) -> dict[str, str]:
    """The files of several histories for one store; the first may have fillers."""
    told: dict[str, str] = {}
    for place in range(places):
        told |= Telling(rng, place, has_fillers=has_fillers and place == 0).files(count)
    return told


def loads_of(rng: Random, files: dict[str, str], sizes: Sequence[int]) -> list[dict[str, str]]:
    """The files in random order, in loads of so many, one of these sizes by chance."""
    names = list(files)
    rng.shuffle(names)
    loads = []
    while names:
        count = rng.choice(sizes)
        loads.append({name: files[name] for name in names[:count]})
        names = names[count:]
    return loads
