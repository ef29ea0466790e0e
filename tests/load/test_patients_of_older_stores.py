"""What older versions kept of patients is gone once a store is brought up to date.

The patients of `tests/golden/store_of_0_1_0.zip`, by the golden files it was made from: names,
member, group and record numbers, birth dates.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from analytics import database, load, snapshots
from analytics.load import LoadReport
from tests.load.stores import put_older_store
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
