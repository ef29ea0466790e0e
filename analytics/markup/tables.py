"""A table of up to about sixty rows: decisive columns first, numbers right, rows to open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from analytics.markup.badges import Badge, badge
from analytics.markup.marks import Pick, Text, html, joined, pressable, spoken
from analytics.markup.sparks import share_bar, spark

Kind = Literal["text", "strong", "muted", "number", "percent", "money", "spark", "share", "badge"]
Cell = Text | Badge | float | Sequence[float | None]
RIGHT = {"number", "percent", "money"}


@dataclass(frozen=True)
class Column:
    """A column. ``on_phone`` false leaves it out where there is no room.

    ``is_wide`` takes what is left of the width; ``is_pinned``, for one column, stays at the left
    edge while the others scroll past it.

    "strong", "percent" and "money" with ``is_strong`` are bold. A spark's cell is its weeks, a
    share's a part of the most (0 to 1), a badge's a `Badge` or its words; all others are text.
    A heading with a ``pick`` sorts; ``is_sorted`` says by which the rows are.
    """

    heading: str
    kind: Kind = "text"
    is_strong: bool = False
    on_phone: bool = True
    is_wide: bool = False
    is_pinned: bool = False
    pick: Pick | None = None
    is_sorted: bool = False


@dataclass(frozen=True)
class Row:
    """One row: its cells, what opens it, and the key it is ticked by.

    ``name`` is what it is called where the first text does not say it. Which rows are ticked is the
    browser's to show (scripts/ticks.js): a tick draws nothing anew.
    """

    cells: Sequence[Cell]
    pick: Pick | None = None
    is_selected: bool = False
    name: str = ""
    tick: str = ""


def table(
    columns: Sequence[Column],
    rows: Sequence[Row],
    label: str,
    tall: int = 0,
    is_framed: bool = True,
    empty: str = "",
    is_beside: bool = False,
) -> Markup:
    """The table in its card. A click anywhere in a row is one on its button (arrows.js).

    ``tall`` pixels let it scroll inside itself below its heading. ``empty`` is said when there are
    no rows. What a row opens stands beside the page where it ``is_beside``, which stays as it is.
    """
    if not rows and empty:
        return html('<p class="empty">{}</p>', empty)
    has_ticks = any(row.tick for row in rows)
    heads = joined(_head(column) for column in columns)
    tick = Markup(
        '<th class="tick"><button type="button" role="checkbox" aria-checked="false" '
        'aria-label="Tick all rows shown" data-tick-all></button></th>'
    )
    tick = tick if has_ticks else Markup()
    return html(
        '<div class="scroll{}"{} tabindex="0" role="region" aria-label="{}"><table class="table" '
        'aria-label="{}"><thead data-arrows><tr>{}{}</tr></thead><tbody data-arrows{}>{}</tbody>'
        "</table></div>",
        " framed" if is_framed else "",
        html(' style="max-height:{}px"', tall) if tall else "",
        label,
        label,
        tick,
        heads,
        Markup(" data-beside" * is_beside),
        joined(_row(columns, row, has_ticks) for row in rows),
    )


def _head(column: Column) -> Markup:
    words: Text = column.heading
    if column.pick is not None:
        words = pressable(words, column.pick, "sort", f"Sort by {column.heading.lower()}")
    sort = ' aria-sort="other"' if column.is_sorted else ""
    return html('<th scope="col" class="{}"{}>{}</th>', _css(column), Markup(sort), words)


def _css(column: Column) -> str:
    said = [f"is-{column.kind}"]
    said += ["right"] if column.kind in RIGHT else []
    said += ["strong"] if column.is_strong else []
    said += [] if column.on_phone else ["roomy"]
    said += ["wide"] if column.is_wide else []
    said += ["pinned"] if column.is_pinned else []
    return " ".join(dict.fromkeys(said))


def _row(columns: Sequence[Column], row: Row, has_ticks: bool) -> Markup:
    opener = next((at for at, cell in enumerate(row.cells) if isinstance(cell, str) and cell), 0)
    cells = joined(
        html(
            '<td class="{}">{}</td>',
            _css(column),
            _opener(row, cell) if place == opener else _cell(column, cell),
        )
        for place, (column, cell) in enumerate(zip(columns, row.cells, strict=True))
    )
    return html(
        "<tr{}>{}{}</tr>",
        Markup(' class="selected" aria-current="true"') if row.is_selected else "",
        _tick(row) if has_ticks else "",
        cells,
    )


def _opener(row: Row, cell: Cell) -> Markup:
    """The first text of a row opens it."""
    text = cell if isinstance(cell, str) else ""
    if row.pick is None:
        return html("{}", text)
    return pressable(text, row.pick, "row-button", spoken(row.name or _told(row)))


def _told(row: Row) -> str:
    return spoken(*(cell for cell in list(row.cells)[:4] if isinstance(cell, str)))


def _tick(row: Row) -> Markup:
    if not row.tick:
        return Markup('<td class="tick"></td>')
    return html(
        '<td class="tick"><button type="button" role="checkbox" aria-checked="false" '
        'aria-label="{}" data-tick="{}"></button></td>',
        f"Tick {row.name or _told(row)}",
        row.tick,
    )


def _cell(column: Column, cell: Cell) -> Markup:
    if isinstance(cell, Badge):
        return badge(cell.text, cell.look)
    if isinstance(cell, str):
        return badge(cell) if column.kind == "badge" and cell else html("{}", cell)
    if isinstance(cell, int | float):
        return share_bar(cell, f"{cell:.0%}")
    return spark(cell)
