"""Where every denied dollar is: shares of the whole, and the sentence that leads with them."""

from __future__ import annotations

import pandas as pd

from analytics.measures.rates import rate, share
from analytics.measures.words import count_text, dollar_text, percent_text


def denied_dollars(rows: pd.DataFrame) -> pd.DataFrame:
    """Add ``denied_share_rate``: a place's dollars ÷ all that were denied. Takes `denied_dollars`.

    >>> rows = pd.DataFrame({"denied_amount": [75.0, 25.0]})
    >>> denied_dollars(rows)["denied_share_rate"].tolist()
    [0.75, 0.25]
    """
    whole = pd.Series(rows["denied_amount"].sum(), index=rows.index)
    return rows.assign(denied_share_rate=rate(rows["denied_amount"], whole))


def amount_in(rows: pd.DataFrame, place: str) -> float:
    """The dollars of one place; 0 where there are none."""
    return float(rows.loc[rows["place"] == place, "denied_amount"].sum())


def denied_dollars_sentence(rows: pd.DataFrame) -> str:
    """What came back, what can still be won and what is past winning, of all that was denied."""
    total = float(rows["denied_amount"].sum())
    if not total:
        return "Nothing was denied."
    lost = sum(amount_in(rows, place) for place in ("past_deadline", "written_off", "re_denied"))
    winnable = amount_in(rows, "winnable")
    return (
        f"Of {dollar_text(total)} denied, {dollar_text(amount_in(rows, 'recovered'))} "
        f"was recovered and {dollar_text(winnable)} "
        f"({percent_text(share(winnable, total))}) can still be won; "
        f"{dollar_text(amount_in(rows, 'other_payer_or_patient'))} is with another "
        f"payer or the patient, {dollar_text(amount_in(rows, 'contractual'))} is a "
        f"contractual adjustment, and {dollar_text(lost)} is past a deadline, written "
        "off or finally denied."
    )


def last_deadlines_sentence(weeks: pd.DataFrame) -> str:
    """What passed its last deadline in the weeks before, and what will. Takes `last_deadlines`."""
    span = count_text((weeks["weeks_ahead"] >= 0).sum(), "week")
    past, due = weeks["past_amount"].sum(), weeks["due_amount"].sum()
    said = (
        f"{count_text(weeks['due_line_count'].sum(), 'line')} "
        f"({dollar_text(due)} denied) will pass the last deadline in the next {span}"
        if due
        else f"Nothing passes its last deadline in the next {span}"
    )
    return (
        f"{said}; in the {span} before "
        f"{count_text(weeks['past_line_count'].sum(), 'line')} ({dollar_text(past)} still denied) "
        "did."
    )
