"""Weeks of payers that miss a file or hold many duplicates, on payers whose weeks are counted out.

Twelve weeks from Monday 5 January 2026, a check each Wednesday, every line $100 and paid:

    payer      lines in weeks 1 to 12
    KEEPER     20 in each
    GAP        20 in each, none in the ninth
    UNEVEN     10 and 30 in turn, 8 in the ninth
    SMALL      4 in each, none in the ninth
    FORTNIGHT  20 in every odd week but the eleventh
    DOUBLED    20 in each, and 8 refused as duplicates in the tenth
    AGAIN      20 in each, those of the tenth twice, by two checks
    LATE       20 in each, none in the last
    SHIFTED    20 in weeks 1, 3, 5, 7, then 10, 12
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from analytics.vocabulary import ReviewFilters
from tests.given import Claim, a_claim, a_denied_claim, a_reversal_of, an_835
from tests.queries.conftest import House

MONDAY = date(2026, 1, 5)
WEEKS = {
    "KEEPER": [20] * 12,
    "GAP": [20] * 8 + [0] + [20] * 3,
    "UNEVEN": [10, 30] * 4 + [8] + [20] * 3,
    "SMALL": [4] * 8 + [0] + [4] * 3,
    "FORTNIGHT": [20, 0] * 5 + [0, 0],
    "DOUBLED": [20] * 12,
    "AGAIN": [20] * 12,
    "LATE": [20] * 11 + [0],
    "SHIFTED": [20, 0] * 4 + [0, 20, 0, 20],
}


def week(number: int) -> date:
    """The Monday of a week, counted from 1."""
    return MONDAY + timedelta(weeks=number - 1)


def a_check(payer: str, number: int, claims: list[Claim], again: str = "", day: int = 2) -> str:
    """The check of a payer in a week, on its Wednesday unless another day is said."""
    return an_835(
        *claims,
        payer=payer,
        trace=f"{payer}{number}{again}",
        date=f"{week(number) + timedelta(days=day):%Y%m%d}",
    )


def claims_of(payer: str, number: int, count: int) -> list[Claim]:
    """So many claims of one paid line."""
    return [a_claim(f"{payer}{number}-{place}") for place in range(count)]


def checks_of(payer: str) -> dict[str, str]:
    """A payer's files."""
    return {
        f"{payer}_{number}": a_check(payer, number, claims_of(payer, number, count))
        for number, count in enumerate(WEEKS[payer], start=1)
        if count
    }


@pytest.fixture(scope="module")
def house(new_house: Callable[[], House]) -> Iterator[House]:
    house = new_house()
    texts = {name: text for payer in WEEKS for name, text in checks_of(payer).items()}
    refused = [a_denied_claim(f"TWICE{place}", "18") for place in range(8)]
    texts["doubled"] = a_check("DOUBLED", 10, refused, again="B")
    texts["again"] = a_check("AGAIN", 10, claims_of("AGAIN", 10, 20), again="B")
    report = house.load(**texts)
    assert {file.status for file in report.files} == {"loaded"}, report
    yield house
    house.connection.close()


def told(house: House, payer: str, number: int, *columns: str) -> tuple:
    """Columns of a payer's week."""
    answer = house.ask("data_health", ReviewFilters(payers=(payer,)))
    row = answer[answer["remit_week"].dt.date == week(number)].iloc[0]
    return tuple(row[column] for column in columns)


def test_a_week_without_its_file_is_told_with_what_was_expected(house: House) -> None:
    columns = ("line_count", "expected_line_count", "verdict", "is_healthy")
    assert told(house, "GAP", 9, *columns) == (0, 20, "file missing?", False)
    # One week without lines among eight moves no median.
    assert told(house, "GAP", 10, *columns) == (20, 20, "ok", True)


def test_a_payer_whose_weeks_vary_much_is_not_flagged(house: House) -> None:
    # Median of 10 and 30 four times each: 20; all lie 10 from it: 4 x 1.4826 x 10 = 59 short of
    # it would be needed, 12 are.
    columns = ("line_count", "expected_line_count", "robust_deviation", "verdict")
    assert told(house, "UNEVEN", 9, *columns) == (8, 20, pytest.approx(14.826), "ok")


