"""What older versions kept of patients is gone once a store is brought up to date.

The patients of `tests/golden/store_of_0_1_0.zip`, by the golden files it was made from: names,
member, group and record numbers, birth dates.
"""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from analytics import database, load, snapshots
from analytics.database import migrations
from analytics.load import LoadReport
from analytics.snapshots import files, pointer
from tests.load.remittances import a_file, a_set
from tests.load.stores import put_older_store
from tests.load.test_loads_on_bases import add_to_bases
from tests.load.test_older_store import rows_of_raw_tables
from tests.patient_keys import KEY, patient_key
from tests.patients import GOLDEN, Hunted, in_the_store

OF_PATIENTS = (
    "DOE", "JANE", "JOHN", "O'HARA", "MARY", "ROE", "RUTH", "DOEH", "JANIE",
    "MEM-0", "MEM-1", "MEM-9", "M001", "M002", "M003", "GROUP-7", "GRP1", "GRP2", "BIG EMPLOYER",
    "OTHER EMPLOYER", "MRN-5", "MR1", "19700131", "20100203", "1970-01-31", "2010-02-03",
)  # fmt: skip


@pytest.fixture
def old_store(tmp_path: Path) -> Path:
    """The store as version 0.1.0 left it, with the key of our tests."""
    put_older_store(tmp_path / "store")
    (tmp_path / "store" / "patients.key").write_bytes(KEY)
    return tmp_path / "store"


@pytest.fixture
def brought_up(older_brought_up: Path) -> Path:
    """The store brought up to date: to be read only."""
    return older_brought_up


def told_of_patients(store: Path) -> set[str]:
    """What of the patients stands in the bytes or in the rows of any file of the store."""
    texts = in_the_store(Hunted(store, LoadReport(None, []), "")).values()
    return {word for word in OF_PATIENTS if any(word in text for text in texts)}


def test_nothing_of_a_patient_is_left_in_any_file_of_an_older_store(
    old_store: Path, brought_up: Path
) -> None:
    assert {"DOE", "O'HARA", "MEM-1", "M001", "GROUP-7", "19700131"} <= told_of_patients(old_store)
    assert snapshots.kept_snapshots(brought_up) == (3, 2, 1)
    assert told_of_patients(brought_up) == set()


def test_names_of_an_older_store_are_kept_as_the_keys_a_load_gives(brought_up: Path) -> None:
    with database.connect(snapshots.current_path(brought_up)) as connection:
        remitted = connection.execute(
            "select patient_control_number, patient_key from raw.remittance_835_claims"
            " where patient_control_number in ('PCN-1', 'PCN-2') order by 1"
        ).fetchall()
        (roe,) = connection.execute("select patient_key from raw.claim_837_patients").fetchone()
        told = connection.execute(
            "select entity_name, patient_key from raw.acknowledgment_277_levels"
            " order by level_number"
        ).fetchall()
    assert remitted == [("PCN-1", patient_key("DOE", "J")), ("PCN-2", patient_key("OHA", "M"))]
    assert roe == patient_key("ROE", "R")
    assert told == [
        ("CLEARWAY", None),
        ("RIVERSIDE BILLING", None),
        ("RIVERSIDE FAMILY MEDICINE", None),
        (None, patient_key("DOE", "J")),
        (None, patient_key("ROE", "R")),
    ]


def test_snapshots_before_are_whole_by_the_pointer_and_can_be_gone_back_to(
    brought_up: Path, tmp_path: Path
) -> None:
    old_store = Path(shutil.copytree(brought_up, tmp_path / "copy"))
    said = json.loads((old_store / "current.json").read_text())
    now = database.versions().raw_version
    assert [kept["versions"]["raw_version"] for kept in said["kept"]] == [now] * 3
    for number in (3, 2, 1):
        assert snapshots.damage_of(old_store, number, lambda _: False) == ""
    assert load.undo(old_store) == 2
    load.refresh(old_store)
    assert told_of_patients(old_store) == set()


