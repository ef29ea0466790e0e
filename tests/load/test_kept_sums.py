"""Sums of the store that a load adds to are those of all lines counted anew, after every load."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from analytics import database
from analytics.sql_files import sql_files
from tests.given import (
    Claim,
    a_claim,
    a_denied_claim,
    a_denied_line,
    a_line,
    a_reversal_of,
    an_835,
)
from tests.given_claims import a_billed_claim, a_billed_line, an_837
from tests.load.rebuilding import LoadedStore
from tests.load.stores import Row

KEPT = [file for file in sql_files("3_marts") if file.adds or file.again]
READ_FROM_THEM = ["filter_choices", "reasons", "remark_codes", "deadline_rules", "downcoded_lines"]
MARTS = sorted({*(file.path.stem for file in KEPT), *READ_FROM_THEM})


def paid(number: str, procedure: str, allowed: int, **said: object) -> Claim:
    """A claim of one line of $100, of which so much is paid."""
    cut = [("CO", "45", f"{100 - allowed}.00")] if allowed < 100 else []
    return a_claim(number, [a_line(procedure, adjustments=cut, **said)])


def denied(number: str, procedure: str, *remarks: str) -> Claim:
    return a_claim(number, [a_denied_line(procedure, remarks=remarks)])


VISITS = [paid(f"V{at}", "99214", allowed) for at, allowed in enumerate((50, 60, 60, 60, 70))]
ONLY = paid("ONLY", "20610", 80)
SENT = a_billed_claim("SENT", [a_billed_line("97110", units="4")])

# Each file is a load of its own. Weeks: 2, 9, 16, 23, 30 March 2026.
LOADS = {
    "first answers": an_835(
        *VISITS, ONLY, denied("D1", "99214", "N22"), trace="1", date="20260302"
    ),
    "denials": an_835(
        denied("D2", "99214"), denied("D3", "20610"), denied("D4", "11042", "N130"),
        paid("LOW", "99213", 45, submitted=["99214"]),
        trace="2", date="20260316",
    ),
    # Between the two above: what was known to be allowed for D4 is told closer than before.
    "late answers": an_835(paid("L1", "11042", 25), paid("L2", "99214", 90), trace="3",
                           date="20260309"),
    "a claim sent": an_837(SENT),
    "another payer, of one id": an_835(
        paid("R1", "11042", 30), a_denied_claim("R2", carc="50"),
        payer="RED HARBOR", payer_id="ID777", trace="4", date="20260316", trace_id="1999999999",
    ),
    # The first payer's name changes with it: RED HARBOR and RED HARBOR INC are one by their id.
    "a payer's longer name": an_835(
        paid("R3", "11042", 35), paid("R4", "99214", 35),
        payer="RED HARBOR, INC.", payer_id="ID777", trace="5", date="20260323",
        trace_id="1999999999",
    ),
    # All that 20610 was ever paid goes; so do lines of the week of the first answers.
    "taken back": an_835(a_reversal_of(ONLY), a_reversal_of(VISITS[0]), trace="6",
                         date="20260323"),
    "an answer to what was sent": an_835(
        a_claim("SENT", [a_denied_line("97110")]), trace="7", date="20260330"
    ),
    # Answered again: a denial is paid.
    "answered again": an_835(
        replace(paid("D3", "20610", 75), icn="ICND3"),
        trace="8", date="20260330",
    ),
    # Before the answer that paid it under a lower code: this one is the first, and paid as billed.
    "an earlier answer": an_835(
        replace(paid("LOW", "99214", 65), icn="ICNLOW"), trace="9", date="20260303"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The database after each of the loads."""
    store = LoadedStore(tmp_path_factory.mktemp("kept"))
    found = {}
    for at, (name, text) in enumerate(LOADS.items()):
        ending = "837" if text == LOADS["a claim sent"] else "835"
        (report,) = store.load({f"{at}.{ending}": text})
        assert report.status == "loaded", name
        found[name] = Path(shutil.copy(store.files.path, store.folder / f"after_{at}.duckdb"))
    return found


@pytest.fixture(scope="module", params=list(LOADS))
def judged_whole(
    request: pytest.FixtureRequest,
    stores: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[database.Connection]:
    """After a load: the marts as kept in schema kept, and all made anew in marts."""
    path = tmp_path_factory.mktemp("whole") / "whole.duckdb"
    shutil.copy(stores[request.param], path)
    with database.connect(path, read_only=False, has_few_rows=True) as connection:
        connection.execute("create schema kept")
        for mart in MARTS:
            connection.execute(f"create table kept.{mart} as from marts.{mart}")
        database.build_models(connection)
        yield connection


@pytest.mark.parametrize("mart", MARTS)
def test_what_a_load_keeps_is_what_all_judged_anew_gives(
    judged_whole: database.Connection, mart: str
) -> None:
    columns = ", ".join(row[0] for row in judged_whole.execute(f"describe marts.{mart}").fetchall())
    for one, other in (("kept", "marts"), ("marts", "kept")):
        apart = judged_whole.execute(
            f"select {columns} from {one}.{mart} except all select {columns} from {other}.{mart}"
        ).fetchall()
        assert apart == []


def rows(stores: dict[str, Path], after: str, question: str) -> list[Row]:
    with database.connect(stores[after]) as connection:
        return connection.execute(question).fetchall()


KNOWN = """
    select known_allowed.known_level, known_allowed.known_allowed_amount
    from marts.known_allowed
    inner join marts.line_outcomes
        using (line_id)
    where patient_control_number = 'D4'
"""


def test_a_late_answer_tells_an_earlier_load_what_was_known(stores: dict[str, Path]) -> None:
    # Of the first week: (50 + 60 + 60 + 60 + 70 + 80) / 600 of the charge; then 25 for the service.
    assert rows(stores, "denials", KNOWN) == [(4, Decimal("63.33"))]
    assert rows(stores, "late answers", KNOWN) == [(1, Decimal("25.00"))]


def test_a_sum_nothing_stands_behind_any_more_goes(stores: dict[str, Path]) -> None:
    weeks = (
        "select procedure_code, sum(line_count), sum(allowed_amount) from marts.allowed_weeks"
        " where remit_week = date '2026-03-02' group by procedure_code order by procedure_code"
    )
    before = [("20610", 1, Decimal("80.00")), ("99214", 5, Decimal("300.00"))]
    assert rows(stores, "first answers", weeks) == before
    assert rows(stores, "taken back", weeks) == [("99214", 4, Decimal("250.00"))]


def test_a_share_goes_with_the_last_line_paid_under_a_lower_code(stores: dict[str, Path]) -> None:
    shares = "select procedure_code, example_count, usual_share from marts.usual_shares"
    # 50, 60, 60, 60, 70 of 100; with the late 90 the middle is 60 still; BLUE's alone.
    assert rows(stores, "denials", shares) == [("99214", 5, pytest.approx(0.6))]
    assert rows(stores, "late answers", shares) == [("99214", 6, pytest.approx(0.6))]
    assert rows(stores, "an earlier answer", shares) == []


def test_a_renamed_payer_leaves_nothing_under_the_name_before(stores: dict[str, Path]) -> None:
    names = (
        "select distinct payer_name from marts.control_numbers where starts_with(payer_name, 'RED')"
    )
    assert len(rows(stores, "a payer's longer name", names)) == 1
