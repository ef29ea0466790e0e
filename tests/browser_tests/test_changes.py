"""While the dashboard is open: loads beside it, loads taken back, files refused, rules changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from analytics import snapshots
from tests.browser_tests.conftest import Dashboard
from tests.given import a_claim, a_denied_line, a_line, an_835

WEEKLY, FILES = "This week", "Files"
DEFINITIONS = "Definitions"


def week_of_lines(week: int, day: str) -> str:
    """A check of 20 lines of $100: two denied for CARC 97, one for CARC 197 (15.0%)."""
    carcs = {0: "97", 1: "97", 2: "197"}
    claims = [
        a_claim(f"W{week}-{at}", [a_denied_line(carc=carcs[at]) if at in carcs else a_line()])
        for at in range(20)
    ]
    return an_835(*claims, payer="BLUE HARBOR", trace=f"CHECK{week}", date=day)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A second week's file, and some that cannot be read."""
    (tmp_path / "week_2.835").write_text(week_of_lines(2, "20261007"))
    (tmp_path / "scan.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 8)
    (tmp_path / "cut_off.835").write_text(week_of_lines(3, "20261014")[:600])
    (tmp_path / "odd headers.txt").write_text(ODD_HEADERS)
    return tmp_path


# Headers nobody could guess; 20 lines of $50, five of them denied for CARC 97 (25.0%).
ODD_HEADERS = "Konto,Kasse,Tag,Bescheid vom,Ziffer,Soll,Haben,Warum\n" + "".join(
    f"K{at},SEASIDE HEALTH,2026-09-{at + 1:02},2026-10-14,99213,50.00,"
    + ("0.00,CO-97:50.00\n" if at < 5 else "50.00,\n")
    for at in range(20)
)
OURS = {
    "Konto": "patient control number",
    "Kasse": "payer name",
    "Tag": "service from date",
    "Bescheid vom": "remit date",
    "Ziffer": "procedure code",
    "Soll": "charge amount",
    "Haben": "paid amount",
    "Warum": "reason codes",
}


def first_week(store_of: Callable[..., Path]) -> Path:
    """A store with the first week."""
    return store_of("first_week", {"week_1.835": week_of_lines(1, "20260930")})


@pytest.fixture(scope="module")
def served(serve: Callable[..., Dashboard], store_of: Callable[..., Path]) -> Dashboard:
    """The first week, served."""
    return serve(first_week(store_of))


@pytest.fixture
def dashboard(served: Dashboard) -> Iterator[Dashboard]:
    """The first week, served; what a test loads is taken back after it."""
    before = snapshots.current_snapshot(served.store)
    yield served
    while snapshots.current_snapshot(served.store) != before:
        snapshots.undo(served.store)


def test_a_load_beside_the_open_dashboard_is_seen_and_can_be_taken_back(
    dashboard: Dashboard, inbox: Path
) -> None:
    with dashboard.new_screen() as screen:
        screen.open().shows("Payers denied 3 of 20 lines (15.0%)").shows("Sep 28 to Oct 4, 2026")
        dashboard.cli("load", str(inbox / "week_2.835"))
        screen.go("Reasons", "Reasons").shows("on 4 lines")
        screen.go(WEEKLY, WEEKLY).shows("Oct 5 to 11, 2026").shows("Payers denied 3 of 20")

        screen.go("Files", FILES).shows("2 files loaded: 40 remitted claims")
        screen.page.get_by_role("button", name="Undo the last load").click()
        screen.keyed("undo_load").get_by_role("button").click()
        screen.shows("1 file loaded: 20 remitted claims")
        screen.go(WEEKLY, WEEKLY).shows("Sep 28 to Oct 4, 2026")


def test_files_that_cannot_be_read_are_refused_in_one_sentence_each(
    dashboard: Dashboard, inbox: Path
) -> None:
    with dashboard.new_screen() as screen:
        screen.open("files").asks(FILES)
        screen.upload(inbox / "scan.jpg", inbox / "cut_off.835", inbox / "week_2.835")
        screen.shows("3 files: 1 loaded, 2 refused.")
        assert sorted(screen.errors()) == [
            (
                "cut_off.835 is truncated: it ends inside remittance 1, after segment "
                "18. It was not loaded; download it again."
            ),
            "scan.jpg is a JPEG picture; ask for the 835 or a CSV export instead of a scan.",
        ]
        screen.shows("2 files loaded: 40 remitted claims")

        screen.upload(inbox / "week_2.835")
        screen.shows("1 file: 1 duplicate.").shows("2 files loaded: 40 remitted claims")


def test_a_changed_definition_changes_the_figures_and_is_printed_under_them(
    serve: Callable[..., Dashboard], store_of: Callable[..., Path]
) -> None:
    with serve(first_week(store_of)).new_screen() as screen:
        screen.open("definitions").asks(DEFINITIONS).shows("all are the defaults")
        table = screen.page.get_by_test_id("stDataFrame").first
        screen.tick(table, row=96, column=2)  # the 97th reason is CARC 97; its box: does it count?
        screen.page.get_by_role("button", name="Apply 1 change").click()
        expect(screen.page.get_by_role("button", name="Apply 1 change")).to_have_count(0)
        expect(screen.page.get_by_test_id("stProgress")).to_have_count(0)
        screen.shows(re.compile("1 .* is changed here"))

        # two of the three denials were for CARC 97
        screen.go(WEEKLY, WEEKLY).shows("Payers denied 1 of 20 lines (5.0%)")
        screen.keyed("how_counted").get_by_role("button", name="How counted · 1 changed").click()
        screen.shows_anywhere("Definitions changed here: CARC 97")


def test_an_extract_with_odd_headers_is_mapped_by_hand_and_the_map_is_kept(
    dashboard: Dashboard, inbox: Path
) -> None:
    with dashboard.new_screen() as screen:
        screen.open("files").asks(FILES)
        uploader = screen.page.get_by_test_id("stFileUploaderDropzoneInput")
        uploader.set_input_files(str(inbox / "odd headers.txt"))
        screen.shows("Columns of odd headers.txt")
        screen.keyed("load_uploads").scroll_into_view_if_needed()
        table = screen.page.locator("[class*=st-key-map_table]")
        screen.has_column(table, "Header in the file", *OURS)
        screen.shows(re.compile("No usable columns"))
        for row, ours in enumerate(OURS.values()):
            screen.pick(table, row, ours)
        expect(screen.page.get_by_text("No usable columns")).to_have_count(0)
        form = screen.settle().page.locator("[class*=st-key-map_saved]").first
        form.get_by_role("button").click()
        screen.shows("Type a name to save the map under.")
        screen.page.get_by_role("textbox", name="Save this map as").fill("Seaside export")
        form.get_by_role("button").click()
        screen.shows_anywhere("Saved as Seaside export.")
        screen.keyed("load_uploads").get_by_role("button").click()
        screen.shows("1 file: 1 loaded.").shows("2 files loaded: 40 remitted claims")
        assert not screen.errors()
        screen.go(WEEKLY, WEEKLY)
        screen.shows("Payers denied 5 of 20 lines (25.0%)")

        # The next export of the kind is read by the saved map without a question.
        (inbox / "next month.csv").write_text(ODD_HEADERS.replace("2026-10-14", "2026-10-21"))
        screen.go("Files", FILES)
        uploader.set_input_files(str(inbox / "next month.csv"))
        screen.shows("Columns of next month.csv")
        start = screen.page.get_by_role("combobox", name="Start from")
        expect(start).to_have_value("Seaside export")
        screen.keyed("load_uploads").get_by_role("button").click()
        screen.shows("3 files loaded: 60 remitted claims")
