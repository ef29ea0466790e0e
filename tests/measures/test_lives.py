"""A claim's life in steps: which events are steps, on whose lane, told in a sentence."""

import pandas as pd

from analytics.charts.timeline import SHAPES, claim_timeline
from analytics.measures.lives import LANES, STEPS, life_sentence, milestones


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


def test_steps_stand_on_the_lane_of_who_takes_them() -> None:
    steps = milestones(events())
    assert list(zip(steps["lane"], steps["step"], strict=True)) == [
        ("Sent", "Sent"),
        ("Front-end edits", "Rejected"),
        ("Sent", "Sent"),
        ("Payer", "Denied"),
    ]


def test_a_life_is_told_in_one_sentence() -> None:
    assert life_sentence(milestones(events())) == (
        "Sent on Feb 9, 2026 ($150), Rejected on Feb 10, 2026, Sent on Feb 23, 2026 ($150), "
        "Denied on Mar 16, 2026."
    )
    assert life_sentence(milestones(events()[:0])) == ""


def test_every_step_has_a_shape_and_what_stands_out_has_one_of_its_own() -> None:
    assert set(SHAPES) == set(STEPS)
    assert not {SHAPES["rejected"], SHAPES["denied"]} & {
        shape for name, shape in SHAPES.items() if name not in ("rejected", "denied")
    }


def test_the_timeline_draws_each_step_on_its_day_and_lane() -> None:
    (trace,) = claim_timeline(milestones(events()), LANES).data
    assert list(trace.y) == [2, 1, 2, 0]  # sent on top, the payer below
    assert list(trace.text) == ["Sent", "Rejected", "Sent", "Denied"]
