"""What was billed, and what a payer says of it: every answer carries the line it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class BilledLine:
    """A line as the practice billed it; `key` is known to nobody but the judge."""

    key: str
    procedure: str
    modifiers: tuple[str, ...]
    day: date
    charge: Decimal
    control_number: str | None  # REF 6R
    units: int = 1


@dataclass(frozen=True)
class BilledClaim:
    """A claim as the practice billed it."""

    key: str
    control_number: str  # CLM01; may be an account number, 0 or empty
    patient: tuple[str, str]
    lines: tuple[BilledLine, ...]


@dataclass(frozen=True)
class Payer:
    """A payer under one of its names."""

    name: str
    number: str | None
    number_is_in: str = "N104"  # or 2U: in REF*2U; or TRN03 alone


@dataclass(frozen=True)
class Adjustment:
    """One CAS triplet."""

    group: str
    carc: str
    amount: Decimal


@dataclass(frozen=True)
class SaidLine:
    """An SVC. `key` is the billed line it speaks of, or the part of it that the payer made."""

    key: str
    procedure: str
    modifiers: tuple[str, ...]
    day: date | None
    charge: Decimal
    paid: Decimal
    adjustments: tuple[Adjustment, ...]
    control_number: str | None
    units: int = 1
    remarks: tuple[str, ...] = ()
    answered_as: str | None = None  # SVC01, where the payer bundled it; then SVC06 has its own code


@dataclass(frozen=True)
class SaidClaim:
    """A CLP. Without lines it speaks of `whole_line`, or takes back `takes_back` as a whole."""

    key: str
    status: str
    control_number: str
    icn: str
    patient: tuple[str, str]
    charge: Decimal
    paid: Decimal
    lines: tuple[SaidLine, ...]
    adjustments: tuple[Adjustment, ...] = ()
    reference: str | None = None  # REF F8
    day: date | None = None
    remarks: tuple[str, ...] = ()  # MOA
    interest: Decimal = Decimal(0)
    whole_line: str | None = None
    takes_back: SaidClaim | None = None

    @property
    def total_paid(self) -> Decimal:
        """CLP04: the payment, and the interest some payers put there."""
        return self.paid + self.interest


@dataclass(frozen=True)
class Told:
    """A claim told in a remittance of a day."""

    on: date
    payer: Payer
    slot: int  # which of the payer's remittances of the day
    claim: SaidClaim
    in_other_file: bool = False  # which has a part of the same remittance
    is_repeated: bool = False  # told there once more


@dataclass(frozen=True)
class History:
    """All that is told of one or several claims under one control number."""

    situation: str
    number: int
    claims: tuple[BilledClaim, ...]
    told: tuple[Told, ...]
    # Billed claims of which the rules must make one linked claim each, and no two one.
    has_known_claims: bool = True
    has_claim_file: bool = False  # the claims as billed are loaded too
