"""The file of users: who has which role, by name or by group.

    default = ""                       # the role of everybody else who signs in; '' is none

    [users]
    "ana@clinic.example" = "manager"
    "bo@clinic.example" = { role = "worker", clients = ["Oak Clinic"] }

    [groups]
    "Denials team" = "worker"

A user's own line counts before those of groups, and of several groups the highest role. The file is
read again when it changes, so that whom it no longer names is refused from the next click on.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from analytics.access.people import Person
from analytics.access.rights import ROLES
from analytics.vocabulary import DenialsError


@dataclass(frozen=True)
class Users:
    """Roles by the name a person signs in with, by group, and of everybody else."""

    by_name: dict[str, Person] = field(default_factory=dict)
    by_group: dict[str, str] = field(default_factory=dict)
    default: str = ""

    def person(self, name: str, groups: Iterable[str] = ()) -> Person:
        """A signed-in person with the role that the file gives; names do not tell cases apart."""
        own = self.by_name.get(name.casefold())
        if own is not None:
            return replace(own, name=name)
        of_groups = {self.by_group[group] for group in groups if group in self.by_group}
        highest = next((role for role in reversed(ROLES) if role in of_groups), self.default)
        return Person(name, highest)


def users_file(path: Path) -> Users:
    """The users of a file as it stands; a fault in it is one sentence, and then nobody may in."""
    try:
        changed = path.stat()
        return _read(path, changed.st_mtime_ns, changed.st_size)
    except OSError as fault:
        raise DenialsError(f"The file of users {path} cannot be read: {fault.strerror}.") from fault


@lru_cache(maxsize=4)
def _read(path: Path, changed_at: int, size: int) -> Users:
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise DenialsError(f"The file of users {path} is not TOML: {fault}.") from fault
    if surplus := sorted(set(said) - {"default", "users", "groups"}):
        raise DenialsError(f"The file of users {path} has {surplus[0]!r}, which is not a setting.")
    users = {
        name.casefold(): _person(path, name, role) for name, role in said.get("users", {}).items()
    }
    groups = {name: _role(path, name, role) for name, role in said.get("groups", {}).items()}
    default = said.get("default", "")
    return Users(users, groups, default and _role(path, "default", default))


def _person(path: Path, name: str, said: object) -> Person:
    """A user: a role as a text, or a table of `role` and the `clients` the person is limited to."""
    if not isinstance(said, dict):
        return Person(name, _role(path, name, said))
    clients = said.get("clients", [])
    if surplus := sorted(set(said) - {"role", "clients"}):
        raise DenialsError(f"The file of users {path} has {surplus[0]!r}, which is not a setting.")
    is_list = isinstance(clients, list) and all(isinstance(each, str) for each in clients)
    if not is_list or ("clients" in said and not clients):
        raise DenialsError(
            f"The file of users {path} names no clients for {name!r}: write "
            '`clients = ["Oak Clinic"]`, or leave it out for all.'
        )
    return Person(name, _role(path, name, said.get("role")), tuple(clients))


def _role(path: Path, name: str, said: object) -> str:
    """A role that exists."""
    if not isinstance(said, str) or said not in ROLES:
        raise DenialsError(
            f"The file of users {path} gives {name!r} no role that exists; "
            f"they are {', '.join(ROLES)}."
        )
    return said
