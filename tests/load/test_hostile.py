"""No file can end a load, reach beyond its bounds or leave anything where it should not be."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from analytics import database
from analytics.__main__ import main
from analytics.intake import bounded_tables, reader_process, x12
from analytics.intake.envelopes import Envelope
from analytics.intake.extracts import prepare, preview
from analytics.intake.reader_process import ask_reader, let_go
from analytics.load import one_by_one, reading
from analytics.load.reports import FileReport
from analytics.vocabulary import RefusedFile
from benchmarks.fuzz import fuzz
from tests.load.remittances import a_file, a_set
from tests.load.stores import Counted, Intake, Store

CASES = Path(__file__).parents[1] / "cases" / "hostile"
GOOD = a_file(a_set("GOOD", paid=["Z"]))
# File → its members or itself, and how the sentence on it goes on; "" if it loads.
BROKEN = {
    "far.xlsx": {"far.xlsx": "reaches beyond 500 columns"},
    "dim.xlsx": {"dim.xlsx": ""},  # it only says it is large: its six columns are read
    "zip_bad_offset.zip": {"zip_bad_offset.zip/a.835": "is damaged; download it again."},
    "zip_member_dot.zip": {
        "zip_member_dot.zip/.": "zip_member_dot.zip/. has no name and was not unpacked.",
        "zip_member_dot.zip/good.835": "",
    },
    "fault_11_2.bin": {"fault_11_2.bin/�gnp.835": "is damaged; download it again."},
    "fault_12_1.bin": {"fault_12_1.bin/n.zip": "is damaged; download it again."},
}


@pytest.fixture
def store(new_store: Store) -> Store:
    """What is loaded here has nothing to do with what was loaded before."""
    return new_store


def reports_of(store: Store, *paths: Path) -> dict[str, FileReport]:
    """What became of these files in one load, with a good one after them."""
    from analytics.load import load_paths

    report = load_paths(store.folder, [*paths, store.write("good.835", GOOD)])
    return {file.file_name: file for file in report.files}


def taken_in(intake: Intake, *paths: Path) -> dict[str, FileReport]:
    """What became of them up to the judging, with a good one after them."""
    files = {path.name: path.read_bytes() for path in paths} | {"good.835": GOOD}
    return {file.file_name: file for file in intake.load(files).files}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_in_a_sentence_and_the_next_one_loads(
    intake: Intake, name: str
) -> None:
    reports = taken_in(intake, CASES / name)

    assert reports["good.835"].status == "loaded"
    for file_name, words in BROKEN[name].items():
        report = reports[file_name]
        assert (report.status == "refused") == bool(words)
        assert words in report.message and "\n" not in report.message


def test_hostile_files_whose_weeks_lie_far_apart_load_together(store: Store) -> None:
    reports = reports_of(store, CASES / "inj.csv", CASES / "dim.xlsx")
    assert {name: report.status for name, report in reports.items()} == {
        "inj.csv": "loaded",
        "dim.xlsx": "loaded",
        "good.835": "loaded",
    }


def test_two_cells_far_apart_do_not_cost_the_memory_of_all_between(
    intake: Intake, tmp_path: Path
) -> None:
    # A1 and ZZ1048576 span 702 columns by 1,048,576 rows: 23 GB at 32 bytes a cell. What is looked
    # at first lets it pass (no column of three letters), so the bound on memory has to hold.
    path = tmp_path / "far.xlsx"
    path.write_bytes(with_cells(CASES / "dim.xlsx", b'<c r="ZZ1048576"><v>1</v></c>'))

    reports = taken_in(intake, path)

    assert reports["far.xlsx"].status == "refused"
    assert "cannot be read within 2 GB of memory" in reports["far.xlsx"].message
    assert reports["good.835"].status == "loaded"


def with_cells(path: Path, cells: bytes) -> bytes:
    """A workbook with more cells in the last row of its sheet."""
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                row = b'<row r="1048576">' + cells + b"</row></sheetData>"
                content = content.replace(b"</sheetData>", row)
                assert row in content
            target.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("column_count", [501, 10_000])
@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_more_than_500_columns_are_refused_at_once_by_load_and_preview(
    intake: Intake, tmp_path: Path, ending: str, column_count: int
) -> None:
    path = tmp_path / f"wide.{ending}"
    frame = pd.DataFrame({f"h{number}": ["1"] for number in range(column_count)})
    write = {"csv": frame.to_csv, "xlsx": frame.to_excel, "parquet": frame.to_parquet}[ending]
    write(path, index=False)  # type: ignore[operator]

    started = time.process_time()
    with pytest.raises(RefusedFile, match="500 columns"):
        preview(path)
    assert time.process_time() - started < 5

    reports = taken_in(intake, path)
    assert "500 columns" in reports[f"wide.{ending}"].message
    assert reports["good.835"].status == "loaded"


def test_500_columns_are_read(tmp_path: Path) -> None:
    path = tmp_path / "broad.csv"
    names = ["Acct", "Paid", *(f"h{number}" for number in range(498))]
    path.write_text(",".join(names) + "\n" + ",".join(["1"] * 500) + "\n")

    assert len(preview(path).headers) == 500


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded_tables, "MOST_UNPACKED_BYTES", 10_000)

    with pytest.raises(RefusedFile, match="unpacks to more than"):
        bounded_tables.sheet_start(CASES / "dim.xlsx", 5)


def test_a_table_of_more_rows_than_are_read_is_refused_when_they_are_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded_tables, "MOST_ROWS", 3)
    monkeypatch.setattr(bounded_tables, "MOST_PARQUET_ROWS", 3)
    copy = str(tmp_path / "copy")
    for count in (2, 3):  # below the header of the workbook; the Parquet file has no header row
        frame = pd.DataFrame({"Acct": [f"A{n}" for n in range(count + 1)]})
        frame[:count].to_excel(tmp_path / f"{count}.xlsx", index=False)
        frame.to_parquet(tmp_path / f"{count}.parquet")

    bounded_tables.sheet_as_csv(tmp_path / "2.xlsx", copy)
    bounded_tables.parquet_copy(tmp_path / "2.parquet", copy)

    for read, name in (
        (bounded_tables.sheet_as_csv, "3.xlsx"),
        (bounded_tables.parquet_copy, "3.parquet"),
    ):
        with pytest.raises(RefusedFile) as refused:
            read(tmp_path / name, copy)
        assert str(refused.value) == f"{name} has more than 3 rows; load it in parts."


def test_a_list_of_members_too_long_to_hold_is_not_read(intake: Intake, tmp_path: Path) -> None:
    # The end of a ZIP says how long its list is: here 4 GB less a byte (APPNOTE 4.3.16).
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.835", GOOD)
    content = bytearray(stream.getvalue())
    content[-10:-6] = b"\xfe\xff\xff\xff"
    path = tmp_path / "long.zip"
    path.write_bytes(content)

    assert "holds too many files" in taken_in(intake, path)["long.zip"].message


def test_a_reader_that_hangs_is_ended_and_the_next_file_gets_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_process, "SECONDS", 1)
    os.mkfifo(tmp_path / "pipe.gz")  # whoever opens it waits for a writer that never comes

    started = time.monotonic()
    with pytest.raises(RefusedFile, match="pipe.gz cannot be read within 2 GB of memory and 1 "):
        ask_reader("unpack_gzip", tmp_path / "pipe.gz")
    assert time.monotonic() - started < 10

    monkeypatch.undo()
    assert ask_reader("sheet_start", CASES / "dim.xlsx", row_count=1)["rows"]


def test_a_load_starts_one_reading_process_for_all_its_files_and_none_for_text(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go()
    started: list[object] = []
    reader = reader_process._Reader

    def start() -> object:
        started.append(reader())
        return started[-1]

    monkeypatch.setattr(reader_process, "_Reader", start)
    extract = "Acct,Payer,CPT,Charge,Paid\nA1,AURORA,99213,10,0\n"
    texts = store.load({"one.835": GOOD, "one.csv": extract})
    assert [file.status for file in texts.files] == ["loaded"] * 2
    assert started == []

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(5):
            archive.writestr(f"{number}.835", a_file(a_set(f"N{number}", paid=[f"N{number}"])))
        archive.write(CASES / "dim.xlsx", "dim.xlsx")
    report = store.load({"batch.zip": stream.getvalue()})
    assert [file.status for file in report.files] == ["loaded"] * 6
    assert len(started) == 1
    assert started[0].process.poll() is not None  # type: ignore[attr-defined]


def test_a_file_may_be_called_anything(store: Store, tmp_path: Path) -> None:
    odd = [tmp_path / "a\udcff\n\x1b[2J.835", tmp_path / ("n" * 240 + ".835")]
    for number, path in enumerate(odd):
        path.write_text(a_file(a_set(f"O{number}", paid=[f"O{number}"])))

    reports = reports_of(store, *odd)

    assert [file.status for file in reports.values()] == ["loaded"] * 3
    assert all(name.isprintable() and len(name) <= 160 for name in reports)


def test_a_folder_may_hold_what_is_no_file(intake: Intake, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    os.mkfifo(folder / "pipe.835")
    (folder / "link.835").symlink_to("/dev/zero")
    (folder / "good.835").write_text(GOOD)

    files = intake.load_paths(folder, Path("/dev/null"), folder / "good.835").files

    reports = {file.file_name: file for file in files}
    assert set(reports) == {"inbox/good.835", "null", "good.835"}
    assert reports["null"].message == "null is not a file."


POISON = a_file(a_set("POISON", paid=["P"]))


@pytest.fixture
def stumbles(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database stumbles over POISON."""
    append = database.append_sets

    def stumble(connection: object, extract: str, parts: list) -> None:
        append(connection, extract, parts)  # type: ignore[arg-type]
        if any(b"POISON" in part.body for _, part in parts):
            connection.execute("select error('QUARTZ NOVEMBER')")  # type: ignore[attr-defined]

    monkeypatch.setattr(database, "append_sets", stumble)


