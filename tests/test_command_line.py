"""The command line from end to end: what scripts rely on."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from analytics import database, load, notebook, snapshots
from analytics.__main__ import main
from analytics.access import system_user
from tests.conftest import SampleHouse
from tests.people import as_person
from tests.small_remittance import REMITTANCE

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def remittance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "week40.835"
    path.write_text(REMITTANCE)
    return path


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, remittance: Path) -> Path:
    """A store that holds the remittance."""
    folder = tmp_path_factory.mktemp("store")
    load.load_paths(folder, [remittance])
    return folder


@pytest.fixture(scope="module")
def pristine(store_of: Callable[..., Path]) -> Path:
    """A store that holds the remittance and nothing else, to be copied: nobody has asked it yet."""
    return store_of("week40", {"week40.835": REMITTANCE})


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one command."""
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def asked(
    capsys: pytest.CaptureFixture[str], store: Path, question: str, *words: str
) -> list[dict[str, object]]:
    code, out, err = run(capsys, "ask", question, "--database", store, "--format", "json", *words)
    # What it may say beside the answer is that a value to filter by is nowhere.
    said = [line for line in err.splitlines() if not line.startswith("Nothing that is loaded has")]
    assert (code, said) == (0, [])
    return json.loads(out)


def test_load_reports_each_file_as_json(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, remittance: Path
) -> None:
    code, out, _ = run(capsys, "load", remittance, "--json", "--database", tmp_path / "store")
    report = json.loads(out)
    assert (code, report["snapshot"]) == (0, 1)
    (file,) = report["files"]
    assert file.pop("message") is not None
    assert file == {
        "file_name": "week40.835",
        "kind": "835",
        "status": "loaded",
        "transaction_set_count": 1,
        "claim_count": 2,
        "line_count": 2,
        "adjustment_count": 1,
        "finding_count": file["finding_count"],
        "kept_claim_count": 2,
        "kept_line_count": 2,
        "kept_charge_amount": 200,
        "kept_paid_amount": 80,
    }


def test_loading_again_says_duplicate_and_is_no_fault(
    capsys: pytest.CaptureFixture[str], store: Path, remittance: Path
) -> None:
    before = snapshots.current_snapshot(store)
    code, out, _ = run(capsys, "load", remittance, "--json", "--database", store)
    report = json.loads(out)
    assert (code, report["files"][0]["status"]) == (0, "duplicate")
    assert snapshots.current_snapshot(store) in {before, report["snapshot"]}


def test_a_refused_file_is_exit_1_and_says_why_while_others_load(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, remittance: Path
) -> None:
    picture = tmp_path / "picture.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8)
    code, out, _ = run(
        capsys, "load", picture, remittance, "--json", "--database", tmp_path / "store"
    )
    files = {file["file_name"]: file for file in json.loads(out)["files"]}
    assert code == 1
    assert (files["picture.jpg"]["status"], files["week40.835"]["status"]) == ("refused", "loaded")
    assert files["picture.jpg"]["message"]


def test_load_speaks_to_people_too(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, remittance: Path
) -> None:
    code, out, _ = run(capsys, "load", remittance, "--database", tmp_path)
    assert code == 0
    assert "loaded    week40.835; 835; 1 transaction set, 2 claims, 2 lines, 1 adjustment" in out
    assert "Snapshot 1 is current." in out


def test_a_path_that_is_not_there_is_a_usage_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, err = run(capsys, "load", tmp_path / "gone.835", "--database", tmp_path)
    assert (code, out) == (2, "")
    assert "There is no file or folder" in err


def test_a_path_that_is_not_there_hurts_no_other(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, remittance: Path
) -> None:
    code, out, _ = run(
        capsys, "load", tmp_path / "gone.835", remittance, "--json", "--database", tmp_path / "new"
    )
    files = {file["file_name"]: file for file in json.loads(out)["files"]}
    assert code == 1
    assert (files["gone.835"]["status"], files["week40.835"]["status"]) == ("refused", "loaded")
    assert files["gone.835"]["message"] == "gone.835 was not found."


