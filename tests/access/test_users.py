"""The file of users: whose role is what."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.access import Person, users_file
from analytics.vocabulary import DenialsError

FILE = """
default = "viewer"

[users]
"ana@clinic.example" = "manager"
"bo@clinic.example" = { role = "worker" }
"fay@clinic.example" = { role = "worker", clients = ["Oak Clinic", "Pine Dental"] }

[groups]
"Billing" = "worker"
"Night loads" = "loader"
"""


def users(folder: Path, text: str = FILE) -> Path:
    path = folder / "users.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "groups", "role"),
    [
        ("ana@clinic.example", [], "manager"),
        ("Ana@Clinic.Example", [], "manager"),  # names do not tell cases apart
        ("bo@clinic.example", ["Night loads"], "worker"),  # one's own line counts first
        ("cy@clinic.example", ["Billing", "Night loads"], "loader"),  # the highest of the groups
        ("cy@clinic.example", ["billing"], "viewer"),  # groups are keys, not words
        ("di@clinic.example", [], "viewer"),
    ],
)
def test_a_role_is_ones_own_else_the_highest_of_ones_groups_else_the_default(
    tmp_path: Path, name: str, groups: list[str], role: str
) -> None:
    assert users_file(users(tmp_path)).person(name, groups) == Person(name, role)


def test_a_user_may_be_limited_to_clients(tmp_path: Path) -> None:
    person = users_file(users(tmp_path)).person("Fay@clinic.example", ["Night loads"])
    assert person == Person("Fay@clinic.example", "worker", ("Oak Clinic", "Pine Dental"))


@pytest.mark.parametrize("clients", ["[]", '"Oak Clinic"', "[1]"])
def test_clients_that_are_no_list_of_names_let_nobody_in(tmp_path: Path, clients: str) -> None:
    path = users(tmp_path, f'[users]\n"bo" = {{ role = "worker", clients = {clients} }}\n')
    with pytest.raises(DenialsError, match="names no clients for 'bo'"):
        users_file(path)


def test_without_a_default_whoever_is_not_named_has_no_role(tmp_path: Path) -> None:
    path = users(tmp_path, '[users]\n"ana@clinic.example" = "viewer"\n')
    assert users_file(path).person("eve@clinic.example").role == ""


def test_a_change_of_the_file_counts_at_once(tmp_path: Path) -> None:
    path = users(tmp_path)
    assert users_file(path).person("ana@clinic.example").role == "manager"
    users(tmp_path, '[users]\n"bo@clinic.example" = "worker"\n')
    assert users_file(path).person("ana@clinic.example").role == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[users]\n"ana" = "boss"\n', "no role that exists; they are viewer, worker"),
        # A limit this version does not know must not be taken for one that holds.
        ('[users]\n"ana" = { role = "viewer", sites = ["1"] }\n', "'sites', which is not a"),
        ('[people]\n"ana" = "viewer"\n', "'people', which is not a setting"),
        ("[users\n", "is not TOML"),
        ('default = "everything"\n', "no role that exists"),
    ],
)
def test_a_file_that_is_not_understood_gives_nobody_a_role(
    tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(DenialsError, match=words):
        users_file(users(tmp_path, text))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DenialsError, match="cannot be read"):
        users_file(tmp_path / "users.toml")
