"""How a store stands: decided once, for every page and command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analytics import database, load, snapshots
from analytics.vocabulary import DamagedSnapshot, DenialsError, NewerStore, Versions
from tests.small_remittance import REMITTANCE


def test_a_store_is_empty_ready_older_newer_or_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    empty = load.state_of(store)
    assert (empty.kind, empty.snapshot) == ("empty", None)
    with pytest.raises(DenialsError, match="Nothing is loaded yet"):
        empty.readable()

    (tmp_path / "one.835").write_text(REMITTANCE)
    load.load_paths(store, [tmp_path / "one.835"])
    ready = load.state_of(store)
    assert (ready.kind, ready.readable()) == ("ready", 1)
    assert load.refresh(store) == ready

    made_by = database.versions()
    with monkeypatch.context() as patched:
        older = replace(made_by, queries="of other queries")
        patched.setattr(snapshots, "current_versions", lambda _: older)
        assert load.state_of(store).kind == "older"
        patched.setattr(snapshots, "current_versions", lambda _: Versions("new", 0, "99.0.0"))
        newer = load.refresh(store)
    assert (newer.kind, newer.snapshot) == ("newer", 1)
    with pytest.raises(NewerStore, match=r"version 99\.0\.0"):
        newer.readable()

    with (store / "denials-000001.duckdb").open("r+b") as file:
        file.truncate(4096)
    damaged = load.refresh(store)
    assert damaged.kind == "damaged"
    with pytest.raises(DamagedSnapshot):
        damaged.readable()
