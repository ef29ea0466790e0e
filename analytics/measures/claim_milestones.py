"""A claim in a few steps: what was sent, acknowledged and answered."""

from __future__ import annotations

import pandas as pd

# Milestone → how it is told in a word.
STEPS = {
    "sent": "Sent",
    "accepted": "Accepted",
    "rejected": "Rejected",
    "noted": "Received",
    "paid": "Paid",
    "denied": "Denied",
    "answered": "Answered",
    "reversed": "Reversed",
}


def milestones(events: pd.DataFrame) -> pd.DataFrame:
    """The steps among the events of `claim_history`, in order, with ``step`` in a word.

    Events without a day are left out: they have no place in time.
    """
    steps = events[events["milestone"].isin(list(STEPS)) & events["event_date"].notna()]
    return steps.assign(step=steps["milestone"].map(STEPS)).reset_index(drop=True)
