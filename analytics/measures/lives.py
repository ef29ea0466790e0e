"""A claim's life in a few steps: what was sent, what the door said, what payers answered."""

from __future__ import annotations

import pandas as pd

from analytics.measures.words import day_text, dollar_text

# Milestone → who does it (the lane it stands on) and how it is told in a word.
LANES = ("Sent", "Front-end edits", "Payer")
STEPS = {
    "sent": ("Sent", "Sent"),
    "accepted": ("Front-end edits", "Accepted"),
    "rejected": ("Front-end edits", "Rejected"),
    "noted": ("Front-end edits", "Received"),
    "paid": ("Payer", "Paid"),
    "denied": ("Payer", "Denied"),
    "answered": ("Payer", "Answered"),
    "reversed": ("Payer", "Reversed"),
}


def milestones(events: pd.DataFrame) -> pd.DataFrame:
    """The steps among the events of `claim_history`, in order: what `charts.timeline` draws.

    Adds ``lane`` and ``step``. Events without a day are left out: they have no place in time.
    """
    steps = events[events["milestone"].isin(list(STEPS)) & events["event_date"].notna()]
    return steps.assign(
        lane=[STEPS[name][0] for name in steps["milestone"]],
        step=[STEPS[name][1] for name in steps["milestone"]],
    ).reset_index(drop=True)


def life_sentence(steps: pd.DataFrame) -> str:
    """The steps as one sentence, for those who read rather than look.

    >>> life_sentence(pd.DataFrame({"event_date": pd.to_datetime(["2026-03-02"]),
    ...     "step": ["Denied"], "milestone": ["denied"], "amount": [0.0]}))
    'Denied on Mar 2, 2026.'
    """
    told = [
        f"{step.step} on {day_text(step.event_date)}"
        + (f" ({dollar_text(step.amount)})" if step.milestone in ("sent", "paid") else "")
        for step in steps.itertuples()
    ]
    return f"{', '.join(told)}." if told else ""
