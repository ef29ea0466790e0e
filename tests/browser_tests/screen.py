"""What a person does at the screen: open, look, click a bar or a row, pick, download."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

ROW_HEIGHT = 31  # of the tables, header included, at the font size of 14
PATIENCE = 45_000  # milliseconds: other tests may be using the machine
CLICKS_APART = 400  # milliseconds; two quicker clicks on a chart are a double click
LOOKS_APART = 30  # milliseconds; what Playwright expects by itself it looks at ever more rarely
STAYS = 60  # milliseconds; a page tells of a click a moment later, and is drawn anew then
# Of an open dialog: a key that is pressed is its own.
HAS_THE_FOCUS = "() => document.activeElement.closest('[role=dialog]') !== null"
# While a page is drawn anew, the title before may stand beside the one that comes.
IS_DRAWN = """([look, stays]) => {
    const titles = document.querySelectorAll("h1")
    const isDrawn = titles.length === 1 && titles[0].checkVisibility({visibilityProperty: true})
        && document.querySelector("[data-test-script-state=notRunning]") !== null
    if (!isDrawn) window.drawn = null
    else if (window.drawn?.look !== look) window.drawn = {look, since: performance.now()}
    return isDrawn && performance.now() - window.drawn.since >= stays
}"""


class Screen:
    """A page of the dashboard in a browser."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self._clicked_at = 0.0  # a chart, last

    def open(self, path: str = "") -> Screen:
        """Go to a path of the dashboard, or to a whole address."""
        self.page.goto(path if path.startswith("http") else f"{self.address}/{path}")
        expect(
            self.page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]")
        ).to_be_visible()
        return self.settle()

    def settle(self) -> Screen:
        """Wait until the page is drawn."""
        look = [time.monotonic(), STAYS]
        self.page.wait_for_function(IS_DRAWN, arg=look, polling=LOOKS_APART)
        return self

    def go(self, title: str, question: str) -> Screen:
        """Take a page of the menu, known by its title."""
        self.page.get_by_test_id("stSidebar").get_by_role("link", name=title, exact=True).click()
        return self.asks(question)

    def asks(self, question: str) -> Screen:
        """Wait for the page with this title."""
        expect(self.page.locator("h1")).to_have_text(question)
        return self.settle()

    def shows(self, text: str | re.Pattern[str]) -> Screen:
        """Wait for words in the main part of the page."""
        main = self.page.get_by_test_id("stMain")
        expect(main.get_by_text(text).first).to_be_visible()
        return self.settle()

    def shows_anywhere(self, text: str) -> Screen:
        """Wait for words wherever they are, a passing notice included."""
        expect(self.page.get_by_text(text).first).to_be_visible()
        return self

    def keyed(self, key: str) -> Locator:
        """What a page drew under a key."""
        return self.page.locator(f".st-key-{key}")

    def metric(self, label: str) -> Locator:
        """The number of a figure, by its whole label."""
        own_label = self.page.locator(".label").get_by_text(label, exact=True)
        return self.page.locator(".dr .figure").filter(has=own_label).locator(".number")

    def has_chips(self, *texts: str) -> None:
        """Wait for these filters on the bar beside the weeks, and no other."""
        chips = self.page.locator(".filters .set:not([data-chip=weeks])")
        expect(chips.locator("span")).to_have_text(list(texts))

    def has_address(self, **filters: str) -> None:
        """Wait for these filters in the address, and nothing else behind the question mark."""
        expected = {name: [value] for name, value in filters.items()}
        self._until(lambda: self.said() == expected, lambda: f"{self.said()} is not {expected}")

    def said(self) -> dict[str, list[str]]:
        """The filters in the address."""
        return parse_qs(urlsplit(self.page.url).query)

    def errors(self) -> list[str]:
        """What the page says in red."""
        boxes = self.page.locator("[data-testid=stAlertContentError], [data-testid=stException]")
        # An icon is a word of an icon font: it stands on a line of its own.
        return [text.split("\n")[-1] for text in boxes.all_inner_texts()]

    def click_bar(self, key: str, place: int) -> None:
        """Click a bar of a chart, counted from 0."""
        self.click_mark(self.keyed(key).locator(".barlayer .point path").nth(place))

    def click_point(self, key: str, place: int) -> None:
        """Click a point of a chart, or a cell of a heatmap, counted from 0."""
        self.click_mark(self.keyed(key).locator(".scatterlayer .points path").nth(place))

    def click_mark(self, mark: Locator) -> None:
        """By the mouse: what is drawn lies under the layer that takes clicks."""
        expect(mark).to_be_attached()
        mark.scroll_into_view_if_needed()
        self.settle()
        still_apart = self._clicked_at + CLICKS_APART / 1000 - time.monotonic()
        self.page.wait_for_timeout(max(0.0, still_apart * 1000))
        box = mark.bounding_box()
        assert box, "nothing is drawn there"
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self._clicked_at = time.monotonic()

    def click_row(self, table: str | Locator, row: int, across: int = 60) -> None:
        """Click a row of a table, counted from 0."""
        # The cells are painted on a canvas; what scrolls above it takes the clicks.
        expect(self.cell(table, row, 0)).to_be_attached()
        cells = self._table(table).locator(".dvn-scroller").first
        cells.scroll_into_view_if_needed()
        self.settle()
        cells.click(position={"x": across, "y": ROW_HEIGHT * (row + 1.5)})

    def tick_row(self, table: str, row: int) -> None:
        """Tick the box before a row of a table, counted from 0."""
        self.click_row(table, row, across=18)

    def tick(self, table: Locator, row: int, column: int) -> None:
        """Tick or untick a box of an editable table, wherever its row stands."""
        cells = table.locator(".dvn-scroller").first
        cells.evaluate("(cells, top) => cells.scrollTop = top", ROW_HEIGHT * max(row - 3, 0))
        expect(self.cell(table, row, column)).to_be_attached()
        top = cells.evaluate("cells => cells.scrollTop")
        self.settle()
        cells.click(position={"x": 20, "y": ROW_HEIGHT * (row + 1.5) - top})
        for _ in range(column):
            self.page.keyboard.press("ArrowRight")
        self.page.keyboard.press("Enter")

    def pick(self, table: Locator, row: int, option: str) -> None:
        """Choose from the list in the last column of an editable table."""
        cells = table.locator(".dvn-scroller").first
        box = cells.bounding_box()
        assert box, "the table is not drawn"
        cells.dblclick(position={"x": box["width"] - 60, "y": ROW_HEIGHT * (row + 1.5)})
        expect(self.page.locator("#portal input").first).to_be_focused()
        self.page.keyboard.type(option)
        expect(self.page.locator("#portal").get_by_text(option, exact=True).last).to_be_visible()
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#portal input")).to_have_count(0)
        # A table tells of an edit a moment later; a click before that would be drawn over.
        self.page.wait_for_timeout(CLICKS_APART)
        self.settle()

    def cell(self, table: str | Locator, row: int, column: int) -> Locator:
        """A cell of a table, as a screen reader finds it; row 0 is the first below the header."""
        at = f"td[aria-colindex='{column + 1}'][data-testid$='-{row}']"
        return self._table(table).locator(at).first

    def claims(self) -> list[str]:
        """The claims on the page of the work list that is shown."""
        cells = self.keyed("work_table").locator("tbody td.pinned")
        expect(cells.first).to_be_attached()
        return cells.all_inner_texts()

    def tick_claim(self, place: int) -> None:
        """Tick a row of the work list, counted from 0."""
        self.keyed("work_table").locator("[data-tick]").nth(place).click()
        self.settle()

    def open_claim(self, place: int) -> Locator:
        """Click a row of the work list, counted from 0; its drawer, opened."""
        row = self.keyed("work_table").locator("tbody tr").nth(place)
        number = row.locator("td.pinned").inner_text()
        row.locator("td").nth(3).click()
        return self.has_claim(number)

    def has_claim(self, number: str) -> Locator:
        """Wait until this claim is open beside the page."""
        drawer = self.page.get_by_role("dialog")
        expect(drawer.get_by_text(f"Claim {number}")).to_be_visible()
        expect(drawer.locator(".history")).to_be_visible()
        self.settle()
        self.page.wait_for_function(HAS_THE_FOCUS, polling=LOOKS_APART)
        return drawer

    def unfold_events(self, drawer: Locator) -> None:
        """Open every event of the claim in its drawer, by keyboard."""
        drawer.locator("summary").focus()
        self.page.keyboard.press("Enter")
        expect(drawer.locator("canvas").first).to_be_visible()
        self.settle()

    def column(self, table: str | Locator, heading: str) -> list[str]:
        """The cells of a column, in the rows that are drawn."""
        grid = self._table(table).locator("table[role=grid]").first
        heads = grid.locator("th").filter(has_text=re.compile(f"^{re.escape(heading)}$"))
        expect(grid).to_be_attached()
        for left in range(0, 2000, 200):  # only the columns in sight are told to a reader
            if heads.count():
                break
            self._table(table).locator(".dvn-scroller").first.evaluate(
                "(cells, left) => cells.scrollLeft = left", left
            )
            self.page.wait_for_timeout(200)
        expect(heads).to_be_attached()
        place = heads.get_attribute("aria-colindex")
        # All at once: the table may be drawn anew between two looks.
        return grid.locator(f"td[aria-colindex='{place}']").all_text_contents()

    def has_column(self, table: str | Locator, heading: str, *values: str) -> None:
        """Wait until the drawn cells of a column hold these values and no other."""
        self._until(
            lambda: set(self.column(table, heading)) == set(values),
            lambda: f"{heading} is {self.column(table, heading)}",
        )

    def is_falling(self, table: str | Locator, heading: str) -> None:
        """Wait until the drawn counts of a column fall from row to row."""

        def counts() -> list[int]:
            return [int(count) for count in self.column(table, heading)]

        self._until(
            lambda: counts() == sorted(counts(), reverse=True), lambda: f"{heading} is {counts()}"
        )

    def _until(self, is_so: Callable[[], bool], said: Callable[[], str]) -> None:
        """Wait for what Playwright cannot expect by itself."""
        until = time.monotonic() + PATIENCE / 1000
        while not is_so():
            assert time.monotonic() < until, said()
            self.page.wait_for_timeout(LOOKS_APART)

    def _table(self, table: str | Locator) -> Locator:
        """A table that answers clicks is known by its key, any other by what it stands in."""
        return self.keyed(table) if isinstance(table, str) else table

    def choose(self, label: str, option: str) -> None:
        """Pick a value of a filter on its chip."""
        self.page.locator(".filters").get_by_role("button", name=label).first.click()
        self.page.get_by_role("option", name=option, exact=True).click()
        self.page.keyboard.press("Escape")

    def download(self, button: str, folder: Path, within: Locator | None = None) -> Path:
        """Press a download button and keep the file."""
        # A dialog that was just closed has the page drawn anew a moment later, buttons included.
        self.page.wait_for_timeout(CLICKS_APART)
        self.settle()
        with self.page.expect_download() as waiting:
            (within or self.page).get_by_role("button", name=button).first.click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    def upload(self, *files: Path) -> None:
        """Hand files to the uploader of the Files page and load them."""
        uploader = self.page.get_by_test_id("stFileUploaderDropzoneInput")
        uploader.set_input_files([str(file) for file in files])
        self.keyed("load_uploads").get_by_role("button").click()
