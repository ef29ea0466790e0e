"""Review: what is put together wherever a question is asked, and the week that everybody tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import pytest

from analytics import notebook
from analytics.notebook import Action
from analytics.review import Review, answered, week_in_review
from analytics.vocabulary import ReviewFilters, UnknownQuestion
from tests.given import a_claim, a_denied_claim, an_835
from tests.queries.conftest import House

FIRST, SECOND = date(2026, 3, 2), date(2026, 3, 9)  # Mondays


@pytest.fixture
def house(judged: Callable[..., House]) -> House:
    """BLUE LANTERN denies A1 ($100) and pays A2 on 2 March, and pays A3 on 9 March."""
    return judged(
        an_835(a_denied_claim("A1"), a_claim("A2"), date="20260302"),
        an_835(a_claim("A3"), date="20260309", trace="T2"),
    )


def test_what_everybody_would_have_to_give_is_filled_in(house: House) -> None:
    said: dict[str, Mapping[str, Any]] = {}

    def keep(review: Review, question: str, given: Mapping[str, Any]) -> pd.DataFrame:
        said[question] = given
        return answered(review, question, given)

    review = Review(house.connection, store=house.store, keeping=keep)
    # Deadlines are seen from the newest remittance where it is old, unless a day is given.
    review.ask("denied_dollars")
    assert said["denied_dollars"] == {"today": SECOND}
    review.ask("denied_dollars", today=FIRST)
    assert said["denied_dollars"] == {"today": FIRST}
    review.ask("headline")
    assert said["headline"] == {}
    # What was typed is of the notebook beside the snapshot; without one, nothing was.
    notebook.decide(
        house.store,
        Action("Send notes", "Ana", "2026-03-20", f"{FIRST}", "denial_rate", ReviewFilters()),
    )
    assert review.ask("actions")["title"].tolist() == ["Send notes"]
    assert Review(house.connection).ask("actions").empty


def test_plain_answers_are_those_of_the_frame(house: House) -> None:
    review = Review(house.connection, ReviewFilters(payers=("BLUE LANTERN",)))
    # Without a measure, and with one, which adds the shares.
    assert review.ask_plain("headline")["adjudicated_line_count"] == [3]
    plain, frame = review.ask_plain("denied_dollars"), review.ask("denied_dollars")
    assert "denied_share_rate" in plain
    assert plain == {name: list(frame[name]) for name in frame}
    with pytest.raises(UnknownQuestion):
        review.ask_plain("no_such_question")


def test_filters_narrow_a_review_and_leave_the_snapshot(house: House) -> None:
    review = Review(house.connection, ReviewFilters(payers=("NOBODY",)))
    assert review.ask("denials_by_payer").empty
    payers = review.narrowed(payers=()).ask("denials_by_payer")
    assert payers["payer_name"].tolist() == ["BLUE LANTERN"]
    assert review.everything().ask("headline")["adjudicated_line_count"].item() == 3
    assert review.latest_full_week() == SECOND  # the same for all payers


def test_a_week_tells_what_is_of_it_beside_all_weeks_shown(house: House) -> None:
    told = week_in_review(Review(house.connection, ReviewFilters()), FIRST)
    assert (told.row["denied_line_count"], told.row["adjudicated_line_count"]) == (1, 2)
    assert told.top["denied_amount"].tolist() == [100.0]
    assert told.by_payer["adjudicated_line_count"].tolist() == [2]
    assert told.headline["adjudicated_line_count"].item() == 3
    latest = week_in_review(told.review)
    assert latest.week == SECOND
    assert latest.top.empty
    assert latest.rates["parts"].tolist() == ["0 of 1", "0 of 1", "$0 of $100"]
