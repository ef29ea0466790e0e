"""Files: what is loaded through which day, what needs a look, and the ways in."""

import pandas as pd
import streamlit as st

from analytics import load, session, snapshots
from analytics.components import downloads, layout, rights, views
from analytics.components.claim import history
from analytics.components.definitions import audit_entries
from analytics.components.files import (
    column_maps,
    health,
    inbox,
    loading,
    unlinked,
    uploads,
    welcome,
)
from analytics.components.pane import pane
from analytics.markup.figures import Figure, figure_row
from analytics.markup.layout import frame
from analytics.measures.sentences import files_sentence
from analytics.measures.words import NO_VALUE, count_text, day_text, short_day_text

ROW_LIMIT = 5000


def unfold(picked: dict[str, str]) -> None:
    """For a pick on a figure: open the part that lists it."""
    if picked.get("open") in ("health_folded", "findings_folded"):
        st.session_state[picked["open"]] = True


store = session.store()
with st.container(horizontal=True, vertical_alignment="center", key="opening"):
    st.title("Files", anchor=False, width="content")
    buttons = st.container(
        horizontal=True, horizontal_alignment="right", gap="small", key="opening_buttons"
    )
busy = loading.is_running() or not rights.may("load")

if session.has_data():
    everything = session.everything()
    files, kinds = everything.ask("loaded_files"), everything.ask("findings_by_kind")
    loaded, span = everything.ask("loaded_counts"), everything.ask("data_span").iloc[0]
    is_note = kinds["is_note"].astype(bool)
    look, notes = (int(kinds.loc[part, "finding_count"].sum()) for part in (~is_note, is_note))
    missing = health.open_count()
    statuses = files["status"].value_counts()
    has_answers = not pd.isna(span["last_remit_date"])
    figures = [
        Figure(
            "Remits through",
            short_day_text(span["last_remit_date"]) if has_answers else NO_VALUE,
            f"since {day_text(span['first_remit_date'])}" if has_answers else "no remittance yet",
        ),
    ]
    # How much is loaded is told of all clients together: not to whoever sees some of them only.
    if len(loaded):
        counts = loaded.iloc[0]
        layout.answer(files_sentence(files, counts, kinds))
        figures += [
            Figure(
                "Files loaded",
                count_text(statuses.get("loaded", 0)),
                f"{count_text(statuses.get('duplicate', 0), 'duplicate')}, "
                f"{count_text(statuses.get('refused', 0))} refused",
            ),
            Figure(
                "Remitted claims",
                count_text(counts["remitted_claim_count"]),
                count_text(counts["remitted_line_count"], "line"),
            ),
            Figure(
                "Claims submitted",
                count_text(counts["sent_claim_count"]),
                f"{count_text(counts['acknowledged_claim_count'])} acknowledged",
            ),
            Figure(
                "Files missing",
                count_text(missing),
                "payer weeks to look at",
                "look here" if missing else "",
                pick={"open": "health_folded"},
                asks=bool(missing),
            ),
            Figure(
                "Findings",
                count_text(look),
                f"to look at, {count_text(notes, 'note')}",
                pick={"open": "findings_folded"},
            ),
        ]
    pane(frame(figure_row(figures)), "files_figures", unfold)
    with (
        buttons,
        st.popover("Undo the last load", key="undo", icon=":material/undo:", disabled=busy),
    ):
        st.write("The data goes back to its state before the last load. Files are not deleted.")
        if st.button("Undo", key="undo_load", type="primary"):
            load.undo(store)
            uploads.forget_report()
            st.rerun()
else:
    welcome.draw(link=False)
if words := snapshots.folder_warning(store):
    st.warning(layout.plain(words.replace("`", "")), icon=":material/lock_open:")
if session.has_data():
    health.draw()
    health.contradictions_badge()

upload, waiting = st.columns(2, gap="large")
with upload:
    st.subheader("Upload", anchor=False)
    paths = uploads.kept(
        st.file_uploader(
            "Remittances (835), claims (837), acknowledgments (277CA, 999) or extracts (CSV, TSV, "
            "Excel, Parquet), also zipped",
            accept_multiple_files=True,
            key=uploads.key(),
            disabled=busy,
        )
    )
with waiting:
    inbox.draw(store, busy)

maps = column_maps.edit(paths, store)
if paths and st.button(
    "Load " + count_text(len(paths), "file"),
    key="load_uploads",
    type="primary",
    disabled=busy,
    icon=":material/upload:",
):
    loading.start("Loading", uploads.loader(store, maps))
    uploads.forget()
    st.rerun()

loading.watch()
uploads.show_report()

if session.has_data():
    st.subheader("Loaded files", anchor=False)
    views.table(
        files,
        "loaded_files",
        (
            ("file_name", "medium"),
            "kind",
            "status",
            "claim_count",
            "line_count",
            "adjustment_count",
            "kept_claim_count",
            "kept_charge_amount",
            "kept_paid_amount",
            "finding_count",
            "loaded_at",
            ("message", "large"),
        ),
    )
    findings = everything.ask("findings", row_limit=ROW_LIMIT)
    if fold := layout.fold("Data health: every payer's newest week", "health_folded"):
        with fold:
            health.draw_all()
    if fold := layout.fold(f"Findings: {look:,} to look at, {notes:,} notes", "findings_folded"):
        with fold:
            st.caption("Problems found in the files, by kind; nothing was dropped.")
            what = kinds["is_note"].map({True: "For information", False: "Needs a look"})
            views.table(
                kinds.assign(what=what),
                "findings_by_kind",
                ("what", ("message", "large"), "finding_count", "file_count"),
            )
            st.caption(
                f"Each with its place in the file, most important first: {len(findings):,} of "
                f"{int(kinds['finding_count'].sum()):,}."
            )
            views.table(
                findings,
                "findings",
                (
                    "file_name",
                    "transaction_set_number",
                    "segment_number",
                    ("message", "large"),
                    "found",
                    "expected",
                ),
            )
    unlinked.draw()
    downloads.downloads("Files", {"Files": files, "Findings": findings}, "files")
    history.show_open_claim()
audit_entries.draw()
