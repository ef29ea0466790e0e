"""The judge: what must be counted, from the truth alone, in plain Python and exact decimals.

It needs no linking, since every answer carries the billed line it speaks of. The rules are those of
the design: judging one answered line, and what became of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tests.truth.claims import Adjustment, SaidClaim, Told

ZERO = Decimal(0)
# No decision yet: pended and suspended (4010), not ours but forwarded, estimated.
NO_ANSWER = {"5", "10", "13", "15", "16", "17", "23", "25"}
SECONDARY = {"2", "3", "20", "21"}
COST_SHARE = {"1", "2", "3"}
DUPLICATE = {"18", "B13"}
NOT_FINAL = {"133"}
# Reasons that count, by the order of their categories, which settles ties; no other counts.
COUNTING = {"27": 1, "31": 1, "22": 2, "197": 3, "29": 4, "16": 5, "252": 6, "4": 7, "97": 8,
            "50": 9, "96": 10, "204": 10, "119": 11, "B7": 12, "18": 16, "B13": 16}  # fmt: skip
# Reasons whose category the remark tells, and the categories remarks tell.
UMBRELLAS = {"16", "96", "252"}
REMARKS = {"N4": 2, "MA130": 5, "M127": 6}

Key = tuple[str, bool]  # billed line, answered as a secondary payer


@dataclass
class Answer:
    """What one claim of a remittance says of one billed line."""

    on: date
    payer_number: str | None
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
        return self.charge < 0 or self.paid < 0

    @property
    def denied(self) -> Decimal:
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

    @property
    def reason(self) -> Adjustment | None:
        """The largest counting adjustment; ties by the order of categories."""
        told = next((REMARKS[code] for code in self.remarks if code in REMARKS), None)

        def rank(a: Adjustment) -> tuple[Decimal, int, str, str]:
            order = told if told and a.carc in UMBRELLAS else COUNTING[a.carc]
            return -a.amount, order, a.carc, a.group

        counting = [a for a in self.adjustments if a.carc in COUNTING and a.amount > 0]
        return min(counting, key=rank, default=None)

    @property
    def is_duplicate(self) -> bool:
        return self.reason is not None and self.reason.carc in DUPLICATE

    @property
    def counts_first(self) -> bool:
        """Neither a duplicate refusal nor an answer still to come."""
        return not self.is_duplicate and self.verdict != "not_final"


@dataclass(frozen=True)
class Expected:
    """What must be counted of one billed line."""

    key: Key
    first: Answer
    verdict: str
    carc: str | None
    group: str | None
    charge: Decimal
    denied: Decimal
    outcome: str | None
    recovered: Decimal
    open: Decimal
    is_duplicate: bool
    is_not_final: bool
    denied_after_payment: Decimal
    taken_back: Decimal


def judge(told: Iterable[Told]) -> dict[Key, Expected]:
    """What must be counted of every billed line of a history, told in the order of its days."""
    timelines: dict[Key, list[Answer]] = defaultdict(list)
    for step in sorted((one for one in told if not one.is_repeated), key=lambda one: one.on):
        claim = step.claim
        status = claim.takes_back.status if claim.takes_back else claim.status
        if status in NO_ANSWER:
            continue
        for line, answer in _answers(step):
            timelines[line, status in SECONDARY].append(answer)
    return {key: _outcome(key, timeline) for key, timeline in timelines.items()}


def _answers(step: Told) -> list[tuple[str, Answer]]:
    """What a claim says of each line, with the line's share of what it says of the whole."""

    def answer(
        charge: Decimal,
        paid: Decimal,
        adjustments: tuple[Adjustment, ...],
        remarks: tuple[str, ...] = (),
    ) -> Answer:
        remarks += claim.remarks
        return Answer(step.on, step.payer.number, claim, charge, paid, adjustments, remarks)

    claim = step.claim
    if not claim.lines and claim.takes_back:
        # The claim alone takes back the whole answer.
        whole = _answers(Told(step.on, step.payer, step.slot, claim.takes_back))
        return [(line, answer(-taken.charge, -taken.paid, ())) for line, taken in whole]
    if not claim.lines:
        assert claim.whole_line is not None
        return [(claim.whole_line, answer(claim.charge, claim.paid, claim.adjustments))]
    charges = sum((line.charge for line in claim.lines), ZERO)
    # Lines may show their payment before what the claim adjusts as a whole, or after it.
    is_net = sum((line.paid for line in claim.lines), ZERO) == claim.paid
    answers = []
    for line in claim.lines:
        shares = tuple(
            Adjustment(a.group, a.carc, a.amount * line.charge / charges) for a in claim.adjustments
        )
        off = ZERO if is_net else sum((a.amount for a in shares), ZERO)
        said = answer(line.charge, line.paid - off, line.adjustments + shares, line.remarks)
        answers.append((line.key, said))
    return answers


