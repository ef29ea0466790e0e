"""Of a patient's name keyed hashes of parts are kept, and they tell patients apart as before."""

from __future__ import annotations

import hashlib
import hmac
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from analytics import database, load, snapshots
from analytics.database.patients import use_patient_key
from analytics.database.raw_tables import prepare_raw
from analytics.intake.column_words import canonical_columns
from analytics.vocabulary import DenialsError
from tests.given import a_claim, a_denied_claim, an_835
from tests.load.stores import Store
from tests.patient_keys import KEY, patient_key

OTHER_KEY = bytes(range(32, 64))
JANE, KATE = ("DOE", "JANE", "M001"), ("BROWN", "KATE", "M002")


@pytest.fixture(scope="module")
def keyed() -> Iterator[database.Connection]:
    with database.connect(None, read_only=False) as connection:
        database.prepare(connection, canonical_columns(), {}, KEY)
        yield connection


def key_of(connection: database.Connection, last: str | None, first: str | None) -> dict | None:
    ((key,),) = connection.execute(
        "select raw.patient_key_of($last, $first)", {"last": last, "first": first}
    ).fetchall()
    return key


@pytest.mark.parametrize("text", ["", "a", "ABC", "last name SMI", "é€", "x" * 200])
@pytest.mark.parametrize("key", [KEY, OTHER_KEY, bytes(32), b"\xff" * 32])
def test_sql_hashes_as_pythons_hmac_does(keyed: database.Connection, text: str, key: bytes) -> None:
    use_patient_key(keyed, key)
    ((made,),) = keyed.execute("select raw.keyed($text)", {"text": text}).fetchall()
    use_patient_key(keyed, KEY)
    first_eight = hmac.new(key, text.encode(), hashlib.sha256).digest()[:8]
    assert made == int.from_bytes(first_eight, "big")


@pytest.mark.parametrize(
    ("last", "first", "start", "letter"),
    [
        ("SMITH", "JOHN", "SMI", "J"),
        ("Smith-Jones", " john", "SMI", "J"),
        ("O'HARA", "MARY", "OHA", "M"),
        ("DE LA CRUZ", "ANA", "DEL", "A"),
        ("LI", "WEI", "LI", "W"),
        ("SMITH", None, "SMI", ""),
        (None, "JOHN", "", "J"),
        ("SMITH, JOHN", None, "SMI", "J"),  # both in the element of the last name
        ("123", "J", "", "J"),
    ],
)
def test_a_key_is_of_the_start_of_the_last_name_and_of_the_first_letter(
    keyed: database.Connection, last: str | None, first: str | None, start: str, letter: str
) -> None:
    assert key_of(keyed, last, first) == patient_key(start, letter)


@pytest.mark.parametrize("name", [(None, None), ("", ""), ("123", None)])
def test_there_is_no_key_where_there_is_no_name(
    keyed: database.Connection, name: tuple[str | None, str | None]
) -> None:
    assert key_of(keyed, *name) is None


SMITH_JOHN = patient_key("SMI", "J")


@pytest.mark.parametrize(
    ("other", "are_different"),
    [
        (SMITH_JOHN, False),
        (patient_key("SMI", "B"), False),  # Smith, Bill: the last name agrees
        (patient_key("JON", "J"), False),  # Jones, John: the first letter agrees
        (patient_key("JON", "B"), True),
        (patient_key("JON", ""), True),  # Jones without a first name: neither part agrees
        (patient_key("SMI", ""), False),
        (None, False),  # without a name nobody is told apart
        (patient_key("JON", "B", OTHER_KEY), False),  # of another key: not to be compared
    ],
)
def test_two_patients_differ_where_neither_part_of_the_name_agrees(
    keyed: database.Connection, other: dict | None, are_different: bool
) -> None:
    kind = "struct(key_id uinteger, last_name ubigint, first_letter ubigint)"
    ((found,),) = keyed.execute(
        f"select staging.are_different_patients($one::{kind}, $other::{kind})",
        {"one": SMITH_JOHN, "other": other},
    ).fetchall()
    assert found is are_different


def test_rows_are_not_taken_in_without_a_key() -> None:
    with database.connect(None, read_only=False) as connection:
        with pytest.raises(RuntimeError, match="use_patient_key"):
            prepare_raw(connection, canonical_columns())


# The key file


def test_a_key_of_32_bytes_is_made_at_the_first_load_and_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", tmp_path)
    store.load(files_of("A1", JANE))
    path = store.folder / "patients.key"
    first = path.read_bytes()
    assert len(first) == 32 and stat.S_IMODE(path.stat().st_mode) == 0o600
    store.load(files_of("A2", JANE))
    assert path.read_bytes() == first
    assert first not in b"".join(p.read_bytes() for p in store.folder.glob("*.duckdb"))
    assert first.hex().encode() not in b"".join(
        p.read_bytes() for p in store.folder.iterdir() if p != path
    )


def test_each_store_has_a_key_of_its_own(tmp_path: Path) -> None:
    keys = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        keys.add(snapshots.patient_key(tmp_path / name))
    assert len(keys) == 2


def test_a_damaged_key_stops_a_load_and_says_the_way_out(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", tmp_path)
    store.load(files_of("A1", JANE))
    (store.folder / "patients.key").write_bytes(b"short")
    with pytest.raises(DenialsError, match=r"5 bytes and not 32.*backup") as said:
        store.load(files_of("A2", JANE))
    assert str(said.value).count(". ") == 1
    assert store.rows("select count(*) from raw.remittance_835_claims") == [(1,)]


# What a killed load leaves


def test_what_a_killed_load_wrote_aside_is_removed_by_the_next_command(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", tmp_path)
    store.load(files_of("A1", JANE))
    left = store.folder / "work-killed" / "spill"
    left.mkdir(parents=True)
    (left / "duckdb_temp_storage.tmp").write_text("DOE JANE")
    with FileLock(store.folder / "load.lock"):
        load.refresh(store.folder)  # it may be of the load that runs now
        assert left.exists()
    load.refresh(store.folder)
    assert not left.parent.exists()
    assert {path.suffix for path in store.folder.iterdir()} == {
        ".json", ".duckdb", ".lock", ".key", ".sqlite", ".begun"
    }  # fmt: skip


# What a lost key means


@pytest.mark.parametrize(
    ("paid_for", "is_key_lost", "outcome"),
    [
        (JANE, False, "recovered"),
        (KATE, False, "open"),  # another patient under the number: another claim
        (JANE, True, "recovered"),  # nothing that was linked breaks
        (KATE, True, "recovered"),  # but patients before and after are not told apart
    ],
)
def test_a_lost_key_parts_no_claims_and_tells_no_patients_apart(
    tmp_path: Path, paid_for: tuple[str, str, str], is_key_lost: bool, outcome: str
) -> None:
    store = Store(tmp_path / "store", tmp_path)
    store.load(files_of("A1", JANE))
    if is_key_lost:
        (store.folder / "patients.key").unlink()
    paid = a_claim("A1", patient=paid_for)
    store.load({"paid.835": an_835(paid, trace="T2", date="20260316")})
    denied = "select outcome from marts.line_outcomes where is_denied"
    assert store.rows(denied) == [(outcome,)]


def files_of(number: str, patient: tuple[str, str, str]) -> dict[str, str]:
    """A remittance of one denied claim of a patient."""
    return {f"{number}.835": an_835(a_denied_claim(number, patient=patient), trace=number)}
