"""The whole meeting: last week's action, the headline, down to a claim, a decision, the packet."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import expect

from analytics import notebook
from analytics.notebook import Action
from analytics.vocabulary import ReviewFilters
from tests.browser_tests.conftest import Dashboard
from tests.browser_tests.test_worklist import fill_choice
from tests.people import as_person

# The sample's story of modifier 25 at BLUE LANTERN HEALTH is under way in this week.
WEEK, WEEK_BEFORE = "2026-10-05", "2026-09-28"
LAST, NEW = "Ask BLUE LANTERN about 25", "Send the note with 25"
HEADLINE = "How much was denied this week?"
NEWS = "What is new or worse, and why did the rate move?"


def test_a_meeting_is_held_from_last_weeks_action_to_the_packet(
    demo: Dashboard, tmp_path: Path
) -> None:
    about = ReviewFilters(payers=("BLUE LANTERN HEALTH",), carcs=("97",))
    last = Action(LAST, "Ann Kim", "2026-10-09", WEEK_BEFORE, filters=about)
    as_person("Ann Kim", notebook.decide, demo.store, last)
    (asked,) = json.loads(demo.cli("ask", "headline", "--week", WEEK, "--format", "json"))
    with demo.new_screen() as screen:
        screen.open(f"meeting?step=1&week={WEEK}").shows(LAST)
        screen.shows("lines in 1 week")  # after it

        screen.keyed("meeting_next").get_by_role("button").click()
        screen.asks(HEADLINE).shows(
            f"payers denied {asked['denied_line_count']} of {asked['adjudicated_line_count']} lines"
        )
        fits = "box => box.getBoundingClientRect().height <= 900"
        assert screen.page.locator(".stMainBlockContainer").evaluate(fits)

        screen.keyed("meeting_next").get_by_role("button").click()
        screen.asks(NEWS).shows("BLUE LANTERN HEALTH · 99213-25: ")
        # What is new this week stands first.
        screen.keyed("meeting_alert_lines_1").get_by_role("button").click()
        screen.asks("Work list")
        screen.has_column("lines", "CARC", "97")
        number = screen.column("lines", "Patient control number")[0]
        screen.click_row("lines", 0)
        history = screen.page.get_by_role("dialog")
        expect(history.get_by_text(number)).to_be_visible()
        screen.page.keyboard.press("Escape")
        expect(history).to_be_hidden()
        screen.settle()
        screen.keyed("meeting_return").get_by_role("button").click()
        screen.asks(NEWS).has_address(step="3", week=WEEK)

        screen.keyed("decide_alert_1").get_by_role("button").click()
        form = screen.page.get_by_role("dialog")
        expect(form.get_by_text("BLUE LANTERN HEALTH · Reason 97")).to_be_visible()
        screen.keyed("action_title").get_by_role("textbox").fill(NEW)
        fill_choice(screen, "action_owner", "Bob Lee")
        form.get_by_role("button", name="Decide").click()
        screen.shows(f"Decided: “{NEW}”, Bob Lee by")

        for _ in range(3):
            screen.keyed("meeting_next").get_by_role("button").click()
            screen.settle()
        screen.asks("What will we do, and who does it?").shows(NEW)
        packet = screen.download("Weekly packet as HTML", tmp_path)
        assert NEW in packet.read_text("utf-8")

        screen.open(screen.page.url).shows(NEW)
        screen.has_address(step="6", week=WEEK)
        screen.keyed("meeting_leave").get_by_role("button").click()
        screen.asks("This week").has_address()
        screen.go("Actions", "Actions").shows(NEW).shows(LAST)
