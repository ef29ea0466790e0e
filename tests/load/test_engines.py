"""Loads by worker processes leave what one process leaves, whatever befalls the workers."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from analytics import database, load, snapshots
from analytics.__main__ import main
from analytics.database import SliceFiles, SliceTold, slice_files
from analytics.engines import is_an_engine, opened_engine, spark, this_machine
from analytics.engines.engine import MOST_ATTEMPTS
from analytics.load import loading, spread, spread_reading
from analytics.vocabulary import DenialsError, TooLarge, WorkerLost
from benchmarks.cluster.compare import unlike
from tests import story
from tests.cluster.small_work import cut_small
from tests.given import a_claim, a_denied_claim, an_835
from tests.load.on_workers import (
    always_dies,
    draws_progress,
    fails,
    has_bad_luck,
    never_fits,
    stumbles,
)
from tests.load.rebuilding import tables_of, unlike_after

PROCESSES = "processes:2"


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A load of a few claims is cut as a large one is: the story's 77 into two slices, or finer."""
    cut_small(monkeypatch)
    monkeypatch.setattr(slice_files, "FINER", 2)
    monkeypatch.setattr(spread, "LEAST_CLAIMS_OF_SLICE", 39)


@pytest.fixture(scope="module")
def story_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story")
    for name, text in story.FILES.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture(scope="module")
