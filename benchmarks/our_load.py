"""One load of ours, as a process of its own: prints its seconds and its rows as JSON.

`python -m benchmarks.our_load raw|whole FILE FOLDER`: `raw` is the file in the raw tables with
the staging views on them; `whole` is `denials load` with findings, marts and publishing.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import closing
from pathlib import Path

from analytics import database, snapshots
from analytics.intake.archive import SourceFile
from analytics.intake.column_words import canonical_columns
from analytics.load import load_paths
from analytics.load.loading import MEMORY_MEGABYTES
from analytics.load.reading import FileReader

# The raw tables whose rows are counted, by how the file's name ends.
TABLES = {
    ".835": (
        "remittance_835",
        ("remittances", "claims", "lines", "adjustments", "remarks", "provider_adjustments"),
    ),
    ".837": (
        "claim_837",
        ("transactions", "billing_providers", "subscribers", "patients", "claims", "diagnoses",
         "other_payers", "lines"),
    ),
}  # fmt: skip


def load_raw(file: Path, folder: Path) -> Path:
    """File to raw tables and staging views, as a load does before it judges."""
    path = folder / "ours.duckdb"
    connection = database.connect(
        path,
        read_only=False,
        work_folder=folder / "spill",
        memory_megabytes=MEMORY_MEGABYTES,
    )
    database.prepare(connection, canonical_columns(), {}, bytes(32))
    connection.execute("begin")
    with closing(FileReader(connection, lambda *_: None, folder, lambda _: None)) as reader:
        for _ in reader.groups([SourceFile(file, file.name, file.stat().st_size)]):
            pass
    connection.execute("commit")
    connection.close()
    return path


def load_whole(file: Path, folder: Path) -> Path:
    """`denials load` of one file into an empty store."""
    report = load_paths(folder, [file])
    assert [loaded.status for loaded in report.files] == ["loaded"]
    path = snapshots.current_path(folder)
    assert path is not None
    return path


def main() -> None:
    """Load, then count what is there."""
    kind, file, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    started = time.perf_counter()
    path = load_raw(file, folder) if kind == "raw" else load_whole(file, folder)
    seconds = time.perf_counter() - started
    extract, tables = TABLES[file.suffix]
    with database.connect(path) as connection:
        rows = {
            name: connection.execute(f"select count(*) from raw.{extract}_{name}").fetchone()[0]
            for name in tables
        }
    print(json.dumps({"seconds": seconds, "rows": rows, "megabytes": path.stat().st_size / 1e6}))


if __name__ == "__main__":
    main()