@pytest.mark.usefixtures("stumbles")
def test_a_file_that_the_database_stumbles_over_is_refused_and_its_batch_loads(
    intake: Intake,
) -> None:
    report = intake.load({"a.835": GOOD, "bad.835": POISON, "c.835": other("C")})

    assert [file.status for file in report.files] == ["loaded", "refused", "loaded"]
    assert "QUARTZ" not in repr(report)
    assert set(loaded_of(intake)) == {("GOOD", "a.835"), ("C", "c.835")}


@pytest.mark.usefixtures("stumbles")
def test_an_extract_before_a_file_that_the_database_stumbles_over_loads(intake: Intake) -> None:
    text = "Acct,Payer,CPT,Charge,Paid,Check #\n{0},AURORA,99213,10,0,{0}\n"
    report = intake.load(
        {"one.csv": text.format("one"), "bad.835": POISON, "two.csv": text.format("two")}
    )

    assert [file.status for file in report.files] == ["loaded", "refused", "loaded"]
    assert loaded_of(intake) == [("one", "one.csv"), ("two", "two.csv")]


def test_a_file_that_cannot_be_looked_over_is_refused_and_its_group_loads(
    intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle = one_by_one.settle

    def stumble(connection: object, group: list, number: int) -> list[FileReport]:
        if any(taken.file_name == "bad.835" and not taken.refusal for taken in group):
            connection.execute("select 'QUARTZ'::integer")  # type: ignore[attr-defined]
        return settle(connection, group, number)  # type: ignore[arg-type]

    monkeypatch.setattr(one_by_one, "settle", stumble)
    extract = "Acct,Payer,CPT,Charge,Paid,Check #\nE1,AURORA,99213,10,0,5\n"
    report = intake.load(
        {"a.835": GOOD, "bad.835": POISON, "c.835": other("C"), "extract.csv": extract}
    )

    assert [file.status for file in report.files] == ["loaded", "refused", "loaded", "loaded"]
    assert "QUARTZ" not in repr(report)
    # Of the refused one nothing is left; of the others all.
    assert loaded_of(intake) == [("5", "extract.csv"), ("C", "c.835"), ("GOOD", "a.835")]


def test_an_extract_that_the_database_stumbles_over_takes_no_other_with_it(
    intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = database.read_extract

    def stumble(connection: object, file_id: str, prepared: object) -> int:
        count = read(connection, file_id, prepared)  # type: ignore[arg-type]
        if prepared.path.name.startswith("bad"):  # type: ignore[attr-defined]
            connection.execute("select 'QUARTZ'::integer")  # type: ignore[attr-defined]
        return count

    monkeypatch.setattr(database, "read_extract", stumble)
    text = "Acct,Payer,CPT,Charge,Paid,Check #\n{0},AURORA,99213,10,0,{0}\n"
    report = intake.load({f"{name}.csv": text.format(name) for name in ("one", "bad", "two")})

    assert [file.status for file in report.files] == ["loaded", "refused", "loaded"]
    assert loaded_of(intake) == [("one", "one.csv"), ("two", "two.csv")]


@pytest.mark.parametrize("names", [("one", "bad", "two"), ("bad",), ("one", "two")])
def test_an_extract_whose_rows_the_database_stumbles_over_takes_no_other_with_it(
    intake: Intake, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]
) -> None:
    append = database.append_batch
    bad_rows = "select count(*) from temp.extract_rows where patient_control_number = 'bad'"

    def stumble(connection: database.Connection, extract: str) -> None:
        append(connection, extract)
        if connection.execute(bad_rows).fetchall() != [(0,)]:
            connection.execute("select 'QUARTZ'::integer")

    monkeypatch.setattr(database, "append_batch", stumble)
    text = "Acct,Payer,CPT,Charge,Paid,Check #\n{0},AURORA,99213,10,0,{0}\n"
    report = intake.load({f"{name}.csv": text.format(name) for name in names})

    good = [name for name in names if name != "bad"]
    statuses = {file.file_name: file.status for file in report.files}
    assert statuses == {f"{name}.csv": "loaded" if name in good else "refused" for name in names}
    assert "QUARTZ" not in repr(report)
    assert loaded_of(intake) == [(name, f"{name}.csv") for name in good]


def test_a_file_that_goes_while_it_is_read_is_refused_and_the_next_one_loads(
    intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, is_order_kept = database.read_extract, []
    setting = "select current_setting('preserve_insertion_order')"

    def too_late(connection: database.Connection, file_id: str, prepared: object) -> int:
        is_order_kept.append(connection.execute(setting).fetchall()[0][0])
        if prepared.path.name.startswith("gone"):  # type: ignore[attr-defined]
            prepared.path.unlink()  # type: ignore[attr-defined]
        return read(connection, file_id, prepared)  # type: ignore[arg-type]

    monkeypatch.setattr(database, "read_extract", too_late)
    text = "Acct,Payer,CPT,Charge,Paid,Check #\n{0},AURORA,99213,10,0,{0}\n"
    report = intake.load({f"{name}.csv": text.format(name) for name in ("gone", "two")})

    assert [file.status for file in report.files] == ["refused", "loaded"]
    # Rows are kept in the order of a file while it is read, also where it stops midway.
    assert is_order_kept == [False, False]


def test_a_full_disk_is_no_fault_of_the_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(reading, "prepare", full)
    with pytest.raises(Exception, match="is full: nothing was loaded"):
        store.load_one("a.csv", "Acct,Payer,CPT,Charge,Paid\nA1,AURORA,99213,10,0\n")


def test_of_a_file_of_the_system_no_line_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # As /etc/passwd: its commas make a table of it, its first line is no header.
    lines = [
        f"user{n}:x:10{n}:10{n}:Quartz November,Room {n},,:/home/user{n}:/bin/sh" for n in "12"
    ]
    path = tmp_path / "accounts"
    path.write_text("\n".join(lines) + "\n")

    assert main(["load", str(path), "--database", str(tmp_path / "store")]) == 1

    said = "".join(capsys.readouterr())
    assert "accounts: No usable columns" in said
    assert "Quartz" not in said and "user1" not in said and "/bin/sh" not in said


@pytest.mark.parametrize("name", ["phi_tail_of_835.835", "phi_headerless.csv", "phi_shifted.csv"])
def test_a_sentence_on_a_file_has_no_value_of_it(
    store: Store, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["load", str(CASES / name), "--database", str(store.folder)])
    if name == "phi_shifted.csv":
        main(["ask", "findings", "--database", str(store.folder)])

    said = "".join(capsys.readouterr())
    assert name in said
    for value in ("ZZPATIENT", "JANE", "JOHN", "ZZMEMBER", "1967", "1950", "222-33", "RICHARD"):
        assert value not in said
    if name == "phi_shifted.csv":
        assert "charge amount (17 letters, 1 other sign) cannot be read" in said


# What is said of a file as a whole, once each.
OF_ODDITIES = ("lower_case_segment", "text_between_segments", "newline_in_segment", "other")
HEADER = GOOD[: GOOD.index("ST*")].replace("\n", "").encode()


@pytest.mark.parametrize(
    "repeated",
    [b"ISA*", HEADER[:106], b"ST*835*1~", b"GS*HP~", b"SE*1*1~", b"clp*1~", b"a b~", b"\n", b"~"],
    ids=repr,
)
def test_a_million_bytes_of_envelopes_cost_seconds_and_a_bounded_list_of_findings(
    repeated: bytes,
) -> None:
    text = HEADER + b"ST*835*1~" + repeated * (1_000_000 // len(repeated))
    envelope = Envelope()

    started = time.process_time()
    parts = sum(1 for _ in x12.read_parts(io.BytesIO(text), envelope, {"835": "CLP"}))

    assert time.process_time() - started < 5
    assert parts == len(envelope.sets) >= 1
    assert len(envelope.findings) <= x12.MOST_FINDINGS + 1 + len(OF_ODDITIES)


def test_a_file_of_more_sets_than_can_be_held_is_refused(
    intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(x12, "MOST_SETS", 10)

    report = intake.load_one("sets.835", HEADER + b"ST*835*1~SE*2*1~" * 11)

    assert (report.status, "more than 10 transaction sets" in report.message) == ("refused", True)


def test_text_without_an_end_of_line_is_not_held_whole(tmp_path: Path) -> None:
    # A zero byte makes a copy necessary; one line of 9 MB would be put together piece by piece.
    path = tmp_path / "endless.csv"
    path.write_bytes(b"Acct,Payer,CPT,Charge,Paid\nA1,AURORA\0," + b"x" * 9_000_000)

    with pytest.raises(RefusedFile, match="a line of it is longer than 4,000,000 characters"):
        prepare(path, None, tmp_path)


def test_damaged_inputs_of_every_kind_are_refused_or_load_and_pass_the_checks() -> None:
    # `python -m benchmarks fuzz` takes in 20,000; here the first of another seed.
    found = fuzz(200, seed=7)

    assert found.input_count == 200 and found.statuses["loaded"] > 20
    assert found.statuses["refused"] > 20
    # How long each takes is measured there: here other tests share the machine.
    assert [(kind, words) for kind, words, _ in found.faults if kind != "slow"] == []


def loaded_of(house: Counted) -> list[tuple[str, str]]:
    """Trace number and file of each remittance that the load brought."""
    return house.rows(
        "select trace_number, file_name from staging.remittances left join raw.files"
        " using (file_id) where load_number = (select max(load_number) from raw.files) order by all"
    )


def other(number: str) -> str:
    """A remittance that has nothing to do with the others."""
    return a_file(a_set(number, paid=[number]))
