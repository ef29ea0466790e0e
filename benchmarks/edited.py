"""A definition that the team edits, judged again, beside everything judged again."""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from analytics import notebook
from analytics.load import rebuild
from benchmarks.build import built_lines
from benchmarks.machine import ROOT, Run, print_table, run_child
from benchmarks.small_loads import store_of

RULE = notebook.CarcRule("97", category="Authorization/Referral", owner="Authorization")


def measure_edited(line_count: int) -> None:
    """Judge a store of invented lines again, all of it and after an edit; print what both took."""
    folder = ROOT / "data" / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as target:
        runs: dict[str, Run] = {}
        for name, rules in (("everything", []), ("an edited definition", [RULE])):
            store = Path(target) / "store"
            store_of(built_lines(line_count), store)
            for rule in rules:
                notebook.save_carc_rule(store, rule)
            runs[name] = run_child([sys.executable, "-m", "benchmarks.edited", str(store)])
            shutil.rmtree(store)
    whole = runs["everything"].cpu_seconds
    rows = [
        {
            "judged again": name,
            "CPU seconds": f"{run.cpu_seconds:.1f}",
            "÷ everything": f"{run.cpu_seconds / whole:.2f}",
            "wall seconds": f"{run.answer['seconds']:.1f}",
            "wall ÷ CPU": f"{run.answer['seconds'] / run.cpu_seconds:.2f}",
            "peak memory, MB": f"{run.peak_megabytes:,.0f}",
        }
        for name, run in runs.items()
    ]
    print_table(f"{line_count:,} lines judged again", rows)


def main() -> None:
    """Judge a store again as page Definitions does; print the wall seconds as JSON."""
    started = time.perf_counter()
    rebuild(Path(sys.argv[1]))
    print(json.dumps({"seconds": time.perf_counter() - started}))


if __name__ == "__main__":
    main()
