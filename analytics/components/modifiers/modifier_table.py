"""Every modifier in a table: its weeks, rate and dollars, and what came of the comparison."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import downloads, views
from analytics.components.modifiers.modifier_choice import NONE, Chosen, follow, to_lines
from analytics.components.modifiers.modifier_weeks import values_of
from analytics.components.pane import pane
from analytics.markup.layout import frame, section
from analytics.markup.marks import Text, attention, html, joined
from analytics.markup.tables import Column, Row, table
from analytics.measures.modifier_rows import (
    VERDICTS,
    more_at,
    weekly_rates,
)
from analytics.measures.modifiers import HIGHER, of_level, with_points
from analytics.measures.names import short_payers
from analytics.measures.rates import TOO_FEW
from analytics.measures.weeks import fill_weeks
from analytics.measures.words import dollar_text, percent_text

POINTS = st.column_config.NumberColumn(format="%+.1f")
MOST_OF_THEM = 0.5  # weeks with a rate, for a spark to say anything


def all_modifiers(modifiers: pd.DataFrame, told: Chosen) -> None:
    """Every modifier in view: its weeks, rate and dollars, and what came of the comparison."""
    drawn = told.kept("table", lambda: frame(_all_modifiers(modifiers, told)))
    pane(drawn, "modifiers_table", lambda picked: follow(picked, told))


def _all_modifiers(modifiers: pd.DataFrame, told: Chosen) -> Text:
    short = short_payers(told.effects["payer_name"].dropna().unique())
    alone = of_level(told.effects, "modifier").set_index("modifier_code")
    weekly, more = _weekly(), more_at(told.effects)
    against = {code: _against(alone.loc[code], more.get(code, []), short) for code in alone.index}
    rows = [
        _modifier_row(row, alone, weekly.get(row.modifier_code, ()), told, against)
        for row in modifiers.itertuples()
    ]
    heads = [
        Column("Modifier", "strong"),
        Column("Meaning", on_phone=False),
        Column("By week", "spark", on_phone=False),
        Column("Rate", "percent", is_strong=True),
        Column("Lines denied", "number"),
        Column("Denied", "money"),
        Column("Open", "money", on_phone=False),
        Column("Points", "number", on_phone=False),
        Column("Against similar lines", is_wide=True),
    ]
    return section(
        "All modifiers",
        table(heads, rows, "All modifiers", tall=352),
        html('<span class="muted">{}</span>', "A line with two modifiers counts under both."),
    )


def _weekly() -> dict[str, list[float | None]]:
    """Per modifier its rate, 4 weeks together, in the weeks in view; too few leave a gap."""
    question, filters = "weekly_denials_by_modifier", session.filters_in_force()

    def made() -> dict[str, list[float | None]]:
        rows = session.review(filters.with_history()).ask(question)
        rates = weekly_rates(fill_weeks(rows, "modifier_code")).reset_index()
        shown = session.in_view(rates).drop(columns="remit_week")
        # A few points with gaps between them are noise.
        is_told = shown.notna().mean() >= MOST_OF_THEM
        return {str(code): values_of(shown[code]) for code in shown.columns[is_told]}

    return session.kept("modifier_sparks", (question,), filters, made)


def _modifier_row(
    row: Any,
    alone: pd.DataFrame,
    weeks: Any,
    told: Chosen,
    against: dict[str, Text],
) -> Row:
    code, lines = row.modifier_code, row.adjudicated_line_count
    effect = alone.loc[code] if code in alone.index else None
    points = ""
    if effect is not None and pd.notna(effect["difference"]):
        change = 100 * float(effect["difference"])
        points = f"{'−' if change < 0 else '+'}{abs(change):.1f}"
    rate = percent_text(row.denied_line_count / lines) if lines >= TOO_FEW else "–"
    return Row(
        [
            code or "None",
            row.modifier_label,
            weeks,
            rate,
            f"{row.denied_line_count:,} of {lines:,}",
            dollar_text(row.denied_amount),
            dollar_text(row.open_amount),
            points,
            against.get(code, "") if code else "Lines without a modifier",
        ],
        {"modifier": code or NONE},
        is_selected=bool(code) and told.row is not None and told.row["modifier_code"] == code,
    )


def _against(effect: pd.Series, more: list[str], short: dict[str, str]) -> Text:
    """The verdict in words, and where a modifier goes with more denials at some payers only."""
    words = VERDICTS[effect["verdict"]]
    if effect["verdict"] == HIGHER:
        return attention(words)
    if not more:
        return words
    names = " and ".join(short.get(payer, payer) for payer in more[:2])
    return joined([words, ". ", attention(f"More at {names}")])


def numbers(effects: pd.DataFrame) -> None:
    """All of it in numbers, at every level, with the odds ratio."""
    st.caption(
        "Every modifier, alone and by procedure and payer. Lines with the modifier are compared "
        "with similar lines without it: same payer, procedure and place of service. Click a row "
        "to view its lines."
    )
    views.table(
        with_points(effects).fillna({"procedure_code": "All", "payer_name": "All"}),
        "modifier_effects_table",
        (
            "modifier_code",
            "procedure_code",
            "payer_name",
            ("difference_points", POINTS),
            ("low_points", POINTS),
            ("high_points", POINTS),
            "verdict",
            "with_denied_count",
            "with_line_count",
            "without_denied_count",
            "without_line_count",
            "odds_ratio",
        ),
        on_pick=lambda row: to_lines(row.where(row != "All")),
    )
    downloads.downloads("With and without the modifier", {"Modifiers": effects}, "modifier_effects")
