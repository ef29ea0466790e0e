"""What a provider is denied for more often than others are for the same service."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics import session
from analytics.components import views
from analytics.components.pane import Pick
from analytics.markup.marks import Text, bold, html, muted
from analytics.markup.tables import Column, Row, table
from analytics.measures.names import shown_payer
from analytics.measures.providers import LEAST, MORE, compare_patterns
from analytics.measures.words import count_text, dollar_text, percent_text

ROW_LIMIT, SHOWN = 300, 8
FIELDS = {
    "provider": "provider_name",
    "procedure": "procedure_code",
    "modifier": "modifier_codes",
    "carc": "carc_code",
}


def patterns_of(provider: str | None) -> pd.DataFrame:
    """The patterns of one provider, or of all, each against all the other providers.

    Those are whom a provider is measured against: the filter must not leave them out.
    """
    filters, question = replace(session.filters_in_force(), providers=()), "provider_patterns"

    def made() -> pd.DataFrame:
        rows = session.review(filters).ask(question, provider=provider, row_limit=ROW_LIMIT)
        return compare_patterns(rows)

    return session.kept(("patterns", provider), (question,), filters, made)


def shown_table(patterns: pd.DataFrame, is_of_one: bool) -> Text:
    """The patterns that are clearly more frequent; of one provider the others after them.

    A row says its place in the frame.
    """
    is_told = patterns["verdict"] == MORE
    if is_of_one:
        is_told |= patterns["denied_line_count"] >= LEAST
    told = patterns[is_told].head(SHOWN)
    heads = [
        *([] if is_of_one else [Column("Provider")]),
        Column("Service", is_wide=not is_of_one),
        Column("Denied for"),
        Column("Lines", "number"),
        Column("Rate", "percent", is_strong=True),
        Column("Others", "number"),
        Column("Against others", is_wide=True) if is_of_one else Column("Denied", "money"),
    ]
    rows = [
        Row(
            [
                *([] if is_of_one else [shown_payer(row.provider_name)]),
                " ".join(filter(None, (row.procedure_code, row.modifier_codes))),
                html("<b>{}</b>", row.carc_code),
                f"{count_text(row.denied_line_count)} of {count_text(row.adjudicated_line_count)}",
                percent_text(row.pattern_rate),
                muted(percent_text(row.other_rate)),
                _verdict(row.verdict) if is_of_one else dollar_text(row.denied_amount),
            ],
            {"pattern": str(row.Index)},
            name=f"{shown_payer(row.provider_name)}, {row.procedure_code} {row.modifier_codes}, "
            f"{row.carc_code} {row.reason_label}",
        )
        for row in told.itertuples()
    ]
    return table(
        heads,
        rows,
        "Denied more often than others",
        empty="Nothing is clearly denied more often than others are.",
    )


def _verdict(verdict: str) -> Text:
    """Bold where it is more often."""
    return bold(verdict) if verdict == MORE else muted(verdict)


def opened(picked: Pick, patterns: pd.DataFrame) -> bool:
    """For a pick: the lines of a pattern, if one was picked."""
    place = picked.get("pattern", "")
    if not place.isdigit() or int(place) not in patterns.index:
        return False
    row = patterns.loc[int(place)]
    session.drill(
        **{
            name: row[column]
            for name, column in FIELDS.items()
            if row[column] or name == "modifier"
        }
    )
    return True


def all_patterns(patterns: pd.DataFrame) -> None:
    """Every pattern with its verdict; a click leads to its lines."""
    views.table(
        patterns,
        "provider_patterns",
        (
            "provider_name",
            "procedure_code",
            "modifier_codes",
            "carc_code",
            ("reason_label", "medium"),
            "denied_line_count",
            "adjudicated_line_count",
            "pattern_rate",
            "other_rate",
            "other_adjudicated_line_count",
            "verdict",
            "denied_amount",
        ),
        FIELDS,
    )
