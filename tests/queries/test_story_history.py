"""The histories of the story (tests/story.py): what, when, for how much, and where it says so.

Segments are counted in the text of the file itself, from its ISA as 1.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.queries.conftest import House
from tests.story import segment_of

SENT, DOOR, RESENT, DOOR_2, MENDED = (
    date(2026, 2, 9), date(2026, 2, 10), date(2026, 2, 23), date(2026, 2, 24), date(2026, 3, 9)
)  # fmt: skip
FIRST, SECOND, THIRD = date(2026, 3, 2), date(2026, 3, 16), date(2026, 3, 30)
RED_HARBOR, YEAR_AFTER = date(2026, 4, 6), date(2027, 2, 8)

# How the history words what happens.
WORDS = {
    "sent": "Claim sent",
    "sent second": "Claim sent to second payer",
    "corrected": "Replacement sent",
    "voided": "Void sent",
    "accepted": "Accepted by payer",
    "accepted on the way": "Accepted by clearinghouse",
    "rejected": "Rejected by payer",
    "rejected on the way": "Rejected by clearinghouse",
    "refused": "Rejected by receiver",  # a 999 does not say whose it is
    "answered": "Processed as primary",
    "answered second": "Processed as secondary",
    "reversed": "Reversal",
}

Step = tuple[date, str, int, str, int]  # day, what, amount, file, segment


def sent(day: date, file: str, number: str, charge: int, what: str = "sent") -> Step:
    return (day, what, charge, file, segment_of(file, f"CLM*{number}*"))


def at_the_door(day: date, file: str, number: str, charge: int, what: str) -> Step:
    return (day, what, charge, file, segment_of(file, "STC*", after=f"TRN*2*{number}"))


def answered(day: date, file: str, number: str, paid: int, what: str = "answered") -> Step:
    return (day, what, paid, file, segment_of(file, f"CLP*{number}*"))


HISTORIES: dict[str, list[Step]] = {
    "CLEAN": [
        sent(SENT, "claims_0209", "CLEAN", 100),
        at_the_door(DOOR, "door_0210", "CLEAN", 100, "accepted"),
        answered(FIRST, "remit_0302", "CLEAN", 80),
    ],
    "REJECTED": [
        sent(SENT, "claims_0209", "REJECTED", 150),
        at_the_door(DOOR, "door_0210", "REJECTED", 150, "rejected"),
        sent(RESENT, "claims_0223", "REJECTED", 150),
        at_the_door(DOOR_2, "door_0224", "REJECTED", 150, "accepted on the way"),
        answered(SECOND, "remit_0316", "REJECTED", 120),
    ],
    "FIXED-2": [
        sent(SENT, "claims_0209", "FIXED-1", 200),
        at_the_door(DOOR, "door_0210", "FIXED-1", 200, "accepted"),
        answered(FIRST, "remit_0302", "FIXED-1", 0),
        sent(MENDED, "claims_0309", "FIXED-2", 200, "corrected"),
        answered(SECOND, "remit_0316", "FIXED-2", 160),
    ],
    "THRICE": [
        sent(SENT, "claims_0209", "THRICE", 100),
        at_the_door(DOOR, "door_0210", "THRICE", 100, "accepted"),
        answered(FIRST, "remit_0302", "THRICE", 0),
        sent(MENDED, "claims_0309", "THRICE", 100, "corrected"),
        answered(SECOND, "remit_0316", "THRICE", 0),
        answered(THIRD, "remit_0330", "THRICE", 0),
    ],
    "REVERSED": [
        sent(SENT, "claims_0209", "REVERSED", 130),
        at_the_door(DOOR, "door_0210", "REVERSED", 130, "accepted"),
        answered(FIRST, "remit_0302", "REVERSED", 80),
        answered(SECOND, "remit_0316", "REVERSED", -80, "reversed"),
        answered(THIRD, "remit_0330", "REVERSED", 105),
    ],
    "VOIDED": [
        sent(SENT, "claims_0209", "VOIDED", 90),
        at_the_door(DOOR, "door_0210", "VOIDED", 90, "accepted"),
        answered(FIRST, "remit_0302", "VOIDED", 70),
        sent(MENDED, "claims_0309", "VOIDED", 90, "voided"),
        answered(SECOND, "remit_0316", "VOIDED", -70, "reversed"),
    ],
    "BOTH": [
        sent(SENT, "claims_0209", "BOTH", 250),
        at_the_door(DOOR, "door_0210", "BOTH", 250, "accepted"),
        answered(FIRST, "remit_0302", "BOTH", 150),
        sent(MENDED, "claims_0309", "BOTH", 250, "sent second"),
        answered(RED_HARBOR, "remit_0330", "BOTH", 50, "answered second"),
    ],
    "WARD": [
        sent(SENT, "claims_0209", "WARD", 1000),
        at_the_door(DOOR, "door_0210", "WARD", 1000, "accepted"),
        answered(FIRST, "remit_0302", "WARD", 600),
    ],
    "SPLIT": [
        sent(SENT, "claims_0209", "SPLIT", 300),
        at_the_door(DOOR, "door_0210", "SPLIT", 300, "accepted"),
        answered(FIRST, "remit_0302", "SPLIT", 100),
        answered(SECOND, "remit_0316", "SPLIT", 0),
    ],
    "REFUSED-A": [
        sent(SENT, "claims_0209", "REFUSED-A", 95),
        (DOOR, "refused", 95, "refused_0210", segment_of("refused_0210", "AK2*")),
        sent(RESENT, "claims_0223", "REFUSED-A", 95),
        at_the_door(DOOR_2, "door_0224", "REFUSED-A", 95, "accepted on the way"),
        answered(SECOND, "remit_0316", "REFUSED-A", 76),
    ],
    "LOST": [
        sent(RESENT, "claims_0223", "LOST", 55),
        # Two statuses, side by side.
        at_the_door(DOOR_2, "door_0224", "LOST", 55, "rejected on the way"),
        (
            DOOR_2,
            "rejected on the way",
            55,
            "door_0224",
            segment_of("door_0224", "STC*A7:33", after="TRN*2*LOST"),
        ),
    ],
    "TWICE": [
        sent(SENT, "claims_0209", "TWICE", 65),
        at_the_door(DOOR, "door_0210", "TWICE", 65, "rejected"),
        sent(RESENT, "claims_0223", "TWICE", 65),
        at_the_door(DOOR_2, "door_0224", "TWICE", 65, "rejected on the way"),
        sent(MENDED, "claims_0309", "TWICE", 65),
        answered(THIRD, "remit_0330", "TWICE", 52),
    ],
}


@pytest.mark.parametrize("number", HISTORIES)
def test_the_history_of_a_claim_is_told_in_order(story: House, number: str) -> None:
    told = story.ask("claim_history", claim=number)
    steps = told[told.event.isin(WORDS.values())]
    assert [
        (row.event_date.date(), row.event, row.amount, row.file_name.split(".")[0],
         row.segment_number) for row in steps.itertuples()
    ] == [
        (day, WORDS[what], amount, file, segment)
        for day, what, amount, file, segment in HISTORIES[number]
    ]  # fmt: skip


def test_the_history_tells_the_lines_of_an_answer_after_it(story: House) -> None:
    told = story.ask("claim_history", claim="REVERSED")
    answer = segment_of("remit_0302", "CLP*REVERSED*")
    first = told[told.file_name.str.startswith("remit_0302")]
    # CLP, NM1 QC, NM1 82, SVC, DTM, CAS, SVC, DTM, CAS: segments 0 to 8 from the CLP on.
    assert [
        (row.event, row.amount, row.segment_number - answer) for row in first.itertuples()
    ] == [
        ("Processed as primary", 80, 0),
        ("Line allowed", 80, 3),
        ("Adjustment", 20, 5),
        ("Line denied", 0, 6),
        ("Denial reason", 30, 8),
    ]  # fmt: skip


def test_the_histories_of_a_number_used_again_are_both_told(story: House) -> None:
    told = story.ask("claim_history", claim="REUSED")
    submitted = told[told.event == WORDS["sent"]]
    assert [day.date() for day in submitted.event_date] == [SENT, YEAR_AFTER]
