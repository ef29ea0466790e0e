"""The clients in the files, and what the team calls each: part of Definitions."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import load, notebook, session
from analytics.access import is_allowed
from analytics.components import editing, views
from analytics.components.files import loading
from analytics.notebook import ClientName
from analytics.vocabulary import EditConflict

RULE = (
    "A client is who bills: the billing provider of a claim (837) or the payee of a remittance "
    "(835). It goes by the name in the files, a person by the NPI, until your team names its "
    "tax ID and NPI. Give several the same name to make them one client."
)


def draw() -> None:
    """The list with what each goes by, and below it the name a team may give."""
    clients = session.everything().ask("client_names")
    if clients.empty:
        st.caption("No file that names who bills is loaded yet.")
        return
    st.caption(RULE)
    views.table(
        clients,
        "client_names",
        ("client_name", "client_name_as_given", "tax_id", "npi", "is_named_by_team"),
        height=min(38 + 35 * len(clients), 420),
    )
    _draw_choice(clients)


def _draw_choice(clients: pd.DataFrame) -> None:
    """A tax ID and NPI, the name for them, and the button that keeps it."""
    known = clients[(clients["tax_id"] != "") | (clients["npi"] != "")]
    shown: dict[tuple[str, str], str] = {
        (
            str(row.tax_id),
            str(row.npi),
        ): f"{row.client_name} · {row.tax_id or 'no tax ID'} · {row.npi or '–'}"
        for row in known.itertuples()
    }
    if not shown:
        return
    typed = {(each.tax_id, each.npi): each for each in notebook.client_names(session.store())}
    seen = editing.seen_last("client_names", {key: at.changed_at for key, at in typed.items()})
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = st.selectbox(
            "Tax ID and NPI",
            list(shown),
            format_func=lambda pair: shown[pair],
            key="client_chosen",
            width=420,
        )
        name = st.text_input(
            "Name of the client; empty for the name in the files",
            typed[key].client_name if key in typed else "",
            key=f"client_name_{key[0]}_{key[1]}",
            width=320,
        )
        is_pressed = st.button(
            "Save name",
            key="apply_client_name",
            type="primary",
            disabled=loading.is_running() or not is_allowed("define"),
        )
    if is_pressed:
        _save(ClientName(key[0], key[1], " ".join(name.split())), seen.get(key, ""))


def _save(named: ClientName, seen: str) -> None:
    """Keep the name and name every claim by it; what somebody else typed meanwhile is shown."""
    store = session.store()
    try:
        notebook.save_client_name(store, named, seen)
    except EditConflict as conflict:
        editing.show(conflict, "Press again to save yours all the same.")
    else:
        loading.start("Naming clients", lambda note: load.rebuild(store, note))
        st.rerun()
