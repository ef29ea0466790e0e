"""Loading: what was told before is told once, whatever file it comes in, and in any order."""

from __future__ import annotations

import io
import shutil
import zipfile
from itertools import permutations
from pathlib import Path

import pytest

from analytics import database, snapshots
from analytics.intake import x12
from analytics.load import LoadReport, load_paths, reading
from tests.load.remittances import a_file, a_set
from tests.load.stores import Intake, QuickHouse, Store
from tests.small_remittance import REMITTANCE


def test_the_same_content_twice_changes_nothing_and_says_so(store: Store) -> None:
    report = store.load({"again.835": REMITTANCE})

    (file,) = report.files
    assert (file.status, file.claim_count, file.line_count) == ("duplicate", 2, 2)
    assert file.message.startswith("The same content was loaded as first.835 on ")
    assert report.snapshot == snapshots.current_snapshot(store.folder) == 1


def test_the_same_content_twice_in_one_load_is_loaded_once(intake: Intake) -> None:
    text = a_file(a_set("T1", paid=["A"]))

    first, second = intake.load({"a.835": text, "b.835": text}).files
    assert (first.status, second.status) == ("loaded", "duplicate")
    assert "a.835" in second.message
    assert intake.claim_counts() == {"a.835": 1}


def test_the_same_remittance_in_another_envelope_changes_nothing(store: Store) -> None:
    other = REMITTANCE.replace("000000001", "000000777").replace("0001~", "0009~")
    other = other.replace("~\n", "'\r\n").replace("*", "+")

    report = store.load_one("other.835", other)
    assert report.status == "duplicate"
    assert report.message == (
        "Its remittance was loaded before from another file; nothing was added."
    )
    assert snapshots.current_snapshot(store.folder) == 1


def test_claims_told_before_with_the_same_remittance_count_once(intake: Intake) -> None:
    # The payer sends the remittance again, with a claim that was missing before.
    intake.load_one("short.835", a_file(a_set("T1", denied=["A", "B"])))
    report = intake.load_one("full.835", a_file(a_set("T1", denied=["A", "B", "C"]), number=2))

    assert report.status == "loaded"
    assert (
        report.message == "2 claims were loaded before with the same remittance, and counted once."
    )
    assert intake.claim_counts() == {"short.835": 2, "full.835": 1}
    told = ("told_before", 1, None, "2 of 3 claims", "claims not loaded before")
    assert told in intake.findings("full.835")


def test_a_file_of_which_one_remittance_is_new_brings_only_that(intake: Intake) -> None:
    intake.load_one("one.835", a_file(a_set("T1", paid=["A"])))
    both = a_file(a_set("T1", paid=["A"]), a_set("T2", paid=["B"]))

    assert intake.load_one("both.835", both).status == "loaded"
    assert intake.claim_counts() == {"one.835": 1, "both.835": 1}
    assert intake.rows("select trace_number from staging.remittances order by 1") == [
        ("T1",),
        ("T2",),
    ]


def test_a_remittance_told_twice_within_a_file_counts_once(intake: Intake) -> None:
    twice = a_file(a_set("T1", paid=["A"]), a_set("T1", paid=["A"]))

    assert intake.load_one("twice.835", twice).status == "loaded"
    assert intake.claim_counts() == {"twice.835": 1}


def test_the_order_of_loading_changes_nothing(quick_house: QuickHouse) -> None:
    files = {
        "a.835": a_file(a_set("T1", paid=["A", "B"])),
        "b.835": a_file(a_set("T1", paid=["A", "B"]), a_set("T2", denied=["C"])),
        "c.835": a_file(a_set("T2", denied=["C"]), number=3),
    }

    for order in permutations(files):
        taken = quick_house.take({name: files[name] for name in order})
        assert sorted(claim for file in taken.values() for claim in file.claims) == ["A", "B", "C"]
        # Two remittances, three claims, three lines, one adjustment.
        assert sum(file.row_count for file in taken.values()) == 9


def test_folders_and_archives_in_archives_are_loaded_under_their_names(store: Store) -> None:
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("deep.835", a_file(a_set("T1", paid=["A"])))
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("flat.835", a_file(a_set("T2", paid=["B"])))
    store.write("week/outer.zip", outer.getvalue())
    store.write("week/plain.835", a_file(a_set("T3", paid=["C"])))

    report = load_paths(store.folder, [store.files / "week"])
    assert [(file.file_name, file.status) for file in report.files] == [
        ("week/outer.zip/inner.zip/deep.835", "loaded"),
        ("week/outer.zip/flat.835", "loaded"),
        ("week/plain.835", "loaded"),
    ]
    assert not list(store.folder.glob("work-*"))


def test_a_refused_file_hurts_no_other_and_leaves_no_row(store: Store) -> None:
    cut = a_file(a_set("T2", paid=["X", "Y"]))[:-60]
    files: dict[str, str | bytes] = {
        "a.835": a_file(a_set("T1", paid=["A"])),
        "scan.jpg": b"\xff\xd8\xff\xe0" + bytes(500),
        "cut.835": cut,
        "empty.835": b"",
        "z.835": a_file(a_set("T3", paid=["Z"])),
    }

    reports = store.load(files).files
    assert [file.status for file in reports] == [
        "loaded", "refused", "refused", "refused", "loaded",
    ]  # fmt: skip
    refused = [file for file in reports if file.status == "refused"]
    for file in refused:
        assert file.message.startswith(file.file_name) and file.message.endswith(".")
        assert "\n" not in file.message
    assert store.claim_counts() == {"first.835": 2, "a.835": 1, "z.835": 1}
    assert store.rows("select count(*) from staging.remitted_claims") == [(4,)]


