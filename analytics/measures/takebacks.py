"""Payments taken back: how much, how much of it was then denied, and for which reasons."""

from __future__ import annotations

import pandas as pd

from analytics.measures.words import count_text, dollar_text


def takebacks_sentence(weekly: pd.DataFrame) -> str:
    """How much was taken back in view, and what was denied. Takes `weekly_denied_after_payment`."""
    lines = int(weekly["taken_back_line_count"].sum())
    if not lines:
        return "No payment was taken back in these weeks."
    denied = int(weekly["denied_line_count"].sum())
    said = (
        f"{dollar_text(weekly['taken_back_amount'].sum())} was taken back on "
        f"{count_text(lines, 'line')} that had been paid"
    )
    if not denied:
        return f"{said}; none of them was then denied."
    return (
        f"{said}; {count_text(denied)} of them "
        f"({dollar_text(weekly['denied_taken_back_amount'].sum())}) "
        f"{'was' if denied == 1 else 'were'} then denied, and "
        f"{dollar_text(weekly['open_amount'].sum())} of that is still denied."
    )
