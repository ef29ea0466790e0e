"""What this machine lacks to run the program, and how to get it: `denials doctor`.

It is asked where something does not work, so it brings in no library before it has looked whether
that library is there.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from analytics.program import APP, DOCS, IS_INSTALLED, QUERIES, ROOT

LEAST_PYTHON = (3, 11)
LEAST_FREE_BYTES = 2**30
# A load writes the whole snapshot anew at worst, and its work folder beside it.
COPIES_OF_A_LOAD = 3
CARRIED = (
    APP,
    QUERIES / "4_review",
    ROOT / "sample_data",
    ROOT / ".streamlit" / "config.toml",
    DOCS,
)


@dataclass(frozen=True)
class Looked:
    """One thing looked at.

    ``state``: "ok"; "note" if all but what the words say works without; "missing" if it must be
    put right first.
    """

    what: str
    state: Literal["ok", "note", "missing"]
    words: str


def looked_over(store: Path) -> list[Looked]:
    """Everything the program needs, in the order in which to put it right."""
    found = [python(), *libraries(), program_files()]
    if any(each.state == "missing" for each in found):
        return [*found, folder(store), disk_room(store)]
    return [*found, pango(), spark(), folder(store), disk_room(store), *data(store)]


def report(found: list[Looked]) -> str:
    """One line each, and what they come to."""
    lines = [f"{each.state:<8}{each.what:<18}{each.words}" for each in found]
    count = sum(each.state == "missing" for each in found)
    if not count:
        return "\n".join([*lines, "Nothing is missing."])
    thing = "One thing is" if count == 1 else f"{count} things are"
    return "\n".join([*lines, f"{thing} missing."])


def python() -> Looked:
    """The version of Python, and whether the program is installed or a checkout."""
    here = "installed" if IS_INSTALLED else "a checkout"
    words = f"{sys.version.split()[0]} in {sys.prefix}; the program is {here}, in {ROOT}"
    if sys.version_info >= LEAST_PYTHON:
        return Looked("Python", "ok", words)
    return Looked("Python", "missing", f"{words}; 3.11 or later is needed: install it first")


def libraries() -> Iterator[Looked]:
    """The libraries at the versions the program names; one line for all that are well."""
    try:
        named = metadata.requires("denials") or []
    except metadata.PackageNotFoundError:
        words = "the program is not installed here, so they are not known: `pip install -e .`"
        yield Looked("Libraries", "missing", words)
        return
    own = [text for text in named if "extra ==" not in text]
    faults = [(text, fault) for text in own if (fault := _library_fault(text))]
    for text, fault in faults:
        yield Looked("Libraries", "missing", f'{fault}: {sys.executable} -m pip install "{text}"')
    if not faults:
        yield Looked("Libraries", "ok", f"all {len(own)}, each at the version it needs or later")


def _library_fault(text: str) -> str:
    """What is wrong with a library, asked for like "pandas>=3.1.1"; nothing if it is well."""
    name, _, least = text.partition(";")[0].strip().partition(">=")
    try:
        here = metadata.version(name)
    except metadata.PackageNotFoundError:
        return f"{name} is not installed"
    if _numbers(here) < _numbers(least):
        return f"{name} {here} is installed, and {least} or later is needed"
    return ""


def _numbers(version: str) -> tuple[int, ...]:
    """A version's numbers, as far as they go: "3.1.1rc1" is (3, 1, 1).

    >>> _numbers("3.10") > _numbers("3.9"), _numbers("3.1.1rc1")
    (True, (3, 1, 1))
    """
    numbers = []
    for part in version.split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits:
            break
        numbers.append(int(digits))
    return tuple(numbers)


def program_files() -> Looked:
    """What the program reads beside its package."""
    gone = [str(path) for path in CARRIED if not path.exists()]
    if gone:
        words = f"{', '.join(gone)} cannot be found: install the program again"
        return Looked("Program files", "missing", words)
    count = sum(1 for _ in QUERIES.rglob("*.sql"))
    return Looked("Program files", "ok", f"{count} SQL files, pages and sample data")


def pango() -> Looked:
    """The libraries of the system that print PDFs."""
    from analytics.exports.documents import pdf_fault

    fault = pdf_fault()
    return Looked("Pango", "note" if fault else "ok", fault or "PDFs can be written")


def spark() -> Looked:
    """Java and pyspark, which only loads by a cluster need."""
    from analytics.engines.spark import java_version, lacking

    if what := lacking():
        return Looked("Spark", "note", f"{what}; only loads by a cluster need it")
    words = f"Java {java_version()} and pyspark {metadata.version('pyspark')}"
    return Looked("Spark", "ok", f"{words}: a cluster can be asked to load")


def folder(store: Path) -> Looked:
    """Whether data can be kept where it is to be kept, and by its owner alone."""
    from analytics.snapshots.files import folder_fault, folder_warning, unwritable_name

    if reason := folder_fault(store) or unwritable_name(store):
        return Looked("Data folder", "missing", reason)
    there = _nearest(store)
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as fault:
        words = f"{there} cannot be written ({fault.strerror}): {_way_to_write(there)}"
        return Looked("Data folder", "missing", words)
    if warning := folder_warning(store):
        return Looked("Data folder", "note", warning)
    words = f"{store}" if store.is_dir() else f"{store}, which the first load makes"
    return Looked("Data folder", "ok", words)


def _way_to_write(there: Path) -> str:
    own = f"`chmod u+rwx {there}` if it is yours, else " if os.name != "nt" else ""
    return f"{own}name a folder of yours with --database or DENIALS_HOME"


def _nearest(path: Path) -> Path:
    """The path, or the folder above it that is there."""
    path = path.absolute()
    return next(each for each in (path, *path.parents) if each.is_dir())


def disk_room(store: Path) -> Looked:
    """Whether a load finds room: three times the largest snapshot, a gigabyte at least."""
    free = shutil.disk_usage(_nearest(store)).free
    sizes = [path.stat().st_size for path in store.glob("denials-*.duckdb")]
    needed = max(LEAST_FREE_BYTES, COPIES_OF_A_LOAD * max(sizes, default=0))
    words = f"{free / 2**30:,.1f} GB free, {needed / 2**30:,.1f} GB needed for a load"
    if free >= needed:
        return Looked("Disk", "ok", words)
    return Looked("Disk", "missing", f"{words}: make room, or keep the data on another disk")


def data(store: Path) -> Iterator[Looked]:
    """What is loaded, and whether it and what people typed can be read."""
    from analytics import notebook, snapshots
    from analytics.access import audit
    from analytics.vocabulary import StoreFault

    try:
        number = snapshots.current_snapshot(store)
        words = (
            f"snapshot {number}" if number else "nothing is loaded yet; `denials demo` shows how"
        )
        yield Looked("Data", "ok", words)
    except StoreFault as fault:
        yield Looked("Data", "missing", str(fault))
    for what, sentence in (("Notebook", notebook.fault(store)), ("Audit", audit.fault(store))):
        if sentence:
            yield Looked(what, "missing", sentence)
