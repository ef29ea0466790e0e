"""From an empty store to a number, a claim's history and a spreadsheet, as a person does it.

The two files are small enough to check by head: 25 claims of a line each, 5 of them denied.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser_tests.screen import Screen
from tests.given import a_claim, a_denied_line, a_line, a_reversal_of, an_835

PAYER = "+PLUS HEALTH"  # a spreadsheet would run it as a formula
DENIED = a_claim(
    "ACC-D1", [a_denied_line(carc="97", modifiers=["25"], charge="120.00", remarks=["N20"])]
)
# Charged: 3 x 120 + 200 + 80 + 20 x 50 = $1,640, of denied lines $640 (39.0%).
# Denied: CARC 97 3 x 120 = $360, CARC 197 $200, CARC 16 $30 of $80: $590 on 5 of 25 lines (20.0%).
FIRST = an_835(
    DENIED,
    a_claim("ACC-D2", DENIED.lines),
    a_claim("ACC-D3", DENIED.lines),
    a_claim("ACC-D4", [a_denied_line("99214", carc="197", charge="200.00")]),
    a_claim(
        "ACC-D5",
        [
            a_line(
                "93000", charge="80.00", adjustments=[("CO", "45", "20.00"), ("CO", "16", "30.00")]
            )
        ],
    ),
    *(a_claim(f"ACC-W{number}", [a_line("99212", charge="50.00")]) for number in range(20)),
    payer=PAYER,
    trace="CHECK1",
    date="20261001",
)
# The day after, the first denial is taken back and paid: $120 recovered, $470 still denied.
SECOND = an_835(
    a_reversal_of(DENIED),
    a_claim("ACC-D1", [a_line("99213", modifiers=["25"], charge="120.00")], icn="ICN2"),
    payer=PAYER,
    trace="CHECK2",
    date="20261002",
)


@pytest.fixture(scope="module")
def screen(serve, tmp_path_factory):
    with serve(tmp_path_factory.mktemp("first") / "store").new_screen() as opened:
        yield opened


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("remits")
    for name, text in (("plus_1001.835", FIRST), ("plus_1002.835", SECOND)):
        (folder / name).write_text(text)
    return sorted(folder.iterdir())


def test_a_first_file_becomes_a_number_a_history_and_a_spreadsheet(
    screen: Screen, files: list[Path], tmp_path: Path
) -> None:
    screen.open().asks("This week").shows("Nothing is loaded yet")

    screen.page.get_by_test_id("stMain").get_by_role("link", name="Upload files").click()
    screen.asks("Files")
    screen.upload(*files)
    screen.shows("2 files: 2 loaded.").shows("2 files loaded: 27 remitted claims with 27 lines")
    assert not screen.errors()

    main = screen.page.get_by_test_id("stMain")
    main.get_by_role("link", name="Review the week of Sep 28, 2026").click()
    screen.asks("This week").shows("Payers denied 5 of 25 lines (20.0%)")
    expect(screen.metric("Lines denied")).to_have_text("20.0%")
    expect(screen.metric("Claims denied")).to_have_text("20.0%")
    expect(screen.metric("Denied amount")).to_have_text("$590")
    for part in ("$590 denied, 5 lines", "Recovered$120", "Winnable$470"):
        expect(screen.keyed("week_figures")).to_contain_text(part)

    screen.go("Reasons", "Reasons")
    screen.shows("costs most: $360 on 3 lines, 61% of the $590 denied")  # 360 / 590
    screen.page.get_by_role("button", name="View 3 lines").click()
    screen.asks("Work list")
    screen.has_chips("Reason: 97")
    screen.has_address(carc="97", list="all")
    screen.shows("3 lines are denied in view: $240 of $360 open.")

    history = open_history(screen, "ACC-D1")
    for column, expected in HISTORY.items():
        assert screen.column(history, column) == expected
    assert "ACC-D1" not in screen.page.url and "QUARTZ" not in screen.page.content()
    history.get_by_role("button", name="Close").click()
    expect(history).to_be_hidden()

    screen.keyed("work_export").get_by_role("button").first.click()
    path = screen.download("Download Excel", tmp_path)
    assert_denied_lines_of(path)


# Segments counted by hand: ISA, GS, ST, BPR, TRN, DTM, N1, N1, LX are 1 to 9, so a first claim is
# CLP 10, NM1, NM1, SVC 13, DTM, CAS 15, LQ 16, and a second one CLP 17, SVC 20.
HISTORY = {
    "File": ["plus_1001.835"] * 4 + ["plus_1002.835"] * 6,
    "Segment or row": ["10", "13", "15", "16", "10", "13", "15", "16", "17", "20"],
    "CARC": ["", "97", "97", "", "", "", "97", "", "", ""],
    "RARC": ["", "", "", "N20", "", "", "", "N20", "", ""],
}


def open_history(screen: Screen, control_number: str):
    """Click a claim's row; its drawer, with every event."""
    drawer = screen.open_claim(screen.claims().index(control_number))
    screen.unfold_events(drawer)
    return drawer


def assert_denied_lines_of(path: Path) -> None:
    """The workbook holds what the screen showed, safe to open and to hand on."""
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["All denied lines", "How this was made"]
    sheet = book["All denied lines"]
    header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    lines = sorted(
        (dict(zip(header, row, strict=True)) for row in rows),
        key=lambda line: line["Patient control number"],
    )
    assert [line["Patient control number"] for line in lines] == ["ACC-D1", "ACC-D2", "ACC-D3"]
    assert {line["Payer"] for line in lines} == {PAYER}
    assert {line["CARC"] for line in lines} == {"97"}
    assert [line["Denied amount"] for line in lines] == [120, 120, 120]
    assert [line["Still denied"] for line in lines] == [0, 120, 120]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref and sheet.auto_filter.ref.startswith("A1:")
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    made = {row[0].value: row[1].value for row in book["How this was made"].iter_rows()}
    assert made["CARCs"] == "97"
    with zipfile.ZipFile(path) as parts:
        content = "".join(parts.read(name).decode() for name in parts.namelist())
    assert "QUARTZ" not in content and "NOVEMBER" not in content and "M001" not in content
    assert "<f>" not in content
