"""One payer in depth: trend, reasons, habits, what changed, and claims to talk about."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.measures.breakdowns import breakdown
from analytics.measures.modifiers import of_level
from analytics.measures.payers import payer_habits, payer_sentence, secondary_note
from analytics.measures.signal_words import status_text
from analytics.measures.words import day_text
from analytics.review.asking import Review
from analytics.review.week import WeekInReview

EXAMPLES, REASONS = 5, 6


@dataclass(frozen=True)
class PayerInDepth:
    """What is told of one payer: `weeks` is the trend, `changes` what is new and what moved."""

    payer: str
    sentence: str
    weeks: pd.DataFrame
    reasons: pd.DataFrame
    habits: pd.DataFrame
    changes: tuple[str, ...]
    examples: pd.DataFrame


def payer_in_depth(told: WeekInReview, payer: str) -> PayerInDepth:
    """Ask all that is told of one payer, in the weeks shown.

    Of a payer that answers only as secondary or tertiary here, that is said and its answers count.
    """
    payers = told.review.ask("denials_by_payer")
    narrowed = told.narrowed(payers=(payer,))
    own = WeekInReview(with_only_answers(narrowed.review), told.week)
    if own.filters != narrowed.filters or payer not in set(payers["payer_name"]):
        payers = pd.concat([payers, own.review.ask("denials_by_payer")], ignore_index=True)
    secondary = own.review.ask("secondary_payers")
    note = f" {secondary_note(secondary.iloc[0])}" if len(secondary) else ""
    return PayerInDepth(
        payer=payer,
        sentence=payer_sentence(payers, payer) + note,
        weeks=own.weeks,
        reasons=breakdown(
            own.review.ask("denials_by_reason"), "carc_code", keep=REASONS, shared_denominator=True
        ),
        habits=payer_habits(
            of_level(own.review.ask("modifier_effects"), "modifier"),
            own.review.ask("downcoding_by_payer"),
            own.review.ask("lags"),
            own.review.ask("outcomes_by_reason"),
            own.review.ask("payer_limits"),
        ),
        changes=(
            *_marked(own.alerts[own.alerts["payer_name"] == payer]),
            f"Week of {day_text(own.week)}: {own.drivers_sentence}",
        ),
        examples=own.review.ask("claim_examples", row_limit=EXAMPLES),
    )


def with_only_answers(review: Review) -> Review:
    """A review of one payer, with secondary answers where it gives no others here."""
    if review.filters and review.filters.include_secondary:
        return review
    if review.ask("secondary_payers").empty:
        return review
    return review.narrowed(include_secondary=True)


def _marked(alerts: pd.DataFrame) -> list[str]:
    """The sentences of alerts, each behind its mark."""
    return [f"{status_text(row)}: {row.sentence}" for row in alerts.itertuples()]
