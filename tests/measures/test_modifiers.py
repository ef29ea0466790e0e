"""What goes with a modifier: worked by hand, held beside statsmodels, told in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from math import sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as for_any
from hypothesis import strategies as some

from analytics import database
from analytics.measures.modifier_rows import (
    is_worth_a_row,
    level_of,
    modifiers_sentence,
    more_at,
    most_used_procedure,
    rows_at,
    strongest,
    weekly_rates,
    with_and_without,
)
from analytics.measures.modifiers import (
    HIGHER,
    NO_DIFFERENCE,
    NOTHING_LIKE,
    UNKNOWN,
    of_level,
    pooled,
)
from analytics.review import Review
from analytics.vocabulary import ReviewFilters
from tests.queries.lines_by_hand import an_empty_house, answered, put_lines, week


@pytest.fixture(scope="module")
def house() -> Iterator[database.Connection]:
    with an_empty_house() as connection:
        yield connection


def lines(
    payer: str, with_denied: int, with_all: int, denied: int, all_: int, **said: object
) -> list[dict]:
    """Lines of a payer with modifier 25 and without any, the first of each denied."""
    said = {"place_of_service_code": "11", **said}
    return [
        *answered(payer, 1, with_all, with_denied, modifier_set="25", **said),
        *answered(payer, 1, all_, denied, modifier_set="", **said),
    ]


def effects(
    house: database.Connection,
    *given: list[dict],
    filters: ReviewFilters | None = None,
    **asked: object,
) -> pd.DataFrame:
    put_lines(house, [line for group in given for line in group])
    return Review(house, filters).ask("modifier_effects", **asked)


def of_all(rows: pd.DataFrame) -> pd.Series:
    """The one row about a modifier alone."""
    return of_level(rows, "modifier").iloc[0]


def test_groups_are_compared_within_themselves_and_pooled(house: database.Connection) -> None:
    # BLUE: 8 of 20 with, 4 of 20 without; RED: 1 of 10 with, 2 of 30 without; both of 40 lines.
    row = of_all(effects(house, lines("BLUE", 8, 20, 4, 20), lines("RED", 1, 10, 2, 30)))
    # (8 x 20 - 4 x 20) / 40 + (1 x 30 - 2 x 10) / 40 = 2.25; 20 x 20 / 40 + 10 x 30 / 40 = 17.5
    assert row.difference == pytest.approx(2.25 / 17.5)
    # Sato: P = (400 x 4 - 400 x 8 + 0) / 1600 + (100 x 2 - 900 x 1 + 300 x 20 / 2) / 1600 = 0.4375;
    # Q = (8 x 16 + 4 x 12) / 80 + (1 x 28 + 2 x 9) / 80 = 2.775
    error = sqrt((2.25 / 17.5 * 0.4375 + 2.775) / 17.5**2)
    assert row.low == pytest.approx(2.25 / 17.5 - 1.959964 * error)
    assert row.high == pytest.approx(2.25 / 17.5 + 1.959964 * error)
    # (8 x 16 + 1 x 28) / 40 over (4 x 12 + 2 x 9) / 40
    assert row.odds_ratio == pytest.approx(156 / 66)
    # Expected 20 x 12 / 40 + 10 x 3 / 40 = 6.75; least 0 + 0, most 12 + 3: 6.75 and 8.25 away.
    assert row.mantel_fleiss == pytest.approx(6.75)
    # 9 / 30 less 6 / 50
    assert row.raw_difference == pytest.approx(0.18)
    assert (row.strata_count, row.verdict) == (2, NO_DIFFERENCE)


def test_weeks_of_a_payer_that_are_not_healthy_are_left_out(house: database.Connection) -> None:
    # BLUE misses a file in week 2: what came of it, 9 of 9 with 25 denied, is no part of 8 of 20.
    partial = [{**line, "remit_week": week(2), "remit_date": week(2) + timedelta(days=3),
                "service_week": week(1)} for line in lines("BLUE", 9, 9, 0, 9)]  # fmt: skip
    verdicts = pd.DataFrame(
        {"payer_name": ["BLUE", "BLUE", "RED"], "remit_week": [week(1), week(2), week(2)],
         "is_healthy": [True, False, True]}
    )  # fmt: skip
    house.register("given_weeks", verdicts)
    house.execute("delete from marts.payer_weeks")
    house.execute("insert into marts.payer_weeks by name select * from given_weeks")
    house.unregister("given_weeks")
    try:
        for basis in ("remit", "service"):
            asked = {"filters": ReviewFilters(date_basis=basis)}
            row = of_all(effects(house, lines("BLUE", 8, 20, 4, 20), partial, **asked))
            assert (row.with_denied_count, row.with_line_count) == (8, 20)
    finally:
        house.execute("delete from marts.payer_weeks")


def test_groups_are_of_one_payer_procedure_and_place(house: database.Connection) -> None:
    rows = effects(
        house,
        lines("BLUE", 8, 20, 4, 20),
        lines("BLUE", 8, 20, 4, 20, place_of_service_code="22"),
        lines("RED", 8, 20, 4, 20, procedure_code="99214"),
        lines(
            "RED", 0, 0, 9, 30
        ),  # no line with it: counts in all lines together, compares nothing
    )
    told = {
        (*(None if pd.isna(key) else key for key in (row.procedure_code, row.payer_name)),): (
            row.strata_count, row.with_line_count, row.without_line_count,
            row.compared_without_line_count,
        )
        for row in rows.itertuples()
    }  # fmt: skip
    assert told == {
        (None, None): (3, 60, 90, 60),
        (None, "BLUE"): (2, 40, 40, 40),
        (None, "RED"): (1, 20, 50, 20),
        ("99213", None): (2, 40, 70, 40),
        ("99214", None): (1, 20, 20, 20),
        ("99213", "BLUE"): (2, 40, 40, 40),
        ("99214", "RED"): (1, 20, 20, 20),
    }


def test_what_is_only_mix_is_called_so(house: database.Connection) -> None:
    # BLUE denies half with and without, RED a tenth; 25 stands mostly on BLUE's lines.
    # Within: no difference. All together: 42 of 100 less 18 of 100.
    row = of_all(effects(house, lines("BLUE", 40, 80, 10, 20), lines("RED", 2, 20, 8, 80)))
    assert row.difference == pytest.approx(0)
    assert row.raw_difference == pytest.approx(0.24)
    assert row.is_mix and not row.is_told
    assert row.sentence.endswith(
        "All lines together: 42 of 100 lines denied with it, 18 of 100 without, "
        "+24.0 points. The two differ because of mix: it is used more on lines that "
        "are denied more often anyway."
    )


def test_a_clear_difference_is_told_with_its_numbers(house: database.Connection) -> None:
    # 40 of 80 with, 8 of 80 without: 40 points. Sato: P = (80^2 x 8 - 80^2 x 40) / 160^2 = -8,
    # Q = (40 x 72 + 8 x 40) / 320 = 10; sqrt((0.4 x -8 + 10) / 40^2) = 0.0652; x 1.96 = 0.1278
    rows = effects(house, lines("BLUE", 40, 80, 8, 80))
    row = of_all(rows)
    assert row.is_told and row.verdict == HIGHER
    sentence = (
        "Modifier 25 is denied more often: +40.0 points (+27.2 to +52.8) than "
        "similar lines, 80 with it and 80 without in 1 group of one payer, procedure "
        "and place. All lines together: 40 of 80 lines denied with it, 8 of 80 "
        "without, +40.0 points."
    )
    assert row.sentence == sentence
    # The same lines stand at every level: of those equally sure the widest is told.
    assert modifiers_sentence(rows, strongest(rows)) == (
        "Payers deny lines with modifier 25 far more often than similar lines without it: 50% "
        "against 10%, +40.0 points."
    )
    # With only 40 lines on either side and one denied, it cannot be compared.
    few = effects(house, lines("BLUE", 1, 40, 0, 40))
    assert modifiers_sentence(few, strongest(few)) == (
        "No modifier is clearly denied more often than similar lines without it; 0 "
        "of 1 modifier could be compared."
    )


def test_the_sentence_names_the_level_it_speaks_of(house: database.Connection) -> None:
    # BLUE denies 99213 with 25 far more; RED denies it less, so that all payers say less.
    rows = effects(
        house,
        lines("BLUE PLAN", 40, 80, 8, 80),
        lines("RED", 20, 80, 20, 80),
        lines("BLUE PLAN", 8, 80, 8, 80, procedure_code="99214"),
    )
    surest = strongest(rows)
    assert surest is not None and level_of(surest) == "both"
    assert modifiers_sentence(rows, strongest(rows)) == (
        "Blue Plan denies 99213 with modifier 25 far more often than similar lines without it: "
        "50% against 10%, +40.0 points."
    )
    assert more_at(rows) == {"25": ["BLUE PLAN"]}
    at_both = rows_at(rows, "both", "25", "99213")
    assert at_both["payer_name"].tolist() == ["BLUE PLAN", "RED"]
    assert rows_at(rows, "procedure", "25", None)["procedure_code"].tolist() == ["99213", "99214"]
    assert most_used_procedure(rows, "25") == "99213"


def test_the_two_rates_differ_by_the_difference(house: database.Connection) -> None:
    # Of all 90 with it 41 are denied; the 10 of RED have no like lines, so 40 of 80 are compared.
    rows = effects(house, lines("BLUE", 40, 80, 8, 80), lines("RED", 1, 10, 0, 0))
    row = of_all(rows)
    assert (row.with_line_count, row.compared_with_line_count) == (90, 80)
    assert row.compared_with_denied_count == 40
    assert row.with_denial_rate == pytest.approx(0.5)
    assert row.without_denial_rate == pytest.approx(0.1)
    # Where nothing can be said, both are of all lines.
    few = of_all(effects(house, lines("BLUE", 8, 40, 1, 40)))
    assert (few.with_denial_rate, few.without_denial_rate) == (8 / 40, 1 / 40)


def test_a_row_says_something_from_twenty_lines_with_others_to_compare(
    house: database.Connection,
) -> None:
    rows = effects(house, lines("A", 2, 20, 1, 5), lines("B", 2, 19, 1, 5), lines("C", 2, 20, 0, 0))
    at_payer = rows_at(rows, "payer", "25", None)
    assert at_payer.loc[is_worth_a_row(at_payer), "payer_name"].tolist() == ["A"]


def test_four_weeks_together_make_a_point_of_the_two_lines() -> None:
    weeks = pd.date_range("2026-03-02", periods=5, freq="7D")

    def of(denied: list[int], lines: list[int]) -> pd.DataFrame:
        return pd.DataFrame(
            {"remit_week": weeks, "denied_line_count": denied, "adjudicated_line_count": lines}
        )

    # With it 6 lines a week, 3 denied; of all 16 lines 4: without it 10, 1 denied.
    told = with_and_without(of([3] * 5, [6] * 5), of([4] * 5, [16] * 5))
    # 6, 12, 18 lines are too few; 24 are not. Without it 20 from the second week on.
    assert told["with_denial_rate"].isna().tolist() == [True, True, True, False, False]
    assert told["with_denial_rate"].iloc[-1] == pytest.approx(12 / 24)
    assert told["without_denial_rate"].iloc[1:].tolist() == pytest.approx([0.1] * 4)
    assert told["without_line_count"].tolist() == [10, 20, 30, 40, 40]
    alone = weekly_rates(of([3] * 5, [6] * 5).assign(modifier_code="25"))
    assert alone["25"].tolist()[3:] == [0.5, 0.5] and alone["25"].isna().sum() == 3


def test_under_five_of_mantel_and_fleiss_nothing_is_said(house: database.Connection) -> None:
    # 9 denied of 80, 40 with it: expected 4.5, and no fewer than 0: 4.5 away from the least.
    row = of_all(effects(house, lines("BLUE", 9, 40, 0, 40)))
    assert row.mantel_fleiss == pytest.approx(4.5)
    assert row.verdict == UNKNOWN
    assert pd.isna(row.difference) and pd.isna(row.q_value) and not row.is_told
    assert row.sentence == (
        "Modifier 25: too few to say; 9 of 40 lines denied with it, 0 of 40 without."
    )
    # One more denied: 5 away, and it is judged.
    assert of_all(effects(house, lines("BLUE", 10, 40, 0, 40))).is_told


def test_where_every_line_carries_it_there_is_nothing_like(house: database.Connection) -> None:
    row = of_all(effects(house, lines("BLUE", 40, 80, 0, 0)))
    assert row.verdict == NOTHING_LIKE and pd.isna(row.difference)


def test_one_modifier_can_be_asked_for(house: database.Connection) -> None:
    given = [*lines("BLUE", 8, 20, 4, 20), *answered("BLUE", 1, 10, 0, modifier_set="25 59")]
    assert set(effects(house, given).modifier_code) == {"25", "59"}
    rows = effects(house, given, modifier="59")
    assert set(rows.modifier_code) == {"59"}
    assert set(rows.without_line_count) == {40}


cells = some.tuples(*(some.integers(0, 8) for _ in range(4)))
strata = some.lists(cells.filter(lambda counts: counts[0] + counts[1] and counts[2] + counts[3]),
                    min_size=1, max_size=4)  # fmt: skip


@settings(max_examples=6, deadline=None, derandomize=True, database=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@for_any(some.lists(strata, min_size=8, max_size=8))
def test_the_odds_ratio_and_its_test_agree_with_statsmodels(
    house: database.Connection, given: list[list[tuple[int, int, int, int]]]
) -> None:
    """Each table of strata is a procedure of its own, its strata are payers."""
    from statsmodels.stats.contingency_tables import StratifiedTable

    put_lines(house, [
        line
        for procedure, tables in enumerate(given)
        for payer, (denied, paid, without_denied, without_paid) in enumerate(tables)
        for line in lines(f"P{payer}", denied, denied + paid, without_denied,
                          without_denied + without_paid, procedure_code=f"{procedure}")
    ])  # fmt: skip
    rows = of_level(database.ask(house, "modifier_effects"), "procedure")
    ours = pooled(rows).set_index(rows["procedure_code"])
    for procedure, tables in enumerate(given):
        with np.errstate(divide="ignore", invalid="ignore"):
            theirs = StratifiedTable([np.array(table, float).reshape(2, 2) for table in tables])
            odds_ratio, test = theirs.oddsratio_pooled, theirs.test_null_odds(correction=False)
        told = ours.loc[f"{procedure}"]
        assert told.odds_ratio == pytest.approx(odds_ratio) or not np.isfinite(odds_ratio)
        assert told.p_value == pytest.approx(test.pvalue) or not np.isfinite(test.pvalue)
