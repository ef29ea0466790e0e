"""What a payer answers to a claim the first time: pays, refuses, or something in between.

Every line is first priced as if nothing were wrong (``clean``); a refusal is laid over the price.
"""

import random
from dataclasses import dataclass, replace
from datetime import date

from sample_data.model import Adjustment, Claim, LineAnswer
from sample_data.payers import EVERGROVE, Payer
from sample_data.planted import BUNDLING_PAYER, DRIFT_PAYER, bundling_rate, drift_rate
from sample_data.pricing import cost_share, downcode, price, price_secondary
from sample_data.reasons import (
    ALSO_CITED,
    BUNDLED_VISIT,
    DUPLICATE,
    NO_AUTHORISATION,
    SECONDARY_REASONS,
    TIMELY,
    Reason,
    lines_hit,
    pick_reason,
)

DUPLICATE_RATE = 0.004
ZERO_PAY_RATE = 0.004
ALSO_CITED_RATE = 0.06
DOWNCODING_RATE = 0.08


@dataclass(frozen=True)
class Decision:
    """A first answer, the same lines as if nothing were wrong, and why some were refused."""

    lines: tuple[LineAnswer, ...]
    clean: tuple[LineAnswer, ...]
    reason: Reason | None


def decide(rng: random.Random, claim: Claim, day: date) -> Decision:
    """The primary payer's first decision on a claim remitted on ``day``."""
    payer = claim.payer
    reason = _first_reason(rng, claim, day)
    plan = cost_share(rng, payer, can_owe_all=reason is None)
    clean = tuple(price(payer, line, plan, is_first=line is claim.lines[0]) for line in claim.lines)
    if reason is None:
        return Decision(_odd_answers(rng, payer, clean), clean, None)
    hit = lines_hit(claim, reason)
    if reason.hits != "claim":
        hit = [rng.choice(hit)]
    answers = tuple(
        refuse(rng, payer, answer, reason) if answer.line in hit else answer for answer in clean
    )
    return Decision(answers, clean, reason)


def decide_secondary(rng: random.Random, payer: Payer, primary: tuple[LineAnswer, ...]) -> Decision:
    """The second payer's decision on what the first has left to the patient."""
    clean = tuple(price_secondary(payer, answer) for answer in primary if answer.cost_share)
    if rng.random() < payer.denial_rate / 2:
        (reason,) = rng.choices(SECONDARY_REASONS, [r.weight for r in SECONDARY_REASONS])
        answers = tuple(refuse(rng, payer, answer, reason) for answer in clean)
        return Decision(answers, clean, reason)
    return Decision(clean, clean, None)


def refuse(rng: random.Random, payer: Payer, clean: LineAnswer, reason: Reason) -> LineAnswer:
    """The line refused: wholly or, where units are at stake, in part."""
    units = clean.line.units
    if reason.hits == "units":
        refused = rng.randint(1, units - 1)
        return cut(clean, reason, clean.paid * refused // units, refused)
    kept = tuple(a for a in clean.adjustments if a.carc == "23")
    if payer.denies_net and reason.hits != "claim":
        kept += tuple(a for a in clean.adjustments if a.carc == "45")
    rest = clean.charge - sum(a.amount for a in kept)
    refusals = (Adjustment(reason.group, reason.carc, rest),)
    if reason.hits != "claim" and reason.carc != ALSO_CITED and rng.random() < ALSO_CITED_RATE:
        beside = rest * 3 // 10
        refusals = (
            Adjustment(reason.group, reason.carc, rest - beside),
            Adjustment("CO", ALSO_CITED, beside),
        )
    remarks = reason.remarks + (("M127",) if len(refusals) > 1 else ())
    return LineAnswer(clean.line, clean.charge, 0, kept + refusals, remarks)


def cut(clean: LineAnswer, reason: Reason, amount: int, units: int = 0) -> LineAnswer:
    """The line paid, less the amount refused."""
    refusal = Adjustment(reason.group, reason.carc, amount, units)
    return replace(
        clean,
        paid=clean.paid - amount,
        adjustments=(*clean.adjustments, refusal),
        remarks=reason.remarks,
    )


def _first_reason(rng: random.Random, claim: Claim, day: date) -> Reason | None:
    """Why the claim is refused, or nothing. Planted stories come before the ordinary mix."""
    if claim.is_late:
        return TIMELY
    if claim.payer is BUNDLING_PAYER and lines_hit(claim, BUNDLED_VISIT):
        if rng.random() < bundling_rate(day):
            return BUNDLED_VISIT
    if claim.payer is DRIFT_PAYER and lines_hit(claim, NO_AUTHORISATION):
        if rng.random() < drift_rate(day):
            return NO_AUTHORISATION
    if rng.random() < DUPLICATE_RATE:
        return DUPLICATE
    ordinary_rate = claim.payer.denial_rate * (1 - claim.payer.late_share)
    return pick_reason(rng, claim) if rng.random() < ordinary_rate else None


def _odd_answers(
    rng: random.Random, payer: Payer, clean: tuple[LineAnswer, ...]
) -> tuple[LineAnswer, ...]:
    """The clean answers, a few of them paid at a lower code or not paid for no stated reason."""
    answers = []
    for answer in clean:
        line = answer.line
        if rng.random() < ZERO_PAY_RATE:
            answer = LineAnswer(line, line.charge, 0, (Adjustment("CO", "45", line.charge),))
        elif payer is EVERGROVE and line.procedure == "99214" and rng.random() < DOWNCODING_RATE:
            answer = downcode(payer, answer)
        answers.append(answer)
    return tuple(answers)
