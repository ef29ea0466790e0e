"""What to work first: chances from old denials only, at what is usually allowed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest

from analytics import database
from analytics.review import Review
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
         "re_denial_count": 0, "recovered_amount": 0, "recovered_cost_share_amount": 0,
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


def put(house: database.Connection, lines: list[dict]) -> None:
    """The lines, each a claim of its own, of which ``allowed`` is usual: $60 if nothing is said.

    Each payer allows $1 per unit of the one procedure, so a line is of as many units.
    """
    usual = [line.get("allowed", 60) for line in lines]
    said = {"allowed", "is_known"}
    put_lines(
        house,
        [{"modifier_set": "", "service_units": allowed, "charge_amount": max(100, allowed)}
         | {name: value for name, value in line.items() if name not in said} | {"claim_number": at}
         for at, (line, allowed) in enumerate(zip(lines, usual, strict=True))],
    )  # fmt: skip
    house.register("given_allowed", pd.DataFrame(
        {"line_id": [(at << 14) + 1 for at in range(len(lines))],
         "known_level": [1 if line.get("is_known") else 2 for line in lines],
         "known_allowed_amount": usual}
    ))  # fmt: skip
    house.execute("delete from marts.known_allowed")
    house.execute("insert into marts.known_allowed by name select * from given_allowed")
    house.unregister("given_allowed")
    house.execute("delete from marts.allowed_totals")
    house.execute(
        "insert into marts.allowed_totals by name select distinct 1 as level, payer_name,"
        " '' as line_of_business, procedure_code, modifier_set, 7 as line_count,"
        " 7 as allowed_amount, 7 as base from marts.line_outcomes"
    )


def asked(
    house: database.Connection,
    lines: list[dict],
    filters: ReviewFilters | None = None,
    **parameters: object,
) -> pd.DataFrame:
    put(house, lines)
    return Review(house, filters).ask("work_first", **{"today": TODAY} | parameters)


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
        "50GREEN": "all 40 denials",
    }


def test_denials_under_120_days_teach_nothing(house: database.Connection) -> None:
    # 2 March is 120 days before 30 June, 3 March is not.
    open_line = denied("BLUE", "97")
    known = chances(asked(house, [*LESSONS, *open_line]))
    young = resolved("BLUE", "97", 10, 10, remit_date=date(2026, 3, 3),
                     resolved_date=date(2026, 4, 1))  # fmt: skip
    assert chances(asked(house, [*LESSONS, *young, *open_line])) == known
    old = [line | {"remit_date": date(2026, 3, 2)} for line in young]
    assert chances(asked(house, [*LESSONS, *old, *open_line])) != known


def test_an_old_denial_that_was_not_answered_has_not_come_back(house: database.Connection) -> None:
    # 40 lessons, 25 of them overturned, and 10 of BLUE's 97 still unanswered by 30 June, though
    # answered since: all 25 of 50 = 0.5. CARC 97: 10 of 30, drawn to (10 + 20 x 0.5) / 50 = 0.4.
    # BLUE 97: 8 of 20, drawn to (8 + 20 x 0.4) / 40 = 0.4.
    later = resolved("BLUE", "97", 10, 10, resolved_date=date(2026, 7, 1))
    rows = asked(house, [*LESSONS, *later, *denied("BLUE", "97", remit_date=TODAY)])
    newest = rows[rows["days_old"] == 0]
    assert newest.overturn_rate.item() == pytest.approx(0.4)
    assert newest.told_from.item() == "8 of 20 here, 10 of 30 at all payers"


def test_lines_are_put_in_order_by_what_an_hour_brings(house: database.Connection) -> None:
    # All lessons: 25 of 60. What is allowed counts, not what is open:
    # Bundled, 20 minutes: 25/60 x 120 allowed of 300 open = 50, 150 an hour. Necessity, 45 minutes:
    # 25/60 x 480 of 800 = 200, 266.67 an hour. Not covered has the most open, but GREEN's lesson
    # says never: chance of CARC 96 (0 + 20 x 25/60) / 40 = 0.2083, x 240 of 900 = 50 in 15
    # minutes, 200 an hour.
    lessons = [*LESSONS, *resolved("RED", "96", 20, 0)]
    rows = asked(house, [
        *lessons,
        *denied("GREEN", "B7", open_amount=300, allowed=120),
        *denied("GREEN", "50", open_amount=800, allowed=480, category="Medical Necessity"),
        *denied("GREEN", "96", open_amount=900, allowed=240, category="Non-Covered"),
        *denied("GREEN", "A1", open_amount=5000, allowed=5000, category="No such family"),
    ])  # fmt: skip
    told = rows[["carc_code", "work_minutes", "expected_recovery_amount",
                 "recovery_per_hour_amount"]].values.tolist()  # fmt: skip
    assert told[:3] == [
        ["50", 45, 200.0, 266.67],
        ["96", 15, 50.0, 200.0],
        ["B7", 20, 50.0, 150.0],
    ]
    assert told[3][0] == "A1" and pd.isna(told[3][3])
    assert set(rows.allowed_told_from) == {"7 paid lines of this payer"}


def test_a_partial_denial_expects_its_share_and_never_more_than_is_denied(
    house: database.Connection,
) -> None:
    # Usually allowed 80 of a charge of 200. Denied in part: 50 of 200, so 80 x 50/200 = 20.
    # Recovered in part, 30 open: 80 x 30/200 = 12. Denied whole, after a contractual cut, for 70:
    # 70, not 80.
    said = {"charge_amount": 200, "allowed": 80}
    rows = asked(house, [
        *LESSONS,
        *denied("BLUE", "97", verdict="partial", open_amount=50, **said),
        *denied("BLUE", "97", outcome="partly_recovered", open_amount=30, **said),
        *denied("BLUE", "97", open_amount=70, **said),
    ])  # fmt: skip
    told = dict(zip(rows.open_amount, rows.expected_allowed_amount, strict=True))
    assert told == {50: 20, 30: 12, 70: 70}


def test_what_came_back_in_part_lowers_what_is_expected(house: database.Connection) -> None:
    # 20 came back of 40, $60 usual each, 15 of them with $60 and 5 with $20: 1000 of 1200, 0.8333.
    # Chance 0.5 x 60 x 0.8333 = 25. With 19 that came back nothing is said of it: 1.
    def lessons(count: int) -> list[dict]:
        lines = resolved("BLUE", "97", 2 * count, count, is_known=True)
        return [line | {"recovered_amount": (60 if at < 15 else 20) if at < count else 0}
                for at, line in enumerate(lines)]  # fmt: skip

    line = denied("BLUE", "97", remit_date=TODAY)
    assert asked(house, [*lessons(20), *line]).expected_recovery_amount.item() == 25
    assert asked(house, [*lessons(19), *line]).expected_recovery_amount.item() == 30


def test_a_denial_that_waited_long_has_less_of_its_chance_left(house: database.Connection) -> None:
    # 100 denials of 5 January: 25 paid on day 10, 25 on day 60, 50 never answered. Came back 0.5.
    # At age 29 (1 June to 30 June) 75 wait, of which 25 are still to come: 1/3 against 1/2 at the
    # start is 2/3, drawn towards 1 by 20: (75 x 2/3 + 20) / 95 = 70/95. BLUE 97 is all there is:
    # chance 0.5 x 70/95.
    def paid(on: date) -> list[dict]:
        return resolved("BLUE", "97", 25, 25, resolved_date=on)

    never = denied("BLUE", "97", 50, remit_date=week(1), remit_week=week(1), open_amount=0)
    rows = asked(house, [*paid(date(2026, 1, 15)), *paid(date(2026, 3, 6)), *never,
                         *denied("BLUE", "97")])  # fmt: skip
    assert rows.overturn_rate.item() == pytest.approx(0.5 * 70 / 95)
    assert rows.told_from.item() == (
        "50 of 100 here, 50 of 100 at all payers; 73.7% of it left: 29 days old"
    )


def test_only_what_is_open_is_listed_under_the_filters(house: database.Connection) -> None:
    lines = [*LESSONS, *denied("BLUE", "97"), *denied("RED", "16")]
    rows = asked(house, lines, filters=ReviewFilters(payers=("BLUE",)))
    assert list(rows.payer_name) == ["BLUE"]
    # The filter narrows the list, not the lessons: CARC 97 was taught by RED, too.
    assert rows.overturn_rate.item() == pytest.approx(19.25 / 30)
    assert asked(house, LESSONS).empty
    assert len(asked(house, lines, row_limit=1)) == 1


def test_a_deadline_narrows_the_list_but_weighs_nothing_and_past_ones_are_left_out(
    house: database.Connection,
) -> None:
    lines = [*denied("BLUE", "97", 3), *LESSONS]
    put(house, lines)
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
        assert sorted(everything.days_left) == [5, 63]
        assert list(asked(house, lines, within_days=14).days_left) == [5]
        assert sorted(asked(house, lines, past="yes").days_left) == [-29, 5, 63]
    finally:
        house.execute("delete from marts.deadlines")


def test_without_a_lesson_nothing_is_foretold(house: database.Connection) -> None:
    rows = asked(house, denied("BLUE", "97"))
    assert rows.told_from.item() == "nothing 120 days old yet"
    assert pd.isna(rows.expected_recovery_amount.item())


def test_past_denials_are_foretold_from_what_was_known_in_their_week(
    house: database.Connection,
) -> None:
    # 5 January + 120 days is Tuesday 5 May: known by Monday 11 May, not by 4 May. Of 20 lessons 10
    # were paid: chance 0.5 of 10 denials of 11 May, of which 6 came back; 4 May is not predicted.
    def later(monday: date, count: int, overturned: int) -> list[dict]:
        return resolved("BLUE", "97", count, overturned, remit_date=monday, remit_week=monday,
                        resolved_date=date(2026, 7, 1))  # fmt: skip

    put(house, [*resolved("BLUE", "97", 20, 10), *later(date(2026, 5, 11), 10, 6),
                *later(date(2026, 5, 4), 10, 10)])  # fmt: skip
    bands = Review(house).ask("overturn_calibration", today=date(2026, 12, 1))
    assert bands.band_label.tolist() == ["40–60%"]
    row = bands.iloc[0]
    assert (row.predicted_count, row.overturned_count) == (10, 6)
    assert row.expected_overturned_sum == pytest.approx(5)
    assert (row.predicted_rate, row.overturn_rate) == (pytest.approx(0.5), pytest.approx(0.6))
    # Seen from 1 September, those of 11 May are not 120 days old.
    assert Review(house).ask("overturn_calibration", today=date(2026, 9, 1)).empty


def test_past_denials_are_foretold_in_dollars_from_what_was_known_in_their_week(
    house: database.Connection,
) -> None:
    # Known by 11 May: 20 denials, 10 paid: chance 0.5. Of that week two lines: 60 usually allowed,
    # 30 expected, 55 came; and 200 usually allowed, 100 expected, nothing came, no answer at all.
    said = {"remit_date": date(2026, 5, 11), "remit_week": date(2026, 5, 11), "open_amount": 0}
    came = resolved("BLUE", "97", 1, 1, **said, recovered_amount=50, recovered_cost_share_amount=5)
    never = denied("BLUE", "97", **said, allowed=200, denied_amount=300)
    put(house, [*resolved("BLUE", "97", 20, 10), *came, *never])
    tenths = Review(house).ask("recovery_calibration", today=date(2026, 12, 1))
    columns = ["decile_number", "denied_line_count", "resolved_line_count",
               "expected_recovery_amount", "received_amount", "received_rate"]  # fmt: skip
    assert tenths[columns].values.tolist() == [
        [1, 1, 1, 30, 55, pytest.approx(55 / 30)],
        [2, 1, 0, 100, 0, 0],
    ]
