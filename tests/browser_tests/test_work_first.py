"""From what goes with a modifier to its denied lines, and there to what should be worked first."""

from __future__ import annotations

from tests.browser_tests.conftest import Dashboard


def test_a_modifier_leads_to_its_lines_in_the_order_to_work_them(demo: Dashboard) -> None:
    with demo.new_screen() as screen:
        # The page opens on what its sentence speaks of, and its button leads to those lines.
        screen.open("modifiers").shows("99213 with and without 25, by payer")
        screen.shows("Blue Lantern, 99213, by week")
        screen.keyed("modifier_lines").get_by_role("button").click()
        screen.asks("Work list")
        screen.has_address(modifier="25", procedure="99213", payer="BLUE LANTERN HEALTH")
        screen.keyed("work_order").get_by_text("Work first").click()
        screen.shows("expected recovery of").shows("How accurate past predictions were")
        dollars = [float(text.strip("$").replace(",", "")) for text in
                   screen.column("lines", "Expected per hour")]  # fmt: skip
        assert len(dollars) > 5
        assert dollars == sorted(dollars, reverse=True)
