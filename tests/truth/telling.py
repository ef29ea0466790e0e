"""A teller makes up one history: claims, and what a payer says of them, step by step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.truth.adjudication import adjudicate
from tests.truth.billing import a_day, a_patient, billed_lines
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

PAYERS = (
    Payer("ACME HEALTH", "PAY01"),
    Payer("CEDAR HEALTH PLAN", "CHP01"),
    Payer("SILVER CREEK MUTUAL", "SCM77"),
)
SECOND_PAYERS = (Payer("HARBOR SUPPLEMENT", "HBS05"), Payer("PINE TRUST", "PT900"))
FIRST_DAY = date(2026, 1, 5)


class Teller:
    """Collects one history. Every answer it tells carries the billed line it speaks of."""

    def __init__(self, rng: Random, situation: str, number: int) -> None:
        self.rng = rng
        self.situation = situation
        self.number = number
        self.payer = rng.choice(PAYERS)
        self.slot = rng.randrange(2)
        self.on = FIRST_DAY + timedelta(days=rng.randrange(42))
        self.claims: list[BilledClaim] = []
        self.told: list[Told] = []
        self.has_known_claims = True
        self.has_claim_file = rng.random() < 0.35
        self._icns = 0

    def history(self) -> History:
        return History(
            self.situation,
            self.number,
            tuple(self.claims),
            tuple(self.told),
            self.has_known_claims,
            self.has_claim_file,
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
        """Bill a claim. `numbering` of REF 6R: own, lines (1, 2 …), none; `same` alike lines.

        Without a day, one claim in four runs over several days.
        """
        rng = self.rng
        count = lines or rng.choice((1, 1, 2, 2, 3, 4))
        key = f"{self.number}.{len(self.claims) + 1}"
        is_long = day is None and not same and rng.random() < 0.25
        day = day or self.a_day()
        days = [day + timedelta(days=place if is_long else 0) for place in range(count)]
        numbering = numbering or rng.choice(("own", "own", "lines", "none"))
        billed = tuple(billed_lines(rng, key, days, numbering, same))
        if modifiers:
            pairs = zip(billed, modifiers, strict=True)
            billed = tuple(replace(line, modifiers=said) for line, said in pairs)
        number = f"H{self.number}C{len(self.claims)}" if control_number is None else control_number
        claim = BilledClaim(key, number, patient or self.a_patient(), billed)
        self.claims.append(claim)
        return claim

    def a_day(self) -> date:
        return a_day(self.rng)

    def a_patient(self, unlike: tuple[str, str] | None = None) -> tuple[str, str]:
        return a_patient(self.rng, unlike)

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
            status or self.rng.choice(("1", "1", "1", "19") if paid else ("1", "1", "4")),
            claim.control_number,
            self.icn() if icn is None else icn,
            claim.patient,
            charge,
            paid,
            tuple(lines),
            reference=reference,
            day=min((line.day for line in lines if line.day), default=None),
            remarks=self.rng.choice(((), (), (), ("MA130",), ("N4",))),
        )

    def reversal(self, of: SaidClaim, how: str = "22") -> SaidClaim:
        """The answer taken back: 22, negative (another status), or bare (22, the CLP alone)."""
        has_numbers = self.rng.random() < 0.8  # some payers leave REF 6R out of reversals
        lines = tuple(
            replace(
                line,
                charge=-line.charge,
                paid=-line.paid,
                adjustments=_negated(line.adjustments),
                control_number=line.control_number if has_numbers else None,
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

    def tell(self, *claims: SaidClaim, in_other_file: SaidClaim | None = None) -> None:
        """Tell these claims in one remittance, in this order; the next is told later.

        One more of the same remittance may stand in another file alone.
        """
        self.told += [Told(self.on, self.payer, self.slot, claim) for claim in claims]
        if in_other_file:
            self.told.append(Told(self.on, self.payer, self.slot, in_other_file, True))
        self.on += timedelta(days=self.rng.randrange(4, 25))

    def repeat(self, step: int = -1) -> None:
        """What was told in the remittance of a step is told once more in another file."""
        on = self.told[step].on
        self.told += [
            replace(one, in_other_file=True, is_repeated=True) for one in self.told if one.on == on
        ]


def _negated(adjustments: tuple[Adjustment, ...]) -> tuple[Adjustment, ...]:
    return tuple(replace(one, amount=-one.amount) for one in adjustments)
