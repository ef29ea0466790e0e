"""The first section of the weekly packet: the week's figures, the next week, what runs out."""

from __future__ import annotations

import pandas as pd

from analytics.charts.denied_dollars import printed_denied_dollars
from analytics.columns import heading_of
from analytics.exports.documents import Figures, Picture, Section, Table
from analytics.measures.rates import TOO_FEW
from analytics.measures.words import (
    NO_VALUE,
    count_text,
    day_text,
    dollar_text,
    percent_text,
    points_text,
)
from analytics.review import WeekInReview


def headline_section(told: WeekInReview) -> Section:
    """The week against the eight before, and what became of all denials shown."""
    sheet = pd.concat([told.of_week("headline"), told.headline], ignore_index=True)
    sheet.insert(0, "weeks", ["This week", "All weeks shown"])
    sentences = (
        told.sentence,
        told.expected_sentence,
        told.dollars_sentence,
        _deadlines(told),
        told.health_sentence,
    )
    return Section(
        "Headline",
        tuple(sentence for sentence in sentences if sentence),
        (
            Figures(tuple(_week_figures(told))),
            Picture(printed_denied_dollars(told.dollars)),
            Table(
                "Headline",
                sheet,
                (
                    "weeks",
                    "adjudicated_line_count",
                    "denied_line_count",
                    "denied_amount",
                    "recovered_amount",
                    "resolved_line_count",
                    "overturned_line_count",
                    "partial_line_count",
                    "preventable_denied_amount",
                ),
            ),
            Table(
                "Where denied dollars are",
                told.dollars,
                ("place_label", "line_count", "denied_amount", "denied_share_rate"),
                bar="denied_amount",
            ),
        ),
    )


def _week_figures(told: WeekInReview) -> list[tuple[str, str, str]]:
    """The three rates with their parts and change, then the denied dollars."""
    is_told = told.row["adjudicated_line_count"] >= TOO_FEW
    figures = []
    for rate in told.rates.itertuples():
        change = points_text(rate.against_average)
        figures.append(
            (
                f"{rate.label} denied",
                percent_text(rate.rate) if is_told else NO_VALUE,
                f"{rate.parts}; "
                + (
                    "too few to say"
                    if not is_told
                    else "nothing to compare"
                    if change == NO_VALUE
                    else f"{change} against the 8 weeks before"
                ),
            )
        )
    lines = count_text(told.row["denied_line_count"], "line")
    return [*figures, (heading_of("denied_amount"), dollar_text(told.row["denied_amount"]), lines)]


def _deadlines(told: WeekInReview) -> str:
    """The deadlines ahead, those missed, and the day they are seen from."""
    seen_from = f"As of {day_text(told.review.day)}."
    words = (told.deadlines_sentence, told.missed_sentence, seen_from)
    return " ".join(each for each in words if each)
