"""Two people at one thing: who saves second is told, and shown both; nothing is lost silently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from analytics import notebook
from analytics.notebook import (
    Action,
    ActionChange,
    CarcRule,
    ClientName,
    DeadlineLimit,
    Profile,
    SavedView,
)
from analytics.vocabulary import EditConflict
from tests.people import as_person

RULE = CarcRule("97", owner="Coding")
LIMIT = DeadlineLimit("appeal", "Aurora Health", day_count=60)
CLIENT = ClientName("311234567", "1987654321", "Oak Clinic")
MAP = Profile("Ours", "remittance", {"paid_amount": "Paid"})
VIEW = SavedView("Mine", "payers", "payer=A")
KEY = ("appeal", "Aurora Health", "")

# What is saved, by whom it is saved otherwise, and when it was changed last.
KINDS: dict[str, tuple[Callable, Callable, Callable, object]] = {
    "definition": (
        lambda store, seen: notebook.save_carc_rule(store, RULE, seen),
        lambda store: notebook.save_carc_rule(store, replace(RULE, owner="Billing")),
        lambda store: notebook.carc_rules(store)[0].changed_at,
        lambda store: notebook.carc_rules(store)[0].owner,
    ),
    "limit": (
        lambda store, seen: notebook.save_deadline_limits(store, [LIMIT], {KEY: seen}),
        lambda store: notebook.save_deadline_limits(store, [replace(LIMIT, day_count=90)]),
        lambda store: notebook.deadline_limits(store)[0].changed_at,
        lambda store: notebook.deadline_limits(store)[0].day_count,
    ),
    "column map": (
        lambda store, seen: notebook.save_profile(store, MAP, seen),
        lambda store: notebook.save_profile(store, replace(MAP, columns={"paid_amount": "Pd"})),
        lambda store: notebook.profiles(store)["Ours"].changed_at,
        lambda store: notebook.profiles(store)["Ours"].columns["paid_amount"],
    ),
    "view": (
        lambda store, seen: notebook.save_view(store, VIEW, seen),
        lambda store: notebook.save_view(store, replace(VIEW, query="payer=B")),
        lambda store: notebook.saved_views(store)[0].changed_at,
        lambda store: notebook.saved_views(store)[0].query,
    ),
    "client name": (
        lambda store, seen: notebook.save_client_name(store, CLIENT, seen),
        lambda store: notebook.save_client_name(store, replace(CLIENT, client_name="Oak")),
        lambda store: notebook.client_names(store)[0].changed_at,
        lambda store: notebook.client_names(store)[0].client_name,
    ),
    "payer name": (
        lambda store, seen: notebook.save_payer_alias(store, "AURORA", "Aurora", seen),
        lambda store: notebook.save_payer_alias(store, "AURORA", "Aurora Health"),
        lambda store: notebook.typed_payer_aliases(store)[0].changed_at,
        lambda store: notebook.payer_aliases(store)["AURORA"],
    ),
}
MINE = dict(zip(KINDS, ("Coding", 60, "Paid", "payer=A", "Oak Clinic", "Aurora"), strict=True))
THEIRS = dict(zip(KINDS, ("Billing", 90, "Pd", "payer=B", "Oak", "Aurora Health"), strict=True))
each_kind = pytest.mark.parametrize("kind", KINDS)


@each_kind
def test_saving_over_somebodys_newer_one_is_refused_and_shows_both(
    tmp_path: Path, kind: str
) -> None:
    mine, theirs, _, standing = KINDS[kind]
    theirs(tmp_path)
    with pytest.raises(EditConflict, match="by somebody else after you opened it") as met:
        mine(tmp_path, "")  # opened when there was none
    assert standing(tmp_path) == THEIRS[kind]
    assert THEIRS[kind] in met.value.standing.values()
    assert MINE[kind] in met.value.typed.values()


@each_kind
def test_having_seen_the_newer_one_it_may_be_replaced(tmp_path: Path, kind: str) -> None:
    mine, theirs, changed, standing = KINDS[kind]
    theirs(tmp_path)
    with pytest.raises(EditConflict) as met:
        mine(tmp_path, "")
    assert met.value.changed_at == changed(tmp_path)
    mine(tmp_path, met.value.changed_at)
    assert standing(tmp_path) == MINE[kind]


@each_kind
def test_both_saying_the_same_is_no_conflict(tmp_path: Path, kind: str) -> None:
    mine, _, _, standing = KINDS[kind]
    mine(tmp_path, "")
    mine(tmp_path, "")
    assert standing(tmp_path) == MINE[kind]


def test_an_edit_of_what_somebody_removed_is_told_too(tmp_path: Path) -> None:
    notebook.save_carc_rule(tmp_path, CarcRule("97", owner="Coding"))
    (rule,) = notebook.carc_rules(tmp_path)
    notebook.remove_carc_rule(tmp_path, "97")
    with pytest.raises(EditConflict, match="was removed by somebody else"):
        notebook.save_carc_rule(tmp_path, CarcRule("97", owner="Billing"), rule.changed_at)


def test_going_back_to_the_default_over_a_newer_edit_is_refused(tmp_path: Path) -> None:
    notebook.save_carc_rule(tmp_path, CarcRule("97", owner="Coding"))
    (seen,) = notebook.carc_rules(tmp_path)
    notebook.save_carc_rule(tmp_path, CarcRule("97", owner="Billing"))
    with pytest.raises(EditConflict):
        notebook.remove_carc_rule(tmp_path, "97", "", seen.changed_at)
    assert [rule.owner for rule in notebook.carc_rules(tmp_path)] == ["Billing"]


def test_of_several_limits_none_goes_back_when_one_is_newer(tmp_path: Path) -> None:
    other = DeadlineLimit("appeal", "Red Harbor", day_count=30)
    notebook.save_deadline_limits(tmp_path, [LIMIT, other])
    seen = {notebook.key_of(each): each.changed_at for each in notebook.deadline_limits(tmp_path)}
    notebook.save_deadline_limits(tmp_path, [replace(LIMIT, day_count=90)])
    with pytest.raises(EditConflict):
        notebook.remove_deadline_limits(tmp_path, dict(reversed(seen.items())))
    assert [each.day_count for each in notebook.deadline_limits(tmp_path)] == [90, 30]


def test_of_several_changes_none_is_written_when_one_meets_a_newer_one(tmp_path: Path) -> None:
    notebook.save_carc_rule(tmp_path, CarcRule("97", owner="Billing"))
    with pytest.raises(EditConflict) as met:
        notebook.save_carc_rules(
            tmp_path, [(CarcRule("16", owner="Coding"), ""), (CarcRule("97", owner="Coding"), "")]
        )
    assert met.value.key == ("97", "")
    assert [rule.carc_code for rule in notebook.carc_rules(tmp_path)] == ["97"]


ACTION = Action("Send the note with 25", "Ann", "2026-10-15", "2026-09-28")


def test_two_who_change_different_fields_of_an_action_both_keep_theirs(tmp_path: Path) -> None:
    as_person("Ann", notebook.decide, tmp_path, ACTION)
    as_person("Cy", notebook.change_action, tmp_path, 1, ActionChange(owner="Bob"), seen=ACTION)
    as_person("Di", notebook.change_action, tmp_path, 1, ActionChange(note="Called."), seen=ACTION)
    (kept,) = notebook.actions(tmp_path)
    assert (kept["owner"], kept["note"]) == ("Bob", "Called.")


def test_two_who_change_the_same_field_of_an_action_are_told(tmp_path: Path) -> None:
    as_person("Ann", notebook.decide, tmp_path, ACTION)
    as_person("Cy", notebook.change_action, tmp_path, 1, ActionChange(owner="Bob"), seen=ACTION)
    with pytest.raises(EditConflict) as met:
        as_person("Di", notebook.change_action, tmp_path, 1, ActionChange(owner="Eve"), seen=ACTION)
    assert (met.value.standing, met.value.typed) == ({"owner": "Bob"}, {"owner": "Eve"})
    notebook.change_action(
        tmp_path, 1, ActionChange(owner="Eve"), seen=replace(ACTION, owner="Bob")
    )
    assert notebook.actions(tmp_path)[0]["owner"] == "Eve"


def test_a_change_of_an_action_somebody_deleted_is_told(tmp_path: Path) -> None:
    as_person("Ann", notebook.decide, tmp_path, ACTION)
    as_person("Cy", notebook.change_action, tmp_path, 1, ActionChange(is_deleted=True), seen=ACTION)
    with pytest.raises(EditConflict, match="removed"):
        as_person("Di", notebook.change_action, tmp_path, 1, ActionChange(owner="Eve"), seen=ACTION)
