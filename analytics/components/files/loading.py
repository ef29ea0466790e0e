"""Loads that run beside the screen: a thread does the work, the page looks on.

Leaving the page or clicking elsewhere does not stop a load. Every page shows how far it is, and
then what it published.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from typing import Any

import streamlit as st

from analytics import session
from analytics.access import as_now
from analytics.components.text import plain
from analytics.vocabulary import DenialsError

WATCHING = ("files", "definitions")  # pages that show the work where it was begun


@dataclass
class Job:
    """A piece of work under way, and in the end its result or why it failed."""

    title: str
    file_name: str = ""
    step: str = ""
    share: float = 0.0
    result: object = None
    error: str = ""
    is_done: bool = False
    thread: Thread | None = None

    def note(self, progress: Any) -> None:
        """Take down how far the work is."""
        self.file_name, self.step = progress.file_name, progress.step
        if progress.total_bytes:
            self.share = min(1.0, progress.done_bytes / progress.total_bytes)


def start(title: str, work: Callable[[Callable], object]) -> None:
    """Begin the work (it is handed a progress callback) and remember it in this session."""
    job = Job(title)

    def run() -> None:
        """Do the work; a fault we can name becomes a sentence, any other a plain apology."""
        try:
            job.result = work(job.note)
        except DenialsError as error:
            job.error = str(error)
        except Exception as fault:  # a traceback in the log could show patient data
            job.error = (
                "Something went wrong in the program and the work stopped; `denials "
                "check` says whether the data is complete."
            )
            print(f"{title} failed: {type(fault).__name__}.", file=sys.stderr)
            if os.environ.get("DENIALS_DEBUG"):
                raise
        finally:
            job.is_done = True

    st.session_state["job"] = job
    job.thread = Thread(target=as_now(run), daemon=True)
    job.thread.start()


def current() -> Job | None:
    """The work this session began last."""
    return st.session_state.get("job")


def is_running() -> bool:
    """Whether it is still under way."""
    job = current()
    return job is not None and not job.is_done


def watch() -> None:
    """Show how far the work is; when it ends, the whole page is drawn anew."""
    if is_running():
        _progress()
    elif (job := current()) and job.error:
        st.error(plain(job.error), icon=":material/error:")


def watch_elsewhere(page: str) -> None:
    """The same on pages that do not watch it themselves, so that none is left with old figures."""
    if page not in WATCHING and is_running() and session.has_data():
        _progress()


@st.fragment(run_every=0.5)
def _progress() -> None:
    """The bar, drawn twice a second."""
    job = current()
    if job is None or job.is_done:
        st.rerun()
        return
    words = " · ".join(word for word in (job.title, job.file_name, job.step) if word)
    st.progress(job.share, text=plain(words))
