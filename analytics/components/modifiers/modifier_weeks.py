"""The weeks of lines with a modifier and of those without it, as two lines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from analytics import session
from analytics.components.modifiers.modifier_choice import FIELDS, Chosen, narrowed
from analytics.markup.layout import section
from analytics.markup.marks import Text, html
from analytics.markup.two_lines import TrendLine, two_lines
from analytics.measures.modifier_rows import (
    WEEKS_TOGETHER,
    with_and_without,
)
from analytics.measures.modifiers import HIGHER
from analytics.measures.names import short_payers, shown_payer
from analytics.measures.rates import TOO_FEW
from analytics.measures.signal_states import ENDED
from analytics.measures.weeks import fill_weeks
from analytics.measures.words import percent_text, short_day_text


def weeks_block(told: Chosen) -> Text:
    """The two lines of the row shown, and since when an alert stands for it."""
    row = told.row
    if row is None:
        return ""
    about = [shown_payer(row["payer_name"])] if isinstance(row["payer_name"], str) else []
    short = short_payers(told.effects["payer_name"].dropna().unique())
    about = [short.get(row["payer_name"], each) for each in about]
    about += [row["procedure_code"]] if isinstance(row["procedure_code"], str) else []
    about = about or [f"modifier {row['modifier_code']}"]
    weeks = _weeks_of(row)
    note = f"Share of lines denied, {WEEKS_TOGETHER} weeks together"
    title = f"{', '.join(about)[0].upper()}{', '.join(about)[1:]}, by week"
    if weeks["with_denial_rate"].notna().sum() < 2:
        words = f"Under {TOO_FEW} lines in {WEEKS_TOGETHER} weeks: too few to say."
        return section(title, html('<p class="empty">{}</p>', words), note=note)
    since = _alert_since(row)
    mondays = [week.date() for week in weeks["remit_week"]]
    lines = [
        TrendLine(
            f"With {row['modifier_code']}",
            values_of(weeks["with_denial_rate"]),
            _last(weeks["with_denial_rate"]),
            "attention" if row["verdict"] == HIGHER else "data",
        )
    ]
    if weeks["without_denial_rate"].notna().any():
        lines.append(
            TrendLine(
                "Without",
                values_of(weeks["without_denial_rate"]),
                _last(weeks["without_denial_rate"]),
                "quiet",
            )
        )
    block = two_lines(
        mondays,
        lines,
        f"{title}: share of lines denied with {row['modifier_code']} and without",
        since,
        f"Alert since {short_day_text(since)}" if since else "",
        [_said_of_week(week) for week in weeks.itertuples()],
        [{"week": f"{monday:%Y-%m-%d}"} for monday in mondays],
    )
    return section(title, block, note=note)


def values_of(rates: pd.Series) -> list[float | None]:
    """Rates to draw; a gap where there is none."""
    return [None if pd.isna(rate) else float(rate) for rate in rates]


def _last(rates: pd.Series) -> str:
    return "" if pd.isna(rates.iloc[-1]) else f"{rates.iloc[-1]:.0%}"


def _said_of_week(week: Any) -> str:
    """A point of both lines in words."""

    def part(name: str, words: str) -> str:
        denied, lines = getattr(week, f"{name}_denied_count"), getattr(week, f"{name}_line_count")
        rate = getattr(week, f"{name}_denial_rate")
        told = "too few to say" if pd.isna(rate) else percent_text(rate)
        return f"{words} {denied:,.0f} of {lines:,.0f} ({told})"

    return (
        f"{WEEKS_TOGETHER} weeks to that of {short_day_text(week.remit_week)}: "
        f"{part('with', 'with it')}, {part('without', 'without')}"
    )


def _weeks_of(row: pd.Series) -> pd.DataFrame:
    """The weeks in view of a row's lines with its modifier, and of those without it."""
    filters = narrowed(row, with_modifier=False)
    code = row["modifier_code"]

    def made() -> pd.DataFrame:
        review = session.review(filters.with_history())
        everything = fill_weeks(review.ask("weekly_denials"))
        carried = review.ask("weekly_denials_by_modifier")
        carried = carried[carried["modifier_code"] == code].drop(columns="modifier_code")
        own = fill_weeks(carried, weeks=pd.DatetimeIndex(everything["remit_week"]))
        return session.in_view(with_and_without(own, everything))

    questions = ("weekly_denials", "weekly_denials_by_modifier")
    return session.kept(f"weeks_with {code}", questions, filters, made)


def _alert_since(row: pd.Series) -> date | None:
    """Since when an alert stands for just this payer, procedure and modifier."""
    week = session.week_under_review()
    if week is None:
        return None
    alerts = session.review().ask("alerts", week=week.date())
    alerts = alerts[alerts["status"] != ENDED]
    for column in FIELDS.values():
        value = row[column]
        is_same = alerts[column] == value if isinstance(value, str) else alerts[column].isna()
        alerts = alerts[is_same]
    since = alerts["since_week"].dropna()
    return None if since.empty else since.min().date()
