"""A biller's morning: lists by address, ticks, the drawer with its keys, a change, an export."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from analytics.access import system_user
from tests.browser_tests.conftest import Dashboard
from tests.browser_tests.screen import CLICKS_APART, Screen

ADDRESS = "denied_lines?payer=BLUE+LANTERN+HEALTH&carc=97&list=all"


def fill_choice(screen: Screen, key: str, text: str) -> None:
    """Choose from a list, or type what is not on it."""
    box = screen.keyed(key).get_by_role("combobox").first
    box.click()
    box.fill(text)
    expect(screen.page.get_by_role("option").filter(has_text=text).first).to_be_visible()
    screen.page.keyboard.press("Enter")


def written(path: Path) -> list[dict[str, str]]:
    """The rows of an export."""
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def export(screen: Screen, folder: Path) -> list[dict[str, str]]:
    """The list as CSV."""
    screen.keyed("work_export").get_by_role("button").first.click()
    rows = written(screen.download("Download CSV", folder))
    screen.page.keyboard.press("Escape")
    return rows


def row(screen: Screen, place: int) -> Locator:
    """A row of the work list, counted from 0."""
    return screen.keyed("work_table").locator("tbody tr").nth(place)


def cells(screen: Screen, place: int) -> list[str]:
    """The words of a row of the work list."""
    return row(screen, place).locator("td").all_inner_texts()


def test_ticked_lines_are_changed_and_stay_changed(demo: Dashboard, tmp_path: Path) -> None:
    with demo.new_screen() as screen:
        screen.open(ADDRESS)
        numbers = screen.claims()[:3]
        for place in (0, 1):
            screen.tick_claim(place)
            screen.shows(f"Change {place + 1} line")
        # A look at a claim keeps the ticks.
        drawer = screen.open_claim(2)
        expect(drawer.get_by_text("No notes yet.")).to_be_visible()
        screen.page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()
        screen.settle()

        screen.keyed("change_lines").get_by_role("button").click()
        form = screen.page.get_by_role("dialog")
        expect(form.get_by_text("2 lines, $")).to_be_visible()
        fill_choice(screen, "change_status", "Sent")
        fill_choice(screen, "change_assignee", "Bob Lee")
        screen.keyed("change_note").get_by_role("textbox").fill("=1+1 faxed")
        form.get_by_role("button", name="Save").click()
        screen.shows("2 lines changed: status Sent, assigned to Bob Lee, note “=1+1 faxed”.")
        expect(form).to_be_hidden()

        screen.open(ADDRESS)
        assert screen.claims()[:3] == numbers
        assert [cells(screen, place)[-2:] for place in (0, 1, 2)] == [
            ["Bob Lee", "Sent"],
            ["Bob Lee", "Sent"],
            ["Nobody", "New"],
        ]
        screen.open(f"{ADDRESS}&work_assignee=Bob+Lee")
        assert screen.claims() == numbers[:2]
        drawer = screen.open_claim(0)
        expect(drawer.get_by_text("=1+1 faxed")).to_be_visible()
        screen.page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()
        rows = export(screen, tmp_path)
        assert [row["Patient control number"] for row in rows] == numbers[:2]
        assert {row["Note"] for row in rows} == {"'=1+1 faxed"}
    exported = tmp_path / "worklist.csv"
    demo.cli("export", "worklist", "-o", str(exported))
    worked = [row for row in written(exported) if row["Work status"] == "sent"]
    assert {row["Patient control number"] for row in worked} == set(numbers[:2])
    assert {(row["Assigned to"], row["Changed by"]) for row in worked} == {
        ("Bob Lee", system_user().name)
    }


def status(screen: Screen) -> Locator:
    """The status in the drawer."""
    return screen.page.get_by_role("dialog").locator("[class*=st-key-claim_status]")


def test_a_billers_morning(demo: Dashboard, tmp_path: Path) -> None:
    with demo.new_screen() as screen:
        screen.open(ADDRESS)
        for place in (0, 1, 2):
            screen.tick_claim(place)
        screen.keyed("change_lines").get_by_role("button").click()
        fill_choice(screen, "change_assignee", system_user().name)
        screen.page.get_by_role("dialog").get_by_role("button", name="Save").click()
        screen.shows("3 lines changed")

        screen.page.get_by_role("button", name="Mine").click()
        screen.shows("3 lines are yours")
        screen.has_address(payer="BLUE LANTERN HEALTH", carc="97", list="mine")
        first, second, third = screen.claims()
        drawer = screen.open_claim(0)
        address = screen.page.url
        note = drawer.get_by_role("textbox", name="Write a note")
        note.click()
        screen.page.keyboard.type("Jack called, kept on hold")  # J and K, as letters
        expect(note).to_have_value("Jack called, kept on hold")
        assert screen.page.url == address
        status(screen).get_by_role("combobox").click()
        screen.page.get_by_role("option", name="Working").click()
        drawer.get_by_role("button", name="Save, next").click()
        screen.has_claim(second)
        expect(drawer.get_by_role("textbox", name="Write a note")).to_have_value("")
        screen.page.keyboard.press("j")
        screen.has_claim(third)
        assert screen.page.url != address
        screen.page.keyboard.press("k")
        screen.has_claim(second)
        screen.page.keyboard.press("k")
        screen.has_claim(first)
        expect(drawer.get_by_text("Jack called, kept on hold")).to_be_visible()
        screen.page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()
        screen.settle()
        assert screen.claims() == [first, second, third]
        expect(row(screen, 0)).to_contain_text("Working")
        rows = export(screen, tmp_path)
        assert [row["Patient control number"] for row in rows] == [first, second, third]
        assert rows[0]["Note"] == "Jack called, kept on hold"


def test_a_copied_address_opens_the_same_list_and_claim_for_a_colleague(demo: Dashboard) -> None:
    with demo.new_screen() as screen:
        screen.open(ADDRESS)
        screen.page.get_by_role("button", name="Sort by expected").click()
        screen.page.get_by_text("Lines", exact=True).click()
        of = {"payer": "BLUE LANTERN HEALTH", "carc": "97", "list": "all"}
        screen.has_address(**of, work_sort="expected", work_rows="lines")
        screen.settle()
        numbers = screen.claims()
        number = numbers[1]
        screen.open_claim(1)
        copied = screen.page.url
        assert re.search(r"claim=\d+-97", copied) and number not in copied
        screen.page.reload()
        screen.settle().has_claim(number)
        with demo.new_screen() as colleague:
            colleague.open(copied).has_claim(number)
            assert colleague.claims() == numbers
        # Back closes the drawer and keeps the list; Forward opens it again.
        screen.page.keyboard.press("Escape")
        expect(screen.page.get_by_role("dialog")).to_be_hidden()
        screen.settle()
        screen.page.go_back()
        screen.has_claim(number)


def test_by_keyboard_alone_a_claim_is_opened_and_given_to_somebody(demo: Dashboard) -> None:
    with demo.new_screen() as screen:
        page = screen.open(ADDRESS).page
        numbers = screen.claims()
        screen.keyed("work_table").locator("[data-tick-all]").focus()
        page.keyboard.press("Tab")  # the rows are one stop, arrows move within
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        drawer = screen.has_claim(numbers[1])
        drawer.locator("[class*=st-key-claim_assignee]").get_by_role("combobox").focus()
        page.keyboard.type("Kim Poe")
        expect(page.get_by_role("option").filter(has_text="Kim Poe").first).to_be_visible()
        page.keyboard.press("Enter")
        page.wait_for_timeout(CLICKS_APART)  # a choice reaches its form a moment later
        drawer.get_by_role("button", name="Save, next").focus()
        page.keyboard.press("Enter")
        screen.has_claim(numbers[2])
        page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()
        screen.settle()
        expect(row(screen, 1)).to_contain_text("Kim Poe")
        # A tick by the space bar.
        screen.keyed("work_table").locator("[data-tick]").nth(0).focus()
        page.keyboard.press("Space")
        screen.shows("Change 1 line")


def test_all_in_the_filter_are_selected_and_unticked_again(demo: Dashboard) -> None:
    with demo.new_screen() as screen:
        screen.open("denied_lines?list=all")
        assert len(screen.claims()) == 50  # a page
        screen.keyed("work_table").locator("[data-tick-all]").click()
        screen.shows(re.compile(r"Change \d\d lines"))
        total = screen.page.get_by_role("button", name=re.compile("Select all"))
        words = total.inner_text().removeprefix("Select all ")
        total.click()
        screen.shows(f"Change {words}")
        screen.page.get_by_role("button", name="Next page").click()
        screen.shows("51 to 100")
        ticked = screen.keyed("work_table").locator("[data-tick][aria-checked=true]")
        expect(ticked).to_have_count(50)
        screen.keyed("untick_all").get_by_role("button").click()
        expect(ticked).to_have_count(0)


def test_an_owner_sees_only_their_lines(demo: Dashboard) -> None:
    with demo.new_screen() as screen:
        screen.open("denied_lines?list=all&carc=97&carc=197&work_owner=Authorization")
        reasons = screen.keyed("work_table").locator("tbody td").filter(has_text="No authorization")
        expect(reasons.first).to_be_visible()  # CARC 197 is theirs, CARC 97 Coding's
        assert reasons.count() == len(screen.claims())
        expect(screen.keyed("work_narrow")).to_contain_text("Owner: Authorization")
