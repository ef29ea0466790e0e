"""What the blocks of a page say, what may be picked in them, and the filters on the bar."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

TAG, SPACE = re.compile(r"<[^>]+>"), re.compile(r"\s+")


def panes(app: AppTest) -> dict[str, str]:
    """The HTML of each pane of the page, by its key."""
    return {
        key: data["html"]
        for key, data in _data(app.main).items()
        if "html" in data and key != "filters"
    }


def chips(app: AppTest) -> list[str]:
    """The chips of the filter bar."""
    return re.findall(r"data-chip=.*?<span>(.*?)</span>", unescape(_filters(app)["html"]))


def can_clear(app: AppTest) -> bool:
    """Whether the bar offers to set all filters back."""
    return ">Clear<" in _filters(app)["html"]


def chosen(app: AppTest, key: str) -> list[str]:
    """What the bar shows as chosen of a filter."""
    return _filters(app)["said"][key]


def choices(app: AppTest, key: str) -> list[str]:
    """The values of a filter as the bar offers them."""
    fields = [
        field for panel in _data(app.main)["filters_fields"]["panels"] for field in panel["fields"]
    ]
    (options,) = [field["options"] for field in fields if field["key"] == key]
    return [label for _, label in options]


def choose(app: AppTest, key: str, *values: str) -> AppTest:
    """Choose these values of a filter, as a click on the bar does, which no test here can do."""
    app.session_state[key] = list(values)
    return app.run()


def sidebar_text(app: AppTest) -> str:
    """Everything the sidebar says."""
    return _words(" ".join(data["html"] for data in _data(app.sidebar).values()))


def pane_texts(app: AppTest) -> str:
    """Everything the panes of a page say, one text after another, split by spaces."""
    return _words(" ".join(panes(app).values()))


def picks(app: AppTest) -> list[dict[str, str]]:
    """What may be picked in the panes, in the order it stands."""
    said = " ".join(panes(app).values())
    return [json.loads(unescape(each)) for each in re.findall(r'data-pick="([^"]*)"', said)]


def _words(html: str) -> str:
    return SPACE.sub(" ", unescape(TAG.sub(" ", html))).strip()


def _filters(app: AppTest) -> dict[str, Any]:
    return _data(app.main)["filters"]


def _data(node: Any) -> dict[str, dict[str, Any]]:
    """What each component was handed, by its key."""
    return {proto.id.rpartition("-")[2]: json.loads(proto.json) for proto in _components(node)}


def _components(node: Any) -> Iterator[Any]:
    proto = getattr(node, "proto", None)
    if proto is not None and type(proto).__name__ == "BidiComponent":
        yield proto
    for child in getattr(node, "children", {}).values():
        yield from _components(child)
