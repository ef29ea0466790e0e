"""A piece of the page as HTML of ours: figures, ranked lists, cards. It answers to picks.

One light element in place of many: a browser draws it in a tenth of the time of charts, and a rerun
that changes nothing of it sends next to nothing. What is shown is made by `analytics.markup`, which
escapes every text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from analytics import markup
from analytics.markup.marks import Text

Pick = dict[str, str]

# The script is a file that our own server hands out: the content policy allows no other.
PACKAGE = "denials"
FOLDER = Path(markup.__file__).parent


@dataclass(frozen=True)
class Ticks:
    """Rows that can be ticked: those ticked when ``version`` began, and what to call with all."""

    version: str
    ticked: Sequence[str]
    on_tick: Callable[[list[str]], None]


def pane(
    html: Text,
    key: str,
    on_pick: Callable[[Pick], object] | None = None,
    ticks: Ticks | None = None,
) -> None:
    """Show it; ``on_pick`` is called with what was picked, before the page is drawn again.

    Ticks are the browser's to show: while their version stays, a tick sends nothing back.
    """

    def picked() -> None:
        """Whoever talks to the server may send anything: only texts by name are handed on."""
        said = _said(key, "pick")
        if on_pick and said is not None:
            on_pick({str(name): str(value) for name, value in said.items()})

    def ticked() -> None:
        """The same of what is ticked: a list of texts, or nothing."""
        said = st.session_state[key].get("ticks")
        if ticks and isinstance(said, list):
            ticks.on_tick([str(each) for each in said])

    data: dict[str, Any] = {"html": str(html)}
    more: dict[str, Any] = {}
    if ticks:
        data["ticks"] = {"version": ticks.version, "ticked": list(ticks.ticked)}
        more = {"on_ticks_change": ticked, "default": {"ticks": None}}
    _components(get_bidi_component_manager())["pane"](
        data=data, key=key, on_pick_change=picked, **more
    )


def chooser(
    html: Text,
    key: str,
    panels: Sequence[Mapping[str, Any]],
    said: Mapping[str, Sequence[str]],
    on_choice: Callable[[str, list[str]], object],
) -> None:
    """Show chips that open fields; ``on_choice`` is called with a field and what was chosen of it.

    ``panels`` are the fields by the chip that opens them, ``said`` what is chosen of each now.
    """

    def chose() -> None:
        """Again only texts are handed on, whoever sends what."""
        choice = _said(key, "choice") or {}
        if isinstance(values := choice.get("values"), list):
            on_choice(str(choice.get("key")), [str(each) for each in values])

    # The fields are many and stay: as a piece of their own they are not sent with every choice.
    component = _components(get_bidi_component_manager())["filters"]
    component(data={"panels": panels}, key=f"{key}_fields")
    component(data={"html": str(html), "said": said}, key=key, on_choice_change=chose)


def _said(key: str, trigger: str) -> dict[str, Any] | None:
    """What a piece has just sent, if it can be read."""
    try:
        said = json.loads(st.session_state[key][trigger])
    except (TypeError, ValueError, KeyError):
        return None
    return said if isinstance(said, dict) else None


@lru_cache(maxsize=4)
def _components(manager: BidiComponentManager) -> dict[str, Callable[..., Any]]:
    """The components by name, registered once with a running server."""
    names = ("pane", "filters")
    manifest = ComponentManifest(PACKAGE, "1", [ComponentConfig(each, "scripts") for each in names])
    manager.register_from_manifest(manifest, FOLDER)
    return {
        each: st.components.v2.component(
            f"{PACKAGE}.{each}",
            html='<div class="dr-place"></div>',
            js=f"{each}.js",
            isolate_styles=False,
        )
        for each in names
    }
