"""The review: the only way to a number (`Review.ask`), and the week as everybody tells it.

Pages, documents, lists and the command line ask here, so that all of them tell the same number;
`WeekInReview` and `PayerInDepth` say which facts are told of a week and of a payer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analytics.review.asking import Review, answered, checked, reviewing
from analytics.review.measured import MEASURES, measure_of

if TYPE_CHECKING:
    from analytics.review.payer import PayerInDepth, payer_in_depth, with_only_answers
    from analytics.review.week import WeekInReview, alert_filters, spanning, week_in_review

__all__ = [
    "MEASURES",
    "PayerInDepth",
    "Review",
    "WeekInReview",
    "alert_filters",
    "answered",
    "checked",
    "measure_of",
    "payer_in_depth",
    "reviewing",
    "spanning",
    "week_in_review",
    "with_only_answers",
]


def __getattr__(name: str) -> Any:
    """What needs frames comes in with its first use: a plain answer does not wait for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from analytics.review import payer, week

    return getattr(week if hasattr(week, name) else payer, name)
