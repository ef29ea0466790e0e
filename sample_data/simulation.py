"""Forty weeks of the practice: claims sent, answers given, in one seeded run."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from sample_data.adjudication import Decision, decide, decide_secondary
from sample_data.claims import batch_dates, bill_claims, first_submissions, next_batch_date
from sample_data.follow_up import follow_up, payer_claim_number
from sample_data.model import Adjustment, Answer, Chain, Claim, LineAnswer, Submission
from sample_data.payers import (
    CEDAR_COMPASS,
    FIRST_WEEK,
    LARKFIELD,
    LAST_DAY,
    NORTHMOOR,
    Payer,
    monday,
    next_payday,
)
from sample_data.planted import MISSING_PAYER, MISSING_WEEK
from sample_data.reasons import TIMELY

ESTIMATE_COUNT = 6  # predeterminations asked for knee surgery
SAYING_UNKNOWN = (LARKFIELD, CEDAR_COMPASS)  # use CLP02 = 4 for members they cannot find


@dataclass(frozen=True)
class World:
    """Everything that happened, as it truly happened."""

    chains: list[Chain]
    submissions: list[Submission]


def simulate(seed: int) -> World:
    """The whole history for a seed."""
    numbers = count(1)
    chains: list[Chain] = []
    submissions: list[Submission] = []
    claims = bill_claims(random.Random(seed))
    for claim in claims:
        # Each claim has its own luck, so a change to one leaves the others as they were.
        rng = random.Random(f"{seed} {claim.control_number}")
        sent = first_submissions(rng, claim)
        primary = Chain(claim, claim.payer)
        family = [primary]
        if not sent[-1].rejection:
            lag = rng.randint(13, 20) if rng.random() < 0.92 else rng.randint(25, 70)
            day = next_payday(claim.payer, sent[-1].batch_date + timedelta(days=lag))
            if day < FIRST_WEEK:
                continue  # answered before the sample begins
            decision = decide(rng, claim, day)
            primary.answers.append(_first_answer(numbers, primary, decision, day))
            sent += follow_up(rng, numbers, primary, decision)
            if claim.secondary_payer and decision.reason is None:
                family += _bill_secondary(rng, numbers, claim, decision, day, sent)
        chains += family
        submissions += sent
    chains += _estimates(random.Random(seed), numbers, claims)
    for chain in chains:
        _cut_to_what_arrived(chain)
    last_batch = batch_dates()[-1]
    return World(chains, [sent for sent in submissions if sent.batch_date <= last_batch])


def _first_answer(numbers: Iterator[int], chain: Chain, decision: Decision, day: date) -> Answer:
    """The first decision on a claim, as the payer words it."""
    claim, payer, reason = chain.claim, chain.payer, decision.reason
    crosses_over = payer is NORTHMOOR and claim.secondary_payer is not None and reason is None
    is_unknown = payer in SAYING_UNKNOWN and reason is not None and reason.carc == "31"
    has_lines = not (is_unknown and payer is LARKFIELD and len(claim.lines) == 1)
    if chain.is_secondary:
        status = "2"
    else:
        status = "19" if crosses_over else "4" if is_unknown else "1"
    paid = sum(line.paid for line in decision.lines)
    days = (day - claim.batch_date).days
    return Answer(
        claim=claim,
        payer=payer,
        remit_date=day,
        status=status,
        payer_claim_number=payer_claim_number(numbers, payer, day),
        lines=decision.lines,
        interest=round(paid * 0.10 * days / 365) if payer.pays_interest and days > 60 else 0,
        is_claim_level=not has_lines or (reason is TIMELY and payer.timely_at_claim),
        has_lines=has_lines,
    )


def _bill_secondary(
    rng: random.Random,
    numbers: Iterator[int],
    claim: Claim,
    primary: Decision,
    day: date,
    sent: list[Submission],
) -> list[Chain]:
    """The second payer's chain: Medicare forwards the claim, others leave it to the practice."""
    payer: Payer = claim.secondary_payer
    decision = decide_secondary(rng, payer, primary.lines)
    if not decision.lines:
        return []
    later = next_payday(payer, day + timedelta(days=rng.randint(9, 20)))
    chain = Chain(claim, payer, is_secondary=True)
    chain.answers.append(_first_answer(numbers, chain, decision, later))
    follow_up(rng, numbers, chain, decision)
    if claim.payer is not NORTHMOOR:
        answer = Answer(claim, claim.payer, day, "1", "", primary.lines)
        sent.append(Submission(claim, next_batch_date(day), primary_answer=answer))
    return [chain]


def _estimates(rng: random.Random, numbers: Iterator[int], claims: list[Claim]) -> list[Chain]:
    """A handful of predeterminations: priced, never billed, never paid."""
    surgeries = [c for c in claims if c.place_of_service == "24" and c.payer.kind == "commercial"]
    chains = []
    for claim in rng.sample(surgeries, ESTIMATE_COUNT):
        number = f"{claim.control_number}E"
        own_lines = tuple(replace(x, control_number=f"{number}L1") for x in claim.lines)
        claim = replace(claim, control_number=number, secondary_payer=None, lines=own_lines)
        lines = tuple(
            LineAnswer(line, line.charge, 0, (Adjustment("OA", "101", line.charge),))
            for line in claim.lines
        )
        day = next_payday(claim.payer, max(claim.batch_date, FIRST_WEEK))
        number = payer_claim_number(numbers, claim.payer, day)
        answers = [Answer(claim, claim.payer, day, "25", number, lines)]
        chains.append(Chain(claim, claim.payer, answers=answers))
    return chains


def _cut_to_what_arrived(chain: Chain) -> None:
    """Drop answers after the last week, and all from the lost remittance on."""
    arrived = []
    for answer in sorted(chain.answers, key=lambda answer: answer.remit_date):
        if answer.remit_date > LAST_DAY:
            break
        if answer.payer is MISSING_PAYER and monday(answer.remit_date) == MISSING_WEEK:
            chain.is_cut_short = True
            break
        arrived.append(answer)
    chain.answers = arrived
