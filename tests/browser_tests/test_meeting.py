"""The whole meeting: last week's action, the headline, down to a claim, a decision, the packet."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import expect

from analytics import notebook
from analytics.notebook import Action
from analytics.vocabulary import ReviewFilters
from tests.browser_tests.conftest import Dashboard
from tests.browser_tests.screen import Screen
from tests.browser_tests.test_worklist import fill_choice
from tests.people import as_person

# The sample's story of modifier 25 at BLUE LANTERN HEALTH is under way in this week.
WEEK, WEEK_BEFORE = "2026-10-05", "2026-09-28"
LAST, NEW = "Ask BLUE LANTERN about 25", "Send the note with 25"
HEADLINE = re.compile("of lines denied")
NEWS = re.compile("(One thing is|[A-Z][a-z]+ things are) worse")


def test_a_meeting_is_held_from_last_weeks_action_to_the_packet(
    demo: Dashboard, tmp_path: Path
) -> None:
    about = ReviewFilters(payers=("BLUE LANTERN HEALTH",), carcs=("97",))
    last = Action(LAST, "Ann Kim", "2026-10-09", WEEK_BEFORE, filters=about)
    as_person("Ann Kim", notebook.decide, demo.store, last)
    (asked,) = json.loads(demo.cli("ask", "headline", "--week", WEEK, "--format", "json"))
    with demo.new_screen() as screen:
        screen.open(f"meeting?step=1&week={WEEK}").shows(LAST)

        screen.keyed("meeting_next").get_by_role("button").click()
        says(screen, HEADLINE).shows(
            f"{asked['denied_line_count']} of {asked['adjudicated_line_count']} lines"
        )
        fits = "box => box.getBoundingClientRect().height <= 900"
        assert screen.page.locator(".stMainBlockContainer").evaluate(fits)

        screen.keyed("meeting_next").get_by_role("button").click()
        says(screen, NEWS).shows("99213-25")
        card = screen.keyed("meeting_alerts").locator("article", has_text="99213-25")
        card.get_by_role("button", name="View lines").click()
        screen.asks("Work list")
        screen.keyed("meeting_return").get_by_role("button").click()
        says(screen, NEWS).has_address(step="3", week=WEEK)

        card.get_by_role("button", name="Decide").click()
        form = screen.page.get_by_role("dialog")
        expect(form.get_by_text("Blue Lantern Health · Reason 97")).to_be_visible()
        screen.keyed("action_title").get_by_role("textbox").fill(NEW)
        fill_choice(screen, "action_owner", "Bob Lee")
        form.get_by_role("button", name="Decide").click()
        screen.shows(f"Decided: “{NEW}”, Bob Lee by")

        for step in ("4", "5", "6"):
            screen.keyed("meeting_next").get_by_role("button").click()
            screen.page.wait_for_url(re.compile(f"step={step}&"))
            screen.settle()
        says(screen, re.compile("decision")).shows(NEW).shows("Bob Lee")
        screen.keyed("take_away").get_by_role("button").first.click()
        packet = screen.download("Weekly packet as HTML", tmp_path)
        assert NEW in packet.read_text("utf-8")

        screen.open(screen.page.url).shows(NEW)
        screen.has_address(step="6", week=WEEK)
        screen.keyed("meeting_leave").get_by_role("button").click()
        screen.asks("This week").has_address()
        screen.open("actions").asks("Actions").shows(NEW).shows(LAST)


def test_steps_are_walked_by_keys_by_jumps_and_by_back_and_forward(demo: Dashboard) -> None:
    with demo.new_screen() as screen:
        screen.open(f"meeting?step=1&week={WEEK}")
        at_step(screen, 1)
        screen.page.keyboard.press("ArrowRight")
        at_step(screen, 2)
        screen.page.keyboard.press("PageDown")
        at_step(screen, 3)
        screen.page.keyboard.press("PageUp")
        at_step(screen, 2)
        screen.page.get_by_role("button", name="Step 5: ").click()
        at_step(screen, 5)
        payer = screen.said()["of_payer"]
        screen.page.go_back()
        at_step(screen, 2)
        screen.page.go_back()
        at_step(screen, 3)
        screen.page.go_forward()
        at_step(screen, 2)
        screen.page.go_forward()
        at_step(screen, 5)
        assert screen.said() == {"step": ["5"], "week": [WEEK], "of_payer": payer}


def test_keys_move_no_step_while_somebody_types(demo: Dashboard) -> None:
    with demo.new_screen() as screen:
        screen.open(f"meeting?step=4&week={WEEK}")
        at_step(screen, 4)
        screen.keyed("decide_meeting").get_by_role("button").click()
        title = screen.keyed("action_title").get_by_role("textbox")
        title.fill("Call")
        title.press("ArrowLeft")
        title.press("PageDown")
        screen.page.wait_for_timeout(500)
        screen.page.keyboard.press("Escape")
        expect(screen.page.get_by_role("dialog")).to_be_hidden()
        at_step(screen, 4)


def test_on_a_phone_no_step_is_wider_than_its_screen(demo: Dashboard) -> None:
    with demo.new_screen() as screen:
        screen.page.set_viewport_size({"width": 390, "height": 844})
        for step in range(1, 7):
            screen.open(f"meeting?step={step}&week={WEEK}")
            at_step(screen, step)
            heading = screen.page.locator("h1")
            assert heading.evaluate("box => box.scrollWidth <= box.clientWidth + 1")
            wide = "box => box.scrollWidth <= 390"
            assert screen.page.get_by_test_id("stMain").evaluate(wide), step


def at_step(screen: Screen, number: int) -> None:
    """Wait until this step is drawn."""
    expect(screen.keyed("meeting_steps").get_by_text(f"Step {number} of 6")).to_be_visible()
    screen.settle()


def says(screen: Screen, title: re.Pattern[str]) -> Screen:
    """Wait for a step with such a title."""
    expect(screen.page.locator("h1")).to_have_text(title)
    return screen.settle()
