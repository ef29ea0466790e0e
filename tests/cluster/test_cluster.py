"""What a Spark cluster of two workers loads is, row by row, what one machine loads.

Begun with master, workers, authentication and encryption as anywhere; `make cluster-test`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from analytics import database, load, snapshots
from analytics.load import loading, spread
from analytics.load.tasks import Workplace
from analytics.vocabulary import DenialsError
from benchmarks.cluster.compare import unlike
from benchmarks.cluster.local import LocalCluster, kill_group
from benchmarks.golden_questions import answers, plan_of
from benchmarks.golden_rows import compare_answers
from tests import story
from tests.cluster import faults
from tests.cluster.small_work import cut_into_parts, cut_small
from tests.conftest import SampleHouse
from tests.given import a_claim, a_denied_claim, an_835
from tests.load.histories import files_of

pytestmark = pytest.mark.cluster
CASES = Path(__file__).parents[1] / "cases"
Beside = Callable[[Path], Path]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The story, as one machine loads it: its files, and the store."""
    folder = tmp_path_factory.mktemp("told")
    return _loaded(folder, story.FILES)


def _loaded(folder: Path, files: dict[str, str]) -> tuple[Path, Path]:
    (folder / "files").mkdir()
    for name, text in files.items():
        (folder / "files" / name).write_text(text)
    load.load_paths(folder / "one", [folder / "files"])
    return folder / "files", folder / "one"


def questions_unlike(one: Path, other: Path) -> list[str]:
    """Questions of the review that two stores answer otherwise.

    Each is asked of all that is loaded, of one payer, and of a category and a modifier.
    """
    files = [snapshots.current_files(store) for store in (one, other)]
    with database.connect(files[0]) as own, database.connect(files[1]) as others:
        plan = plan_of(own)
        few = ("default", "one_payer", "category_and_modifier")
        filters = {name: plan.filters[name] for name in few}
        plan = replace(plan, filters=filters, values={}, claims=plan.claims[:3])
        asked = zip(
            answers(own, plan, frozenset()), answers(others, plan, frozenset()), strict=True
        )
        found = []
        for (question, way, rows), (_, _, other_rows) in asked:
            if not compare_answers(rows, other_rows, ()).is_equal:
                found.append(f"{question}.{way}")
        return found


def test_the_sample_is_loaded_as_by_one_machine(
    cluster: LocalCluster, sample_house: SampleHouse, beside: Beside
) -> None:
    """Every mart, signal and sum, every answer, the report, and nothing is left lying about."""
    store = beside(sample_house.store)
    paths = sorted(sample_house.folder.iterdir())
    report = load.load_paths(store, paths, engine=cluster.address)
    assert report.files == sample_house.report.files
    assert unlike(sample_house.store, store) == {}
    assert questions_unlike(sample_house.store, store) == []
    assert all(check.offending_row_count == 0 for check in load.check(store))
    assert [path.name for path in store.glob("work-*")] == []


