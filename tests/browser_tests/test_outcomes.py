"""The Outcomes page served on eight claims (tests/small_claims.py): from picture to history."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser_tests.screen import Screen
from tests.small_claims import a_store_of_them

OUTCOMES = "Outcomes"


@pytest.fixture(scope="module")
def screen(serve, tmp_path_factory):
    with serve(a_store_of_them(tmp_path_factory.mktemp("claims"))).new_screen() as opened:
        yield opened


def test_a_stage_leads_to_its_claims_and_a_claim_to_its_history(screen: Screen) -> None:
    # Sent 8: paid at first C1, C2; denied D1, D2, D3, R1; rejected J1; W1 waits. Recovered: D1, J1.
    screen.open("outcomes?flow_drawn=yes").asks(OUTCOMES)
    chart = screen.keyed("claim_flow")
    for words in ("Submitted", "8 claims · $800", "4 claims · $400", "2 claims · $200"):
        expect(chart.get_by_text(words).first).to_be_visible()
    screen.click_bar("claim_flow", 2)  # paid, denied, rejected, no answer yet: the second
    screen.shows("4 claims.")
    screen.has_address(flow_drawn="yes", outcomes_by="claims", flow_first="denied")
    screen.has_column("claims_table_0", "Patient control number", "D1", "D2", "D3", "R1")
    row = screen.column("claims_table_0", "Patient control number").index("D2")
    screen.click_row("claims_table_0", row)
    history = screen.page.get_by_role("dialog")
    expect(history.get_by_text("Claim D2")).to_be_visible()
    screen.unfold_events(history)
    assert {"sent_0209.edi", "remit_0302.edi", "remit_0330.edi"} <= set(
        screen.column(history, "File")
    )
    screen.page.keyboard.press("Escape")
    expect(history).to_be_hidden()
    assert "D2" not in screen.page.url


def test_a_band_leads_to_the_claims_that_took_it(screen: Screen) -> None:
    screen.open("outcomes?flow_drawn=yes").asks(OUTCOMES)
    # Eight bands, then their eight rows of points: four from the start, then denied to recovered.
    row = screen.keyed("claim_flow").locator(".scatterlayer .trace").nth(8 + 4)
    screen.click_mark(row.locator(".points path").nth(11))
    screen.shows("1 claim.")
    screen.has_column("claims_table_0", "Patient control number", "D1")
    assert not screen.errors()


def test_the_keyboard_takes_the_chips_and_back_takes_them_back(screen: Screen) -> None:
    page = screen.open("outcomes").asks(OUTCOMES).page
    page.get_by_role("button", name="Claims", exact=True).press("Enter")
    screen.has_address(outcomes_by="claims")
    page.get_by_role("button", name="Rejected 1").press("Enter")
    screen.has_column("claims_table_0", "Patient control number", "J1")
    screen.has_address(outcomes_by="claims", flow_first="rejected")
    page.go_back()
    screen.has_address(outcomes_by="claims")
    page.go_back()
    screen.shows("Outcomes of denials so far")
    assert not screen.errors()
