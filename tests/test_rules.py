"""A rule of many things names each that breaks it."""

from __future__ import annotations

import pytest

from tests.rules import kept_by_each


def is_even(number: int) -> None:
    assert number % 2 == 0, "it is odd"


def test_a_rule_that_each_keeps_passes() -> None:
    kept_by_each([2, 4], str)(is_even)()


def test_all_that_break_a_rule_are_named_with_what_they_do() -> None:
    with pytest.raises(pytest.fail.Exception) as told:
        kept_by_each([1, 2, 3], str)(is_even)()
    said = str(told.value)
    assert "1: it is odd" in said and "3: it is odd" in said and "2: " not in said


def test_a_rule_of_nothing_is_not_kept() -> None:
    with pytest.raises(AssertionError):
        kept_by_each([], str)(is_even)()


def test_the_test_is_named_after_its_rule() -> None:
    assert kept_by_each([2], str)(is_even).__name__ == "is_even"
