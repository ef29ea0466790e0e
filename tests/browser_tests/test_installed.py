"""The program as people install it: built, put into an environment of its own, used elsewhere.

The environment holds the wheel alone; its libraries are those that run the tests.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser

from analytics.__main__ import main
from tests.browser_tests.conftest import OWN_HOST, ROOT, _wait_until_healthy, new_screen
from tests.browser_tests.screen import Screen

NOT_BUILT_FROM = (".*", "data", "build", "dist", "*.egg-info", "tests", "benchmarks", "screenshots")
BUILD = "import sys; from setuptools import build_meta; build_meta.build_sdist(sys.argv[1])"


@dataclass(frozen=True)
class Installed:
    """The installed command, a folder to use it in, and the wheel it came from."""

    command: Path
    folder: Path
    wheel: Path

    @property
    def environment(self) -> dict[str, str]:
        """As a person has it: nothing of ours but a home."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DENIALS_", "PYTHON", "COV_", "XDG_"))
        }
        return kept | {"HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder / "share")}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One command, started where nothing of the checkout is."""
        return subprocess.run(
            [str(self.command), *words],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )

    def said(self, *words: str) -> str:
        """The answer of a command that works."""
        done = self.run(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def served(self, browser: Browser) -> Iterator[Screen]:
        """Its dashboard in a browser."""
        with socket.socket() as probe:
            probe.bind((OWN_HOST, 0))
            port = probe.getsockname()[1]
        server = subprocess.Popen(
            [str(self.command), "serve", "--port", str(port)],
            cwd=self.folder,
            env=self.environment,
            stdout=(self.folder / "server.log").open("wb"),
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_healthy(port, server)
            with new_screen(browser, f"http://{OWN_HOST}:{port}") as screen:
                yield screen
        finally:
            server.terminate()
            server.wait(20)


def done(*command: object, folder: Path) -> None:
    """Run a step of building, and show what it says if it fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    words = [str(word) for word in command]
    step = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True)
    assert step.returncode == 0, step.stdout + step.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as from a download of the sources: first the source distribution, the wheel of it."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(ROOT, folder / "source", ignore=_not_built_from)
    done(sys.executable, "-c", BUILD, folder, folder=folder / "source")
    (sources,) = folder.glob("denials-*.tar.gz")
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")
    done(sys.executable, "-m", "pip", "wheel", *offline, "-w", folder, sources, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


def _not_built_from(folder: str, names: list[str]) -> set[str]:
    """What a copy of the sources leaves out: data, environments, and what nothing is built from."""
    left_out = set(shutil.ignore_patterns("__pycache__")(folder, names))
    if Path(folder) in (ROOT, ROOT / "docs"):
        left_out |= set(shutil.ignore_patterns(*NOT_BUILT_FROM)(folder, names)) - {".streamlit"}
    return left_out


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own, and the sample loaded as the README says."""
    home = tmp_path_factory.mktemp("home")
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index")
    done(*pip, "--quiet", wheel, folder=home)
    # The libraries of this run, after the wheel: so nothing of the checkout is found before it.
    (own,) = environment.glob("lib/python*/site-packages")
    paths = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (own / "libraries_of_the_tests.pth").write_text("\n".join(sorted(paths)), encoding="utf-8")
    program = Installed(environment / "bin" / "denials", home, wheel)
    program.said("demo")
    return program


def test_the_wheel_holds_every_query_page_and_style_and_nothing_of_the_tests(wheel: Path) -> None:
    with ZipFile(wheel) as file:
        held = set(file.namelist())
    queries = {
        f"analytics/carried/{path.relative_to(ROOT)}"
        for path in (ROOT / "queries").rglob("*")
        if path.is_file()
    }
    pages = {
        str(path.relative_to(ROOT))
        for ending in ("py", "css", "html", "js")
        for path in (ROOT / "analytics").rglob(f"*.{ending}")
    }
    assert queries | pages <= held
    assert "analytics/carried/.streamlit/config.toml" in held
    assert {name.split("/")[0] for name in held if ".dist-info/" not in name} == {"analytics"}
    assert not [name for name in held if "secrets" in name or "__pycache__" in name]


def test_an_installed_program_keeps_its_data_in_the_folder_of_its_user(
    installed: Installed,
) -> None:
    assert (installed.folder / "share" / "denials" / "current.json").exists()


def test_an_installed_program_answers_every_question_and_as_the_checkout_does(
    installed: Installed, capsys: pytest.CaptureFixture[str]
) -> None:
    named = re.findall(r"^(\w+): ", installed.said("ask", "list"), flags=re.M)
    assert named == sorted(path.stem for path in (ROOT / "queries" / "4_review").glob("*.sql"))
    store = installed.folder / "share" / "denials"
    assert main(["ask", "denials_by_payer", "--database", str(store)]) == 0
    own = capsys.readouterr().out.splitlines()
    assert len(own) > 2 and installed.said("ask", "denials_by_payer").splitlines() == own


def test_an_installed_program_writes_the_packet(installed: Installed) -> None:
    installed.said("export", "packet", "-o", "packet.html")
    packet = (installed.folder / "packet.html").read_text(encoding="utf-8")
    assert packet.startswith("<!doctype html>") and "<table" in packet


def test_an_installed_program_serves_its_pages(installed: Installed, browser: Browser) -> None:
    with installed.served(browser) as screen:
        screen.open().asks("This week")
        assert screen.page.get_by_test_id("stException").count() == 0
        screen.go("Payers", "Payers")
        assert screen.page.get_by_test_id("stException").count() == 0


def test_doctor_finds_nothing_missing_where_the_program_works(installed: Installed) -> None:
    said = installed.said("doctor")
    assert re.search(r"^ok +Libraries +all \d+", said, flags=re.M)
    assert "the program is installed" in said and said.endswith("Nothing is missing.\n")


def test_the_dictionary_is_not_written_into_an_installed_program(installed: Installed) -> None:
    done = installed.run("dictionary")
    assert (done.returncode, done.stdout) == (1, "")
    assert "in a checkout" in done.stderr
