"""Data health in words: which payer's week seems to miss a file, and what that touches."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analytics.measures.names import shown_payer
from analytics.measures.words import count_text, day_text

LEFT_OUT = "That week's rates are left out of alerts."


def unhealthy(health: pd.DataFrame) -> pd.DataFrame:
    """The payer-weeks that are not healthy, the newest first."""
    rows = health[~health["is_healthy"].astype(bool)]
    return rows.sort_values(["remit_week", "payer_name"], ascending=[False, True])


def to_look_at(health: pd.DataFrame, acknowledged: Collection[tuple[str, str]]) -> pd.DataFrame:
    """The payer-weeks without those that somebody has looked into, by payer and Monday."""
    known = [
        (payer, f"{pd.Timestamp(week):%Y-%m-%d}") in acknowledged
        for payer, week in zip(health["payer_name"], health["remit_week"], strict=True)
    ]
    return health[~pd.Series(known, index=health.index, dtype=bool)]


def health_sentence(health: pd.DataFrame) -> str:
    """The newest payer-week that is not healthy and what it touches; nothing where all are."""
    rows = unhealthy(health)
    if rows.empty:
        return ""
    first, more = rows.iloc[0], len(rows) - 1
    also = f" {count_text(more, 'more payer week')} shown likewise." if more else ""
    return f"{fault_text(first)} {LEFT_OUT}{also}"


def fault_text(row: pd.Series) -> str:
    """What is wrong with one payer's week."""
    week = f"the week of {day_text(row['remit_week'])}"
    if row["verdict"] == "many duplicates":
        return (
            f"{shown_payer(row['payer_name'])} has many duplicates in {week}: "
            f"{int(row['duplicate_line_count']):,} of {count_text(row['line_count'], 'line')}."
        )
    has = f"only {count_text(row['line_count'], 'line')}" if row["line_count"] else "no remittance"
    return (
        f"{shown_payer(row['payer_name'])} has {has} in {week}; about "
        f"{count_text(round(row['expected_line_count']), 'line')} are expected."
    )


def fault_in_short(row: pd.Series) -> str:
    """What is wrong with one payer's week, beside its name and week."""
    if row["verdict"] == "many duplicates":
        duplicates = int(row["duplicate_line_count"])
        return f"{duplicates:,} of {count_text(row['line_count'], 'line')} are duplicates"
    has = f"only {count_text(row['line_count'], 'line')}" if row["line_count"] else "no remittance"
    return f"{has}, about {count_text(round(row['expected_line_count']), 'line')} expected"


def health_rows(health: pd.DataFrame) -> pd.DataFrame:
    """What the Files page lists: payer-weeks that are not healthy, then each payer's newest."""
    newest = health[health["remit_week"] == health["remit_week"].max()]
    return pd.concat([unhealthy(health), newest]).drop_duplicates(
        ["payer_name", "remit_week"], ignore_index=True
    )
