"""HFMA's denial metrics: the eight claims of tests/small_claims.py, and a year of weeks by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pandas as pd
import pytest

from analytics import database
from analytics.measures.hfma import METRICS, periods_beside
from analytics.review import Review
from analytics.vocabulary import ReviewFilters
from tests.given import a_claim, a_denied_claim, a_line, an_835
from tests.given_claims import a_billed_claim, a_replacement_of, a_void_of, an_837
from tests.queries.conftest import House
from tests.queries.lines_by_hand import an_empty_house, answered, put_lines, week
from tests.small_claims import FILES

DECEMBER, MARCH = date(2025, 12, 1), date(2026, 3, 1)


@pytest.fixture(scope="module")
def house(new_house: Callable[[], House]) -> Iterator[House]:
    house = new_house()
    house.load(**FILES)
    yield house
    house.connection.close()


def told(rows: pd.DataFrame, start: date) -> dict[str, tuple]:
    """Numerator and denominator of each measure in one period; no value is None."""
    own = rows[rows["period_start_date"].dt.date == start]
    return {
        row.measure_name: (row.numerator, None if pd.isna(row.denominator) else row.denominator)
        for row in own.itertuples()
    }


def test_a_month_of_eight_claims(house: House) -> None:
    march = told(Review(house.connection).ask("hfma_measures", every="month"), MARCH)
    # Denied first in March: D1, D2, D3, R1, $100 each. What was submitted in the 3 months before is
    # not known from files that begin on February 9.
    assert march["initial_denial_rate_by_claims"] == (4, None)
    assert march["initial_denial_rate_by_dollars"] == (400, None)
    # Past 4 weeks, March 4 to 31: R1 and D2 again pay nothing; D1 and J1 pay.
    assert march["primary_denial_rate"] == (2, 4)
    assert march["denial_write_offs"] == (0, None)
    assert march["days_to_appeal"] == (0, 0)
    # D1 after 14 days, paid; D2 after 28, denied again.
    assert march["days_to_resolution"] == (42, 2)
    assert march["overturned_by_number"] == (1, 2)
    assert march["overturned_by_dollars"] == (100, 200)


def test_a_week_of_eight_claims(house: House) -> None:
    rows = Review(house.connection).ask("hfma_measures")
    first = told(rows, date(2026, 3, 2))
    assert first["initial_denial_rate_by_claims"] == (3, None)
    # February 9 to March 8: C1 and C2 are paid, D1, D2 and D3 are not.
    assert first["primary_denial_rate"] == (3, 5)
    assert told(rows, date(2026, 3, 30))["days_to_resolution"] == (28, 1)
    # The newest remittance is of Monday, March 30: its week is not over.
    assert rows.groupby("period_start_date")["is_full"].first().tolist() == [True] * 4 + [False]


def test_weeks_and_payers_asked_for_narrow_it_reasons_do_not(house: House) -> None:
    blue = ReviewFilters(date(2026, 3, 9), date(2026, 3, 9), payers=("BLUE LANTERN",))
    rows = Review(house.connection, blue).ask("hfma_measures")
    assert rows["period_start_date"].dt.date.unique().tolist() == [date(2026, 3, 9)]
    assert told(rows, date(2026, 3, 9))["primary_denial_rate"] == (3, 5)  # R1 is RED HARBOR's
    narrow = Review(house.connection, ReviewFilters(carcs=("50",))).ask(
        "hfma_measures", every="month"
    )
    assert told(narrow, MARCH)["days_to_resolution"] == (42, 2)


def test_an_appeal_is_what_the_team_sent_or_a_replacement_whichever_was_first(
    judged: Callable[..., House],
) -> None:
    # Both denied on March 2. A1 is replaced (frequency 7) on March 12, 10 days later; its status
    # became sent on March 20. A2 was sent on March 6, 4 days later, and voided on March 30.
    house = judged(an_835(a_denied_claim("A1"), a_denied_claim("A2"), date="20260302"))
    first, second = a_billed_claim("A1"), a_billed_claim("A2")
    house.load(
        billed=an_837([first, second], date="20260209", batch="1"),
        again=an_837([a_replacement_of(first, "ICNA1")], date="20260312", batch="2"),
        void=an_837([a_void_of(second, "ICNA2")], date="20260330", batch="3"),
    )
    ids = house.ask("denied_lines").set_index("patient_control_number")["remitted_line_id"]

    def entry(number: int, claim: str, day: str) -> dict[str, object]:
        return {
            "remitted_line_id": ids[claim], "entry_number": number, "status": "sent",
            "assignee": None, "note": None, "next_step": None, "next_date": None,
            "changed_by": "Ann", "changed_at": f"{day}T09:00:00+00:00",
        }  # fmt: skip

    work = [entry(1, "A1", "2026-03-20"), entry(2, "A2", "2026-03-06")]
    march = told(Review(house.connection).ask("hfma_measures", every="month", work=work), MARCH)
    assert march["days_to_appeal"] == (10 + 4, 2)
    # What was voided on March 30 is written off: A2's $100. Allowed in 3 months is not known yet.
    assert march["denial_write_offs"] == (100, None)
    weekly = Review(house.connection).ask("hfma_measures", work=work)
    assert told(weekly, date(2026, 3, 2))["days_to_appeal"] == (4, 1)


def test_what_is_written_off_is_still_denied_dollars_on_the_day_it_was_said(
    judged: Callable[..., House],
) -> None:
    house = judged(an_835(a_denied_claim("A1"), a_denied_claim("A2"), date="20260302"))
    ids = house.ask("denied_lines").set_index("patient_control_number")["remitted_line_id"]
    said = {"assignee": None, "note": None, "next_step": None, "next_date": None,
            "changed_by": "Ann"}  # fmt: skip
    work = [
        {**said, "remitted_line_id": ids["A1"], "entry_number": 1, "status": "written_off",
         "changed_at": "2026-03-20T09:00:00+00:00"},
        {**said, "remitted_line_id": ids["A1"], "entry_number": 2, "status": None, "note": "so",
         "changed_at": "2026-04-20T09:00:00+00:00"},
        # A2 was written off by mistake: it is worked again.
        {**said, "remitted_line_id": ids["A2"], "entry_number": 3, "status": "written_off",
         "changed_at": "2026-03-20T09:00:00+00:00"},
        {**said, "remitted_line_id": ids["A2"], "entry_number": 4, "status": "working",
         "changed_at": "2026-03-21T09:00:00+00:00"},
    ]  # fmt: skip
    march = told(Review(house.connection).ask("hfma_measures", every="month", work=work), MARCH)
    assert march["denial_write_offs"] == (100, None)


def test_what_is_written_off_or_overturned_is_told_by_what_the_last_answer_still_denies(
    judged: Callable[..., House],
) -> None:
    # $100 each, denied on March 2. V1 is denied again for $60, $40 are written down by contract;
    # V2 is paid $30, $70 stay denied; V3 and V4 are not answered again. All are voided on March 30,
    # which leaves nothing open; V4 was marked written off on March 20.
    names = ("V1", "V2", "V3", "V4")
    billed = [a_billed_claim(name) for name in names]
    again = [
        a_claim("V1", [a_line(adjustments=[("CO", "97", "60"), ("CO", "45", "40")])], icn="I1"),
        a_claim("V2", [a_line(adjustments=[("CO", "97", "70")])], icn="I2"),
    ]
    house = judged(
        an_837(billed, date="20260209", batch="1"),
        an_835(*(a_denied_claim(name) for name in names), date="20260302", trace="T1"),
        an_835(*again, date="20260309", trace="T2"),
        an_837(
            [
                a_void_of(claim, number)
                for claim, number in zip(billed, ("I1", "I2", "ICNV3", "ICNV4"), strict=True)
            ],
            date="20260330",
            batch="2",
        ),
    )
    ids = house.ask("denied_lines").set_index("patient_control_number")["remitted_line_id"]
    work = [
        {"remitted_line_id": ids["V4"], "entry_number": 1, "status": "written_off",
         "assignee": None, "note": None, "next_step": None, "next_date": None,
         "changed_by": "Ann", "changed_at": "2026-03-20T09:00:00+00:00"},
    ]  # fmt: skip
    march = told(Review(house.connection).ask("hfma_measures", every="month", work=work), MARCH)
    assert march["denial_write_offs"] == (60 + 70 + 100 + 100, None)
    # V1 and V2 were resolved; of V2 $30 are no longer denied.
    assert march["overturned_by_dollars"] == (30, 200)
    places = house.ask("denied_dollars", work=work).set_index("place").denied_amount
    assert places["written_off"] == 60 + 70 + 100 + 100


@pytest.fixture(scope="module")
def weeks() -> Iterator[database.Connection]:
    """26 weeks of 10 claims of one $200 line, sent and answered in the week; 2 of them denied."""
    with an_empty_house() as connection:
        lines = [
            {**line, "linked_claim_id": 100 * number + place, "charge_amount": 200,
             "denied_amount": 200 if line["is_denied"] else 0}
            for number in range(1, 27)
            for place, line in enumerate(answered("BLUE", number, 10, 2, carc_code="97"))
        ]  # fmt: skip
        put_lines(connection, lines)
        claims = pd.DataFrame(
            {
                "linked_claim_id": [line["linked_claim_id"] for line in lines],
                "payer_name": "BLUE",
                "standing": "primary",
                "charge_amount": 200,
                "is_voided": False,
                "claim_week": [line["remit_week"] for line in lines],
                "claim_date": [line["remit_week"] + timedelta(days=1) for line in lines],
            }
        )
        put(connection, "claims", claims)
        remits = pd.DataFrame(
            {
                "claim_id": range(len(lines)),
                "payer_name": "BLUE",
                "paid_amount": [0 if line["is_denied"] else 80 for line in lines],
                "cost_share_amount": [0 if line["is_denied"] else 20 for line in lines],
                **dict.fromkeys(
                    (
                        "is_secondary",
                        "is_predetermination",
                        "is_undecided",
                        "is_reversal",
                        "is_reversed",
                    ),
                    False,
                ),
                "is_duplicate": False,
                "remit_date": [line["remit_week"] for line in lines],
                "remit_week": [line["remit_week"] for line in lines],
            }
        )
        put(connection, "remitted_lines", remits)
        put(connection, "remitted_claims", remits)
        yield connection


def put(connection: database.Connection, table: str, rows: pd.DataFrame) -> None:
    """These rows and no others, of the columns the table has."""
    known = connection.execute(f"select * from marts.{table} limit 0").df().columns
    connection.register("given_rows", rows[[name for name in rows if name in known]])
    connection.execute(f"delete from marts.{table}")
    connection.execute(f"insert into marts.{table} by name select * from given_rows")
    connection.unregister("given_rows")


def test_initial_denials_stand_against_the_average_of_the_3_months_before(weeks) -> None:
    rows = Review(weeks).ask("hfma_measures")
    # Week 14 is the first with 13 weeks before it: 130 claims of $26,000 submitted, 10 a week.
    assert told(rows, week(13))["initial_denial_rate_by_claims"] == (2, None)
    measures = told(rows, week(14))
    assert measures["initial_denial_rate_by_claims"] == (2, 10)
    assert measures["initial_denial_rate_by_dollars"] == (400, 2000)
    own = rows[rows["period_start_date"].dt.date == week(14)].set_index("measure_name")
    assert own.loc["initial_denial_rate_by_claims", "value"] == 0.2
    assert own.loc["initial_denial_rate_by_claims", "value_text"] == "20.0%"
    assert own.loc["primary_denial_rate", "value"] == 0.2  # 8 of 40 in 4 weeks
    # Nothing is written off: 0 of what is allowed, 8 x $100 a week.
    assert measures["denial_write_offs"] == (0, 800)
    assert own.loc["denial_write_offs", "value_text"] == "0.0%"


def test_of_fewer_than_20_both_numbers_are_said_and_no_value(house: House) -> None:
    rows = Review(house.connection).ask("hfma_measures", every="month")
    march = rows[rows["period_start_date"].dt.date == MARCH].set_index("measure_name")
    assert march["value"].isna().all()
    assert march["value_text"].to_dict() == {
        "initial_denial_rate_by_claims": "–",
        "initial_denial_rate_by_dollars": "–",
        "primary_denial_rate": "2 of 4 (too few to say)",
        "denial_write_offs": "–",
        "days_to_appeal": "–",
        "days_to_resolution": "42 days of 2 lines (too few to say)",
        "overturned_by_number": "1 of 2 (too few to say)",
        "overturned_by_dollars": "$100 of $200 (too few to say)",
    }


def test_periods_stand_beside_one_another_in_the_order_of_hfma(weeks) -> None:
    wide = periods_beside(Review(weeks).ask("hfma_measures"), periods=2)
    assert wide["measure_label"].tolist() == [metric.label for metric in METRICS.values()]
    days = [name.date() for name in wide.columns[2:]]
    assert days == [week(25), week(26)]