def test_ask_answers_in_json_with_cents_and_days(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    (line,) = asked(capsys, store, "denied_lines")
    assert line["patient_control_number"] == "0017"
    assert (line["carc_code"], line["modifier_codes"]) == ("97", "25")
    assert (line["charge_amount"], line["denied_amount"]) == (120.0, 120.0)
    assert (line["remit_date"], line["remit_week"]) == ("2026-10-01", "2026-09-28")
    _, out, _ = run(capsys, "ask", "denied_lines", "--database", store, "--format", "json")
    assert '"denied_amount": 120.00' in out


def test_ask_answers_in_csv_for_scripts(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    code, out, _ = run(capsys, "ask", "denials_by_payer", "--database", store)
    (row,) = csv.DictReader(io.StringIO(out))
    assert code == 0
    assert row["payer_name"].upper() == "AURORA HEALTH"
    assert (row["adjudicated_line_count"], row["denied_line_count"]) == ("2", "1")
    assert (row["denied_amount"], row["adjudicated_charge_amount"]) == ("120.00", "200.00")


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["ask", "list"],
        ["ask", "headline"],
        ["ask", "denied_lines", "--format", "json"],
        ["ask", "denials_by_payer", "--format", "table"],
        ["check"],
        ["audit"],
        ["undo"],
    ],
    ids=" ".join,
)
def test_a_command_that_needs_no_frame_does_not_wait_for_one(
    tmp_path: Path, store: Path, words: list[str]
) -> None:
    assert came_in(store, tmp_path, words) == set()


def test_a_load_that_brings_nothing_new_makes_no_frame(
    tmp_path: Path, store: Path, remittance: Path
) -> None:
    assert "pandas" not in came_in(store, tmp_path, ["load", str(remittance)])


