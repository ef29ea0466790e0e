"""The served sample explored: a cell, a payer and a reason opened, and the way back from each."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
from playwright.sync_api import Locator, expect

from tests.browser_tests.screen import Screen

EVERGROVE, BLUE = "EVERGROVE SENIOR ADVANTAGE", "BLUE LANTERN HEALTH"


def button(screen: Screen, name: str) -> Locator:
    """A button of the blocks of a page, by the start of its name."""
    return screen.page.get_by_test_id("stMain").get_by_role(
        "button", name=re.compile(f"^{re.escape(name)}")
    )


def back(screen: Screen) -> None:
    screen.page.go_back()


def forward(screen: Screen) -> None:
    screen.page.go_forward()


def test_back_and_forward_through_three_drills_restore_view_and_switches(screen: Screen) -> None:
    screen.open("payers")
    button(screen, "Lines").click()
    lines = button(screen, "Lines")
    expect(lines).to_have_attribute("aria-pressed", "true")
    screen.has_address(payer_cells="denied_line_count")

    # A cell leads to its lines.
    button(screen, "Evergrove Senior Advantage, 197 No auth").click()
    screen.asks("Work list").has_address(payer=EVERGROVE, carc="197", list="all")
    back(screen)
    screen.asks("Payers").has_address(payer_cells="denied_line_count")
    expect(lines).to_have_attribute("aria-pressed", "true")

    # A payer opens below, and closes on the way back.
    button(screen, "Blue Lantern Health, 8.7% denied").click()
    screen.has_address(payer_cells="denied_line_count", payer_open=BLUE)
    expect(button(screen, "Back to Payers")).to_be_visible()

    # Its reason leads to the lines of both.
    screen.settle().keyed("payer_detail").get_by_role(
        "button", name=re.compile("^97 Bundled service, Worse since Sep 7")
    ).click()
    screen.asks("Work list").has_address(payer=BLUE, carc="97", list="all")

    back(screen)
    screen.asks("Payers").has_address(payer_cells="denied_line_count", payer_open=BLUE)
    expect(button(screen, "Back to Payers")).to_be_visible()
    expect(lines).to_have_attribute("aria-pressed", "true")
    screen.settle()

    # Each of the two drills and the opened payer is one step, back and forward.
    back(screen)
    screen.has_address(payer_cells="denied_line_count")
    expect(button(screen, "Back to Payers")).to_have_count(0)
    screen.settle()
    forward(screen)
    screen.has_address(payer_cells="denied_line_count", payer_open=BLUE)
    expect(button(screen, "Back to Payers")).to_be_visible()
    screen.settle()
    forward(screen)
    screen.asks("Work list").has_address(payer=BLUE, carc="97", list="all")
    assert not screen.errors()


def test_a_reason_is_opened_turned_around_and_taken_to_its_lines(screen: Screen) -> None:
    screen.open("reasons")
    button(screen, "97 Bundled service").first.click()
    screen.has_address(reason_open="97")
    button(screen, "Procedures").click()
    screen.has_address(reason_open="97", reason_parts="procedure")
    screen.keyed("reason_detail").get_by_role("button", name=re.compile("^99213,")).click()
    screen.asks("Work list").has_address(carc="97", procedure="99213", list="all")
    back(screen)
    screen.asks("Reasons").has_address(reason_open="97", reason_parts="procedure")
    button(screen, "Back to Reasons").click()
    screen.has_address(reason_parts="procedure")
    assert not screen.errors()


def test_a_week_of_a_reasons_trend_leads_to_its_lines(screen: Screen) -> None:
    screen.open("reasons?reason_open=97")
    screen.click_point("reason_trend", 25)  # the last of 26 weeks
    week = "2026-11-16"
    screen.asks("Work list").has_address(carc="97", weeks=week, until=week, list="all")


def test_figures_and_places_of_dollars_open_their_lines(screen: Screen) -> None:
    screen.open("reasons")
    button(screen, "Lines denied 8.5%, 884 of 10,350 lines").click()
    screen.asks("Work list").has_address(list="all")
    screen.open("reasons")
    button(screen, "Winnable, ").click()
    screen.asks("Work list")


def test_a_provider_is_opened_beside_the_list_of_providers(screen: Screen) -> None:
    screen.open("providers")
    button(screen, "Providers").click()
    screen.has_address(providers_by="provider")
    button(screen, "Hornbeam, Sample").click()
    screen.has_address(providers_by="provider", provider_open="HORNBEAM, SAMPLE")
    expect(screen.page.get_by_role("button", name="Education sheet as HTML")).to_be_visible()
    button(screen, "View 80 lines").click()
    screen.asks("Work list").has_address(provider="HORNBEAM, SAMPLE", list="all")
    assert not screen.errors()


def test_the_reasons_are_taken_home_with_those_also_cited_and_the_remarks(
    screen: Screen, tmp_path: Path
) -> None:
    screen.open("reasons")
    cited = screen.page.get_by_text("Every reason cited, primary or not")
    expect(screen.keyed("cited_table")).to_have_count(0)  # drawn only once opened
    cited.click()
    expect(screen.keyed("cited_table")).to_be_visible()
    # The tables' own download would say nothing of how it was made, and run formulas.
    expect(screen.page.get_by_role("button", name=re.compile("^Download as CSV"))).to_have_count(0)
    screen.keyed("reasons_export").get_by_role("button").click()
    book = openpyxl.load_workbook(screen.download("Download Excel", tmp_path))
    assert book.sheetnames == [
        "Reasons",
        "Categories",
        "Also cited",
        "Remarks",
        "How this was made",
    ]
    assert all(book[name].max_row > 10 for name in ("Reasons", "Also cited", "Remarks"))


def test_the_first_screens_fit_and_nothing_is_wider_than_a_phone(screen: Screen) -> None:
    for path in ("payers", "reasons", "providers"):
        screen.open(path)
        for key in {"payers": ["payer_detail"], "reasons": ["reasons_list", "reason_detail"],
                    "providers": ["broken"]}[path]:  # fmt: skip
            box = screen.keyed(key).first.bounding_box()
            assert box and box["y"] + box["height"] <= 900, (path, key, box)
    screen.page.set_viewport_size({"width": 390, "height": 844})
    for path in ("payers", "reasons", "providers"):
        screen.open(path)
        wide = screen.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, (path, wide)
    # The number that decides is in sight, and a payer's name is whole.
    screen.open("outcomes")
    overturned = screen.page.get_by_role("columnheader", name="Overturned").bounding_box()
    assert overturned and overturned["x"] + overturned["width"] <= 390
    # No column of reasons is cut in two: the second whole one ends where the table does.
    screen.open("payers")
    names = screen.page.locator(".heat .row-button")
    expect(names.first).to_be_visible()
    is_cut = "(names) => names.filter(name => name.scrollWidth > name.clientWidth).length"
    assert names.evaluate_all(is_cut) == 0
    expect(screen.page.locator(".heat .cell").first).to_be_visible()
    edges = screen.page.evaluate(
        """() => {
            const table = document.querySelector('.scroll:has(> .heat)').getBoundingClientRect()
            return [...document.querySelectorAll('.heat .cell')].map(cell =>
                cell.getBoundingClientRect()).filter(box => box.left < table.right - 3)
                .map(box => box.right - table.right)
        }"""
    )
    assert edges and max(edges) <= 3, max(edges)
    screen.page.set_viewport_size({"width": 1440, "height": 900})
