"""Until when each open denial can be worked: by hand, from the day of refusal or of service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from analytics import notebook
from analytics.notebook import DeadlineLimit, WorkChange
from analytics.vocabulary import ReviewFilters
from tests.given import (
    a_claim,
    a_denied_claim,
    a_denied_line,
    a_reversal_of,
    an_835,
    given,
)
from tests.people import as_person
from tests.queries.conftest import House

# Served 2 Feb 2026, refused 2 Mar. Medicare: appeal 120 days from the refusal is 30 Jun (29 left of
# March, 30 April, 31 May, 30 June = 120), all else a year from service: 2 Feb 2027.
# Commercial: appeal 90 days is 31 May; corrected claim and filing 180 from service is 1 Aug
# (26 left of February, 31, 30, 31, 30, 31 to July = 179, and 1).
MEDICARE = {"filing": "MB"}
COLUMNS = ("patient_control_number", "deadline_kind", "deadline_date", "days_left", "is_past")


def days_of(house: House, number: str) -> dict[str, date]:
    """Each deadline of a claim's one open line."""
    return dict(
        house.rows(
            "select deadline_kind, deadline_date from marts.deadlines"
            " inner join marts.line_outcomes using (line_id)"
            " where patient_control_number = $number",
            number=number,
        )
    )


def told(answer: pd.DataFrame, *columns: str) -> list[tuple]:
    return [tuple(row) for row in answer[list(columns or COLUMNS)].itertuples(index=False)]


@given(a_denied_claim("MED", **MEDICARE), a_denied_claim("COM"), a_denied_claim("ODD", filing="ZZ"))
def test_time_runs_from_the_refusal_or_from_service(house: House) -> None:
    assert days_of(house, "MED") == {
        "appeal": date(2026, 6, 30),
        "corrected_claim": date(2027, 2, 2),
        "timely_filing": date(2027, 2, 2),
    }
    commercial = {
        "appeal": date(2026, 5, 31),
        "corrected_claim": date(2026, 8, 1),
        "timely_filing": date(2026, 8, 1),
    }
    assert days_of(house, "COM") == commercial
    assert days_of(house, "ODD") == commercial  # nothing is known of it: the rule for all


@given(
    an_835(a_denied_claim("AGAIN", icn="I1"), date="20260302", trace="G1"),
    an_835(a_denied_claim("AGAIN", icn="I2"), date="20260401", trace="G2"),
    an_835(a_denied_claim("AGAIN", carc="18", icn="I3"), date="20260501", trace="G3"),
)
def test_being_denied_again_opens_the_time_anew_and_a_duplicate_refusal_does_not(
    house: House,
) -> None:
    # 90 days from 1 April: 29 left of April, 31, and 30 of June.
    assert days_of(house, "AGAIN")["appeal"] == date(2026, 6, 30)


@given(
    an_835(a_denied_claim("PAID", icn="P1"), date="20260302", trace="P1"),
    an_835(a_claim("PAID", icn="P2"), date="20260309", trace="P2"),
    an_835(a_denied_claim("SECOND", status="2"), a_denied_claim("DUP", carc="18"), trace="P3"),
)
def test_what_is_recovered_secondary_or_a_duplicate_has_no_deadline(house: House) -> None:
    assert [days_of(house, number) for number in ("PAID", "SECOND", "DUP")] == [{}, {}, {}]


def test_each_open_denial_is_listed_with_its_next_deadline(judged: Callable[..., House]) -> None:
    partly = a_claim("P", [a_denied_line(charge="40.00")])
    house = judged(an_835(a_denied_claim("M", **MEDICARE), a_denied_claim("C"), partly))
    # Seen from 25 May: the commercial appeals end in 6 days, the larger amount first.
    seen = house.ask("deadlines", today=date(2026, 5, 25))
    assert told(seen) == [
        ("C", "appeal", pd.Timestamp("2026-05-31"), 6, False),
        ("P", "appeal", pd.Timestamp("2026-05-31"), 6, False),
        ("M", "appeal", pd.Timestamp("2026-06-30"), 36, False),
    ]
    assert seen.open_amount.tolist() == [100, 40, 100]
    assert not seen.is_verified.any()
    within = house.ask("deadlines", today=date(2026, 5, 25), within_days=14)
    assert within.patient_control_number.tolist() == ["C", "P"]
    # On the last day it is still to come; the day after, the next one counts.
    assert told(house.ask("deadlines", today=date(2026, 5, 31), within_days=0))[0][3] == 0
    after = house.ask("deadlines", today=date(2026, 6, 1))
    assert told(after, "patient_control_number", "deadline_kind") == [
        ("M", "appeal"),
        ("C", "corrected_claim"),
        ("P", "corrected_claim"),
    ]
    # All past: the latest of them, marked, and last.
    late = house.ask("deadlines", today=date(2026, 8, 11))
    assert told(late)[1:] == [
        ("C", "timely_filing", pd.Timestamp("2026-08-01"), -10, True),
        ("P", "timely_filing", pd.Timestamp("2026-08-01"), -10, True),
    ]
    assert house.ask("deadlines", today=date(2027, 8, 11), within_days=14).empty
    assert house.ask("deadlines", ReviewFilters(payers=("OTHER",))).empty


