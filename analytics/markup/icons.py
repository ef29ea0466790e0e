"""The few icons of buttons, drawn here: nothing is fetched."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from analytics.markup.marks import html

Icon = Literal["back", "decide", "down", "download", "forward", "left", "play", "right", "up"]

_PATHS = {
    "back": "M20 12H5m6-7-7 7 7 7",
    "decide": "M20.5 9.5A9 9 0 1 0 12 21m-4-9 3.5 3.5L20 6.5M15 18h7m-3.5-3.5v7",
    "down": "m6 9 6 6 6-6",
    "download": "M12 4v11m-5-4.5 5 5 5-5M4 16v4h16v-4",
    "forward": "M4 12h15m-6-7 7 7-7 7",
    "left": "m15 6-6 6 6 6",
    "play": "M8 5.5v13l10-6.5z",
    "right": "m9 6 6 6-6 6",
    "up": "m6 15 6-6 6 6",
}


def icon(name: Icon | Literal[""]) -> Markup:
    """An icon in the color of its text, or nothing; the words beside it say what it means."""
    if not name:
        return Markup()
    return html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>',
        _PATHS[name],
    )
