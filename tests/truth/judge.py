"""The judge: what must be counted, from the truth alone, in plain Python and exact decimals.

It needs no linking, since every answer carries the billed line it speaks of. The rules are those of
the design: judging one answered line, and what became of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from tests.truth.answers import CATEGORIES, ZERO, Answer, answers_of
from tests.truth.claims import Payer, Told

# No decision yet: pended and suspended (4010), not ours but forwarded, estimated.
NO_ANSWER = {"5", "10", "13", "15", "16", "17", "23", "25"}
SECONDARY = {"2", "3", "20", "21"}


class Key(NamedTuple):
    """A billed line, as one payer answers it in one standing."""

    line: str
    payer: str
    is_secondary: bool


@dataclass(frozen=True)
class Denial:
    """A denied amount and what became of it."""

    amount: Decimal
    outcome: str | None
    recovered: Decimal
    open: Decimal


NO_DENIAL = Denial(ZERO, None, ZERO, ZERO)


@dataclass(frozen=True)
class Expected:
    """What must be counted of one billed line."""

    key: Key
    first: Answer
    denial: Denial
    after_payment: Denial  # of a line paid at first, then taken back and denied
    taken_back: Decimal  # of a line paid at first: what it lost since

    @property
    def carc(self) -> str | None:
        return self.first.reason.carc if self.denial.amount and self.first.reason else None

    @property
    def group(self) -> str | None:
        return self.first.reason.group if self.denial.amount and self.first.reason else None

    @property
    def category(self) -> str | None:
        if not self.denial.amount or self.first.reason is None:
            return None
        return CATEGORIES[self.first.category_of(self.first.reason)]


def identity_of(payer: Payer) -> str:
    """For linking a payer is its number, whatever its name; without one, its name."""
    return payer.number or " ".join(payer.name.upper().split())


def judge(told: Iterable[Told]) -> dict[Key, Expected]:
    """What must be counted of every billed line of a history, told in the order of its days."""
    timelines: dict[Key, list[Answer]] = defaultdict(list)
    for step in sorted((one for one in told if not one.is_repeated), key=lambda one: one.on):
        claim = step.claim
        status = claim.takes_back.status if claim.takes_back else claim.status
        if status in NO_ANSWER:
            continue
        for line, answer in answers_of(step):
            key = Key(line, identity_of(step.payer), status in SECONDARY)
            timelines[key].append(answer)
    return {key: _expected(key, timeline) for key, timeline in timelines.items()}


def _expected(key: Key, timeline: list[Answer]) -> Expected:
    counted = [a for a in timeline if a.takes_back or a.counts_first]
    first = next((a for a in counted if not a.takes_back), None)
    if first is None:  # only ever refused as a duplicate, or still to come
        first = next(a for a in timeline if not a.takes_back)
        counted = [first]
    after = counted[counted.index(first) + 1 :]
    standing = _standing(counted)
    after_payment, taken_back = NO_DENIAL, ZERO
    if first.verdict == "paid":
        taken_back = _taken_back(first, after)
        denier = _denied_after_takeback(after)
        if denier:
            after_payment = _what_became(denier, after[after.index(denier) + 1 :], standing)
    denial = _what_became(first, after, standing) if first.denied else NO_DENIAL
    return Expected(key, first, denial, after_payment, taken_back)


def _standing(counted: list[Answer]) -> list[Answer]:
    """The answers that stand when all is told; of those taken from in part, what is left."""
    standing: list[Answer] = []
    for said in counted:
        if not said.takes_back:
            standing.append(said)
        elif said.claim.takes_back is not None:
            standing = [a for a in standing if a.claim is not said.claim.takes_back]
        else:
            target = next((a for a in reversed(standing) if a.left + said.paid >= 0), None)
            if target:
                target.left += said.paid
                if target.left == 0 and target.cost_share == 0:
                    standing.remove(target)
    return standing


def _what_became(denier: Answer, after: list[Answer], standing: list[Answer]) -> Denial:
    """What became of what an answer denies, by what was told after it and what stands at last."""
    recovered = max(ZERO, _paid(after))
    if not standing:
        return Denial(denier.denied, "reversed", recovered, denier.denied)
    last = standing[-1]
    if last is denier:  # no later answer stands
        return Denial(denier.denied, "open", recovered, denier.denied)
    # An answer that pays nothing and gives no reason leaves what was denied where it was.
    still_denied = min(denier.denied, last.denied) if last.says_why else denier.denied
    money = denier.paid + _paid(after) + last.cost_share
    if money <= denier.paid + denier.cost_share:
        return Denial(denier.denied, "re_denied", recovered, still_denied)
    if last.denied == 0:
        return Denial(denier.denied, "recovered", recovered, ZERO)
    return Denial(denier.denied, "partly_recovered", recovered, still_denied)


def _taken_back(first: Answer, after: list[Answer]) -> Decimal:
    """The most one answer paid, less what is left in the end, where something was taken back."""
    if not any(said.takes_back for said in after):
        return ZERO
    most = max(said.paid for said in (first, *after))
    return max(ZERO, most - first.paid - _paid(after))


def _denied_after_takeback(after: list[Answer]) -> Answer | None:
    """The first answer that denies once the payment was taken back."""
    took_back = False
    for said in after:
        took_back = took_back or said.takes_back
        if took_back and not said.takes_back and said.denied > 0:
            return said
    return None


def _paid(answers: Iterable[Answer]) -> Decimal:
    """Signed payments: what is taken back counts against."""
    return sum((a.paid for a in answers), ZERO)
