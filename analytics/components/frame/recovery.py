"""What is shown while the data cannot be read: what is wrong, and the buttons that lead out."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics import load, session
from analytics.access import is_allowed
from analytics.components import rights
from analytics.components.layout import plain
from analytics.vocabulary import DamagedSnapshot, DenialsError, StoreFault


def draw(fault: StoreFault) -> None:
    """Say what is wrong, and offer undo where it leads back, and recover."""
    st.title("The data cannot be shown", anchor=False)
    st.error(_shown(fault), icon=":material/error:")
    if "recovery_fault" in st.session_state:
        st.error(plain(st.session_state.pop("recovery_fault")), icon=":material/error:")
    st.write(
        "Neither button deletes anything. You can also put the files of the data folder back from "
        "a backup, and open this page again."
    )
    with st.container(horizontal=True):
        earlier = fault.earlier if isinstance(fault, DamagedSnapshot) else None
        if earlier is not None:
            st.button(
                f"Undo: go back to snapshot {earlier}",
                key="recovery_undo",
                type="primary",
                icon=":material/undo:",
                on_click=_do,
                args=(load.undo,),
                disabled=not is_allowed("load"),
                help=rights.why_not("load"),
            )
        st.button(
            "Recover the newest whole snapshot",
            key="recovery_recover",
            type="secondary" if earlier is not None else "primary",
            icon=":material/healing:",
            on_click=_do,
            args=(load.recover,),
            disabled=not is_allowed("define"),
            help=rights.why_not("define"),
        )


def _shown(fault: StoreFault) -> str:
    """The sentence without the marks of the command line around its commands."""
    return plain(str(fault).replace("`", ""))


def _do(way: Callable[..., object]) -> None:
    """Take a way out; why it leads nowhere is said when the page is drawn."""
    try:
        with st.spinner("Reading the snapshots …"):
            way(session.store())
    except DenialsError as fault:
        st.session_state["recovery_fault"] = str(fault)
