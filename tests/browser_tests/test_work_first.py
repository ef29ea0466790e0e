"""From what goes with a modifier to its denied lines, and there to what should be worked first."""

from __future__ import annotations

import re

from tests.browser_tests.conftest import Dashboard


def test_a_modifier_leads_to_its_lines_in_the_order_to_work_them(demo: Dashboard) -> None:
    with demo.new_screen() as screen:
        # The page opens on what its sentence speaks of, and its button leads to those lines.
        screen.open("modifiers").shows("99213 with and without 25, by payer")
        screen.shows("Blue Lantern, 99213, by week")
        screen.keyed("modifier_lines").get_by_role("button").click()
        screen.asks("Work list")
        of = {"modifier": "25", "procedure": "99213", "payer": "BLUE LANTERN HEALTH"}
        screen.has_address(**of, list="all")
        screen.page.get_by_role("button", name=re.compile("^Work first")).click()
        screen.has_address(**of, list="recover")
        assert len(screen.claims()) > 5
