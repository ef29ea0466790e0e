"""Files in, one snapshot out: intake joined to the database, the snapshots and the notebook."""

from analytics.load.loading import check, load_paths, load_sample, rebuild
from analytics.load.opening import (
    REBUILD,
    damage_named,
    damaged_snapshots,
    opened,
    recover,
    refresh,
    undo,
)
from analytics.load.reports import FileReport, LoadReport, Progress, Reporter

__all__ = [
    "REBUILD",
    "FileReport",
    "LoadReport",
    "Progress",
    "Reporter",
    "check",
    "damage_named",
    "damaged_snapshots",
    "load_paths",
    "load_sample",
    "opened",
    "rebuild",
    "recover",
    "refresh",
    "undo",
]
