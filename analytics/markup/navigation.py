"""The way around: the pages in their groups, and at the foot how fresh the data is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analytics.markup.marks import Text, html, joined


@dataclass(frozen=True)
class Link:
    """A page: its title, its icon in the font of the screen, its address, whether one is there."""

    text: Text
    href: str
    icon: str = ""
    is_here: bool = False


def navigation(groups: Mapping[str, Sequence[Link]], foot: Text = "") -> Markup:
    """The pages by group, one stop of the Tab key; below them whatever else stands there."""
    return html(
        '<div class="dr nav"><nav aria-label="Pages" data-arrows>{}</nav>'
        '<div class="foot">{}</div></div>',
        joined(_group(name, links) for name, links in groups.items()),
        foot,
    )


def page_link(link: Link, css: str = "") -> Markup:
    """A link that changes the page without loading it anew."""
    sign = html('<i class="symbol" aria-hidden="true">{}</i>', link.icon) if link.icon else ""
    return html(
        '<a{} href="{}" data-go{}>{}<span>{}</span></a>',
        html(' class="{}"', css) if css else "",
        link.href,
        Markup(' aria-current="page"' * link.is_here),
        sign,
        link.text,
    )


def _group(name: str, links: Sequence[Link]) -> Markup:
    return html(
        '<h2 id="pages-{}">{}</h2><ul aria-labelledby="pages-{}">{}</ul>',
        name.lower(),
        name,
        name.lower(),
        joined(html("<li>{}</li>", page_link(link)) for link in links),
    )
