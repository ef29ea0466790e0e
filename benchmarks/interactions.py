"""What a person waits for at the screen, in a real browser, beside a plain Streamlit page.

The plain page is a title and four bar charts of twelve bars, in the same run: what is told are
ratios to its change. Settled is the last change of the page before it stands still, with no script
running. Bytes and frames are those of the websocket, server CPU that of the whole server process,
browser CPU the main thread's tasks.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import CDPSession, Page, WebSocket, sync_playwright

from analytics import load, snapshots
from benchmarks.build import built_lines
from benchmarks.machine import ROOT, print_table
from benchmarks.small_loads import store_of
from tests.browser import LAUNCH_ARGUMENTS, browser_path

PLAIN_PAGE = Path(__file__).parent / "peers" / "plain_page.py"
PAGES = {
    "This week": "",
    "Reasons": "reasons",
    "Payers": "payers",
    "Modifiers": "modifiers",
    "Procedures and providers": "providers",
    "Outcomes": "outcomes",
    "Work list": "denied_lines?list=all",
    "Rejections": "rejections",
}
CHANGES = 9
PATIENCE_SECONDS = 60
TICKS = os.sysconf("SC_CLK_TCK")
# Watches the page until it stands still with no script running: `until` is then the last change
# seen, `figures` when the first figure stood there. From the opening on, or from `watchNow()`.
WATCH = """
window.watch = {started: 0, changed: 0, until: null, figures: null, hasRun: false};
const figure = '.dr .number, .dr table, [data-testid=stMetricValue], .js-plotly-plot .plot';
const note = () => { watch.changed = performance.now(); };
new MutationObserver(note).observe(
    document, {subtree: true, childList: true, characterData: true, attributes: true});
window.watchNow = () => {
    watch = {started: performance.now(), changed: 0, hasRun: false, until: null, figures: null};
};
setInterval(() => {
    const app = document.querySelector('[data-testid=stApp]');
    const isRunning = app?.dataset.testScriptState !== 'notRunning';
    watch.hasRun ||= isRunning || watch.changed > watch.started;
    if (watch.hasRun && document.querySelector(figure)) watch.figures ??= performance.now();
    const isStill = !isRunning && performance.now() - watch.changed > 600;
    if (watch.hasRun && isStill && document.querySelector('h1')) watch.until ??= watch.changed;
}, 4);
"""


@dataclass
class Taken:
    """What one thing done at the screen took."""

    settled: float
    server: float
    browser: float
    kilobytes: float
    frames: int


@dataclass
class Watched:
    """A browser page with what it received so far, and the server it asks."""

    page: Page
    server: int
    devtools: CDPSession
    received: list[int] = field(default_factory=list)

    def take(self, act: Callable[[], object]) -> Taken:
        """Do it; milliseconds, kilobytes and frames until the page stands still."""
        self.page.evaluate("watchNow()")
        return self._taken(act)

    def open(self, address: str) -> Taken:
        """The same of the first page of a browser."""
        return self._taken(lambda: self.page.goto(address))

    def _taken(self, act: Callable[[], object]) -> Taken:
        before = self._spent()
        act()
        settled = _settled(self.page)
        server, browser, size, count = (
            now - then for now, then in zip(self._spent(), before, strict=True)
        )
        return Taken(settled, server, browser, size, int(count))

    def _spent(self) -> tuple[float, float, float, float]:
        stat = Path(f"/proc/{self.server}/stat").read_text().rpartition(")")[2].split()
        metrics = self.devtools.send("Performance.getMetrics")["metrics"]
        tasks = next(each["value"] for each in metrics if each["name"] == "TaskDuration")
        return (
            (int(stat[11]) + int(stat[12])) * 1000 / TICKS,
            tasks * 1000,
            sum(self.received) / 1000,
            len(self.received),
        )


def measure_interactions(line_count: int) -> None:
    """Change filters, pages, rows and ticks on the sample and on so many lines."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=[*LAUNCH_ARGUMENTS, "--no-proxy-server"]
        )
        for name, store in (
            ("the sample", _sample()),
            (f"{line_count:,} lines", _store_of(built_lines(line_count))),
        ):
            with _plain(browser) as watched:
                _pick_plain(watched, 1)
                plain = [_pick_plain(watched, place) for place in range(2, 2 + CHANGES)]
            wall = median(each.settled for each in plain)
            print_table(f"A filter change, {name}; plain page first", _filter_changes(
                browser, store, plain))  # fmt: skip
            print_table(f"Other steps, {name}; ÷ plain is to {wall:.0f} ms", _steps(
                browser, store, wall))  # fmt: skip
        browser.close()


def _filter_changes(browser: Any, store: Path, plain: list[Taken]) -> list[dict[str, str]]:
    """Per page, payers chosen one after another, and all of it once more with answers kept."""
    wall = median(each.settled for each in plain)
    rows = [_row("plain page", plain, plain, wall)]
    with _ours(browser, store) as (watched, at):
        for name, path in PAGES.items():
            _open(watched.page, f"{at}/{path}")
            fresh = [_choose_payer(watched, place) for place in range(CHANGES)]
            _open(watched.page, f"{at}/{path}")
            kept = [_choose_payer(watched, place) for place in range(CHANGES)]
            rows.append(_row(name, fresh, kept, wall))
    return rows


