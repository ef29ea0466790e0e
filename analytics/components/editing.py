"""Lists to edit that several people may have open: what each saw, and both when they differ.

An editor goes on showing what it showed when something was first typed into it, whatever others
save meanwhile. What is saved is compared with what was seen then; where somebody else was faster,
both are shown, and whoever typed says which is to stand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components.text import plain
from analytics.vocabulary import DenialsError, EditConflict

LEAVE = None  # decided: what stands is to stay
Seen = Mapping[Any, str]  # by whatever is a thing's key


@dataclass
class Opened:
    """A list as it was opened: its rows, when each was changed last, and whether that is saved."""

    name: str
    key: str
    shown: pd.DataFrame
    seen: Seen
    version: tuple
    is_saved: bool = False


def opened(name: str, place: str, shown: pd.DataFrame, changes: Seen) -> Opened:
    """The list as it is now, or as it was when what is typed into it now was begun.

    ``changes`` says of each thing in the notebook when it was changed; what was changed after the
    figures on the screen were begun was not seen here.
    """
    begun = session.begun_at()
    seen = {key: at for key, at in changes.items() if not begun or at < begun}
    version = (session.snapshot(), tuple(sorted(seen.items())))
    kept: dict[str, Opened] = st.session_state.setdefault("editors", {})
    there = kept.get(f"{name}_{place}")
    if there is None or (there.version != version and (there.is_saved or not _typed(there.key))):
        key = f"{name}_{place}_{len(kept)}_{session.snapshot()}_{hash(version)}"
        kept[f"{name}_{place}"] = there = Opened(name, key, shown, seen, version)
    return there


def _typed(key: str) -> bool:
    """Whether something typed into an editor is not saved."""
    state = st.session_state.get(key) or {}
    return any(state.get(part) for part in ("edited_rows", "added_rows", "deleted_rows"))


def save(editor: Opened, write: Callable[[Seen, frozenset], None]) -> bool:
    """Write what was typed; False, with both to be shown, where somebody else was faster.

    ``write`` is handed what was seen and what is to be left as it stands, after what was decided.
    """
    decided = st.session_state.setdefault(f"decided_{editor.name}", {})
    mine = {key: at for key, at in decided.items() if at is not LEAVE}
    left = frozenset(key for key, at in decided.items() if at is LEAVE)
    try:
        write({**editor.seen, **mine}, left)
    except EditConflict as conflict:
        st.session_state[f"conflict_{editor.name}"] = conflict
        return False
    editor.is_saved = True
    st.session_state.pop(f"decided_{editor.name}")
    return True


def saved(write: Callable[[], object]) -> bool:
    """Write something down; False, with the reason said here, where that is refused.

    Dialogs are drawn apart from their page, so what they are refused is said within them.
    """
    try:
        write()
    except EditConflict:
        raise
    except DenialsError as fault:
        st.error(plain(str(fault)), icon=":material/error:")
        return False
    return True


def draw_conflict(name: str) -> bool:
    """Show what stands and what was typed, if they met; whether it is to be saved again now."""
    conflict = st.session_state.get(f"conflict_{name}")
    if conflict is not None:
        with st.container(border=True, key=f"conflict_{name}_box"):
            show(conflict)
            with st.container(horizontal=True):
                for label, at in (("Keep theirs", LEAVE), ("Save mine", conflict.changed_at)):
                    st.button(
                        label,
                        key=f"conflict_{name}_{'mine' if at is not LEAVE else 'standing'}",
                        on_click=_decide,
                        args=(name, conflict, at),
                    )
    return bool(st.session_state.pop(f"decided_now_{name}", False))


def _decide(name: str, conflict: EditConflict, at: str | None) -> None:
    """Remember which of both is to stand, and save again."""
    st.session_state.setdefault(f"decided_{name}", {})[conflict.key] = at
    st.session_state.pop(f"conflict_{name}", None)
    st.session_state[f"decided_now_{name}"] = True


def show(conflict: EditConflict, advice: str = "") -> None:
    """Both, side by side."""
    st.warning(plain(" ".join([str(conflict), advice])), icon=":material/group:")
    names = list(dict.fromkeys([*conflict.standing, *conflict.typed]))
    st.table(
        pd.DataFrame(
            {
                "": [name.replace("_", " ").capitalize() for name in names],
                "Now saved": [_words(conflict.standing, name) for name in names],
                "Yours": [_words(conflict.typed, name) for name in names],
            }
        ).set_index("")
    )


def _words(said: Mapping[str, object], name: str) -> str:
    value = said.get(name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(str(value)) if value not in (None, "") else "–"


def seen_last(name: str, now: Seen) -> Seen:
    """What was on the screen when the button was pressed; from now on, what is now."""
    before = st.session_state.get(f"seen_{name}", now)
    st.session_state[f"seen_{name}"] = dict(now)
    return before
