"""The stores of the golden master, each loaded and judged by the code as it is now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from analytics import snapshots
from analytics.load import load_paths, load_sample
from benchmarks.machine import ROOT

Maker = Callable[[Path], Path]  # a folder to work in → the database
CASES = ROOT / "tests" / "cases"


def makers(store: Path | None, lines: int) -> dict[str, Maker]:
    """What makes each store, by its name: this one, or all of ours."""
    if store:
        return {"store": lambda _: database_of(store)}
    found: dict[str, Maker] = {"sample": _sample, "cases": _cases, "story": _story}
    if lines:
        found[f"lines_{lines}"] = lambda folder: _lines(folder, lines)
    return found


def database_of(path: Path) -> Path:
    """The database of a store: its current snapshot, or the file itself."""
    found = path if path.is_file() else snapshots.current_path(path)
    if found is None:
        raise SystemExit(f"Nothing is loaded in {path}.")
    return found


def _sample(folder: Path) -> Path:
    load_sample(folder)
    return database_of(folder)


def _cases(folder: Path) -> Path:
    kept = [path for path in sorted(CASES.iterdir()) if path.suffix not in ("", ".json", ".md")]
    load_paths(folder, kept)
    return database_of(folder)


def _story(folder: Path) -> Path:
    from tests.story import FILES

    (folder / "files").mkdir()
    for name, text in FILES.items():
        (folder / "files" / f"{name}.edi").write_text(text, encoding="utf-8")
    load_paths(folder / "store", sorted((folder / "files").iterdir()))
    return database_of(folder / "store")


def _lines(folder: Path, lines: int) -> Path:
    from benchmarks.build import build_in_child

    build_in_child(folder / "lines.duckdb", lines)
    return folder / "lines.duckdb"
