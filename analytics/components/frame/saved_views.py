"""Views kept by name, and the address of the one on the screen, to send to a colleague."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from analytics import notebook, session
from analytics.components import address, editing, rights
from analytics.components.text import plain
from analytics.notebook import SavedView
from analytics.vocabulary import DenialsError, EditConflict


def draw(page: str, pages: Mapping[str, str]) -> None:
    """Open a view, keep this one, copy its address; ``pages`` are the titles by name."""
    fold = st.popover(
        "Views", icon=":material/bookmark:", key="views", type="tertiary", on_change="rerun"
    )
    if not fold.open:
        return
    with fold:
        if "view_conflict" in st.session_state:
            advice = "Save it again to replace it, or use another name."
            editing.show(st.session_state.pop("view_conflict"), advice)
        if "view_fault" in st.session_state:
            st.error(plain(st.session_state.pop("view_fault")), icon=":material/error:")
        kept = [view for view in notebook.saved_views(session.store()) if view.page in pages]
        st.session_state["views_seen"] = {
            view.view_name.lower(): view.changed_at
            for view in notebook.saved_views(session.store())
        }
        _list(kept, pages)
        if rights.may("work"):
            _keep(page)
            _change(kept)
        st.caption("The link to this view; it has filters, no patient data")
        st.code(_address(), language=None, wrap_lines=True)


def _list(kept: list[SavedView], pages: Mapping[str, str]) -> None:
    """A button per view that opens it."""
    if not kept:
        st.caption("No saved views yet. Set the filters, then name this view below.")
    for view in kept:
        st.button(
            f"{plain(view.view_name)} :gray[· {pages[view.page]}]",
            key=f"view_open_{view.view_name}",
            on_click=_open,
            args=(view,),
            width="stretch",
        )


def _keep(page: str) -> None:
    """A name for what is on the screen; a view of the same name is replaced."""
    with st.form("view_kept", clear_on_submit=True, border=False):
        st.text_input("Save this page and its filters as", key="view_name", max_chars=80)
        st.form_submit_button("Save view", key="view_keep", on_click=partial(_save, page))


def _change(kept: list[SavedView]) -> None:
    """Another name for a view, or none any more."""
    if not kept:
        return
    with st.expander("Rename or delete a view", key="view_change"):
        name = st.selectbox("View", [view.view_name for view in kept], key="view_chosen")
        new_name = st.text_input("New name", key="view_new_name", max_chars=80)
        with st.container(horizontal=True):
            st.button("Rename", key="view_rename", on_click=_rename, args=(name, new_name))
            st.button("Delete", key="view_delete", on_click=_remove, args=(name,))


def _open(view: SavedView) -> None:
    """Set every filter as the view has it, and go to its page."""
    address.open_query(view.query)
    st.session_state["page_to_go_to"] = view.page


def _save(page: str) -> None:
    """Keep what is on the screen under the name typed."""
    name = st.session_state["view_name"]
    view = SavedView(name, page, urlencode(address.view_said(), doseq=True))
    seen = st.session_state["views_seen"].get(name.strip().lower(), "")
    try:
        _write(partial(notebook.save_view, seen=seen), view)
    except EditConflict as conflict:
        st.session_state["view_conflict"] = conflict
        st.session_state["view_name"] = name


def _rename(name: str, new_name: str) -> None:
    _write(notebook.rename_view, name, new_name)
    st.session_state["view_new_name"] = ""


def _remove(name: str) -> None:
    _write(notebook.remove_view, name)


def _write(change: Callable[..., object], *values: object) -> None:
    """Change the notebook; what it refuses is said when the views are drawn."""
    try:
        change(session.store(), *values)
    except EditConflict:
        raise
    except DenialsError as fault:
        st.session_state["view_fault"] = str(fault)


def _address() -> str:
    """Where a colleague with access to this dashboard finds the same view."""
    query = urlencode(address.view_said(), doseq=True)
    return (st.context.url or "").partition("?")[0] + (f"?{query}" if query else "")
