"""The latest full week: one definition, the same wherever no week is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest

from analytics import database
from analytics.review import Review, week_in_review
from analytics.vocabulary import ReviewFilters
from tests.queries.lines_by_hand import an_empty_house, answered, put_lines, week


@pytest.fixture(scope="module")
def house() -> Iterator[database.Connection]:
    with an_empty_house() as connection:
        yield connection


def weeks_of(*counts: int) -> list[dict]:
    """So many lines of BLUE in each week from the first on, one of them denied."""
    return [
        line
        for number, count in enumerate(counts, start=1)
        for line in answered("BLUE", number, count, min(count, 1), carc_code="97", outcome="open")
    ]


def latest(house: database.Connection, filters: ReviewFilters | None = None) -> date | None:
    found = database.ask(house, "latest_full_week", filters)["full_week"].iloc[0]
    return None if pd.isna(found) else pd.Timestamp(found).date()


def test_a_newest_week_under_half_the_median_of_the_8_before_is_still_coming_in(house):
    put_lines(house, weeks_of(*[20] * 8, 9))  # the median is 20, half of it 10
    assert latest(house) == week(8)
    put_lines(house, weeks_of(*[20] * 8, 10))
    assert latest(house) == week(9)


def test_nothing_answered_has_no_latest_full_week(house):
    put_lines(house, [])
    assert latest(house) is None


def test_an_earlier_week_is_full_however_few_its_lines(house):
    # Week 9 has 2 lines, but week 10 has come: nothing more is to come of week 9.
    put_lines(house, weeks_of(*[20] * 8, 2, 20))
    assert latest(house) == week(10)
    assert latest(house, ReviewFilters(last_week=week(9))) == week(9)


def test_a_week_asked_for_alone_is_taken_though_it_is_still_coming_in(house):
    put_lines(house, weeks_of(*[20] * 8, 9))
    assert latest(house, ReviewFilters(first_week=week(9), last_week=week(9))) == week(9)
    assert latest(house, ReviewFilters(first_week=week(2))) == week(8)


def test_it_is_the_same_for_all_payers_and_counts_first_answers_only(house):
    lines = weeks_of(*[20] * 9)
    # RED has few lines in week 9; 30 duplicates of week 10 are no first answers.
    lines += answered("RED", 8, 20, 0) + answered("RED", 9, 1, 0)
    lines += answered("BLUE", 10, 30, 0, is_duplicate=True) + answered("BLUE", 10, 3, 0)
    put_lines(house, lines)
    assert latest(house) == week(9)
    assert latest(house, ReviewFilters(payers=("RED",))) == week(9)
    assert latest(house, ReviewFilters(carcs=("97",))) == week(9)


def test_weeks_of_service_have_their_own(house):
    lines = weeks_of(*[20] * 8)
    for line in lines:
        line["service_week"] = line["service_date"] = week(1)
    put_lines(house, lines)
    assert latest(house, ReviewFilters(date_basis="service")) == week(1)


def test_every_question_document_and_action_takes_it_where_none_is_named(house):
    # Week 10 has 4 lines of a median of 20: coming in.
    put_lines(house, weeks_of(*[20] * 9, 4))
    full = week(9)
    assert latest(house) == full
    alert = {"kind": "new_or_worse", "status": "new", "carc_code": "97", "alert_number": 1}
    rows = pd.DataFrame([{**alert, "remit_week": week(number)} for number in (8, 9, 10)])
    database.keep_signals(house, {"alerts": rows})
    assert database.ask(house, "alerts")["remit_week"].dt.date.tolist() == [full]

    named, unnamed = (database.ask(house, "rate_drivers", week=when) for when in (full, None))
    pd.testing.assert_frame_equal(named, unnamed)

    assert week_in_review(Review(house, ReviewFilters())).week == full
    # Of a payer without a line in it as well.
    assert week_in_review(Review(house, ReviewFilters(last_week=week(10)))).week == full
