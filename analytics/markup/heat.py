"""Payers against reasons: who denies, for what, and is it changing? One blue, darker is more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analytics.markup.marks import Pick, Text, html, joined, pressable, spoken
from analytics.markup.sparks import share_bar, spark

DARKEST = 9  # only on this the text is white
NONE = "–"


@dataclass(frozen=True)
class HeatColumn:
    """A reason: its code above its short label."""

    code: str
    label: str
    pick: Pick | None = None


@dataclass(frozen=True)
class HeatCell:
    """What one payer denied for one reason. ``alert`` says why it has an orange frame."""

    amount: float
    text: str
    pick: Pick | None = None
    alert: str = ""


@dataclass(frozen=True)
class HeatRow:
    """One payer: rate and lines, denied dollars with their share of the most, and its cells."""

    name: str
    rate: Text
    lines: Text
    denied: Text
    share: float
    cells: Sequence[HeatCell]
    weeks: Sequence[float | None] = ()
    pick: Pick | None = None
    is_selected: bool = False


def heat_level(amount: float, most: float) -> int:
    """How dark a cell is, 0 to 9; small amounts are still told apart.

    >>> [heat_level(amount, 18600) for amount in (0, 48, 322, 1800, 8700, 18600)]
    [0, 1, 1, 2, 6, 9]
    """
    if amount <= 0 or most <= 0:
        return 0
    return max(1, min(DARKEST, round(10 * (amount / most) ** 0.6)))


def heat_table(
    rows: Sequence[HeatRow],
    columns: Sequence[HeatColumn],
    label: str,
    headings: Sequence[str] = ("Payer", "By week", "Rate", "Lines", "Denied"),
) -> Markup:
    """The table. It scrolls inside itself where it is wider than the page; the payer stays."""
    most = max((cell.amount for row in rows for cell in row.cells), default=0.0)
    first, by_week, rate, lines, denied = headings
    heads = html(
        '<th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="right">{}</th>'
        '<th scope="col" class="right">{}</th><th scope="col" class="denied">{}</th>{}',
        first,
        by_week,
        rate,
        lines,
        denied,
        joined(_head(column) for column in columns),
    )
    return html(
        '<div class="scroll" tabindex="0" role="region" aria-label="{0}"><table class="heat" '
        'aria-label="{0}"><thead><tr>{1}</tr></thead><tbody data-arrows>{2}</tbody></table></div>',
        label,
        heads,
        joined(_row(row, columns, most) for row in rows),
    )


def alert_key() -> Markup:
    """What the orange frame means, to stand beside the title."""
    return Markup('<span class="alert-key"><i></i>alert</span>')


def _head(column: HeatColumn) -> Markup:
    words = html("<b>{}</b><span>{}</span>", column.code, column.label)
    name = spoken(f"{column.code} {column.label}")
    return html('<th scope="col" class="reason">{}</th>', pressable(words, column.pick, "", name))


def _row(row: HeatRow, columns: Sequence[HeatColumn], most: float) -> Markup:
    name = spoken(row.name, f"{spoken(row.rate)} denied", spoken(row.lines), spoken(row.denied))
    cells = joined(
        _cell(row, column, cell, most) for column, cell in zip(columns, row.cells, strict=True)
    )
    return html(
        '<tr{}><th scope="row">{}</th><td>{}</td><td class="right strong">{}</td>'
        '<td class="right muted">{}</td><td class="denied"><b>{}</b>{}</td>{}</tr>',
        Markup(' class="selected" aria-current="true"') if row.is_selected else "",
        pressable(row.name, row.pick, "row-button", name),
        spark(row.weeks),
        row.rate,
        row.lines,
        row.denied,
        share_bar(row.share),
        cells,
    )


def _cell(row: HeatRow, column: HeatColumn, cell: HeatCell, most: float) -> Markup:
    if cell.amount <= 0:
        return html('<td class="none">{}</td>', NONE)
    css = f"cell heat-{heat_level(cell.amount, most)}" + (" alerted" if cell.alert else "")
    name = spoken(row.name, f"{column.code} {column.label}", cell.text, cell.alert)
    return html("<td>{}</td>", pressable(cell.text, cell.pick, css, name))
