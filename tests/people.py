"""People of the tests: each acts under a name, with a role."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from analytics.access import Person, acting_as

T = TypeVar("T")


def as_person(name: str, work: Callable[..., T], *values: object, **named: object) -> T:
    """What comes of work that a manager of this name does."""
    with acting_as(Person(name, "manager")):
        return work(*values, **named)
