"""Data health in words: which payer's week seems to miss a file, and what that touches."""

from __future__ import annotations

import pandas as pd

from analytics.measures.words import count_text, day_text

LEFT_OUT = "That week's rates are left out of alerts."


def unhealthy(health: pd.DataFrame) -> pd.DataFrame:
    """The payer-weeks that are not healthy, the newest first."""
    rows = health[~health["is_healthy"].astype(bool)]
    return rows.sort_values(["remit_week", "payer_name"], ascending=[False, True])


def health_sentence(health: pd.DataFrame) -> str:
    """The newest payer-week that is not healthy and what it touches; nothing where all are."""
    rows = unhealthy(health)
    if rows.empty:
        return ""
    first, more = rows.iloc[0], len(rows) - 1
    also = f" {count_text(more, 'more payer week')} shown likewise." if more else ""
    return f"{_fault(first)} {LEFT_OUT}{also}"


def _fault(row: pd.Series) -> str:
    """What is wrong with one payer's week."""
    week = f"the week of {day_text(row['remit_week'])}"
    if row["verdict"] == "many duplicates":
        return (
            f"{row['payer_name']} has many duplicates in {week}: "
            f"{int(row['duplicate_line_count']):,} of {count_text(row['line_count'], 'line')}."
        )
    has = f"only {count_text(row['line_count'], 'line')}" if row["line_count"] else "no remittance"
    return (
        f"{row['payer_name']} has {has} in {week}; about "
        f"{count_text(round(row['expected_line_count']), 'line')} are expected."
    )


def health_rows(health: pd.DataFrame) -> pd.DataFrame:
    """What the Files page lists: payer-weeks that are not healthy, then each payer's newest."""
    newest = health[health["remit_week"] == health["remit_week"].max()]
    return pd.concat([unhealthy(health), newest]).drop_duplicates(
        ["payer_name", "remit_week"], ignore_index=True
    )
