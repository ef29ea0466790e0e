"""Claims (837P) to queryable tables beside remittances (835) of the same size, in one run.

Each load is a process of its own, from the file on disk to a closed DuckDB file; they take turns,
round by round, so that a busy moment of the machine hurts all alike. Claims are to load at half the
speed of remittances or better.
"""

from __future__ import annotations

from dataclasses import asdict
from statistics import median

from benchmarks.generate_835 import write_835
from benchmarks.generate_837 import write_837
from benchmarks.load_835 import print_speed, run_contestant, scratch, with_commas
from benchmarks.machine import Run, print_table

WHAT = {
    "raw": "raw tables and staging",
    "whole": "whole load, judged and published",
}


def compare_claims(megabytes: float, rounds: int) -> None:
    """Load both kinds of file, and print what each load took and what it found."""
    with scratch() as folder:
        files = {"835": folder / "large.835", "837P": folder / "large.837"}
        remitted = write_835(files["835"], megabytes)
        billed = write_837(files["837P"], megabytes)
        sizes = {"835": remitted.byte_count, "837P": billed.byte_count}
        loads = {
            f"{kind}: {words}": (what, files[kind], sizes[kind])
            for what, words in WHAT.items()
            for kind in files
        }
        runs: dict[str, list[Run]] = {name: [] for name in loads}
        for _ in range(rounds):
            for name, (what, file, _) in loads.items():
                runs[name].append(run_contestant("our", what, file, folder))
    print_speed(runs, {name: size for name, (_, _, size) in loads.items()})
    _print_shares(runs, sizes)
    expected = {name: count for name, count in asdict(billed).items() if name != "byte_count"}
    found = [
        {"load": name} | with_commas({table: own[0].answer["rows"][table] for table in expected})
        for name, own in runs.items()
        if name.startswith("837P")
    ]
    print_table(
        "Rows found", [{"load": "written by the generator"} | with_commas(expected), *found]
    )


def _print_shares(runs: dict[str, list[Run]], sizes: dict[str, int]) -> None:
    """How fast claims load for each MB/s of remittances, by the clock and by CPU seconds."""
    rows = []
    for words in WHAT.values():
        remittances, claims = runs[f"835: {words}"], runs[f"837P: {words}"]
        share = sizes["837P"] / sizes["835"]
        seconds = [median(run.answer["seconds"] for run in own) for own in (remittances, claims)]
        cpu = [median(run.cpu_seconds for run in own) for own in (remittances, claims)]
        rows.append(
            {
                "load": words,
                "MB/s of claims to 1 of remittances": f"{share * seconds[0] / seconds[1]:.2f}",
                "by CPU seconds": f"{share * cpu[0] / cpu[1]:.2f}",
            }
        )
    print_table("Claims beside remittances (aim: 0.50 or more)", rows)
