"""Neither the browser nor the server calls anybody, whatever is uploaded, loaded and shown.

The screen fails by itself if a browser asks anybody else. Every process of the server, readers of
workbooks among them, writes down whom it looks up, connects or sends to, before it does so, even if
it lasts no longer than a refusal. What the database would fetch by itself goes past that and is
shut off (tests/test_shut_off.py).
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser_tests.conftest import Dashboard
from tests.browser_tests.test_closed import HOSTILE, harmless, opens_socket, request

ROOT = Path(__file__).parents[2]
# Read by every Python that starts with this folder on its path.
WATCH = """
import os, sys
def note(event, said):
    if event.startswith("socket.") and event.split(".")[1] in (
        "connect", "sendto", "sendmsg", "getaddrinfo", "gethostbyname", "gethostbyaddr", "bind"
    ):
        whom = [each for each in said if isinstance(each, (str, tuple))]
        line = repr((event, *whom)) + "\\n"
        handle = os.open(os.environ["CALLS_OUT"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(handle, line.encode())
        os.close(handle)
sys.addaudithook(note)
"""


@pytest.fixture(scope="module")
def watched(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[dict[str, str], Callable[[], list[tuple]]]:
    """The environment of a program that is watched, and whom such programs have called."""
    folder = tmp_path_factory.mktemp("watch")
    (folder / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    calls = folder / "calls"
    ours = os.pathsep.join([str(folder), str(ROOT)])
    environment = os.environ | {"PYTHONPATH": ours, "CALLS_OUT": str(calls)}

    def called() -> list[tuple]:
        """Event by event; what Python tells of none yet is none."""
        lines = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
        return [ast.literal_eval(line) for line in lines]

    return environment, called


@pytest.fixture(scope="module")
def hostile_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Payers, claims and file names that would have somebody called, as text and as a workbook."""
    folder = tmp_path_factory.mktemp("hostile_files")
    shutil.copy(HOSTILE, folder / "![i](http:⁄⁄evil.test⁄i.png).csv")
    sheet = openpyxl.Workbook()
    rows = [line.split(",") for line in (
        "Acct,Payer,DOS,CPT,Charge,Paid,Denial Codes,Check Date,Check #",
        "W1,![p](http://evil.test/p.png),2026-09-01,99213,120,0,CO-97,2026-10-01,W1",
        'W2,=WEBSERVICE("http://evil.test"),2026-09-01,99213,120,0,CO-97,2026-10-01,W1',
    )]  # fmt: skip
    for row in rows:
        sheet.active.append(row)
    sheet.active["A2"].hyperlink = "http://evil.test/link"
    sheet.save(folder / "links.xlsx")
    return sorted(folder.iterdir())


def strangers(calls: list[tuple]) -> list[tuple]:
    """Calls of anybody but this machine; sockets within it have a path or no name."""
    hosts = [(each, host) for each in calls for host in _hosts_of(each)]
    return [each for each, host in hosts if host not in ("127.0.0.1", "::1", "localhost", "")]


def _hosts_of(call: tuple) -> list[str]:
    event, *said = call
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        return [str(said[0])] if said else []
    return [str(each[0]) for each in said if isinstance(each, tuple) and each]


def test_nobody_is_called_whatever_is_uploaded_loaded_and_shown(
    serve: Callable[..., Dashboard],
    watched: tuple[dict[str, str], Callable[[], list[tuple]]],
    hostile_files: list[Path],
    tmp_path: Path,
) -> None:
    environment, called = watched
    served = serve(tmp_path / "store", environment=environment)
    with served.new_screen() as screen:
        screen.open("files")
        screen.upload(*hostile_files)
        loaded = screen.page.get_by_test_id("stMain").get_by_text("2 files: 2 loaded.")
        expect(loaded.first).to_be_visible(timeout=200_000)
        screen.settle()
        screen.open("payers")
        harmless(screen.page)
        screen.open("denied_lines?list=all")
        drawer = screen.open_claim(0)
        screen.unfold_events(drawer)
        harmless(screen.page)
    for origin in ("http://evil.test", "https://192.0.2.1", "null"):
        assert not opens_socket(served.address, Origin=origin)
        assert request(served.address, "/", Origin=origin) == 403
    port = int(served.address.rpartition(":")[2])
    assert ("socket.bind", ("127.0.0.1", port)) in called()  # it was watched
    assert strangers(called()) == []


def test_whoever_called_out_would_be_seen(
    watched: tuple[dict[str, str], Callable[[], list[tuple]]],
) -> None:
    environment, called = watched
    for act in (
        "import socket; socket.socket().connect_ex(('192.0.2.1', 9))",
        "import urllib.request as u; u.urlopen('http://evil.test/', timeout=1)",
    ):
        command = [sys.executable, "-c", f"import socket; socket.setdefaulttimeout(1); {act}"]
        env = {k: v for k, v in environment.items() if not re.search("(?i)proxy", k)}
        subprocess.run(command, env=env, capture_output=True, timeout=60)
    seen = [str(each) for each in strangers(called())]
    assert any("192.0.2.1" in each for each in seen)
    assert any("evil.test" in each for each in seen)