def test_a_file_refused_at_its_end_leaves_no_row_of_the_batches_before(
    quick_house: QuickHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BATCH_BYTES", 300)
    monkeypatch.setattr(x12, "PART_BYTES", 100)
    cut = a_file(a_set("T1", paid=[f"C{n}" for n in range(40)]))[:-75]

    taken = quick_house.take({"cut.835": cut, "good.835": a_file(a_set("T2", paid=["Z"]))})
    assert taken["cut.835"].report.status == "refused"
    assert taken["cut.835"].row_count == 0
    assert taken["good.835"].claims == ["Z"]


@pytest.mark.parametrize(("batch", "group"), [(1, 200), (400, 2), (400, 200), (1_000_000, 1)])
def test_how_files_are_batched_and_grouped_changes_nothing(
    quick_house: QuickHouse, monkeypatch: pytest.MonkeyPatch, batch: int, group: int
) -> None:
    monkeypatch.setattr(reading, "BATCH_BYTES", batch)
    monkeypatch.setattr(reading, "GROUP_FILES", group)
    monkeypatch.setattr(x12, "PART_BYTES", 150)
    files = {
        "a.835": a_file(a_set("T1", denied=["A", "B", "C"])),
        "b.835": a_file(a_set("T2", denied=["D", "E"]), a_set("T3", paid=["F"])),
        "a again.835": a_file(a_set("T1", denied=["A", "B", "C"]), number=2),
        "b and more.835": a_file(a_set("T3", paid=["F", "G"])),
    }

    taken = quick_house.take(files)
    assert {name: (file.report.status, file.claims) for name, file in taken.items()} == {
        "a.835": ("loaded", ["A", "B", "C"]),
        "b.835": ("loaded", ["D", "E", "F"]),
        "a again.835": ("duplicate", []),
        # T3 with another amount is another remittance.
        "b and more.835": ("loaded", ["F", "G"]),
    }


OTHERS = {
    "271": "eligibility answers (271)",
    "276": "claim status questions (276)",
    "278": "authorizations (278)",
    "834": "enrollments (834)",
    "810": "set 810",
}


@pytest.fixture(scope="module")
def others_loaded(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Store, LoadReport]:
    """A store that holds a remittance, and what came of a set of each of these kinds."""
    folder = tmp_path_factory.mktemp("others")
    store = Store(Path(shutil.copytree(template, folder / "store")), folder / "files")
    sets = {kind: f"ST*{kind}*0001~BHT*0019*00*1*20261001~HL*1**20*1~SE*4*0001~" for kind in OTHERS}
    return store, store.load({f"{kind}.edi": a_file(text) for kind, text in sets.items()})


@pytest.mark.parametrize(("kind", "named"), OTHERS.items())
def test_other_transaction_sets_are_refused_by_name(
    others_loaded: tuple[Store, LoadReport], kind: str, named: str
) -> None:
    store, report = others_loaded
    (file,) = (each for each in report.files if each.file_name == f"{kind}.edi")
    assert (file.status, file.kind) == ("refused", kind)
    assert named in file.message and file.message.endswith(".")
    assert snapshots.current_snapshot(store.folder) == 1


def test_a_remittance_among_other_sets_is_loaded_and_the_others_are_said(intake: Intake) -> None:
    other = "ST*271*0002~BHT*0022*11~SE*3*0002~"
    report = intake.load_one("mixed.edi", a_file(a_set("T1", paid=["A"]), other))

    assert (report.status, report.kind, report.claim_count) == ("loaded", "835", 1)
    # ISA, GS, ST to SE of the first set are 11 segments.
    expected = "835 837 277 997 999"
    assert ("set_not_read", 2, 12, "271", expected) in intake.findings("mixed.edi")


def test_a_missing_se_before_a_trailer_is_no_cut_even_out_of_balance(intake: Intake) -> None:
    text = a_file(a_set("T1", paid=["A"]).replace("BPR*I*10*", "BPR*I*99*"))
    text = text.replace("SE*9*0001~", "")

    assert intake.load_one("no_se.835", text).status == "loaded"
    codes = {finding[0] for finding in intake.findings("no_se.835")}
    assert codes == {"missing_se", "check_out_of_balance"}


def test_readers_keep_what_they_read_while_a_load_publishes(store: Store) -> None:
    path = snapshots.current_path(store.folder)
    assert path is not None
    with database.connect(path) as reader:
        before = reader.execute("select count(*) from staging.remitted_claims").fetchall()
        assert store.load_one("new.835", a_file(a_set("T1", paid=["A"]))).status == "loaded"
        assert reader.execute("select count(*) from staging.remitted_claims").fetchall() == before
    assert before == [(2,)]
    assert store.rows("select count(*) from staging.remitted_claims") == [(3,)]


def test_a_file_that_vanished_is_said_and_the_others_load(store: Store) -> None:
    there = store.write("there.835", a_file(a_set("T1", paid=["A"])))

    gone, loaded = load_paths(store.folder, [Path("gone.835"), there]).files
    assert (gone.status, gone.message) == ("refused", "gone.835 was not found.")
    assert loaded.status == "loaded"