def told(story_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story as one process loads it."""
    store = tmp_path_factory.mktemp("told")
    load.load_paths(store, [story_files])
    return store


def beside(store: Path, folder: Path) -> Path:
    """An empty store whose patients' names are hashed with the key of another."""
    folder.mkdir(mode=0o700)
    shutil.copy(store / "patients.key", folder)
    return folder


def test_a_load_by_processes_adds_to_one_by_this_process(
    told: Path, story_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Load by load, in turn by the one and the other: as all at once."""
    monkeypatch.setattr(spread, "LEAST_CLAIMS_OF_SLICE", 28)
    store = beside(told, tmp_path / "store")
    files = sorted(story_files.iterdir())
    for place, several in enumerate((files[:4], files[4:7], files[7:])):
        load.load_paths(store, several, engine=PROCESSES if place % 2 == 0 else None)
    without = {"load_number", "loaded_at"}
    anew = Path(shutil.copytree(store, tmp_path / "anew"))
    load.rebuild(anew)
    assert unlike(store, anew, without) == {}
    undone = snapshots.undo(store)
    assert undone == snapshots.current_snapshot(store)


def test_large_files_are_cut_by_sets_and_archives_read_by_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spread_reading, "TASK_BYTES", 2_000)
    claims = [a_claim(f"A{number}") for number in range(40)]
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.835").write_text(an_835(*claims, trace="T1"))
    with zipfile.ZipFile(files / "b.zip", "w") as archive:
        archive.writestr("b.835", an_835(a_denied_claim("B1"), trace="T2"))
        archive.writestr("c.835", an_835(*claims[:20], trace="T3"))
        archive.writestr("again.835", an_835(a_denied_claim("B1"), trace="T2"))
    with gzip.open(files / "d.835.gz", "wt") as packed:
        packed.write(an_835(a_denied_claim("D1"), trace="T4"))
    (files / "e.txt").write_text("no table")
    (files / "f.835").write_text(an_835(a_claim("F1"), trace="T5").partition("SVC")[0])
    (files / "g.835").write_text((files / "f.835").read_text())

    one, other = tmp_path / "one", tmp_path / "other"
    report = load.load_paths(one, [files])
    by_workers = load.load_paths(beside(one, other), [files], engine=PROCESSES)
    assert by_workers.files == report.files
    assert {file.status for file in report.files} == {"loaded", "refused", "duplicate"}
    assert unlike(one, other) == {}


@pytest.fixture
def judged_by(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Lets slices be judged by another function."""

    def by(function: Any) -> None:
        monkeypatch.setattr(spread.tasks, "judge_handed", function)

    yield by


def test_processes_leave_every_row_as_one_does_whatever_befalls_them(
    told: Path, story_files: Path, tmp_path: Path, judged_by: Any
) -> None:
    """What is too large is cut finer, what was lost is done again, and nothing is left about."""
    judged_by(has_bad_luck)
    store = beside(told, tmp_path / "store")
    report = load.load_paths(store, [story_files], engine=PROCESSES)
    assert {file.status for file in report.files} == {"loaded"}
    assert unlike(told, store) == {}
    assert [path.name for path in store.glob("work-*")] == []


def test_a_slice_that_does_not_fit_into_memory_is_cut_finer(told: Path, tmp_path: Path) -> None:
    whole = snapshots.current_path(told)
    assert whole
    shutil.copyfile(whole, tmp_path / "store.duckdb")

    def judge(slices: Sequence[SliceFiles]) -> Iterator[tuple[SliceFiles, SliceTold | None]]:
        for each in slices:
            megabytes = 4 if each.folder.name == "cut-1" else 600
            scratch = tmp_path / f"scratch-{each.folder.name}-{each.number}"
            scratch.mkdir()
            try:
                yield each, database.judge_slice(each, scratch, megabytes)
            except TooLarge:
                yield each, None

    elsewhere = database.Elsewhere(tmp_path / "slices", lambda _: 2, judge)
    with database.connect(
        tmp_path / "store.duckdb", read_only=False, files_to_read=[tmp_path]
    ) as connection:
        tables = [f"marts.{name}" for name in tables_of(connection, "marts")]
        anew = partial(database.build_models, connection, elsewhere=elsewhere)
        assert unlike_after(connection, tables, anew) == {}
    cuts = sorted(path.name for path in (tmp_path / "slices").glob("cut-*"))
    assert cuts == ["cut-1", "cut-2", "cut-3"]


def test_claims_that_no_worker_can_judge_leave_the_store_as_it_was(
    told: Path, tmp_path: Path, judged_by: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slice_files, "FINER", 1)
    judged_by(never_fits)
    store = Path(shutil.copytree(told, tmp_path / "store"))
    later = tmp_path / "later.835"
    later.write_text(an_835(a_denied_claim("Z1"), trace="Z"))
    before = snapshots.current_snapshot(store)
    with pytest.raises(DenialsError, match="do not fit into a worker's memory"):
        load.load_paths(store, [later], engine=PROCESSES)
    assert snapshots.current_snapshot(store) == before


def test_what_a_worker_says_is_what_is_told_and_one_that_always_ends_is_given_up() -> None:
    with opened_engine("processes:1") as engine:
        told: Future[None] = engine.submit(fails, None)
        with pytest.raises(DenialsError, match=r"^It cannot be done\.$"):
            told.result()
        with pytest.raises(WorkerLost, match=r"failed 4 times \(ValueError\), so nothing"):
            engine.submit(stumbles, None).result()
        with pytest.raises(WorkerLost, match=f"ended {MOST_ATTEMPTS} times"):
            engine.submit(always_dies, None).result()


@pytest.mark.parametrize("name", ["processes:0", "processes:", "yarn", "spark://nowhere", ""])
def test_an_engine_of_another_name_is_none(name: str) -> None:
    assert not is_an_engine(name)


def test_the_command_says_which_engines_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--database", str(tmp_path / "store"), "load", str(tmp_path), "--engine", "yarn"]
    assert main(words) == 2
    said = "There is no engine yarn; it is processes, processes:N, spark://HOST:PORT or none.\n"
    assert capsys.readouterr().err == said
    assert not (tmp_path / "store").exists()


def test_a_load_of_many_bytes_takes_processes_unless_it_is_to_take_none(
    told: Path, story_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(this_machine, "core_count", lambda: 2)
    monkeypatch.setattr(this_machine, "_memory_megabytes", lambda: 16_000)
    taken: list[str] = []
    opened = loading.opened_engine
    monkeypatch.setattr(loading, "opened_engine", lambda name: taken.append(name) or opened(name))

    def loaded(name: str, large_bytes: int, *words: str | Path) -> Path:
        monkeypatch.setattr(this_machine, "LARGE_BYTES", large_bytes)
        store = beside(told, tmp_path / name)
        assert main(["--database", str(store), "load", *map(str, words)]) == 0
        return store

    one = tmp_path / "one.835"
    byte_count = one.write_text(an_835(a_claim("Z1")))
    loaded("a byte less", byte_count + 1, one)
    loaded("none", byte_count, one, "--engine", "none")
    assert taken == []
    of_story = sum(file.stat().st_size for file in story_files.iterdir())
    assert unlike(told, loaded("many", of_story, story_files)) == {}
    assert taken == ["processes:2"]


def test_a_cluster_on_a_network_that_lets_anybody_in_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    far = "spark://10.0.0.7:7077"
    spark.refuse_open(far, authenticates=True)
    spark.refuse_open("spark://127.0.0.1:7077,localhost:7077", authenticates=False)
    for master in (far, "spark://127.0.0.1:7077,10.0.0.7:7077"):
        with pytest.raises(DenialsError, match="switch on spark.authenticate"):
            spark.refuse_open(master, authenticates=False)
    monkeypatch.setenv("DENIALS_OPEN_CLUSTER", "1")
    spark.refuse_open(far, authenticates=False)


def test_a_master_that_does_not_answer_is_said_before_anything_is_loaded(
    told: Path, tmp_path: Path
) -> None:
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("there is no Java")
    store = Path(shutil.copytree(told, tmp_path / "store"))
    files: Mapping[str, str] = {"z.835": an_835(a_claim("Z"))}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(DenialsError, match=r"^No Spark master answers at spark://127.0.0.1:9,"):
        load.load_paths(store, [tmp_path / "z.835"], engine="spark://127.0.0.1:9")
    assert snapshots.current_snapshot(store) == 1


def test_a_worker_draws_nothing_among_the_results() -> None:
    """A process without a script of its own counts as interactive: its bar went to our output."""
    with opened_engine("processes:1") as engine:
        assert engine.submit(draws_progress, None).result() is False


def test_workers_of_a_server_do_not_run_the_dashboard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit puts each script it runs in the place of the main program."""
    script = tmp_path / "app.py"
    script.write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nraise SystemExit(1)\n")
    main_program = ModuleType("__main__")
    main_program.__file__ = str(script)
    monkeypatch.setitem(sys.modules, "__main__", main_program)
    with opened_engine("processes:1") as engine:
        assert engine.submit(os.path.basename, "a/b").result() == "b"
    assert not (tmp_path / "ran").exists()


def test_a_worker_ends_with_the_process_that_began_it(tmp_path: Path) -> None:
    code = (
        "import os, time\n"
        "from analytics.engines import opened_engine\n"
        "with opened_engine('processes:1') as engine:\n"
        "    print(engine.submit(os.getpgid, 0).result(), flush=True)\n"
        "    engine.submit(time.sleep, 600)\n"
        "    time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as program:
        assert program.stdout
        worker = int(program.stdout.readline())
        program.kill()
    for _ in range(200):
        if not Path(f"/proc/{worker}").exists():
            return
        time.sleep(0.05)
    raise AssertionError("the worker goes on")


def test_work_that_no_worker_can_find_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def found_here(_: object) -> None:
        """There is such a function in this process alone."""

    module = ModuleType("of_this_process")
    found_here.__module__, found_here.__qualname__ = module.__name__, found_here.__name__
    module.found_here = found_here  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    with opened_engine("processes:1") as engine:
        asked: Future[None] = engine.submit(found_here, None)
        with pytest.raises(WorkerLost, match=f"ended {MOST_ATTEMPTS} times"):
            asked.result(timeout=60)
