"""The smallest pieces: escaped text, what a click says, buttons, words that stand out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from markupsafe import Markup

Pick = Mapping[str, str]  # what a click says: {"payer": "Blue Lantern"}
Text = str | Markup  # plain text is escaped; Markup, as from `bold`, stands as it is


def html(template: str, *values: object, **named: object) -> Markup:
    """A literal template with its values put in, each escaped.

    >>> html("<b>{}</b>", "<img src=x>")
    Markup('<b>&lt;img src=x&gt;</b>')
    """
    return Markup(template).format(*values, **named)


def joined(parts: Iterable[Text], between: Text = "") -> Markup:
    """Parts one after another; plain text is escaped."""
    return Markup("").join([*_between(parts, between)])


def _between(parts: Iterable[Text], between: Text) -> Iterable[Text]:
    for place, part in enumerate(parts):
        if place and between:
            yield between
        yield part


def pick(**values: str) -> Markup:
    """The attribute that says what was clicked.

    >>> pick(payer="Blue Lantern")
    Markup('data-pick="{&#34;payer&#34;:&#34;Blue Lantern&#34;}"')
    """
    said = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return html('data-pick="{}"', said)


def pressable(body: Text, picked: Pick | None, css: str, label: str = "") -> Markup:
    """A button that says its pick; the same box without one where nothing is to be clicked."""
    if picked is None:
        return html('<div class="{}">{}</div>', css, body)
    name = html(' aria-label="{}"', label) if label else ""
    return html(
        '<button type="button" class="{}"{} {}>{}</button>', css, name, pick(**picked), body
    )


def plain(text: Text) -> str:
    """The words of a text, for a name that is read out.

    >>> plain(bold("39 of 356") + " lines")
    '39 of 356 lines'
    """
    return text.striptags() if isinstance(text, Markup) else text


def spoken(*parts: Text) -> str:
    """What there is of parts, as one name of a button.

    >>> spoken("197 No authorization", "", "7 lines", "$1,876 denied")
    '197 No authorization, 7 lines, $1,876 denied'
    """
    return ", ".join(plain(part) for part in parts if part)


def bold(text: Text) -> Markup:
    """Words that carry a sentence."""
    return html("<b>{}</b>", text)


def muted(text: Text) -> Markup:
    """Words that stand back."""
    return html('<span class="muted">{}</span>', text)


def attention(text: Text) -> Markup:
    """Words that ask to look here: due today, worse than usual, a file missing."""
    return html('<b class="look-here">{}</b>', text)
