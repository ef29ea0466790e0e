"""Files: load payer files, see what each gave and what is odd about it, undo a load."""

import streamlit as st

from analytics import load, session, snapshots
from analytics.components import (
    audit_entries,
    column_maps,
    downloads,
    health,
    history,
    inbox,
    layout,
    loading,
    rights,
    unlinked,
    uploads,
    views,
    welcome,
)
from analytics.measures.sentences import files_sentence
from analytics.measures.words import count_text

ROW_LIMIT = 5000

st.title("Files", anchor=False)
store = session.store()
busy = loading.is_running() or not rights.may("load")

if session.has_data():
    files, kinds = (
        session.everything().ask("loaded_files"),
        session.everything().ask("findings_by_kind"),
    )
    counts = session.everything().ask("loaded_counts").iloc[0]
    layout.answer(files_sentence(files, counts, kinds))
else:
    welcome.draw(link=False)
if words := snapshots.folder_warning(store):
    st.warning(layout.plain(words.replace("`", "")), icon=":material/lock_open:")

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
    health.draw()
    st.subheader("Loaded files", anchor=False)
    views.table(
        files,
        "loaded_files",
        (
            ("file_name", "medium"),
            "kind",
            "status",
            "transaction_set_count",
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
    st.subheader("Findings", anchor=False)
    st.caption("Problems found in the files, by kind; nothing was dropped.")
    views.table(
        kinds.assign(what=kinds["is_note"].map({True: "For information", False: "Needs a look"})),
        "findings_by_kind",
        ("what", ("message", "large"), "finding_count", "file_count"),
    )
    findings = session.everything().ask("findings", row_limit=ROW_LIMIT)
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
    downloads.downloads("Files", {"Files": files, "Findings": findings}, "files")
    unlinked.draw()
    with st.popover("Undo the last load", icon=":material/undo:", disabled=busy):
        st.write("The data goes back to its state before the last load. Files are not deleted.")
        if st.button("Undo", key="undo_load", type="primary"):
            load.undo(store)
            uploads.forget_report()
            st.rerun()
    history.show_open_claim()
audit_entries.draw()
