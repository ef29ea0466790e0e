"""Stores to load into: a template is made once, and each test has a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from analytics import load
from tests.load.stores import Intake, QuickHouse, Store, put_older_store
from tests.patient_keys import KEY
from tests.small_remittance import REMITTANCE


@pytest.fixture(scope="session")
def template(store_of: Callable[..., Path]) -> Path:
    """A store that holds the small remittance: two claims, one denied."""
    return store_of("template", {"first.835": REMITTANCE})


@pytest.fixture(scope="session")
def older_brought_up(shared_folder: Path) -> Path:
    """The store of version 0.1.0, with the key of our tests, brought up to date: to be copied."""
    store, whole = shared_folder / "brought_up", shared_folder / "brought_up.whole"
    with FileLock(shared_folder / "brought_up.lock"):
        if not whole.exists():
            put_older_store(store)
            (store / "patients.key").write_bytes(KEY)
            load.refresh(store)
            whole.touch()
    return store


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Store:
    """A store of one's own, already holding the small remittance as first.835."""
    shutil.copytree(template, tmp_path / "store")
    return Store(tmp_path / "store", tmp_path / "files")


@pytest.fixture
def new_store(tmp_path: Path) -> Store:
    """A store of one's own that holds nothing yet."""
    return Store(tmp_path / "store", tmp_path / "files")


@pytest.fixture(scope="session")
def quick_house(tmp_path_factory: pytest.TempPathFactory) -> QuickHouse:
    """Takes files in and settles them as a load does, then forgets all; builds no models."""
    return QuickHouse(tmp_path_factory.mktemp("quick"))


@pytest.fixture
def intake(quick_house: QuickHouse) -> Iterator[Intake]:
    """Takes files in as a load does, and does not judge them; forgotten after the test."""
    yield Intake(quick_house)
    quick_house.forget()
