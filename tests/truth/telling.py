"""A teller makes up one history: claims, and what a payer says of them, step by step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.truth.adjudication import adjudicate
from tests.truth.claims import (
    Adjustment,
    BilledClaim,
    BilledLine,
    History,
    Payer,
    SaidClaim,
    SaidLine,
    Told,
)

PROCEDURES = ("99213", "99214", "20610", "97110", "97140", "73030", "80053", "36415", "93000")
PAYERS = (
    Payer("ACME HEALTH", "PAY01"),
    Payer("CEDAR HEALTH PLAN", "CHP01"),
    Payer("SILVER CREEK MUTUAL", "SCM77"),
    Payer("NORTH BAY BENEFIT FUND", "NBB12", "2U"),
)
SECOND_PAYERS = (Payer("HARBOR SUPPLEMENT", "HBS05"), Payer("PINE TRUST", "PT900"))
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FIRST_DAY = date(2026, 1, 5)


class Teller:
    """Collects one history. Every answer it tells carries the billed line it speaks of."""

    def __init__(self, rng: Random, situation: str, number: int) -> None:
        self.rng = rng
        self.situation = situation
        self.number = number
        self.payer = rng.choice(PAYERS[:3])
        self.slot = rng.randrange(2)
        self.on = FIRST_DAY + timedelta(days=rng.randrange(42))
        self.claims: list[BilledClaim] = []
        self.told: list[Told] = []
        self.has_known_claims = True
        self._icns = 0

    def history(self) -> History:
        return History(
            self.situation, self.number, tuple(self.claims), tuple(self.told), self.has_known_claims
        )

    # What was billed

    def bill(
        self,
        lines: int | None = None,
        *,
        control_number: str | None = None,
        numbering: str = "",
        patient: tuple[str, str] | None = None,
        day: date | None = None,
        same: int = 0,
        modifiers: tuple[tuple[str, ...], ...] = (),
    ) -> BilledClaim:
        """Bill a claim. `numbering` of REF 6R: own, lines (1, 2 …), none; `same` alike lines."""
        rng = self.rng
        key = f"{self.number}.{len(self.claims) + 1}"
        count = lines or rng.choice((1, 1, 2, 2, 3, 4))
        numbering = numbering or rng.choice(("own", "own", "lines", "none"))
        day = day or date(2025, 12, 1) + timedelta(days=rng.randrange(30))
        procedures = rng.sample(PROCEDURES, count)
        charges = [Decimal(10 * rng.randrange(6, 40)) for _ in range(count)]
        if same:
            procedures[:same] = procedures[:1] * same
            charges[:same] = charges[:1] * same
        billed = []
        for place in range(count):
            own = {"own": f"L{self.number}X{len(self.claims)}N{place}", "lines": f"{place + 1}"}
            mods = modifiers[place] if modifiers else rng.choice(((), (), ("25",), ("59", "GP")))
            if same and place:
                mods = billed[0].modifiers if not modifiers else mods
            billed.append(
                BilledLine(
                    f"{key}.{place + 1}",
                    procedures[place],
                    mods,
                    day,
                    charges[place],
                    own.get(numbering),
                    2 * rng.randrange(1, 4),
                )
            )
        number = f"H{self.number}C{len(self.claims)}" if control_number is None else control_number
        claim = BilledClaim(key, number, patient or self.a_patient(), tuple(billed))
        self.claims.append(claim)
        return claim

    def a_patient(self, unlike: tuple[str, str] | None = None) -> tuple[str, str]:
        """A name; unlike another in the first three letters and in the initial."""
        while True:
            last = "".join(self.rng.choices(LETTERS, k=7))
            first = "".join(self.rng.choices(LETTERS, k=5))
            if unlike is None or (last[:3] != unlike[0][:3] and first[0] != unlike[1][0]):
                return last, first

    # What is said of it

    def icn(self) -> str:
        self._icns += 1
        return f"I{self.number}N{self._icns}"

    def line(self, billed: BilledLine, kind: str, charge: Decimal | None = None) -> SaidLine:
        """What an answer of this kind says of a line."""
        charge = billed.charge if charge is None else charge
        paid, adjustments = adjudicate(self.rng, kind, charge)
        return SaidLine(
            billed.key,
            billed.procedure,
            billed.modifiers,
            billed.day,
            charge,
            paid,
            adjustments,
            billed.control_number,
            billed.units,
        )

    def answer(
        self,
        claim: BilledClaim,
        kinds: dict[str, str] | list[str] | str,
        *,
        icn: str | None = None,
        status: str | None = None,
        reference: str | None = None,
    ) -> SaidClaim:
        """An answer: a kind for each line, or by the key of a line for those it speaks of."""
        if isinstance(kinds, str):
            kinds = [kinds] * len(claim.lines)
        if isinstance(kinds, list):
            kinds = dict(zip((line.key for line in claim.lines), kinds, strict=True))
        lines = [self.line(line, kinds[line.key]) for line in claim.lines if line.key in kinds]
        return self.of_lines(claim, lines, icn=icn, status=status, reference=reference)

    def of_lines(
        self,
        claim: BilledClaim,
        lines: list[SaidLine],
        *,
        icn: str | None = None,
        status: str | None = None,
        reference: str | None = None,
    ) -> SaidClaim:
        """A CLP of these lines, which balances."""
        charge = sum((line.charge for line in lines), Decimal(0))
        paid = sum((line.paid for line in lines), Decimal(0))
        return SaidClaim(
            claim.key,
            status or self.rng.choice(("1", "1", "1", "19")),
            claim.control_number,
            self.icn() if icn is None else icn,
            claim.patient,
            charge,
            paid,
            tuple(lines),
            reference=reference,
            day=min((line.day for line in lines), default=None),
            remarks=self.rng.choice(((), (), (), ("MA130",), ("N4",))),
        )

    def reversal(self, of: SaidClaim, how: str = "22") -> SaidClaim:
        """The answer taken back: 22, negative (another status), or bare (22, the CLP alone)."""
        lines = tuple(
            replace(
                line,
                charge=-line.charge,
                paid=-line.paid,
                adjustments=_negated(line.adjustments),
            )
            for line in of.lines
        )
        return replace(
            of,
            status=of.status if how == "negative" else "22",
            charge=-of.charge,
            paid=-of.paid,
            interest=Decimal(0),
            lines=() if how == "bare" else lines,
            adjustments=() if how == "bare" else _negated(of.adjustments),
            takes_back=of,
        )

    # Telling it

    def tell(self, *claims: SaidClaim, payer: Payer | None = None) -> None:
        """Tell these claims in one remittance, in this order; the next is told later."""
        for claim in claims:
            self.told.append(Told(self.on, payer or self.payer, self.slot, claim))
        self.on += timedelta(days=self.rng.randrange(4, 25))

    def repeat(self, step: int = -1) -> None:
        """What was told in the remittance of a step is told once more in another file."""
        on = self.told[step].on
        self.told += [replace(one, is_repeated=True) for one in self.told if one.on == on]


def _negated(adjustments: tuple[Adjustment, ...]) -> tuple[Adjustment, ...]:
    return tuple(replace(one, amount=-one.amount) for one in adjustments)
