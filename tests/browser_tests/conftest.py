"""The real server on a free port, a real browser, and a watch on what it asks for."""

from __future__ import annotations

import os
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
from playwright.sync_api import (
    Browser,
    Page,
    Request,
    ViewportSize,
    WebSocket,
    expect,
    sync_playwright,
)

from tests.browser import LAUNCH_ARGUMENTS, browser_path
from tests.browser_tests.screen import PATIENCE, Screen
from tests.conftest import SampleHouse

ROOT = Path(__file__).parents[2]
OWN_HOST = "127.0.0.1"
VIEWPORT: ViewportSize = {"width": 1440, "height": 900}


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
            executable_path=browser_path(),
            # One process draws all pages, else each visitor would wait for one of their own.
            args=[*LAUNCH_ARGUMENTS, "--no-proxy-server", "--renderer-process-limit=1"],
            # It has an allocator of its own.
            env={name: said for name, said in os.environ.items() if name != "LD_PRELOAD"},
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
    asked: list[str] = []
    faults: list[str] = []

    def note_request(request: Request) -> None:
        asked.append(request.url)

    def note_socket(socket: WebSocket) -> None:
        asked.append(socket.url)

    def watch_page(other: Page) -> None:
        other.on("websocket", note_socket)

    def note_fault(error: object) -> None:
        faults.append(str(error))

    with new_page(browser, address, **said) as page:
        watchers: list[tuple[Any, Any, Callable[..., None]]] = [
            (page.context, "request", note_request),
            (page.context, "page", watch_page),
            (page, "websocket", note_socket),
            (page, "pageerror", note_fault),
        ]
        for watched, event, noted in watchers:
            watched.on(event, noted)
        yield Screen(page, address)
        _nothing_left_the_house(page, asked)
        assert not faults, faults
        for watched, event, noted in watchers:
            watched.remove_listener(event, noted)


@contextmanager
def new_page(browser: Browser, address: str, **said: Any) -> Iterator[Page]:
    """A page with an empty memory of its own, which another visitor of the server may have left."""
    free = _free_pages(browser, address, tuple(sorted(said.items())))
    page = free.pop() if free else _first_page(browser, **said)
    try:
        yield page
    except BaseException:
        page.context.close()  # whatever it holds is for nobody else
        raise
    _forget_all(page, address)
    free.append(page)


@cache
def _free_pages(browser: Browser, address: str, said: tuple[tuple[str, Any], ...]) -> list[Page]:
    """Pages that visitors have left, for the next to come to the same server.

    The program's scripts stay compiled in them. Compiling takes as long as drawing a page.
    """
    return []


def _first_page(browser: Browser, **said: Any) -> Page:
    """A page with a memory of its own."""
    context = browser.new_context(
        viewport=VIEWPORT, reduced_motion="reduce", accept_downloads=True, **said
    )
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def _forget_all(page: Page, address: str) -> None:
    """Leave nothing of a visitor: no other page, no way back, and no memory of the browser."""
    for other in page.context.pages:
        if other != page:
            other.close()
    page.evaluate("sessionStorage.clear()")
    page.goto(f"{address}/_stcore/health")  # shows next to nothing, and keeps what is compiled
    page.set_viewport_size(VIEWPORT)
    page.context.clear_cookies()
    devtools = page.context.new_cdp_session(page)
    kept = {"origin": address, "storageTypes": "cookies,local_storage,indexeddb,cache_storage"}
    devtools.send("Storage.clearDataForOrigin", kept)
    devtools.send("Page.resetNavigationHistory")
    devtools.detach()


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
