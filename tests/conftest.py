"""The sample house: its files, its ledger and a store that has loaded them, built once."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from itertools import zip_longest
from pathlib import Path

import pytest
from filelock import FileLock

from analytics import database, snapshots
from analytics.load import FileReport, load_paths
from analytics.load.reports import LoadReport
from sample_data import Ledger, write_sample_files

pytest.register_assert_rewrite("tests.case_checks")

# What takes longest, the longest first: begun last, one of them would keep one worker busy while
# the others have nothing left to do. Tests of a browser wait for it now and then: each of their
# files comes before one of these, which needs the cores meanwhile. All others come afterwards.
LONGEST = (
    "tests/test_cases.py",
    "tests/load/test_engines.py",
    "tests/load/test_parts.py",
    "tests/load/test_incremental.py",
    "tests/load/test_hostile.py",
    "tests/queries/test_checks.py",
    "tests/load/test_loads_on_bases.py",
    "tests/pages/test_pages.py",
    "tests/load/test_alerts_resumed.py",
    "tests/load/test_killed.py",
    "tests/load/test_older_store.py",
    "tests/test_kills.py",
    "tests/test_command_line.py",
    "tests/queries/test_laws.py",
    "tests/load/test_kept_sums.py",
    "tests/load/test_patients_of_older_stores.py",
    "tests/queries/test_story_orders.py",
    "tests/test_bad_days.py",
    "tests/test_store_faults.py",
    "tests/truth/test_truth.py",
)
BROWSER_TESTS = "tests/browser_tests/"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order files by how long they take, so that workers end at about the same time."""
    files = dict.fromkeys(item.nodeid.partition("::")[0] for item in items)
    browser = [name for name in files if name.startswith(BROWSER_TESTS)]
    first = [name for pair in zip_longest(browser, LONGEST) for name in pair]
    places = {name: place for place, name in enumerate(first)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(places)))


@dataclass(frozen=True)
class SampleHouse:
    """The sample as loaded. To be read only: what changes a store takes a copy of it."""

    folder: Path
    store: Path
    ledger: Ledger
    report: LoadReport
    said: str  # by the command that loaded it


@pytest.fixture(scope="session", autouse=True)
def nothing_is_kept_at_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is kept per machine is kept in a folder of this run, for all workers and programs."""
    cache = _shared(tmp_path_factory) / "cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DENIALS_CACHE", str(cache))
        yield


@pytest.fixture(scope="session", autouse=True)
def components_are_looked_for_once() -> Iterator[None]:
    """AppTest looks through all installed packages for components at every visit of a page.

    That takes as long as drawing the page; a server does it once, when it starts.
    """
    with pytest.MonkeyPatch.context() as patch:
        if "streamlit" in sys.modules:  # else no test that was collected visits a page
            from streamlit.components.v2 import manifest_scanner

            once = cache(manifest_scanner.scan_component_manifests)
            patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all workers of a run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what one worker makes for all; who makes it holds a lock meanwhile."""
    return _shared(tmp_path_factory)


@pytest.fixture(scope="session")
def store_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Mapping[str, str]], Path]:
    """Gives a copy of a store, by its name, that has loaded these files at once.

    The first worker that asks for it loads it for all. Each has a copy of its own, to be written to
    if all its tests may see that.
    """
    shared = _shared(tmp_path_factory)

    def copied(name: str, files: Mapping[str, str]) -> Path:
        folder = shared / f"loaded_{name}"
        with FileLock(shared / f"loaded_{name}.lock"):
            if not (folder / "whole").exists():
                (folder / "files").mkdir(parents=True)
                paths = [folder / "files" / file_name for file_name in files]
                for path, text in zip(paths, files.values(), strict=True):
                    path.write_bytes(text.encode())
                report = load_paths(folder / "store", paths)
                assert {file.status for file in report.files} == {"loaded"}, report
                (folder / "whole").touch()
        copy = tmp_path_factory.mktemp(name) / "store"
        return Path(shutil.copytree(folder / "store", copy))

    return copied


@pytest.fixture(scope="session")
def sample_house(tmp_path_factory: pytest.TempPathFactory) -> SampleHouse:
    """The sample with its default seed, as the installed command loads it; one for all workers."""
    shared = _shared(tmp_path_factory)
    folder = shared / "sample_house"
    told = folder / "told.pickle"
    with FileLock(shared / "sample_house.lock"):
        if not told.exists():
            folder.mkdir()
            denials = str(Path(sys.executable).parent / "denials")
            words = ["--database", str(folder / "store"), "demo", "--without-work"]
            done = subprocess.run([denials, *words], cwd=folder, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            ledger = write_sample_files(folder / "files")
            told.write_bytes(pickle.dumps((ledger, _report_of(folder / "store"), done.stdout)))
    return SampleHouse(folder / "files", folder / "store", *pickle.loads(told.read_bytes()))


def _report_of(store: Path) -> LoadReport:
    """The report of a store's only load, as its table of files keeps it."""
    names = [each.name for each in fields(FileReport)]
    columns = ", ".join("file_kind" if name == "kind" else name for name in names)
    with database.connect(snapshots.current_files(store)) as connection:
        rows = connection.execute(f"select {columns} from raw.files order by file_name").fetchall()
    return LoadReport(snapshots.current_snapshot(store), [FileReport(*row) for row in rows])
