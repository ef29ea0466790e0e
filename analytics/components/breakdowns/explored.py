"""The figures above what is explored: how much is denied, whether it changed, where it is."""

from __future__ import annotations

import pandas as pd

from analytics import session
from analytics.components.pane import Pick, pane
from analytics.components.week.week_figures import dollars
from analytics.markup.figures import Figure, figure_row
from analytics.markup.layout import frame
from analytics.markup.marks import Text
from analytics.measures.changes import Change, recent_change
from analytics.measures.payers import overturned_text
from analytics.measures.rates import TOO_FEW, share
from analytics.measures.weeks import fill_weeks
from analytics.measures.words import (
    NO_VALUE,
    count_text,
    dollar_text,
    percent_text,
    tile_dollar_text,
)
from analytics.review import Review
from analytics.vocabulary import WEEKS_BEFORE

OF_FIGURES = ("headline", "weekly_denials", "denied_dollars")


def figures(review: Review, key: str) -> None:
    """Lines denied, dollars, overturned, and where all dollars are; each opens its lines."""

    def opened(picked: Pick) -> None:
        """For a pick: all lines in view, or those of a place of the dollars."""
        if picked.get("place") in set(review.ask("denied_dollars")["place"]):
            session.drill("denied_lines", {"place": picked["place"]})
        elif picked.get("open") == "lines":
            session.drill()

    week = session.week_under_review()
    drawn = session.kept(
        ("explored", week, review.day), OF_FIGURES, review.filters, lambda: _figures(review, week)
    )
    pane(drawn, key, opened)


def _figures(review: Review, week: pd.Timestamp | None) -> Text:
    head = review.ask("headline").iloc[0]
    denied, lines = head["denied_line_count"], head["adjudicated_line_count"]
    change = None if week is None else recent_change(all_weeks(review), week)
    rate, of = overturned_text(head["resolved_line_count"], head["overturned_line_count"])
    blocks = [
        Figure(
            "Lines denied",
            percent_text(share(denied, lines)) if lines >= TOO_FEW else NO_VALUE,
            f"{count_text(denied)} of {count_text(lines, 'line')}",
            _change_text(change),
            pick={"open": "lines"},
        ),
        Figure(
            "Denied amount",
            tile_dollar_text(head["denied_amount"]),
            count_text(denied, "line"),
            f"{dollar_text(head['open_amount'])} still denied",
            pick={"open": "lines"},
        ),
        Figure(
            "Overturned",
            rate,
            of,
            "of those answered again",
            pick={"place": "recovered"},
        ),
    ]
    return frame(figure_row(blocks, dollars(review, review.ask("denied_dollars"))))


def all_weeks(review: Review) -> pd.DataFrame:
    """The filled weeks of a review with those before that tell of a change."""
    filters = review.filters or session.filters_in_force()
    return fill_weeks(review.under(filters.with_history()).ask("weekly_denials"))


def _change_text(change: Change | None) -> str:
    """The last weeks against those before, short."""
    if change is None or not change.is_told:
        return "too few to compare"
    return f"{WEEKS_BEFORE} weeks {percent_text(change.now)}, was {percent_text(change.before)}"
