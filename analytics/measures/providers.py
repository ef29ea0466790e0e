"""Providers and procedures: what one meets more often than others, for the same service."""

from __future__ import annotations

import pandas as pd

from analytics.measures.names import shown_payer
from analytics.measures.rates import TOO_FEW, difference_interval, rate
from analytics.measures.sentences import NOTHING_DENIED
from analytics.measures.words import count_text, dollar_text, percent_text

MORE, LESS = "more often than others", "less often than others"
ALIKE, UNKNOWN = "no clear difference", "too few to say"
LEAST = 3  # denied lines; fewer are no pattern, whatever an interval says


def compare_patterns(rows: pd.DataFrame) -> pd.DataFrame:
    """Add both rates, the lines beyond the others' rate, and a ``verdict`` in words.

    Both rates are denied lines of one reason ÷ answered lines of the same procedure and modifiers;
    ``excess_line_count`` is what was denied beyond the others' rate. A difference is called only
    where its 95 % interval (Newcombe) leaves zero out and both sides have 20 lines; "more" also
    needs 3 denied lines.
    """
    counts = rows[
        [
            "denied_line_count",
            "adjudicated_line_count",
            "other_denied_line_count",
            "other_adjudicated_line_count",
        ]
    ]
    others = rate(counts["other_denied_line_count"], counts["other_adjudicated_line_count"])
    compared = rows.assign(
        pattern_rate=rate(counts["denied_line_count"], counts["adjudicated_line_count"]),
        other_rate=others,
        excess_line_count=counts["denied_line_count"] - others * counts["adjudicated_line_count"],
        verdict=[_verdict(*line) for line in counts.itertuples(index=False, name=None)],
    )
    # What is clearly more frequent stands first, then what is most beyond the others' rate.
    order = ["is_more", "excess_line_count", "denied_amount"]
    ordered = compared.assign(is_more=compared["verdict"] == MORE).sort_values(
        order, ascending=False, na_position="last", ignore_index=True
    )
    return ordered.drop(columns="is_more")


def _verdict(count: int, total: int, other_count: int, other_total: int) -> str:
    """What may be said of one pattern."""
    if min(total, other_total) < TOO_FEW:
        return UNKNOWN
    _, low, high = difference_interval(count, total, other_count, other_total)
    if low > 0:
        return MORE if count >= LEAST else UNKNOWN
    return LESS if high < 0 else ALIKE


def providers_sentence(providers: pd.DataFrame, patterns: pd.DataFrame) -> str:
    """Who has most denied dollars, and the pattern that stands out most."""
    order = providers.sort_values(["denied_amount", "provider_name"], ascending=[False, True])
    first = order.iloc[0]
    if not first.denied_line_count:
        return NOTHING_DENIED
    said = (
        f"{shown_payer(first.provider_name)} has most denied dollars, "
        f"{dollar_text(first.denied_amount)} on {count_text(first.denied_line_count)} "
        f"of {count_text(first.adjudicated_line_count, 'line')}."
    )
    standing_out = patterns[patterns["verdict"] == MORE]
    if standing_out.empty:
        return f"{said} No provider is clearly denied more often than others."
    pattern = standing_out.iloc[0]
    service = " ".join(filter(None, (pattern.procedure_code, pattern.modifier_codes)))
    return (
        f"{said} {shown_payer(pattern.provider_name)} is denied for {pattern.carc_code} on "
        f"{service} more than others: {count_text(pattern.denied_line_count)} of "
        f"{count_text(pattern.adjudicated_line_count, 'line')} against "
        f"{percent_text(pattern.other_rate)}."
    )


def pattern_sentence(pattern: pd.Series) -> str:
    """One pattern with its numbers and those of the others."""
    service = " ".join(filter(None, (pattern.procedure_code, pattern.modifier_codes)))
    return (
        f"{shown_payer(pattern.provider_name)} is denied for CARC {pattern.carc_code} on {service} "
        f"in {count_text(pattern.denied_line_count)} of "
        f"{count_text(pattern.adjudicated_line_count, 'line')} "
        f"({percent_text(pattern.pattern_rate)}), others in "
        f"{percent_text(pattern.other_rate)} of "
        f"{count_text(pattern.other_adjudicated_line_count)}."
    )
