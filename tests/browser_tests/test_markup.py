"""Blocks of markup in a real browser: a phone's width, keys, clicks, and what axe finds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from analytics.markup.layout import arrows_script, stylesheet
from tests.markup.gallery import page_of, screens

SCREENS = screens()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 390, "height": 844})
    yield opened
    opened.close()


def test_the_narrowest_phone_shows_every_block_without_scrolling_the_page_sideways(
    page: Page,
) -> None:
    for name, body in SCREENS.items():
        page.set_content(page_of(body))
        for width in (358 + 32, 360, 768, 1184):
            page.set_viewport_size({"width": width, "height": 844})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is {wide} wide at {width}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_block(page: Page, scheme: str) -> None:
    page.set_viewport_size({"width": 1184, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for name, body in SCREENS.items():
        page.set_content(page_of(body))
        found = Axe().run(page).response["violations"]
        serious = [
            (name, each["id"], node["html"][:200], node["failureSummary"])
            for each in found
            if each["impact"] in {"serious", "critical"}
            for node in each["nodes"]
        ]
        assert serious == []


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.getAttribute('aria-label') || ''")


def test_a_group_is_one_tab_stop_and_arrows_move_inside_it(page: Page) -> None:
    page.set_viewport_size({"width": 1184, "height": 900})
    page.set_content(page_of(SCREENS["payers"]))
    selected = page.get_by_role("button", name="Evergrove Senior Advantage, 11.2% denied")
    selected.focus()
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith("Blue Lantern Health, 8.7% denied")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert focused(page) == "Blue Lantern Health, 97 Bundled, $8.7k, Worse since Sep 7"
    page.keyboard.press("Home")
    assert focused(page).startswith("Evergrove Senior Advantage")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Back to Payers"


def test_a_click_anywhere_in_a_row_says_the_pick_of_its_button(page: Page) -> None:
    page.set_viewport_size({"width": 1184, "height": 900})
    page.set_content(page_of(SCREENS["work_list"]))
    page.evaluate(
        """window.picks = []; document.addEventListener("click", (event) => {
            const hit = event.target.closest("[data-pick]");
            if (hit) window.picks.push(hit.dataset.pick);
        })"""
    )
    page.get_by_role("cell", name="Corrected claim").click()
    page.get_by_role("checkbox", name="Tick IV106936").click()
    page.get_by_role("button", name="IV106938").press("Enter")
    assert page.evaluate("window.picks") == [
        '{"claim":"IV104671"}',
        '{"claim":"IV106938"}',  # a tick is told by its table, not by a pick
    ]


def test_a_week_says_its_sentence_when_it_is_reached(page: Page) -> None:
    page.set_viewport_size({"width": 1184, "height": 900})
    page.set_content(page_of(SCREENS["this_week"]))
    week = page.get_by_role("button", name="Week of Nov 16")
    week.hover()
    shown = week.evaluate("(week) => getComputedStyle(week, '::after').content")
    assert shown.strip('"').startswith("Week of Nov 16: 11.0% of lines denied")


def test_blocks_look_and_work_alike_inside_a_shadow_root(page: Page) -> None:
    page.set_viewport_size({"width": 1184, "height": 900})
    page.set_content('<!doctype html><div id="host" style="color-scheme: dark"></div>')
    page.evaluate(
        """([html, style, script]) => {
            const root = host.attachShadow({ mode: "open" });
            root.innerHTML = `<style>${style}</style>${html}`;
            new Function("root", script + ";moveByArrows(root)")(root);
            root.addEventListener("click", (event) => {
                const hit = event.target.closest("[data-pick]");
                if (hit) window.picked = hit.dataset.pick;
            });
        }""",
        [str(SCREENS["payers"]), stylesheet(), arrows_script()],
    )
    row = page.get_by_role("row", name="Blue Lantern Health")
    row.get_by_text("263 of 3,007").click()
    assert page.evaluate("window.picked") == '{"payer":"Blue Lantern Health"}'
    page.get_by_role("button", name="Blue Lantern Health, 16 ").focus()
    page.keyboard.press("ArrowDown")
    inside = "host.shadowRoot.activeElement.getAttribute('aria-label')"
    assert page.evaluate(inside) == "Larkfield Community Medicaid, 16 Invalid data, $4.8k"
    ink = row.evaluate("(row) => getComputedStyle(row).color")
    assert ink == "rgb(232, 238, 244)"  # the dark ink, as the host's color scheme says
