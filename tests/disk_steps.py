"""What a store has the disk do, one step after another: put on disk, renamed, removed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest


def noted_disk_steps(store: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps, noted from now on; "." is the store's folder. The lock of a load is left out."""
    steps: list[str] = []
    fsync, replace, unlink = os.fsync, os.replace, os.unlink

    def note(step: str) -> None:
        if "load.lock" not in step:
            steps.append(step)

    def noting_fsync(handle: int) -> None:
        paths = (store, *store.rglob("*"))
        there = {path.stat().st_ino: path.relative_to(store).as_posix() for path in paths}
        note(f"on disk: {there[os.fstat(handle).st_ino]}")
        fsync(handle)

    def noting_replace(source: str, target: str) -> None:
        note(f"renamed: {Path(source).name} to {Path(target).name}")
        replace(source, target)

    def noting_unlink(path: str, **more: Any) -> None:
        note(f"removed: {Path(path).name}")
        unlink(path, **more)

    monkeypatch.setattr(os, "fsync", noting_fsync)
    monkeypatch.setattr(os, "replace", noting_replace)
    monkeypatch.setattr(os, "unlink", noting_unlink)
    return steps
