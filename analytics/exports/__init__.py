"""Frames to files that people take away: CSV, JSON and XLSX.

Every export says how it was made, runs no formula it did not write, and holds no patient name or
member id: a frame with such a column is refused.
"""

from analytics.exports.about import About
from analytics.exports.plain import to_csv, to_json, to_plain_csv
from analytics.exports.recording import record_export
from analytics.exports.sheets import to_xlsx

__all__ = ["About", "record_export", "to_csv", "to_json", "to_plain_csv", "to_xlsx"]
