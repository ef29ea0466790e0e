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
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

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
        return Dashboard(store, address, lambda **said: new_screen(browser, address, **said), log)

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
def new_screen(browser: Browser, address: str, **said: Any) -> Iterator[Screen]:
    """A visitor with an empty memory; leaving, nobody but our server may have been asked."""
    context = _context(browser, address, tuple(sorted(said.items())))
    asked: list[str] = []
    faults: list[str] = []

    def note_request(request: Request) -> None:
        asked.append(request.url)

    def watch_page(page: Page) -> None:
        page.on("websocket", lambda socket: asked.append(socket.url))

    context.on("request", note_request)
    context.on("page", watch_page)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    try:
        yield Screen(page, address)
        _nothing_left_the_house(page, asked)
        assert not faults, faults
    finally:
        context.remove_listener("request", note_request)
        context.remove_listener("page", watch_page)
        _forget_all(page, address)


@cache
def _context(browser: Browser, address: str, said: tuple[tuple[str, Any], ...]) -> BrowserContext:
    """Where the program's scripts stay compiled, for one visitor of a server after the other.

    Compiling them takes as long as drawing a page.
    """
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, accept_downloads=True, **dict(said)
    )
    context.set_default_timeout(PATIENCE)
    return context


def _forget_all(page: Page, address: str) -> None:
    """Leave nothing of a visitor: no page of theirs, and no memory of the browser."""
    context = page.context
    kept = {"origin": address, "storageTypes": "cookies,local_storage,indexeddb,cache_storage"}
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)
    for each in context.pages:
        each.close()
    context.clear_cookies()


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
