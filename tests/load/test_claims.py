"""Claims (837) and acknowledgments (277CA, 999) taken in: counted, known again, refused if cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from sample_data.x12 import Segment
from tests.given_claims import a_file_of, a_group_of_acknowledgments, rejected
from tests.load.remittances import a_file, a_set
from tests.load.stores import Intake, QuickHouse

GOLDEN = Path(__file__).parents[1] / "golden"
CLAIMS = (GOLDEN / "every_field.837").read_bytes()
ACKNOWLEDGMENT = (GOLDEN / "every_field.277ca").read_bytes()
ANSWER = (GOLDEN / "every_field.999").read_bytes()


def sets_of(text: bytes, *places: int) -> bytes:
    """The golden 837 with some of its three groups only."""
    isa, *groups, _ = text.split(b"GS*HC")
    tail = text[text.index(b"IEA*") :]
    parts = [*groups, text[text.rindex(b"GS*HC") + 5 : text.index(b"IEA*")]]
    return isa + b"".join(b"GS*HC" + parts[place] for place in places) + tail


def in_another_envelope(text: bytes) -> bytes:
    """The same sets with other control numbers of interchange and groups, and other newlines."""
    for old, new in (
        (b"*00000007", b"*00000009"),
        (b"*7*X*", b"*70*X*"),
        (b"GE*1*7~", b"GE*1*70~"),
    ):
        text = text.replace(old, new)
    return text.replace(b"\n", b"\r\n")


def test_files_are_called_and_counted_by_what_is_in_them(intake: Intake) -> None:
    remittance = a_set("T9", paid=["A", "B"])
    mixed = a_file(remittance) + ACKNOWLEDGMENT.decode()
    report = intake.load(
        {
            "p.837": sets_of(CLAIMS, 0),
            "i.837": sets_of(CLAIMS, 1),
            "d.837": sets_of(CLAIMS, 2),
            "mixed.edi": mixed,
            "answer.999": ANSWER,
        }
    )
    told = [
        (
            file.kind,
            file.status,
            file.transaction_set_count,
            file.claim_count,
            file.line_count,
            file.adjustment_count,
        )
        for file in report.files
    ]
    assert told == [
        ("837P", "loaded", 1, 2, 3, 0),
        ("837I", "loaded", 1, 1, 2, 0),
        ("837D", "loaded", 1, 1, 1, 0),
        # Two claims of the remittance with a line each, two of the acknowledgment.
        ("277CA+835", "loaded", 2, 4, 2, 0),
        ("999", "loaded", 1, 0, 0, 0),
    ]
    assert intake.rows("select count(*) from staging.claims") == [(4,)]
    assert intake.rows("select count(*) from staging.acknowledged_claims") == [(2,)]


@pytest.mark.parametrize("text", [CLAIMS, ACKNOWLEDGMENT, ANSWER], ids=["837", "277CA", "999"])
def test_the_same_sets_in_another_envelope_are_a_duplicate(intake: Intake, text: bytes) -> None:
    first = intake.load_one("first.edi", text)
    again = intake.load_one("again.edi", in_another_envelope(text))
    copy = intake.load_one("copy.edi", text)

    assert (first.status, again.status, copy.status) == ("loaded", "duplicate", "duplicate")
    assert "loaded before from another file; nothing was added." in again.message
    assert (again.claim_count, again.line_count) == (first.claim_count, first.line_count)


def test_claims_told_before_in_the_same_batch_count_once(intake: Intake) -> None:
    # The batch again, with a claim more: PCN-1 and PCN-2 are known, PCN-9 is new.
    claim = CLAIMS[CLAIMS.index(b"CLM*PCN-2") : CLAIMS.index(b"SE*64")]
    more = sets_of(CLAIMS, 0).replace(claim, claim + claim.replace(b"PCN-2", b"PCN-9"))
    intake.load_one("first.837", sets_of(CLAIMS, 0))
    report = intake.load_one("more.837", more)

    assert (report.status, report.claim_count) == ("loaded", 3)
    assert report.message == (
        "2 claims were loaded before with the same batch of claims, and counted once."
    )
    numbers = "select patient_control_number from staging.claims order by 1"
    assert intake.rows(numbers) == [("PCN-1",), ("PCN-2",), ("PCN-9",)]
    assert intake.rows("select count(*) from staging.service_lines") == [(4,)]


def test_sets_told_before_among_new_ones_are_counted_as_sets(intake: Intake) -> None:
    # A clearinghouse that sends the week so far each day: of three sets two are known, and the
    # claims of the first, two, are not one.
    def acknowledged(batch: str, *numbers: str) -> list[Segment]:
        return a_group_of_acknowledgments(*map(rejected, numbers), batch=batch)

    first, second = acknowledged("101", "A1", "A2"), acknowledged("102", "A3")
    intake.load_one("monday.277", a_file_of(first, second))
    week = intake.load_one("week.277", a_file_of(first, second, acknowledged("103", "A4")))
    again = intake.load_one("again.277", a_file_of(second, acknowledged("104", "A5")))

    assert (week.status, week.claim_count) == ("loaded", 4)
    assert week.message == "2 acknowledgments were loaded before, and counted once."
    assert again.message == "1 acknowledgment was loaded before, and counted once."
    assert intake.findings("again.277") == {
        ("told_before", 1, None, "the whole set", "a set not loaded before")
    }
    assert intake.rows("select count(*) from staging.acknowledged_claims") == [(5,)]


def test_a_claim_sent_again_in_another_batch_counts_again(intake: Intake) -> None:
    intake.load_one("first.837", sets_of(CLAIMS, 0))
    report = intake.load_one("later.837", sets_of(CLAIMS, 0).replace(b"BATCH77", b"BATCH99"))

    assert report.status == "loaded"
    assert intake.rows("select count(*) from staging.claims") == [(4,)]


@pytest.mark.parametrize("text", [sets_of(CLAIMS, 1), ACKNOWLEDGMENT, ANSWER], ids=str)
def test_what_is_cut_off_is_never_taken_for_the_whole(quick_house: QuickHouse, text: bytes) -> None:
    start, end = text.index(b"ST*") + 15, text.index(b"\nSE*")
    cuts = {f"{cut}.edi": text[:cut] for cut in range(start, end, 7)}

    for name, taken in quick_house.take(cuts).items():
        assert taken.report.status == "refused", name
        assert "is truncated: it ends inside" in taken.report.message


def test_a_999_that_lacks_nothing_but_its_end_loads(intake: Intake) -> None:
    # AK9 (segment 13) sums the answer up: what follows it is envelope only.
    report = intake.load_one("answer.999", ANSWER[: ANSWER.index(b"SE*")])

    assert (report.status, report.transaction_set_count) == ("loaded", 1)
    assert intake.findings("answer.999") == {
        ("missing_se", 1, 13, "the end of the file", "SE"),
        ("missing_trailer", None, 13, "the end of the file", "GE"),
        ("missing_trailer", None, 13, "the end of the file", "IEA"),
    }
    assert intake.rows("select answer_code from staging.acknowledged_sets order by 1") == [
        ("A",),
        ("R",),
    ]


def test_nothing_of_a_cut_batch_stays(intake: Intake) -> None:
    whole = sets_of(CLAIMS, 0)
    report = intake.load_one("cut.837", whole[: whole.index(b"LX*1~\nSV1*HC:99212")])

    assert (report.status, report.kind, report.claim_count) == ("refused", "837P", 0)
    assert report.message == (
        "cut.837 is truncated: it ends inside batch of claims 1, after segment 63. "
        "It was not loaded; download it again."
    )
    assert intake.rows("select count(*) from raw.claim_837_levels") == [(0,)]


def test_what_is_odd_in_claims_is_said(intake: Intake) -> None:
    text = (
        sets_of(CLAIMS, 0)
        .replace(b"*200*UN*1.5", b"*200*UN*one")  # line 1 of PCN-1, segment 44
        .replace(b"CLM*PCN-2*50***22:B:1*", b"CLM**60****")  # segment 62
        .replace(b"DTP*472*D8*20261001", b"DTP*472*D8*20261301")  # line 2 of PCN-1
    )
    intake.load_one("odd.837", text)

    assert intake.findings("odd.837") == {
        ("unreadable_amount", 1, 43, "3 letters", "a number"),
        ("unreadable_date", 1, 51, "8 digits", "a day as CCYYMMDD"),
        ("missing_control_number", 1, 62, "no patient control number", "CLM01"),
        ("missing_place", 1, 62, "no place of service or bill type", "CLM05"),
        # 50 is what its line charges.
        ("charge_out_of_balance", 1, 62, "50.00", "60.00"),
        ("wrong_count", None, 68, "3", "1"),  # IEA: one group is left of three
    }


def test_golden_claims_and_acknowledgments_have_nothing_odd(intake: Intake) -> None:
    for name, text in {"a": CLAIMS, "b": ACKNOWLEDGMENT, "c": ANSWER}.items():
        assert intake.load_one(name, text).finding_count == 0, intake.findings(name)
