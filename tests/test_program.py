"""Where the program finds its own files, and where it keeps data if nobody says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path, PosixPath

import pytest

from analytics import program
from analytics.snapshots import store_folder

HOME = Path.home()


def test_in_a_checkout_data_is_kept_beside_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DENIALS_HOME", raising=False)
    assert store_folder(None) == Path(__file__).parents[1] / "data"


def test_an_installed_program_keeps_data_in_the_folder_of_its_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DENIALS_HOME", raising=False)
    monkeypatch.setattr(program, "IS_INSTALLED", True)
    assert store_folder(None) == program.user_folder()
    monkeypatch.setenv("DENIALS_HOME", "elsewhere")
    assert store_folder(None) == Path("elsewhere")
    assert store_folder(Path("chosen")) == Path("chosen")


@pytest.mark.parametrize(
    ("platform", "system", "environment", "expected"),
    [
        ("linux", "posix", {}, HOME / ".local" / "share" / "denials"),
        ("linux", "posix", {"XDG_DATA_HOME": "/srv/own"}, Path("/srv/own/denials")),
        # The XDG base directory specification: a relative path is invalid and ignored.
        ("linux", "posix", {"XDG_DATA_HOME": "own"}, HOME / ".local" / "share" / "denials"),
        ("darwin", "posix", {}, HOME / "Library" / "Application Support" / "denials"),
        ("win32", "nt", {"LOCALAPPDATA": "/Users/a/Local"}, Path("/Users/a/Local/denials")),
        ("win32", "nt", {}, HOME / "AppData" / "Local" / "denials"),
    ],
)
def test_each_system_has_its_own_folder_for_data_of_a_user(
    platform: str,
    system: str,
    environment: dict[str, str],
    expected: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(program, "Path", PosixPath)  # a Path of "nt" cannot be made here
    monkeypatch.setattr(sys, "platform", platform)
    with monkeypatch.context() as patched:
        patched.setattr(os, "name", system)
        found = program.user_folder()
    assert found == expected


def test_output_to_a_file_is_utf_8_with_plain_line_ends_whatever_the_system_writes(
    tmp_path: Path,
) -> None:
    """Windows hands a program the code page of its country, which has no "→"."""
    command = [sys.executable, "-m", "analytics", "--database", str(tmp_path), "ask", "list"]
    done = subprocess.run(
        command,
        cwd=program.ROOT,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    assert b"\r" not in done.stdout
    assert "denials_by_payer" in done.stdout.decode("utf-8")


def test_a_sentence_with_letters_that_a_code_page_lacks_is_written(tmp_path: Path) -> None:
    script = "from analytics import __main__ as m; m._write_alike_everywhere(); print('9 → 10')"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=program.ROOT,
        env=os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        capture_output=True,
    )
    assert (done.returncode, done.stdout) == (0, "9 → 10\n".encode())


def test_every_style_and_template_that_a_module_names_is_there() -> None:
    """Streamlit draws the path of a style that is not there as text, and says nothing."""
    named = [
        (program.PACKAGE if place else module.parent).joinpath(*re.findall(r"\w+", folders), name)
        for module in [program.APP, *sorted(program.PACKAGE.rglob("*.py"))]
        for place, folders, name in re.findall(
            r'(?:(PACKAGE)|Path\(__file__\)\.parent)((?: / "\w+")*) / "(\w+\.(?:css|html|js))"',
            module.read_text(encoding="utf-8"),
        )
    ]
    assert {"style.css", "meeting.css", "focus.html"} <= {path.name for path in named}
    assert [path for path in named if not path.exists()] == []