def test_a_denial_is_as_old_as_the_day_it_is_seen_from(judged: Callable[..., House]) -> None:
    # Denied on March 2, seen from March 31: 29 days. Paid, taken back and denied on March 9: 22
    # days. The newest remittance is of March 9, but a denial goes on waiting after it; one dated
    # after the day it is seen from has not begun to.
    paid = a_claim("T", icn="T1")
    house = judged(
        an_835(a_denied_claim("D"), paid, date="20260302", trace="A"),
        an_835(a_reversal_of(paid), a_denied_claim("T", icn="T2"), date="20260309", trace="B"),
    )
    seen = {"today": date(2026, 3, 31)}
    for question in ("work_list", "denied_lines"):
        listed = house.ask(question, **seen)
        assert told(listed, "patient_control_number", "days_open") == [("D", 29)], question
    after = house.ask("denied_after_payment", **seen)
    assert told(after, "patient_control_number", "days_open") == [("T", 22)]
    assert house.ask("work_list", today=date(2026, 3, 1)).days_open.tolist() == [0]


def test_what_the_team_has_won_lost_or_written_off_drops_out(judged: Callable[..., House]) -> None:
    house = judged(an_835(*(a_denied_claim(number) for number in ("W", "L", "O", "S", "N"))))
    lines = house.ask("denied_lines").set_index("patient_control_number").remitted_line_id
    for number, status in (("W", "won"), ("L", "lost"), ("O", "written_off"), ("S", "sent")):
        change = WorkChange(status, assignee="Bob")
        notebook.save_work(house.store, {lines[number]: number}, change)
    work = notebook.work_entries(house.store)
    left = house.ask("deadlines", work=work, today=date(2026, 3, 2))
    assert sorted(told(left, "patient_control_number", "work_status")) == [
        ("N", "new"),
        ("S", "sent"),
    ]
    listed = house.ask("denied_lines", work=work, today=date(2026, 3, 2))
    has_deadline = listed.set_index("patient_control_number").deadline_date.notna()
    assert has_deadline.to_dict() == {"W": False, "L": False, "O": False, "S": True, "N": True}
    bobs = house.ask("denied_lines", work=work, assignee="Bob", status="won")
    assert bobs.patient_control_number.tolist() == ["W"]
    nobodys = house.ask("denied_lines", work=work, assignee="")
    assert nobodys.patient_control_number.tolist() == ["N"]
    soon = house.ask("denied_lines", work=work, today=date(2026, 5, 31), within_days=14)
    assert sorted(soon.patient_control_number) == ["N", "S"]


def test_choices_are_counted_under_the_choices_of_the_others(judged: Callable[..., House]) -> None:
    # CARC 97 is Coding's, 197 Authorization's.
    house = judged(
        an_835(a_denied_claim("C1"), a_denied_claim("C2"), a_denied_claim("A1", carc="197"))
    )
    lines = house.ask("denied_lines").set_index("patient_control_number").remitted_line_id
    as_person(
        "Ann", notebook.save_work, house.store, {lines["C1"]: "C1"}, WorkChange("working", "Bob")
    )

    def counts(**chosen: object) -> set[tuple]:
        answer = house.ask("worklist_counts", work=notebook.work_entries(house.store), **chosen)
        return set(told(answer, "choice_kind", "value", "denied_line_count", "open_amount"))

    owners = {("owner", "Coding", 2, 200), ("owner", "Authorization", 1, 100)}
    people = {("assignee", "", 2, 200), ("assignee", "Bob", 1, 100)}
    assert counts() == owners | people | {("status", "new", 2, 200), ("status", "working", 1, 100)}
    assert counts(owner="Coding") == owners | {
        ("assignee", "", 1, 100),
        ("assignee", "Bob", 1, 100),
        ("status", "new", 1, 100),
        ("status", "working", 1, 100),
    }


def test_the_closest_limit_wins_and_the_teams_over_the_list(judged: Callable[..., House]) -> None:
    house = judged(
        an_835(a_denied_claim("M", **MEDICARE), a_denied_claim("C"), payer="BLUE LANTERN"),
        an_835(a_denied_claim("R", **MEDICARE), payer="RED HARBOR", trace="T2"),
    )

    def appeals() -> dict[str, int]:
        days = {number: days_of(house, number).get("appeal") for number in "MCR"}
        return {n: (day - date(2026, 3, 2)).days for n, day in days.items() if day}

    assert appeals() == {"M": 120, "C": 90, "R": 120}
    notebook.save_deadline_limits(
        house.store,
        [
            DeadlineLimit("appeal", line_of_business="Medicare", day_count=110, is_verified=True),
            DeadlineLimit("appeal", "Blue Lantern", day_count=60),  # case is no matter
        ],
    )
    house.rebuild()
    assert appeals() == {"M": 60, "C": 60, "R": 110}
    notebook.save_deadline_limits(
        house.store, [DeadlineLimit("appeal", "BLUE LANTERN", "Medicare", day_count=30)]
    )
    house.rebuild()
    assert appeals() == {"M": 30, "C": 60, "R": 110}
    rules = house.rows(
        "select payer_name, day_count, is_verified, is_default from marts.deadline_rules"
        " where line_of_business = 'Medicare' and deadline_kind = 'appeal' order by 1"
    )
    assert rules == [("BLUE LANTERN", 30, False, False), ("RED HARBOR", 110, True, False)]
    # No days: this payer sets no such limit. Taken back: as delivered.
    notebook.save_deadline_limits(
        house.store, [DeadlineLimit("appeal", line_of_business="Medicare", day_count=None)]
    )
    notebook.remove_deadline_limit(house.store, "appeal", "BLUE LANTERN", "Medicare")
    notebook.remove_deadline_limit(house.store, "appeal", "Blue Lantern")
    house.rebuild()
    assert appeals() == {"C": 90}


def test_every_limit_that_came_with_us_says_verify(house: House) -> None:
    limits = house.ask("deadline_limits")
    assert limits.note.str.startswith("verify").all() and not limits.is_verified.any()
    assert limits.day_count.notna().all()
    kinds = limits.groupby(["payer_name", "line_of_business"]).deadline_kind.apply(sorted)
    assert all(kind == sorted(notebook.DEADLINE_KINDS) for kind in kinds)
