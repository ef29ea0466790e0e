"""The same aggregations in pandas, on one frame of all lines: what SQL is measured against.

Texts are categories and amounts are floats, as one would do for speed; SQL adds exact decimals.
Each function takes the frame and the span, as each question takes its filters.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analytics.database.connection import Connection
from analytics.vocabulary import ReviewFilters

TEXTS = (
    "payer_name",
    "provider_name",
    "line_of_business",
    "procedure_code",
    "modifiers",
    "carc_code",
    "category",
    "owner",
)
AMOUNTS = (
    "charge_amount",
    "denied_charge_amount",
    "denied_amount",
    "recovered_amount",
    "open_amount",
)
COUNTS = ("is_denied", "is_partial", "is_resolved", "is_overturned")
SQL = """
    select
        remit_week::timestamp as remit_week,
        remit_date::timestamp as remit_date,
        resolved_date::timestamp as resolved_date,
        chain_number,
        payer_name, provider_name, line_of_business, procedure_code, carc_code, category, owner,
        array_to_string(modifier_codes, ' ') as modifiers,
        is_denied, is_partial, is_resolved, is_overturned, is_suspect,
        is_secondary or is_duplicate or is_not_final as is_apart,
        charge_amount::double as charge_amount,
        case when is_denied then charge_amount else 0 end::double as denied_charge_amount,
        denied_amount::double as denied_amount,
        recovered_amount::double as recovered_amount,
        open_amount::double as open_amount,
    from marts.line_outcomes
"""


def load_frame(connection: Connection) -> pd.DataFrame:
    """All lines, with the columns the aggregations below need."""
    table = connection.sql(SQL).to_arrow_table()
    for name in TEXTS:
        place = table.schema.get_field_index(name)
        column = table.column(place).dictionary_encode().unify_dictionaries()
        table = table.set_column(place, name, column)
    return table.to_pandas(self_destruct=True, split_blocks=True)


def in_view(lines: pd.DataFrame, filters: ReviewFilters) -> pd.DataFrame:
    """The lines a review looks at under the standing filters and this span."""
    keep = ~lines["is_apart"]
    if filters.first_week is not None:
        keep &= lines["remit_week"] >= pd.Timestamp(filters.first_week)
    if filters.last_week is not None:
        keep &= lines["remit_week"] <= pd.Timestamp(filters.last_week)
    return lines[keep]


def summed(rows: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Counts and sums of every measure per key."""
    grouped = rows.groupby(list(keys), observed=True)
    return grouped[[*COUNTS, *AMOUNTS]].sum().assign(line_count=grouped.size()).reset_index()


def by(*keys: str, denied_only: bool = False) -> Callable[[pd.DataFrame, ReviewFilters], object]:
    """An aggregation by keys; of denied lines only, beside the total of all lines."""

    def work(lines: pd.DataFrame, filters: ReviewFilters) -> object:
        rows = in_view(lines, filters)
        total = len(rows), rows["charge_amount"].sum()
        return total, summed(rows[rows["is_denied"]] if denied_only else rows, *keys)

    return work


def headline(lines: pd.DataFrame, filters: ReviewFilters) -> object:
    """Totals, distinct claims, and the median days to an answer."""
    rows = in_view(lines, filters)
    denied, resolved = rows[rows["is_denied"]], rows[rows["is_resolved"]]
    days = (resolved["resolved_date"] - resolved["remit_date"]).dt.days.median()
    claims = rows["chain_number"].nunique(), denied["chain_number"].nunique()
    return rows[[*COUNTS, *AMOUNTS, "is_suspect"]].sum(), claims, days


def weekly(lines: pd.DataFrame, filters: ReviewFilters) -> object:
    """Totals and distinct claims per week."""
    rows = in_view(lines, filters)
    claims = rows.groupby("remit_week")["chain_number"].nunique()
    denied = rows[rows["is_denied"]].groupby("remit_week")["chain_number"].nunique()
    return summed(rows, "remit_week"), claims, denied


def by_modifier(*keys: str) -> Callable[[pd.DataFrame, ReviewFilters], object]:
    """Per modifier, a line standing under each of its own."""

    def work(lines: pd.DataFrame, filters: ReviewFilters) -> object:
        cells = summed(in_view(lines, filters), "modifiers", *keys)
        cells["modifier_code"] = cells["modifiers"].astype(str).str.split(" ")
        return (
            cells.explode("modifier_code")
            .groupby(["modifier_code", *keys], observed=True)
            .sum(numeric_only=True)
        )

    return work


def choices(lines: pd.DataFrame, _: ReviewFilters) -> object:
    """What the filters can choose from."""
    denied = lines[lines["is_denied"]]
    own = ("payer_name", "provider_name", "procedure_code", "line_of_business", "modifiers")
    return [lines[name].value_counts() for name in own] + [
        denied[name].value_counts() for name in ("category", "carc_code")
    ]


def largest(lines: pd.DataFrame, filters: ReviewFilters) -> object:
    """The 2,000 denied lines with most dollars open (without their remarks)."""
    rows = in_view(lines, filters)
    rows = rows[rows["is_denied"]]
    return rows.nlargest(2000, ["open_amount", "denied_amount"])


AGGREGATIONS: dict[str, Callable[[pd.DataFrame, ReviewFilters], object]] = {
    "filter_choices": choices,
    "headline": headline,
    "weekly_denials": weekly,
    "denials_by_category": by("category", denied_only=True),
    "top_denials": by(
        "carc_code",
        "category",
        "owner",
        "payer_name",
        "procedure_code",
        "modifiers",
        denied_only=True,
    ),
    "denials_by_reason": by("carc_code", denied_only=True),
    "weekly_denials_by_reason": by("remit_week", "carc_code", denied_only=True),
    "weekly_denials_by_category": by("remit_week", "category", denied_only=True),
    "denials_by_payer": by("payer_name"),
    "denials_by_procedure": by("procedure_code"),
    "denials_by_provider": by("provider_name"),
    "denials_by_payer_and_category": by("payer_name", "category", denied_only=True),
    "denials_by_payer_and_reason": by("payer_name", "carc_code", denied_only=True),
    "weekly_denials_by_payer": by("remit_week", "payer_name"),
    "denials_by_modifier": by_modifier(),
    "weekly_denials_by_modifier": by_modifier("remit_week"),
    "modifier_effects": by_modifier("payer_name", "procedure_code"),
    "denied_lines": largest,
}
