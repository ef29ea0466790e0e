"""The sample house: its files, its ledger and a store that has loaded them, built once."""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from analytics.load import load_paths
from analytics.load.reports import LoadReport
from sample_data import Ledger, write_sample_files


@dataclass(frozen=True)
class SampleHouse:
    """The sample as loaded. To be read only: what changes a store takes a copy of it."""

    folder: Path
    store: Path
    ledger: Ledger
    report: LoadReport


@pytest.fixture(scope="session")
def sample_house(tmp_path_factory: pytest.TempPathFactory) -> SampleHouse:
    """The sample with its default seed, loaded as `denials demo` does; one for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / "sample_house"
    told = folder / "told.pickle"
    with FileLock(shared / "sample_house.lock"):
        if not told.exists():
            folder.mkdir()
            ledger = write_sample_files(folder / "files")
            paths = sorted((folder / "files").iterdir())
            report = load_paths(folder / "store", paths)
            told.write_bytes(pickle.dumps((ledger, report)))
    ledger, report = pickle.loads(told.read_bytes())
    return SampleHouse(folder / "files", folder / "store", ledger, report)
