"""The chips of the filter bar: each opens the choices of its filter, which the browser draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analytics.markup.icons import icon
from analytics.markup.marks import html, joined, pick


@dataclass(frozen=True)
class Chip:
    """A chip: its key, its words, whether its filter is set, and perhaps what it says at length."""

    key: str
    text: str
    is_set: bool = False
    symbol: str = ""
    note: str = ""


def filter_chips(chips: Sequence[Chip], can_clear: bool) -> Markup:
    """The chips in a row, one stop of the Tab key, and the button that sets all back."""
    clear = html(
        '<button type="button" class="clear" title="Set every filter back to its default." {}>'
        "Clear</button>",
        pick(clear="all"),
    )
    return html(
        '<div class="dr filters" role="toolbar" aria-label="Filters" data-arrows>{}{}</div>',
        joined(_chip(each) for each in chips),
        clear if can_clear else "",
    )


def _chip(chip: Chip) -> Markup:
    sign = html('<i class="symbol" aria-hidden="true">{}</i>', chip.symbol) if chip.symbol else ""
    return html(
        '<button type="button" class="chip{}" data-chip="{}" popovertarget="choices-{}"{}>'
        "{}<span>{}</span>{}</button>",
        " set" * chip.is_set,
        chip.key,
        chip.key,
        html(' title="{}"', chip.note) if chip.note else "",
        sign,
        chip.text,
        icon("down"),
    )
