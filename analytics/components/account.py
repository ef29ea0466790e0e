"""Who is signed in, and the way out; nothing where nobody signs in."""

from html import escape

import streamlit as st

from analytics.access import current_person, signs_in


def draw() -> None:
    """Name, role and "Sign out", in the sidebar."""
    if not signs_in():
        return
    person = current_person()
    with st.sidebar.container(key="account"):
        st.html(
            f"<p>{escape(person.name)} · {escape(person.role)} · "
            '<a href="/sign-out" target="_self">Sign out</a></p>'
        )
