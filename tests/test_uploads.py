"""What was uploaded lies in a private folder, and is gone with its session or its server."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import streamlit

from analytics import session
from analytics.__main__ import main
from analytics.uploads import new_folder, sweep


def names(store: Path) -> list[str]:
    return sorted(path.name for path in store.iterdir())


def test_nothing_is_on_the_disk_before_something_is_uploaded(tmp_path: Path) -> None:
    folder = new_folder(tmp_path / "store")
    folder.end()
    assert not (tmp_path / "store").exists()


def test_an_upload_is_kept_once_under_its_own_name_for_us_alone(tmp_path: Path) -> None:
    folder = new_folder(tmp_path)
    path = folder.keep("1", "week.835", io.BytesIO(b"content"))

    assert (path.name, path.read_bytes()) == ("week.835", b"content")
    assert folder.keep("1", "week.835", io.BytesIO(b"other")) == path
    assert path.read_bytes() == b"content"
    assert stat.S_IMODE(folder.path.stat().st_mode) == stat.S_IMODE(path.parent.stat().st_mode)
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_two_uploads_of_one_name_stay_two_files(tmp_path: Path) -> None:
    folder = new_folder(tmp_path)
    paths = [folder.keep(key, "a.835", io.BytesIO(key.encode())) for key in ("1", "2")]
    assert [path.read_bytes() for path in paths] == [b"1", b"2"]


def test_a_name_leads_nowhere_else(tmp_path: Path) -> None:
    folder = new_folder(tmp_path)
    for key, name in enumerate(("../../up.835", "..\\up.835", "/etc/up.835", "..", "", "\0.835")):
        path = folder.keep(str(key), name, io.BytesIO(b""))
        assert path.parent.parent == folder.path and path.is_file()
    long = folder.keep("long", "n" * 300 + ".835", io.BytesIO(b""))
    assert long.suffix == ".835"


def test_what_is_taken_off_the_screen_is_removed(tmp_path: Path) -> None:
    folder = new_folder(tmp_path)
    gone = folder.keep("1", "a.835", io.BytesIO(b""))
    stays = folder.keep("2", "b.835", io.BytesIO(b""))
    folder.keep_only({"2"})
    assert stays.exists() and not gone.parent.exists()


def test_an_upload_goes_with_its_session(tmp_path: Path) -> None:
    folder = new_folder(tmp_path)
    folder.keep("1", "a.835", io.BytesIO(b""))
    folder.end()
    assert names(tmp_path) == []


def test_a_load_under_way_keeps_its_files_though_the_session_ends(tmp_path: Path) -> None:
    folder = new_folder(tmp_path)
    path = folder.keep("1", "a.835", io.BytesIO(b""))
    taken = folder.take()
    folder.end()
    assert taken == [path] and path.exists()
    folder.give_back(taken)
    assert names(tmp_path) == []


def test_a_server_that_starts_removes_what_others_left_and_no_more(tmp_path: Path) -> None:
    # A process that has ended, one that runs (this one's parent), and ourselves before we began.
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for name in (
        f"uploads-{ended.pid}-a",
        f"uploads-{os.getppid()}-b",
        f"uploads-{os.getpid()}-c",
        "upload-of-an-older-version",
        "work-x",
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "patient.835").write_text("x")
    (tmp_path / "current.json").write_text("{}")

    sweep(tmp_path)

    assert names(tmp_path) == ["current.json", f"uploads-{os.getppid()}-b", "work-x"]
    sweep(tmp_path / "not yet there")


def test_an_inbox_that_is_no_folder_is_said_before_anything_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    for named in ("gone", "file"):
        assert main(["serve", "--inbox", str(tmp_path / named)]) == 2
        assert capsys.readouterr().err.endswith(f"{named} to be the inbox.\n")


def test_serve_names_the_inbox_and_removes_what_was_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "store" / "uploads-0-left").mkdir(parents=True)
    (tmp_path / "remits").mkdir()
    monkeypatch.setenv("DENIALS_HOME", "before")
    monkeypatch.setenv("DENIALS_INBOX", "before")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "")
    monkeypatch.setattr(sys, "argv", sys.argv)
    started: list[dict[str, object]] = []
    monkeypatch.setattr(streamlit.App, "run", lambda _, config: started.append(config))

    main(["serve", "--inbox", "remits", "--port", "9", "--database", str(tmp_path / "store")])

    assert len(started) == 1
    assert session.inbox() == tmp_path / "remits"
    assert names(tmp_path / "store") == []
