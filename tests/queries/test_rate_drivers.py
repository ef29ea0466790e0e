"""Why the rate moved, on cells small enough to work out by hand; and that parts always add up."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as for_any
from hypothesis import strategies as some

from analytics import database
from analytics.vocabulary import ReviewFilters
from tests.queries.lines_by_hand import an_empty_house, answered, put_lines, week


@pytest.fixture(scope="module")
def house() -> Iterator[database.Connection]:
    with an_empty_house() as connection:
        yield connection


def drivers(house: database.Connection, lines: list[dict], **parameters: object) -> pd.DataFrame:
    """The answer on these lines, for week 2 against week 1 unless said otherwise."""
    put_lines(house, lines)
    return database.ask(house, "rate_drivers", **({"week": week(2)} | parameters))


def told(answer: pd.DataFrame) -> dict[object, tuple[float, float]]:
    """Rate part and mix part by payer; those of the pooled row under None."""
    return {
        None if pd.isna(row.payer_name) else row.payer_name: (
            pytest.approx(row.rate_part, abs=1e-12),
            pytest.approx(row.mix_part, abs=1e-12),
        )
        for row in answer.itertuples()
    }


def test_a_payer_whose_own_rate_rose_is_named(house: database.Connection) -> None:
    # BLUE 2 of 20, then 12 of 20; RED 2 of 20 twice. 4 of 40 to 14 of 40: +0.25, all BLUE's rate:
    # (0.5 + 0.5) / 2 x (0.6 - 0.1).
    lines = [*answered("BLUE", 1, 20, 2), *answered("RED", 1, 20, 2),
             *answered("BLUE", 2, 20, 12), *answered("RED", 2, 20, 2)]  # fmt: skip
    answer = drivers(house, lines)
    assert told(answer) == {"BLUE": (0.25, 0), None: (0, 0)}
    # Its 14 denied and 26 paid lines lie 0.775 and 0.225 from the center (0.10 + 0.35) / 2.
    squares = 14 * 0.775**2 + 26 * 0.225**2
    error = sqrt(squares / 80 * (1 / 40 + 1 / 40))
    assert answer.iloc[0].standard_error == pytest.approx(error)
    assert list(answer.is_shown) == [True, False]


def test_more_lines_of_a_payer_that_denies_much_is_mix(house: database.Connection) -> None:
    # BLUE denies half, RED nothing. BLUE's share goes from 3/4 to 1/4, the center is
    # (15/40 + 5/40) / 2 = 0.25: (0.25 - 0.75) x (0.5 - 0.25) and (0.75 - 0.25) x (0 - 0.25).
    lines = [*answered("BLUE", 1, 30, 15), *answered("RED", 1, 10, 0),
             *answered("BLUE", 2, 10, 5), *answered("RED", 2, 30, 0)]  # fmt: skip
    # Errors: of BLUE's 20 denied and 20 paid sqrt((20 x 0.75^2 + 20 x 0.25^2) / 80 / 20) = 0.088,
    # too large for it to be named; of RED's 40 paid sqrt(40 x 0.25^2 / 80 / 20) = 0.040.
    assert told(drivers(house, lines)) == {"RED": (0, -0.125), None: (0, -0.125)}


def test_a_payer_that_is_new_or_gone_is_all_mix(house: database.Connection) -> None:
    # 0 of 40 to 20 of 40, center 0.25. OLD: (0 - 0.5) x (0 - 0.25). NEW: (0.5 - 0) x (1 - 0.25).
    lines = [*answered("RED", 1, 20, 0), *answered("OLD", 1, 20, 0),
             *answered("RED", 2, 20, 0), *answered("NEW", 2, 20, 20)]  # fmt: skip
    assert told(drivers(house, lines)) == {
        "OLD": (0, 0.125), "NEW": (0, 0.375), None: (0, 0)}  # fmt: skip


def test_lines_of_one_claim_count_as_one_piece_of_evidence(house: database.Connection) -> None:
    # Ten denied lines: as ten claims they are more than chance, as one claim of ten they are not.
    # 0 of 100 to 10 of 100, center 0.05, the part 0.1. One claim: (10 x 0.95)^2 and 190 x 0.05^2,
    # over 200, x 2/100: an error of 0.095, of which 0.1 is not twice as much.
    lines = [*answered("BLUE", 1, 100, 0), *answered("BLUE", 2, 100, 10)]
    assert list(drivers(house, lines).is_shown) == [True]
    for place, line in enumerate(lines, start=1):
        line["chain_number"] = 0 if line["is_denied"] else place
        line["has_repeated_procedure"] = line["is_denied"]
    answer = drivers(house, lines)
    assert list(answer.is_shown) == [False]
    expected = sqrt((9.5**2 + 190 * 0.05**2) / 200 * (1 / 100 + 1 / 100))
    assert answer.iloc[0].standard_error == pytest.approx(expected)


def test_less_than_three_lines_are_ordinary_variation(house: database.Connection) -> None:
    # RED has a tenth of the lines in both periods, and none of 100 denied before: its part is worth
    # just its denied lines, 2 or 3 of 10.
    for count, shown in ((2, False), (3, True)):
        lines = [*answered("BLUE", 1, 900, 10), *answered("RED", 1, 100, 0),
                 *answered("BLUE", 2, 90, 1), *answered("RED", 2, 10, count)]  # fmt: skip
        answer = drivers(house, lines)
        assert ("RED" in set(answer.payer_name)) is shown


def test_weeks_before_and_any_two_periods(house: database.Connection) -> None:
    lines = [line for number in range(1, 15) for line in answered("BLUE", number, 10, number % 3)]
    counts = ["line_count_before", "line_count", "before_first_week", "last_week"]

    def counted(**parameters: object) -> tuple:
        row = drivers(house, lines, **parameters)[counts].sum(numeric_only=True)
        dates = drivers(house, lines, **parameters).iloc[0]
        return (*row, dates.before_first_week.date(), dates.last_week.date())

    assert counted(week=week(14)) == (80, 10, week(6), week(14))
    assert counted(week=week(14), weeks_before=12) == (120, 10, week(2), week(14))
    periods = {"before_first_week": week(1), "before_last_week": week(3),
               "first_week": week(10), "last_week": week(13)}  # fmt: skip
    assert counted(week=None, **periods) == (30, 40, week(1), week(13))


def test_without_a_week_it_is_the_latest_that_is_full(house: database.Connection) -> None:
    full = [line for number in range(1, 10) for line in answered("BLUE", number, 10, 1)]
    half = answered("BLUE", 10, 5, 0)  # half of the median is enough
    few = answered("BLUE", 10, 4, 0)
    assert drivers(house, full + half, week=None).first_week.iloc[0].date() == week(10)
    assert drivers(house, full + few, week=None).first_week.iloc[0].date() == week(9)


def test_where_a_period_has_no_lines_there_is_nothing_to_compare(
    house: database.Connection,
) -> None:
    assert drivers(house, answered("BLUE", 2, 10, 1)).empty
    assert drivers(house, answered("BLUE", 1, 10, 1)).empty


cells = some.lists(
    some.tuples(
        some.sampled_from(["BLUE", "RED", "GREEN"]),
        some.sampled_from(["99213", "99214"]),
        some.sampled_from([1, 2]),
        some.integers(0, 30),
        some.integers(0, 30),
    ),
    min_size=2,
    max_size=10,
)


@settings(max_examples=40, deadline=None, derandomize=True, database=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@for_any(cells)
def test_the_parts_sum_to_the_change(house: database.Connection, given: list[tuple]) -> None:
    lines = [
        line
        for payer, procedure, number, count, denied in given
        for line in answered(payer, number, count, denied, procedure_code=procedure)
    ]
    answer = drivers(house, lines, filters=ReviewFilters())
    rates = []
    for number in (1, 2):
        seen = [line["is_denied"] for line in lines if line["remit_week"] == week(number)]
        rates.append(sum(seen) / len(seen) if seen else None)
    if None in rates:
        assert answer.empty
        return
    change = answer.rate_part.sum() + answer.mix_part.sum()
    assert change == pytest.approx(rates[1] - rates[0], abs=1e-12)
    assert answer.line_count.sum() == sum(line["remit_week"] == week(2) for line in lines)
