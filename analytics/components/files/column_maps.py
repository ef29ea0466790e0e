"""The column map of an uploaded extract: guessed, shown beside sample values, corrected, saved."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from analytics import notebook
from analytics.columns import heading_of
from analytics.components import editing, layout, rights, views
from analytics.intake import extracts
from analytics.intake.column_faults import fault_of
from analytics.intake.column_maps import ColumnMap, ExtractKind
from analytics.intake.column_samples import shown_headers, shown_values
from analytics.intake.column_words import synonyms
from analytics.intake.file_kinds import kind_of
from analytics.vocabulary import EditConflict

EXTRACTS = {"csv", "xlsx", "parquet"}  # by content: an export may be called .txt
UNUSED = "(not used)"
KINDS: dict[ExtractKind, str] = {"remittance": "Answers of payers", "claim": "Claims as billed"}


def edit(paths: list[Path], store: Path) -> dict[str, ColumnMap]:
    """Show the map of each uploaded extract to be corrected; the maps as they stand, by file."""
    return {path.name: _edit_one(path, seen, store) for path in paths if (seen := _preview(path))}


@st.cache_data(max_entries=20, scope="session", show_spinner="Reading the headers …")
def _preview(path: Path) -> extracts.ExtractPreview | None:
    """What an extract looks like; None if it is none, or if the load will say why not."""
    try:
        return extracts.preview(path) if kind_of(path) in EXTRACTS else None
    except Exception:  # the load refuses it, and says why
        return None


def _edit_one(path: Path, seen: extracts.ExtractPreview, store: Path) -> ColumnMap:
    """One extract: its headers, first values, and which of our columns each header is."""
    with st.expander(
        layout.plain(f"Columns of {path.name}"), expanded=True, key=f"map_{path.parent.name}"
    ):
        saved = notebook.profiles(store)
        names = ["", *saved]
        name = st.selectbox(
            "Start from",
            names,
            index=names.index(_fitting(saved, seen.headers)),
            format_func=lambda profile: profile or "Guessed from headers and values",
            key=f"map_start_{path.parent.name}",
        )
        start = ColumnMap(saved[name].kind, saved[name].columns) if name else seen.column_map
        kind = st.segmented_control(
            "The rows are",
            list(KINDS),
            format_func=KINDS.__getitem__,
            default=start.kind if start.columns else "remittance",
            required=True,
            key=f"map_kind_{path.parent.name}_{name}",
        )
        edited = _table(path, seen, ColumnMap(kind, start.columns), name)
        # A place of its own: what comes and goes in it must not move what is drawn below.
        with st.container(key=f"map_notes_{path.parent.name}"):
            if fault := fault_of(edited, seen.headers):
                st.error(layout.plain(fault), icon=":material/error:")
            if unread := extracts.on_unread_sheets(seen.unread_sheet_count):
                st.warning(layout.plain(unread), icon=":material/warning:")
            for note in extracts.notes_on(edited):
                st.caption(layout.plain(note))
        _save_as(path, store, edited)
    return edited


def _fitting(saved: dict[str, notebook.Profile], headers: tuple[str, ...]) -> str:
    """The saved map that knows most of these headers and no other; none if there is no such."""
    fitting = [name for name, kept in saved.items() if set(kept.columns.values()) <= set(headers)]
    return max(fitting, key=lambda name: len(saved[name].columns), default="")


def _table(path: Path, seen: extracts.ExtractPreview, start: ColumnMap, name: str) -> ColumnMap:
    """The map as a table to edit: one row per header."""
    columns = _columns(start.kind)
    ours = {header: column for column, header in start.columns.items() if column in columns}
    rows = pd.DataFrame(
        {
            "header": shown_headers(seen.headers),
            "sample": shown_values(seen.headers, seen.sample_rows, start),
            "column": [ours.get(header, UNUSED) for header in seen.headers],
        }
    )
    edited = st.data_editor(
        rows,
        key=f"map_table_{path.parent.name}_{start.kind}_{name}",
        hide_index=True,
        height="content",
        disabled=["header", "sample"],
        column_config={
            "header": views.column("header"),
            "sample": views.column("sample", "large"),
            "column": st.column_config.SelectboxColumn(
                heading_of("column"),
                options=[UNUSED, *columns],
                format_func=_in_words,
                required=True,
                width="medium",
            ),
        },
    )
    # The headers as they are in the file, which may not be as they are shown.
    used = edited.assign(header=seen.headers)[edited["column"] != UNUSED]
    twice = used["column"][used["column"].duplicated()]
    if not twice.empty:
        st.warning(layout.plain(f"Two headers are {twice.iloc[0]}; the first one is used."))
    used = used.drop_duplicates("column")
    return ColumnMap(start.kind, dict(zip(used["column"], used["header"], strict=True)))


def _in_words(column: object) -> str:
    """One of our columns as people say it."""
    return str(column).replace("_", " ")


def _save_as(path: Path, store: Path, edited: ColumnMap) -> None:
    """Offer to keep the map under a name."""
    if not rights.may("load"):
        return
    now = {name: kept.changed_at for name, kept in notebook.profiles(store).items()}
    seen = editing.seen_last(f"maps_{path.parent.name}", now)
    # In a form, so that one click on Save takes the name as it is typed.
    form = st.form(f"map_save_{path.parent.name}", border=False)
    with form.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(
            "Save this map as", key=f"map_name_{path.parent.name}", placeholder="Our PM system"
        ).strip()
        is_sent = st.form_submit_button("Save", key=f"map_saved_{path.parent.name}")
    if not is_sent:
        return
    if not name:
        form.error("Type a name to save the map under.", icon=":material/error:")
        return
    try:
        profile = notebook.Profile(name, edited.kind, edited.columns)
        if not editing.saved(lambda: notebook.save_profile(store, profile, seen.get(name, ""))):
            return
    except EditConflict as conflict:
        editing.show(conflict, "Save again to replace it, or use another name.")
        return
    st.toast(layout.plain(f"Saved as {name}."))


def _columns(kind: str) -> list[str]:
    """Every column of ours that an extract of this kind can fill."""
    names = [each.column for each in synonyms() if each.kind in (kind, "both")]
    return list(dict.fromkeys(names))
