"""Claims refused at the door, as a person looks at them: a payer, a reason, a claim, a download.

What is loaded and what it must come to is told in tests/pages/claims.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser_tests.screen import Screen
from tests.pages.claims import written

TABLE = "rejected_claims"


@pytest.fixture(scope="module")
def screen(serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    with serve(tmp_path_factory.mktemp("door") / "store").new_screen() as opened:
        yield opened


def test_refused_claims_lead_from_the_rate_to_the_claim(screen: Screen, tmp_path: Path) -> None:
    screen.open("files").asks("Files")
    screen.upload(*written(tmp_path))
    screen.shows("5 files: 5 loaded.")

    screen.go("Rejections", "Rejections")
    screen.shows(
        "4 of 30 claims (13.3%) were rejected before adjudication in the weeks "
        "shown; 3 still have to be resubmitted, $240."
    )
    expect(screen.metric("Week of Feb 9, 2026: 4 of 30")).to_have_text("13.3%")
    expect(screen.metric("Charges rejected")).to_have_text("$340")
    expect(screen.metric("To resubmit")).to_have_text("3")

    screen.click_bar("rejection_payers", 0)
    screen.has_chips("Payer: Blue Lantern")
    screen.has_address(payer="BLUE LANTERN")
    screen.shows("3 of 25 claims (12.0%) were rejected before adjudication")
    screen.has_column(TABLE, "Patient control number", "BL-1", "BL-2", "BL-3")

    # Two for the provider's number, one for the member: the longest bar is the first.
    screen.click_bar("rejection_reasons_0", 0)
    screen.shows("2 rejected claims, $200 charged; 2 of them, $200, still to resubmit.")
    screen.has_column(TABLE, "Patient control number", "BL-1", "BL-2")
    screen.has_column(TABLE, "Why", "National provider number (NPI) (billing provider)")

    screen.click_row(TABLE, screen.column(TABLE, "Patient control number").index("BL-1"))
    history = screen.page.get_by_role("dialog")
    expect(history.get_by_text("BL-1")).to_be_visible()
    expect(history.locator("canvas").first).to_be_visible()
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
