"""Which database file is current: publish, find, undo, recover.

A store is a folder. Each load makes one immutable file: a whole one, `denials-000042.duckdb`, or a
small one that adds to it, `denials-000043-on-000042.duckdb`. `current.json` is a small pointer to
the one that readers open. Publishing is one atomic rename of the pointer,
so a load that stops at any byte leaves the last published snapshot as it was, and readers never
wait for a writer. One load at a time holds `load.lock`; the system frees it when a load is killed.

What a cluster loads may have its rows in a folder of parts beside its file, `denials-000042.parts`.

The pointer knows every kept snapshot by size and checksum. A pointer or a snapshot that is missing
or damaged is said in one sentence with the way out, and nothing is deleted for it: only snapshots
that a sound pointer lists, and that are older than the five it keeps, are ever removed.
"""

from analytics.snapshots.files import folder_fault, folder_warning
from analytics.snapshots.going_back import Recovered, recover, undo
from analytics.snapshots.parts import byte_count as parts_byte_count
from analytics.snapshots.parts import parts_of_draft
from analytics.snapshots.patient_key import patient_key
from analytics.snapshots.publishing import KEPT_SNAPSHOTS, Draft, fold, next_snapshot, sweep
from analytics.snapshots.rewriting import rewrite_earlier
from analytics.snapshots.store import (
    begun_at,
    current_files,
    current_path,
    current_snapshot,
    current_versions,
    damage_of,
    damaged_snapshot,
    damages,
    kept_snapshots,
    snapshot_files,
    snapshot_path,
    store_folder,
)

__all__ = [
    "KEPT_SNAPSHOTS",
    "Draft",
    "Recovered",
    "begun_at",
    "current_files",
    "current_path",
    "current_snapshot",
    "current_versions",
    "damage_of",
    "damaged_snapshot",
    "damages",
    "fold",
    "folder_fault",
    "folder_warning",
    "kept_snapshots",
    "next_snapshot",
    "parts_byte_count",
    "parts_of_draft",
    "patient_key",
    "recover",
    "rewrite_earlier",
    "snapshot_files",
    "snapshot_path",
    "store_folder",
    "sweep",
    "undo",
]
