"""What improved names the action on file that was meant to improve it, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analytics import database, notebook
from analytics.notebook import Action
from analytics.review import Review
from analytics.vocabulary import ReviewFilters
from tests.queries.lines_by_hand import an_empty_house, answered, put_lines, week

SENTENCE = "BLUE denies 99213 less often for CARC 97."


@pytest.fixture(scope="module")
def house() -> Iterator[database.Connection]:
    """CARC 97 (coding) at BLUE's 99213 improved in week 12, seen from week 14."""
    with an_empty_house() as connection:
        put_lines(
            connection,
            [
                *answered("BLUE", 14, 20, 1, carc_code="97", category="Coding/Modifier"),
                *answered("BLUE", 14, 20, 1, carc_code="16", category="Coding/Modifier"),
            ],
        )
        improved = {
            "kind": "improved", "status": "standing", "alert_number": 1, "carc_code": "97",
            "payer_name": "BLUE", "procedure_code": "99213", "modifier_code": None,
            "remit_week": week(14), "since_week": week(12), "sentence": SENTENCE,
        }  # fmt: skip
        database.keep_signals(connection, {"alerts": pd.DataFrame([improved])})
        yield connection


def said(house: database.Connection, store: Path, *actions: Action) -> str:
    for action in actions:
        notebook.decide(store, action)
    return Review(house).ask("improved", actions=notebook.actions(store))["sentence"].iloc[0]


def action(title: str, decided: int = 8, **filters: tuple[str, ...]) -> Action:
    return Action(title, "Ann", "2026-06-01", f"{week(decided)}", filters=ReviewFilters(**filters))


def test_without_an_action_it_names_none(house, tmp_path):
    assert said(house, tmp_path) == SENTENCE


def test_by_service_date_too_it_is_seen_from_the_latest_full_week_of_answers(house, tmp_path):
    # The lines answered in week 14 were served in week 10. What is new, worse or improved is of
    # weeks of answers; filters by service narrow no more of it than its payers and reasons.
    put_lines(
        house,
        [
            {**line, "service_date": week(10), "service_week": week(10)}
            for line in answered("BLUE", 14, 20, 1, carc_code="97", category="Coding/Modifier")
        ],
    )
    for weeks in ({}, {"first_week": week(5), "last_week": week(10)}):
        filters = ReviewFilters(date_basis="service", **weeks)
        told = Review(house, filters).ask("improved", actions=[])
        assert told["carc_code"].tolist() == ["97"]
        assert Review(house, filters).latest_full_week() == week(10)


def test_it_names_title_owner_when_decided_and_whether_done(house, tmp_path):
    done = replace(
        action("Train on 25", carcs=("97",), payers=("BLUE",)),
        status="done",
        done_date="2026-03-05",
    )
    # Week 8 is that of February 23, 2026.
    assert said(house, tmp_path, done) == (
        f"{SENTENCE} Meant to improve it: “Train on 25” (Ann, decided in the week of Feb 23, 2026, "
        "done Mar 5, 2026)."
    )


@pytest.mark.parametrize(
    "other",
    [
        action("Later", decided=13, carcs=("97",)),
        action("Other reason", carcs=("16",)),
        action("Other payer", carcs=("97",), payers=("RED",)),
        action("Other procedure", carcs=("97",), procedures=("99214",)),
        action("Other category", categories=("Timely Filing",), payers=("BLUE",)),
        action("About nothing of it"),
        replace(action("Dropped", carcs=("97",)), status="dropped"),
        replace(action("Rejections", payers=("BLUE",)), measure="rejection_rate"),
    ],
    ids=lambda one: one.title,
)
def test_what_was_not_meant_to_is_not_named(house, tmp_path, other):
    assert said(house, tmp_path, other) == SENTENCE


def test_a_category_counts_where_lines_of_the_reason_are_in_it(house, tmp_path):
    told = said(house, tmp_path, action("Coding", categories=("Coding/Modifier",)))
    assert "“Coding”" in told


def test_of_several_it_is_the_one_that_says_most_then_the_latest(house, tmp_path):
    told = said(
        house,
        tmp_path,
        action("Payer", decided=10, payers=("BLUE",)),
        action("Reason and payer", decided=6, carcs=("97",), payers=("BLUE",)),
        action("Reason and payer, later", decided=7, carcs=("97",), payers=("BLUE",)),
    )
    assert "“Reason and payer, later”" in told
