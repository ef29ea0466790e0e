"""Stores to load into: a template is made once per worker, and each test has a copy of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analytics.load import load_paths
from tests.load.stores import QuickHouse, Store
from tests.small_remittance import REMITTANCE


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the small remittance: two claims, one denied."""
    folder = tmp_path_factory.mktemp("template")
    (folder / "first.835").write_text(REMITTANCE)
    load_paths(folder / "store", [folder / "first.835"])
    return folder / "store"


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Store:
    """A store of one's own, already holding the small remittance as first.835."""
    shutil.copytree(template, tmp_path / "store")
    return Store(tmp_path / "store", tmp_path / "files")


@pytest.fixture(scope="session")
def quick_house(tmp_path_factory: pytest.TempPathFactory) -> QuickHouse:
    """Takes files in and settles them as a load does, then forgets all; builds no models."""
    return QuickHouse(tmp_path_factory.mktemp("quick"))