def _outcome(key: Key, timeline: list[Answer]) -> Expected:
    counted = [a for a in timeline if a.takes_back or a.counts_first]
    first = next((a for a in counted if not a.takes_back), None)
    if first is None:
        first = next(a for a in timeline if not a.takes_back)
        counted = [first]
    after = counted[counted.index(first) + 1 :]
    standing = _standing(counted)
    denied = first.denied if first.verdict in ("full", "partial") else ZERO
    recovered = max(ZERO, sum((a.paid for a in after), ZERO))
    outcome = _what_became(first, after, standing) if denied else None
    if outcome in (None, "recovered"):
        still_open = ZERO
    elif outcome in ("open", "reversed"):
        still_open = denied
    else:
        still_open = min(denied, standing[-1].denied)
    return Expected(
        key,
        first,
        first.verdict,
        first.reason.carc if denied and first.reason else None,
        first.reason.group if denied and first.reason else None,
        first.charge,
        denied,
        outcome,
        recovered if denied else ZERO,
        still_open,
        first.is_duplicate,
        first.verdict == "not_final",
        _denied_after_payment(first, after),
        _taken_back(first, after, standing),
    )


def _standing(counted: list[Answer]) -> list[Answer]:
    """The answers that stand when all is told; of those taken from in part, what is left."""
    standing: list[Answer] = []
    for said in counted:
        if not said.takes_back:
            standing.append(said)
            continue
        mirrored = [a for a in standing if (a.charge, a.paid) == (-said.charge, -said.paid)]
        if mirrored:
            standing.remove(mirrored[-1])
            continue
        target = next((a for a in reversed(standing) if a.left + said.paid >= 0), None)
        if target:
            target.left += said.paid
            if target.left == 0 and target.cost_share == 0:
                standing.remove(target)
    return standing


def _what_became(first: Answer, after: list[Answer], standing: list[Answer]) -> str:
    if not after:
        return "open"
    if not standing:
        return "reversed"
    last = standing[-1]
    money = first.paid + sum((a.paid for a in after), ZERO) + last.cost_share
    brings_more = money > first.paid + first.cost_share
    if brings_more and last.denied == 0:
        return "recovered"
    return "partly_recovered" if brings_more else "re_denied"


def _denied_after_payment(first: Answer, after: list[Answer]) -> Decimal:
    """Of a line paid at first: what the first denial said after its payment was taken back."""
    if first.verdict != "paid":
        return ZERO
    took_back = False
    for said in after:
        took_back = took_back or said.takes_back
        if took_back and not said.takes_back and said.denied > 0:
            return said.denied
    return ZERO


def _taken_back(first: Answer, after: list[Answer], standing: list[Answer]) -> Decimal:
    """Money taken back on a line paid at first and not denied since, less what came after."""
    if first.verdict != "paid" or any(a.denied > 0 for a in after if not a.takes_back):
        return ZERO
    return (
        max(ZERO, -sum((a.paid for a in after), ZERO)) if any(a.takes_back for a in after) else ZERO
    )
