"""How a store stands: decided once, for every page and command."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

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


def test_a_snapshot_may_be_opened_by_several_at_once(tmp_path: Path) -> None:
    """As when a load has published and the pages of several people are drawn anew."""
    (tmp_path / "one.835").write_text(REMITTANCE)
    load.load_paths(tmp_path / "store", [tmp_path / "one.835"])
    files = snapshots.current_files(tmp_path / "store")
    at_once = Barrier(8, timeout=20)

    def locked(_: int) -> bool:
        at_once.wait()
        with database.connect(files) as connection:
            at_once.wait()  # none is closed before all are open
            setting = "select current_setting('lock_configuration')"
            return connection.execute(setting).fetchall() == [(True,)]

    for _ in range(5):
        with ThreadPoolExecutor(8) as several:
            assert all(several.map(locked, range(8)))
