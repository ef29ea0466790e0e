"""What each role may do, and the guard that functions stand behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from analytics.access.people import Person, current_person
from analytics.vocabulary import NotAllowed

P = ParamSpec("P")
T = TypeVar("T")

# Right → what it lets a person do, as a sentence about the person goes on: "Ana may not …".
RIGHTS = {
    "look": "look at the data",
    "export": "export lists and documents",
    "work": "write down work, actions, notes and views",
    "load": "load files or undo a load",
    "define": "change definitions, payer names and deadlines, or recover a store",
    "audit": "read the audit trail or begin a new one",
}
# Each role may do what the one before it may, and one thing more; a viewer only looks.
ROLES = {
    "viewer": frozenset({"look"}),
    "worker": frozenset({"look", "export", "work"}),
    "loader": frozenset({"look", "export", "work", "load"}),
    "manager": frozenset(RIGHTS),
}
# What is left to a person who sees some clients only: the rest is of all of them together.
OF_SOME_CLIENTS = frozenset({"look", "export", "work"})
# Function behind the guard → the right it needs.
GUARDED: dict[Callable[..., object], str] = {}


def is_allowed(right: str, person: Person | None = None) -> bool:
    """Whether a person (else the one who acts) may do something."""
    who = person or current_person()
    rights = ROLES.get(who.role, frozenset())
    return right in (rights & OF_SOME_CLIENTS if who.clients else rights)


def refusal(right: str) -> str:
    """Why the person who acts may not, and who may, in one sentence."""
    person = current_person()
    who = person.name or "Somebody who is not signed in"
    roles = " or ".join(role for role, rights in ROLES.items() if right in rights)
    held = f" with the role {person.role}" if person.role else ""
    if person.clients and right not in OF_SOME_CLIENTS:
        return f"{who} may not {RIGHTS[right]}: that is of all clients, and {who} sees some only."
    return f"{who}{held} may not {RIGHTS[right]}: that takes the role {roles}."


def require(right: str) -> None:
    """Raise `NotAllowed` unless the person who acts has a right."""
    if not is_allowed(right):
        raise NotAllowed(refusal(right))


def require_all_clients(what: str) -> None:
    """Raise `NotAllowed` for whoever sees some clients only; `what` goes on from "may not"."""
    if current_person().clients:
        name = current_person().name
        raise NotAllowed(
            f"{name} may not {what}: that is of all clients, and {name} sees some only."
        )


def needs(right: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Guard a function: it runs only for a person with this right."""
    assert right in RIGHTS

    def guard(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def guarded(*values: P.args, **named: P.kwargs) -> T:
            require(right)
            return function(*values, **named)

        GUARDED[guarded] = right
        return guarded

    return guard
