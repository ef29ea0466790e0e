"""What the blocks of a page say: the visible words of its panes, and what may be picked in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

TAG, SPACE = re.compile(r"<[^>]+>"), re.compile(r"\s+")


def panes(app: AppTest) -> dict[str, str]:
    """The HTML of each pane, by its key."""
    found = {}
    for proto in _components(app.main):
        found[proto.id.rpartition("-")[2]] = json.loads(proto.json)["html"]
    return found


def pane_texts(app: AppTest) -> str:
    """Everything the panes of a page say, one text after another, split by spaces."""
    said = " ".join(panes(app).values())
    return SPACE.sub(" ", unescape(TAG.sub(" ", said))).strip()


def picks(app: AppTest) -> list[dict[str, str]]:
    """What may be picked in the panes, in the order it stands."""
    said = " ".join(panes(app).values())
    return [json.loads(unescape(each)) for each in re.findall(r'data-pick="([^"]*)"', said)]


def _components(node: Any) -> Iterator[Any]:
    proto = getattr(node, "proto", None)
    if proto is not None and type(proto).__name__ == "BidiComponent":
        yield proto
    for child in getattr(node, "children", {}).values():
        yield from _components(child)
