"""Bad input and bad moments, on the command line: one clear sentence, exit 1, nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics import database, load
from tests.small_remittance import REMITTANCE, a_remittance_of

ROOT = Path(__file__).parents[1]


def denials(store: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """One command, run to its end as a script would."""
    command = [sys.executable, "-m", "analytics", *map(str, words), "--database", str(store)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def start(store: Path, *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "analytics", *map(str, words), "--database", str(store)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def denied_lines(store: Path) -> int:
    with load.opened(store) as (_, connection):
        return int(database.ask(connection, "headline")["denied_line_count"].iloc[0])


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good file, a large one, and the bad ones."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "good.835").write_text(REMITTANCE)
    (folder / "other.835").write_text(a_remittance_of(1).replace("TRACE1", "TRACE3"))
    (folder / "large.835").write_text(a_remittance_of(30_000).replace("TRACE1", "TRACE2"))
    (folder / "empty.835").write_bytes(b"")
    (folder / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40)
    (folder / "truncated.835").write_text(REMITTANCE[: REMITTANCE.index("CAS*CO") + 4])
    (folder / "letters.csv").write_text("Dear,Sirs\nplease,pay\n")
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        with bomb.open("zeros.835", "w", force_zip64=True) as member:
            for _ in range(20):  # 320 MB of 311 kB
                member.write(bytes(16_000_000))
    return folder


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, files: Path) -> Path:
    """A store that holds one denied line, as snapshot 1."""
    folder = tmp_path_factory.mktemp("loaded")
    assert denials(folder, "load", files / "good.835").returncode == 0
    return folder


@pytest.fixture
def store(tmp_path: Path, loaded: Path) -> Path:
    """A copy of it, to be mistreated."""
    return Path(shutil.copytree(loaded, tmp_path / "store"))


def test_files_that_cannot_be_understood_are_refused_in_a_sentence_each(
    store: Path, files: Path
) -> None:
    bad = ["empty.835", "picture.jpg", "truncated.835", "letters.csv", "bomb.zip"]
    done = denials(store, "load", *(files / name for name in bad), "--json")

    assert (done.returncode, done.stderr) == (1, "")
    report = json.loads(done.stdout)
    assert report["snapshot"] == 1
    refused = {file["file_name"]: file for file in report["files"]}
    assert [name.split("/")[0] for name in refused] == bad
    for file in refused.values():
        assert file["status"] == "refused"
        assert file["message"].endswith(".") and "\n" not in file["message"]
    assert "Traceback" not in done.stdout and "DOE" not in done.stdout
    assert denied_lines(store) == 1


def test_a_second_load_while_one_runs_is_refused_and_the_first_goes_on(
    store: Path, files: Path
) -> None:
    first = start(store, "load", files / "other.835", "--json")
    stop_at_its_draft(store, first)

    second = denials(store, "load", files / "good.835")
    assert second.returncode == 1
    assert "Another load is running" in second.stderr and second.stderr.count("\n") == 1

    first.send_signal(signal.SIGCONT)
    out, _ = first.communicate(timeout=120)
    assert (first.returncode, json.loads(out)["snapshot"]) == (0, 2)
    assert denied_lines(store) == 2


def test_a_load_killed_in_the_middle_leaves_the_last_snapshot_and_the_next_works(
    store: Path, files: Path
) -> None:
    killed = start(store, "load", files / "other.835")
    stop_at_its_draft(store, killed)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()

    assert killed.returncode == -signal.SIGKILL
    assert denied_lines(store) == 1
    assert denials(store, "check").returncode == 0
    again = denials(store, "load", files / "other.835", "--json")
    assert (again.returncode, json.loads(again.stdout)["files"][0]["status"]) == (0, "loaded")
    assert denied_lines(store) == 2
    left_over = [path.name for path in store.iterdir() if "building" in path.name]
    assert left_over == [] and not list(store.glob("work-*"))


def stop_at_its_draft(store: Path, load: subprocess.Popen[str]) -> None:
    """Stop a load once it has its draft, however slow the machine; fails when it ends before."""
    while not list(store.glob("*.building.duckdb")):
        assert load.poll() is None, load.communicate()
        time.sleep(0.02)
    load.send_signal(signal.SIGSTOP)
    assert list(store.glob("*.building.duckdb")), "it had ended before it was stopped"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 24 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    if sys.platform != "linux" or os.geteuid() != 0 or subprocess.call(["mount", *options]):
        # Without the right to mount, test_snapshots.py tells the same with a limit on file size.
        yield folder
        return
    yield folder
    subprocess.check_call(["umount", str(folder)])


def test_a_disk_that_fills_up_during_a_load_is_said_in_a_sentence(
    small_disk: Path, files: Path
) -> None:
    assert denials(small_disk, "load", files / "good.835").returncode == 0
    filler = small_disk / "filler"
    if os.path.ismount(small_disk):
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        filler.write_bytes(bytes(max(free - 9_000_000, 0)))
        full = denials(small_disk, "load", files / "large.835")
        assert full.returncode == 1, full.stdout
        assert "is full: nothing was loaded" in full.stderr and full.stderr.count("\n") == 1
        filler.unlink()
    assert denied_lines(small_disk) == 1
