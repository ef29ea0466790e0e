"""Small loads cut as large ones are, for tests of engines."""

from __future__ import annotations

import pytest

from analytics.database import slice_files
from analytics.load import spread, spread_reading


def cut_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few claims be several slices, and a few files several workers' work."""
    monkeypatch.setattr(slice_files, "TAKEN_AT_ONCE", 2)
    monkeypatch.setattr(spread, "LEAST_CLAIMS", 1)
    monkeypatch.setattr(spread, "LEAST_CLAIMS_OF_SLICE", 12)
    monkeypatch.setattr(spread_reading, "TASK_BYTES", 20_000)
