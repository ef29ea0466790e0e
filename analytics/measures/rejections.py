"""Rejections: rates of rejected claims, by week, payer and reason; the answer in words.

A claim counts once as sent and once as refused, in the week it was first sent.
"""

from __future__ import annotations

import pandas as pd

from analytics.measures.breakdowns import breakdown
from analytics.measures.rates import TOO_FEW, rate, wilson_intervals
from analytics.measures.weeks import Week, fill_weeks, usual_range, week_against_before
from analytics.measures.words import count_text, dollar_text, rate_text

# Weeks of claims are filled, judged and compared as weeks of lines are.
AS_LINES = {
    "claim_week": "remit_week",
    "submitted_claim_count": "adjudicated_line_count",
    "rejected_claim_count": "denied_line_count",
}
AS_CLAIMS = {name: own for own, name in AS_LINES.items()}
USUAL = ["usual_rate", "usual_low", "usual_high", "is_unusual"]
# What has become of a rejected claim.
STATES = {
    "waiting": "To resubmit",
    "resubmitted": "Resubmitted, no response yet",
    "accepted": "Accepted or answered later",
}


def rejection_rates(rows: pd.DataFrame) -> pd.DataFrame:
    """Add ``rejection_rate`` (refused ÷ sent claims) with its Wilson interval, ``low`` to ``high``.

    >>> rows = pd.DataFrame({"rejected_claim_count": [3], "submitted_claim_count": [60]})
    >>> rejection_rates(rows)["rejection_rate"].tolist()
    [0.05]
    """
    refused, sent = rows["rejected_claim_count"], rows["submitted_claim_count"]
    low, high = wilson_intervals(refused.to_numpy(float), sent.to_numpy(float))
    return rows.assign(rejection_rate=rate(refused, sent), low=low, high=high)


def largest_payers(payers: pd.DataFrame, keep: int = 10) -> pd.DataFrame:
    """Payers with refused claims, most first, the tail as one row, with rates."""
    as_lines = payers[payers["rejected_claim_count"] > 0].rename(columns=AS_LINES)
    shown = breakdown(as_lines, "payer_name", "denied_line_count", keep)
    return rejection_rates(shown.rename(columns=AS_CLAIMS)[list(payers.columns)])


def weekly_rates(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per week of all payers, first to last without a gap, with rates and usual range.

    A week without claims sent has no rate.
    """
    numbers = [name for name in rows if name.endswith(("_count", "_amount"))]
    summed = rows.groupby("claim_week", as_index=False)[numbers].sum()
    filled = usual_range(fill_weeks(summed.rename(columns=AS_LINES))).rename(columns=AS_CLAIMS)
    return rejection_rates(filled[["claim_week", *numbers, *USUAL]])


def week_told(weekly: pd.DataFrame, week: Week | None) -> tuple[pd.Series, dict] | None:
    """A week and its rate against the 8 weeks before; None without it. Takes weeks with rates."""
    own = weekly[weekly["claim_week"] == week]
    if own.empty:
        return None
    as_lines = weekly.rename(columns=AS_LINES)
    against = week_against_before(as_lines, week, "denied_line_count", "adjudicated_line_count")
    return own.iloc[0], against


def by_reason(rows: pd.DataFrame, owner: str | None = None) -> pd.DataFrame:
    """Refused claims per reason, payers together, most first; those of one owner if said.

    ``reason_id`` is category and status; ``reason_label`` says the status and the party meant.
    """
    kept = with_reasons(rows if owner is None else rows[rows["owner"] == owner])
    keys = ["reason_id", "status_category_label", "status_label", "owner"]
    numbers = [
        "rejected_claim_count",
        "waiting_claim_count",
        "rejected_charge_amount",
        "waiting_charge_amount",
    ]
    parties = kept.groupby("reason_id")["entity_labels"].agg(
        lambda said: ", ".join(sorted({part for text in said for part in text.split(", ") if part}))
    )
    summed = kept.groupby(keys, as_index=False)[numbers].sum()
    summed = summed.assign(entity_labels=summed["reason_id"].map(parties))
    labels = [
        f"{row.status_label} ({row.entity_labels})" if row.entity_labels else row.status_label
        for row in summed.itertuples()
    ]
    order = ["rejected_claim_count", "reason_id"]
    return summed.assign(
        reason_label=pd.Series(labels, index=summed.index, dtype="str")
    ).sort_values(order, ascending=[False, True], ignore_index=True)


def with_reasons(rows: pd.DataFrame) -> pd.DataFrame:
    """Add ``reason_id``, category and status as they are written: "A7:562"."""
    return rows.assign(reason_id=rows["status_category_code"] + ":" + rows["status_code"])


def states_of(claims: pd.DataFrame) -> pd.Series:
    """What has become of each rejected claim: a key of STATES.

    >>> states_of(pd.DataFrame({"is_waiting": [True, False, False],
    ...     "is_resolved": [False, True, False]})).tolist()
    ['waiting', 'accepted', 'resubmitted']
    """
    is_waiting, is_resolved = (claims[name].astype(bool) for name in ("is_waiting", "is_resolved"))
    states = pd.Series("resubmitted", index=claims.index)
    return states.mask(is_resolved, "accepted").mask(is_waiting, "waiting")


def totals(payers: pd.DataFrame) -> pd.Series:
    """Sums over the payers in view."""
    return payers[[name for name in payers if name.endswith(("_count", "_amount"))]].sum()


def rejections_sentence(payers: pd.DataFrame) -> str:
    """How many claims were refused of how many sent, and what still waits."""
    sums = totals(payers)
    sent, refused, waiting = (
        int(sums[f"{what}_claim_count"]) for what in ("submitted", "rejected", "waiting")
    )
    if not refused:
        return (
            f"None of {count_text(sent, 'claim')} submitted in the weeks shown was "
            "rejected before adjudication."
        )
    are = "was" if refused == 1 else "were"
    rate = f" ({rate_text(refused, sent, 'claim')})" if sent >= TOO_FEW else ""
    few = "" if rate else " (too few to say for a rate)"
    sentence = (
        f"{refused:,} of {count_text(sent, 'claim')}{rate} {are} rejected before "
        f"adjudication{few} in the weeks shown"
    )
    if not waiting:
        return f"{sentence}; none of them still needs to be resubmitted."
    return (
        f"{sentence}; {waiting:,} still {'has' if waiting == 1 else 'have'} to be "
        f"resubmitted, {dollar_text(sums['waiting_charge_amount'])}."
    )
