"""What was decided, before and after: counts by hand, and the odds of chance by the formula."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import log
from pathlib import Path

import pandas as pd
import pytest

from analytics import database, notebook
from analytics.notebook import Action, ActionChange
from analytics.review import Review
from analytics.vocabulary import ReviewFilters
from tests.given import Claim, a_claim, a_denied_claim, an_835
from tests.given_claims import a_277ca, a_billed_claim, accepted, an_837, rejected
from tests.people import as_person
from tests.queries.conftest import House
from tests.queries.lines_by_hand import an_empty_house, answered, put_lines, week

DECIDED = 8  # the week under review; before are weeks 1 to 8


@pytest.fixture(scope="module")
def house() -> Iterator[database.Connection]:
    with an_empty_house() as connection:
        yield connection


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path


def decide(store: Path, **said: object) -> None:
    """Decide about all lines in week 8, unless said otherwise."""
    week_said = said.pop("decided_week", f"{week(DECIDED)}")
    action = Action("Fix it", "Ann", "2026-06-01", str(week_said))
    as_person("Bob", notebook.decide, store, replace(action, **said))  # type: ignore[arg-type]


def told(
    house: database.Connection, store: Path, lines: list[dict], **asked: object
) -> pd.DataFrame:
    """The answer on these lines."""
    put_lines(house, lines)
    return Review(house).ask("actions", actions=notebook.actions(store), **asked)


def weeks_of(first: int, last: int, denied: int, count: int = 20, **said: object) -> list[dict]:
    """Weeks of BLUE with so many denied of so many lines."""
    return [
        line
        for number in range(first, last + 1)
        for line in answered("BLUE", number, count, denied, **said)
    ]


def test_a_rate_that_fell_beyond_luck(house: database.Connection, store: Path) -> None:
    decide(store)
    # Before 8 weeks of 4 in 20: 32 of 160. After 4 weeks of 0 in 20: 0 of 80.
    row = told(house, store, weeks_of(1, 8, 4) + weeks_of(9, 12, 0)).iloc[0]
    assert (row.before_count, row.before_total_count, row.before_week_count) == (32, 160, 8)
    assert (row.after_count, row.after_total_count, row.after_week_count) == (0, 80, 4)
    assert (row.before_rate, row.after_rate) == (0.2, 0)
    # E = 80 x 32.5 / 160. The weeks before are alike, so t = (7 x 0 + 4 x 0.02) / 11;
    # 1/k = 1/32.5 + t/8 + t/4. None at all: (k / (k + E)) to the k.
    mean, spread = 16.25, 0.08 / 11
    size = 1 / (1 / 32.5 + spread / 8 + spread / 4)
    assert log(row.p_value) == pytest.approx(size * log(size / (size + mean)))
    assert row.verdict == "improved"
    assert row.sentence.startswith(
        "Denial rate 0.0% (0 of 80 lines in 4 weeks), 20.0% (32 of 160 lines in 8 weeks) before: "
        "lower than usual ("
    )
    assert row.sentence.endswith("by chance less than once in 1,000 times.")


def test_a_rate_that_rose_beyond_luck(house: database.Connection, store: Path) -> None:
    decide(store)
    row = told(house, store, weeks_of(1, 8, 2) + weeks_of(9, 12, 10)).iloc[0]
    assert row.verdict == "worse"
    assert "higher than usual" in row.sentence


def test_a_small_change_is_what_weeks_do_anyway(house: database.Connection, store: Path) -> None:
    decide(store, goal="0.05")
    row = told(house, store, weeks_of(1, 8, 4) + weeks_of(9, 12, 3)).iloc[0]
    assert row.verdict == "no clear change"
    assert row.usual_low < 12 / 80 < row.usual_high
    assert "within the usual week-to-week variation (" in row.sentence
    assert row.sentence.endswith("The goal of 5.0% is not reached yet.")


def test_the_usual_range_of_a_rate_ends_at_the_whole(
    house: database.Connection, store: Path
) -> None:
    decide(store)
    # 18 of 20 in every week: more than 20 of 20 is no share that a week can have.
    row = told(house, store, weeks_of(1, 8, 18) + weeks_of(9, 10, 18)).iloc[0]
    assert row.usual_low < 0.9 < row.usual_high == 1
    assert row.sentence.endswith("to 100.0%).")


def test_weeks_that_scatter_say_less(house: database.Connection, store: Path) -> None:
    decide(store)
    alike, after = weeks_of(1, 8, 4), weeks_of(9, 12, 1)
    scattered = [*weeks_of(1, 4, 0), *weeks_of(5, 8, 8)]  # 32 of 160 again
    assert told(house, store, alike + after).iloc[0].verdict == "improved"
    assert told(house, store, scattered + after).iloc[0].verdict == "no clear change"


def test_without_a_week_after_it_is_too_early(house: database.Connection, store: Path) -> None:
    decide(store)
    row = told(house, store, weeks_of(1, 8, 4)).iloc[0]
    assert (row.verdict, row.after_week_count) == ("too early", 0)
    assert row.sentence == (
        "Denial rate 20.0% (32 of 160 lines in 8 weeks) before; no full week after "
        "Mar 1, 2026 is loaded yet."
    )


def test_a_last_week_still_coming_in_is_not_looked_at(
    house: database.Connection, store: Path
) -> None:
    decide(store)
    lines = weeks_of(1, 8, 4) + weeks_of(9, 9, 0) + weeks_of(10, 10, 5, count=5)
    row = told(house, store, lines).iloc[0]
    assert (row.after_count, row.after_total_count) == (0, 20)


def test_a_rate_of_under_20_lines_is_not_judged(house: database.Connection, store: Path) -> None:
    decide(store)
    row = told(house, store, weeks_of(1, 8, 4) + weeks_of(9, 9, 0, count=12)).iloc[0]
    assert row.verdict == "too few to say"
    assert "0 of 12 lines in 1 week" in row.sentence


def test_seen_from_an_earlier_week_later_ones_and_later_decisions_are_unknown(
    house: database.Connection, store: Path
) -> None:
    decide(store)
    decide(store, decided_week=week(10))
    rows = told(house, store, weeks_of(1, 12, 4), week=week(9))
    assert rows.action_number.tolist() == [1]
    assert rows.after_week_count.tolist() == [1]


def test_after_are_the_last_8_weeks_of_those_after_it(
    house: database.Connection, store: Path
) -> None:
    decide(store)
    row = told(house, store, weeks_of(1, 8, 4) + weeks_of(9, 10, 9) + weeks_of(11, 18, 1)).iloc[0]
    assert (row.after_count, row.after_week_count) == (8, 8)


def test_before_may_begin_when_the_trouble_did(house: database.Connection, store: Path) -> None:
    # 6 quiet weeks, then 2 of 10 in 20: before are those 2 weeks, 20 of 40, not 26 of 160.
    decide(store, since_week=f"{week(7)}")
    row = told(house, store, weeks_of(1, 6, 1) + weeks_of(7, 8, 10) + weeks_of(9, 10, 1)).iloc[0]
    assert (row.before_count, row.before_total_count, row.before_week_count) == (20, 40, 2)
    assert row.verdict == "improved"


def test_an_action_counts_its_own_payer_and_reason_only(
    house: database.Connection, store: Path
) -> None:
    decide(store, filters=ReviewFilters(payers=("BLUE",), carcs=("97",)))
    before = weeks_of(1, 8, 2, carc_code="97") + weeks_of(1, 8, 5, carc_code="16")
    red = [line for number in range(1, 11) for line in answered("RED", number, 20, 20)]
    row = told(house, store, before + weeks_of(9, 10, 3, carc_code="97") + red).iloc[0]
    # Reasons narrow what is denied, never what it is divided by: 16 of 8 x 40.
    assert (row.before_count, row.before_total_count) == (16, 320)
    assert (row.after_count, row.after_total_count) == (6, 40)
    assert (row.payer_name, row.carc_code) == ("BLUE", "97")
    assert pd.isna(row.procedure_code)  # all of them


def test_lines_a_week_reckon_with_weeks(house: database.Connection, store: Path) -> None:
    decide(store, measure="denied_line_count", goal="4")
    row = told(house, store, weeks_of(1, 8, 8) + weeks_of(9, 12, 3)).iloc[0]
    assert (row.before_value, row.after_value) == (8, 3)
    assert row.verdict == "improved"
    # E = 4 weeks x 64.5 / 8 = 32.25; 12 were seen.
    assert row.usual_low > 3
    assert row.sentence.startswith(
        "Denied lines 3.0 a week (12 lines in 4 weeks), 8.0 a week (64 lines in 8 weeks) before: "
    )
    assert row.sentence.endswith("The goal of 4.0 a week is reached.")


def test_dollars_of_a_few_large_lines_are_less_sure_than_of_many_small_ones(
    house: database.Connection, store: Path
) -> None:
    decide(store, measure="denied_amount")
    # Both ways $800 a week before and $400 a week after: 8 lines of $100, or one line of $800.
    many = weeks_of(1, 8, 8) + weeks_of(9, 12, 4)
    large = [
        line | {"denied_amount": amount if line["is_denied"] else 0}
        for first, last, amount in ((1, 8, 800), (9, 12, 400))
        for line in weeks_of(first, last, 1)
    ]
    for lines, verdict in ((many, "improved"), (large, "no clear change")):
        row = told(house, store, lines).iloc[0]
        assert (row.before_value, row.after_value) == (800, 400)
        assert row.verdict == verdict


def test_denials_that_come_again_after_it_was_done_are_counted(
    house: database.Connection, store: Path
) -> None:
    decide(store)
    done = ActionChange(status="done", done_date=f"{week(10)}")  # a Monday
    as_person("Ann", notebook.change_action, store, 1, done)
    again = weeks_of(11, 12, 3, service_date=week(9)) + weeks_of(13, 13, 2, service_date=week(12))
    row = told(house, store, weeks_of(1, 10, 4) + again).iloc[0]
    # Of weeks 11 and 12 three each, served before; of week 13 two, served after it was done.
    assert (row.repeat_line_count, row.repeat_served_after_line_count) == (8, 2)
    # After is what follows the week it was done in.
    assert row.first_week_after.date() == week(11)
    assert (row.after_count, row.after_week_count) == (8, 3)


def test_what_is_not_done_has_no_repeats(house: database.Connection, store: Path) -> None:
    decide(store)
    assert pd.isna(told(house, store, weeks_of(1, 10, 4)).iloc[0].repeat_line_count)


def test_a_week_that_seems_to_miss_a_file_of_its_payer_is_left_out(
    house: database.Connection, store: Path
) -> None:
    decide(store, measure="denied_line_count", filters=ReviewFilters(payers=("BLUE",)))
    house.execute(
        "insert into marts.payer_weeks (payer_name, remit_week, is_healthy) "
        "values ('BLUE', $week, false)",
        {"week": week(10)},
    )
    try:
        row = told(house, store, weeks_of(1, 9, 4) + weeks_of(11, 12, 4)).iloc[0]
        assert (row.after_week_count, row.after_count) == (3, 12)
    finally:
        house.execute("delete from marts.payer_weeks")


def test_actions_can_be_asked_by_status_and_owner(house: database.Connection, store: Path) -> None:
    decide(store)
    decide(store, owner="Cy", status="done")
    lines = weeks_of(1, 9, 4)
    assert told(house, store, lines, status="done").owner.tolist() == ["Cy"]
    assert told(house, store, lines, owner="Ann").status.tolist() == ["open"]


def test_the_weeks_of_an_action_add_up_to_its_counts(
    house: database.Connection, store: Path
) -> None:
    decide(store)
    row = told(house, store, weeks_of(1, 8, 4) + weeks_of(9, 12, 1)).iloc[0]
    weeks = Review(house).ask("action_weeks", actions=notebook.actions(store), week=week(11))
    assert weeks[weeks.is_before].counted_count.sum() == row.before_count == 32
    assert weeks[weeks.is_after].counted_count.tolist() == [1, 1, 1]


def test_rejections_are_those_of_the_review(story: House, tmp_path: Path) -> None:
    weekly = story.ask("weekly_rejections").groupby("claim_week")[
        ["rejected_claim_count", "submitted_claim_count"]
    ].sum()  # fmt: skip
    last = weekly.index.max().date()
    decide(tmp_path, measure="rejection_rate", decided_week=last)
    review = Review(story.connection, store=tmp_path)
    row = review.ask("actions", week=last).iloc[0]
    counted = weekly[weekly.index >= pd.Timestamp(last - timedelta(weeks=7))].sum()
    assert row.before_count == counted.rejected_claim_count
    assert row.before_total_count == counted.submitted_claim_count


def test_rejections_are_looked_at_where_no_remittance_is_loaded(
    new_house: Callable[[], House], tmp_path: Path
) -> None:
    # 12 weeks of 5 claims; 2 of them are rejected in each of the 8 weeks up to the decision, and
    # none in the 4 after it: 16 of 40 before, 0 of 20 after.
    files = {}
    for number in range(1, 13):
        monday = week(number)
        claims = [a_billed_claim(f"W{number}-{place}") for place in range(5)]
        count = 2 if number <= DECIDED else 0
        told_of = [rejected(claim) for claim in claims[:count]]
        told_of += [accepted(claim) for claim in claims[count:]]
        batch = str(100 + number)
        files[f"sent_{number}"] = an_837(*claims, date=f"{monday:%Y%m%d}", batch=batch)
        files[f"told_{number}"] = a_277ca(*told_of, date=f"{monday:%Y%m%d}", batch=batch)
    house = new_house()
    house.load(**files)
    decide(tmp_path, measure="rejection_rate")
    row = Review(house.connection, store=tmp_path).ask("actions").iloc[0]
    house.close()
    assert row.last_week == pd.Timestamp(week(12))
    assert (row.before_count, row.before_total_count, row.before_week_count) == (16, 40, 8)
    assert (row.after_count, row.after_total_count, row.after_week_count) == (0, 20, 4)
    assert row.verdict == "improved"


def test_a_payer_is_meant_under_the_name_it_goes_by_now(
    new_house: Callable[[], House], tmp_path: Path
) -> None:
    # Decided about BLUE LANTERN INC: 2 of 2 lines before, 0 of 1 after. Then a file spells it
    # BLUE LANTERN, which is what it is called from then on; then the team joins it with another.
    def remitted(number: int, *claims: Claim, payer: str, payer_id: str = "P1") -> str:
        said = {"payer": payer, "payer_id": payer_id, "trace": f"{payer} {number}"}
        return an_835(*claims, date=f"{week(number):%Y%m%d}", **said)

    house, long = new_house(), "BLUE LANTERN INC"
    house.load(
        before=remitted(8, a_denied_claim("A1"), a_denied_claim("A2"), payer=long),
        after=remitted(9, a_claim("A3"), payer=long),
        other=remitted(9, a_claim("R1"), payer="RED HARBOR", payer_id="P2"),
    )
    decide(tmp_path, filters=ReviewFilters(payers=(long,)))

    def counts() -> tuple:
        row = Review(house.connection, store=tmp_path).ask("actions").iloc[0]
        return (row.payer_name, row.before_count, row.before_total_count, row.after_total_count)

    assert counts() == (long, 2, 2, 1)
    house.load(shorter=remitted(9, a_claim("A4"), payer="BLUE LANTERN"))
    assert counts() == ("BLUE LANTERN", 2, 2, 2)
    for name in (long, "BLUE LANTERN", "RED HARBOR"):
        notebook.save_payer_alias(house.store, name, "Lantern Group")
    house.rebuild()
    assert counts() == ("Lantern Group", 2, 2, 3)
    house.close()


def test_an_action_decided_before_anything_was_loaded_compares_with_nothing(
    house: database.Connection, store: Path
) -> None:
    decide(store, decided_week=date(2020, 1, 6))
    row = told(house, store, weeks_of(1, 9, 4)).iloc[0]
    assert row.verdict == "nothing to compare"
