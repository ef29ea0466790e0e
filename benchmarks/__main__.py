"""`python -m benchmarks [PART …]`: load, claims, small, build, edited, pages, and so on.

Without a part all of these.

`truth`, the differential test at length, `fuzz`, damaged inputs, `calibration`, expected recovery
against what came, `kills`, every way of writing killed again and again, `cluster`, loads by
processes and by a Spark cluster beside one process, and `standing`, what pages ask when opened on
stores many times as large, run only where they are named. `golden` takes words of its own: `golden
dump FOLDER`, `golden compare FOLDER`.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.machine import machine_line

PARTS = ("load", "claims", "small", "build", "edited", "pages", "interactions", "signals")
CHECKS = ("truth", "fuzz", "calibration", "kills", "cluster", "standing")


def main() -> None:
    """Run the benchmarks asked for and print their tables."""
    if sys.argv[1:2] == ["golden"]:
        from benchmarks import golden

        raise SystemExit(golden.main(sys.argv[2:]))
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", help="which of these; all if none is named")
    parser.add_argument("--megabytes", type=float, default=100, help="size of an 835 or 837 (100)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each measurement (5)")
    parser.add_argument("--lines", type=int, default=10_000_000, help="lines behind the pages")
    parser.add_argument(
        "--times", type=int, nargs="+", default=[1, 10], help="standing: times as large (1 10)"
    )
    parser.add_argument(
        "--ways", nargs="+", default=["processes", "1", "2"], help="cluster: beside one process"
    )
    parser.add_argument(
        "--in-parts", action="store_true", help="standing: rows in parts, as a cluster leaves them"
    )
    parser.add_argument("--houses", type=int, default=12, help="simulated houses of signals (12)")
    parser.add_argument("--histories", type=int, default=5_000, help="histories of truth (5,000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of truth, fuzz and kills (1)")
    parser.add_argument("--inputs", type=int, default=20_000, help="inputs of fuzz (20,000)")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="SITUATION", help="situations of truth; else all"
    )
    parser.add_argument("--practices", type=int, default=1, help="practices of calibration (1)")
    parser.add_argument("--count", type=int, default=100, help="kills of each way to write (100)")
    given = parser.parse_args()
    parts = given.parts or PARTS
    if unknown := set(parts) - set(PARTS + CHECKS):
        known = ", ".join(PARTS + CHECKS)
        parser.error(f"there is no {', '.join(sorted(unknown))}; choose from {known}")
    print(machine_line())
    if "load" in parts:
        from benchmarks.load_835 import compare_loads

        compare_loads(given.megabytes, given.rounds)
    if "claims" in parts:
        from benchmarks.load_837 import compare_claims

        compare_claims(given.megabytes, given.rounds)
    if "small" in parts:
        from benchmarks.small_loads import measure_small_loads

        measure_small_loads((given.lines // 10, given.lines), given.rounds)
    if "build" in parts:
        from benchmarks.build import measure_build

        measure_build(given.lines // 10)
    if "edited" in parts:
        from benchmarks.edited import measure_edited

        measure_edited(given.lines // 10)
    if "pages" in parts:
        from benchmarks.pages import measure_pages

        measure_pages(given.lines, given.rounds)
    if "interactions" in parts:
        from benchmarks.interactions import measure_interactions

        measure_interactions(given.lines)
    if "cluster" in parts:
        from benchmarks.cluster.measure import measure_cluster

        measure_cluster(given.lines, given.rounds, given.ways)
    if "standing" in parts:
        from benchmarks.standing import measure_standing

        measure_standing(given.lines, given.times, given.rounds, given.in_parts)
    if "signals" in parts:
        from benchmarks.signals import measure_signals

        measure_signals(given.houses)
    if "truth" in parts:
        from benchmarks.truth import compare_with_truth

        if not compare_with_truth(given.histories, given.seed, given.only):
            raise SystemExit(1)
    if "calibration" in parts:
        from benchmarks.calibration import measure_calibration

        measure_calibration(min(given.lines, 100_000), given.practices)
    if "fuzz" in parts:
        from benchmarks.fuzz import measure_fuzz

        measure_fuzz(given.inputs, given.seed)
    if "kills" in parts:
        from benchmarks.kills import measure_kills

        if measure_kills(given.count, given.seed):
            raise SystemExit(1)


if __name__ == "__main__":
    main()
