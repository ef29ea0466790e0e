"""What stands apart from the denial rate, in words."""

from __future__ import annotations

import pandas as pd

from analytics.measures.words import count_text, dollar_text

# These kinds are whole claims whose amounts are negative: they take something back.
TAKES_BACK = {"partial_takeback", "unmatched_reversal"}


def apart_words(rows: pd.DataFrame) -> str:
    """Each kind of `lines_apart` with its count and what was charged.

    >>> apart_words(pd.DataFrame({"kind": ["no_decision", "partial_takeback"],
    ...     "label": ["No decision yet", "Payments taken back in part"],
    ...     "line_count": [2, 1], "charge_amount": [300, -50]}))
    'No decision yet: 2 lines, $300 charged; Payments taken back in part: 1 claim, $50 charged'
    """
    return "; ".join(
        f"{row.label}: {count_text(row.line_count, _one(row.kind))}, "
        f"{dollar_text(abs(row.charge_amount))} charged"
        for row in rows.itertuples()
    )


def _one(kind: str) -> str:
    return "claim" if kind in TAKES_BACK else "line"