def came_in(store: Path, folder: Path, words: list[str]) -> set[str]:
    """Which libraries that take long to come in a command brings in, on a copy of the store."""
    shutil.copytree(store, folder / "store")
    program = (
        "import sys; from contextlib import suppress; from analytics.__main__ import main\n"
        "with suppress(SystemExit): main(sys.argv[1:])\n"
        "slow = {'pandas', 'numpy', 'pyarrow', 'scipy', 'plotly', 'streamlit', 'xlsxwriter'}\n"
        "print('came in:', *sorted(slow & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, *words]
    if words != ["--help"]:
        command += ["--database", str(folder / "store")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr
    return set(done.stderr.splitlines()[-1].removeprefix("came in:").split())


def test_ask_shows_people_a_table(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    code, out, _ = run(capsys, "ask", "denials_by_payer", "--database", store, "--format", "table")
    assert code == 0
    heads, row = (line.split() for line in out.splitlines())
    assert len(set(map(len, out.splitlines()))) == 1
    assert dict(zip(heads[::-1], row[::-1], strict=False))["denied_amount"] == "$120.00"


def test_filters_narrow_the_answer(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    def denied(*words: str) -> object:
        return asked(capsys, store, "headline", *words)[0]["denied_line_count"]

    assert denied() == 1
    assert denied("--week", "2026-W40") == 1
    assert denied("--week", "2026-W41") == 0
    assert denied("--carc", "97") == 1
    assert denied("--carc", "16") == 0
    assert denied("--modifier", "25", "--procedure", "99213") == 1
    assert denied("--procedure", "99212") == 0


@pytest.mark.parametrize("written", ["CO-97", "097", "co 97"])
def test_a_reason_may_be_written_with_its_group_or_zeros(
    capsys: pytest.CaptureFixture[str], store: Path, written: str
) -> None:
    assert asked(capsys, store, "headline", "--carc", written)[0]["denied_line_count"] == 1


def test_a_value_to_filter_by_that_nothing_has_is_said(
    capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    filters = ("--database", store, "--payer", "Nobody", "--carc", "97", "--line-of-business", "X")
    asking = run(capsys, "ask", "top_denials", *filters)
    exporting = run(capsys, "export", "top-denials", *filters, "-o", tmp_path / "top.csv")

    for code, _, err in (asking, exporting):
        assert code == 0
        assert "Nothing that is loaded has --payer 'Nobody'.\n" in err
        assert "Nothing that is loaded has --line-of-business 'X'.\n" in err
        assert "--carc" not in err


def test_every_value_of_the_filters_can_be_given(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    for choice in asked(capsys, store, "filter_choices"):
        option = "--" + choice["choice_kind"].replace("_", "-")
        _, _, err = run(
            capsys, "ask", "headline", "--database", store, f"{option}={choice['value'] or ''}"
        )
        assert "Nothing that is loaded" not in err


def test_a_question_takes_its_own_parameters(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    assert asked(capsys, store, "claim_history", "--claim", "0017")
    assert asked(capsys, store, "claim_history", "--claim", "0099") == []
    assert asked(capsys, store, "claim_history", "--claim=0017", "--payer", "Nobody") == []
    assert asked(capsys, store, "denied_lines", "--row-limit", "0") == []


def test_ask_list_names_every_question(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    code, out, _ = run(capsys, "ask", "list", "--database", store)
    assert code == 0
    assert [line.partition(":")[0] for line in out.splitlines()] == list(database.questions())


@pytest.mark.parametrize("question", sorted(database.questions()))
def test_every_question_can_be_asked_of_a_small_store(
    capsys: pytest.CaptureFixture[str], store: Path, question: str
) -> None:
    asked(capsys, store, question)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["ask", "who_is_to_blame"], "no question 'who_is_to_blame'"),
        (["ask", "headline", "--week", "2026-W99"], "'2026-W99' is not a week"),
        (["ask", "headline", "--claim", "1"], "headline takes no --claim"),
        (["ask", "loaded_files", "--carc", "97"], "takes no filters"),
        (["ask", "claim_history", "--payer", "A", "--payer", "B"], "takes one --payer"),
        (["ask", "denied_lines", "--row-limit", "many"], "'many' is not a value"),
        (["ask", "headline", "--filters", "97"], "takes no --filters"),
        (["export", "top-denials", "-o", "top.pdf"], "written as csv or xlsx"),
        (["export", "packet", "-o", "packet.csv"], "written as html or pdf or xlsx"),
        (["serve", "--idle-minutes", "half"], "minutes are more than 0"),
        (["load", "--map", "no.json", str(ROOT / "README.md")], "is not a column map"),
        (["dance"], "invalid choice"),
    ],
)
def test_usage_errors_are_one_sentence_on_stderr_and_exit_2(
    capsys: pytest.CaptureFixture[str], store: Path, words: list[str], sentence: str
) -> None:
    code, out, err = run(capsys, *words, "--database", store)
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


def test_without_data_the_ways_in_are_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for words in (["ask", "headline"], ["check"], ["export", "top-denials"]):
        code, out, err = run(capsys, *words, "--database", tmp_path)
        assert (code, out) == (1, "")
        assert "Nothing is loaded yet" in err


def test_export_writes_a_file_and_says_where(
    capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    target = tmp_path / "top.xlsx"
    code, out, err = run(capsys, "export", "top-denials", "--database", store, "-o", target)
    assert (code, out) == (0, "")
    assert "Wrote" in err
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Top denials", "How this was made"]
    header, row = book["Top denials"].iter_rows(values_only=True)
    found = dict(zip(header, row, strict=True))
    assert (found["CARC"], found["Modifiers"], found["Denied lines"]) == ("97", "25", 1)
    assert found["Denied amount"] == 120


def test_deadlines_are_asked_from_a_day(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    # Refused 1 October; commercial: 90 days, 30 December. Served 15 September: 180 days, 14 March.
    words = ("--today", "2026-12-20", "--within-days", "14")
    (line,) = asked(capsys, store, "deadlines", *words)
    assert (line["patient_control_number"], line["deadline_kind"]) == ("0017", "appeal")
    assert (line["deadline_date"], line["days_left"]) == ("2026-12-30", 10)
    assert (line["open_amount"], line["work_status"], line["is_past"]) == (120.0, "new", False)
    (line,) = asked(capsys, store, "deadlines", "--today", "2026-12-31")
    assert (line["deadline_kind"], line["deadline_date"]) == ("corrected_claim", "2027-03-14")
    code, _, err = run(capsys, "ask", "deadlines", "--today", "soon", "--database", store)
    assert (code, err) == (2, "'soon' is not a value for --today.\n")


def test_the_worklist_carries_what_the_team_wrote_and_runs_none_of_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, pristine: Path
) -> None:
    shutil.copytree(pristine, tmp_path, dirs_exist_ok=True)
    (line,) = asked(capsys, tmp_path, "denied_lines")
    change = notebook.WorkChange(
        status="sent", assignee="Bob", note='=HYPERLINK("x")', next_date="2026-10-20"
    )
    as_person("Ann", notebook.save_work, tmp_path, {line["remitted_line_id"]: "0017"}, change)

    (line,) = asked(capsys, tmp_path, "denied_lines")
    assert (line["work_status"], line["assignee"], line["worked_by"]) == ("sent", "Bob", "Ann")
    (entry,) = asked(capsys, tmp_path, "work_history", "--claim", "0017")
    assert (entry["work_status"], entry["next_date"]) == ("sent", "2026-10-20")
    target = tmp_path / "worklist.csv"
    run(capsys, "export", "worklist", "--database", tmp_path, "-o", target)
    (row,) = csv.DictReader(io.StringIO(target.read_text("utf-8-sig"), newline=""))
    assert (row["Work status"], row["Assigned to"]) == ("sent", "Bob")
    assert row["Next date"] == "2026-10-20"
    assert row["Note"] == '\'=HYPERLINK("x")'
    assert row["Changed (UTC)"].startswith(str(entry["worked_at"])[:10])
    run(capsys, "export", "worklist", "--status", "new", "--database", tmp_path, "-o", target)
    assert list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"), newline=""))) == []
    run(capsys, "export", "worklist", "--assignee", "Bob", "--database", tmp_path, "-o", target)
    (row,) = csv.DictReader(io.StringIO(target.read_text("utf-8-sig"), newline=""))
    assert "Assigned to: Bob" in row["How this was made"]


def test_work_first_is_asked_and_exported_alike(
    capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    # Bundled: 20 minutes. Nothing is resolved yet, so nothing is expected of it either.
    (line,) = asked(capsys, store, "work_first", "--today", "2026-12-20")
    assert (line["patient_control_number"], line["open_amount"]) == ("0017", 120.0)
    assert (line["deadline_date"], line["work_minutes"]) == ("2026-12-30", 20)
    assert line["expected_recovery_amount"] is None
    assert line["told_from"] == "nothing 120 days old yet"
    target = tmp_path / "first.csv"
    run(capsys, "export", "work-first", "--status", "new", "--database", store, "-o", target)
    (row,) = csv.DictReader(io.StringIO(target.read_text("utf-8-sig"), newline=""))
    assert (row["Patient control number"], row["Still denied"]) == ("0017", "120.00")
    assert (row["Minutes of work"], row["Expected recovery"]) == ("20", "")


def test_minutes_typed_here_hold_from_the_next_rebuild_on_and_are_printed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, pristine: Path
) -> None:
    shutil.copytree(pristine, tmp_path, dirs_exist_ok=True)
    notebook.save_work_minutes(tmp_path, [notebook.WorkMinutes("Bundling/NCCI", 30, True, "timed")])
    load.rebuild(tmp_path)
    (line,) = asked(capsys, tmp_path, "work_first", "--today", "2026-12-20")
    assert line["work_minutes"] == 30
    rows = {row["category"]: row for row in asked(capsys, tmp_path, "work_minutes")}
    bundled, filing = rows["Bundling/NCCI"], rows["Timely Filing"]
    assert (bundled["work_minutes"], bundled["default_work_minutes"]) == (30, 20)
    assert (bundled["is_default"], bundled["is_verified"], bundled["note"]) == (
        False,
        True,
        "timed",
    )
    assert (filing["work_minutes"], filing["is_default"]) == (25, True)
    target = tmp_path / "first.csv"
    run(capsys, "export", "work-first", "--database", tmp_path, "-o", target)
    (row,) = csv.DictReader(io.StringIO(target.read_text("utf-8-sig"), newline=""))
    assert row["Minutes of work"] == "30"
    assert "Minutes of work for Bundling/NCCI: 30 (default 20)." in row["How this was made"]

    # None: it is not known how long it takes, so nothing is said of an hour. Taken back: 20 again.
    notebook.save_work_minutes(tmp_path, [notebook.WorkMinutes("Bundling/NCCI", None)])
    load.rebuild(tmp_path)
    (line,) = asked(capsys, tmp_path, "work_first", "--today", "2026-12-20")
    assert line["work_minutes"] is None
    notebook.remove_work_minutes(tmp_path, "Bundling/NCCI")
    load.rebuild(tmp_path)
    (line,) = asked(capsys, tmp_path, "work_first", "--today", "2026-12-20")
    assert line["work_minutes"] == 20


def test_choices_of_the_work_list_are_of_no_other_list(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    words = ("export", "top-denials", "--within-days", "14", "--database", store)
    code, _, err = run(capsys, *words)
    assert (code, err) == (2, "top-denials takes no --within-days.\n")


def test_the_notebook_is_no_option_of_a_question(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    code, _, err = run(capsys, "ask", "denied_lines", "--work", "x", "--database", store)
    assert (code, err) == (2, "denied_lines takes no --work.\n")


def test_export_to_standard_output_is_csv(store: Path) -> None:
    command = [sys.executable, "-m", "analytics", "export", "worklist", "--week", "2026-W40"]
    environment = os.environ | {"DENIALS_HOME": str(store)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    text = done.stdout.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["Patient control number"] == "0017"
    assert "2026-09-28 to 2026-10-04" in row["How this was made"]
    assert not re.search("DOE|JANE|MEMBER1", text)


def test_an_export_that_cannot_be_written_is_one_sentence(
    capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    target = tmp_path / "no folder" / "top.csv"
    code, _, err = run(capsys, "export", "top-denials", "--database", store, "-o", target)
    assert code == 1
    assert "cannot be written" in err and err.count("\n") == 1


def test_check_finds_no_fault_in_good_data(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    code, out, _ = run(capsys, "check", "--database", store)
    assert (code, "no fault found" in out) == (0, True), out


def test_undo_goes_back_one_load_and_then_says_there_is_none(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, pristine: Path
) -> None:
    second = tmp_path / "second.835"
    second.write_text(REMITTANCE.replace("TRACE1", "TRACE2").replace("CLP*00", "CLP*10"))
    shutil.copytree(pristine, tmp_path / "store", dirs_exist_ok=True)
    run(capsys, "load", second, "--database", tmp_path / "store")
    assert len(asked(capsys, tmp_path / "store", "denied_lines")) == 2

    code, out, _ = run(capsys, "undo", "--database", tmp_path / "store")
    assert (code, out) == (0, "Snapshot 1 is current again.\n")
    assert len(asked(capsys, tmp_path / "store", "denied_lines")) == 1
    code, _, err = run(capsys, "undo", "--database", tmp_path / "store")
    assert (code, "no earlier snapshot" in err) == (1, True)


def test_the_installed_command_loads_the_sample_data_from_anywhere(
    sample_house: SampleHouse,
) -> None:
    # So was the sample of all tests made: by `denials demo`, in a folder of its own.
    said = sample_house.said
    assert "Snapshot 1 is current." in said
    # Of hundreds of files only those that are not simply loaded have a line: one was sent twice.
    assert "duplicate " in said and len(said.splitlines()) < 20


def test_the_sample_data_is_never_mixed_into_data_of_a_practice(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    code, _, err = run(capsys, "demo", "--database", store)
    assert (code, "already holds data" in err) == (1, True)
    code, out, err = run(capsys, "demo", "--if-empty", "--database", store)
    assert (code, out, err) == (0, "", "")


def test_a_fault_of_ours_shows_no_traceback_and_no_patient(
    capsys: pytest.CaptureFixture[str], store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("JANE DOE")

    monkeypatch.delenv("DENIALS_DEBUG", raising=False)
    monkeypatch.setattr(database, "ask_plain", broken)
    code, out, err = run(capsys, "ask", "headline", "--database", store)
    assert (code, out) == (1, "")
    assert "KeyError" in err and "DOE" not in err and err.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_output_that_cannot_be_written_is_said_with_the_systems_words(store: Path) -> None:
    command = [sys.executable, "-m", "analytics", "ask", "headline", "--database", str(store)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True)
    words = "The command was given up: No space left on device; `denials check` says whether"
    assert (done.returncode, done.stderr) == (1, f"{words} the data is whole.\n")


def test_help_answers_at_once_without_bringing_in_the_heavy_libraries() -> None:
    script = (
        "import sys\nfrom analytics.__main__ import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit as end:\n    assert end.code == 0\n"
        "assert not {'pandas', 'streamlit', 'duckdb', 'plotly', 'numpy'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "COMMAND" in done.stdout


def test_a_reader_that_has_seen_enough_is_no_fault(store: Path) -> None:
    line = f"{sys.executable} -m analytics ask denied_lines --database {store} | head -c 1"
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_serve_says_where_and_answers_there(store: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "analytics", "serve", "--port", str(port)]
    server = subprocess.Popen(
        [*command, "--database", str(store)],
        cwd=store,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert f"http://127.0.0.1:{port}" in server.stdout.readline()
        assert answers(f"http://127.0.0.1:{port}/_stcore/health")
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)


def answers(address: str) -> bool:
    """Whether a server says it is well within a minute."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                return response.status == 200
        except OSError:
            time.sleep(0.5)
    return False


def acts(
    capsys: pytest.CaptureFixture[str], store: Path, *words: object
) -> list[dict[str, object]]:
    """The entries of the audit trail, newest first, as `denials audit` prints them."""
    code, out, err = run(capsys, "audit", "--database", store, "--format", "json", *words)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_command_line_is_on_record_under_the_user_of_the_operating_system(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, remittance: Path
) -> None:
    run(capsys, "load", remittance, "--database", tmp_path)
    run(capsys, "ask", "denied_lines", "--database", tmp_path)
    run(capsys, "ask", "claim_history", "--claim", "A1", "--database", tmp_path)
    run(capsys, "ask", "denial_totals", "--database", tmp_path)  # names no claim: not on record
    run(capsys, "export", "top-denials", "--database", tmp_path, "-o", tmp_path / "top.csv")
    found = acts(capsys, tmp_path)[::-1]
    assert [(each["act"], each["stage"], each["about"]) for each in found] == [
        ("trail", "done", ""),
        ("load", "begun", "Snapshot 1"),
        ("load", "done", "Snapshot 1"),
        ("export", "done", "Answer denied_lines"),
        ("claim_opened", "done", "Claim A1"),
        ("export", "done", "Top denials"),
    ]
    assert {each["person"] for each in found} == {system_user().name}
    only = acts(capsys, tmp_path, "--act", "export", "--act", "undo")
    assert [each["about"] for each in only] == ["Top denials", "Answer denied_lines"]
    assert acts(capsys, tmp_path, "--person", "nobody known") == []
    assert acts(capsys, tmp_path, "--last-day", "2020-01-01") == []
    assert acts(capsys, tmp_path, "--last-day", "9999-12-31") == found[::-1]
    code, out, _ = run(capsys, "audit", "--database", tmp_path, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0 and [row["entry_number"] for row in rows] == ["6", "5", "4", "3", "2", "1"]


def test_audit_verifies_the_chain_names_the_broken_entry_and_begins_anew(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, pristine: Path
) -> None:
    shutil.copytree(pristine, tmp_path, dirs_exist_ok=True)
    code, out, _ = run(capsys, "audit", "--verify", "--database", tmp_path)
    assert code == 0 and "3 entries" in out
    noted = re.search(r"3:[0-9a-f]{64}", out).group()
    assert run(capsys, "audit", "--verify", "--holds", noted, "--database", tmp_path)[0] == 0
    other = noted[:2] + "0" * 64
    assert run(capsys, "audit", "--verify", "--holds", other, "--database", tmp_path)[0] == 1

    path = tmp_path / "audit.sqlite"
    path.write_bytes(path.read_bytes().replace(b"week40.835", b"week41.835"))
    code, out, _ = run(capsys, "audit", "--verify", "--database", tmp_path)
    assert code == 1 and "broken at entry 2" in out  # the file's name stands in it and in entry 3

    code, _, err = run(capsys, "undo", "--database", tmp_path)
    assert code == 1 and "denials audit --start-new" in err
    code, out, _ = run(capsys, "audit", "--start-new", "--database", tmp_path)
    assert code == 0 and "the old file is kept as" in out
    assert [each["act"] for each in acts(capsys, tmp_path)] == ["trail"]
    assert run(capsys, "ask", "denied_lines", "--database", tmp_path)[0] == 0
