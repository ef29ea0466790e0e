"""A Spark cluster of two workers on this machine, begun once for all tests here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analytics.engines.spark import lacking
from benchmarks.cluster.local import LocalCluster, local_cluster


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """Master and two workers; where no Java can be had the tests say so, but never in CI."""
    if why := lacking():
        if os.environ.get("CI"):
            pytest.fail(f"No cluster can be begun: {why}.")
        pytest.skip(f"no cluster can be begun here: {why}")
    with local_cluster(tmp_path_factory.mktemp("cluster")) as begun:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in begun.environment.items():
                patch.setenv(name, value)
            yield begun


@pytest.fixture
def beside(tmp_path: Path) -> Callable[[Path], Path]:
    """An empty store whose patients' names are hashed with the key of another."""

    def begun(store: Path) -> Path:
        folder = tmp_path / "store"
        folder.mkdir(mode=0o700)
        shutil.copy(store / "patients.key", folder)
        return folder

    return begun
