"""What became of claims and denials, each in one plain sentence with the numbers in it."""

from __future__ import annotations

import pandas as pd

from analytics.measures.claim_flow import Flow, claims_between
from analytics.measures.rates import TOO_FEW, share
from analytics.measures.words import count_text, dollar_text, percent_text


def flow_sentence(flow: Flow) -> str:
    """How many claims were paid at first, and what became of those denied or rejected."""
    sent = claims_between(flow, None, None)
    paid, denied, rejected, waiting = (
        claims_between(flow, stage, None) for stage in ("paid", "denied", "rejected", "open")
    )
    rate = f" ({percent_text(share(paid, sent))})" if sent >= TOO_FEW else ""
    sentence = (
        f"{paid:,} of {count_text(sent, 'claim')}{rate} {'was' if paid == 1 else 'were'} paid on "
        f"the first answer, {waiting:,} {'has' if waiting == 1 else 'have'} no response yet."
    )
    if not denied + rejected:
        return sentence
    back = sum(claims_between(flow, stage, "recovered") for stage in ("denied", "rejected"))
    still = sum(claims_between(flow, stage, "open") for stage in ("denied", "rejected"))
    return (
        f"{sentence} Of {denied + rejected:,} denied or rejected, {back:,} "
        f"{'is' if back == 1 else 'are'} recovered and {still:,} still open."
    )


def settled_sentence(marks: pd.DataFrame) -> str:
    """What share of denials was settled by 30, 60 and 90 days. Takes the curve at these days."""
    if marks.empty:
        return "Under 20 denials are 30 days old or have an answer: too few to say."
    told = [
        f"{row.settled_rate:.0%} within {row.waited_days} days ({row.overturned_rate:.0%} paid)"
        for row in marks.itertuples()
    ]
    return (
        f"Of denials old enough to count, answered again: {', '.join(told)}. "
        f"{count_text(marks['watched_line_count'].iloc[-1], 'denial')} are at least "
        f"{marks['waited_days'].iloc[-1]} days old; newer ones count only for the "
        "days so far."
    )


def downcoding_sentence(lines: pd.DataFrame) -> str:
    """How many lines were paid under a lower procedure, and for how much less than usual."""
    if lines.empty:
        return "No line in view was paid under a lower procedure than was billed."
    told = lines[lines["downcoded_amount"].notna()]
    sentence = (
        f"{count_text(len(lines), 'line')} paid under a lower procedure than was billed, "
        f"{dollar_text(told['downcoded_amount'].sum())} less than these payers usually allow"
    )
    unknown = len(lines) - len(told)
    if unknown:
        sentence += (
            f"; for {count_text(unknown, 'line')} there are fewer than five examples, "
            "so no dollars are shown"
        )
    return sentence + ". These are not denials."
