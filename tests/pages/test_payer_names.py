"""Payer names on Definitions, what is not linked on Files, and payers that answer second."""

import shutil

import pytest

from analytics import notebook
from analytics.load import load_paths
from analytics.packet import document_file
from analytics.vocabulary import ReviewFilters
from tests.given import a_claim, a_denied_claim, a_denied_line, a_line, an_835
from tests.pages.panes import pane_texts

FILES = {
    "first": an_835(
        a_denied_claim("A1"),
        a_denied_claim("VISITS", icn="V02", service_date="20260202"),
        a_denied_claim("VISITS", icn="V09", service_date="20260209"),
        payer="ACME HEALTH",
        payer_id="AC1",
        date="20260302",
        trace="T1",
    ),
    "second": an_835(a_claim("A1", icn="A2"), payer="ACME HEALTH INC", payer_id="AC1",
                     date="20260309", trace="T2"),
    "third": an_835(a_denied_claim("Z1"), payer="ZENITH", payer_id="ZN9", date="20260309",
                    trace="T3"),
    "gap": an_835(
        a_claim("G1", [a_denied_line()], status="2"),
        a_claim("G2", [a_line()], status="2"),
        payer="GAP LIFE",
        payer_id="GL1",
        date="20260309",
        trace="T4",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    for name, text in FILES.items():
        (folder / f"{name}.835").write_text(text)
    load_paths(folder / "store", sorted(folder.glob("*.835")))
    return folder / "store"


@pytest.fixture
def store(judged, tmp_path):
    return shutil.copytree(judged, tmp_path / "store")


def press(app, key):
    """Press a button; a rebuild it begins is waited for."""
    app.button(key=key).click().run()
    if "job" in app.session_state:
        app.session_state["job"].thread.join(60)
        app.run()
    assert not app.exception
    return app


def listed(app):
    """The payer and the reason of each name, as the page shows them."""
    (names,) = [each.value for each in app.dataframe if "payer_name_as_given" in each.value]
    return names.set_index("payer_name_as_given")[["payer_name", "known_by"]].T.to_dict("list")


def choose(app, *names, step="separate", kept=None):
    """Choose names and what to do with them."""
    app.multiselect(key="payer_names_chosen").set_value(list(names)).run()
    app.selectbox(key="payer_names_step").set_value(step).run()
    if kept:
        app.selectbox(key="payer_name_kept").set_value(kept).run()
    return app


def test_a_link_with_a_name_of_old_leads_to_the_payer_it_is_of(visit, store):
    # Kept before the file that spells it ACME HEALTH, which is what it is called since.
    app = visit("payers", store, payer="ACME HEALTH INC")
    assert app.session_state["payer"] == ["ACME HEALTH"]
    assert app.session_state["filters_in_force"].payers == ("ACME HEALTH",)
    # A name that no file ever gave is passed over.
    assert visit("payers", store, payer="NOBODY").session_state["payer"] == []


def test_names_are_listed_by_payer_with_the_reason(visit, store):
    app = visit("definitions", store, tab="Payers")
    assert listed(app) == {
        "ACME HEALTH": ["ACME HEALTH", "Its own name"],
        "ACME HEALTH INC": ["ACME HEALTH", "Same payer id"],
        "GAP LIFE": ["GAP LIFE", "Its own name"],
        "ZENITH": ["ZENITH", "Its own name"],
    }
    assert any(
        "4 names in the files are treated as 3 payers." in each.value for each in app.caption
    )
    assert app.button(key="apply_payer_names").disabled


def test_a_name_is_separated_and_goes_back_to_automatic(visit, store):
    app = choose(visit("definitions", store, tab="Payers"), "ACME HEALTH INC")
    press(app, "apply_payer_names")
    assert listed(app)["ACME HEALTH INC"] == ["ACME HEALTH INC", "Kept separate by your team"]
    choose(app, "ACME HEALTH INC", step="automatic")
    press(app, "apply_payer_names")
    assert listed(app)["ACME HEALTH INC"] == ["ACME HEALTH", "Same payer id"]
    assert notebook.payer_aliases(store) == {}


def test_names_are_joined_under_the_one_to_keep(visit, store):
    app = choose(
        visit("definitions", store, tab="Payers"),
        "ZENITH",
        "ACME HEALTH",
        step="join",
        kept="ZENITH",
    )
    press(app, "apply_payer_names")
    assert notebook.payer_aliases(store) == {"ACME HEALTH": "ZENITH"}
    assert listed(app)["ACME HEALTH"] == ["ZENITH", "Joined by your team"]


def test_a_name_somebody_else_decided_meanwhile_is_shown_beside_ones_own(visit, store):
    app = choose(visit("definitions", store, tab="Payers"), "ZENITH")
    notebook.save_payer_alias(store, "ZENITH", "ACME HEALTH")
    press(app, "apply_payer_names")
    (both,) = [each.value for each in app.table if "Now saved" in each.value.columns]
    assert both.loc["Payer name"].tolist() == ["ACME HEALTH", "ZENITH"]
    assert notebook.payer_aliases(store) == {"ZENITH": "ACME HEALTH"}
    press(app, "conflict_payer_names_mine")
    assert notebook.payer_aliases(store) == {"ZENITH": "ZENITH"}


def test_claims_under_one_number_that_are_not_taken_for_one_are_counted_on_files(visit, judged):
    app = visit("files", judged, unlinked_folded="yes")
    assert "**Claims under one number that are separate claims: 2**" in [
        each.value for each in app.markdown
    ]
    assert any("2 claims under 1 shared control number" in each.value for each in app.caption)


def test_a_payer_that_answers_only_as_secondary_is_said_and_looked_into(visit, judged):
    said = "Gap Life answers only as secondary or tertiary payer here (2 claims, 2 lines)"
    app = visit("payers", judged, secondary_payers="yes", payer_in_depth="yes")
    assert any(said in each.value for each in app.caption)
    app.button(key="secondary_0").click().run()
    assert not app.exception
    assert app.query_params["payer_open"] == "GAP LIFE"
    assert "Back to Payers" in pane_texts(app)
    # One of its two lines is denied.
    (told,) = [each.value for each in app.markdown if each.value.startswith("Gap Life denied")]
    assert told.startswith("Gap Life denied 1 of 2 lines")
    assert said in told
    assert "for 2 of these claims no primary payer's answer is loaded" in told


def test_a_payer_of_second_answers_alone_in_view_is_looked_into_too(visit, judged):
    app = visit("payers", judged, payer="GAP LIFE", payer_in_depth="yes")
    assert not app.exception
    assert any(each.value.startswith("Gap Life denied 1 of 2") for each in app.markdown)
    assert "View 1 line" in pane_texts(app)


def test_a_document_of_a_payer_that_answers_only_as_secondary_says_so(judged):
    document = document_file(judged, "payer", ReviewFilters(payers=("GAP LIFE",)), None, "html")
    text = document.decode()
    assert "Gap Life denied 1 of 2 lines" in text
    assert "Gap Life answers only as secondary or tertiary payer here" in text
