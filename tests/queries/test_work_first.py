"""What to work first: chances told from old denials only, and held against what came of others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest

from analytics import database
from analytics.answers import answer
from analytics.vocabulary import ReviewFilters
from tests.queries.lines_by_hand import an_empty_house, put_lines, week

TODAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def house() -> Iterator[database.Connection]:
    with an_empty_house() as connection:
        connection.execute(
            "insert into marts.files by name select 'F' as file_id, 'loaded' as status"
        )
        yield connection


def denied(payer: str, carc: str, count: int = 1, **said: object) -> list[dict]:
    """So many open denials of 1 June."""
    return [
        {"file_id": "F", "transaction_set_number": 1, "claim_number": 1, "service_line_number": 1,
         "payer_name": payer, "carc_code": carc, "is_denied": True, "outcome": "open",
         "remit_date": date(2026, 6, 1), "remit_week": date(2026, 6, 1), "open_amount": 100,
         "category": "Bundling/NCCI", **said}
        for _ in range(count)
    ]  # fmt: skip


def resolved(payer: str, carc: str, count: int, overturned: int, **said: object) -> list[dict]:
    """So many denials of 5 January, answered again on 2 March, the first of them paid."""
    lines = denied(payer, carc, count, **{
        "remit_date": week(1), "remit_week": week(1), "resolved_date": date(2026, 3, 2),
        "is_resolved": True, "open_amount": 0, **said})  # fmt: skip
    return [line | {"is_overturned": place < overturned} for place, line in enumerate(lines)]


LESSONS = [
    *resolved("BLUE", "97", 10, 8),
    *resolved("RED", "97", 10, 2),
    *resolved("RED", "16", 20, 15),
]


def asked(house: database.Connection, lines: list[dict], **parameters: object) -> pd.DataFrame:
    put_lines(house, lines)
    return answer(house, "work_first", **({"today": TODAY} | parameters))


def chances(rows: pd.DataFrame) -> dict[tuple[str, str], float]:
    return dict(
        zip(zip(rows.payer_name, rows.carc_code, strict=True), rows.overturn_rate, strict=True)
    )


def test_a_chance_is_drawn_from_payer_to_reason_to_all(house: database.Connection) -> None:
    # All lessons: 25 of 40, 0.625. CARC 97: 10 of 20, drawn to (10 + 20 x 0.625) / 40 = 0.5625.
    # BLUE 97: 8 of 10, drawn to (8 + 20 x 0.5625) / 30.
    rows = asked(house, [*LESSONS, *denied("BLUE", "97"), *denied("GREEN", "97"),
                         *denied("GREEN", "50")])  # fmt: skip
    assert chances(rows) == {
        ("BLUE", "97"): pytest.approx(19.25 / 30),
        ("GREEN", "97"): pytest.approx(0.5625),
        ("GREEN", "50"): pytest.approx(0.625),
    }
    assert dict(zip(rows.carc_code + rows.payer_name, rows.told_from, strict=True)) == {
        "97BLUE": "8 of 10 here, 10 of 20 at all payers",
        "97GREEN": "0 of 0 here, 10 of 20 at all payers",
        "50GREEN": "all 40 resolved denials",
    }


def test_denials_under_120_days_teach_nothing(house: database.Connection) -> None:
    # 2 March is 120 days before 30 June, 3 March is not; what is resolved later is not known.
    open_line = denied("BLUE", "97")
    known = chances(asked(house, [*LESSONS, *open_line]))
    young = resolved("BLUE", "97", 10, 10, remit_date=date(2026, 3, 3),
                     resolved_date=date(2026, 4, 1))  # fmt: skip
    later = resolved("BLUE", "97", 10, 10, resolved_date=date(2026, 7, 1))
    assert chances(asked(house, [*LESSONS, *young, *later, *open_line])) == known
    old = [line | {"remit_date": date(2026, 3, 2)} for line in young]
    assert chances(asked(house, [*LESSONS, *old, *open_line])) != known


def test_lines_are_put_in_order_by_what_an_hour_brings(house: database.Connection) -> None:
    # Bundled, 20 minutes: 0.625 x 300 = 187.50, 562.50 an hour. Necessity, 45 minutes: 0.625 x 800
    # = 500, 666.67 an hour. Not covered has the most dollars, but GREEN's lesson says never:
    # chance of CARC 96 (0 + 20 x 25/60) / 40 = 0.2083, x 900 = 187.50 in 15 minutes, 750 an hour.
    lessons = [*LESSONS, *resolved("RED", "96", 20, 0)]
    rows = asked(house, [
        *lessons,
        *denied("GREEN", "B7", open_amount=300),
        *denied("GREEN", "50", open_amount=800, category="Medical Necessity"),
        *denied("GREEN", "96", open_amount=900, category="Non-Covered"),
        *denied("GREEN", "A1", open_amount=5000, category="No such family"),
    ])  # fmt: skip
    told = rows[["carc_code", "work_minutes", "expected_recovery_amount",
                 "recovery_per_hour_amount"]].values.tolist()  # fmt: skip
    chance = 25 / 60  # of all lessons now
    assert told[:3] == [
        ["96", 15, 187.5, 750.0],
        ["50", 45, pytest.approx(800 * chance, abs=0.005),
         pytest.approx(800 * chance / 0.75, abs=0.005)],
        ["B7", 20, 125.0, 375.0],
    ]  # fmt: skip
    assert told[3][0] == "A1" and pd.isna(told[3][3])


def test_only_what_is_open_is_listed_under_the_filters(house: database.Connection) -> None:
    lines = [*LESSONS, *denied("BLUE", "97"), *denied("RED", "16")]
    rows = asked(house, lines, filters=ReviewFilters(payers=("BLUE",)))
    assert list(rows.payer_name) == ["BLUE"]
    # The filter narrows the list, not the lessons: CARC 97 was taught by RED, too.
    assert rows.overturn_rate.item() == pytest.approx(19.25 / 30)
    assert asked(house, LESSONS).empty
    assert len(asked(house, lines, row_limit=1)) == 1


def test_a_deadline_narrows_the_list_but_weighs_nothing(house: database.Connection) -> None:
    lines = [*denied("BLUE", "97", 3), *LESSONS]
    put_lines(house, lines)
    days = {0: date(2026, 7, 5), 1: date(2026, 9, 1), 2: date(2026, 6, 1)}
    given = pd.DataFrame(
        {"chain_number": list(days), "chain_line_number": 1, "deadline_kind": "appeal",
         "deadline_date": list(days.values()), "is_last": True, "is_verified": False}
    )  # fmt: skip
    house.register("given_deadlines", given)
    house.execute("insert into marts.deadlines by name select * from given_deadlines")
    try:
        everything = asked(house, lines)
        assert everything.recovery_per_hour_amount.nunique() == 1
        assert sorted(everything.days_left) == [-29, 5, 63]
        assert list(asked(house, lines, within_days=14).days_left) == [5]
        assert sorted(asked(house, lines, past="no").days_left) == [5, 63]
    finally:
        house.execute("delete from marts.deadlines")


def test_without_a_lesson_nothing_is_foretold(house: database.Connection) -> None:
    rows = asked(house, denied("BLUE", "97"))
    assert rows.told_from.item() == "nothing resolved yet"
    assert pd.isna(rows.expected_recovery_amount.item())


def test_past_denials_are_foretold_from_what_was_known_in_their_week(
    house: database.Connection,
) -> None:
    # 5 January + 120 days is Tuesday 5 May: known by Monday 11 May, not by 4 May. Of 20 lessons 10
    # were paid: chance 0.5 of 10 denials of 11 May, of which 6 came back; 4 May is not foretold.
    def later(monday: date, count: int, overturned: int) -> list[dict]:
        return resolved("BLUE", "97", count, overturned, remit_date=monday, remit_week=monday,
                        resolved_date=date(2026, 7, 1))  # fmt: skip

    put_lines(house, [*resolved("BLUE", "97", 20, 10), *later(date(2026, 5, 11), 10, 6),
                      *later(date(2026, 5, 4), 10, 10)])  # fmt: skip
    bands = answer(house, "overturn_calibration", today=date(2026, 12, 1))
    assert bands.band_label.tolist() == ["40–60%"]
    row = bands.iloc[0]
    assert (row.foretold_count, row.overturned_count) == (10, 6)
    assert row.expected_overturned_sum == pytest.approx(5)
    assert (row.foretold_rate, row.overturn_rate) == (pytest.approx(0.5), pytest.approx(0.6))
    # Seen from 1 September, those of 11 May are not 120 days old.
    assert answer(house, "overturn_calibration", today=date(2026, 9, 1)).empty
