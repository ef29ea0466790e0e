"""The person who acts now: of this thread, else of the session, else of the operating system."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, wraps
from typing import ParamSpec, TypeVar

from analytics.vocabulary import NotAllowed

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Person:
    """Somebody with a role; '' is no role, which may do nothing.

    `clients` are those whose lines the person sees; none named is all.
    """

    name: str
    role: str
    clients: tuple[str, ...] = ()


NOBODY = Person("", "")


@cache
def system_user() -> Person:
    """The user of the operating system: whoever can run this program can read the files."""
    try:
        return Person(getpass.getuser(), "manager")
    except (OSError, KeyError):  # a user number without a name, in a container
        return Person("this machine", "manager")


_acting: ContextVar[Person | None] = ContextVar("acting", default=None)
_identify: Callable[[], Person] = system_user
_identify_later: Callable[[], Callable[[], Person]] | None = None


def current_person() -> Person:
    """Who acts: what the audit trail names, and whose role counts."""
    return _acting.get() or _identify()


def sees_all_of(clients: Collection[str]) -> bool:
    """Whether the person who acts sees every client that is named; none named is all of them."""
    theirs = current_person().clients
    return not theirs or (bool(clients) and set(clients) <= set(theirs))


def clients_seen(named: tuple[str, ...]) -> tuple[str, ...]:
    """Of the clients named, or of all where none is, those the person who acts sees.

    Nothing is all of them. Raises NotAllowed for other clients alone.
    """
    person = current_person()
    if not person.clients:
        return named
    kept = tuple(each for each in named if each in person.clients)
    if named and not kept:
        sees = " and ".join(person.clients)
        raise NotAllowed(f"{person.name} may look at no other client than {sees}.")
    return kept or person.clients


def identify_by(
    source: Callable[[], Person], later: Callable[[], Callable[[], Person]] | None = None
) -> None:
    """From now on ask this for who acts, in the whole program.

    `later` gives what can be asked afterwards, in any thread, for what the one who acts now is by
    then; without it a person stays as they were.
    """
    global _identify, _identify_later
    _identify, _identify_later = source, later


def signs_in() -> bool:
    """Whether people are told apart, or everybody is the user who started the program."""
    return _identify is not system_user


@contextmanager
def acting_as(person: Person) -> Iterator[None]:
    """Let a person act in this block, whoever the source would name."""
    token = _acting.set(person)
    try:
        yield
    finally:
        _acting.reset(token)


def as_now(work: Callable[P, T]) -> Callable[P, T]:
    """The same work, done later or in another thread, as the person who acts now."""
    person = current_person()

    @wraps(work)
    def done(*values: P.args, **named: P.kwargs) -> T:
        with acting_as(person):
            return work(*values, **named)

    return done


def when_asked(work: Callable[P, T]) -> Callable[P, T]:
    """The same work, done when somebody asks for it, with what the person may do by then."""
    if _identify_later is None or _acting.get() is not None:
        return as_now(work)
    again = _identify_later()

    @wraps(work)
    def done(*values: P.args, **named: P.kwargs) -> T:
        with acting_as(again()):
            return work(*values, **named)

    return done
