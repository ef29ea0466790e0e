"""Clients on the pages: a name on Definitions, denials by client, and the meeting of one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import notebook
from analytics.access import Person, acting_as, identify_by, system_user
from analytics.components.frame import navigation
from analytics.load import rebuild
from analytics.notebook import Action, CarcRule, ClientName, DeadlineLimit, SavedView
from analytics.vocabulary import ReviewFilters
from tests.pages.panes import choices, pane_texts
from tests.pages.test_search import with_views
from tests.patients import text_of
from tests.queries.test_filters import (
    OAK_ANSWERS,
    OAK_CLAIMS,
    PINE_ANSWERS,
    PINE_CLAIMS,
    THEIRS,
    marks_in,
    of_pine,
)


@pytest.fixture
def store(loaded_store: Path, tmp_path: Path) -> Path:
    return shutil.copytree(loaded_store, tmp_path / "store")


def clients_of(app: AppTest) -> list[list[object]]:
    """The clients as Definitions lists them."""
    (named,) = [each.value for each in app.dataframe if "client_name_as_given" in each.value]
    return named[["client_name", "client_name_as_given", "npi"]].values.tolist()


def test_a_client_is_named_on_definitions_and_its_claims_go_by_that_name(
    visit: Callable[..., AppTest], store: Path
) -> None:
    app = visit("definitions", store, tab="Clients")
    ((_, as_given, npi),) = clients_of(app)
    app.text_input(key=f"client_name__{npi}").set_value("Oak Clinic").run()
    app.button(key="apply_client_name").click().run()
    app.session_state["job"].thread.join(120)
    app.run()
    assert not app.exception
    assert clients_of(app) == [["Oak Clinic", as_given, npi]]
    assert [each.client_name for each in notebook.client_names(store)] == ["Oak Clinic"]
    assert "Oak Clinic" in choices(app, "client")
    # A link kept before leads to the same claims.
    app = visit("payers", store, client=as_given)
    assert app.session_state["client"] == ["Oak Clinic"]


def test_denials_are_broken_down_by_what_is_chosen(
    visit: Callable[..., AppTest], loaded_store: Path
) -> None:
    app = visit("payers", loaded_store, payers_broken_down="yes")
    for name in ("client", "claim_kind"):
        app.button_group(key="payers_parts").set_value(name).run()
        assert not app.exception
        assert "48 of 480" in pane_texts(app)
        assert any(each.key == f"denials_by_{name}_csv" for each in app.get("download_button"))
    kinds = {
        "procedure": "Denied by procedure",
        "provider": "Denied by provider",
        "place_of_service": "Denied by place of service",
        "diagnosis_chapter": "Denied by diagnosis chapter",
        "client": "Denied by client",
    }
    for name, heading in kinds.items():
        app = visit("providers", loaded_store, providers_by=name, full_breakdown="yes")
        assert not app.exception
        assert heading in pane_texts(app)


def test_the_meeting_says_what_is_filtered_on_top(
    visit: Callable[..., AppTest], loaded_store: Path
) -> None:
    app = visit("meeting", loaded_store, place_of_service="11")
    assert not app.exception
    assert any("Place of service 11" in each.value for each in app.markdown)


@pytest.mark.parametrize("page", ["weekly_review", "payers", "denied_lines", "files", "meeting"])
def test_a_page_is_drawn_for_whoever_sees_another_client_alone(
    visit: Callable[..., AppTest], loaded_store: Path, page: str
) -> None:
    identify_by(lambda: Person("Bo", "worker", ("Some other client",)))
    try:
        app = visit(page, loaded_store)
    finally:
        identify_by(system_user)
    assert not app.exception
    assert not any("BLUE HARBOR" in str(each.value) for each in (*app.caption, *app.markdown))


DEFINITIONS = ("Reasons", "Deadlines", "Payers", "Clients", "Who changed what")


@pytest.fixture(scope="module")
def two_clients(store_of: Callable[..., Path]) -> Path:
    """A store of two clients, where the team typed what names the other one and its payer."""
    answers = {"oak.835": OAK_ANSWERS, "pine.835": of_pine(PINE_ANSWERS)}
    claims = {"oak.837": OAK_CLAIMS, "pine.837": of_pine(PINE_CLAIMS)}
    store = store_of("two_clients", answers | claims)
    of_pines = ReviewFilters(clients=("PINE DENTAL",))
    notebook.save_carc_rule(store, CarcRule("45", is_denial=True, payer_name="RED HARBOR"))
    notebook.save_deadline_limits(store, [DeadlineLimit("appeal", "RED HARBOR", day_count=30)])
    notebook.save_client_name(store, ClientName("322222222", "1222222229", "PINE DENTAL"))
    notebook.save_payer_alias(store, "RED HARBOR PPO", "RED HARBOR")
    notebook.save_view(store, SavedView("PINE only", "payers", "client=PINE+DENTAL"))
    notebook.decide(store, Action("PINE", "Ana", "2026-04-01", "2026-03-02", filters=of_pines))
    with acting_as(THEIRS):
        notebook.decide(store, Action("Send the notes", "Bo", "2026-04-01", "2026-03-02"))
    notebook.acknowledge(store, [("RED HARBOR", "2026-03-02")], "PINE sent none")
    rebuild(store)
    return store


@pytest.mark.parametrize(
    ("page", "tab"),
    [*((page, "") for page in navigation.TITLES), *(("definitions", tab) for tab in DEFINITIONS)],
)
def test_no_page_tells_whoever_is_limited_to_a_client_of_another(
    visit: Callable[..., AppTest],
    two_clients: Path,
    page: str,
    tab: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "pine_week_9.835").write_text("ISA")
    monkeypatch.setenv("DENIALS_INBOX", str(tmp_path))
    identify_by(lambda: THEIRS)
    try:
        app = with_views(visit(page, two_clients, **({"tab": tab} if tab else {})))
    finally:
        identify_by(system_user)
    assert not app.exception
    assert marks_in(text_of(app)) == []


def test_actions_shows_whoever_is_limited_what_they_decided(
    visit: Callable[..., AppTest], two_clients: Path
) -> None:
    identify_by(lambda: THEIRS)
    try:
        app = visit("actions", two_clients)
    finally:
        identify_by(system_user)
    assert not app.exception
    assert "Send the notes" in pane_texts(app)


def test_files_tells_whoever_is_limited_through_which_day_and_not_how_much_is_loaded(
    visit: Callable[..., AppTest], two_clients: Path
) -> None:
    of_much = ("Files loaded", "Remitted claims", "Claims submitted")
    assert all(words in pane_texts(visit("files", two_clients)) for words in of_much)
    identify_by(lambda: THEIRS)
    try:
        told = pane_texts(visit("files", two_clients))
    finally:
        identify_by(system_user)
    assert "Remits through" in told
    assert not any(words in told for words in of_much)


def test_what_a_page_must_not_tell_of_another_client_a_manager_sees(
    visit: Callable[..., AppTest],
    two_clients: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "pine_week_9.835").write_text("ISA")
    monkeypatch.setenv("DENIALS_INBOX", str(tmp_path))
    assert "pine_week_9" in text_of(visit("files", two_clients))
    for tab in DEFINITIONS:
        assert marks_in(text_of(visit("definitions", two_clients, tab=tab)))
    assert "PINE only" in text_of(with_views(visit("payers", two_clients)))
