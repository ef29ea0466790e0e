"""Files in, one snapshot out: intake joined to the database, the snapshots and the notebook."""

from analytics.load.loading import check, load_paths, load_sample, rebuild, refresh
from analytics.load.reports import FileReport, LoadReport, Progress, Reporter

__all__ = [
    "FileReport",
    "LoadReport",
    "Progress",
    "Reporter",
    "check",
    "load_paths",
    "load_sample",
    "rebuild",
    "refresh",
]
