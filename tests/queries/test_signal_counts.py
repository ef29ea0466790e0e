"""What signals count, on a few lines whose combinations can be told by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from analytics import database
from tests.queries.lines_by_hand import an_empty_house, answered, put_lines, week


@pytest.fixture(scope="module")
def house() -> Iterator[database.Connection]:
    with an_empty_house() as connection:
        yield connection


def counted(house: database.Connection, lines: list[dict], unhealthy: str = "") -> pd.DataFrame:
    """The answer on these lines; weeks are healthy but for those of ``unhealthy``."""
    put_lines(house, lines)
    weeks = pd.DataFrame(lines)[["payer_name", "remit_week"]].drop_duplicates()
    weeks = weeks.assign(is_healthy=weeks["payer_name"] != unhealthy)
    house.register("given_weeks", weeks)
    house.execute("delete from marts.payer_weeks")
    house.execute("insert into marts.payer_weeks by name select * from given_weeks")
    house.unregister("given_weeks")
    database.update_signal_sums(house)
    return database.signal_counts(house)


def told(rows: pd.DataFrame) -> dict[tuple, tuple[int, int]]:
    """Denied lines and lines over all weeks, by payer, procedure and modifier."""
    names = ["payer_name", "procedure_code", "modifier_code"]
    rows = rows.assign(**{name: rows[name].astype(object).fillna("any") for name in names})
    sums = rows.groupby(names)[["denied_line_count", "line_count"]].sum()
    return {key: tuple(row) for key, row in zip(sums.index, sums.to_numpy(), strict=True)}


def denied(payer: str, number: int, count: int, of: int, *modifiers: str, **said: object) -> list:
    """Lines for CARC 97 with these modifiers."""
    return answered(
        payer, number, of, count, carc_code="97", modifier_set=" ".join(modifiers), **said
    )


def test_every_subset_of_payer_procedure_and_modifier_is_counted(house):
    lines = [
        *denied("BLUE", 1, 4, 10, "25"),
        *denied("BLUE", 1, 4, 10, procedure_code="99214"),
        *denied("RED", 1, 4, 10, "25", procedure_code="99214"),
        *denied("RED", 1, 4, 10),
    ]
    assert told(counted(house, lines)) == {
        ("any", "any", "any"): (16, 40),
        ("BLUE", "any", "any"): (8, 20),
        ("RED", "any", "any"): (8, 20),
        ("any", "99213", "any"): (8, 20),
        ("any", "99214", "any"): (8, 20),
        ("any", "any", "25"): (8, 20),
        ("any", "any", ""): (8, 20),
        # Two of the three parts tell each cell here: all three are said of it, and it stands once.
        ("BLUE", "99213", "25"): (4, 10),
        ("BLUE", "99214", ""): (4, 10),
        ("RED", "99214", "25"): (4, 10),
        ("RED", "99213", ""): (4, 10),
    }


def test_a_line_with_two_modifiers_stands_under_both_and_once_in_all(house):
    lines = [*denied("BLUE", 1, 4, 4, "25", "59"), *denied("BLUE", 1, 4, 4, "59"),
             *denied("BLUE", 1, 4, 4)]  # fmt: skip
    sums = told(counted(house, lines))
    assert sums[("BLUE", "99213", "any")] == (12, 12)
    assert sums[("BLUE", "99213", "59")] == (8, 8)
    assert sums[("BLUE", "99213", "25")] == (4, 4)
    assert sums[("BLUE", "99213", "")] == (4, 4)


def test_combinations_of_the_same_lines_are_one(house):
    # One payer, one procedure, no modifier: eight names for the same ten lines.
    rows = counted(house, denied("BLUE", 1, 5, 10))
    assert told(rows) == {("BLUE", "99213", ""): (5, 10)}
    assert rows["modifier_told_from_week"].isna().all()
    assert list(rows["tried_combination_count"]) == [1]


def test_fewer_than_four_denials_have_no_rows_but_were_tried(house):
    rows = counted(house, [*denied("BLUE", 1, 3, 10), *denied("RED", 1, 1, 10)])
    # All of them (4 denials), BLUE's 3 and RED's 1.
    assert told(rows) == {("any", "99213", ""): (4, 20)}
    assert list(rows["tried_combination_count"]) == [3]


def test_weeks_of_a_payer_that_are_not_healthy_count_nowhere(house):
    lines = [*denied("BLUE", 1, 4, 10), *denied("RED", 1, 8, 10)]
    assert told(counted(house, lines, unhealthy="RED")) == {("BLUE", "99213", ""): (4, 10)}


def test_a_reason_is_measured_against_the_payers_that_give_it(house):
    lines = [*denied("BLUE", 1, 4, 10), *denied("RED", 1, 0, 90), *denied("GREEN", 1, 1, 10)]
    rows = counted(house, lines)
    assert rows[["reason_denied_line_count", "reason_line_count"]].to_numpy().tolist() == (
        [[5, 20]] * len(rows)
    )


def test_lines_denied_together_count_by_their_claims(house):
    # Claims of 3, 1 and 1 denied lines: 9 + 1 + 1.
    lines = denied("BLUE", 1, 5, 10)
    for place in range(3):
        lines[place]["chain_number"] = 1000
    rows = counted(house, lines)
    assert rows[["denied_square_count", "denied_line_count"]].to_numpy().tolist() == [[11, 5]]


def test_each_week_has_its_own_counts(house):
    rows = counted(house, [*denied("BLUE", 1, 4, 10), *denied("BLUE", 3, 0, 7)])
    weekly = dict(zip(rows["remit_week"].dt.date, rows["line_count"], strict=True))
    assert weekly == {week(1): 10, week(3): 7}


def test_a_combination_is_one_of_its_own_from_the_week_its_lines_differ(house):
    # Until week 3 all lines are BLUE's, 99213 and without a modifier; then RED and 25 come.
    lines = [
        *denied("BLUE", 1, 4, 10),
        *denied("BLUE", 2, 0, 10),
        *denied("RED", 3, 4, 10),
        *denied("BLUE", 4, 4, 10, "25"),
    ]
    rows = counted(house, lines)
    from_week = {
        tuple(key): (distinct.date(), None if pd.isna(told) else told.date())
        for *key, distinct, told in rows.astype({"payer_name": object, "modifier_code": object})
        .fillna({"payer_name": "any", "modifier_code": "any"})[
            ["payer_name", "modifier_code", "distinct_from_week", "modifier_told_from_week"]
        ]
        .drop_duplicates()
        .itertuples(index=False, name=None)
    }
    assert from_week == {
        ("any", "any"): (week(4), week(4)),
        ("any", ""): (week(3), week(4)),
        ("BLUE", "any"): (week(4), week(4)),
        ("BLUE", ""): (week(1), week(4)),
        ("BLUE", "25"): (week(4), week(4)),
        ("RED", ""): (week(3), None),
    }
    # Week 1: BLUE without a modifier. Week 3: RED's, and all payers' without one. Week 4: BLUE with
    # 25, all of BLUE, all of all.
    tried = rows.groupby(rows["remit_week"].dt.date)["tried_combination_count"].first()
    assert tried.to_dict() == {week(1): 1, week(2): 1, week(3): 3, week(4): 6}


def test_a_payer_measures_a_reason_from_the_week_it_first_gives_it(house):
    lines = [*denied("BLUE", 1, 4, 10), *denied("RED", 1, 0, 90), *denied("RED", 2, 1, 30)]
    rows = counted(house, lines)
    weekly = rows.groupby(rows["remit_week"].dt.date)["reason_line_count"].first()
    assert weekly.to_dict() == {week(1): 10, week(2): 30}
