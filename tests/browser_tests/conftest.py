"""The real server on a free port, a real browser, and a watch on what it asks for."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import LAUNCH_ARGUMENTS, browser_path
from tests.browser_tests.screen import PATIENCE, Screen
from tests.conftest import SampleHouse

ROOT = Path(__file__).parents[2]
OWN_HOST = "127.0.0.1"


@dataclass(frozen=True)
class Dashboard:
    """A served store and the browser that looks at it."""

    store: Path
    address: str
    new_screen: Callable[..., Screen]
    log: Path

    def cli(self, *arguments: str) -> str:
        """Run the command line on the same store, as a nightly load does."""
        command = [sys.executable, "-m", "analytics", "--database", str(self.store), *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=browser_path(), args=[*LAUNCH_ARGUMENTS, "--no-proxy-server"]
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def serve(browser: Browser) -> Iterator[Callable[[Path], Dashboard]]:
    """Serves a store until all tests are done."""
    servers: list[subprocess.Popen] = []

    def start(store: Path, *options: str, environment: dict[str, str] | None = None) -> Dashboard:
        with socket.socket() as probe:
            probe.bind((OWN_HOST, 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "analytics", "--database", str(store), "serve"]
        log = store.parent / f"server_{port}.log"
        servers.append(
            subprocess.Popen(
                [*command, "--port", str(port), *options],
                cwd=ROOT,
                env=environment,
                stdout=log.open("wb"),
                stderr=subprocess.STDOUT,
            )
        )
        _wait_until_healthy(port, servers[-1])
        address = f"http://{OWN_HOST}:{port}"
        return Dashboard(store, address, lambda **said: _new_screen(browser, address, **said), log)

    yield start
    for server in servers:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def demo(
    serve: Callable[[Path], Dashboard],
    sample_house: SampleHouse,
    tmp_path_factory: pytest.TempPathFactory,
) -> Dashboard:
    """The sample, served; what one test writes into its notebook, others see, as people do."""
    store = tmp_path_factory.mktemp("served") / "store"
    shutil.copytree(sample_house.store, store)
    return serve(store)


@pytest.fixture(scope="module")
def screen(demo: Dashboard) -> Iterator[Screen]:
    """A visitor of the served sample; every address opened begins a session of its own."""
    with demo.new_screen() as opened:
        yield opened


@contextmanager
def _new_screen(browser: Browser, address: str, **said: object) -> Iterator[Screen]:
    """A visitor with an empty memory; leaving, nobody but our server may have been asked."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, accept_downloads=True, **said
    )
    context.set_default_timeout(PATIENCE)
    asked, faults = _watched(context)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    try:
        yield Screen(page, address)
        _nothing_left_the_house(page, asked)
        assert not faults, faults
    finally:
        context.close()


def _watched(context: BrowserContext) -> tuple[list[str], list[str]]:
    """Every address asked for, sockets included, and every error of the page's scripts."""
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("page", lambda page: page.on("websocket", lambda socket: asked.append(socket.url)))
    return asked, []


def _nothing_left_the_house(page: Page, asked: list[str]) -> None:
    """Only our own host was asked, or what the page holds itself (data:, blob:)."""
    assert asked
    elsewhere = [
        address
        for address in asked
        if urlsplit(address).scheme not in ("data", "blob")
        and urlsplit(address).hostname != OWN_HOST
    ]
    assert not elsewhere, elsewhere


def _wait_until_healthy(port: int, server: subprocess.Popen) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, "the server stopped"
        try:
            with opener.open(f"http://{OWN_HOST}:{port}/_stcore/health", timeout=2):
                return
        except urllib.error.HTTPError:  # it asks for a token
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")
