"""From what goes with a modifier to its denied lines, and there to what should be worked first."""

from __future__ import annotations

from tests.browser_tests.conftest import Dashboard


def test_a_modifier_leads_to_its_lines_in_the_order_to_work_them(demo: Dashboard) -> None:
    with demo.new_screen() as screen:
        screen.open("modifiers").shows("is denied more often")
        screen.keyed("modifier_level").get_by_text("and both").click()
        screen.shows("99213 · BLUE LANTERN HEALTH")
        screen.click_point("modifier_effects", 0)
        screen.asks("Work list")
        screen.has_address(modifier="25", procedure="99213", payer="BLUE LANTERN HEALTH")
        screen.keyed("work_order").get_by_text("Work first").click()
        screen.shows("expected recovery of").shows("How accurate past predictions were")
        dollars = [float(text.strip("$").replace(",", "")) for text in
                   screen.column("lines", "Expected per hour")]  # fmt: skip
        assert len(dollars) > 5
        assert dollars == sorted(dollars, reverse=True)
