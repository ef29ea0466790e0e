"""The first section of the weekly packet: the week's figures, the next week, what runs out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from analytics.charts.denied_dollars import printed_denied_dollars
from analytics.columns import heading_of
from analytics.exports.documents import Figures, Picture, Section, Table
from analytics.measures.denied_dollars import denied_dollars_sentence
from analytics.measures.expected import expected_next_week, expected_sentence
from analytics.measures.headline import week_rates
from analytics.measures.health import health_sentence, unhealthy
from analytics.measures.rates import TOO_FEW
from analytics.measures.sentences import week_sentence
from analytics.measures.words import (
    NO_VALUE,
    count_text,
    day_text,
    dollar_text,
    percent_text,
    points_text,
    short_dollar_text,
)
from analytics.measures.worklist import SOON, day_seen_from, deadlines_sentence, missed_sentence
from analytics.packet.view import View


def headline_section(view: View) -> Section:
    """The week against the eight before, and what became of all denials shown."""
    week, weekly = pd.Timestamp(view.week), view.weeks_with_history
    health = view.asker("data_health", view.history)
    missing = frozenset(pd.to_datetime(unhealthy(health)["remit_week"]))
    of_week, of_all = view.of_week("headline"), view.ask("headline")
    sheet = pd.concat([of_week, of_all], ignore_index=True)
    sheet.insert(0, "weeks", ["This week", "All weeks shown"])
    dollars = view.ask("denied_dollars", today=_day(view))
    sentences = (
        week_sentence(weekly, week),
        expected_sentence(expected_next_week(weekly, week, missing)),
        denied_dollars_sentence(dollars),
        _deadlines(view),
        health_sentence(view.ask("data_health")),
    )
    return Section(
        "Headline",
        tuple(sentence for sentence in sentences if sentence),
        (
            Figures(tuple(_week_figures(view))),
            Picture(printed_denied_dollars(dollars)),
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
                dollars,
                ("place_label", "line_count", "denied_amount", "denied_share_rate"),
                bar="denied_amount",
            ),
        ),
    )


def _week_figures(view: View) -> list[tuple[str, str, str]]:
    """The three rates with their parts and change, then the denied dollars."""
    row = view.of_the_week
    is_told = row["adjudicated_line_count"] >= TOO_FEW
    figures = []
    for told in week_rates(view.weeks_with_history, pd.Timestamp(view.week)).itertuples():
        said = short_dollar_text if told.label == "Charge" else count_text
        change = points_text(told.against_average)
        figures.append(
            (
                f"{told.label} denied",
                percent_text(told.rate) if is_told else NO_VALUE,
                f"{said(told.part)} of {said(told.whole)}; "
                + (
                    "too few to say"
                    if not is_told
                    else "nothing to compare"
                    if change == NO_VALUE
                    else f"{change} against the 8 weeks before"
                ),
            )
        )
    lines = count_text(row["denied_line_count"], "line")
    return [*figures, (heading_of("denied_amount"), dollar_text(row["denied_amount"]), lines)]


def _deadlines(view: View) -> str:
    """The deadlines ahead, whichever week their denials are of, and the day they are seen from."""
    day = _day(view)
    filters = replace(view.filters, first_week=None, last_week=None)
    ahead = view.asker("deadline_headline", filters, today=day, within_days=SOON).iloc[0]
    told = (deadlines_sentence(ahead, SOON), missed_sentence(ahead), f"Seen from {day_text(day)}.")
    return " ".join(words for words in told if words)


def _day(view: View) -> date:
    """The day deadlines are seen from."""
    newest = pd.Timestamp(view.asker("data_span", None)["last_remit_date"].iloc[0]).date()
    return day_seen_from(newest, date.today())
