"""Claims refused at the door, as a person looks at them: a payer, a reason, a claim, a download.

What is loaded and what it must come to is told in tests/pages/claims.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser_tests.screen import Screen
from tests.pages.claims import written


@pytest.fixture(scope="module")
def screen(serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    with serve(tmp_path_factory.mktemp("door") / "store").new_screen() as opened:
        yield opened


def test_refused_claims_lead_from_the_rate_to_the_claim(screen: Screen, tmp_path: Path) -> None:
    screen.open("files").asks("Files")
    screen.upload(*written(tmp_path))
    screen.shows("5 files: 5 loaded.")

    screen.go("Rejections", "Rejections")
    page = screen.page
    screen.shows("4 of 30 claims (13.3%)")
    expect(page.get_by_role("button", name="Rejected 13.3%, 4 of 30 claims")).to_be_visible()
    expect(page.get_by_role("button", name="To resubmit 3, $240 charged")).to_be_visible()

    page.get_by_role("button", name="Blue Lantern, Rejected 3 of 25").click()
    screen.has_address(payer="BLUE LANTERN")
    screen.shows("3 of 25 claims (12.0%)")

    # Two for the provider's number, one for the member: the longest bar is the first.
    page.get_by_role("button", name=re.compile("^A7:562 National provider number")).click()
    screen.has_address(payer="BLUE LANTERN", rejected_for="A7:562")
    screen.shows("2 claims, $200 charged")
    rows = screen.keyed("rejected_claims").locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("BL-1")
    expect(rows.first).to_contain_text("National provider number (NPI) (billing provider)")

    # A click anywhere in the row opens its claim.
    rows.first.get_by_text("National provider number").click()
    history = screen.page.get_by_role("dialog")
    expect(history.get_by_text("BL-1")).to_be_visible()
    screen.unfold_events(history)
    screen.settle()
    assert {"week7.837", "payer.277"} <= set(screen.column(history, "File"))
    assert "BL-1" not in screen.page.url and "QUARTZ" not in screen.page.content()
    history.get_by_role("button", name="Close").click()
    expect(history).to_be_hidden()
    assert not screen.errors()
    assert_refused_claims_of(screen.download("Download Excel", tmp_path))


def assert_refused_claims_of(path: Path) -> None:
    """The workbook holds the claims as narrowed, and says how they were counted."""
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Rejected claims", "Payers", "Reasons", "How this was made"]
    header, *rows = [[cell.value for cell in row] for row in book["Rejected claims"].iter_rows()]
    claims = [dict(zip(header, row, strict=True)) for row in rows]
    assert [claim["Patient control number"] for claim in claims] == ["BL-1", "BL-2"]
    assert {claim["Rejection reason"] for claim in claims} == {"National provider number (NPI)"}
    assert not claims[0]["Message"]  # the free text of a 277CA is not kept
    told = list(book["How this was made"].iter_rows(values_only=True))
    assert any("by day first submitted" in str(row[1]) for row in told)
    assert any("never a denial" in str(row[1]) for row in told)
