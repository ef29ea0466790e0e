"""A damaged snapshot in a real browser: the server starts, says so, and the button goes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from analytics import snapshots
from analytics.load import load_paths
from tests.browser_tests.conftest import Dashboard
from tests.pages.remittances import interchange


def test_serve_starts_on_a_damaged_snapshot_and_undo_leads_back(
    serve: Callable[[Path], Dashboard], tmp_path_factory
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    for number in range(2):
        extract = folder / f"{number}.835"
        extract.write_text(interchange(range(number, number + 1)))
        load_paths(folder / "store", [extract])
    damaged = folder / "store" / "denials-000002.duckdb"
    damaged.write_bytes(damaged.read_bytes()[:-1])

    with serve(folder / "store").new_screen() as screen:
        page = screen.page
        page.goto(screen.address)
        expect(page.get_by_text("Snapshot 2 is damaged")).to_be_visible()
        page.get_by_role("button", name="Undo: go back to snapshot 1").click()
        expect(page.get_by_role("heading", name="This week")).to_be_visible()
    assert snapshots.current_snapshot(folder / "store") == 1
    assert damaged.exists()
