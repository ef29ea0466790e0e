"""Pictures of every page, light and dark, on the sample data: `python -m tests.screenshots`.

They are kept in docs/screenshots, for the README and to be looked at after a change of style. Names
of pages as arguments take only those.
"""

from __future__ import annotations

import argparse
import io
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from analytics.components.frame.navigation import TITLES
from tests.browser import LAUNCH_ARGUMENTS, browser_path

ROOT = Path(__file__).parents[1]
PAGES = list(TITLES)
# What is taken: every page, and of the meeting another step.
PICTURES = {name: name for name in PAGES} | {
    PAGES[0]: "",
    "meeting": "meeting?step=1",
    "meeting_changes": "meeting?step=3",
    "sign_in": "sign-in",
}
SIGN_IN = """
client_id = "denials"
client_secret = "invented"
server_metadata_url = "https://id.example/.well-known/openid-configuration"
"""
TALLEST = 2400  # pixels; what lies below is tables
MOST_BYTES = 200_000
SETTLED = "[data-test-script-state=notRunning]"


def main() -> None:
    """Serve the sample, open each page, and keep what is seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", default=list(PICTURES))
    parser.add_argument("--store", type=Path, help="one that has loaded the sample already")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--width", type=int, default=1440)
    parser.add_argument("--height", type=int, default=TALLEST, help="900: the first screen alone")
    said = parser.parse_args()
    said.to.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        if said.store:
            shutil.copytree(said.store, store)
        _denials(store, "demo", "--if-empty").wait()
        with _served(store) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=browser_path(), args=[*LAUNCH_ARGUMENTS, "--no-proxy-server"]
            )
            for scheme in ("light", "dark"):
                page = browser.new_page(
                    viewport={"width": said.width, "height": said.height}, color_scheme=scheme
                )
                page.set_default_timeout(120_000)
                for name in [each for each in said.pages if each != "sign_in"]:
                    picture = _picture(page, f"{address}/{PICTURES[name]}")
                    _keep(picture, said.to / f"{name}_{scheme}.png")
            if "sign_in" in said.pages:
                _sign_in_pictures(browser, store, said.to, said.width)
            browser.close()


def _sign_in_pictures(browser: Browser, store: Path, to: Path, width: int) -> None:
    """What is seen before one has signed in; nobody is asked for that page but our own server."""
    (store / "sign_in.toml").write_text(SIGN_IN, encoding="utf-8")
    (store / "users.toml").write_text('[users]\n"ana@clinic.example" = "viewer"\n')
    options = ["--sign-in", store / "sign_in.toml", "--users", store / "users.toml"]
    with _served(store, *map(str, options)) as address:
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page.goto(f"{address}/{PICTURES['sign_in']}")
            page.wait_for_selector("h1")
            _keep(page.screenshot(), to / f"sign_in_{scheme}.png")


def _picture(page: Page, address: str) -> bytes:
    """A page from its top to its end, or as far down as pictures go."""
    page.goto(address)
    page.wait_for_selector("h1")
    page.wait_for_selector(SETTLED, state="attached")
    expect(page.locator("[data-testid^=stSkeleton]")).to_have_count(0, timeout=120_000)
    page.wait_for_timeout(2000)  # charts take their place
    page.wait_for_selector(SETTLED, state="attached")
    height = page.evaluate(
        "document.querySelector('[data-testid=stMainBlockContainer]').getBoundingClientRect().height"
    )
    width, tallest = page.viewport_size["width"], page.viewport_size["height"]
    height = max(900, min(height, tallest))
    return page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": height})


def _keep(picture: bytes, path: Path) -> None:
    """Write a picture with as many colors as the limit in bytes allows."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colors in (256, 128, 64, 32):
        small = io.BytesIO()
        image.quantize(colors, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
        if small.tell() <= MOST_BYTES:
            break
    path.write_bytes(small.getvalue())
    print(f"{path.name}: {image.width} x {image.height}, {small.tell():,} bytes")


def _denials(store: Path, *words: str) -> subprocess.Popen:
    """The command line on a store."""
    command = [sys.executable, "-m", "analytics", "--database", str(store), *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)


@contextmanager
def _served(store: Path, *options: str) -> Iterator[str]:
    """The dashboard on a free port, until the pictures are taken."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = _denials(store, "serve", "--port", str(port), *options)
    address = f"http://127.0.0.1:{port}"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        for _ in range(600):
            try:
                with opener.open(f"{address}/_stcore/health", timeout=2):
                    break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
