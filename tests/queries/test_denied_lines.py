"""The denied lines that lists and deadlines read are those that lines and deadlines tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from analytics import database, snapshots
from analytics.database import Connection
from analytics.vocabulary import ReviewFilters
from tests.conftest import SampleHouse

TOLD = """line_id, linked_claim_id, chain_number, chain_line_number, payer_name, provider_name,
    client_name, line_of_business, procedure_code, modifier_set, remark_codes, verdict, group_code,
    carc_code, category, owner, outcome, service_units, charge_amount, denied_amount,
    recovered_amount, recovered_denied_amount, recovered_cost_share_amount, written_down_amount,
    still_denied_amount, open_amount, is_patient_billed, is_overturned, is_resolved, remit_week,
    remit_date, resolved_date"""
CHOSEN = {
    "payers": "payer_name",
    "providers": "provider_name",
    "clients": "client_name",
    "lines_of_business": "line_of_business",
    "places_of_service": "place_of_service_code",
    "claim_kinds": "claim_kind",
    "procedures": "procedure_code",
    "diagnosis_chapters": "diagnosis_chapter",
    "carcs": "carc_code",
    "categories": "category",
    "modifiers": "unnest(modifier_codes)",
    "remarks": "unnest(remark_codes)",
}


@pytest.fixture(scope="module")
def sample(sample_house: SampleHouse) -> Iterator[Connection]:
    """The sample, to be read only."""
    files = snapshots.current_files(sample_house.store)
    with closing(database.connect(files)) as connection:
        yield connection


def rows(sample: Connection, statement: str, **values: Any) -> list[tuple]:
    """The rows of a statement."""
    return sample.execute(statement, values).fetchall()


def denials(sample: Connection, filters: ReviewFilters) -> list[tuple]:
    """What is said of each denial in view."""
    asked = f"select {TOLD} from review.denials_in_view($filters) order by line_id"
    return rows(sample, asked, filters=filters.parameter())


def denied(sample: Connection, filters: ReviewFilters) -> list[tuple]:
    """What is said of each line in view that is denied."""
    asked = f"select {TOLD} from review.lines_in_view($filters) where is_denied order by line_id"
    return rows(sample, asked, filters=filters.parameter())


@pytest.mark.parametrize("name", CHOSEN)
def test_denials_in_view_are_the_denied_lines_in_view_whatever_is_chosen(
    sample: Connection, name: str
) -> None:
    values = rows(sample, f"select distinct {CHOSEN[name]} as value from marts.line_outcomes")
    chosen = sorted(value for (value,) in values if value is not None)
    assert chosen
    for value in chosen:
        given: dict = {name: (value,), "include_secondary": True, "include_duplicates": True}
        filters = ReviewFilters(**given)
        assert denials(sample, filters) == denied(sample, filters)


@pytest.mark.parametrize(
    "filters",
    [
        ReviewFilters(),
        ReviewFilters(include_secondary=True),
        ReviewFilters(include_duplicates=True),
        ReviewFilters(include_patient=False),
        ReviewFilters(date_basis="service"),
        ReviewFilters(first_week=date(2026, 3, 2), last_week=date(2026, 3, 30)),
        ReviewFilters(
            first_week=date(2026, 3, 2), last_week=date(2026, 3, 30), date_basis="service"
        ),
    ],
)
def test_denials_in_view_are_the_denied_lines_in_view_under_every_switch(
    sample: Connection, filters: ReviewFilters
) -> None:
    assert denials(sample, filters) == denied(sample, filters)


def test_the_next_deadline_of_a_denied_line_is_that_of_its_deadlines_on_every_day(
    sample: Connection,
) -> None:
    ends = rows(sample, "select distinct deadline_date from marts.deadlines")
    days = {day.toordinal() + later for (day,) in ends for later in (0, 1)}
    for day in sorted(days):
        unlike = rows(
            sample,
            """
            select lines.line_id
            from review.placed_lines_in_view($filters, [], $today) as lines
            left join review.next_deadlines($today) as told
                on
                    lines.chain_number = told.chain_number
                    and lines.chain_line_number = told.chain_line_number
            where
                lines.deadline_date is distinct from told.deadline_date
                or lines.days_left is distinct from told.days_left
                or lines.is_past != coalesce(told.is_past, false)
                or review.next_deadline_kind(
                    lines.appeal_deadline_date,
                    lines.corrected_claim_deadline_date,
                    lines.timely_filing_deadline_date,
                    lines.deadline_date,
                    lines.is_past
                ) is distinct from told.deadline_kind
            """,
            filters=ReviewFilters(include_secondary=True, include_duplicates=True).parameter(),
            today=date.fromordinal(day),
        )
        assert unlike == []
    assert days


def test_what_is_cited_on_a_denied_line_is_what_its_adjustments_say(sample: Connection) -> None:
    cited = rows(
        sample,
        """
        select line_id, reason.carc_code, reason.amount
        from (select line_id, unnest(cited_reasons) as reason from marts.denied_lines)
        order by all
        """,
    )
    said = rows(
        sample,
        """
        select line_id, carc_code, sum(amount)
        from marts.adjustments
        where is_denial and line_id in (select line_id from marts.line_outcomes where is_denied)
        group by line_id, carc_code
        order by all
        """,
    )
    assert said != [] and cited == said
