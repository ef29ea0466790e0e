"""From a choice in a filter to a settled screen, in a real browser: ours, and a plain pandas page.

Settled is the last change that the main part of the page shows (charts and tables included) before
it stands still, with no script running. The plain page holds the same lines in a pandas frame in
memory and draws fewer figures.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from analytics import database, snapshots
from benchmarks import frames
from benchmarks.build import built_lines
from benchmarks.drawing import measure_drawing
from benchmarks.machine import ROOT, print_table
from tests.browser import LAUNCH_ARGUMENTS, browser_path

PLAIN_PAGE = Path(__file__).parent / "peers" / "pandas_page.py"
# Page → its address at the dashboard; the plain page is one page, at its root.
OUR_PAGES = {
    "ours: Weekly review": "",
    "ours: Reasons": "reasons",
    "ours: Payers": "payers",
    "ours: Denied lines": "denied_lines",
}
FILTERS = ("Payer", "Reason (CARC)")
CHANGES = 5  # values chosen one after the other in each filter
PATIENCE_SECONDS = 600
# Watches the page until it stands still, with a title and no script running: `until` is then the
# last change seen in its main part, `figures` when the first figure stood there. From the opening
# on, or (`watchFromKey`) from the next Enter on.
WATCH = """
window.watch = {started: 0, changed: 0, until: null, figures: null};
const isInMain = ({target}) => (target.parentElement ?? target).closest('[data-testid=stMain]');
new MutationObserver(changes => {
    if (changes.some(isInMain)) watch.changed = performance.now();
}).observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
window.watchFromKey = () => {
    watch = {started: null, changed: 0, hasRun: false, until: null};
    document.addEventListener('keydown', event => {
        if (event.key === 'Enter') watch.started ??= performance.now();
    }, {capture: true});
};
setInterval(() => {
    const app = document.querySelector('[data-testid=stApp]');
    const isRunning = app?.dataset.testScriptState !== 'notRunning';
    watch.hasRun ||= isRunning && watch.started !== null;
    if (document.querySelector('[data-testid=stMetricValue]')) watch.figures ??= performance.now();
    const isStill = !isRunning && performance.now() - watch.changed > 800;
    if (watch.hasRun && isStill && document.querySelector('h1')) watch.until ??= watch.changed;
}, 5);
"""


def measure_interactions(line_count: int) -> None:
    """Change filters on every page, and on the plain page, and print what each took."""
    lines = built_lines(line_count)
    store = _store_of(lines)
    measure_drawing(store)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=[*LAUNCH_ARGUMENTS, "--no-proxy-server"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(WATCH)
        rows = []
        with _serving([sys.executable, "-m", "analytics", "--database", str(store), "serve"]) as at:
            for name, path in OUR_PAGES.items():
                rows.append(_measure(page, name, f"{at}/{path}"))
        os.environ["LINES_FRAME"] = str(_frame_of(lines))
        with _serving([sys.executable, "-m", "streamlit", "run", str(PLAIN_PAGE),
                       "--server.headless", "true", "--browser.gatherUsageStats", "false"],
                      "--server.port") as at:  # fmt: skip
            rows.append(_measure(page, "plain Streamlit page, pandas in memory", at))
        browser.close()
    print_table(
        f"Seconds from a choice in a filter to a settled screen, {line_count:,} lines asked for, "
        f"{CHANGES} changes of each of {len(FILTERS)} filters",
        rows,
    )


def _store_of(lines: Path) -> Path:
    """A store whose snapshot is this database, linked rather than copied."""
    store = lines.with_suffix(".store")
    if snapshots.current_path(store) is None:
        store.mkdir(exist_ok=True)
        with snapshots.next_snapshot(store) as draft:
            os.link(lines, draft.path)
            draft.publish()
    return store


def _frame_of(lines: Path) -> Path:
    """The same lines as a file that pandas reads whole."""
    path = lines.with_suffix(".parquet")
    if not path.exists():
        with database.connect(lines) as connection:
            frames.load_frame(connection).to_parquet(path)
    return path


@contextmanager
def _serving(command: list[str], port_option: str = "--port") -> Iterator[str]:
    """A server on a free port, until it is no more needed; its address."""
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
        yield address
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


def _measure(page: Page, name: str, address: str) -> dict[str, str]:
    """Open a page, then choose value after value; seconds of both."""
    page.goto(address)
    opened = _seconds(page)
    page.goto(address)
    again = _seconds(page)
    figures = page.evaluate("watch.figures / 1000")
    seconds = [_choose(page, label) for label in FILTERS for _ in range(CHANGES)]
    return {
        "page": name,
        "opened first, settled, s": f"{opened:.2f}",
        "again, first figures, s": f"{figures:.2f}",
        "again, settled, s": f"{again:.2f}",
        "a change, median, s": f"{median(seconds):.2f}",
        "a change, worst, s": f"{max(seconds):.2f}",
    }


def _choose(page: Page, label: str) -> float:
    """Choose one more value of a filter, by the keyboard; the second offered, whichever it is.

    The first may be "Select all".
    """
    box = page.get_by_test_id("stSidebar").get_by_role("combobox", name=label).first
    box.scroll_into_view_if_needed()
    box.click()
    page.get_by_role("option").nth(1).wait_for()
    page.evaluate("watchFromKey()")
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    seconds = _seconds(page)
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)
    return seconds


def _seconds(page: Page) -> float:
    """Seconds from the opening, or the key, to the last change before the page stood still."""
    page.wait_for_function("window.watch.until !== null", timeout=PATIENCE_SECONDS * 1000)
    return page.evaluate("(watch.until - watch.started) / 1000")