def _row(name: str, fresh: list[Taken], kept: list[Taken], wall: float) -> dict[str, str]:
    def middle(rows: list[Taken], of: str) -> float:
        return median(getattr(each, of) for each in rows)

    return {
        "page": name,
        "settled, ms": f"{middle(fresh, 'settled'):.0f}",
        "÷ plain": f"{middle(fresh, 'settled') / wall:.2f}",
        "kept, ms": f"{middle(kept, 'settled'):.0f}",
        "kept ÷ plain": f"{middle(kept, 'settled') / wall:.2f}",
        "server CPU, ms": f"{middle(fresh, 'server'):.0f}",
        "server CPU, kept": f"{middle(kept, 'server'):.0f}",
        "browser CPU, ms": f"{middle(kept, 'browser'):.0f}",
        "KB": f"{middle(kept, 'kilobytes'):.0f}",
        "frames": f"{middle(kept, 'frames'):.0f}",
    }


def _steps(browser: Any, store: Path, wall: float) -> list[dict[str, str]]:
    """A fresh browser, other pages, a row's claim, a tick."""
    rows: list[dict[str, str]] = []

    def told(step: str, seconds: list[float], taken: Sequence[Taken] = ()) -> None:
        server, browser = (
            f"{median(getattr(each, of) for each in taken):.0f}" if taken else ""
            for of in ("server", "browser")
        )
        rows.append(
            {
                "step": step,
                "ms": f"{median(seconds):.0f}",
                "÷ plain": f"{median(seconds) / wall:.2f}",
                "server CPU, ms": server,
                "browser CPU, ms": browser,
            }
        )

    with _ours(browser, store) as (watched, at):
        fresh, figures = [], []
        for _ in range(3):
            with _watched(browser, watched.server) as other:
                fresh.append(other.open(at))
                figures.append(other.page.evaluate("watch.figures"))
        told("fresh browser to first figures", figures, fresh)
        page = watched.page
        _open(page, at)
        switches = []
        for _ in range(3):
            for name in ("Payers", "Modifiers", "This week"):
                watched.take(page.get_by_role("link", name=name, exact=True).first.click)
                switches.append(page.evaluate("watch.figures - watch.started"))
        told("page switch to first figures", switches)
        _open(page, f"{at}/denied_lines?list=all")
        # Rows are found by what the page calls them: a button of each row, a box of each row.
        opens = page.locator(".dr .row-button")
        drawers = []
        for place in range(1, CHANGES + 1):
            drawers.append(watched.take(opens.nth(place).click))
            page.keyboard.press("Escape")
            page.wait_for_timeout(700)
        told("row click to claim drawer", [each.settled for each in drawers], drawers)
        boxes = page.locator(".dr tbody [role=checkbox], .dr tbody input[type=checkbox]")
        ticks = [watched.take(boxes.nth(place).click) for place in range(CHANGES)]
        told("tick of a row, redrawn", [each.settled for each in ticks], ticks)
    return rows


def _choose_payer(watched: Watched, place: int) -> Taken:
    """Choose one payer in place of another, as its chip offers them."""
    page = watched.page
    if page.locator(".filters .clear").count():
        page.locator(".filters .clear").click()
        page.wait_for_timeout(900)
    page.locator("[data-chip=payer]").click()
    option = page.get_by_role("option").nth(place % 6)
    option.wait_for()
    taken = watched.take(option.click)
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    return taken


def _pick_plain(watched: Watched, place: int) -> Taken:
    """Choose another of the plain page's choices."""
    watched.page.get_by_role("combobox").first.click()
    option = watched.page.get_by_role("option").nth(place)
    option.wait_for()
    return watched.take(option.click)


def _open(page: Page, address: str) -> None:
    page.goto(address)
    _settled(page)


def _settled(page: Page) -> float:
    """Milliseconds from the opening, or the step, to the last change before it stood still."""
    until = time.monotonic() + PATIENCE_SECONDS
    while page.evaluate("window.watch.until") is None:  # our policy allows no waiting by text
        assert time.monotonic() < until, "the page never stood still"
        time.sleep(0.05)
    return page.evaluate("watch.until - watch.started")


@contextmanager
def _plain(browser: Any) -> Iterator[Watched]:
    command = [sys.executable, "-m", "streamlit", "run", str(PLAIN_PAGE)]
    options = ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    with _serving([*command, *options], "--server.port") as (at, server):
        with _watched(browser, server) as watched:
            _open(watched.page, at)
            yield watched


@contextmanager
def _ours(browser: Any, store: Path) -> Iterator[tuple[Watched, str]]:
    command = [sys.executable, "-m", "analytics", "--database", str(store), "serve"]
    with _serving(command, "--port") as (at, server), _watched(browser, server) as watched:
        _open(watched.page, at)
        yield watched, at


@contextmanager
def _watched(browser: Any, server: int) -> Iterator[Watched]:
    """A page whose frames are counted."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(WATCH)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    watched = Watched(page, server, devtools)

    def count(socket: WebSocket) -> None:
        socket.on("framereceived", lambda payload: watched.received.append(len(payload)))

    page.on("websocket", count)
    yield watched
    page.close()


@contextmanager
def _serving(command: list[str], port_option: str) -> Iterator[tuple[str, int]]:
    """A server on a free port, until it is no more needed; its address and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [*command, port_option, str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health")
        yield address, process.pid
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    """Wait until a server answers."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + 60
    while True:
        try:
            with opener.open(address, timeout=5):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _sample() -> Path:
    """A store that holds the sample."""
    store = ROOT / "data" / "benchmarks" / "sample_store"
    if snapshots.current_path(store) is None:
        load.load_sample(store, lambda _: None)
    return store


def _store_of(lines: Path) -> Path:
    """A store whose snapshot is this database, linked rather than copied."""
    store = lines.with_suffix(".store")
    shutil.rmtree(store, ignore_errors=True)
    store_of(lines, store, os.link)
    return store
