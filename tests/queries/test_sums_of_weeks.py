"""The sums of weeks that pages read tell what their lines tell, under every filter."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.vocabulary import ReviewFilters
from tests.queries.conftest import House

KEYS = """remit_week, payer_name, client_name, claim_kind, modifier_set, carc_code, category, owner,
    is_denied"""
SUMS = """line_count, claim_count, partial_line_count, resolved_line_count, overturned_line_count,
    patient_billed_line_count, suspect_line_count, charge_amount, denied_charge_amount,
    denied_amount, recovered_amount, open_amount, preventable_denied_amount,
    suspect_charge_amount"""
# Of each of these filters, one value after another that the store has.
CHOSEN = {
    "payers": "payer_name",
    "clients": "client_name",
    "lines_of_business": "line_of_business",
    "claim_kinds": "claim_kind",
    "carcs": "carc_code",
    "categories": "category",
    "modifiers": "unnest(string_split(modifier_set, ' '))",
}
BY_LINES = [
    ReviewFilters(providers=("NOBODY",)),
    ReviewFilters(procedures=("99213",)),
    ReviewFilters(places_of_service=("11",)),
    ReviewFilters(diagnosis_chapters=("Not stated",)),
    ReviewFilters(remarks=("N20",)),
    ReviewFilters(date_basis="service"),
]


def summed(house: House, relation: str, filters: ReviewFilters) -> list[tuple]:
    """What a relation of lines in view adds up to, by all that it tells."""
    sums = ", ".join(f"sum({name.strip()})" for name in SUMS.split(","))
    return house.rows(
        f"select {KEYS}, {sums} from review.{relation}($filters) group by {KEYS} order by all",
        filters=filters.parameter(),
    )


def plan(house: House, filters: ReviewFilters) -> str:
    """How the lines in view would be read."""
    rows = house.rows(
        "explain select sum(line_count) from review.sums_in_view($filters)",
        filters=filters.parameter(),
    )
    return str(rows)


def told_alike(house: House, filters: ReviewFilters) -> bool:
    """Whether weeks and lines add up alike, and to anything at all."""
    told = summed(house, "weeks_in_view", filters)
    return told != [] and told == summed(house, "lines_as_sums", filters)


@pytest.mark.parametrize("name", CHOSEN)
def test_weeks_and_lines_add_up_alike_whatever_is_chosen(story: House, name: str) -> None:
    values = story.rows(f"select distinct {CHOSEN[name]} as value from marts.denial_weeks")
    chosen = sorted(value for (value,) in values if value is not None)
    assert chosen
    for value in chosen:
        switches = {"include_secondary": True, "include_duplicates": True}
        given: dict = {name: (value,)}
        if name in ("carcs", "categories"):  # they narrow what is denied, never the lines
            assert told_alike(story, ReviewFilters(**given))
        assert told_alike(story, ReviewFilters(**given, **switches))


@pytest.mark.parametrize(
    "filters",
    [
        ReviewFilters(),
        ReviewFilters(include_secondary=True),
        ReviewFilters(include_duplicates=True),
        ReviewFilters(include_patient=False),
        ReviewFilters(first_week=date(2026, 3, 2), last_week=date(2026, 3, 30)),
    ],
)
def test_weeks_and_lines_add_up_alike_under_every_switch(
    story: House, filters: ReviewFilters
) -> None:
    told = summed(story, "weeks_in_view", filters)
    assert told == summed(story, "lines_as_sums", filters)


def test_lines_are_not_read_where_weeks_tell_all_and_weeks_not_where_lines_must(
    story: House,
) -> None:
    assert "line_outcomes" not in plan(story, ReviewFilters(payers=("A",), modifiers=("25",)))
    for filters in BY_LINES:
        assert "denial_weeks" not in plan(story, filters)
        assert summed(story, "sums_in_view", filters) == summed(story, "lines_as_sums", filters)
