"""A damaged store on the page: what is wrong, and the buttons that lead out."""

import shutil
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import notebook
from analytics.load import load_paths
from analytics.snapshots import current_snapshot
from tests.pages.remittances import interchange


@pytest.fixture(scope="module")
def two_loads(tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    for number in range(2):
        extract = folder / f"{number}.835"
        extract.write_text(interchange(range(number, number + 1)))
        load_paths(folder / "store", [extract])
    return folder / "store"


@pytest.fixture
def store(two_loads, tmp_path):
    return shutil.copytree(two_loads, tmp_path / "store")


def buttons(app):
    return {button.key for button in app.button if button.key.startswith("recovery")}


def shows_data(app):
    return not app.exception and not app.error and app.title[0].value != "The data cannot be shown"


def test_a_damaged_snapshot_is_named_with_a_button_that_goes_back(visit, store):
    path = store / "denials-000002.duckdb"
    path.write_bytes(path.read_bytes()[:-1])
    app = visit("reasons", store)
    assert not app.exception
    assert app.title[0].value == "The data cannot be shown"
    (said,) = [each.value for each in app.error]
    assert said.startswith("Snapshot 2 is damaged: it has") and "undo goes back to 1" in said
    assert buttons(app) == {"recovery_undo", "recovery_recover"}

    app.button(key="recovery_undo").click().run()
    assert shows_data(app)
    assert current_snapshot(store) == 1
    assert path.exists()


def test_damage_that_only_shows_while_reading_is_named_too(visit, store):
    path = store / "denials-000002.duckdb"
    content = bytearray(path.read_bytes())
    content[8192:] = bytes(len(content) - 8192)  # of the same size, and its head is sound
    path.write_bytes(content)
    app = visit("reasons", store)
    assert "Snapshot 2 is damaged: its bytes are not those" in app.error[0].value
    app.button(key="recovery_recover").click().run()
    assert shows_data(app)
    assert current_snapshot(store) == 1


def test_a_missing_pointer_is_said_with_the_button_that_recovers(visit, store):
    (store / "current.json").unlink()
    app = visit("files", store)
    assert "is missing" in app.error[0].value
    assert buttons(app) == {"recovery_recover"}
    app.button(key="recovery_recover").click().run()
    assert shows_data(app)
    assert current_snapshot(store) == 2


def test_a_recovery_that_finds_nothing_says_so(visit, store):
    (store / "current.json").unlink()
    for number in (1, 2):
        (store / f"denials-{number:06d}.duckdb").write_bytes(b"damaged")
    app = visit("files", store)
    app.button(key="recovery_recover").click().run()
    assert any("can be read, so nothing was changed" in each.value for each in app.error)


@pytest.mark.parametrize("page", ["weekly_review", "denied_lines", "actions", "definitions"])
def test_with_a_damaged_notebook_a_page_shows_its_figures_and_says_so(visit, store, page):
    notebook.save_carc_rule(store, notebook.CarcRule("97", owner="Billing"))
    (store / "notebook.sqlite").write_bytes(b"damaged")
    app = visit(page, store)
    assert shows_data(app)
    (said,) = [each.value for each in app.warning if "What was typed" in each.value]
    assert "cannot be read" in said


def test_data_of_an_earlier_version_is_brought_up_to_date_by_the_first_page(visit, tmp_path):
    golden = Path(__file__).parents[1] / "golden" / "store_of_0_1_0.zip"
    with zipfile.ZipFile(golden) as kept:
        kept.extractall(tmp_path / "store")
    app = visit("denied_lines", tmp_path / "store")
    assert shows_data(app)
    assert current_snapshot(tmp_path / "store") == 3  # two of its own, and that of the rebuild


def test_what_is_refused_in_a_dialog_is_said_there():
    def page():
        import streamlit as st

        from analytics.components import editing
        from analytics.vocabulary import DenialsError

        def refused():
            raise DenialsError("The notebook cannot be used.")

        st.write(editing.saved(refused), editing.saved(lambda: None))

    app = AppTest.from_function(page).run()
    assert [each.value for each in app.error] == ["The notebook cannot be used."]
    assert app.markdown[0].value == "`False` `True`"
