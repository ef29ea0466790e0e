"""What a payer pays when it finds nothing wrong: the contract, and the patient's share of it."""

import random
from dataclasses import dataclass, replace

from sample_data.model import Adjustment, Line, LineAnswer
from sample_data.payers import Payer
from sample_data.practice import CHARGES, is_visit

SEQUESTRATION = 0.02


@dataclass(frozen=True)
class CostShare:
    """What the patient owes under the plan: a copay per visit, a percentage, or everything."""

    copay: int = 0
    coinsurance: float = 0.0
    has_deductible_left: bool = False


def downcode(payer: Payer, answer: LineAnswer) -> LineAnswer:
    """A 99214 paid as 99213: the difference is written off as contractual."""
    allowed = round(CHARGES["99213"] * 100 * payer.allowed_share)
    paid = allowed - answer.cost_share
    share = tuple(a for a in answer.adjustments if a.group == "PR")
    contract = Adjustment("CO", "45", answer.charge - allowed)
    return replace(
        answer, paid=paid, adjustments=(contract, *share), remarks=("N22",), paid_procedure="99213"
    )


def cost_share(rng: random.Random, payer: Payer, can_owe_all: bool) -> CostShare:
    """The patient's share under one claim; refused claims never fall into a deductible."""
    draw = rng.random()
    match payer.kind:
        case "medicare":
            return CostShare(coinsurance=0.2, has_deductible_left=can_owe_all and draw < 0.04)
        case "medicare_advantage":
            return CostShare(copay=2500 if draw < 0.7 else 0)
        case "commercial" | "marketplace":
            if draw < 0.12:
                return CostShare(copay=3000, has_deductible_left=can_owe_all)
            return CostShare(copay=3000) if draw < 0.65 else CostShare(coinsurance=0.2)
        case _:
            return CostShare()


def price(payer: Payer, line: Line, plan: CostShare, is_first: bool) -> LineAnswer:
    """The line paid by the contract."""
    allowed = round(line.charge * payer.allowed_share)
    share = ()
    if plan.has_deductible_left:
        share = (Adjustment("PR", "1", allowed),)
    elif plan.coinsurance:
        share = (Adjustment("PR", "2", round(allowed * plan.coinsurance)),)
    elif plan.copay and is_first and is_visit(line.procedure):
        share = (Adjustment("PR", "3", min(plan.copay, allowed // 2)),)
    paid = allowed - sum(a.amount for a in share)
    cuts = (Adjustment("CO", "45", line.charge - allowed),)
    withheld = round(paid * SEQUESTRATION) if payer.kind == "medicare" else 0
    if withheld:
        cuts += (Adjustment("CO", "253", withheld),)
    return LineAnswer(line, line.charge, paid - withheld, (*cuts, *share))


def price_secondary(payer: Payer, primary: LineAnswer) -> LineAnswer:
    """The second payer takes over the patient's share; Medicaid pays six tenths of it."""
    share = primary.cost_share
    paid = share * 6 // 10 if payer.kind == "medicaid" else share
    adjustments = (Adjustment("OA", "23", primary.charge - share),)
    if share > paid:
        adjustments += (Adjustment("CO", "45", share - paid),)
    return LineAnswer(primary.line, primary.charge, paid, adjustments)
