"""Every question of the review on one small house, whose numbers are worked out by hand below.

    claim  payer         week    procedure  modifiers  charge  answer
    B1     BLUE LANTERN   2 Mar  99213      25            100  CO-97 denied; 80 paid a week later
    B2     BLUE LANTERN   2 Mar  99213                    100  paid
    B3     BLUE LANTERN   2 Mar  99214      25 59         200  150 paid, CO-50 50 denied
    B4     BLUE LANTERN   9 Mar  87880                     30  CO-16 denied, remark M51
    R1     RED HARBOR     2 Mar  99213      25            100  PR-204 denied
    R2     RED HARBOR     9 Mar  99213                    100  paid
    R3     RED HARBOR     9 Mar  99214                    200  CO-97 denied
    R4     RED HARBOR     9 Mar  99214                    200  CO-45 takes it all: suspect

In view: 8 lines, $1,030 charged. Denied: B1 100 + B3 50 + B4 30 + R1 100 + R3 200 = 480, on lines
charged 100 + 200 + 30 + 100 + 200 = 630. Recovered: 80 of B1. Open: 50 + 30 + 100 + 200 = 380.

Apart: a duplicate, a secondary answer, a pended line, an estimate, a reversal of nothing loaded.
B3 and R3 are CHARLIE's, all others BRAVO's. B4 was rendered on 10 February, all others on the 2nd.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pandas as pd
import pytest

from analytics import database
from analytics.intake.column_words import canonical_columns
from analytics.vocabulary import ReviewFilters
from tests.given import a_claim, a_denied_claim, a_denied_line, a_line, a_reversal_of, an_835
from tests.queries.conftest import House

CHARLIE = ("CHARLIE", "MAX", "1999999992")
W1, W2 = date(2026, 3, 2), date(2026, 3, 9)
MONEY = [
    "adjudicated_line_count",
    "denied_line_count",
    "adjudicated_charge_amount",
    "denied_charge_amount",
    "denied_amount",
    "recovered_amount",
    "open_amount",
]
ALL = (8, 5, 1030, 630, 480, 80, 380)

BLUE_FIRST = [
    a_claim("B1", [a_denied_line(carc="97", modifiers=["25"])]),
    a_claim("B2"),
    a_claim(
        "B3",
        [a_line("99214", charge="200", modifiers=["25", "59"], adjustments=[("CO", "50", "50")])],
        provider=CHARLIE,
    ),
    a_denied_claim("D1", "18"),
    a_denied_claim("S1", "22", status="2"),
]
BLUE_SECOND = [
    a_claim("B1", [a_line(modifiers=["25"], adjustments=[("CO", "45", "20")])], icn="ICN-B1-2"),
    a_claim("B4", [a_denied_line("87880", "16", charge="30", remarks=["M51"])],
            service_date="20260210"),
]  # fmt: skip
RED_FIRST = [
    a_claim("R1", [a_denied_line(carc="204", group="PR", modifiers=["25"])], filing="MB"),
    a_reversal_of(a_claim("O1", filing="MB")),
]
RED_SECOND = [
    a_claim("R2", filing="MB"),
    a_claim("R3", [a_denied_line("99214", "97", charge="200")], filing="MB", provider=CHARLIE),
    a_claim("R4", [a_line("99214", charge="200", adjustments=[("CO", "45", "200")])], filing="MB"),
    a_claim("P1", [a_line(adjustments=[("OA", "133", "100")])], filing="MB"),
    a_claim("E1", status="25", filing="MB", paid="0"),
]


@pytest.fixture(scope="module")
def house(new_house: Callable[[], House]) -> Iterator[House]:
    house = new_house()
    house.load(
        blue_1=an_835(*BLUE_FIRST, payer="BLUE LANTERN", trace="B1", date="20260302"),
        blue_2=an_835(*BLUE_SECOND, payer="BLUE LANTERN", trace="B2", date="20260309"),
        red_1=an_835(*RED_FIRST, payer="RED HARBOR", trace="R1", date="20260302"),
        red_2=an_835(*RED_SECOND, payer="RED HARBOR", trace="R2", date="20260309",
                     provider_adjustments=[("WO", "50.00")]),
    )  # fmt: skip
    assert house.faults() == {}
    yield house
    house.connection.close()


def told(answer: pd.DataFrame, *columns: str) -> list[tuple]:
    """Rows as tuples; days as dates."""
    frame = answer[list(columns)]
    return [
        tuple(cell.date() if isinstance(cell, pd.Timestamp) else cell for cell in row)
        for row in frame.itertuples(index=False, name=None)
    ]


# --- The whole, and the parts that add up to it


def test_the_headline_counts_each_line_once(house: House) -> None:
    headline = house.headline()
    assert tuple(headline[column] for column in MONEY) == ALL
    assert headline["partial_line_count"] == 1  # B3
    assert headline["resolved_line_count"] == headline["overturned_line_count"] == 1  # B1
    assert (headline["adjudicated_claim_count"], headline["denied_claim_count"]) == (8, 5)
    assert (headline["suspect_line_count"], headline["suspect_charge_amount"]) == (1, 200)  # R4
    assert headline["patient_billed_line_count"] == 1  # R1
    assert headline["median_days_to_resolution"] == 7  # B1, 2 to 9 March


BY = {
    "denials_by_reason": {
        ("97",): (8, 2, 1030, 300, 300, 80, 200),  # B1, R3
        ("204",): (8, 1, 1030, 100, 100, 0, 100),  # R1
        ("50",): (8, 1, 1030, 200, 50, 0, 50),  # B3
        ("16",): (8, 1, 1030, 30, 30, 0, 30),  # B4
    },
    "denials_by_category": {
        ("Bundling/NCCI",): (8, 2, 1030, 300, 300, 80, 200),
        ("Non-Covered",): (8, 1, 1030, 100, 100, 0, 100),
        ("Medical Necessity",): (8, 1, 1030, 200, 50, 0, 50),
        ("Coding/Modifier",): (8, 1, 1030, 30, 30, 0, 30),  # 16 as its remark M51 says
    },
    "denials_by_payer": {
        ("RED HARBOR",): (4, 2, 600, 300, 300, 0, 300),
        ("BLUE LANTERN",): (4, 3, 430, 330, 180, 80, 80),
    },
    "denials_by_payer_and_category": {
        ("BLUE LANTERN", "Bundling/NCCI"): (4, 1, 430, 100, 100, 80, 0),
        ("BLUE LANTERN", "Medical Necessity"): (4, 1, 430, 200, 50, 0, 50),
        ("BLUE LANTERN", "Coding/Modifier"): (4, 1, 430, 30, 30, 0, 30),
        ("RED HARBOR", "Bundling/NCCI"): (4, 1, 600, 200, 200, 0, 200),
        ("RED HARBOR", "Non-Covered"): (4, 1, 600, 100, 100, 0, 100),
    },
    "denials_by_payer_and_reason": {
        ("BLUE LANTERN", "97"): (4, 1, 430, 100, 100, 80, 0),
        ("BLUE LANTERN", "50"): (4, 1, 430, 200, 50, 0, 50),
        ("BLUE LANTERN", "16"): (4, 1, 430, 30, 30, 0, 30),
        ("RED HARBOR", "97"): (4, 1, 600, 200, 200, 0, 200),
        ("RED HARBOR", "204"): (4, 1, 600, 100, 100, 0, 100),
    },
    "denials_by_procedure": {
        ("99214",): (3, 2, 600, 400, 250, 0, 250),  # B3, R3, R4
        ("99213",): (4, 2, 400, 200, 200, 80, 100),  # B1, B2, R1, R2
        ("87880",): (1, 1, 30, 30, 30, 0, 30),  # B4
    },
    "denials_by_provider": {
        ("CHARLIE, MAX",): (2, 2, 400, 400, 250, 0, 250),  # B3, R3
        ("BRAVO, ROSE",): (6, 3, 630, 230, 230, 80, 130),
    },
    "weekly_denials": {
        (W1,): (4, 3, 500, 400, 250, 80, 150),  # B1, B2, B3, R1
        (W2,): (4, 2, 530, 230, 230, 0, 230),  # B4, R2, R3, R4
    },
    "weekly_denials_by_payer": {
        (W1, "BLUE LANTERN"): (3, 2, 400, 300, 150, 80, 50),
        (W1, "RED HARBOR"): (1, 1, 100, 100, 100, 0, 100),
        (W2, "BLUE LANTERN"): (1, 1, 30, 30, 30, 0, 30),
        (W2, "RED HARBOR"): (3, 1, 500, 200, 200, 0, 200),
    },
    "weekly_denials_by_reason": {
        (W1, "204"): (4, 1, 500, 100, 100, 0, 100),
        (W1, "97"): (4, 1, 500, 100, 100, 80, 0),
        (W1, "50"): (4, 1, 500, 200, 50, 0, 50),
        (W2, "97"): (4, 1, 530, 200, 200, 0, 200),
        (W2, "16"): (4, 1, 530, 30, 30, 0, 30),
    },
    "weekly_denials_by_category": {
        (W1, "Bundling/NCCI"): (4, 1, 500, 100, 100, 80, 0),
        (W1, "Non-Covered"): (4, 1, 500, 100, 100, 0, 100),
        (W1, "Medical Necessity"): (4, 1, 500, 200, 50, 0, 50),
        (W2, "Bundling/NCCI"): (4, 1, 530, 200, 200, 0, 200),
        (W2, "Coding/Modifier"): (4, 1, 530, 30, 30, 0, 30),
    },
}
KEYS = {
    "denials_by_reason": ["carc_code"],
    "denials_by_category": ["category"],
    "denials_by_payer": ["payer_name"],
    "denials_by_payer_and_category": ["payer_name", "category"],
    "denials_by_payer_and_reason": ["payer_name", "carc_code"],
    "denials_by_procedure": ["procedure_code"],
    "denials_by_provider": ["provider_name"],
    "weekly_denials": ["remit_week"],
    "weekly_denials_by_payer": ["remit_week", "payer_name"],
    "weekly_denials_by_reason": ["remit_week", "carc_code"],
    "weekly_denials_by_category": ["remit_week", "category"],
}


@pytest.mark.parametrize("question", BY)
def test_a_breakdown_gives_each_part_its_numbers_in_order_and_adds_up(
    house: House, question: str
) -> None:
    answer = house.ask(question)
    rows = told(answer, *KEYS[question], *MONEY)
    assert rows == [(*key, *numbers) for key, numbers in BY[question].items()]
    assert tuple(answer[MONEY[3:]].sum()) == ALL[3:]
    assert answer.denied_line_count.sum() == ALL[1]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("procedure", "procedure_code"),
        ("provider", "provider_name"),
        ("place_of_service", "place_of_service_code"),
        ("diagnosis_chapter", "diagnosis_chapter"),
        ("client", "client_name"),
        ("claim_kind", "claim_kind"),
    ],
)
def test_a_breakdown_by_week_adds_up_to_the_weeks_and_to_the_breakdown(
    house: House, name: str, column: str
) -> None:
    weekly, numbers = house.ask(f"weekly_denials_by_{name}"), list(MONEY)
    by_week = weekly.groupby("remit_week")[numbers].sum().reset_index()
    assert told(by_week, "remit_week", *numbers) == told(
        house.ask("weekly_denials"), "remit_week", *numbers
    )
    parts = weekly.groupby(column, dropna=False)[numbers].sum().reset_index()
    whole = house.ask(f"denials_by_{name}").sort_values(column)
    assert told(parts.sort_values(column), *numbers) == told(whole, *numbers)


def test_claims_denied_in_no_week_stand_beside_their_lines(judged: Callable[..., House]) -> None:
    # A remittance without a date: its lines are in no week, and so are its claims, 1 of 2 denied.
    house = judged(
        an_835(a_denied_claim("N1"), a_claim("N2"), date="", trace="N"),
        an_835(a_claim("D1"), date="20260302", trace="D"),
    )
    counts = ["adjudicated_line_count", "denied_line_count"]
    counts += ["adjudicated_claim_count", "denied_claim_count"]
    weeks = house.ask("weekly_denials")
    undated = weeks[weeks["remit_week"].isna()]
    assert told(undated, *counts) == [(2, 1, 2, 1)]
    assert told(house.ask("headline"), *counts) == [(3, 1, 3, 1)]


def test_modifier_rows_stand_under_every_modifier_and_do_not_add_up(house: House) -> None:
    answer = house.ask("denials_by_modifier")
    assert told(answer, "modifier_code", *MONEY) == [
        ("25", 3, 3, 400, 400, 250, 80, 150),  # B1, B3, R1
        ("", 5, 2, 630, 230, 230, 0, 230),  # B2, B4, R2, R3, R4
        ("59", 1, 1, 200, 200, 50, 0, 50),  # B3 again
    ]
    assert answer.adjudicated_line_count.sum() == 9 > ALL[0]
    weekly = house.ask("weekly_denials_by_modifier")
    assert told(weekly, "remit_week", "modifier_code", *MONEY[:2]) == [
        (W1, "", 1, 0), (W1, "25", 3, 3), (W1, "59", 1, 1), (W2, "", 4, 2)
    ]  # fmt: skip


# --- Filters


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"first_week": W2}, (4, 2, 530, 230, 230, 0, 230)),
        ({"last_week": W1}, (4, 3, 500, 400, 250, 80, 150)),
        ({"payers": ("RED HARBOR",)}, (4, 2, 600, 300, 300, 0, 300)),
        ({"procedures": ("99213", "87880")}, (5, 3, 430, 230, 230, 80, 130)),
        ({"providers": ("CHARLIE, MAX",)}, (2, 2, 400, 400, 250, 0, 250)),
        ({"modifiers": ("59", "QW")}, (1, 1, 200, 200, 50, 0, 50)),
        ({"lines_of_business": ("Medicare",)}, (4, 2, 600, 300, 300, 0, 300)),
        # By service: all but B4 in the week of 2 February.
        ({"date_basis": "service", "last_week": date(2026, 2, 2)},
         (7, 4, 1000, 600, 450, 80, 350)),
        # Reasons narrow what is denied, never what it is measured against.
        ({"categories": ("Bundling/NCCI",)}, (8, 2, 1030, 300, 300, 80, 200)),
        ({"carcs": ("50", "16")}, (8, 2, 1030, 230, 80, 0, 80)),
        ({"carcs": ("97",), "payers": ("BLUE LANTERN",)}, (4, 1, 430, 100, 100, 80, 0)),
        ({"include_patient": False}, (8, 4, 1030, 530, 380, 80, 280)),
        # S1 on top; D1 (denied) and P1 (not decided) on top.
        ({"include_secondary": True}, (9, 6, 1130, 730, 580, 80, 480)),
        ({"include_duplicates": True}, (10, 6, 1230, 730, 580, 80, 480)),
    ],
    ids=lambda value: ", ".join(value) if isinstance(value, dict) else "",
)  # fmt: skip
def test_a_filter_narrows_the_view(house: House, filters: dict, expected: tuple) -> None:
    headline = house.headline(**filters)
    assert tuple(headline[column] for column in MONEY) == expected
    # Every breakdown that partitions is of the same view.
    for question in BY:
        answer = house.ask(question, ReviewFilters(**filters))
        assert answer.denied_amount.sum() == headline["denied_amount"], question


def test_weeks_are_of_service_on_request(house: House) -> None:
    weekly = house.ask("weekly_denials", ReviewFilters(date_basis="service"))
    assert told(weekly, "remit_week", "adjudicated_line_count", "denied_amount") == [
        (date(2026, 2, 2), 7, 450), (date(2026, 2, 9), 1, 30)
    ]  # fmt: skip


def test_what_stands_apart_is_listed_by_kind(house: House) -> None:
    columns = ["kind", "line_count", "charge_amount", "denied_amount"]
    assert told(house.ask("lines_apart"), *columns) == [
        ("duplicate", 1, 100, 100),
        ("not_final", 1, 100, 0),
        ("predetermination", 1, 100, 0),
        ("secondary", 1, 100, 100),
        ("suspect_zero_pay", 1, 200, 0),
        ("unmatched_reversal", 1, -100, 0),
    ]
    first = house.ask("lines_apart", ReviewFilters(last_week=W1, payers=("RED HARBOR",)))
    assert first.kind.tolist() == ["unmatched_reversal"]


# --- The rows behind the figures


def test_denied_lines_lists_each_with_where_it_stands_the_largest_open_first(house: House) -> None:
    columns = ["patient_control_number", "carc_code", "category", "verdict", "outcome",
               "remark_codes", "modifier_codes", "file_name", "denied_amount",
               "open_amount"]  # fmt: skip
    answer = house.ask("denied_lines")
    assert told(answer, *columns) == [
        ("R3", "97", "Bundling/NCCI", "full", "open", "", "", "red_2.835", 200, 200),
        ("R1", "204", "Non-Covered", "full", "open", "", "25", "red_1.835", 100, 100),
        ("B3", "50", "Medical Necessity", "partial", "open", "", "25 59", "blue_1.835", 50, 50),
        ("B4", "16", "Coding/Modifier", "full", "open", "M51", "", "blue_2.835", 30, 30),
        ("B1", "97", "Bundling/NCCI", "full", "recovered", "", "25", "blue_1.835", 100, 0),
    ]
    # Days since the answer, up to the last day loaded (9 March); none once recovered.
    days = dict(zip(answer.patient_control_number, answer.days_open, strict=True))
    assert {number: days[number] for number in ("R3", "R1", "B3", "B4")} == {
        "R3": 0, "R1": 7, "B3": 7, "B4": 0
    }  # fmt: skip
    assert pd.isna(days["B1"])
    assert answer.remitted_line_id.is_unique


def test_denied_lines_may_be_narrowed_by_control_number_and_count(house: House) -> None:
    assert house.ask("denied_lines", control_number="R").patient_control_number.tolist() == [
        "R3", "R1"
    ]  # fmt: skip
    assert house.ask("denied_lines", row_limit=1).patient_control_number.tolist() == ["R3"]
    # A prefix is text, not a pattern.
    assert house.ask("denied_lines", control_number="%").empty


def test_top_denials_are_by_reason_payer_procedure_and_modifiers(house: House) -> None:
    columns = ["carc_code", "payer_name", "procedure_code", "modifier_codes", "category",
               "denied_line_count", "denied_amount", "open_amount"]  # fmt: skip
    rows = [
        ("97", "RED HARBOR", "99214", "", "Bundling/NCCI", 1, 200, 200),
        ("204", "RED HARBOR", "99213", "25", "Non-Covered", 1, 100, 100),
        ("97", "BLUE LANTERN", "99213", "25", "Bundling/NCCI", 1, 100, 0),
        ("50", "BLUE LANTERN", "99214", "25 59", "Medical Necessity", 1, 50, 50),
        ("16", "BLUE LANTERN", "87880", "", "Coding/Modifier", 1, 30, 30),
    ]
    assert told(house.ask("top_denials"), *columns) == rows
    assert told(house.ask("top_denials", row_limit=2), *columns) == rows[:2]


def test_remarks_choices_span_and_provider_adjustments_are_told(house: House) -> None:
    remarks = house.ask("denials_by_remark")
    assert told(remarks, "remark_code", "carc_code", "category", "denied_amount") == [
        ("M51", "16", "Coding/Modifier", 30)
    ]
    choices = house.ask("filter_choices")
    # BLUE: B1 to B4, D1, S1; RED: R1 to R4, P1.
    assert told(choices[choices.choice_kind == "payer"], "value", "line_count") == [
        ("BLUE LANTERN", 6), ("RED HARBOR", 5)
    ]  # fmt: skip
    span = house.ask("data_span")
    assert told(span, "first_week", "last_week", "line_count") == [(W1, W2, 11)]
    moved = house.ask("provider_adjustments")
    assert told(moved, "payer_name", "reason_code", "amount") == [("RED HARBOR", "WO", 50)]


# --- One claim's whole history


FIRST_ANSWER = """\
ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *260302*0800*^*00501*000000001*0*P*:~
GS*HP*PAYER*CLINIC*20260302*0800*1*X*005010X221A1~
ST*835*0001~
BPR*I*20*C*ACH*CCP*01*1*DA*2*1512345678**01*3*DA*4*20260302~
TRN*1*FIRST*1512345678~
N1*PR*BLUE LANTERN~
N1*PE*OAK CLINIC*XX*1987654321~
LX*1~
CLP*H1*1*200*20**12*ICN1*11*1~
CAS*CO*16*40~
NM1*QC*1*QUARTZ*NOVEMBER~
MOA***MA01*N382~
SVC*HC:99213:25*100*60**1~
DTM*472*20260202~
CAS*CO*45*10**253*30~
SVC*HC:87880*100*0**1~
DTM*472*20260202~
CAS*CO*97*100~
LQ*HE*N20~
SE*18*0001~
GE*1*1~
IEA*1*000000001~
"""  # noqa: E501
SECOND_ANSWER = """\
ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *260309*0800*^*00501*000000002*0*P*:~
GS*HP*PAYER*CLINIC*20260309*0800*1*X*005010X221A1~
ST*835*0001~
BPR*I*100*C*ACH*CCP*01*1*DA*2*1512345678**01*3*DA*4*20260309~
TRN*1*SECOND*1512345678~
N1*PR*BLUE LANTERN~
N1*PE*OAK CLINIC*XX*1987654321~
LX*1~
CLP*H1*22*-200*-20**12*ICN1*11*1~
CLP*H1*1*200*120**12*ICN2*11*1~
SVC*HC:99213:25*100*60**1~
DTM*472*20260202~
SVC*HC:87880*100*60**1~
DTM*472*20260202~
CAS*PR*1*40~
SE*14*0001~
GE*1*1~
IEA*2*000000002~
"""  # noqa: E501


def test_claim_history_walks_every_answer_adjustment_and_remark_to_its_segment(
    judged: Callable[..., House],
) -> None:
    history = judged(FIRST_ANSWER, SECOND_ANSWER).ask("claim_history", claim="H1")
    columns = ["file_name", "segment_number", "event", "service_line_number", "carc_code",
               "remark_code", "amount"]  # fmt: skip
    rows = [
        tuple(None if pd.isna(cell) else cell for cell in row) for row in told(history, *columns)
    ]
    # Segments are counted from the ISA, which is 1.
    assert rows == [
        ("file_1.835", 9, "Processed as primary", 0, None, None, 20),
        ("file_1.835", 10, "Denial reason", 0, "16", None, 40),
        ("file_1.835", 12, "Remark", 0, None, "MA01", None),
        ("file_1.835", 12, "Remark", 0, None, "N382", None),
        ("file_1.835", 13, "Line partly denied", 1, "16", None, 40),
        ("file_1.835", 15, "Adjustment", 1, "45", None, 10),
        ("file_1.835", 15, "Adjustment", 1, "253", None, 30),
        ("file_1.835", 16, "Line denied", 2, "97", None, -20),
        ("file_1.835", 18, "Denial reason", 2, "97", None, 100),
        ("file_1.835", 19, "Remark", 2, None, "N20", None),
        ("file_2.835", 9, "Reversal", 0, None, None, -20),
        ("file_2.835", 10, "Processed as primary", 0, None, None, 120),
        ("file_2.835", 11, "Line allowed", 1, None, None, 60),
        ("file_2.835", 13, "Line allowed", 2, None, None, 60),
        ("file_2.835", 15, "Patient share", 2, "1", None, 40),
    ]


# --- Before anything is loaded


@pytest.fixture(scope="module")
def nothing() -> Iterator[database.Connection]:
    """Every table and function of ours, without a row."""
    with database.connect(None) as connection:
        database.prepare(connection, canonical_columns(), {}, bytes(32))
        database.build_models(connection)
        yield connection


# Places of dollars, weeks before and after today, lists of work: they are there, with zeros.
ALWAYS_THERE = {"denied_dollars": 7, "last_deadlines": 24, "work_list_counts": 7}


@pytest.mark.parametrize(
    "question",
    sorted(
        set(database.questions())
        - {"definitions", "remark_definitions", "deadline_limits", "work_minutes", "claim_flow"}
    ),
)
def test_an_empty_house_answers_with_no_rows_or_one_of_zeros(
    nothing: database.Connection, question: str
) -> None:
    answer = database.ask(nothing, question)
    assert len(answer) <= ALWAYS_THERE.get(question, 1)
    for column in answer.columns:
        if column.endswith(("_count", "_amount")):
            assert (answer[column] == 0).all(), column
