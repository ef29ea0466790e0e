"""Who may do what: every guarded function, for every role, as docs/sharing.md has it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import analytics.exports
import analytics.lists
import analytics.load
import analytics.packet
import analytics.session  # noqa: F401  # guarded functions are known once their modules are read
from analytics.access import (
    GUARDED,
    NOBODY,
    RIGHTS,
    ROLES,
    Person,
    acting_as,
    as_now,
    current_person,
    identify_by,
    is_allowed,
    system_user,
    when_asked,
)
from analytics.vocabulary import NotAllowed

ROOT = Path(__file__).parents[2]
# By hand, and not from ROLES: each function's name → the roles that may call it.
EVERYBODY = {"viewer", "worker", "loader", "manager"}
WORKERS = {"worker", "loader", "manager"}
LOADERS = {"loader", "manager"}
MANAGERS = {"manager"}
MAY_CALL = {
    "access.audit.settings_history": EVERYBODY,
    "load.loading.check": EVERYBODY,
    "load.opening.opened": EVERYBODY,
    "notebook.file.read": EVERYBODY,
    "review.asking.ask": EVERYBODY,
    "review.asking.ask_plain": EVERYBODY,
    "review.asking.checked": EVERYBODY,
    "exports.documents.to_html": WORKERS,
    "exports.documents.to_pdf": WORKERS,
    "exports.documents.to_workbook": WORKERS,
    "exports.plain.to_csv": WORKERS,
    "exports.sheets.to_xlsx": WORKERS,
    "lists.list_file": WORKERS,
    "packet.files.document_file": WORKERS,
    "packet.files.payer_document": WORKERS,
    "packet.files.provider_document": WORKERS,
    "packet.files.weekly_packet": WORKERS,
    "notebook.actions.change_action": WORKERS,
    "notebook.actions.decide": WORKERS,
    "notebook.health.acknowledge": WORKERS,
    "notebook.health.take_back_acknowledgment": WORKERS,
    "notebook.views.remove_view": WORKERS,
    "notebook.views.rename_view": WORKERS,
    "notebook.views.save_view": WORKERS,
    "notebook.work.save_work": WORKERS,
    "load.loading.load_paths": LOADERS,
    "load.loading.load_sample": LOADERS,
    "notebook.definitions.remove_profile": LOADERS,
    "notebook.definitions.save_profile": LOADERS,
    "snapshots.going_back.undo": LOADERS,
    "access.audit.entries": MANAGERS,
    "access.audit.people": MANAGERS,
    "access.audit.start_new": MANAGERS,
    "access.audit.verify": MANAGERS,
    "load.loading.rebuild": MANAGERS,
    "notebook.clients.save_client_name": MANAGERS,
    "notebook.deadlines.remove_deadline_limit": MANAGERS,
    "notebook.deadlines.remove_deadline_limits": MANAGERS,
    "notebook.deadlines.save_deadline_limits": MANAGERS,
    "notebook.definitions.remove_carc_rule": MANAGERS,
    "notebook.definitions.remove_payer_alias": MANAGERS,
    "notebook.definitions.save_carc_rule": MANAGERS,
    "notebook.definitions.save_carc_rules": MANAGERS,
    "notebook.definitions.save_payer_alias": MANAGERS,
    "notebook.definitions.save_payer_aliases": MANAGERS,
    "notebook.minutes.remove_work_minutes": MANAGERS,
    "notebook.minutes.save_work_minutes": MANAGERS,
    "snapshots.going_back.recover": MANAGERS,
}


def name_of(function: Callable) -> str:
    return f"{function.__module__}.{function.__name__}".removeprefix("analytics.")


FUNCTIONS = {name_of(function): function for function in GUARDED}


def test_every_guarded_function_stands_in_the_matrix() -> None:
    assert set(FUNCTIONS) == set(MAY_CALL)


@pytest.mark.parametrize("role", [*ROLES, ""])
@pytest.mark.parametrize("name", MAY_CALL)
def test_a_role_may_call_what_the_matrix_says_and_nothing_else(name: str, role: str) -> None:
    # Called without what it needs: whoever passes the guard meets a TypeError behind it.
    expected = TypeError if role in MAY_CALL[name] else NotAllowed
    with acting_as(Person("Ana", role)), pytest.raises(expected):
        FUNCTIONS[name]()


def test_whatever_writes_to_the_notebook_is_guarded() -> None:
    for path in sorted((ROOT / "analytics" / "notebook").glob("*.py")):
        if path.name == "file.py":
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                calls = {
                    call.func.id
                    for call in ast.walk(node)
                    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
                }
                if calls & {"write", "write_all"}:
                    assert f"notebook.{path.stem}.{node.name}" in FUNCTIONS, node.name


def test_whatever_makes_a_file_to_take_away_is_guarded() -> None:
    places = [ROOT / "analytics" / "lists.py"]
    for folder in ("exports", "packet"):
        places += sorted((ROOT / "analytics" / folder).glob("*.py"))
    found = []
    for path in places:
        module = ".".join(path.relative_to(ROOT / "analytics").with_suffix("").parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                if node.returns and "bytes" in ast.unparse(node.returns):
                    found.append(f"{module}.{node.name}")
    assert len(found) > 3
    assert set(found) <= set(FUNCTIONS)


def test_each_role_may_do_what_the_one_before_it_may() -> None:
    held = list(ROLES.values())
    assert all(before < after for before, after in zip(held, held[1:], strict=False))
    assert held[-1] == set(RIGHTS)


def test_a_refusal_names_the_person_the_role_and_who_may() -> None:
    with acting_as(Person("Ana", "viewer")), pytest.raises(NotAllowed) as refused:
        FUNCTIONS["snapshots.going_back.undo"]()
    assert str(refused.value) == (
        "Ana with the role viewer may not load files or undo a load: "
        "that takes the role loader or manager."
    )


def test_the_command_line_acts_as_the_user_of_the_operating_system() -> None:
    assert current_person() == system_user()
    assert current_person().role == "manager"


def test_work_put_off_is_done_as_the_person_who_began_it() -> None:
    with acting_as(Person("Ana", "loader")):
        later = as_now(current_person)
    assert later() == Person("Ana", "loader")
    assert current_person() == system_user()


def test_what_is_handed_out_when_asked_goes_by_what_the_person_is_by_then() -> None:
    roles = {"session of Ana": Person("Ana", "worker")}

    def ana() -> Person:
        return roles.get("session of Ana", NOBODY)

    identify_by(ana, lambda: ana)
    try:
        handed_out = when_asked(current_person)
        assert handed_out() == Person("Ana", "worker")
        roles["session of Ana"] = Person("Ana", "viewer")
        assert handed_out() == Person("Ana", "viewer")
        del roles["session of Ana"]  # it is over
        assert handed_out() == NOBODY
    finally:
        identify_by(system_user)
    assert when_asked(current_person)() == system_user()


def test_where_people_sign_in_nobody_is_the_default() -> None:
    identify_by(lambda: NOBODY)
    try:
        assert not any(is_allowed(right) for right in RIGHTS)
    finally:
        identify_by(system_user)


def test_the_documented_matrix_is_the_one_in_force() -> None:
    text = (ROOT / "docs" / "sharing.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z]+) \|(.*)\|$", text, flags=re.MULTILINE)
    documented = {role: row.count("yes") for role, row in rows if role in ROLES}
    assert documented == {role: len(rights) for role, rights in ROLES.items()}
