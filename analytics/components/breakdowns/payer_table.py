"""Payers against the reasons they deny for: one table, each cell the way to its lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.components.breakdowns.break_down import SORTS, rate_or_few, spark_of
from analytics.markup.heat import HeatCell, HeatColumn, HeatRow, heat_table
from analytics.markup.marks import Text
from analytics.measures.names import short_label, shown_payer
from analytics.measures.rates import TOO_FEW, share, with_rates
from analytics.measures.words import (
    compact_dollar_text,
    count_text,
    dollar_text,
    percent_text,
)

REASONS_SHOWN, PAYERS_SHOWN = 9, 9
CELLS = {**SORTS, "denial_rate": "Share of lines"}


@dataclass(frozen=True)
class PayerTable:
    """What the table is drawn from: rows of payers and of payers with reasons, their weeks, and per
    payer and reason of a standing alert, since when.
    """

    payers: pd.DataFrame
    reasons: pd.DataFrame
    weeks: Mapping[str, pd.DataFrame]
    alerted: Mapping[tuple[str, str], str]
    labels: Mapping[str, str]

    def drawn(self, value: str, selected: str) -> Text:
        """The table, its cells in dollars, lines or as a share of the payer's lines."""
        carcs = self.columns
        heads = [
            HeatColumn(carc, short_label(self.labels.get(carc, "")), {"carc": carc})
            for carc in carcs
        ]
        listed, rest = listed_payers(self.payers)
        cells = self._cells(list(listed["payer_name"]))
        most = float(listed["denied_amount"].max())
        rows = [
            HeatRow(
                shown_payer(row.payer_name),
                rate_or_few(row.denied_line_count, row.adjudicated_line_count),
                f"{count_text(row.denied_line_count)} of {count_text(row.adjudicated_line_count)}",
                dollar_text(row.denied_amount),
                float(row.denied_amount) / most if most else 0.0,
                [
                    _cell(
                        cells.get((row.payer_name, carc)),
                        value,
                        {"payer": row.payer_name, "carc": carc},
                        self.alerted.get((row.payer_name, carc), ""),
                    )
                    for carc in carcs
                ],
                spark_of(self.weeks.get(row.payer_name)),
                {"payer": row.payer_name},
                row.payer_name == selected,
            )
            for row in listed.itertuples()
        ]
        if len(rest):
            rows.append(self._rest(rest, value))
        return heat_table(rows, heads, "Payers and the reasons they deny for")

    @property
    def columns(self) -> list[str]:
        """The reasons with most denied dollars."""
        if self.reasons.empty:
            return []
        sums = self.reasons.groupby("carc_code", as_index=False)["denied_amount"].sum()
        ordered = sums.sort_values(["denied_amount", "carc_code"], ascending=[False, True])
        return list(ordered["carc_code"].head(REASONS_SHOWN))

    def _cells(self, payers: list[str]) -> dict[tuple[str, str], Any]:
        is_shown = self.reasons["payer_name"].isin(payers)
        is_shown &= self.reasons["carc_code"].isin(self.columns)
        rows = with_rates(self.reasons[is_shown])
        return {(row.payer_name, row.carc_code): row for row in rows.itertuples()}

    def _rest(self, rest: pd.DataFrame, value: str) -> HeatRow:
        """The payers that are not listed, as one row."""
        denied, lines = rest["denied_line_count"].sum(), rest["adjudicated_line_count"].sum()
        own = self.reasons[self.reasons["payer_name"].isin(rest["payer_name"])]
        sums = own.groupby("carc_code")[["denied_line_count", "denied_amount"]].sum()
        cells = []
        for carc in self.columns:
            row = sums.loc[carc] if carc in sums.index else None
            told = None if row is None else _told(row, lines)
            cells.append(_cell(told, value, None, ""))
        return HeatRow(
            f"{len(rest)} more",
            rate_or_few(denied, lines),
            f"{count_text(denied)} of {count_text(lines)}",
            dollar_text(rest["denied_amount"].sum()),
            0.0,
            cells,
            pick={"more": "payers"},
        )


def listed_payers(payers: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The payers with most denied dollars, and the others; one alone is never left over."""
    ordered = payers.sort_values(
        ["denied_amount", "adjudicated_line_count", "payer_name"], ascending=[False, False, True]
    )
    if len(ordered) <= PAYERS_SHOWN + 1:
        return ordered, ordered.iloc[:0]
    return ordered.head(PAYERS_SHOWN), ordered.iloc[PAYERS_SHOWN:]


def _told(row: pd.Series, lines: float) -> pd.Series:
    return pd.Series(
        {
            **row,
            "adjudicated_line_count": lines,
            "denial_rate": share(row["denied_line_count"], lines),
        }
    )


def _cell(row: Any, value: str, pick: dict[str, str] | None, alert: str) -> HeatCell:
    """A number by what the table is shown in; nothing where nothing was denied."""
    if row is None or not row.denied_line_count:
        return HeatCell(0.0, "")
    if value == "denied_amount":
        amount, text = float(row.denied_amount), compact_dollar_text(row.denied_amount)
    elif value == "denied_line_count":
        amount, text = float(row.denied_line_count), count_text(row.denied_line_count)
    elif row.adjudicated_line_count < TOO_FEW:
        few = f"{count_text(row.denied_line_count)} of {count_text(row.adjudicated_line_count)}"
        return HeatCell(1e-9, few, pick, alert)  # as pale as can be: it tells no rate
    else:
        amount, text = float(row.denial_rate), percent_text(row.denial_rate)
    # Dollars of a line may be zero; it was denied nevertheless.
    return HeatCell(max(amount, 1e-9), text, pick, alert)
