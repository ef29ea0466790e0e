"""Small loads cut as large ones are, for tests of engines."""

from __future__ import annotations

import pytest

from analytics.database import judged_elsewhere
from analytics.load import spread, spread_reading


def cut_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few claims be several slices, and a few files several workers' work."""
    monkeypatch.setattr(judged_elsewhere, "TAKEN_AT_ONCE", 2)
    monkeypatch.setattr(spread, "LEAST_CLAIMS", 1)
    monkeypatch.setattr(spread, "LEAST_CLAIMS_OF_SLICE", 12)
    monkeypatch.setattr(spread_reading, "TASK_BYTES", 20_000)


def cut_into_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """And let a load of a few claims leave parts, as one of many does, and several of each."""
    cut_small(monkeypatch)
    monkeypatch.setattr(spread, "PARTS_FROM_CLAIMS", 1)
    monkeypatch.setattr(judged_elsewhere, "MERGED_AT_ONCE", 2)
