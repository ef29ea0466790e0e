"""A ranked list: what weighs most first, each row one button with its weeks, lines and dollars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analytics.markup.marks import Pick, Text, html, joined, pressable, spoken
from analytics.markup.sparks import spark


@dataclass(frozen=True)
class RankedRow:
    """One row. ``code`` leads its label; ``size`` is what its bar is drawn from.

    ``figures`` stand right, as many as there are headings. ``alert`` says why it has a diamond.
    """

    label: str
    size: float
    figures: Sequence[Text]
    code: str = ""
    weeks: Sequence[float | None] = ()
    pick: Pick | None = None
    alert: str = ""
    is_selected: bool = False


@dataclass(frozen=True)
class MoreRows:
    """The last row, for what is not listed: "4 more", its figures, and what opens them."""

    text: str
    figures: Sequence[Text]
    pick: Pick | None = None


def ranked_list(
    rows: Sequence[RankedRow],
    headings: Sequence[str] = ("Lines", "Denied"),
    spark_heading: str = "13 weeks",
    more: MoreRows | None = None,
    label: str = "",
    empty: str = "Nothing was denied.",
) -> Markup:
    """The list with its headings; the last figure of a row is the bold one. Empty, it says so."""
    if not rows and not more:
        return html('<p class="empty">{}</p>', empty)
    most = max((row.size for row in rows), default=0) or 1
    has_sparks = any(row.weeks for row in rows)
    has_codes = any(row.code for row in rows)
    heads = joined(html("<span>{}</span>", heading) for heading in headings)
    weeks = html('<span class="weeks">{}</span>', spark_heading) if has_sparks else ""
    items = [_row(row, most, headings, has_sparks) for row in rows]
    if more:
        items.append(_more(more, headings, has_sparks))
    return html(
        '<div class="ranked{}"><div class="ranked-head" aria-hidden="true"><span></span>{}{}</div>'
        '<ol aria-label="{}" data-arrows>{}</ol></div>',
        (" coded" if has_codes else "") + f" of-{len(headings) + has_sparks}",
        weeks,
        heads,
        label,
        joined(items),
    )


def _row(row: RankedRow, most: float, headings: Sequence[str], has_sparks: bool) -> Markup:
    sign = (
        html('<i class="diamond" role="img" aria-label="{0}" title="{0}"></i>', row.alert)
        if row.alert
        else ""
    )
    code = html('<b class="code">{}</b>', row.code) if row.code else ""
    share = 100 * min(max(row.size / most, 0.0), 1.0)
    body = html(
        '<span class="name"><i class="bar" style="width:{:.4g}%"></i>{}<span class="words">{}'
        "</span>{}</span>{}{}",
        share,
        code,
        row.label,
        sign,
        html('<span class="weeks">{}</span>', spark(row.weeks)) if has_sparks else "",
        _figures(row.figures),
    )
    return html(
        "<li>{}</li>", pressable(body, row.pick, _css(row.is_selected), _name(row, headings))
    )


def _name(row: RankedRow, headings: Sequence[str]) -> str:
    told = [f"{head} {spoken(text)}" for head, text in zip(headings, row.figures, strict=True)]
    return spoken(f"{row.code} {row.label}".strip(), row.alert, *told)


def _css(is_selected: bool) -> str:
    return "row selected" if is_selected else "row"


def _more(more: MoreRows, headings: Sequence[str], has_sparks: bool) -> Markup:
    body = html(
        '<span class="name"><span class="words">{}</span></span>{}{}',
        more.text,
        Markup('<span class="weeks"></span>') if has_sparks else "",
        _figures(more.figures),
    )
    told = [f"{head} {spoken(text)}" for head, text in zip(headings, more.figures, strict=True)]
    return html("<li>{}</li>", pressable(body, more.pick, "row more", spoken(more.text, *told)))


def _figures(figures: Sequence[Text]) -> Markup:
    return joined(html('<span class="figure-text">{}</span>', text) for text in figures)
