"""Reasons: which of them make up the denied dollars, and whether the first is changing."""

from __future__ import annotations

import pandas as pd

from analytics.measures.changes import Change
from analytics.measures.rates import share
from analytics.measures.sentences import NOTHING_DENIED
from analytics.measures.words import count_text, dollar_text

MOST = 0.8  # of the dollars: how few reasons make up so much


def reasons_answer(reasons: pd.DataFrame, worse: str = "") -> str:
    """The reason with most denied dollars, its share, and how few make up most of them.

    ``worse`` says where an alert stands for it, such as "worse at Evergrove since Aug 17".
    """
    denied = reasons[reasons["denied_line_count"] > 0]
    if denied.empty:
        return NOTHING_DENIED
    ordered = denied.sort_values(["denied_amount", "carc_code"], ascending=[False, True])
    total, first = ordered["denied_amount"].sum(), ordered.iloc[0]
    most = reasons_for_most(reasons)
    few = (
        f" {most} of {count_text(len(ordered), 'reason')} {'makes' if most == 1 else 'make'} up "
        f"{MOST:.0%} of it."
        if len(ordered) > 1
        else ""
    )
    return (
        f"{first.carc_code} {first.reason_label} costs most: {dollar_text(first.denied_amount)} on "
        f"{count_text(first.denied_line_count, 'line')}, "
        f"{share(first.denied_amount, total):.0%} of the {dollar_text(total)} denied"
        f"{f', {worse}' if worse else ''}.{few}"
    )


def reasons_for_most(reasons: pd.DataFrame) -> int:
    """How few reasons make up 80% of the denied dollars.

    >>> reasons_for_most(pd.DataFrame({"denied_amount": [10.0, 60.0, 30.0]}))
    2
    """
    ordered = reasons["denied_amount"].sort_values(ascending=False)
    return int((ordered.cumsum() < MOST * ordered.sum()).sum()) + 1


def change_sentence(change: Change) -> str:
    """Whether it is changing, in a sentence."""
    words = change.sentence
    if not change.is_told:
        return f"Whether it changed cannot be said: {words}."
    if not change.is_clear:
        return f"No clear change: {words}."
    return f"{'More' if change.now > change.before else 'Fewer'} than before: {words}."
