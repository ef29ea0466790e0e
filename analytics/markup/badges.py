"""Badges: one or two words on a tinted ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from analytics.markup.marks import Text, html

Look = Literal["action", "attention", "plain"]


@dataclass(frozen=True)
class Badge:
    """A status, or a sign; orange only for what must be looked at."""

    text: Text
    look: Look = "plain"


def badge(text: Text, look: Look = "plain") -> Markup:
    """A badge of its own."""
    return html('<span class="badge {}">{}</span>', look, text)
