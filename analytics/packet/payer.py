"""One payer in depth as a page of a document."""

from __future__ import annotations

from analytics.charts.printed import printed_trend
from analytics.exports.documents import Picture, Section, Table
from analytics.review import PayerInDepth


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
