"""How weeks mature, on two weeks worked out by hand.

Seen from the newest answer, Monday of week 20:

    week  lines  answered                                          pending
    1     10     4 after 7 days (1 denied), 6 after 28 (3 denied)
    19    10     6 after 7 days (1 denied)                         4

Week 19 is 7 days old. At that age 6 lines of week 1 were pending, and 3 of them were denied later.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pandas as pd
import pytest

from analytics import database
from analytics.measures.maturity import maturing
from analytics.vocabulary import ReviewFilters
from tests.queries.lines_by_hand import an_empty_house, answered, put_lines, week


def sent(number: int, days: int | None, count: int, denied: int = 0, **said: object) -> list[dict]:
    """Lines served and sent on the Monday of a week, answered so many days later or never."""
    dates = {
        "service_date": week(number),
        "submission_date": week(number),
        "remit_date": None if days is None else week(number) + timedelta(days=days),
        "remit_week": None if days is None else week(number + days // 7),
    }
    open_lines = {"verdict": "unanswered"} if days is None else {}
    return answered("BLUE", number, count, denied, **{**dates, **open_lines, **said})


LINES = [
    *sent(1, 7, 4, 1), *sent(1, 28, 6, 3), *sent(19, 7, 6, 1), *sent(19, None, 4),
]  # fmt: skip
COUNTS = [
    "submitted_line_count", "answered_line_count", "denied_line_count", "pending_line_count",
    "mature_week_count", "mature_pending_line_count", "mature_later_denied_line_count",
]  # fmt: skip


@pytest.fixture(scope="module")
def house() -> Iterator[database.Connection]:
    with an_empty_house() as connection:
        yield connection


def weeks(house: database.Connection, lines: list[dict], **parameters: object) -> pd.DataFrame:
    """The answer, a row per week by its Monday."""
    put_lines(house, lines)
    answer = database.ask(house, "maturity", **parameters)
    return answer.assign(line_week=answer["line_week"].dt.date).set_index("line_week")


def test_pending_lines_are_told_by_what_became_of_lines_of_their_age(
    house: database.Connection,
) -> None:
    rows = weeks(house, LINES)
    assert rows.loc[week(19), COUNTS].tolist() == [10, 6, 1, 4, 1, 6, 3]
    assert rows.loc[week(1), COUNTS].tolist() == [10, 10, 4, 0, 0, 0, 0]
    told = maturing(rows.reset_index()).iloc[-1]
    # (1 denied + 4 pending x 3/6) / 10; 6 of 10 answered
    assert (told.denial_rate, told.standing) == (pytest.approx(0.3), "dashed")


def test_a_week_is_mature_only_13_weeks_on_and_nine_tenths_answered(
    house: database.Connection,
) -> None:
    unanswered = [*sent(2, 7, 8), *sent(2, None, 2)]  # 8 of 10
    young = sent(7, 28, 10, 10)  # 12 weeks older than week 19
    rows = weeks(house, [*LINES, *unanswered, *young])
    assert rows.loc[week(19), "mature_week_count"] == 1


def test_a_line_never_answered_stays_among_the_pending(house: database.Connection) -> None:
    lines = [*LINES, *sent(1, None, 1)]  # 10 of 11 answered
    assert rows_of(weeks(house, lines), 19) == (7, 3)


def rows_of(rows: pd.DataFrame, number: int) -> tuple[int, int]:
    """Lines of mature weeks that were pending, and denied later."""
    row = rows.loc[week(number)]
    return row.mature_pending_line_count, row.mature_later_denied_line_count


def test_weeks_are_of_service_or_of_sending(house: database.Connection) -> None:
    lines = [*LINES, *sent(19, None, 5, submission_date=week(20))]
    assert weeks(house, lines).submitted_line_count.to_dict() == {week(1): 10, week(19): 15}
    by_sending = weeks(house, lines, week_of="submission").submitted_line_count
    assert by_sending.to_dict() == {week(1): 10, week(19): 10, week(20): 5}


def test_lines_whose_claim_is_not_loaded_are_left_out(house: database.Connection) -> None:
    lines = [*LINES, *sent(19, 7, 5, submission_date=None)]
    assert weeks(house, lines).loc[week(19), "submitted_line_count"] == 10


def test_payers_narrow_answered_and_pending_lines_alike(house: database.Connection) -> None:
    lines = [*LINES, *sent(19, None, 3, payer_name="RED"), *sent(19, 7, 2, payer_name="RED")]
    rows = weeks(house, lines, filters=ReviewFilters(payers=("RED",)))
    assert rows.loc[week(19), COUNTS[:4]].tolist() == [5, 2, 0, 3]
