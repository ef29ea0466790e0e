"""One payer in depth: trend, reasons, habits, what changed, and claims to talk about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pandas as pd

from analytics.charts.printed import printed_trend
from analytics.exports.documents import Picture, Section, Table
from analytics.measures.breakdowns import breakdown
from analytics.measures.drivers import drivers_sentence
from analytics.measures.modifiers import of_level
from analytics.measures.payers import payer_habits, payer_sentence, secondary_note
from analytics.measures.signal_words import status_text
from analytics.measures.words import day_text
from analytics.packet.view import Asker, View
from analytics.vocabulary import ReviewFilters

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


def payer_in_depth(view: View, payer: str) -> PayerInDepth:
    """Ask all that is told of one payer, in the weeks of a view.

    Of a payer that answers only as secondary or tertiary here, that is said and its answers count.
    """
    payers = view.ask("denials_by_payer")
    own = view.narrowed(payers=(payer,))
    filters = with_only_answers(view.asker, own.filters)
    note = ""
    if filters != own.filters or payer not in set(payers["payer_name"]):
        own = View(view.asker, filters, view.week)
        payers = pd.concat([payers, own.ask("denials_by_payer")], ignore_index=True)
    secondary = own.ask("secondary_payers")
    if len(secondary):
        note = f" {secondary_note(secondary.iloc[0])}"
    sentence = payer_sentence(payers, payer) + note
    alerts = own.ask("alerts", week=view.week)
    return PayerInDepth(
        payer=payer,
        sentence=sentence,
        weeks=own.weeks,
        reasons=breakdown(
            own.ask("denials_by_reason"), "carc_code", keep=REASONS, shared_denominator=True
        ),
        habits=payer_habits(
            of_level(own.ask("modifier_effects"), "modifier"),
            own.ask("downcoding_by_payer"),
            own.ask("lags"),
            own.ask("outcomes_by_reason"),
            own.ask("payer_limits"),
        ),
        changes=(
            *_marked(alerts[alerts["payer_name"] == payer]),
            f"Week of {day_text(view.week)}: {drivers_sentence(drivers_of(own))}",
        ),
        examples=own.ask("claim_examples", row_limit=EXAMPLES),
    )


def with_only_answers(asker: Asker, filters: ReviewFilters) -> ReviewFilters:
    """Filters of one payer, with secondary answers where it gives no others here."""
    if filters.include_secondary or asker("secondary_payers", filters).empty:
        return filters
    return replace(filters, include_secondary=True)


def _marked(alerts: pd.DataFrame) -> list[str]:
    """The sentences of alerts, each behind its mark."""
    return [f"{status_text(row)}: {row.sentence}" for row in alerts.itertuples()]


def drivers_of(view: View, weeks_before: int = 8) -> pd.DataFrame:
    """The parts of the change of a week's rate against the weeks before it."""
    first = view.week - timedelta(weeks=weeks_before)
    return view.asker(
        "rate_drivers",
        replace(view.filters, first_week=first, last_week=view.week),
        first_week=view.week,
        last_week=view.week,
        before_first_week=first,
        before_last_week=view.week - timedelta(weeks=1),
    )


def payer_section(told: PayerInDepth, examples: Table) -> Section:
    """A payer as a page of its own, with the examples as given."""
    return Section(
        heading=told.payer,
        sentences=(told.sentence, *told.changes),
        parts=(
            Picture(printed_trend(told.weeks, f"Denial rate of {told.payer} week by week")),
            Table(
                "Top reasons",
                told.reasons.assign(payer_name=told.payer),
                (
                    "carc_code",
                    "reason_label",
                    "denied_line_count",
                    "denied_amount",
                    "overturned_line_count",
                    "resolved_line_count",
                    "open_amount",
                ),
                bar="denied_amount",
            ),
            Table("Habits", told.habits.assign(payer_name=told.payer), ("habit", "words")),
            examples,
        ),
        has_own_page=True,
    )
