"""What happens after the first answer: denials worked, claims voided, money taken back.

Irongate's extract knows no reversals, and Medicare takes no replacement or void claims.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from sample_data.adjudication import Decision, cut, refuse
from sample_data.claims import next_batch_date
from sample_data.model import Answer, Chain, LineAnswer, Submission
from sample_data.payers import IRONGATE, NORTHMOOR, Payer, next_payday
from sample_data.reasons import DUPLICATE, Reason

WORKED_RATE = 0.60
VOID_RATE = 0.01  # of denials, and of takebacks a fifth
PARTLY_RATE = 0.10  # of overturned lines
SECOND_APPEAL_RATE = 0.08  # of re-denials, and all of these succeed
TAKEBACK_RATE = 0.010
RESENT_CLAIM_RATE = 0.005
UPHELD = "193"


def follow_up(
    rng: random.Random, numbers: Iterator[int], chain: Chain, decision: Decision
) -> list[Submission]:
    """Add the later answers of a chain to it; what the practice sends for them is returned."""
    first = chain.answers[0]
    if decision.reason is DUPLICATE or not first.has_lines:
        return []
    if decision.reason:
        return _work_denial(rng, numbers, chain, decision, decision.reason)
    is_plain = not chain.is_secondary and chain.payer is not IRONGATE
    if is_plain and first.paid > 0 and rng.random() < TAKEBACK_RATE:
        day = next_payday(chain.payer, first.remit_date + timedelta(days=rng.randint(60, 150)))
        chain.answers.append(_reversal(first, day, rng.choice(("netted", "withheld", "refunded"))))
        if chain.payer is not NORTHMOOR and rng.random() < 0.2:
            return [_resubmission(first, next_batch_date(day - timedelta(days=14)), "8")]
        return []
    if not chain.is_secondary and rng.random() < RESENT_CLAIM_RATE:
        batch_date = next_batch_date(first.remit_date + timedelta(days=rng.randint(0, 9)))
        day = next_payday(chain.payer, batch_date + timedelta(days=12))
        refused = tuple(refuse(rng, chain.payer, line, DUPLICATE) for line in first.lines)
        chain.answers.append(adjudication(numbers, first, day, refused))
        return [_resubmission(first, batch_date, "1")]
    return []


def adjudication(
    numbers: Iterator[int], like: Answer, day: date, lines: tuple[LineAnswer, ...]
) -> Answer:
    """A further answer to the same claim, under a payer claim number of its own."""
    return replace(
        like,
        remit_date=day,
        status="2" if like.status == "2" else "1",
        payer_claim_number=payer_claim_number(numbers, like.payer, day),
        lines=lines,
        original_number="",
        interest=0,
        is_claim_level=False,
    )


def payer_claim_number(numbers: Iterator[int], payer: Payer, day: date) -> str:
    """The payer's own number for an adjudication."""
    return f"{payer.payer_id[-1]}{day:%y%j}{next(numbers):06d}"


def _work_denial(
    rng: random.Random, numbers: Iterator[int], chain: Chain, decision: Decision, reason: Reason
) -> list[Submission]:
    """Void, leave or work a denial: a corrected claim, an appeal, or a plain resubmission."""
    first = chain.answers[0]
    batch_date, day = _second_round(rng, chain)
    can_reverse = chain.payer is not IRONGATE
    can_replace = can_reverse and not chain.is_secondary and chain.payer is not NORTHMOOR
    is_partial = reason.hits == "units"
    if can_replace and rng.random() < VOID_RATE:
        chain.answers.append(_reversal(first, day))
        return [_resubmission(first, batch_date, "8")]
    if rng.random() >= WORKED_RATE or (is_partial and not can_reverse):
        return []
    is_overturned = rng.random() < reason.overturned
    lines = _second_look(rng, chain.payer, decision, reason, is_overturned)
    (route,) = rng.choices(("corrected", "appeal", "plain"), (45, 30, 25))
    if (route == "plain" and not is_partial) or not can_reverse:
        denied = {answer.line for answer in first.lines if answer.denied}
        lines = tuple(answer for answer in lines if answer.line in denied)
        chain.answers.append(adjudication(numbers, first, day, lines))
        sent = [_resubmission(first, batch_date, "1")]
    elif route == "corrected" and can_replace:
        sent = _replace_answer(rng, numbers, chain, day, lines, batch_date)
    else:
        sent = _replace_answer(rng, numbers, chain, day, lines)
    if not is_overturned and can_reverse and rng.random() < SECOND_APPEAL_RATE:
        later = next_payday(chain.payer, day + timedelta(days=rng.randint(20, 50)))
        clean = {answer.line: answer for answer in decision.clean}
        _replace_answer(rng, numbers, chain, later, tuple(clean[x.line] for x in lines))
    return [] if chain.is_secondary else sent


