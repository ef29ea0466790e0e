"""A load that waits in the middle of its judging until it is killed: STORE FILE ENGINE."""

from __future__ import annotations

import sys
from pathlib import Path

from analytics.load import load_paths, spread
from tests.cluster import faults

if __name__ == "__main__":
    store, file, engine = sys.argv[1:]
    spread.LEAST_CLAIMS = 1
    spread.tasks.judge_handed = faults.waits_for_the_driver_to_die
    load_paths(Path(store), [Path(file)], engine=engine)
