"""Lines ticked, changed together, seen again after a reload, and taken home in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from playwright.sync_api import expect

from analytics.access import system_user
from tests.browser_tests.conftest import Dashboard
from tests.browser_tests.screen import Screen

TABLE = "lines"
ADDRESS = "denied_lines?payer=BLUE+LANTERN+HEALTH&carc=97"


def fill_choice(screen: Screen, key: str, text: str) -> None:
    """Choose from a list, or type what is not on it."""
    box = screen.keyed(key).get_by_role("combobox").first
    box.click()
    box.fill(text)
    expect(screen.page.get_by_role("option").filter(has_text=text).first).to_be_visible()
    screen.page.keyboard.press("Enter")


def test_ticked_lines_are_changed_and_stay_changed(demo: Dashboard, tmp_path: Path) -> None:
    with demo.new_screen() as screen:
        screen.open(ADDRESS)
        numbers = screen.column(TABLE, "Patient control number")[:3]
        for row in (0, 1):
            screen.tick_row(TABLE, row)
            screen.shows(f"Change {row + 1} line")
        # A look at a claim keeps the ticks.
        screen.click_row(TABLE, 2)
        history = screen.page.get_by_role("dialog")
        expect(history.get_by_text(numbers[2])).to_be_visible()
        screen.shows_anywhere("No notes on this claim yet.")
        screen.page.keyboard.press("Escape")
        expect(history).to_be_hidden()
        screen.settle()

        screen.keyed("change_lines").get_by_role("button").click()
        form = screen.page.get_by_role("dialog")
        expect(form.get_by_text("2 lines, $")).to_be_visible()
        fill_choice(screen, "change_status", "Sent")
        fill_choice(screen, "change_assignee", "Bob Lee")
        screen.keyed("change_note").get_by_role("textbox").fill("=1+1 faxed")
        form.get_by_role("button", name="Save").click()
        screen.shows("2 lines changed: status Sent, assigned to Bob Lee, note “=1+1 faxed”.")
        expect(form.get_by_role("button", name="Save")).to_be_hidden()

        screen.open(ADDRESS)
        assert screen.column(TABLE, "Patient control number")[:3] == numbers
        assert screen.column(TABLE, "Work status")[:3] == ["Sent", "Sent", "New"]
        assert screen.column(TABLE, "Assigned to")[:3] == ["Bob Lee", "Bob Lee", ""]
        screen.keyed("work_assignee").get_by_text("Bob Lee 2").click()
        screen.has_column(TABLE, "Patient control number", *numbers[:2])
        screen.click_row(TABLE, 0)
        screen.shows_anywhere("1 entry, newest first")
        screen.page.keyboard.press("Escape")
        expect(history).to_be_hidden()
        rows = written(screen.download("Download CSV", tmp_path))
        assert [row["Patient control number"] for row in rows] == numbers[:2]
        assert {row["Note"] for row in rows} == {"'=1+1 faxed"}
    exported = tmp_path / "worklist.csv"
    demo.cli("export", "worklist", "-o", str(exported))
    worked = [row for row in written(exported) if row["Work status"] == "sent"]
    assert {row["Patient control number"] for row in worked} == set(numbers[:2])
    assert {(row["Assigned to"], row["Changed by"]) for row in worked} == {
        ("Bob Lee", system_user().name)
    }


def written(path: Path) -> list[dict[str, str]]:
    """The rows of an export."""
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_an_owner_sees_only_their_lines(demo: Dashboard) -> None:
    with demo.new_screen() as screen:
        screen.open(f"{ADDRESS}&carc=197")
        owners = screen.keyed("work_owner")
        expect(owners.get_by_text("Coding")).to_be_visible()  # CARC 97 is theirs
        owners.get_by_text("Authorization").click()  # and CARC 197 theirs
        screen.has_column(TABLE, "CARC", "197")
