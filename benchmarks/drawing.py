"""What the server takes to draw a page, without a browser: the script's run and its questions.

For a page opened first by anybody, opened again, and after a choice of a payer nobody made before.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Multiselect

from benchmarks.machine import ROOT, print_table

PAGES = ("weekly_review", "reasons", "payers", "modifiers", "denied_lines")
CHOICES = 5  # payers chosen one after the other


def measure_drawing(store: Path) -> None:
    """Draw every page and print the seconds of each."""
    os.environ["DENIALS_HOME"] = str(store)
    AppTest.from_file(str(ROOT / "app.py"), default_timeout=600).run()  # brings the libraries in
    st.cache_data.clear()
    print_table(
        "Seconds the server takes to draw a page (no browser)",
        [_measure(page) for page in PAGES],
    )


def _measure(name: str) -> dict[str, str]:
    """One page in a session of its own."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    if name != PAGES[0]:
        app.switch_page(f"analytics/pages/{name}.py")
    first, again = _seconds(app.run), _seconds(app.run)
    payers = _payers(app).options[:CHOICES]
    changes = [_seconds(_payers(app).set_value([payer]).run) for payer in payers]
    return {
        "page": name,
        "first": f"{first:.2f}",
        "again": f"{again:.2f}",
        "a payer chosen, median": f"{median(changes):.2f}",
        "worst": f"{max(changes):.2f}",
    }


def _payers(app: AppTest) -> Multiselect:
    """The filter of payers as it stands now."""
    return next(each for each in app.sidebar.multiselect if each.label == "Payer")


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
