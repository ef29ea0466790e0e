"""What stands at the top of every page: the search and the saved views."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analytics import session
from analytics.components import saved_views, search


def draw(page: str, pages: Mapping[str, str]) -> None:
    """The search and, once there is something to look at, the views; ``pages``: titles by name."""
    with st.container(horizontal=True, horizontal_alignment="right", gap="small", key="toolbar"):
        search.draw(pages)
        if session.has_data():
            saved_views.draw(page, pages)
