"""Thousands of invented histories of untidy payers, held against a judge that knows the truth.

The generator, the judge and the comparison are those of the suite (tests/truth), which compares a
few hundred histories; here as many as wanted, other seeds, or one situation alone.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.truth.comparison import ORDERS, compare, make_histories
from tests.truth.showing import shown, summary
from tests.truth.situations import SITUATIONS

HISTORIES_PER_STORE = 2_000


def compare_with_truth(history_count: int, seed: int, only: list[str]) -> bool:
    """Compare in three orders of loading; print what differs, and whether nothing does."""
    if unknown := set(only) - set(SITUATIONS):
        known = ", ".join(SITUATIONS)
        raise SystemExit(f"There is no situation {', '.join(sorted(unknown))}; there are: {known}.")
    is_true = True
    histories = make_histories(history_count, seed, only)
    for start in range(0, history_count, HISTORIES_PER_STORE):
        part = histories[start : start + HISTORIES_PER_STORE]
        for order in ORDERS:
            began = perf_counter()
            with TemporaryDirectory() as folder:
                found = compare(part, Path(folder), order, seed)
            print(f"{summary(found, order)}  ({perf_counter() - began:.1f} s)")
            smallest = found.smallest()
            is_true = is_true and found.is_same
            if smallest is not None:
                print("The smallest:", shown(smallest, found.differences[smallest.number]))
    return is_true