def _second_round(rng: random.Random, chain: Chain) -> tuple[date, date]:
    """When a worked denial is sent again, and when it is answered: 10 to 60 days on."""
    denied_on = chain.answers[0].remit_date
    delay = timedelta(days=rng.randint(10, 60))
    batch_date = next_batch_date(denied_on + max(delay - timedelta(days=15), timedelta(days=2)))
    earliest = max(denied_on + delay, batch_date + timedelta(days=7))
    return batch_date, next_payday(chain.payer, earliest)


def _replace_answer(
    rng: random.Random,
    numbers: Iterator[int],
    chain: Chain,
    day: date,
    lines: tuple[LineAnswer, ...],
    batch_date: date | None = None,
) -> list[Submission]:
    """Reverse the latest answer and give a new one, to a claim sent in a batch or on appeal."""
    last = chain.answers[-1]
    reversal_day = day
    if last is chain.answers[0] and rng.random() < 0.3:  # some come a payment or two ahead
        earliest = max(day - timedelta(days=14), last.remit_date + timedelta(days=1))
        reversal_day = min(next_payday(chain.payer, earliest), day)
    chain.answers.append(_reversal(last, reversal_day))
    answer = adjudication(numbers, last, day, lines)
    if batch_date is None:
        chain.answers.append(answer)
        return []
    number = f"{last.claim.control_number}R" if rng.random() < 1 / 12 else ""
    answer = replace(answer, original_number=last.payer_claim_number, control_number=number)
    chain.answers.append(answer)
    return [_resubmission(last, batch_date, "7", number)]


def _second_look(
    rng: random.Random, payer: Payer, decision: Decision, reason: Reason, is_overturned: bool
) -> tuple[LineAnswer, ...]:
    """All lines of the claim as answered the second time."""
    is_partial = reason.hits == "units"
    is_upheld = not is_partial and rng.random() < 0.4
    again = replace(reason, carc=UPHELD, remarks=()) if is_upheld else reason
    denied_count = sum(1 for answer in decision.lines if answer.denied)
    spared = rng.randrange(denied_count) if rng.random() < 0.12 and denied_count > 1 else None
    lines, position = [], -1
    for answer, clean in zip(decision.lines, decision.clean, strict=True):
        if not answer.denied:
            lines.append(answer)
            continue
        position += 1
        if is_overturned and position != spared:
            is_partly = not is_partial and clean.paid > 500 and rng.random() < PARTLY_RATE
            lines.append(cut(clean, reason, clean.paid * 4 // 10) if is_partly else clean)
        else:
            lines.append(answer if is_partial else refuse(rng, payer, clean, again))
    return tuple(lines)


def _reversal(answer: Answer, day: date, takeback: str = "netted") -> Answer:
    """The answer taken back, under the same payer claim number."""
    lines = tuple(line.negated() for line in answer.lines)
    return replace(answer, remit_date=day, status="22", lines=lines, interest=0, takeback=takeback)


def _resubmission(
    answer: Answer, batch_date: date, frequency: str, control_number: str = ""
) -> Submission:
    """The claim sent again; replacements and voids name the payer's number for it."""
    original = answer.payer_claim_number if frequency in "78" else ""
    return Submission(answer.claim, batch_date, frequency, original, control_number)
