"""Clients on the pages: a name on Definitions, denials by client, and the meeting of one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import notebook
from analytics.access import Person, identify_by, system_user
from tests.pages.panes import choices, pane_texts


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
