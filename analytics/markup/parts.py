"""Where denied dollars are: one bar of parts in a fixed order, and its amounts that add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from analytics.markup.marks import Pick, Text, html, joined, pressable, spoken

Place = Literal[
    "recovered",
    "contractual",
    "winnable",
    "other_payer_or_patient",
    "past_deadline",
    "written_off",
    "re_denied",
]
# Each place in the order it always stands, as the pictures of the screen name it. Finally denied
# is rare: it has its place at the end, and only where there is any.
PLACES: dict[Place, str] = {
    "recovered": "Recovered",
    "contractual": "Contractual",
    "winnable": "Winnable",
    "other_payer_or_patient": "Other payer",
    "past_deadline": "Past deadline",
    "written_off": "Written off",
    "re_denied": "Finally denied",
}


@dataclass(frozen=True)
class Part:
    """The dollars, or lines, of one place; ``name`` only where it is not the usual one."""

    place: Place
    amount: float
    pick: Pick | None = None
    name: str = ""

    @property
    def label(self) -> str:
        """What it is called."""
        return self.name or PLACES[self.place]


def whole_dollars(amounts: Sequence[float]) -> list[int]:
    """Amounts in whole dollars that add up to their rounded total (largest remainder).

    >>> whole_dollars([10.4, 10.4, 10.4])  # 31.2 in all
    [11, 10, 10]
    >>> whole_dollars([0.5, 1.5, 2.0])  # 4 in all
    [1, 1, 2]
    """
    cents = [round(100 * amount) for amount in amounts]
    total = round(sum(cents) / 100)  # as dollar_text rounds the total itself
    whole = [cent // 100 for cent in cents]
    most = sorted(range(len(cents)), key=lambda place: (-(cents[place] % 100), place))
    for place in most[: total - sum(whole)]:
        whole[place] += 1
    return whole


def dollars_bar(
    parts: Sequence[Part], title: str, span: str = "", total: str = "", of: str = ""
) -> Markup:
    """The bar, its amounts below it side by side: "Where denied dollars are", "last 26 weeks".

    ``total`` "$153,319" stands right, ``of`` "denied, 884 lines" after it where there is room.
    """
    return html(
        '<div class="dollars"><div class="dollars-head"><span>{}{}</span>'
        '<span class="total"><b>{}</b><span> {}</span></span></div>{}{}</div>',
        title,
        html(", <i>{}</i>", span) if span else "",
        total,
        of,
        _bar(parts, f"{title}, {span}" if span else title),
        _amounts(parts, "amounts"),
    )


def dollars_list(
    parts: Sequence[Part], title: str, facts: Sequence[tuple[str, Text]] = ()
) -> Markup:
    """The bar with its amounts one below another; ``title`` names it for those who hear it.

    ``facts`` follow below a hairline, each its name and its figure.
    """
    rows = joined(html("<div><dt>{}</dt><dd>{}</dd></div>", name, figure) for name, figure in facts)
    below = html('<dl class="facts">{}</dl>', rows) if facts else ""
    return html(
        '<div class="dollars">{}{}{}</div>', _bar(parts, title), _amounts(parts, "listed"), below
    )


def counted_bar(
    parts: Sequence[Part], title: str, notes: Sequence[str] = (), is_money: bool = False
) -> Markup:
    """A thin bar of few parts in the order given, "Recovered 5" below it and notes after them."""
    form = "${:,.0f}" if is_money else "{:,.0f}"
    items = joined(
        html(
            '<span class="key"><i class="swatch {}"></i>{} <b>{}</b></span>',
            part.place,
            part.label,
            form.format(part.amount),
        )
        for part in parts
        if part.amount > 0
    )
    after = joined(html("<span>{}</span>", note) for note in notes)
    return html(
        '<div class="dollars thin">{}<div class="keys">{}{}</div></div>',
        _drawn([(part, form.format(part.amount)) for part in parts], title),
        items,
        after,
    )


def cell_bar(parts: Sequence[Part], title: str, share: float) -> Markup:
    """The bar alone, for a cell of a table: as long as its ``share`` of the longest, 0 to 1."""
    return html(
        '<div class="cell-bar" style="width:{:.4g}%">{}</div>',
        100 * min(max(share, 0.0), 1.0),
        _drawn([(part, f"{part.amount:,.0f}") for part in parts], title),
    )


def parts_key(parts: Sequence[Part]) -> Markup:
    """What the colors of bars in cells mean, to stand beside the title."""
    return joined(
        html('<span class="key"><i class="swatch {}"></i>{}</span>', part.place, part.label)
        for part in parts
    )


def _in_order(parts: Sequence[Part]) -> list[Part]:
    order = list(PLACES)
    return sorted(parts, key=lambda part: order.index(part.place))


def _written(parts: Sequence[Part]) -> list[tuple[Part, str]]:
    ordered = _in_order(parts)
    whole = whole_dollars([part.amount for part in ordered])
    return [
        (part, f"{'−' if dollars < 0 else ''}${abs(dollars):,}")
        for part, dollars in zip(ordered, whole, strict=True)
        if part.place != "re_denied" or part.amount
    ]


def _bar(parts: Sequence[Part], title: str) -> Markup:
    return _drawn(_written(parts), title)


def _drawn(written: Sequence[tuple[Part, str]], title: str) -> Markup:
    told = "; ".join(f"{part.label} {text}" for part, text in written)
    bars = joined(
        html('<i class="{}" style="flex:{:.5g}"></i>', part.place, part.amount)
        for part, _ in written
        if part.amount > 0
    )
    return html('<div class="parts" role="img" aria-label="{}: {}.">{}</div>', title, told, bars)


def _amounts(parts: Sequence[Part], css: str) -> Markup:
    """Each part's name and amount; all have their text here, so the bar needs none."""
    items = joined(
        html(
            "<li>{}</li>",
            pressable(
                html(
                    '<span class="key"><i class="swatch {}"></i>{}</span><b>{}</b>',
                    part.place,
                    part.label,
                    text,
                ),
                part.pick,
                "part",
                spoken(part.label, text),
            ),
        )
        for part, text in _written(parts)
    )
    return html('<ul class="{}" data-arrows>{}</ul>', css, items)
