"""Loaded before: the same remittance and the same claim, to the cent, count once."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from analytics.database import run_checks
from analytics.load import check
from tests.load.stores import Intake, QuickHouse, Store

ISA = (
    "ISA*00*          *00*          *ZZ*CEDAR          *ZZ*PRACTICE       "
    "*261001*1200*^*00501*{number:09d}*0*P*:"
)
CASES = Path(__file__).parents[1] / "cases"


def a_claim(
    own: str = "A1",
    icn: str = "K1",
    charge: str = "100",
    paid: str = "80",
    day: str = "20260901",
    status: str = "1",
    procedure: str = "99213",
    carc: str = "45",
) -> str:
    """A claim of one line whose adjustment is what was not paid."""
    left = f"{float(charge) - float(paid):g}"
    return (
        f"CLP*{own}*{status}*{charge}*{paid}**12*{icn}*11*1~SVC*HC:{procedure}*{charge}*{paid}**1~"
        f"DTM*472*{day}~CAS*CO*{carc}*{left}~"
    )


def an_835(
    *claims: str,
    trace: str = "T1",
    payer: str = "CEDAR HEALTH",
    payer_id: str = "",
    amount: str = "80",
    number: int = 1,
) -> str:
    """One remittance in one file; `number` makes the same content another file."""
    n1 = f"N1*PR*{payer}" + (f"*XV*{payer_id}" if payer_id else "")
    body = f"BPR*I*{amount}*C*CHK************20261001~TRN*1*{trace}*1512345678~{n1}~LX*1~"
    body += "".join(claims)
    count = 2 + body.count("~")
    return (
        f"{ISA.format(number=number)}~GS*HP*A*P*20261001*1200*{number}*X*005010X221A1~"
        f"ST*835*0001~{body}SE*{count}*0001~GE*1*{number}~IEA*1*{number:09d}~"
    )


def kept(house: QuickHouse, *files: str) -> list[list[str]]:
    """The control numbers of the claims each file keeps, loaded in this order."""
    taken = house.take({f"{place}.835": text for place, text in enumerate(files)})
    return [file.claims for file in taken.values()]


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ({}, {"payer": "Cedar  Health, Inc."}),
        ({"payer": "THE CEDAR HEALTH CO"}, {"payer": "CEDAR HEALTH"}),
        ({"payer_id": "C1"}, {"payer": "CEDAR HEALTH PLANS OF OHIO", "payer_id": "C1"}),
        ({"payer_id": "C1"}, {}),
    ],
)
def test_the_payer_of_a_remittance_is_known_by_its_id_else_by_its_name_however_spelled(
    quick_house: QuickHouse, first: dict[str, str], again: dict[str, str]
) -> None:
    files = an_835(a_claim(), **first), an_835(a_claim(), **again, number=2)

    assert kept(quick_house, *files) == [["A1"], []]
    assert kept(quick_house, *reversed(files)) == [["A1"], []]


@pytest.mark.parametrize(
    "other",
    [
        {"trace": "T2"},
        {"amount": "90"},
        {"payer": "BIRCH HEALTH"},
    ],
)
def test_another_payer_trace_or_amount_is_another_remittance(
    quick_house: QuickHouse, other: dict[str, str]
) -> None:
    assert kept(quick_house, an_835(a_claim()), an_835(a_claim(), **other, number=2)) == [
        ["A1"],
        ["A1"],
    ]


def test_one_id_for_two_names_is_one_payer_and_two_ids_for_one_name_are_two(
    quick_house: QuickHouse,
) -> None:
    two = an_835(a_claim(), payer_id="C1"), an_835(a_claim(), payer_id="C2", number=2)

    assert kept(quick_house, *two) == [["A1"], ["A1"]]


@pytest.mark.parametrize("other", [{"icn": "K2"}, {"day": "20260902"}])
def test_another_number_of_the_payer_or_another_day_is_another_claim(
    quick_house: QuickHouse, other: dict[str, str]
) -> None:
    """Control number and amounts coincide: visits of one account at one fee."""
    assert kept(quick_house, an_835(a_claim()), an_835(a_claim(**other), number=2)) == [
        ["A1"],
        ["A1"],
    ]


@pytest.mark.parametrize("own", ["0", "", "XXXXXXX"])
def test_a_claim_without_a_number_is_unknown_and_never_told_before(
    quick_house: QuickHouse, own: str
) -> None:
    unknown = a_claim(own=own, icn="")

    first, again = kept(quick_house, an_835(unknown, unknown), an_835(unknown, a_claim(), number=2))
    assert (len(first), len(again)) == (2, 2)


def test_without_the_payers_number_the_control_number_tells_the_claim(
    quick_house: QuickHouse,
) -> None:
    files = an_835(a_claim(icn="")), an_835(a_claim(icn=""), a_claim("A2", icn=""), number=2)

    assert kept(quick_house, *files) == [["A1"], ["A2"]]


def test_a_claim_repeated_within_its_remittance_counts_once_with_a_finding(intake: Intake) -> None:
    report = intake.load_one("twice.835", an_835(a_claim(), a_claim(), amount="160"))

    assert (report.status, report.claim_count) == ("loaded", 2)
    assert report.message == "1 claim was repeated within the remittance, and counted once."
    assert intake.claim_counts()["twice.835"] == 1
    # ISA GS ST BPR TRN N1 LX, four segments of the first claim: the second opens at 12.
    assert ("repeated_claim", 1, 12, "1 of 2 claims", "each claim once") in intake.findings(
        "twice.835"
    )


def test_a_claim_taken_back_and_answered_alike_again_is_no_repetition(
    quick_house: QuickHouse,
) -> None:
    back = a_claim(charge="-100", paid="-80", status="22")

    assert kept(quick_house, an_835(a_claim(), back, a_claim())) == [["A1", "A1", "A1"]]
    # Told again as a whole, all three are known.
    again = an_835(a_claim(), back, a_claim(), number=2)
    assert kept(quick_house, an_835(a_claim(), back, a_claim()), again) == [["A1"] * 3, []]


def test_a_claim_told_again_with_other_money_is_kept_as_first_told_and_both_are_said(
    intake: Intake,
) -> None:
    intake.load_one("first of it.835", an_835(a_claim(), a_claim("A2", "K2")))
    again = an_835(a_claim(paid="70"), a_claim("A2", "K2"), a_claim("A3", "K3"), number=2)

    report = intake.load_one("again.835", again)
    assert report.status == "loaded"
    assert report.message == (
        "1 claim was loaded before with the same remittance, and counted once. "
        "1 claim was loaded before with other amounts; the first is kept."
    )
    assert intake.claim_counts()["again.835"] == 1
    both = "charge 100.00, paid 70.00", "charge 100.00, paid 80.00"
    assert ("told_with_other_money", 1, 8, *both) in intake.findings("again.835")


def test_a_file_whose_only_claim_was_told_with_other_money_stays_to_say_so(intake: Intake) -> None:
    intake.load_one("first of it.835", an_835(a_claim()))

    report = intake.load_one("again.835", an_835(a_claim(paid="70"), number=2))
    assert (report.status, report.finding_count) == ("loaded", 1)
    assert intake.rows("select sum(paid_amount) from staging.remitted_claims"
                      " where patient_control_number = 'A1'") == [(80,)]  # fmt: skip


def test_another_reason_for_the_same_money_is_told_as_other_money(intake: Intake) -> None:
    intake.load_one("first of it.835", an_835(a_claim()))
    intake.load_one("again.835", an_835(a_claim(carc="97"), number=2))

    found = "charge 100.00, paid 80.00, other lines or reasons"
    assert ("told_with_other_money", 1, 8, found, "charge 100.00, paid 80.00") in intake.findings(
        "again.835"
    )


def test_parts_of_one_claim_within_a_remittance_are_both_kept(quick_house: QuickHouse) -> None:
    parts = a_claim(charge="60", paid="40"), a_claim(charge="40", paid="40")

    assert kept(quick_house, an_835(*parts), an_835(*parts, number=2)) == [["A1", "A1"], []]


EXTRACT = (
    "Claim ID,Payer Claim Number,Payer,Check Number,Check Date,Service Date,CPT,Charge,Paid,"
    "Group Code,Reason Code,Adjustment Amount\n"
)


@pytest.mark.parametrize("icn", ["K1", ""])
@pytest.mark.parametrize("order", list(permutations(["r.835", "r.csv"])))
def test_an_extract_and_an_835_that_tell_of_one_remittance_count_its_claims_once(
    intake: Intake, icn: str, order: tuple[str, str]
) -> None:
    files = {
        "r.835": an_835(a_claim(), a_claim("A2", "K2", paid="0", carc="97")),
        "r.csv": EXTRACT
        + f"A1,{icn},Cedar Health,T1,2026-10-01,2026-09-01,99213,100,80,CO,45,20\n"
        + "A3,K3,Cedar Health,T1,2026-10-01,2026-09-01,99213,50,50,,,\n",
    }

    intake.load({name: files[name] for name in order})
    claims = "select patient_control_number from staging.remitted_claims order by 1"
    assert [own for (own,) in intake.rows(claims)] == ["A1", "A2", "A3"]


def test_the_totals_are_the_same_in_every_order_of_loading(quick_house: QuickHouse) -> None:
    files = {
        "a.835": an_835(a_claim(), a_claim("A2", "K2")),
        "b.835": an_835(a_claim("A2", "K2"), a_claim("A3", "K3"), payer="CEDAR HEALTH LLC"),
        "c.835": an_835(a_claim("A3", "K3"), a_claim(), a_claim(), number=3),
    }

    for order in permutations(files):
        taken = quick_house.take({name: files[name] for name in order})
        claims = sorted(claim for file in taken.values() for claim in file.claims)
        assert claims == ["A1", "A2", "A3"]


@pytest.mark.parametrize("name", ["told_twice_1.835", "told_twice_2.835"])
def test_what_load_accepts_check_accepts(store: Store, name: str) -> None:
    assert store.load_one(name, (CASES / name).read_bytes()).status == "loaded"

    checks = check(store.folder)
    assert [each.check_name for each in checks if each.offending_row_count] == []


@pytest.mark.parametrize(
    "files",
    [
        [an_835(a_claim(), a_claim())],
        [an_835(a_claim()), an_835(a_claim(), number=2)],
        [an_835(a_claim()), an_835(a_claim(paid="70"), number=2)],
        [an_835(a_claim(icn="")), an_835(a_claim(icn=""), payer="Cedar Health Inc", number=2)],
        [an_835(a_claim(own="0", icn=""), a_claim(own="0", icn=""))],
    ],
)
def test_no_repetition_that_load_leaves_is_a_fault_of_the_checks(
    intake: Intake, files: list[str]
) -> None:
    intake.load({f"{place}.835": text for place, text in enumerate(files)})

    for load_number in (None, 1):  # as `denials check` asks, and as the load does
        (found,) = run_checks(intake.house.connection, load_number, ["claims_loaded_twice"])
        assert found.offending_row_count == 0


def test_another_control_number_with_other_money_is_another_claim(quick_house: QuickHouse) -> None:
    files = an_835(a_claim()), an_835(a_claim("A2", paid="70"), number=2)

    assert kept(quick_house, *files) == [["A1"], ["A2"]]


def test_a_claim_told_alone_and_with_its_line_is_one_claim(quick_house: QuickHouse) -> None:
    alone = "CLP*A1*1*100*80**12*K1*11*1~CAS*CO*45*20~DTM*232*20260901~"

    assert kept(quick_house, an_835(alone), an_835(a_claim(), number=2)) == [["A1"], []]
    assert kept(quick_house, an_835(a_claim()), an_835(alone, number=2)) == [["A1"], []]
