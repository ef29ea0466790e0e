"""One payer in depth: what it denied against the others, and its habits, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.measures.lags import lags_by_payer
from analytics.measures.modifiers import HIGHER, LOWER
from analytics.measures.names import lower_first, shown_payer
from analytics.measures.outcomes import SETTLED
from analytics.measures.rates import TOO_FEW, share
from analytics.measures.sentences import NOTHING_DENIED
from analytics.measures.words import (
    NO_VALUE,
    count_text,
    dollar_text,
    is_missing,
    percent_text,
    rate_text,
)

MODIFIERS_TOLD = 3
COUNTED = {"remit_date": "the remittance", "service_date": "the service"}


def payers_answer(payers: pd.DataFrame, reasons: pd.DataFrame, since: Mapping[str, str]) -> str:
    """The payer that denied most dollars, what most of it is for, and whether that is worse.

    Takes the rows of all payers, those of `denials_by_payer_and_reason`, and per reason of that
    payer that is worse, since when.
    """
    row = most_denied(payers)
    if row is None:
        return NOTHING_DENIED
    lines = row.adjudicated_line_count
    rate = "too few to say" if lines < TOO_FEW else rate_text(row.denied_line_count, lines)
    sentence = (
        f"{shown_payer(row.payer_name)} denied most: {dollar_text(row.denied_amount)} on "
        f"{count_text(row.denied_line_count)} of {count_text(lines, 'line')} ({rate})."
    )
    own = _own(reasons, row.payer_name)
    if own.empty or not row.denied_amount:
        return sentence
    first = own.iloc[0]
    worse = f", {lower_first(since[first.carc_code])}" if first.carc_code in since else ""
    part = share(first.denied_amount, row.denied_amount)
    return f"{sentence} {part:.0%} of it is {lower_first(first.reason_label)}{worse}."


def most_cited(reasons: pd.DataFrame, payer: str) -> str:
    """What a payer denied most dollars for, as it stands within a sentence."""
    own = _own(reasons, payer)
    return "" if own.empty else lower_first(own.iloc[0]["reason_label"])


def _own(reasons: pd.DataFrame, payer: str) -> pd.DataFrame:
    """A payer's reasons, most dollars first."""
    own = reasons[reasons["payer_name"] == payer]
    return own.sort_values(["denied_amount", "carc_code"], ascending=[False, True])


def most_denied(payers: pd.DataFrame) -> Any | None:
    """The payer with most denied dollars; none where nothing is denied."""
    denied = payers[payers["denied_line_count"] > 0]
    if denied.empty:
        return None
    order = denied.sort_values(["denied_amount", "payer_name"], ascending=[False, True])
    return next(order.itertuples())


def overturned_text(resolved: float, overturned: float) -> tuple[str, str]:
    """How many denials that were answered again were paid: the rate, and of how many.

    >>> overturned_text(68, 31), overturned_text(5, 2), overturned_text(0, 0)
    (('45.6%', '31 of 68'), ('2 of 5', 'too few to say'), ('–', 'none answered again'))
    """
    if not resolved:
        return NO_VALUE, "none answered again"
    if resolved < TOO_FEW:
        return f"{count_text(overturned)} of {count_text(resolved)}", "too few to say"
    return (
        percent_text(share(overturned, resolved)),
        f"{count_text(overturned)} of {count_text(resolved)}",
    )


def appeal_limit(limits: pd.DataFrame) -> str:
    """The days to appeal in the line of business with most lines. Takes `payer_limits`."""
    appeals = limits[limits["deadline_kind"] == "appeal"]
    if appeals.empty:
        return "not known"
    row = appeals.sort_values(
        ["adjudicated_line_count", "line_of_business"], ascending=[False, True]
    ).iloc[0]
    return "no limit" if is_missing(row.day_count) else count_text(row.day_count, "day")


def payer_sentence(payers: pd.DataFrame, payer: str) -> str:
    """What a payer denied, and what the others did. Takes the rows of all payers."""
    is_it = payers["payer_name"] == payer
    row, others = payers[is_it].iloc[0], payers[~is_it]
    sentence = (
        f"{shown_payer(payer)} denied {count_text(row.denied_line_count)} of "
        f"{count_text(row.adjudicated_line_count, 'line')} "
        f"({rate_text(row.denied_line_count, row.adjudicated_line_count)}), "
        f"{dollar_text(row.denied_amount)}; {dollar_text(row.recovered_amount)} was "
        f"recovered and {dollar_text(row.open_amount)} is still denied."
    )
    denied, lines = others["denied_line_count"].sum(), others["adjudicated_line_count"].sum()
    if not lines:
        return sentence
    return f"{sentence} All others denied {rate_text(denied, lines)} of {count_text(lines)}."


