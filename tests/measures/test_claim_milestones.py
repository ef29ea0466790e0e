"""A claim's life in steps: which events are steps."""

import pandas as pd

from analytics.measures.claim_milestones import milestones


def events() -> pd.DataFrame:
    """Sent, rejected, sent again, denied; a line's answer stands under the denial."""
    return pd.DataFrame(
        {
            "event_date": pd.to_datetime(
                ["2026-02-09", "2026-02-10", "2026-02-23", "2026-03-16", "2026-03-16", None]
            ),
            "milestone": ["sent", "rejected", "sent", "denied", None, "noted"],
            "event": ["Claim sent", "Rejected by payer", "Claim sent", "Processed", "Line", "?"],
            "payer_name": "BLUE LANTERN",
            "detail": "…",
            "amount": [150.0, 150.0, 150.0, 0.0, 0.0, 0.0],
        }
    )


def test_steps_are_the_events_with_a_day_that_tell_what_became_of_the_claim() -> None:
    steps = milestones(events())
    assert steps["step"].tolist() == ["Sent", "Rejected", "Sent", "Denied"]
    assert milestones(events()[:0]).empty
