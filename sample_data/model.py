"""The facts of the sample world: claims, their lines, and what payers answered.

Money is whole cents throughout, so nothing is ever rounded twice.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from sample_data.payers import Payer
from sample_data.practice import Clinician

# Reason codes the sample uses that reduce a payment by refusing it. All others are contract,
# cost share, prior payment, sequestration or an estimate.
COUNTING_CARCS = frozenset([
    "4", "11", "16", "18", "22", "26", "27", "29", "31", "50", "96", "97", "109", "129", "151",
    "185", "193", "197", "198", "204", "226", "236", "252", "B7",
])  # fmt: skip
DUPLICATE_CARC = "18"


@dataclass(frozen=True)
class Adjustment:
    """One group, reason and amount; the quantity tells the units refused, if any."""

    group: str
    carc: str
    amount: int
    quantity: int = 0


@dataclass(frozen=True)
class Patient:
    """An invented patient, covered by one payer, some also by a second."""

    last_name: str
    first_name: str
    birth_date: date
    gender: str
    member_number: str
    secondary_member_number: str
    subscriber_first_name: str  # empty where the patient is the subscriber


@dataclass(frozen=True)
class Line:
    """One billed service."""

    control_number: str
    procedure: str
    modifiers: tuple[str, ...]
    charge: int
    units: int


@dataclass(frozen=True)
class Claim:
    """What the practice bills to one payer for one visit."""

    control_number: str
    payer: Payer
    secondary_payer: Payer | None
    patient: Patient
    provider: Clinician
    service_date: date
    batch_date: date
    place_of_service: str
    diagnoses: tuple[str, ...]
    lines: tuple[Line, ...]
    is_late: bool = False  # filed after the payer's deadline

    @property
    def charge(self) -> int:
        """The sum of the line charges."""
        return sum(line.charge for line in self.lines)


@dataclass(frozen=True)
class LineAnswer:
    """The payer's word on one line: charge minus adjustments is paid."""

    line: Line
    charge: int
    paid: int
    adjustments: tuple[Adjustment, ...]
    remarks: tuple[str, ...] = ()
    paid_procedure: str = ""  # where the payer changed the code

    @property
    def cost_share(self) -> int:
        """What the patient owes as deductible, coinsurance or copay."""
        return sum(a.amount for a in self.adjustments if a.group == "PR" and a.carc in "123")

    @property
    def refusals(self) -> list[Adjustment]:
        """The adjustments that refuse payment, largest first."""
        counting = [a for a in self.adjustments if a.carc in COUNTING_CARCS]
        return sorted(counting, key=lambda a: -a.amount)

    @property
    def denied(self) -> int:
        """The refused amount, in cents."""
        return sum(a.amount for a in self.refusals)

    def negated(self) -> "LineAnswer":
        """The same answer taken back."""
        adjustments = tuple(replace(a, amount=-a.amount) for a in self.adjustments)
        return replace(self, charge=-self.charge, paid=-self.paid, adjustments=adjustments)


@dataclass(frozen=True)
class Answer:
    """One remitted claim: an adjudication, or the reversal of one."""

    claim: Claim
    payer: Payer
    remit_date: date
    status: str  # CLP02
    payer_claim_number: str  # CLP07
    lines: tuple[LineAnswer, ...]
    control_number: str = ""  # where a replacement claim had its own
    original_number: str = ""  # REF*F8: the payer claim number replaced
    interest: int = 0
    takeback: str = "netted"  # or withheld, refunded: how the money of a reversal comes back
    is_claim_level: bool = False  # adjustments stand at the claim, not at its lines
    has_lines: bool = True

    @property
    def charge(self) -> int:
        """The charge answered: the whole claim, or only the lines looked at again."""
        return sum(line.charge for line in self.lines)

    @property
    def paid(self) -> int:
        """The sum of the line payments."""
        return sum(line.paid for line in self.lines)


@dataclass(frozen=True)
class Submission:
    """One claim in one 837 batch, and what the clearinghouse said to it."""

    claim: Claim
    batch_date: date
    frequency: str = "1"
    original_number: str = ""  # REF*F8
    control_number: str = ""  # where a replacement claim has its own
    rejection: tuple[str, ...] = ()  # category, status, entity; empty means accepted
    primary_answer: Answer | None = None  # set where this goes to the secondary payer


@dataclass
class Chain:
    """All answers of one payer to one claim, oldest first."""

    claim: Claim
    payer: Payer
    is_secondary: bool = False
    answers: list[Answer] = field(default_factory=list)
    is_cut_short: bool = False  # an answer stood in the remittance that never arrived