def test_a_stop_while_an_earlier_snapshot_is_exchanged_leaves_it_whole_and_is_made_up_for(
    old_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = snapshots.rewriting._know
    known: list[int] = []

    def stopped(store: Path, found: object, number: int, record: object) -> None:
        if record is not None:
            raise OSError("stopped before the pointer knew the new file")
        known.append(number)
        whole(store, found, number, record)

    with monkeypatch.context() as patch:
        patch.setattr(snapshots.rewriting, "_know", stopped)
        said: list[str] = []
        load.refresh(old_store, lambda progress: said.append(progress.step))
    assert known == [2, 1] and sum("still holds names" in each for each in said) == 2
    assert [*snapshots.kept_snapshots(old_store)] == [3, 2, 1]
    for number in (2, 1):
        assert snapshots.damage_of(old_store, number, database.reads_whole) == ""
    load.load_paths(old_store, [GOLDEN / "out_of_balance.835"])
    assert told_of_patients(old_store) == set()
    assert snapshots.damage_of(old_store, 2, database.reads_whole) == ""


def test_nothing_is_lost_of_an_earlier_snapshot_that_cannot_be_rewritten(old_store: Path) -> None:
    path = old_store / "denials-000001.duckdb"
    path.write_bytes(path.read_bytes()[:5000])
    before = path.read_bytes()
    said: list[str] = []
    load.refresh(old_store, lambda progress: said.append(progress.step))
    assert path.read_bytes() == before
    assert any(
        each.startswith("Snapshot 1, kept to go back to, still holds names") for each in said
    )


# A Medicare number of a patient, after Medicare's own number of the claim, as it came in PLB03-2.
OF_MEDICARE = "1EG4TE5MK73"
WITH_NUMBER, WITHOUT = f"12026001234567800  {OF_MEDICARE}", "12026001234567800"
PROVIDER_ADJUSTMENTS = "remittance_835_provider_adjustments"


def give_number(path: Path, schema: str = "raw") -> None:
    """Let the first provider adjustment of a database refer to a patient by the Medicare number."""
    with closing(database.connect(path, read_only=False)) as connection:
        connection.execute(
            f"update {schema}.{PROVIDER_ADJUSTMENTS} set reference_id = $said"
            " where reference_id in ('ICN-0', 'REF-1')",
            {"said": WITH_NUMBER},
        )


def made_by_raw_version(store: Path, raw_version: int, *names: str) -> None:
    """Let these files and the pointer say that a version before made them."""
    earlier = replace(database.versions(), queries="of before", raw_version=raw_version)
    found = pointer.read(store / pointer.NAME)
    kept = []
    for each in found.kept:
        path = store / each.file_name
        if each.file_name in names:
            with closing(database.connect(path, read_only=False)) as connection:
                migrations.keep_made_by(connection, earlier)
        known = {"byte_count": path.stat().st_size, "checksum": files.checksum_of(path)}
        kept.append(replace(each, versions=earlier, **known))
    pointer.write(store, replace(found, kept=tuple(kept)))


def is_told_anywhere(store: Path) -> bool:
    texts = in_the_store(Hunted(store, LoadReport(None, []), "")).values()
    return any(OF_MEDICARE in text for text in texts)


def with_provider_adjustments(trace: str, claim: str) -> str:
    pair = "PLB*1*20261231*WO:REF-1*10*WO:REF-2*5~SE*"
    return a_file(a_set(trace, denied=[claim])).replace("SE*", pair)


def references(path: Path) -> list[str]:
    rows = rows_of_raw_tables(path)[f"raw.{PROVIDER_ADJUSTMENTS}"]
    told = [str(cell) for row in rows for cell in row]
    return sorted(cell for cell in told if cell.startswith((WITHOUT, "REF")))


def test_a_patients_medicare_number_of_a_provider_adjustment_goes_and_nothing_else(
    old_store: Path, brought_up: Path
) -> None:
    for number in (1, 2):
        give_number(old_store / f"denials-{number:06d}.duckdb")
    assert is_told_anywhere(old_store)
    load.refresh(old_store)
    assert snapshots.kept_snapshots(old_store) == (3, 2, 1) and not is_told_anywhere(old_store)
    now, without = (
        rows_of_raw_tables(snapshots.current_path(store)) for store in (old_store, brought_up)
    )
    # One row of one table is another: the reference ICN-0 was given the number, which is gone.
    of_adjustments = now.pop(f"raw.{PROVIDER_ADJUSTMENTS}")
    as_before = without.pop(f"raw.{PROVIDER_ADJUSTMENTS}")
    given = [tuple(WITHOUT if cell == "ICN-0" else cell for cell in row) for row in as_before]
    assert given != as_before and sorted(map(str, of_adjustments)) == sorted(map(str, given))
    assert now == without


def test_it_goes_from_a_base_and_from_what_adds_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_to_bases(monkeypatch)
    store = tmp_path / "store"
    for trace, claim in (("T1", "A"), ("T2", "B")):
        path = tmp_path / f"{claim}.835"
        path.write_text(with_provider_adjustments(trace, claim))
        load.load_paths(store, [path])
    base, added = "denials-000001.duckdb", "denials-000002-on-000001.duckdb"
    give_number(store / base)
    give_number(store / added, "added")
    made_by_raw_version(store, 2, base, added)
    assert is_told_anywhere(store)
    load.refresh(store)
    assert not is_told_anywhere(store)
    assert snapshots.kept_snapshots(store) == (3, 2, 1)
    assert references(snapshots.current_path(store)) == [WITHOUT, WITHOUT, "REF-2", "REF-2"]
    assert all(snapshots.damage_of(store, n, database.reads_whole) == "" for n in (3, 2, 1))
