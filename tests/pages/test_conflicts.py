"""Two people with the same list open: who saves second sees both, and says which is to stand."""

import shutil

import pytest
import streamlit as st

from analytics import notebook
from analytics.notebook import ActionChange, CarcRule
from tests.people import as_person


@pytest.fixture
def store(loaded_store, tmp_path):
    return shutil.copytree(loaded_store, tmp_path / "store")


@pytest.fixture
def typed(monkeypatch):
    """What is typed into the editor of the definitions: a CARC's owner; nothing at first."""
    edits = {}

    def editor(shown, key="", **_):
        """The rows as somebody at the screen has left them, with what the browser would send."""
        edited = shown.copy()
        if key.startswith("definitions_"):
            for carc, owner in edits.items():
                at = edited.index[edited["carc_code"] == carc][0]
                edited.loc[at, "owner"] = owner
                st.session_state[key] = {"edited_rows": {int(at): {"owner": owner}}}
        return edited

    monkeypatch.setattr(st, "data_editor", editor)
    return edits


def owners(store):
    """Who owns which CARC by what was typed."""
    return {rule.carc_code: rule.owner for rule in notebook.carc_rules(store)}


def press(app, key):
    """Press a button; a rebuild it begins is waited for."""
    app.button(key=key).click().run()
    if "job" in app.session_state:
        app.session_state["job"].thread.join(60)
        app.run()
    assert not app.exception
    return app


@pytest.fixture
def met(visit, store, typed):
    """The page of one who types "Coding" while somebody else saves "Billing"."""
    app = visit("definitions", store)
    typed["97"] = "Coding/HIM"
    app.run()
    notebook.save_carc_rule(store, CarcRule("97", owner="Billing"))
    return press(app, "apply_definitions")


def test_nothing_is_saved_and_both_are_shown(met, store):
    (said,) = [each.value for each in met.warning]
    assert "CARC 97 for all payers was changed by somebody else after you opened it" in said
    (both,) = [each.value for each in met.table if "Now saved" in each.value.columns]
    assert both.loc["Owner"].tolist() == ["Billing", "Coding/HIM"]
    assert owners(store) == {"97": "Billing"}


def test_what_stands_can_be_kept(met, store):
    press(met, "conflict_definitions_standing")
    assert owners(store) == {"97": "Billing"}
    assert not met.warning


def test_ones_own_can_be_saved_over_it(met, store):
    press(met, "conflict_definitions_mine")
    assert owners(store) == {"97": "Coding/HIM"}
    assert not met.warning


def test_an_edit_that_meets_nobody_is_just_saved(visit, store, typed):
    app = visit("definitions", store)
    typed["97"] = "Coding/HIM"
    press(app.run(), "apply_definitions")
    assert owners(store) == {"97": "Coding/HIM"}
    assert not app.warning


def test_what_was_saved_while_the_figures_were_being_made_was_not_seen(visit, store, typed):
    # Somebody's rule is in the notebook, their rebuild not done: this page still shows the default.
    notebook.save_carc_rule(store, CarcRule("97", owner="Billing"))
    app = visit("definitions", store)
    typed["97"] = "Coding/HIM"
    press(app.run(), "apply_definitions")
    assert owners(store) == {"97": "Billing"}
    assert [each for each in app.warning if "by somebody else" in each.value]


def test_an_action_somebody_else_has_changed_meanwhile_is_shown_beside_ones_own(visit, store):
    action = notebook.Action("Send the note with 25", "Ann", "2026-12-15", "2026-11-16")
    as_person("Ann", notebook.decide, store, action)
    app = visit("actions", store)
    app.session_state["action_open"] = (1, "edit")
    app.run()
    as_person("Bob", notebook.change_action, store, 1, ActionChange(note="Called them."))

    app.text_input(key="action_note").input("Wrote to them.")
    press(app, "save_action")
    (both,) = [each.value for each in app.table if "Now saved" in each.value.columns]
    assert both.loc["Note"].tolist() == ["Called them.", "Wrote to them."]
    assert notebook.actions(store)[0]["note"] == "Called them."

    press(app, "save_action")
    assert notebook.actions(store)[0]["note"] == "Wrote to them."
