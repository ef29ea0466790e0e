"""What the person at the screen may not do is not offered, and a sentence says why.

The rights themselves stand where things are done (`analytics/access`): this only spares people a
button that would refuse them.
"""

import streamlit as st

from analytics.access import current_person, is_allowed, refusal
from analytics.components.text import plain


def may(right: str) -> bool:
    """Whether to draw what does this; if not, the reason is drawn in its place."""
    if is_allowed(right):
        return True
    st.caption(f":material/lock: {plain(refusal(right))}")
    return False


def why_not(right: str) -> str | None:
    """For a button that is drawn but off: the reason, as its help; None where it is on."""
    return None if is_allowed(right) else plain(refusal(right))


def signature() -> None:
    """Under whose name it will be kept, inside a form."""
    st.caption(plain(f"Kept under the name {current_person().name}."))
