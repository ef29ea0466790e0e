"""One answer to one billed line, judged by itself: what it denies, why, and whether it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tests.truth.claims import Adjustment, Payer, SaidClaim, Told

ZERO = Decimal(0)
COST_SHARE = {"1", "2", "3"}
DUPLICATE = {"18", "B13"}
NOT_FINAL = {"133"}
CATEGORIES = (
    "Eligibility/Registration",
    "Coordination of Benefits",
    "Authorization/Referral",
    "Timely Filing",
    "Technical/Billing Error",
    "Documentation/Info Request",
    "Coding/Modifier",
    "Bundling/NCCI",
    "Medical Necessity",
    "Non-Covered",
    "Benefit Limit",
    "Provider Enrollment",
    "Duplicate",
)
# The reasons that count, by the place of their category, which settles ties; no other counts.
COUNTING = {"27": 0, "31": 0, "22": 1, "197": 2, "29": 3, "16": 4, "252": 5, "4": 6, "97": 7,
            "50": 8, "96": 9, "204": 9, "119": 10, "B7": 11, "18": 12, "B13": 12}  # fmt: skip
# Reasons whose category the remark tells, and the categories remarks tell.
UMBRELLAS = {"16", "96", "252"}
REMARKS = {"N4": 1, "MA130": 4, "M127": 5}


@dataclass
class Answer:
    """What one claim of a remittance says of one billed line."""

    on: date
    payer: Payer
    claim: SaidClaim
    charge: Decimal
    paid: Decimal
    adjustments: tuple[Adjustment, ...]
    remarks: tuple[str, ...] = ()  # of the line, then of its claim
    left: Decimal = field(init=False)  # of the payment, after partial takebacks

    def __post_init__(self) -> None:
        self.left = self.paid

    @property
    def takes_back(self) -> bool:
        """The sign is the test of a reversal, not the status."""
        return self.charge < 0 or self.paid < 0 or self.claim.takes_back is not None

    @property
    def denied(self) -> Decimal:
        """The sum of what counts, never more than the charge, never below 0."""
        counting = sum((a.amount for a in self.adjustments if a.carc in COUNTING), ZERO)
        return max(ZERO, min(counting, self.charge))

    @property
    def cost_share(self) -> Decimal:
        shares = (a for a in self.adjustments if a.carc in COST_SHARE and a.group == "PR")
        return sum((a.amount for a in shares), ZERO)

    @property
    def verdict(self) -> str:
        brings = self.paid > 0 or self.cost_share > 0
        if self.denied > 0:
            return "partial" if brings else "full"
        if brings or self.charge <= 0:
            return "paid"
        if any(a.carc in NOT_FINAL and a.amount != 0 for a in self.adjustments):
            return "not_final"
        return "suspect"

    def category_of(self, adjustment: Adjustment) -> int:
        """The place of a reason's category, refined by the first remark that tells one."""
        told = next((REMARKS[code] for code in self.remarks if code in REMARKS), None)
        if told is not None and adjustment.carc in UMBRELLAS:
            return told
        return COUNTING[adjustment.carc]

    @property
    def reason(self) -> Adjustment | None:
        """The largest counting adjustment; ties by the order of categories."""
        counting = [a for a in self.adjustments if a.carc in COUNTING and a.amount > 0]
        return min(
            counting,
            key=lambda a: (-a.amount, self.category_of(a), a.carc, a.group),
            default=None,
        )

    @property
    def is_duplicate(self) -> bool:
        return self.reason is not None and self.reason.carc in DUPLICATE

    @property
    def says_why(self) -> bool:
        """It pays, passes on a cost share, or denies for a reason that counts."""
        return self.verdict not in ("suspect", "not_final")

    @property
    def counts_first(self) -> bool:
        """Neither a duplicate refusal nor an answer still to come."""
        return not self.is_duplicate and self.verdict != "not_final"


def answers_of(told: Told) -> list[tuple[str, Answer]]:
    """What a claim says of each billed line, with the line's share of what is said of the whole."""
    claim = told.claim
    if not claim.lines and claim.takes_back:
        return _all_taken_back(told)
    if not claim.lines:
        assert claim.whole_line is not None
        said = Answer(
            told.on, told.payer, claim, claim.charge, claim.paid, claim.adjustments, claim.remarks
        )
        return [(claim.whole_line, said)]
    charges = _sum(line.charge for line in claim.lines)
    # Lines may show their payment before what the claim adjusts as a whole, or after it.
    is_net = _sum(line.paid for line in claim.lines) == claim.paid
    answers = []
    for line in claim.lines:
        shares = tuple(
            Adjustment(a.group, a.carc, a.amount * line.charge / charges) for a in claim.adjustments
        )
        paid = line.paid if is_net else line.paid - _sum(a.amount for a in shares)
        adjustments = line.adjustments + shares
        remarks = line.remarks + claim.remarks
        said = Answer(told.on, told.payer, claim, line.charge, paid, adjustments, remarks)
        answers.append((line.key, said))
    return answers


def _all_taken_back(told: Told) -> list[tuple[str, Answer]]:
    """A claim without lines and adjustments takes back the whole answer it mirrors."""
    assert told.claim.takes_back is not None
    whole = answers_of(Told(told.on, told.payer, told.slot, told.claim.takes_back))
    return [
        (line, Answer(told.on, told.payer, told.claim, -taken.charge, -taken.paid, ()))
        for line, taken in whole
    ]


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
