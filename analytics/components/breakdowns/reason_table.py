"""Reasons, or categories, ranked: what weighs most, its weeks, and whether it is changing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics import session
from analytics.components.breakdowns.break_down import change_text, spark_of
from analytics.components.breakdowns.explored import all_weeks
from analytics.markup.marks import Text, html
from analytics.markup.tables import Column, Row, table
from analytics.measures.changes import recent_change, worth_listing
from analytics.measures.rates import share
from analytics.measures.weeks import fill_weeks
from analytics.measures.words import count_text, dollar_text
from analytics.vocabulary import WEEKS_SHOWN

ROWS_SHOWN = 12
COLUMNS = {"reason": "carc_code", "category": "category"}


def weeks_by(by: str) -> pd.DataFrame:
    """The filled weeks of each reason or category, of all lines, with those before."""
    question, filters = f"weekly_denials_by_{by}", session.filters_in_force()

    def made() -> pd.DataFrame:
        rows = session.review(filters.with_history()).ask(question)
        return fill_weeks(rows, COLUMNS[by], all_weeks(session.review(filters)))

    return session.kept("weeks filled", (question, "weekly_denials"), filters, made)


def drawn(
    rows: pd.DataFrame,
    weekly: pd.DataFrame,
    by: str,
    value: str,
    selected: str,
    alerted: Mapping[str, str],
) -> Text:
    """The rows that weigh most, and the others as one. A row says which it is."""
    column = COLUMNS[by]
    listed, rest = worth_listing(rows, column, value, ROWS_SHOWN)
    weeks, week = dict(list(weekly.groupby(column, sort=False))), session.week_under_review()
    total = float(rows[value].sum())
    most = float(listed[value].max()) if len(listed) else 0.0
    pick = "carc" if by == "reason" else "category"

    def row_of(row: Any) -> Row:
        """One reason or category."""
        key = getattr(row, column)
        own = weeks.get(key)
        change = None if own is None or week is None else recent_change(own, week)
        amount = float(getattr(row, value))
        return Row(
            [
                _name(row, by, alerted.get(key, "")),
                spark_of(own, value),
                count_text(row.denied_line_count),
                dollar_text(row.denied_amount),
                f"{share(amount, total):.0%}",
                amount / most if most else 0.0,
                change_text(change),
            ],
            {pick: key},
            key == selected,
        )

    shown = [row_of(row) for row in listed.itertuples()]
    if len(rest):
        shown.append(
            Row(
                [
                    f"{len(rest)} more",
                    [],
                    count_text(rest["denied_line_count"].sum()),
                    dollar_text(rest["denied_amount"].sum()),
                    f"{share(float(rest[value].sum()), total):.0%}",
                    "",
                    "",
                ],
                {"more": by},
            )
        )
    heads = [
        Column("Reason" if by == "reason" else "Category", is_wide=True),
        Column(f"{WEEKS_SHOWN} weeks", "spark", on_phone=False),
        Column("Lines", "number"),
        Column("Denied", "money", is_strong=True),
        Column("Share", "number"),
        Column("", "share", on_phone=False),
        Column("Change", "number", on_phone=False),
    ]
    return table(heads, shown, "Why lines are denied")


def _name(row: Any, by: str, alert: str) -> Text:
    """What a row is called, with its sign where an alert stands."""
    if by == "category":
        return row.category
    sign = (
        html(' <i class="diamond" role="img" aria-label="{0}" title="{0}"></i>', alert)
        if alert
        else ""
    )
    return html(
        '<b class="code">{}</b> {}{}', row.carc_code, row.reason_label.partition(",")[0], sign
    )
