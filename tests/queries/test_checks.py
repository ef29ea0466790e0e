"""Every standing check finds its fault when one is planted, and none in a sound store."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from analytics import database, load, notebook, snapshots
from analytics.__main__ import main
from analytics.database import slices
from analytics.load import loading
from analytics.vocabulary import DenialsError
from tests.given import a_claim, a_denied_claim, a_reversal_of, an_835
from tests.queries.conftest import House
from tests.queries.corruptions import CORRUPTIONS, FILES, of

# How many chains there are, and of how many payers.
CHAINS = """
    select count(distinct chain_number), count(distinct payer_name)
    from marts.remitted_claims
"""


@pytest.fixture(scope="module")
def house(new_house: Callable[[], House]) -> Iterator[House]:
    house = new_house()
    report = house.load(**FILES)
    assert {file.status for file in report.files} == {"loaded"}, report
    yield house
    house.connection.close()


@pytest.fixture(scope="module")
def breakable(
    house: House, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[database.Connection]:
    """The same models, open for breaking; planned as in a small load."""
    published = snapshots.current_path(house.store)
    assert published is not None
    path: Path = tmp_path_factory.mktemp("broken") / "copy.duckdb"
    shutil.copyfile(published, path)
    with database.connect(path, read_only=False, has_few_rows=True) as connection:
        yield connection


@pytest.fixture
def another(house: House, tmp_path: Path) -> House:
    """A copy of the store that a test may change."""
    shutil.copytree(house.store, tmp_path / "store")
    return House(tmp_path)


def found_by(checks: list[database.CheckResult]) -> dict[str, int]:
    """The checks that found something, and how many rows."""
    return {each.check_name: each.offending_row_count for each in checks if each.first_rows}


def plant(monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    """From now on every load and rebuild judges with this fault."""
    for name in ("build_models", "judge_load"):
        monkeypatch.setattr(loading.database, name, breaking(getattr(database, name), fault))


def breaking(judge: Callable, fault: str) -> Callable:
    """A way of judging, with this fault at its end."""

    def judge_broken(connection: database.Connection, *said: Any, **named: Any) -> object:
        weeks = judge(connection, *said, **named)
        connection.execute(fault)
        return weeks

    return judge_broken


def test_a_sound_store_has_no_faults_and_every_check_says_what_it_checks(house: House) -> None:
    checks = load.check(house.store)
    assert found_by(checks) == {}
    names = [file.path.stem for file in database.check_files()]
    assert [each.check_name for each in checks] == names
    assert all(each.title.endswith(".") for each in checks)


def test_every_check_is_shown_to_find_a_fault() -> None:
    shown = {check for check, _ in CORRUPTIONS.values()}
    assert {file.path.stem for file in database.check_files()} == shown


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_planted_corruption_is_found(breakable: database.Connection, name: str) -> None:
    check, fault = CORRUPTIONS[name]
    breakable.execute("begin")
    try:
        breakable.execute(fault)
        assert check in found_by(database.run_checks(breakable, names=[check]))
    finally:
        breakable.execute("rollback")


def test_a_fault_is_reported_with_its_first_rows_and_without_a_control_number(
    breakable: database.Connection,
) -> None:
    breakable.execute("begin")
    try:
        breakable.execute("update marts.remitted_lines set carc_code = null where is_denied")
        checks = {each.check_name: each for each in database.run_checks(breakable)}
    finally:
        breakable.execute("rollback")
    fault = checks["denied_lines_without_reason"]
    # A1, both lines of WHOLE, PART, TWO, NEVER three times, AGAIN twice, GIVEN, OPEN, PATIENT,
    # CLAWED, RED: 1 + 2 + 1 + 1 + 3 + 2 + 1 + 1 + 1 + 1 + 1.
    assert fault.offending_row_count == 15
    assert len(fault.first_rows["denied_amount"]) == 3
    assert "WHOLE" not in "".join(str(each.first_rows) for each in checks.values())


def test_checks_leave_nothing_behind(breakable: database.Connection) -> None:
    database.run_checks(breakable)
    left = breakable.execute("select table_name from duckdb_tables() where temporary").fetchall()
    assert left == []


def test_a_load_that_breaks_an_identity_is_not_published_and_says_so_in_one_sentence(
    another: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshots.current_snapshot(another.store)
    plant(monkeypatch, f"update marts.line_outcomes set charge_amount = 1 {of('Z1')}")
    with pytest.raises(DenialsError) as refusal:
        another.load(new=an_835(a_claim("Z1"), trace="Z", date="20260323"))
    sentence = str(refusal.value)
    assert "check outcomes_unlike_their_answer found 1 row" in sentence
    assert "nothing was published and the current data is unchanged" in sentence
    assert sentence.count(".") == 1
    assert snapshots.current_snapshot(another.store) == before
    assert another.rows("select 1 from marts.remitted_claims " + of("Z1")) == []
    another.connection.close()


def test_the_command_line_says_it_and_ends_with_1(
    another: House,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    another.connection.close()
    plant(monkeypatch, f"update marts.remitted_claims set paid_amount = 1 {of('Z1')}")
    path = tmp_path / "new.835"
    path.write_text(an_835(a_claim("Z1"), trace="Z", date="20260323"))
    assert main(["load", str(path), "--database", str(another.store)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "check claims_unlike_their_file found 1 row" in " ".join(said.err.split())


def test_definitions_that_would_break_an_identity_are_not_published_either(
    another: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshots.current_snapshot(another.store)
    plant(monkeypatch, f"update marts.line_outcomes set owner = 'Nobody' {of('A1')}")
    with pytest.raises(DenialsError, match="outcomes_unlike_their_answer"):
        another.rebuild()
    assert snapshots.current_snapshot(another.store) == before


def test_after_an_edit_only_the_claims_are_looked_at_that_it_decides_otherwise(
    another: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A1 was denied with CARC 97, OPEN with 16.
    notebook.save_carc_rule(another.store, notebook.CarcRule("97", owner="Front desk"))
    with monkeypatch.context() as patch:
        plant(patch, f"update marts.line_outcomes set owner = 'Nobody' {of('A1')}")
        with pytest.raises(DenialsError, match="outcomes_unlike_their_answer"):
            another.rebuild()
    plant(monkeypatch, f"update marts.line_outcomes set owner = 'Nobody' {of('OPEN')}")
    another.rebuild()
    assert found_by(load.check(another.store)) == {"outcomes_unlike_their_answer": 1}
    another.connection.close()


def test_a_load_looks_at_all_answers_to_the_claims_it_brings_something_of(
    another: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    # OPEN was denied on 2 March; the load brings its payment of 23 March.
    plant(monkeypatch, f"update marts.remitted_lines set carc_code = '50' {of('OPEN')}")
    with pytest.raises(DenialsError, match="check "):
        another.load(new=an_835(a_claim("OPEN", icn="O2"), trace="Z", date="20260323"))
    another.connection.close()


def test_a_load_does_not_look_at_claims_it_brings_nothing_of_but_check_does(
    another: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch, f"update marts.line_outcomes set owner = 'Nobody' {of('OPEN')}")
    report = another.load(new=an_835(a_claim("Z1"), trace="Z", date="20260323"))
    assert [file.status for file in report.files] == ["loaded"]
    assert found_by(load.check(another.store)) == {"outcomes_unlike_their_answer": 1}
    another.connection.close()


def test_what_each_load_touched_is_as_sound_as_the_whole(new_house: Callable[[], House]) -> None:
    house = new_house()
    for names in (("march_9", "sent"), ("march_2", "other_payer"), ("march_16", "acknowledged")):
        house.load(**{name: FILES[name] for name in names})
    loads = [number for (number,) in house.rows("select distinct load_number from raw.files")]
    assert len(loads) == 3
    for load_number in loads:
        assert found_by(database.run_checks(house.connection, load_number)) == {}
    house.connection.close()


def test_a_payer_under_two_names_may_answer_one_claim_without_its_number_too(
    judged: Callable[..., House],
) -> None:
    # The second file lost the payer's name, so its payer is the sender of the payment (TRN03);
    # both answer under the payer's number B-1, and the second answers once more without one.
    first = a_claim("R-1", icn="B-1")
    named = an_835(first, payer="BEACON MUTUAL", trace="T1")
    nameless = an_835(
        a_reversal_of(first), a_denied_claim("R-1", icn=""), payer="BEACON MUTUAL", trace="T2"
    ).replace("N1*PR*BEACON MUTUAL", "N9*PR*BEACON MUTUAL")
    house = judged(named, nameless)
    assert found_by(database.run_checks(house.connection)) == {}
    assert house.connection.execute(CHAINS).fetchall() == [(1, 2)]


# Found where all claims are looked at at once: by `denials check`, and by loads of one slice.
FOUND_WHOLE = {"claim moved into another chain everywhere", "a claim that no file has"}


def test_a_sound_store_has_no_faults_in_any_slice(house: House) -> None:
    found = database.run_checks(house.connection, slice_count=5)
    assert found_by(found) == {}
    assert [each.check_name for each in found] == [
        file.path.stem for file in database.check_files()
    ]


@pytest.mark.parametrize("name", sorted(CORRUPTIONS.keys() - FOUND_WHOLE))
def test_a_planted_corruption_is_found_in_its_slice(
    breakable: database.Connection, name: str
) -> None:
    check, fault = CORRUPTIONS[name]
    breakable.execute("begin")
    try:
        breakable.execute(fault)
        assert check in found_by(database.run_checks(breakable, names=[check], slice_count=2))
    finally:
        breakable.execute("rollback")


def test_a_load_of_many_claims_is_checked_in_slices(
    new_house: Callable[[], House], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "CLAIMS_OF_SLICE", 12)
    house = new_house()
    report = house.load(**FILES)
    assert {file.status for file in report.files} == {"loaded"}
    assert database.check_slices_of(house.connection, None, is_edited=False) > 2
    plant(monkeypatch, "update marts.remitted_lines set carc_code = null where is_denied")
    with pytest.raises(DenialsError, match="check denied_lines_without_reason found"):
        load.rebuild(house.store)
    house.connection.close()
