"""Reading extracts: encodings, delimiters, header rows, workbooks, Parquet, refusals."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import xlsxwriter

from analytics.intake.column_maps import ColumnMap
from analytics.intake.extracts import prepare, preview
from analytics.vocabulary import RefusedFile
from tests.intake.extract_house import house_with, rows

PLAIN = "Acct,Payor,CPT,Billed,Paid,CARC\nA1,Aetna,99213,100,0,CO-97\nA2,Aetna,99214,50,50,\n"


def written(folder: Path, content: str | bytes, name: str = "extract.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def cells(path: Path, delimiter: str) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def test_a_plain_file_is_read_where_it_lies(tmp_path: Path):
    path = written(tmp_path, PLAIN)

    prepared = prepare(path, None, tmp_path / "work")

    assert prepared.path == path
    assert prepared.header_row_number == 1
    assert prepared.line_count == 3
    assert prepared.positions["charge_amount"] == 3
    assert prepared.positions["copay_amount"] is None


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found_though_cells_hold_others(tmp_path: Path, delimiter: str):
    other = ";" if delimiter == "," else ","
    text = PLAIN.replace(",", delimiter).replace("CO-97", f'"CO-45{other}CO-97"')

    shown = preview(written(tmp_path, text))

    assert shown.delimiter == delimiter
    assert shown.headers == ("Acct", "Payor", "CPT", "Billed", "Paid", "CARC")
    assert shown.fault is None


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16")],
)
def test_names_with_accents_survive_every_encoding(tmp_path: Path, encoding: str, name: str):
    content = PLAIN.replace("Aetna", "Médica").encode(encoding)

    assert preview(written(tmp_path, content)).encoding == name
    house = house_with(tmp_path, content)
    assert rows(house, "remittances", "payer_name") == [("Médica",)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_gives_the_same_rows(tmp_path: Path, line_end: str):
    house = house_with(tmp_path, PLAIN.replace("\n", line_end))

    assert rows(house, "claims", "row_number, patient_control_number") == [(2, "A1"), (3, "A2")]


def test_mixed_line_ends_and_empty_lines_keep_the_row_numbers_a_person_counts(tmp_path: Path):
    house = house_with(tmp_path, PLAIN.replace("\n", "\r\n", 1).replace("\nA2", "\n\n  \nA2"))

    assert rows(house, "claims", "row_number, patient_control_number") == [(2, "A1"), (5, "A2")]


def test_a_line_break_within_quotes_is_part_of_its_cell(tmp_path: Path):
    house = house_with(tmp_path, PLAIN.replace("CO-97", '"CO-45\nCO-97"'))

    assert rows(house, "adjustments", "carc_code") == [("45",), ("97",)]
    assert rows(house, "claims", "patient_control_number") == [("A1",), ("A2",)]


def test_title_lines_above_the_header_are_passed_over(tmp_path: Path):
    title = '"Denials, ""open"" only"\nPrinted 10/05/2026\n\n'

    shown = preview(written(tmp_path, title + PLAIN))

    assert shown.header_row_number == 4
    assert shown.headers[0] == "Acct"
    assert shown.sample_rows[0][0] == "A1"


def test_headers_nobody_knows_are_found_though_most_rows_end_in_empty_cells(tmp_path: Path):
    text = "Konto,Soll,Haben,Warum\nK1,50,0,CO-97\nK2,50,50,\nK3,50,50,\n"

    assert preview(written(tmp_path, text)).headers == ("Konto", "Soll", "Haben", "Warum")


def test_repeated_and_missing_headers_get_names_of_their_own(tmp_path: Path):
    shown = preview(written(tmp_path, "Acct,Mod,Mod,,Paid\nA1,25,59,x,0\n"))

    assert shown.headers == ("Acct", "Mod", "Mod (2)", "column 4", "Paid")
    assert shown.column_map.columns["modifier_2"] == "Mod (2)"


def test_a_large_file_is_cleaned_in_pieces_without_losing_a_line(tmp_path: Path):
    # Over a megabyte, so that line ends fall on the seams between pieces.
    lines = ["Acct,Paid,Note"] + [f"A{n},1,{'é' * (n % 40)}" for n in range(40_000)]
    path = written(tmp_path, ("\r\n".join(lines) + "\r\n\r\n").encode("cp1252"))

    prepared = prepare(path, None, tmp_path)

    copied = cells(prepared.path, ",")
    assert prepared.line_count == len(copied) == 40_002
    assert copied[40_000] == ["A39999", "1", "é" * 39]
    assert copied[40_001] == ["", "", ""]


def test_a_saved_map_finds_its_headers_whatever_their_capitals(tmp_path: Path):
    columns = {"patient_control_number": "konto", "paid_amount": "GEZAHLT"}

    prepared = prepare(
        written(tmp_path, "Liste\nKonto;Gezahlt\nA1;5\n"),
        ColumnMap("remittance", columns),
        tmp_path,
    )

    assert prepared.header_row_number == 2
    assert prepared.positions["paid_amount"] == 1


def test_a_file_without_a_usable_column_is_refused_in_one_sentence(tmp_path: Path):
    path = written(tmp_path, "Colour,Size\nred,5\n", "shirts.csv")

    with pytest.raises(RefusedFile, match="shirts.csv: No usable columns: .*charge.* missing; "):
        prepare(path, None, tmp_path)
    assert preview(path).fault is not None


def test_text_that_is_no_table_is_refused(tmp_path: Path):
    with pytest.raises(RefusedFile, match="not a CSV"):
        prepare(written(tmp_path, "Dear Sirs\nplease pay\n"), None, tmp_path)


def test_what_an_extract_lacks_is_said_beside_the_guess(tmp_path: Path):
    notes = preview(written(tmp_path, "Acct,CARC\nA1,97\n")).notes

    assert "no remittance date: the last day of service of each check is used" in notes
    assert preview(written(tmp_path, "Claim ID,CPT,Billed\nA1,99213,5\n")).notes == (
        "no payer: claims go under “Payer not named”",
        "no submission date: claims are in no week",
    )


def workbook(folder: Path) -> Path:
    """A workbook with an empty first sheet and a table that starts in the third row."""
    path = folder / "extract.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Empty")
        sheet = book.add_worksheet("Data")
        day = book.add_format({"num_format": "m/d/yyyy"})
        sheet.write_row(2, 0, ["Acct", "DOS", "CPT", "Billed", "Paid", "CARC"])
        sheet.write_row(3, 0, ["A1"])
        sheet.write_datetime(3, 1, datetime(2026, 9, 1), day)
        sheet.write_row(3, 2, [99213, 0.1 + 0.2, 0, "CO-45\nCO-97"])
    return path


def test_a_workbook_is_read_as_its_reader_sees_it(tmp_path: Path):
    prepared = prepare(workbook(tmp_path), None, tmp_path)

    assert prepared.header_row_number == 3
    assert cells(prepared.path, prepared.delimiter)[3] == [
        "A1", "2026-09-01", "99213", "0.3", "0", "CO-45 CO-97",
    ]  # fmt: skip
    assert preview(workbook(tmp_path)).file_format == "xlsx"


def test_a_parquet_file_is_handed_on_as_a_copy_with_its_types(tmp_path: Path):
    path = tmp_path / "extract.parquet"
    pd.DataFrame({"Acct": ["A1"], "DOS": [date(2026, 9, 1)], "Paid": [5.5]}).to_parquet(path)

    shown, prepared = preview(path), prepare(path, None, tmp_path)

    assert shown.sample_rows == (("A1", "2026-09-01", "5.5"),)
    assert prepared.path != path and prepared.file_format == "parquet"
    assert pd.read_parquet(prepared.path).equals(pd.read_parquet(path))
    assert prepared.positions["paid_amount"] == 2


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo"])
def test_an_instant_of_a_parquet_file_is_of_the_day_in_its_own_time_zone(tmp_path: Path, zone: str):
    path = tmp_path / "zoned.parquet"
    instants = pd.to_datetime(["2026-10-01 00:00", None, "2026-10-01 23:30"]).tz_localize(zone)
    pd.DataFrame({"Acct": ["A1", "A2", "A3"], "Date": instants, "Paid": [1, 2, 3]}).to_parquet(path)

    prepared = prepare(path, None, tmp_path)

    with duckdb.connect() as connection:
        read = connection.execute(
            'select "Date"::varchar from read_parquet($path)', {"path": str(prepared.path)}
        ).fetchall()
    assert read == [("2026-10-01 00:00:00",), (None,), ("2026-10-01 23:30:00",)]


def test_a_title_with_a_line_break_is_one_row_and_two_lines(tmp_path: Path):
    prepared = prepare(written(tmp_path, '"Denials\nof 2026",,\n' + PLAIN), None, tmp_path)

    assert (prepared.header_row_number, prepared.line_count) == (2, 4)


def workbook_of_an_office(folder: Path) -> Path:
    """A workbook with a summary first, and lines below a merged title, with zeros by format."""
    path = folder / "office.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Summary").write_row(0, 0, ["Month", "Rate"])
        sheet = book.add_worksheet("Denials & lines")
        zeros = book.add_format({"num_format": "00000"})
        sheet.merge_range(0, 0, 0, 4, "Denials of January")
        sheet.write_row(2, 0, ["Claim #", "CPT", "Billed", "Paid", "Check #"])
        sheet.write_number(3, 0, 123, zeros)
        sheet.write_row(3, 1, ["99213", 100, 0, "00077"])
        sheet.write_number(4, 0, 45678, zeros)
        sheet.write_row(4, 1, ["99214", 90, 90, "00077"])
    return path


def test_the_sheet_with_claims_is_read_and_its_leading_zeros_are_kept(tmp_path: Path):
    prepared = prepare(workbook_of_an_office(tmp_path), None, tmp_path)

    assert cells(prepared.path, prepared.delimiter)[2:] == [
        ["Claim #", "CPT", "Billed", "Paid", "Check #"],
        ["00123", "99213", "100", "0", "00077"],
        ["45678", "99214", "90", "90", "00077"],
    ]


def workbook_of_sheets(folder: Path, *sheets: tuple[str, bool, list[list[object]]]) -> Path:
    """A workbook of these sheets: name, whether it is hidden, rows."""
    path = folder / "sheets.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, is_hidden, lines in sheets:
            sheet = book.add_worksheet(name)
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
            if is_hidden:
                sheet.hide()
            else:
                sheet.activate()
    return path


def claims_of(number: str) -> list[list[object]]:
    return [["Claim #", "CPT", "Billed", "Paid", "Reason"], [number, "99213", 100, 0, "CO-97"]]


def test_a_hidden_sheet_is_passed_over_for_one_that_people_see(tmp_path: Path):
    path = workbook_of_sheets(
        tmp_path, ("Old", True, claims_of("OLD")), ("Data", False, claims_of("NEW"))
    )

    prepared = prepare(path, None, tmp_path)

    assert cells(prepared.path, prepared.delimiter)[1][0] == "NEW"
    assert prepared.unread_sheet_count == 0


def test_a_hidden_sheet_is_read_where_no_other_has_claims(tmp_path: Path):
    path = workbook_of_sheets(
        tmp_path, ("Pivot", False, [["Month", "Rate"], ["May", 5]]), ("Data", True, claims_of("A1"))
    )

    prepared = prepare(path, None, tmp_path)

    assert cells(prepared.path, prepared.delimiter)[1][0] == "A1"


def test_sheets_of_claims_that_are_not_read_are_counted(tmp_path: Path):
    path = workbook_of_sheets(
        tmp_path,
        ("Pivot", False, [["Month", "Paid"], ["May", 5]]),
        ("August", False, claims_of("A1")),
        ("September", False, claims_of("A2")),
        ("October", False, claims_of("A3")),
    )

    prepared = prepare(path, None, tmp_path)

    assert cells(prepared.path, prepared.delimiter)[1][0] == "A1"
    assert prepared.unread_sheet_count == 2
    assert preview(path).unread_sheet_count == 2