def test_the_cases_are_loaded_as_by_one_machine(
    cluster: LocalCluster, tmp_path: Path, beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_into_parts(monkeypatch)
    paths = sorted(path for path in CASES.iterdir() if path.is_file() and path.suffix != ".md")
    one = load.load_paths(tmp_path / "one", paths)
    store = beside(tmp_path / "one")
    assert load.load_paths(store, paths, engine=cluster.address).files == one.files
    assert unlike(tmp_path / "one", store) == {}
    assert questions_unlike(tmp_path / "one", store) == []
    assert len([*store.glob("denials-000001.parts/marts.claims/*.parquet")]) > 1


def test_the_story_is_loaded_as_by_one_machine(
    cluster: LocalCluster,
    told: tuple[Path, Path],
    beside: Beside,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cut_small(monkeypatch)
    files, one = told
    store = beside(one)
    load.load_paths(store, [files], engine=cluster.address)
    assert unlike(one, store) == {}
    assert questions_unlike(one, store) == []


def test_loads_of_files_that_reach_back_are_as_if_all_were_judged_anew(
    cluster: LocalCluster, tmp_path: Path, beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batch numbers that come again, 999s, references across slices, numbers that name nothing."""
    cut_into_parts(monkeypatch)
    monkeypatch.setattr(spread, "LEAST_CLAIMS_OF_SLICE", 2)
    files = files_of(Random(19), 8, 6, has_fillers=False)
    nameless = [a_denied_claim("0", icn=f"NONE{place}") for place in range(30)]
    files["nameless"] = an_835(*nameless, trace="T0")
    texts = "".join(files.values())
    assert [each for each in ("ST*999", "REF*F8*", "STC*A", "CLP*0*") if each not in texts] == []
    batches = re.findall(r"BHT\*0019\*00\*([^*]+)", texts)
    assert len(set(batches)) < len(batches)
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    paths = [tmp_path / name for name in sorted(files)]
    one, store = tmp_path / "one", None
    for several in (paths[: len(paths) // 2], paths[len(paths) // 2 :]):
        load.load_paths(one, several)
        store = store or beside(one)
        load.load_paths(store, several, engine=cluster.address)
        assert unlike(one, store) == {}
    anew = Path(shutil.copytree(store, tmp_path / "anew"))
    load.rebuild(anew)
    # Sums go by numbers that names got when they first came.
    by_numbers = ("sums.", "signals.attribute_values")
    assert [name for name in unlike(anew, store) if not name.startswith(by_numbers)] == []
    assert load.undo(store) == 1


def test_a_worker_that_dies_in_the_middle_of_a_slice_changes_nothing(
    cluster: LocalCluster,
    told: tuple[Path, Path],
    beside: Beside,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cut_small(monkeypatch)
    monkeypatch.setattr(spread.tasks, "judge_handed", faults.machine_dies_once)
    files, one = told
    store = beside(one)
    try:
        load.load_paths(store, [files], engine=cluster.address)
    finally:
        cluster.begin_worker()
    assert unlike(one, store) == {}


def test_a_driver_that_is_killed_leaves_the_last_snapshot_and_the_next_load_works(
    cluster: LocalCluster, told: tuple[Path, Path], tmp_path: Path
) -> None:
    store = Path(shutil.copytree(told[1], tmp_path / "store"))
    later = tmp_path / "later.835"
    later.write_text(an_835(a_denied_claim("Z1"), trace="Z"))
    driver = subprocess.Popen(
        [sys.executable, "-m", "tests.cluster.driver", str(store), str(later), cluster.address],
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 90
        while not (store / "in-work").exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert (store / "in-work").exists()
        driver.kill()
        driver.wait()
        assert snapshots.current_snapshot(store) == 1
        assert unlike(told[1], store) == {}
        report = load.load_paths(store, [later], engine=cluster.address)
    finally:
        kill_group(driver)
    assert [file.status for file in report.files] == ["loaded"]
    assert list(store.glob("work-*")) == []


def test_storage_that_a_worker_does_not_see_is_said_in_one_sentence(
    cluster: LocalCluster, told: tuple[Path, Path], tmp_path: Path, monkeypatch: Any
) -> None:
    store = Path(shutil.copytree(told[1], tmp_path / "store"))
    (tmp_path / "z.835").write_text(an_835(a_claim("Z1"), trace="Z"))

    def elsewhere(store: Path, folder: Path) -> Workplace:
        return replace(Workplace.of(store, folder), folder=Path("/nowhere/store"))

    class Elsewhere:
        of = staticmethod(elsewhere)

    monkeypatch.setattr(loading, "Workplace", Elsewhere)
    with pytest.raises(DenialsError, match=r"^The worker on .* cannot see /nowhere/store; "):
        load.load_paths(store, [tmp_path / "z.835"], engine=cluster.address)
    assert snapshots.current_snapshot(store) == 1


def test_a_wrong_secret_is_said_in_one_sentence(
    cluster: LocalCluster, tmp_path: Path, told: tuple[Path, Path]
) -> None:
    settings = tmp_path / "conf"
    shutil.copytree(cluster.environment["SPARK_CONF_DIR"], settings)
    conf = settings / "spark-defaults.conf"
    lines = conf.read_text().splitlines()
    wrong = [line if "secret" not in line else "spark.authenticate.secret no" for line in lines]
    conf.write_text("\n".join(wrong))
    run = subprocess.run(
        [sys.executable, "-m", "analytics", "--database", str(tmp_path / "store"), "load"]
        + [str(told[0]), "--engine", cluster.address],
        env=os.environ | {"SPARK_CONF_DIR": str(settings)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert "did not take this load" in run.stderr
