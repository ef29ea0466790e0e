"""Claims refused at the door: how many, why, and which still wait. All worked by hand.

batch 101, 9 February    BLUE LANTERN: A1 let in; A2, A3 and A4 refused; A5 never heard of
                         RED RIVER: B1 and B2 refused by the clearinghouse, B3 let in
batch 102, 16 February   A2 let in; A3 refused again, for the member this time; B4 new, let in
batch 103, 16 February   C1 and C2 to RED RIVER, refused whole by a 999; a secondary, S1
2 March                  remittance: B2 paid, A5 refused as a duplicate; D1 nobody billed here
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pandas as pd
import pytest

from analytics.vocabulary import ReviewFilters
from tests.given import a_claim, a_denied_claim, an_835
from tests.given_claims import (
    a_277ca,
    a_999,
    a_billed_claim,
    a_billed_line,
    a_refused_set,
    accepted,
    an_837,
    rejected,
)
from tests.queries.conftest import House

BLUE, RED = "BLUE LANTERN", "RED RIVER"


def billed(number: str, charge: str, **said: object) -> object:
    """A claim of one line."""
    return a_billed_claim(number, [a_billed_line(charge=charge)], **said)


CHARGES = {"A1": "100.00", "A2": "200.00", "A3": "300.00", "A4": "40.00", "A5": "50.00"}
A = {number: billed(number, charge) for number, charge in CHARGES.items()}
B = {number: billed(number, "10.00", payer=RED, provider=("ECHO", "ADA", "1000000004"))
     for number in ("B1", "B2", "B3", "B4")}  # fmt: skip
C = [billed("C1", "7.00", payer=RED), billed("C2", "8.00", payer=RED)]
SECOND = billed("S1", "9.00", payer=RED, payer_order="S", other_payers=(("P", BLUE, "5.00"),))
NPI, MEMBER = ("A7", "562", "85"), ("A3", "33", "IL")
FILES = (
    an_837(*A.values(), B["B1"], B["B2"], B["B3"], batch="101", date="20260209"),
    a_277ca(
        accepted(A["A1"]),
        rejected(A["A2"], *NPI),
        rejected(A["A3"], *NPI, message="NPI IS NOT ENROLLED"),
        rejected(A["A4"], *MEMBER),
        batch="101",
        date="20260210",
    ),
    a_277ca(
        rejected(B["B1"], *MEMBER),
        rejected(B["B2"], *NPI),
        accepted(B["B3"]),
        batch="101",
        date="20260211",
        by="clearinghouse",
    ),
    an_837(A["A2"], A["A3"], B["B4"], batch="102", date="20260216"),
    a_277ca(
        accepted(A["A2"]),
        rejected(A["A3"], *MEMBER),
        accepted(B["B4"]),
        batch="102",
        date="20260217",
    ),
    an_837(*C, SECOND, batch="103", date="20260216"),
    a_999(a_refused_set("0001"), group="103", date="20260217"),
    an_835(
        a_claim(
            "B2", charge="10.00", paid="10.00", lines=[], provider=("ECHO", "ADA", "1000000004")
        ),
        payer=RED,
        trace="R1",
        date="20260302",
    ),
    an_835(a_denied_claim("A5", carc="18"), a_claim("D1"), trace="R2", date="20260302"),
)


@pytest.fixture(scope="module")
def doors(new_house: Callable[[], House]) -> Iterator[House]:
    """A house that has loaded the files above."""
    house = new_house()
    report = house.load(**{f"file_{place}": text for place, text in enumerate(FILES)})
    assert {file.status for file in report.files} == {"loaded"}, report
    yield house
    house.connection.close()


def told(answer: pd.DataFrame, *columns: str) -> list[tuple]:
    """Some columns of an answer, a missing value as None."""
    kept = answer[list(columns)].astype(object)
    return list(kept.where(kept.notna(), None).itertuples(index=False, name=None))


def test_a_claim_counts_once_as_sent_and_once_as_refused(doors: House) -> None:
    # BLUE: A1 to A5 sent (A5, refused as a duplicate later, was sent as well); A2, A3, A4 refused,
    # A3 twice; A3 and A4 wait. RED: B1 to B4, C1, C2 sent; B1, B2, C1, C2 refused; B2 was paid.
    answer = doors.ask("rejections_by_payer")
    assert told(
        answer,
        "payer_name",
        "submitted_claim_count",
        "rejected_claim_count",
        "waiting_claim_count",
        "submitted_charge_amount",
        "rejected_charge_amount",
        "waiting_charge_amount",
    ) == [(RED, 6, 4, 3, 55, 35, 25), (BLUE, 5, 3, 2, 690, 540, 340)]


def test_each_refused_claim_stands_once_under_its_first_refusal(doors: House) -> None:
    # A3 was refused for the provider's number first, for the member after: it stands under the
    # first. C1 and C2 went down with their set: IK5*R*5.
    answer = doors.ask("rejections_by_reason")
    assert told(
        answer,
        "payer_name",
        "status_category_code",
        "status_code",
        "entity_labels",
        "submitted_claim_count",
        "rejected_claim_count",
        "waiting_claim_count",
        "rejected_charge_amount",
    ) == [
        (BLUE, "A7", "562", "billing provider", 5, 2, 1, 500),
        (RED, "999", "5", "", 6, 2, 2, 15),
        (BLUE, "A3", "33", "subscriber", 5, 1, 1, 40),
        (RED, "A3", "33", "subscriber", 6, 1, 1, 10),
        (RED, "A7", "562", "billing provider", 6, 1, 0, 10),
    ]
    labels = dict(told(answer, "status_code", "status_label"))
    assert labels["562"] == "National provider number (NPI)"
    assert labels["33"] == "Member number of the subscriber not found"


def test_weeks_are_those_of_the_first_sending(doors: House) -> None:
    answer = doors.ask("weekly_rejections")
    assert told(
        answer, "claim_week", "payer_name", "submitted_claim_count", "rejected_claim_count"
    ) == [
        (pd.Timestamp("2026-02-09"), BLUE, 5, 3),
        (pd.Timestamp("2026-02-09"), RED, 3, 2),
        (pd.Timestamp("2026-02-16"), RED, 3, 2),
    ]


def test_every_breakdown_adds_up_to_the_same_total(doors: House) -> None:
    for question in ("rejections_by_payer", "rejections_by_reason", "weekly_rejections",
                     "rejections_by_refuser"):  # fmt: skip
        answer = doors.ask(question)
        assert answer["rejected_claim_count"].sum() == 7, question
        assert answer["waiting_claim_count"].sum() == 5, question
        assert answer["rejected_charge_amount"].sum() == 575, question
    assert len(doors.ask("rejected_claims")) == 7


def test_who_refused_and_what(doors: House) -> None:
    answer = doors.ask("rejections_by_refuser")
    assert told(
        answer, "rejected_by", "source", "rejected_level", "rejected_claim_count"
    ) == [
        ("payer", "277CA", "claim", 3),
        ("clearinghouse", "277CA", "claim", 2),
        ("receiver", "999", "set", 2),
    ]  # fmt: skip


def test_a_refused_claim_is_told_with_its_reason_and_how_long_it_waits(doors: House) -> None:
    # Seen on 2 March: 13 days after 17 February, 20 after the 10th, 19 after the
    # 11th. Waiting ones first, the largest charge on top.
    answer = doors.ask("rejected_claims", today=date(2026, 3, 2))
    assert told(
        answer,
        "patient_control_number",
        "rejected_submission_count",
        "status_code",
        "is_waiting",
        "is_resolved",
        "days_waiting",
        "charge_amount",
    ) == [
        ("A3", 2, "562", True, False, 13, 300),
        ("A4", 1, "33", True, False, 20, 40),
        ("B1", 1, "33", True, False, 19, 10),
        ("C2", 1, "5", True, False, 13, 8),
        ("C1", 1, "5", True, False, 13, 7),
        ("A2", 1, "562", False, True, None, 200),
        ("B2", 1, "562", False, True, None, 10),
    ]
    first = answer.iloc[0]
    assert (first["rejected_by"], first["rejected_level"]) == ("payer", "claim")
    assert first["owner"] == "Credentialing"
    assert pd.isna(first["message"])  # the free text of STC12 may name the patient: not kept
    assert (first["submission_date"], first["rejection_date"]) == (
        pd.Timestamp("2026-02-09"),
        pd.Timestamp("2026-02-10"),
    )
    assert first["file_name"] == "file_1.277"
    # ISA, GS, ST, BHT and 17 more down to A3's own STC: counted in the file's text.
    segments = FILES[1].split("~\n")
    assert segments[first["segment_number"] - 1].startswith("STC*A7:562:85*20260210*U*300.00")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"payers": (BLUE,)}, {BLUE: (5, 3)}),
        ({"providers": ("ECHO, ADA",)}, {RED: (4, 2)}),
        ({"first_week": date(2026, 2, 16)}, {RED: (3, 2)}),
        ({"last_week": date(2026, 2, 9)}, {BLUE: (5, 3), RED: (3, 2)}),
        # All were served on 2 February.
        ({"first_week": date(2026, 2, 9), "date_basis": "service"}, {}),
        ({"carcs": ("97",)}, {BLUE: (5, 3), RED: (6, 4)}),
        # S1, to the second payer, went down in the refused set.
        ({"include_secondary": True}, {BLUE: (5, 3), RED: (7, 5)}),
    ],
    ids=["payer", "provider", "from", "until", "by service", "reason", "secondary"],
)
def test_filters_narrow_claims_and_reasons_of_denial_do_not(
    doors: House, filters: dict, expected: dict
) -> None:
    answer = doors.ask("rejections_by_payer", ReviewFilters(**filters))
    counts = told(answer, "payer_name", "submitted_claim_count", "rejected_claim_count")
    assert {payer: rest for payer, *rest in map(tuple, counts)} == {
        payer: list(pair) for payer, pair in expected.items()
    }
