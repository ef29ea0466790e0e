"""Files in, one snapshot out: intake joined to the database, the snapshots and the notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analytics.load.opening import (
    REBUILD,
    StoreState,
    damage_named,
    damaged_snapshots,
    opened,
    recover,
    refresh,
    state_of,
    undo,
)
from analytics.load.reports import FileReport, LoadReport, Progress, Reporter

if TYPE_CHECKING:
    from analytics.load.loading import check, load_paths, load_sample, rebuild

__all__ = [
    "REBUILD",
    "FileReport",
    "LoadReport",
    "Progress",
    "Reporter",
    "StoreState",
    "check",
    "damage_named",
    "damaged_snapshots",
    "load_paths",
    "load_sample",
    "opened",
    "rebuild",
    "recover",
    "refresh",
    "state_of",
    "undo",
]


def __getattr__(name: str) -> Any:
    """What takes files in comes in with its first use: who only reads does not wait for it."""
    if name not in ("check", "load_paths", "load_sample", "rebuild"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from analytics.load import loading

    return getattr(loading, name)
