"""Who did what: opened claims on record, the section on Files, the history on Definitions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx
from streamlit.testing.v1 import app_test

from analytics import notebook, snapshots
from analytics.access import Person, acting_as, audit, identify_by, system_user
from analytics.access.audit import Sought
from analytics.load import load_paths
from analytics.measures.trail import in_words
from analytics.notebook import CarcRule, SavedView
from analytics.review import reviewing
from tests.pages.panes import pane_texts
from tests.people import as_person


@pytest.fixture
def store(sixteen_weeks: Callable[[], Path]) -> Path:
    """The sixteen weeks as loaded: what other tests looked at would be in the trail."""
    return sixteen_weeks()


@pytest.fixture
def act_as():
    """Let the pages be seen by somebody else until the test ends."""
    yield lambda name, role: identify_by(lambda: Person(name, role))
    identify_by(system_user)


def opened(store: Path) -> list[tuple[str, dict]]:
    found = audit.entries(store, Sought(acts=("claim_opened",)))
    return [(each["about"], json.loads(each["details"])) for each in reversed(found)]


def key_of(store: Path, number: str) -> str:
    """What a claim goes by in an address."""
    with reviewing(store) as review:
        return str(review.ask("claim_named", claim=number)["linked_claim_id"].iloc[0])


def shown(app, column: str) -> object:
    """The first table that has this column."""
    return next(each.value for each in app.dataframe if column in each.value)


def test_a_claim_opened_is_on_record_once_for_as_long_as_it_is_open(visit, store):
    app = visit("denied_lines", store, claim=key_of(store, "ACC15-0"))
    app.run()
    assert opened(store) == [("Claim ACC15-0", {"payer": "BLUE HARBOR"})]
    app.session_state["claim"] = key_of(store, "ACC14-0")
    app.run()
    assert [about for about, _ in opened(store)] == ["Claim ACC15-0", "Claim ACC14-0"]


def test_a_click_while_a_claim_is_put_on_record_does_not_put_it_there_twice(
    visit, store, monkeypatch
):
    runners, record = [], audit.record

    class Runner(app_test.LocalScriptRunner):
        def run(self, *given, **named):
            runners.append(self)
            return super().run(*given, **named)

    def record_while_somebody_clicks(*given, **named):
        record(*given, **named)
        page = get_script_run_ctx().page_script_hash
        runners[-1].request_rerun(RerunData(page_script_hash=page))

    app = visit("denied_lines", store)
    monkeypatch.setattr(app_test, "LocalScriptRunner", Runner)
    monkeypatch.setattr(audit, "record", record_while_somebody_clicks)
    app.session_state["claim"] = key_of(store, "ACC15-0")
    app.run()
    assert any("Claim ACC15-0" in each.value for each in app.markdown)
    assert opened(store) == [("Claim ACC15-0", {"payer": "BLUE HARBOR"})]


def test_without_a_trail_that_can_be_written_no_claim_is_shown(visit, store):
    audit.record(store, "claim_opened", "Claim A1")
    (store / "audit.sqlite").write_bytes(b"damaged")
    app = visit("denied_lines", store)
    assert any("audit trail" in each.value for each in app.warning)
    assert "ACC15-0" in pane_texts(visit("denied_lines", store, list="all"))  # the list is there
    app.session_state["claim"] = key_of(store, "ACC15-0")
    app.run()
    assert not any("Claim ACC" in each.value for each in app.markdown)
    assert any("audit trail" in each.value for each in app.error)


@pytest.mark.parametrize(
    "page", ["weekly_review", "reasons", "denied_lines", "actions", "files", "definitions"]
)
def test_to_open_a_page_writes_nothing(visit, store, page):
    before = {path.name: path.stat().st_mtime_ns for path in store.iterdir() if path.is_file()}
    app = visit(page, store)
    assert not app.exception
    after = {path.name: path.stat().st_mtime_ns for path in store.iterdir() if path.is_file()}
    assert after == before


def test_a_manager_sees_who_did_what_and_narrows_it(visit, store):
    as_person("Ana", notebook.save_carc_rule, store, CarcRule("97", owner="Coding"))
    as_person("Bo", notebook.save_view, store, SavedView("Mine", "reasons", "carc=97"))
    app = visit("files", store, trail_folded="yes")
    told = shown(app, "act_label")
    assert told["person"].tolist()[:2] == ["Bo", "Ana"]
    assert told["act_label"].tolist()[:2] == ["Changed a saved view", "Changed a definition"]
    assert told["in_words"].tolist()[1] == "new: owner Coding"
    app.selectbox(key="trail_person").select("Ana").run()
    assert set(shown(app, "act_label")["person"]) == {"Ana"}
    app.button(key="verify_trail").click().run()
    assert any(each.value.startswith("Complete:") for each in app.success)


@pytest.mark.parametrize("role", ["viewer", "worker", "loader"])
def test_only_a_manager_sees_who_did_what(visit, store, act_as, role):
    act_as("Vi", role)
    app = visit("files", store, trail_folded="yes")
    assert not app.exception and not app.error
    assert not any("act_label" in each.value for each in app.dataframe)


@pytest.mark.parametrize("page", ["files", "definitions"])
def test_who_did_what_is_shown_before_anything_is_loaded(visit, tmp_path, page):
    # A first load that was refused, and a definition typed before any.
    (tmp_path / "broken.835").write_text("ISA")
    load_paths(tmp_path / "store", [tmp_path / "broken.835"])
    assert snapshots.current_snapshot(tmp_path / "store") is None
    as_person("Ana", notebook.save_carc_rule, tmp_path / "store", CarcRule("97", owner="Coding"))
    app = visit(page, tmp_path / "store", trail_folded="yes")
    assert not app.exception and not app.error
    if page == "files":
        assert {"Ana", system_user().name} <= set(shown(app, "act_label")["person"])
        assert any("Download CSV" in each.label for each in app.get("download_button"))


def test_definitions_show_who_changed_them_and_what_they_were(visit, store, act_as):
    as_person("Ana", notebook.save_carc_rule, store, CarcRule("97", owner="Coding"))
    as_person("Bo", notebook.save_carc_rule, store, CarcRule("97", owner="Billing"))
    as_person("Bo", notebook.save_payer_alias, store, "BLUE HARBOR", "Blue Harbor Health")
    audit.record(store, "claim_opened", "Claim A1")
    act_as("Vi", "viewer")
    told = shown(visit("definitions", store, tab="Who changed what"), "act_label")
    assert list(zip(told["person"], told["about"], told["in_words"], strict=True)) == [
        ("Bo", "BLUE HARBOR", "new: payer name Blue Harbor Health"),
        ("Bo", "CARC 97, all payers", "owner Coding → Billing"),
        ("Ana", "CARC 97, all payers", "new: owner Coding"),
    ]


def test_what_was_begun_and_ended_is_one_row(tmp_path: Path) -> None:
    with acting_as(Person("Ana", "manager")):
        with audit.recorded(tmp_path, "load", "Snapshot 1", given=["a.835"]) as outcome:
            running = in_words(audit.entries(tmp_path))
            outcome.say(counts={"loaded": 1})
    done = in_words(audit.entries(tmp_path))
    assert running["act_label"].tolist() == ["Loaded files: started", "Started the audit trail"]
    assert done["act_label"].tolist() == ["Loaded files", "Started the audit trail"]
    assert done["in_words"].tolist()[0] == "counts loaded 1"
