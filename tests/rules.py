"""A rule that each of many things keeps, as one test that names all which do not.

A test per thing would take longer to collect, to hand to a worker and to report than to run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

Thing = TypeVar("Thing")


def kept_by_each(
    things: Iterable[Thing], named: Callable[[Thing], str]
) -> Callable[[Callable[[Thing], None]], Callable[[], None]]:
    """Make a test of a rule, which asserts something of one thing: it holds for each of these."""
    listed = list(things)

    def as_test(rule: Callable[[Thing], None]) -> Callable[[], None]:
        def test() -> None:
            assert listed, "nothing is there to keep the rule"
            faults = [fault for thing in listed if (fault := _fault(rule, thing, named))]
            if faults:
                pytest.fail("\n\n".join(faults), pytrace=False)

        test.__name__, test.__qualname__ = rule.__name__, rule.__qualname__
        test.__doc__, test.__module__ = rule.__doc__, rule.__module__
        return test

    return as_test


def _fault(rule: Callable[[Thing], None], thing: Thing, named: Callable[[Thing], str]) -> str:
    """What a thing does against a rule; '' if nothing."""
    try:
        rule(thing)
    except AssertionError as broken:
        return f"{named(thing)}: {broken}"
    return ""
