"""Every page of app.py, light and dark: it opens without a fault, and axe finds nothing serious."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from analytics.components.frame import navigation
from tests.browser_tests.conftest import Dashboard

TITLES = list(navigation.TITLES.values())
MEETING = "Meeting"
GROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(15, 21, 27)"}

# The menu and the filters are the same on every page: looked at on the first, in either scheme.
MAIN = "[data-testid=stMain]"
# What a chart is made of, thousands of marks, has nothing axe can judge (it says so): its name in
# words stands on the chart itself, and is looked at. Drawn away, axe takes half the time. So have
# the cells of tables, which are painted, once they were looked at.
MARKS_AWAY = ".js-plotly-plot .main-svg > * {display: none}"
TABLES_AWAY = "[data-testid=stDataFrame] {display: none}"


def grave(page: Page, *rules: str, within: str = "body") -> list[str]:
    """What axe calls serious or critical: rule, element and what is wrong with it."""
    options = {"resultTypes": ["violations"], "preload": False}
    if rules:
        options["runOnly"] = list(rules)
    found = Axe().run(page, {"include": [[within]]}, options).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


def test_every_page_opens_without_a_fault_and_can_be_read_by_anybody(demo: Dashboard) -> None:
    schemes = ["light", "dark"]
    with demo.new_screen(color_scheme=schemes[0]) as screen:
        page = screen.open().page
        page.add_style_tag(content=MARKS_AWAY)
        ground = page.get_by_test_id("stApp")
        for title in TITLES:
            page.get_by_test_id("stSidebar").get_by_role("link", name=title, exact=True).click()
            if title == MEETING:  # it has no menu
                expect(screen.keyed("meeting_leave")).to_be_visible()
                screen.settle()
            else:
                screen.asks(title)
                expect(page.locator(".nav [aria-current=page]")).to_have_text(
                    re.compile(f"{title}$")
                )
            assert not screen.errors(), title
            expect(ground).to_have_css("background-color", GROUNDS[schemes[0]])
            within = "body" if title == TITLES[0] else MAIN
            assert not grave(page, within=within), f"{title}, {schemes[0]}"
            schemes.reverse()
            tables_away = page.add_style_tag(content=TABLES_AWAY)
            page.emulate_media(color_scheme=schemes[0])
            expect(ground).to_have_css("background-color", GROUNDS[schemes[0]])
            screen.settle()
            faint = grave(page, "color-contrast", within=within)
            if faint:  # a part of the page may still have had the colors of the other scheme
                page.wait_for_timeout(1_000)
                faint = grave(page, "color-contrast", within=within)
            assert not faint, f"{title}, {schemes[0]}"
            tables_away.evaluate("style => style.remove()")
            if title == MEETING:
                screen.keyed("meeting_leave").get_by_role("button").click()
                screen.asks("This week")


def test_dialogs_and_menus_are_dark_where_the_page_is(demo: Dashboard) -> None:
    """They stand outside the part of the page that says so."""
    with demo.new_screen(color_scheme="light") as screen:
        page = screen.open("files").page
        page.emulate_media(color_scheme="dark")
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", GROUNDS["dark"])
        screen.settle()
        page.get_by_role("button", name="Undo the last load").click()
        menu = page.get_by_test_id("stPopoverBody")
        expect(menu.get_by_role("button", name="Undo")).to_be_visible()
        assert not grave(page, "color-contrast", within="[data-testid=stPopoverBody]")
        page.keyboard.press("Escape")

        page = screen.open().page
        page.get_by_role("button", name="Decide").first.click()
        dialog = page.get_by_role("dialog", name="Decide")
        close = dialog.get_by_role("button", name="Close")
        expect(close).to_have_css("background-color", GROUNDS["dark"])
        assert not grave(page, "color-contrast", within="[data-testid=stDialog]")
