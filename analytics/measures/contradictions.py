"""Work items that say something else than the payer's answers, in words."""

from __future__ import annotations

import pandas as pd

from analytics.measures.words import count_text, dollar_text

KINDS = {
    "won_without_payment": "marked won 30 or more days ago without a payment",
    "open_though_paid": "still being worked although paid",
    "given_up_though_paid": "marked lost or written off although paid",
}


def contradictions_sentence(rows: pd.DataFrame) -> str:
    """How many work items the answers speak against, by kind; nothing where none."""
    if rows.empty:
        return ""
    counts = rows["contradiction"].value_counts()
    kinds = ", ".join(
        f"{counts[kind]:,} {words}" for kind, words in KINDS.items() if kind in counts
    )
    return (
        f"{count_text(len(rows), 'work item')} "
        f"({dollar_text(rows['denied_amount'].sum())} denied) "
        f"{'says' if len(rows) == 1 else 'say'} something other than the payer's "
        f"answers: {kinds}."
    )
