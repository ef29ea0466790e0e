"""The number that leads the card of an action, what it is held against, and its group."""

from types import SimpleNamespace

import pytest

from analytics.measures.action_words import card_numbers, group_of


def action(**said: object) -> SimpleNamespace:
    standing = {
        "measure": "denial_rate", "verdict": "improved", "status": "done",
        "before_value": 0.2, "after_value": 0.05, "after_count": 3, "after_total_count": 60,
    }  # fmt: skip
    return SimpleNamespace(**(standing | said))


@pytest.mark.parametrize(
    ("said", "number", "against"),
    [
        ({}, "5.0%", "20.0% before"),
        ({"verdict": "too early"}, "20.0%", "before it"),
        ({"verdict": "too few to say", "after_total_count": 5}, "3 of 5", "too few to say"),
        ({"verdict": "nothing to compare"}, "–", "nothing to compare"),
        (
            {"measure": "denied_line_count", "before_value": 4.25, "after_value": 2.0},
            "2.0",
            "a week, 4.2 before",
        ),
        (
            {"measure": "denied_amount", "before_value": 1250.0, "after_value": 900.0},
            "$900",
            "a week, $1,250 before",
        ),
    ],
)
def test_the_number_after_leads_where_there_is_one(said: dict, number: str, against: str) -> None:
    assert card_numbers(action(**said)) == (number, against)


def test_what_is_done_worked_only_if_its_number_improved() -> None:
    assert group_of(action()) == "worked"
    assert group_of(action(verdict="no clear change")) == "not"
    assert group_of(action(verdict="too early")) == "not"
    assert group_of(action(status="open")) == "open"
    assert group_of(action(status="dropped", verdict="worse")) == "dropped"