def test_under_five_expected_lines_nothing_is_said(house: House) -> None:
    columns = ("expected_line_count", "verdict", "is_healthy")
    assert told(house, "SMALL", 9, *columns) == (4, "too few to say", True)


def test_under_four_weeks_nothing_is_expected_yet(house: House) -> None:
    verdicts = [told(house, "KEEPER", number, "verdict")[0] for number in range(1, 7)]
    assert verdicts == ["too few to say"] * 4 + ["ok"] * 2


def test_a_payer_of_every_other_week_misses_nothing_in_the_weeks_between(house: House) -> None:
    columns = ("expected_line_count", "rhythm_week_count", "verdict")
    assert told(house, "FORTNIGHT", 9, *columns) == (20, 2, "ok")
    assert told(house, "FORTNIGHT", 10, *columns) == (0, 2, "ok")
    assert told(house, "FORTNIGHT", 11, *columns) == (20, 2, "file missing?")
    assert told(house, "FORTNIGHT", 12, *columns) == (0, 2, "ok")  # said once


def test_a_payer_of_every_other_week_that_moves_by_a_week_is_asked_about_once(
    house: House,
) -> None:
    verdicts = [told(house, "SHIFTED", number, "verdict")[0] for number in range(8, 13)]
    assert verdicts == ["ok", "file missing?", "ok", "ok", "ok"]


def test_many_duplicates_are_told(house: House) -> None:
    # DOUBLED: 8 of 28 lines are 29 %. AGAIN: 20 of 40 stand there a second time.
    columns = ("line_count", "first_answer_line_count", "duplicate_line_count", "verdict")
    assert told(house, "DOUBLED", 10, *columns) == (28, 20, 8, "many duplicates")
    assert told(house, "AGAIN", 10, *columns) == (40, 20, 20, "many duplicates")
    assert told(house, "AGAIN", 11, *columns) == (20, 20, 0, "ok")


def test_the_newest_week_is_not_judged_before_its_friday(
    house: House, judged: Callable[..., House]
) -> None:
    assert told(house, "LATE", 12, "verdict", "is_healthy") == ("not over yet", True)
    friday = a_check("KEEPER", 12, claims_of("KEEPER", 12, 20), day=4)
    over = judged(*checks_of("LATE").values(), friday)
    assert told(over, "LATE", 12, "verdict", "is_healthy") == ("file missing?", False)


def test_a_reversal_is_no_line_of_a_week(judged: Callable[..., House]) -> None:
    first = a_claim("R1")
    answers = a_check("GAP", 1, [first, a_claim("R2")])
    taken_back = a_check("GAP", 2, [a_reversal_of(first), a_claim("R1", icn="ICNR1B")])
    house = judged(answers, taken_back)
    assert told(house, "GAP", 2, "line_count", "first_answer_line_count") == (1, 0)


def test_a_payers_weeks_reach_to_the_newest_of_all(house: House) -> None:
    weeks = house.ask("data_health").groupby("payer_name").size()
    assert set(weeks.loc[list(WEEKS)]) == {12}
    assert len(house.ask("data_health", ReviewFilters(first_week=week(9), last_week=week(9)))) >= 9


def test_a_wrong_year_costs_a_few_rows_and_not_a_row_for_every_week_since(
    judged: Callable[..., House],
) -> None:
    # A check dated 1926 instead of 2026: 17 weeks after it, and 17 before the week of 2026.
    checks = [
        an_835(a_claim(number), payer="KEEPER", trace=number, date=day)
        for number, day in (("OLD", "19260107"), ("NOW", "20260107"))
    ]
    weeks = judged(*checks).ask("data_health")["remit_week"].dt.date
    assert (weeks.min(), weeks.max()) == (date(1926, 1, 4), MONDAY)
    assert len(weeks) == 1 + 17 + 17 + 1
