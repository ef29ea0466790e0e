"""What became of claims and denials: the eight of tests/small_claims.py, and visits downcoded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pandas as pd
import pytest

from analytics.vocabulary import ReviewFilters
from tests.given import Claim, a_claim, a_denied_line, a_line, an_835
from tests.given_claims import a_billed_claim, a_billed_line, an_837
from tests.queries.conftest import House
from tests.small_claims import FILES


@pytest.fixture(scope="module")
def house(new_house: Callable[[], House]) -> Iterator[House]:
    house = new_house()
    house.load(**FILES)
    assert house.faults() == {}
    yield house
    house.connection.close()


def told(answer: pd.DataFrame, *columns: str) -> list[tuple]:
    """Rows as tuples; what is missing as None, days as dates."""
    return [
        tuple(
            None if pd.isna(cell) else cell.date() if isinstance(cell, pd.Timestamp) else cell
            for cell in row
        )
        for row in answer[list(columns)].itertuples(index=False, name=None)
    ]


def test_a_claim_two_payers_answer_on_one_day_has_one_payer_in_any_order(
    judged: Callable[..., House],
) -> None:
    claim = a_claim("SAME-DAY", [a_denied_line()])
    first = an_835(claim, payer="AMBER LIFE", trace_id="1511111111", trace="A")
    second = an_835(claim, payer="ZINNIA MUTUAL", trace_id="1522222222", trace="Z")
    payers = "select payer_name, answer_count, denied_amount from marts.claims"

    assert judged(first, second).rows(payers) == [("AMBER LIFE", 2, 200)]
    assert judged(second, first).rows(payers) == [("AMBER LIFE", 2, 200)]


def test_clean_and_first_pass_claims_are_counted_of_those_decided(house: House) -> None:
    # Decided: all but W1, 7. Clean: C1, C2. Answered: those 7; first pass: C1, C2, J1.
    claims = house.ask("clean_claims").iloc[0]
    assert (claims.submitted_claim_count, claims.decided_claim_count) == (8, 7)
    assert (claims.clean_claim_count, claims.answered_claim_count) == (2, 7)
    assert claims.first_pass_claim_count == 3
    assert claims.waiting_claim_count == 0


def test_clean_claims_follow_the_week_of_sending(house: House) -> None:
    # 23 February: only R1; J1 was first sent on the 9th.
    week = date(2026, 2, 23)
    claims = house.ask("clean_claims", ReviewFilters(first_week=week, last_week=week)).iloc[0]
    assert (claims.submitted_claim_count, claims.clean_claim_count) == (1, 0)


def test_each_denial_has_one_outcome_by_reason_and_payer(house: House) -> None:
    answer = house.ask("outcomes_by_reason")
    columns = [
        "carc_code", "payer_name", "denied_line_count", "recovered_line_count",
        "partly_recovered_line_count", "re_denied_line_count", "reversed_line_count",
        "open_line_count", "resolved_line_count", "overturned_line_count",
        "median_days_to_resolution", "denied_amount", "recovered_amount", "open_amount",
    ]  # fmt: skip
    assert told(answer, *columns) == [
        # D1 after 14 days, D2 after 28: the middle is 21.
        ("97", "BLUE LANTERN", 2, 1, 0, 1, 0, 0, 2, 1, 21, 200, 100, 100),
        ("50", "BLUE LANTERN", 1, 0, 0, 0, 0, 1, 0, 0, None, 100, 0, 100),
        ("97", "RED HARBOR", 1, 0, 0, 0, 0, 1, 0, 0, None, 100, 0, 100),
    ]


def test_days_to_resolution_are_told_with_those_still_waiting(house: House) -> None:
    # Until 30 March, the newest remittance: D3 waits 28 days, R1 21. D1 14, D2 28.
    columns = ["waited_days", "denied_line_count", "resolved_line_count", "overturned_line_count",
               "waiting_line_count"]  # fmt: skip
    assert told(house.ask("resolution_times"), *columns) == [
        (14, 1, 1, 1, 0),
        (21, 1, 0, 0, 1),
        (28, 2, 1, 0, 1),
    ]


def test_lags_are_told_by_payer_by_week_and_altogether(house: House) -> None:
    # Service to sending: seven times 7 days, once 21. The ninth tenth of eight lies at place
    # 0.9 * 7 = 6.3 of 0 to 7: 7 + 0.3 * (21 - 7) = 11.2.
    # Sending to answer: 21 for C1, C2, D1, D2, D3; 35 for J1; 14 for R1. In order 14, five times
    # 21, 35; place 0.9 * 6 = 5.4: 21 + 0.4 * (35 - 21) = 26.6. Of BLUE alone place 0.9 * 5 = 4.5:
    # 21 + 0.5 * 14 = 28.
    columns = [
        "payer_name", "claim_week", "submitted_claim_count", "answered_claim_count",
        "service_to_submission_median_days", "service_to_submission_late_days",
        "submission_to_remit_median_days", "submission_to_remit_late_days",
    ]  # fmt: skip
    early, late = date(2026, 2, 9), date(2026, 2, 23)
    rows = {row[:2]: row[2:] for row in told(house.ask("lags"), *columns)}
    assert {key: tuple(pytest.approx(cell) for cell in row) for key, row in rows.items()} == {
        (None, None): (8, 7, 7, 11.2, 21, 26.6),
        (None, early): (7, 6, 7, 7, 21, 28),
        (None, late): (1, 1, 21, 21, 14, 14),
        ("BLUE LANTERN", None): (7, 6, 7, 7, 21, 28),
        ("BLUE LANTERN", early): (7, 6, 7, 7, 21, 28),
        ("RED HARBOR", None): (1, 1, 21, 21, 14, 14),
        ("RED HARBOR", late): (1, 1, 21, 21, 14, 14),
    }


# --- Downcoding


def visits(code: str, *allowed: str) -> list[Claim]:
    """Visits of $100 paid whole but for a contractual amount: allowed as said."""
    return [
        a_claim(f"{code}-{at}", [a_line(code, adjustments=[("CO", "45", str(100 - int(amount)))])])
        for at, amount in enumerate(allowed)
    ]


def downcoded(number: str, billed: str, paid: str, less: str, **said: object) -> Claim:
    """A visit of $100 answered under another code."""
    line = a_line(paid, submitted=[billed], adjustments=[("CO", "45", less)], **said)
    return a_claim(number, [line])


# Usually 60 % of the charge of 99214 is allowed (50, 60, 60, 60, 70); 99205 has four examples only.
USUAL = [*visits("99214", "50", "60", "60", "60", "70"), *visits("99205", "80", "80", "80", "80")]


@pytest.fixture(scope="module")
def visited(new_house: Callable[[], House]) -> Iterator[House]:
    house = new_house()
    house.load(
        sent=an_837(a_billed_claim("N1", [a_billed_line("99214", control_number="L1")])),
        remit=an_835(
            *USUAL,
            downcoded("A1", "99214", "99213", "55.00"),  # allowed 45: 60 - 45 = 15 lost
            downcoded("A2", "99205", "99203", "60.00"),  # four examples: not said
            downcoded("A3", "99213", "99214", "20.00"),  # raised
            downcoded("A4", "80048", "80053", "20.00"),  # another family, no remark
            downcoded("A5", "99214", "99204", "50.00", remarks=["N22"]),  # the remark: 60 - 50
            downcoded("A6", "99214", "99215", "20.00", remarks=["N22"]),  # raised, whatever is said
            a_claim("A7", [a_line("99213", submitted=["99214"],
                                  adjustments=[("CO", "97", "100")])]),  # refused: a denial
            downcoded("A8", "99214", "99213", "60.00"),
            a_claim("N1", [a_line("99212", control_number="L1", remarks=["N22"],
                                  adjustments=[("CO", "45", "70")])]),  # 60 - 30
            trace="T1",
        ),
        second=an_835(
            a_claim("S1", [a_line("99213", submitted=["99214"])], status="2"),
            payer="RED HARBOR",
            trace="T2",
        ),
    )  # fmt: skip
    assert house.faults() == {}
    yield house
    house.connection.close()


LOST = ["patient_control_number", "procedure_code", "paid_procedure_code", "remark_codes",
        "example_count", "allowed_amount", "usual_allowed_amount", "downcoded_amount"]  # fmt: skip


def test_a_lower_code_of_the_family_or_a_remark_is_downcoding(visited: House) -> None:
    answer = visited.ask("downcoded_lines")
    assert told(answer, *LOST) == [
        ("N1", "99214", "99212", "N22", 5, 30, 60, 30),
        ("A8", "99214", "99213", "", 5, 40, 60, 20),
        ("A1", "99214", "99213", "", 5, 45, 60, 15),
        ("A5", "99214", "99204", "N22", 5, 50, 60, 10),
        ("A2", "99205", "99203", "", 4, 40, None, None),
    ]
    assert (answer["charge_amount"] == 100).all()
    assert (answer["segment_number"] > 0).all()
    assert set(answer["file_name"]) == {"remit.835"}


def test_downcoding_is_summed_by_payer_and_codes(visited: House) -> None:
    # Answered as 99214: five usual ones, A1, A5, A6, A7, A8; N1's answer names 99212 alone.
    columns = ["payer_name", "procedure_code", "paid_procedure_code", "downcoded_line_count",
               "measured_line_count", "adjudicated_line_count", "downcoded_amount"]  # fmt: skip
    assert told(visited.ask("downcoding_by_payer"), *columns) == [
        ("BLUE LANTERN", "99214", "99213", 2, 2, 10, 35),
        ("BLUE LANTERN", "99214", "99212", 1, 1, 10, 30),
        ("BLUE LANTERN", "99214", "99204", 1, 1, 10, 10),
        ("BLUE LANTERN", "99205", "99203", 1, 0, 5, 0),
    ]


def test_downcoded_lines_follow_the_filters(visited: House) -> None:
    assert visited.ask("downcoded_lines", ReviewFilters(payers=("RED HARBOR",))).empty
    # A reason narrows denials, and these are none.
    assert len(visited.ask("downcoded_lines", ReviewFilters(carcs=("97",)))) == 5
