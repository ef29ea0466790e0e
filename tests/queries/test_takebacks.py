"""Payments taken back, and what is denied after payment: no initial denial, but work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pandas as pd
import pytest

from analytics import notebook
from analytics.notebook import WorkChange
from analytics.vocabulary import ReviewFilters
from tests.given import a_claim, a_denied_claim, a_denied_line, a_line, a_reversal_of, an_835
from tests.queries.conftest import House

CUT = ("CO", "45", "40.00")
GONE = a_claim("GONE", [a_line(adjustments=[CUT])], icn="A1")
BACK = a_claim("BACK", [a_line("99214", charge="140.00", adjustments=[CUT])], icn="B1")
KEPT = a_claim("KEPT", [a_line(adjustments=[CUT])], icn="C1")
# 2 March: 60, 100 and 60 paid. 6 April: GONE taken back; BACK taken back and denied for CARC 50.
FILES = {
    "paid": an_835(GONE, BACK, KEPT),
    "taken": an_835(
        a_reversal_of(GONE),
        a_reversal_of(BACK),
        a_claim("BACK", [a_denied_line("99214", carc="50", charge="140.00", remarks=("N115",))],
                icn="B2", original_icn="B1"),
        date="20260406", trace="T2",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def house(new_house: Callable[[], House]) -> Iterator[House]:
    house = new_house()
    house.load(**FILES)
    yield house
    house.connection.close()


def told(rows: pd.DataFrame, *columns: str) -> list[tuple]:
    """Rows as tuples; what is missing as None."""
    return [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in rows[list(columns)].itertuples(index=False, name=None)
    ]


def test_a_payment_taken_back_is_listed_with_and_without_a_denial(house: House) -> None:
    columns = ("patient_control_number", "taken_back_amount", "is_denied", "carc_code",
               "denied_amount", "open_amount")  # fmt: skip
    assert told(house.ask("takebacks"), *columns) == [
        ("BACK", 100, True, "50", 140, 140),
        ("GONE", 60, False, None, 0, 0),
    ]
    assert told(house.ask("denied_after_payment"), *columns) == [
        ("BACK", 100, True, "50", 140, 140)
    ]


def test_it_is_no_initial_denial(house: House) -> None:
    assert house.headline()["denied_line_count"] == 0
    assert house.ask("denied_lines").empty


def test_it_has_the_columns_of_the_denied_lines(house: House) -> None:
    names = set(house.ask("denied_lines").columns)
    for question in ("denied_after_payment", "takebacks"):
        assert names <= set(house.ask(question).columns)


def test_its_deadlines_count_from_the_answer_that_denied_it(house: House) -> None:
    # Refused 6 April, 90 days to appeal: 5 July (24 left of April, 31, 30, 5). Filing from service:
    # 1 August. What was taken back without a denial has none.
    rows = house.ask("denied_after_payment", today=date(2026, 6, 30))
    assert told(rows, "deadline_kind", "days_left", "remark_codes") == [("appeal", 5, "N115")]
    assert house.ask("denied_after_payment", today=date(2026, 6, 30), within_days=4).empty
    taken = house.ask("takebacks", today=date(2026, 6, 30)).set_index("patient_control_number")
    assert pd.isna(taken.days_left["GONE"])


def test_each_stands_in_the_week_the_money_was_taken(house: House) -> None:
    # 6 April 2026 is a Monday.
    week = pd.Timestamp(2026, 4, 6)
    weekly = house.ask("weekly_denied_after_payment")
    assert told(weekly, "remit_week", "taken_back_line_count", "denied_line_count",
                "taken_back_amount", "denied_taken_back_amount", "denied_amount",
                "open_amount") == [(week, 2, 1, 160, 100, 140, 140)]  # fmt: skip
    before = ReviewFilters(last_week=date(2026, 3, 30))
    assert house.ask("weekly_denied_after_payment", before).empty


def test_what_was_denied_has_its_reason_list_under_the_filters(house: House) -> None:
    reasons = house.ask("denied_after_payment_by_reason")
    assert told(reasons, "carc_code", "denied_line_count", "taken_back_amount",
                "denied_amount", "open_amount") == [("50", 1, 100, 140, 140)]  # fmt: skip
    assert house.ask("takebacks", ReviewFilters(carcs=("97",))).empty
    assert len(house.ask("takebacks", ReviewFilters(procedures=("99213",)))) == 1


def test_work_on_it_stands_and_ends_its_deadline(judged: Callable[..., House]) -> None:
    house = judged(*FILES.values())
    line = house.ask("denied_after_payment").iloc[0]
    number = {line.remitted_line_id: line.patient_control_number}
    notebook.save_work(house.store, number, WorkChange(status="sent", assignee="Ann"))
    work = notebook.work_entries(house.store)
    rows = house.ask("denied_after_payment", work=work, today=date(2026, 6, 30))
    assert told(rows, "work_status", "assignee", "days_left") == [("sent", "Ann", 5)]
    assert house.ask("takebacks", work=work, status="new").patient_control_number.tolist() == [
        "GONE"
    ]
    notebook.save_work(house.store, number, WorkChange(status="lost"))
    work = notebook.work_entries(house.store)
    rows = house.ask("denied_after_payment", work=work, today=date(2026, 6, 30))
    assert told(rows, "work_status", "days_left") == [("lost", None)]


def test_a_denial_paid_then_taken_back_and_denied_again_has_its_deadlines_once(
    judged: Callable[..., House],
) -> None:
    denied = a_denied_claim("TWICE", icn="D1")
    paid = a_claim("TWICE", [a_line(adjustments=[CUT])], icn="D2", original_icn="D1")
    house = judged(
        an_835(denied),
        an_835(a_reversal_of(denied), paid, date="20260401", trace="T2"),
        an_835(a_reversal_of(paid), a_denied_claim("TWICE", icn="D3", original_icn="D2"),
               date="20260501", trace="T3"),
    )  # fmt: skip
    kinds = house.rows("select deadline_kind, count(*) from marts.deadlines group by 1 order by 1")
    assert kinds == [("appeal", 1), ("corrected_claim", 1), ("timely_filing", 1)]


def test_a_number_that_a_takeback_gives_to_two_procedures_tells_neither_line(
    judged: Callable[..., House],
) -> None:
    # 10 of the visit's 100 and 20 of the test's 50 are taken back, both under the visit's number.
    house = judged(
        an_835(
            a_claim("SOME", [
                a_line("99213", control_number="LCN-1"),
                a_line("87880", charge="50", control_number="LCN-2"),
            ])
        ),
        an_835(
            a_reversal_of(
                a_claim("SOME", [
                    a_line("99213", charge="10", control_number="LCN-1"),
                    a_line("87880", charge="20", control_number="LCN-1"),
                ])
            ),
            date="20260406", trace="T2",
        ),
    )  # fmt: skip
    taken = "select chain_line_number, taken_back_amount from marts.partial_takebacks order by all"
    assert house.rows(taken) == [(1, 10), (2, 20)]
