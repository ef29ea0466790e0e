"""Expected recovery held against what came: for the sample, and for invented practices.

Two ways. At the denial: every past denial as predicted by the Monday of its week, against all that
came since (the question `recovery_calibration`). On a held-back day: only what had come by then is
loaded, `work_first` is asked as of that day, the rest is loaded, and what came after is added up.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from analytics import database, snapshots
from analytics.load import load_paths
from analytics.review import Review
from benchmarks.machine import print_table
from benchmarks.practice_835 import FIRST_DAY, WEEKS, write_practice
from sample_data import write_sample_files

RECEIVED = """
    select
        concat_ws('-', file_id, transaction_set_number, claim_number, service_line_number)
            as remitted_line_id,
        (recovered_amount + recovered_cost_share_amount)::double as received_amount,
    from marts.line_outcomes
    where is_denied
"""


def measure_calibration(line_count: int, practices: int) -> None:
    """Print the deciles of the sample and of invented practices, both ways."""
    with TemporaryDirectory() as folder:
        files = Path(folder) / "sample"
        write_sample_files(files)
        paths = sorted(path for path in files.rglob("*") if path.is_file())
        _measure("The sample", paths, Path(folder), date(2026, 11, 20), date(2026, 8, 3))
    for seed in range(11, 11 + practices):
        with TemporaryDirectory() as folder:
            (Path(folder) / "files").mkdir()
            paths = write_practice(Path(folder) / "files", line_count, seed)
            last = FIRST_DAY + timedelta(weeks=WEEKS)
            title = f"An invented practice of {line_count:,} lines (seed {seed})"
            _measure(title, paths, Path(folder), last, last - timedelta(weeks=39))


def _measure(title: str, paths: Sequence[Path], folder: Path, last: date, held: date) -> None:
    """Both tables of one practice."""
    load_paths(folder / "known", [path for path in paths if _day_of(path) <= f"{held:%Y%m%d}"])
    load_paths(folder / "whole", list(paths))
    known, whole = (snapshots.current_files(folder / name) for name in ("known", "whole"))
    with database.connect(known) as before, database.connect(whole) as after:
        deciles = Review(after).ask("recovery_calibration", today=last)
        work = Review(before).ask("work_first", today=held)
        came = _received_since(before, after)
    print_table(f"{title}: predicted at the denial, received by {last}", _rows(deciles))
    lines = work.merge(came, on="remitted_line_id")
    lines = lines[lines["expected_recovery_amount"].notna()]
    print_table(f"{title}: Work first on {held}, received since", _rows(_deciles(lines)))


def _day_of(path: Path) -> str:
    """The last day a file's name holds (as 20261120); a file without one is always known."""
    digits = "".join(each if each.isdigit() else " " for each in path.name).split()
    return max((each for each in digits if len(each) == 8), default="")


def _received_since(before: database.Connection, after: database.Connection) -> pd.DataFrame:
    """What came of each denied line after the first store was loaded."""
    came = (
        after.execute(RECEIVED)
        .df()
        .merge(
            before.execute(RECEIVED).df(),
            on="remitted_line_id",
            how="left",
            suffixes=("", "_before"),
        )
    )
    since = came["received_amount"] - came["received_amount_before"].fillna(0)
    return came[["remitted_line_id"]].assign(received_amount=since)


def _deciles(lines: pd.DataFrame) -> pd.DataFrame:
    """Tenths of the lines by what was expected of them."""
    ranks = lines["expected_recovery_amount"].rank(method="first")
    lines = lines.assign(decile_number=pd.qcut(ranks, 10, labels=False) + 1)
    sums = lines.groupby("decile_number")[["expected_recovery_amount", "received_amount"]].sum()
    return sums.assign(denied_line_count=lines.groupby("decile_number").size()).reset_index()


def _rows(deciles: pd.DataFrame) -> list[dict[str, str]]:
    """The table as printed, its sum last."""
    names = ["denied_line_count", "expected_recovery_amount", "received_amount"]
    total = deciles[names].sum().to_frame().T.assign(decile_number="all")
    rows = pd.concat([deciles[["decile_number", *names]], total], ignore_index=True)
    return [
        {
            "tenth": str(row.decile_number),
            "denied lines": f"{row.denied_line_count:,.0f}",
            "expected": f"${row.expected_recovery_amount:,.0f}",
            "received": f"${row.received_amount:,.0f}",
            "received ÷ expected": f"{row.received_amount / row.expected_recovery_amount:.2f}",
        }
        for row in rows.itertuples()
    ]