def secondary_note(row: pd.Series) -> str:
    """That a payer answers only as secondary here; takes its row of `secondary_payers`.

    >>> secondary_note(pd.Series({"payer_name": "Gap Life", "line_count": 12, "claim_count": 9,
    ...     "sole_claim_count": 0}))[:63]
    'Gap Life answers only as secondary or tertiary payer here (9 cl'
    """
    words = (
        f"{shown_payer(row.payer_name)} answers only as secondary or tertiary payer here "
        f"({count_text(row.claim_count, 'claim')}, {count_text(row.line_count, 'line')}), so the "
        "figures of all payers leave it out"
    )
    if not row.sole_claim_count:
        return f"{words}."
    return (
        f"{words}; for {count_text(row.sole_claim_count)} of these claims no primary payer's "
        "answer is loaded, and it is shown as their payer."
    )


def payer_habits(
    effects: pd.DataFrame,
    downcoding: pd.DataFrame,
    lags: pd.DataFrame,
    outcomes: pd.DataFrame,
    limits: pd.DataFrame,
) -> pd.DataFrame:
    """A payer's own ways, one row each: ``habit`` and ``words``.

    Takes, of that payer alone: effects of modifiers, downcoding, lags, outcomes, limits in force.
    """
    rows = [
        *(("Modifiers", words) for words in _modifiers(effects)),
        ("Downcoding", _downcoding(downcoding)),
        ("Days to answer", _days(lags)),
        ("Overturned", _overturned(outcomes)),
        ("Limits", _limits(limits)),
    ]
    return pd.DataFrame(rows, columns=["habit", "words"])


def _modifiers(effects: pd.DataFrame) -> list[str]:
    """The modifiers that most clearly go with more or fewer denials here."""
    told = effects[effects["verdict"].isin([HIGHER, LOWER])].head(MODIFIERS_TOLD)
    return list(told["sentence"]) or ["No modifier is clearly denied more or less often."]


def _downcoding(rows: pd.DataFrame) -> str:
    """How often, from what to what most, and for how much."""
    if rows.empty:
        return "No line was paid under a lower procedure than was billed."
    lines, measured = rows["downcoded_line_count"].sum(), rows["measured_line_count"].sum()
    most = rows.loc[rows["downcoded_line_count"].idxmax()]
    dollars = f", {dollar_text(rows['downcoded_amount'].sum())} less than usual" if measured else ""
    return (
        f"{count_text(lines, 'line')} paid under a lower procedure than was billed{dollars}; most "
        f"often {most.procedure_code} as {most.paid_procedure_code} "
        f"({count_text(most.downcoded_line_count)} of "
        f"{count_text(most.adjudicated_line_count, 'line')})."
    )


def _days(lags: pd.DataFrame) -> str:
    """From sending to the first answer."""
    payers = lags_by_payer(lags)
    if payers.empty or is_missing(payers["submission_to_remit_median_days"].iloc[0]):
        return f"Under {TOO_FEW} answered claims whose submission is loaded: too few to say."
    row = payers.iloc[0]
    return (
        f"First answer after a median of {row.submission_to_remit_median_days:.0f} "
        f"days, 90% within {row.submission_to_remit_late_days:.0f}; of "
        f"{count_text(row.submission_to_remit_claim_count, 'claim')}."
    )


def _overturned(outcomes: pd.DataFrame) -> str:
    """How many of the settled denials were paid after all."""
    sums = outcomes[[name for name in SETTLED if name in outcomes]].sum()
    resolved, overturned = sums["resolved_line_count"], sums["overturned_line_count"]
    if not resolved:
        return "No denial has been answered again yet."
    return (
        f"{rate_text(overturned, resolved)} of {count_text(resolved, 'denial')} that were answered "
        f"again were paid; {count_text(sums['open_line_count'])} of "
        f"{count_text(sums['denied_line_count'])} still wait."
    )


def _limits(limits: pd.DataFrame) -> str:
    """The limits in force for the line of business with most lines."""
    if limits.empty:
        return "No limit is known."
    main = limits[limits["line_of_business"] == limits["line_of_business"].iloc[0]]
    said = [
        f"{row.deadline_kind.replace('_', ' ')} "
        + (
            "no limit"
            if is_missing(row.day_count)
            else f"{row.day_count:.0f} days from {COUNTED[row.counted_from]}"
        )
        + ("" if row.is_verified else " (to verify)")
        for row in main.itertuples()
    ]
    return f"{'; '.join(said).capitalize()}."
