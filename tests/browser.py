"""A browser for the tests that need a real one: found here, else installed, never skipped.

Run as a script it makes sure of one and prints where it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.debian import install_first

# A shell without windows takes half the time of a whole browser, for the same pages.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
    "chrome",
)
PACKAGES = NAMES[:2]  # of Debian; not every distribution has the first
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
LAUNCH_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


class NoBrowser(Exception):
    """No chromium or chrome could be found or installed."""


@cache
def browser_path() -> str:
    """A chromium or chrome that starts: DENIALS_BROWSER, one found here, or one installed now."""
    for install in (None, _install_packages, _install_with_playwright):
        if install is not None:
            install()
        for candidate in _candidates():
            if _starts(candidate):
                return candidate
    raise NoBrowser(
        "The browser tests need chromium or chrome, and neither apt-get nor Playwright could "
        "install one: install it, or name its program in DENIALS_BROWSER."
    )


def _candidates() -> list[str]:
    named = [os.environ["DENIALS_BROWSER"]] if os.environ.get("DENIALS_BROWSER") else []
    found = [path for name in NAMES if (path := shutil.which(name))]
    return named + found + [*PLACES, _path_of_playwright()]


def _starts(path: str) -> bool:
    """Whether a program is there and answers; Ubuntu's chromium may be a stub that does not."""
    if not path or not Path(path).exists():
        return False
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _path_of_playwright() -> str:
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            return playwright.chromium.executable_path
    except Error:
        return ""


def _install_packages() -> None:
    install_first(PACKAGES, "fonts-liberation")


def _install_with_playwright() -> None:
    print("Installing chromium with Playwright ...", file=sys.stderr)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, stdout=sys.stderr, check=False)


if __name__ == "__main__":
    try:
        print(f"Browser: {browser_path()}")
    except NoBrowser as fault:
        sys.exit(str(fault))
