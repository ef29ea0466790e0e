"""Where every denied dollar is: one place each, which add up to the denied amount to the cent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pandas as pd
import pytest

from analytics import database, notebook, snapshots
from analytics.notebook import WorkChange
from analytics.review import Review
from analytics.vocabulary import ReviewFilters
from tests.conftest import SampleHouse
from tests.given import a_claim, a_denied_claim, a_denied_line, a_line, a_reversal_of, an_835
from tests.queries.conftest import House
from tests.queries.test_work import work_on

# Commercial: appeal 90 days from the last refusal, all else 180 from service (2 Feb): 1 Aug 2026.
# Refused 2 March the appeal ends 31 May; refused again 1 April, 30 June.
REC = a_denied_claim("REC", icn="R1")
AGAIN = a_denied_claim("AGAIN", icn="G1")
PAID = a_line("99213", adjustments=[("CO", "45", "30.00"), ("PR", "2", "20.00")])
FIRST = an_835(
    a_denied_claim("WIN"),
    a_denied_claim("COB", carc="22"),
    a_claim("PT", [a_denied_line(group="PR", carc="96")]),
    a_denied_claim("LOST"),
    REC,
    AGAIN,
)
LATER = an_835(
    a_reversal_of(REC), a_claim("REC", [PAID], icn="R2", original_icn="R1"),
    a_reversal_of(AGAIN), a_denied_claim("AGAIN", icn="G2", original_icn="G1"),
    date="20260401", trace="T2",
)  # fmt: skip


def places(house: House, today: date, filters: ReviewFilters | None = None) -> dict[str, float]:
    """The places that hold dollars."""
    work = notebook.work_entries(house.store)
    rows = house.ask("denied_dollars", filters, work=work, today=today)
    assert len(rows) == 7
    return {row.place: row.denied_amount for row in rows.itertuples() if row.denied_amount}


@pytest.fixture
def placed(judged: Callable[..., House]) -> House:
    """Six denied lines of $100, one of them marked lost."""
    house = judged(FIRST, LATER)
    work_on(house, WorkChange(status="lost"), number="LOST")
    return house


def test_each_denied_dollar_is_in_one_place(placed: House) -> None:
    # REC: paid 50, cost share 20, 30 written down. COB and PT wait, with that: 100 + 100 + 20.
    assert places(placed, date(2026, 5, 1)) == {
        "recovered": 50,
        "contractual": 30,
        "winnable": 200,  # WIN, AGAIN
        "other_payer_or_patient": 220,
        "written_off": 100,
    }


def test_a_second_denial_is_for_good_once_its_appeal_is_past(placed: House) -> None:
    # 30 June is the last day to appeal the second denial.
    assert places(placed, date(2026, 6, 30))["winnable"] == 200
    told = places(placed, date(2026, 7, 1))
    assert (told["winnable"], told["re_denied"]) == (100, 100)


def test_what_is_past_its_last_deadline_cannot_be_won(placed: House) -> None:
    assert places(placed, date(2026, 8, 1))["winnable"] == 100
    told = places(placed, date(2026, 8, 2))
    assert "winnable" not in told
    assert told["past_deadline"] == 100


def test_places_follow_the_filters_and_what_reasons_leave_out(placed: House) -> None:
    told = places(placed, date(2026, 5, 1), ReviewFilters(carcs=("22", "96")))
    assert told == {"other_payer_or_patient": 200}
    told = places(placed, date(2026, 5, 1), ReviewFilters(carcs=("96",), include_patient=False))
    assert told == {}


def test_a_claim_we_voided_is_written_off(story: House) -> None:
    # DROPPED: $60 denied, then withdrawn by us (tests/story.py).
    rows = story.ask("denied_dollars", today=date(2026, 4, 7)).set_index("place")
    voided = story.rows(
        "select sum(still_denied_amount) from marts.line_outcomes"
        " where is_denied and not is_secondary and still_denied_amount > 0 and open_amount = 0"
    )
    assert rows.denied_amount["written_off"] == float(voided[0][0]) == 60


def test_missed_deadlines_are_those_of_dollars_that_could_have_been_won(placed: House) -> None:
    # On 2 August WIN and AGAIN are past; COB and PT wait for others, LOST was given up.
    work = notebook.work_entries(placed.store)
    headline = placed.ask("deadline_headline", work=work, today=date(2026, 8, 2)).iloc[0]
    assert (headline.missed_line_count, headline.missed_open_amount) == (2, 200)


def test_what_runs_out_is_counted_in_the_week_of_its_last_deadline(placed: House) -> None:
    # 1 August 2026 is a Saturday, of the week of Monday 27 July: WIN and AGAIN, $100 each.
    work = notebook.work_entries(placed.store)

    def told(today: date) -> list[tuple]:
        rows = placed.ask("last_deadlines", work=work, today=today)
        assert rows.weeks_ahead.tolist() == list(range(-12, 12))
        rows = rows[(rows.past_line_count > 0) | (rows.due_line_count > 0)]
        columns = ["deadline_week", "weeks_ahead", "past_line_count", "past_amount",
                   "due_line_count", "due_amount"]  # fmt: skip
        return [tuple(row) for row in rows[columns].itertuples(index=False)]

    week = pd.Timestamp(2026, 7, 27)
    assert told(date(2026, 5, 11)) == [(week, 11, 0, 0, 2, 200)]
    assert told(date(2026, 5, 10)) == []  # the twelfth week ends on 26 July
    assert told(date(2026, 8, 1)) == [(week, 0, 0, 0, 2, 200)]
    assert told(date(2026, 8, 2)) == [(week, 0, 2, 200, 0, 0)]
    assert told(date(2026, 10, 19)) == [(week, -12, 2, 200, 0, 0)]


# --- The sample


@pytest.fixture(scope="module")
def sample(sample_house: SampleHouse) -> Iterator[database.Connection]:
    path = snapshots.current_files(sample_house.store)
    assert path is not None
    with database.connect(path) as opened:
        yield opened


TEN_SETTINGS = {
    "everything": ReviewFilters(),
    "weeks": ReviewFilters(first_week=date(2026, 6, 1), last_week=date(2026, 9, 28)),
    "by service": ReviewFilters(first_week=date(2026, 6, 1), date_basis="service"),
    "payer": ReviewFilters(payers=("BLUE LANTERN HEALTH",)),
    "category": ReviewFilters(categories=("Coordination of Benefits", "Bundling/NCCI")),
    "reason": ReviewFilters(carcs=("197", "16")),
    "modifier": ReviewFilters(modifiers=("25",)),
    "procedure": ReviewFilters(procedures=("99213", "99214")),
    "line of business": ReviewFilters(lines_of_business=("Medicaid",), include_patient=False),
    "all that stands apart": ReviewFilters(include_secondary=True, include_duplicates=True),
}


@pytest.mark.parametrize("setting", TEN_SETTINGS)
def test_places_add_up_to_the_denied_amount_to_the_cent(
    sample: database.Connection, setting: str
) -> None:
    filters = TEN_SETTINGS[setting]
    headline = Review(sample, filters).ask("headline").iloc[0]
    rows = Review(sample, filters).ask("denied_dollars", today=date(2026, 11, 20))
    cents = (rows["denied_amount"] * 100).round().astype(int)
    assert cents.sum() == round(headline["denied_amount"] * 100) > 0
    assert (cents >= 0).all()
    assert rows["denied_share_rate"].sum() == pytest.approx(1)
