"""When a load adds to a base, and when what adds to it has grown enough to make the next base."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from analytics import database, snapshots
from analytics.vocabulary import SnapshotFiles, Versions

# A smaller store is copied whole: that takes no time, and its pages read one file.
ADD_FROM_BYTES = 64 << 20
# Pages slow down with what is beside the base, and writing the next base costs its whole size.
FOLD_SHARE = 0.1
FOLD_FROM_BYTES = 16 << 20
# Of a file with small blocks, questions that read all of it take a little longer.
SMALL_BYTES = 8 << 20
# Some thousand lines in files and in what is loaded: planning statements takes longer than rows do.
FEW_ROWS_BYTES = 1 << 20
FEW_ROWS_STORE_BYTES = 16 << 20


def is_added_to(store: Path, versions: Versions) -> Callable[[SnapshotFiles], bool]:
    """Whether a load adds to a snapshot's base: it is large, and of this version of the program."""
    made = snapshots.current_versions(store)
    return lambda files: (
        made == versions and (files.parts is not None or _base_size(files) >= ADD_FROM_BYTES)
    )


def is_small(paths: Sequence[Path]) -> bool:
    """Whether what is handed in for loading is so little that a new store stays small for long."""
    return bool(paths) and database.byte_count_of(*paths) < SMALL_BYTES


def has_few_rows(paths: Sequence[Path], draft: SnapshotFiles) -> bool:
    """Whether what is handed in and what is loaded already are both a few thousand rows at most."""
    there = database.byte_count_of(draft.base, draft.path)
    if draft.parts or there > FEW_ROWS_STORE_BYTES:
        return False
    return database.byte_count_of(*paths) < FEW_ROWS_BYTES


def is_to_be_folded(files: SnapshotFiles) -> bool:
    """Whether what adds to a base has grown so large that it becomes part of the next one."""
    if files.base is None:
        return False
    enough = max(FOLD_FROM_BYTES, FOLD_SHARE * _base_size(files))
    return files.path.stat().st_size >= enough


def _base_size(files: SnapshotFiles) -> int:
    """How large a base is, its parts included."""
    of_parts = snapshots.parts_byte_count(files.parts.folder) if files.parts else 0
    return (files.base or files.path).stat().st_size + of_parts


def whole_maker(
    store: Path, memory_megabytes: int, with_marts: bool = True, in_parts: bool = False
) -> Callable[[SnapshotFiles, Path], None]:
    """Writes a base and what adds to it as one file; what does not fit in memory goes beside.

    With `in_parts` a store that has parts has new ones then; else all is in the file.
    """

    def make_whole(files: SnapshotFiles, target: Path) -> None:
        parts = snapshots.parts_of_draft(target) if in_parts and files.parts else None
        with TemporaryDirectory(prefix="work-", dir=store) as folder:
            database.make_whole(files, target, Path(folder), memory_megabytes, with_marts, parts)

    return make_whole
