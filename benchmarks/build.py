"""Judging many lines: staging, marts and review functions built on invented raw tables."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from analytics import database
from analytics.database.connection import Connection
from analytics.intake.column_words import canonical_columns
from analytics.load.loading import MEMORY_MEGABYTES
from analytics.load.signals import judge_signals
from benchmarks.machine import ROOT, print_table, run_child

LINES = Path(__file__).parent / "lines"
# Ten million lines are more than one load brings; judging them anew takes more than our limit.
BUILD_MEGABYTES = 6000


def measure_build(line_count: int) -> None:
    """Build the models of this many lines in a process of its own; print time and memory."""
    folder = ROOT / "data" / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as target:
        print_build(build_in_child(Path(target) / "lines.duckdb", line_count))


def built_lines(line_count: int) -> Path:
    """The database of this many lines, judged; built now if no earlier run has left it."""
    path = ROOT / "data" / "benchmarks" / f"lines_{line_count}.duckdb"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        making = path.with_suffix(".making")
        making.unlink(missing_ok=True)
        print_build(build_in_child(making, line_count, BUILD_MEGABYTES))
        making.rename(path)
    return path


def build_in_child(
    path: Path, line_count: int, megabytes: int = MEMORY_MEGABYTES
) -> dict[str, object]:
    """A store of invented lines, judged, in a process of its own; what it took."""
    command = [sys.executable, "-m", "benchmarks.build", str(path), str(line_count), str(megabytes)]
    run = run_child(command)
    return {
        "lines": f"{run.answer['lines']:,}",
        "raw rows written, s": f"{run.answer['raw_seconds']:.0f}",
        "models built, s": f"{run.answer['build_seconds']:.0f}",
        "signals judged, s": f"{run.answer['signal_seconds']:.0f}",
        "CPU seconds": f"{run.cpu_seconds:.0f}",
        "peak memory, MB": f"{run.peak_megabytes:,.0f}",
        "limit, MB": f"{megabytes:,}",
        "store, MB": f"{path.stat().st_size / 1e6:,.0f}",
    }


def print_build(row: dict[str, object]) -> None:
    """What building took, as a table."""
    print_table("Judging everything anew (build_models)", [row])


def fill_raw(connection: Connection, line_count: int) -> None:
    """Write the invented claims of benchmarks/lines into the raw tables."""
    for name, values in (("claims", {"line_count": line_count}), ("lines", {})):
        sql = (LINES / f"invented_{name}.sql").read_text(encoding="utf-8")
        connection.execute(f"create temp table invented_{name} as {sql}", values)
    for file in sorted((LINES / "raw").glob("*.sql")):
        table = "files" if file.stem == "files" else f"remittance_835_{file.stem}"
        text = file.read_text(encoding="utf-8")
        connection.execute(f"insert into raw.{table} by name {_with_ids(file.stem, text)}")
    for name in ("lines", "claims"):
        connection.execute(f"drop table temp.invented_{name}")


def _with_ids(name: str, text: str) -> str:
    """The statement of a raw table, with the ids a load would give its rows.

    A week is a file. Claims are numbered through all of them: fewer than five millions.
    """
    if name == "files":
        return f"select given.* exclude (week), week + 1 as file_number from ({text}) as given"
    columns = [
        "raw.set_id_of(right(file_id, 8)::bigint + 1, 5000000 * transaction_set_number) as set_id"
    ]
    if name != "remittances":
        columns.append("raw.claim_id_of(set_id, claim_number) as claim_id")
    if name not in ("remittances", "claims"):
        columns.append("raw.line_id_of(claim_id, service_line_number) as line_id")
    return f"select given.*, {', '.join(columns)} from ({text}) as given"


def main() -> None:
    """Fill a store and build its models; print what it took as JSON."""
    path, line_count, megabytes = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    connection = database.connect(
        path,
        read_only=False,
        work_folder=path.with_suffix(".spill"),
        memory_megabytes=megabytes,
    )
    started = time.perf_counter()
    database.prepare(connection, canonical_columns(), {}, bytes(32))
    fill_raw(connection, line_count)
    filled = time.perf_counter()
    database.build_models(connection)
    built = time.perf_counter()
    judge_signals(connection)
    judged = time.perf_counter()
    lines = connection.execute("select count(*) from marts.line_outcomes").fetchone()[0]
    connection.close()
    print(
        json.dumps(
            {
                "lines": lines,
                "raw_seconds": filled - started,
                "build_seconds": built - filled,
                "signal_seconds": judged - built,
            }
        )
    )


if __name__ == "__main__":
    main()
