"""The served sample: filters, links, chips, switches and drills."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser_tests.conftest import Dashboard
from tests.browser_tests.screen import Screen

LINES = "Work list"
QUESTIONS = {
    "This week": "This week",
    "Reasons": "Reasons",
    "Payers": "Payers",
    "Modifiers": "Modifiers",
    "Procedures and providers": "Procedures and providers",
    "Outcomes": "Outcomes",
    "Work list": LINES,
    "Rejections": "Rejections",
    "Files": "Files",
    "Definitions": "Definitions",
}


def test_the_weekly_review_says_what_the_ledger_says(screen: Screen) -> None:
    # All forty weeks; sample_data/README.md: 1,384 of 15,779 lines, $236,524.58, $36,154.73 back.
    screen.open("?weeks=All+weeks")
    screen.shows("$236,525 denied, 1,384 lines")
    expect(screen.keyed("week_figures")).to_contain_text("$36,155")


def test_a_filter_survives_pages_and_a_copied_address_shows_the_same(
    demo: Dashboard, screen: Screen
) -> None:
    screen.open("reasons").choose("Payer", "Blue Lantern Health")
    screen.has_chips("Payer: Blue Lantern Health")
    screen.has_address(payer="BLUE LANTERN HEALTH")
    denied = screen.settle().metric("Denied amount").inner_text()
    for title in ("Payers", "Modifiers", "Work list", "Procedures and providers"):
        screen.go(title, title)
        screen.has_chips("Payer: Blue Lantern Health")
        screen.has_address(payer="BLUE LANTERN HEALTH")
    expect(screen.metric("Denied amount")).to_have_text(denied)
    with demo.new_screen() as colleague:
        colleague.open(screen.page.url).asks("Procedures and providers")
        colleague.has_chips("Payer: Blue Lantern Health")
        expect(colleague.metric("Denied amount")).to_have_text(denied)


def test_a_filter_is_chosen_by_keyboard_alone(screen: Screen) -> None:
    page = screen.open("reasons").page
    page.locator("[data-chip=weeks]").focus()
    page.keyboard.press("ArrowRight")  # the chips are one stop, arrows move within
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox", name="Payer")
    expect(field).to_be_focused()
    page.keyboard.type("lantern")
    option = page.get_by_role("option", name="Blue Lantern Health")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(option).to_have_attribute("aria-selected", "true")
    screen.has_address(payer="BLUE LANTERN HEALTH")
    expect(field).to_be_focused()  # the list stays for the next
    page.keyboard.press("Escape")
    screen.has_chips("Payer: Blue Lantern Health")
    expect(page.locator("[data-chip=payer]")).to_be_focused()
    page.go_back()
    screen.has_chips()


def test_clear_takes_every_filter_away(screen: Screen) -> None:
    screen.open("reasons?payer=BLUE+LANTERN+HEALTH&carc=97&weeks=All+weeks")
    screen.has_chips("Payer: Blue Lantern Health", "Reason: 97")
    screen.keyed("filters").get_by_role("button", name="Clear").click()
    screen.has_chips()
    screen.has_address()


def test_a_week_of_the_trend_leads_to_its_lines(screen: Screen) -> None:
    screen.open()
    screen.keyed("week_explored").locator("[data-pick*='2026-11-16']").first.click()
    screen.asks(LINES)
    screen.has_address(weeks="2026-11-16", until="2026-11-16", list="all")
    screen.has_chips()
    screen.shows("39 lines")


def test_a_row_of_the_grouped_denials_leads_to_its_lines(screen: Screen) -> None:
    screen.open("?top_denials_folded=yes")
    screen.keyed("top_denials").scroll_into_view_if_needed()
    screen.click_row("top_denials", 0)
    screen.asks(LINES)
    # The first story of the sample: 99213-25 bundled by Blue Lantern.
    screen.has_address(
        payer="BLUE LANTERN HEALTH", carc="97", procedure="99213", modifier="25", list="all"
    )


def test_a_claims_history_leaves_no_trace_of_its_number_in_the_address(screen: Screen) -> None:
    screen.open("denied_lines?payer=BLUE+LANTERN+HEALTH&carc=97&list=all")
    number = screen.claims()[2]
    drawer = screen.open_claim(2)
    assert number not in screen.page.url
    assert re.fullmatch(r"\d+-97", screen.said()["claim"][0])
    screen.unfold_events(drawer)
    files, segments = screen.column(drawer, "File"), screen.column(drawer, "Segment or row")
    # Sent, acknowledged, answered: the whole life, by this payer only.
    kinds = ("837/claims_", "277ca/ack_", "835/blue-lantern_")
    assert files[0].startswith(kinds[0])
    assert all(name.startswith(kinds) for name in files)
    assert all(int(segment) > 0 for segment in segments)
    screen.page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    screen.has_address(payer="BLUE LANTERN HEALTH", carc="97", list="all")
    assert number not in screen.page.url


def test_a_claim_searched_for_opens_and_stays_out_of_the_address(screen: Screen) -> None:
    screen.open("denied_lines?list=all")
    number = screen.claims()[0]
    screen.open("payers").keyed("search_open").get_by_role("button").wait_for()
    screen.page.keyboard.press("Control+k")
    screen.keyed("search_words").get_by_role("searchbox").fill(number)
    # What tells claims apart: service date, charge, what became of it.
    found = screen.keyed("search_result_0")
    expect(found).to_contain_text(re.compile(rf"{number}.*2026, \$[\d,]+, denied, open"))
    found.get_by_role("button").click()
    screen.asks("Work list").has_claim(number)
    assert number not in screen.page.url


def test_filters_that_leave_nothing_say_so(screen: Screen) -> None:
    screen.open(
        "denied_lines?payer=IRONGATE+WORKERS+COMPENSATION&weeks=2026-11-16&carc=29&list=all"
    )
    screen.shows("No line is on this list.")
    assert not screen.errors()


def test_the_keyboard_alone_finds_a_reason_and_keeps_the_view(screen: Screen) -> None:
    page = screen.open().page
    expect(screen.keyed("search_open").get_by_role("button")).to_be_visible()
    page.keyboard.press("Control+k")
    field = page.get_by_role("searchbox", name="Find", exact=True)
    expect(field).to_be_focused()
    page.keyboard.type("bundled")
    expect(screen.keyed("search_result_0")).to_contain_text("97 Bundled service")
    screen.settle()
    page.keyboard.press("Tab")
    expect(screen.keyed("search_result_0").get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    screen.asks(QUESTIONS["Reasons"])
    screen.has_address(carc="97")
    screen.keyed("views").get_by_role("button").first.click()
    page.get_by_role("textbox", name="Save this page").fill("Bundling")
    page.keyboard.press("Enter")
    expect(screen.keyed("view_open_Bundling")).to_contain_text("Reasons")
    screen.page.keyboard.press("Escape")
