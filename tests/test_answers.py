"""Answers kept in the process, and several questions asked at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics import answers, load
from analytics.access import Person, acting_as
from analytics.review import Review, checked, reviewing
from analytics.vocabulary import NotAllowed, ReviewFilters
from tests.pages.remittances import WEEKS, interchange

ASKED = ("headline", "denials_by_payer", "weekly_denials", "data_span")


@pytest.fixture(scope="module")
def store(store_of: Callable[[str, Mapping[str, str]], Path]) -> Path:
    return store_of("sixteen_weeks", {"blue_harbor.835": interchange(range(WEEKS))})


def test_what_was_asked_at_once_is_known_when_it_is_asked_alone(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def answered(review: Review, question: str, said: Mapping[str, Any]) -> pd.DataFrame:
        made.append(question)
        return real(review, question, said)

    real = answers.answered
    monkeypatch.setattr(answers, "answered", answered)
    with reviewing(store, ReviewFilters(payers=("BLUE HARBOR",))) as review:
        kept = Review(review.connection, review.filters, store, 1, answers.kept_answer)
        answers.ask_together(*((kept, question, {}) for question in ASKED))
        assert sorted(made) == sorted(ASKED)
        for question in ASKED:
            pd.testing.assert_frame_equal(kept.ask(question), review.ask(question))
        assert sorted(made) == sorted(ASKED)


def test_questions_asked_at_once_are_asked_by_whoever_acts(store: Path) -> None:
    with reviewing(store) as review, acting_as(Person("Ana", "")), pytest.raises(NotAllowed):
        answers.ask_together((review, "headline", {}))


def test_what_is_made_of_other_answers_is_kept_apart_whatever_its_name(store: Path) -> None:
    """Weeks by category went by the name of weeks by reason, and were those."""
    with reviewing(store) as review:
        kept = Review(review.connection, review.filters, store, 1, answers.kept_answer)

        def made(question: str) -> str:
            return answers.kept_from("weeks", (question,), kept, None, lambda: question)

        for question in ("weekly_denials_by_reason", "weekly_denials_by_category"):
            assert made(question) == question
            assert answers.kept_from("weeks", (question,), kept, None, list) == question


def test_what_is_kept_is_handed_to_nobody_who_may_not_look(store: Path) -> None:
    with reviewing(store) as review:
        kept = Review(review.connection, review.filters, store, 1, answers.kept_answer)

        def made() -> str:
            return answers.kept_from("said", ("headline",), kept, None, lambda: "made")

        assert made() == "made"
        answers.kept_answer(kept, "headline", {})
        with acting_as(Person("Ana", "")):
            with pytest.raises(NotAllowed):
                made()
            with pytest.raises(NotAllowed):
                answers.kept_answer(kept, "headline", {})


def test_checks_which_name_rows_of_all_clients_are_not_for_whoever_sees_some_only(
    store: Path,
) -> None:
    said = "Bo may not run the checks: that is of all clients"
    with reviewing(store) as review:
        assert checked(review)
        with acting_as(Person("Bo", "worker", ("OAK",))):
            with pytest.raises(NotAllowed, match=said):
                checked(review)
            with pytest.raises(NotAllowed, match=said):
                load.check(store)
