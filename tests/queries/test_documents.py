"""What documents say beside the figures of the pages: source files and the limits in force."""

from __future__ import annotations

from datetime import date

from analytics.vocabulary import ReviewFilters
from tests.given import a_claim, a_denied_claim, a_denied_line, a_line, an_835, given
from tests.queries.conftest import House


@given(
    an_835(
        a_denied_claim("F1"),
        a_claim("F2", [a_line(), a_line()]),
        payer="NORTH",
        trace="1",
        date="20260302",
    ),
    an_835(a_claim("F3", [a_denied_line(), a_line()]), payer="NORTH", trace="2", date="20260311"),
)
def test_source_files_are_those_whose_lines_are_in_view(house: House) -> None:
    both = house.ask("source_files", ReviewFilters(payers=("NORTH",)))
    counts = both[["adjudicated_line_count", "denied_line_count"]]
    assert counts.to_records(index=False).tolist() == [(3, 1), (2, 1)]
    assert both["file_name"].is_unique
    week = date(2026, 3, 9)
    later = ReviewFilters(first_week=week, last_week=week, payers=("NORTH",))
    assert house.ask("source_files", later)["file_name"].tolist() == [both["file_name"].iloc[1]]


@given(
    an_835(
        a_claim("L1", [a_line(), a_line()], filing="MB"),
        a_claim("L2", filing="CI"),
        payer="SOUTH",
        trace="3",
    )
)
def test_the_limits_in_force_are_of_the_lines_of_business_in_view(house: House) -> None:
    limits = house.ask("payer_limits", ReviewFilters(payers=("SOUTH",)))
    appeals = limits[limits["deadline_kind"] == "appeal"]
    columns = ["line_of_business", "day_count", "adjudicated_line_count"]
    # the most lines first: as delivered, 120 days for Medicare and 90 for commercial plans
    assert appeals[columns].to_records(index=False).tolist() == [
        ("Medicare", 120, 2),
        ("Commercial", 90, 1),
    ]
    assert house.ask("payer_limits", ReviewFilters(payers=("NOBODY",))).empty
