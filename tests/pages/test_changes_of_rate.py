"""The sections on what changed: the banner of data health, why the rate moved, the next week."""

import shutil
from pathlib import Path

import pytest

from analytics import notebook
from analytics.load import load_paths
from analytics.measures.health import unhealthy
from analytics.review import reviewing
from tests.pages.panes import pane_texts, picks, sidebar_text
from tests.pages.remittances import WEEKS, interchange
from tests.pages.test_pages import texts
from tests.people import as_person


@pytest.fixture(scope="session")
def gap_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sixteen weeks but for the thirteenth, Monday October 26."""
    folder = tmp_path_factory.mktemp("gap")
    for name, weeks in (("early", range(12)), ("late", range(13, WEEKS))):
        (folder / f"{name}.835").write_text(interchange(weeks))
    load_paths(folder / "store", sorted(folder.glob("*.835")))
    return folder / "store"


@pytest.mark.parametrize("page", ["weekly_review", "reasons", "payers", "modifiers"])
def test_a_missing_file_is_said_first_of_all(page, visit, gap_store):
    app = visit(page, gap_store, payer="BLUE HARBOR")
    assert not app.exception
    assert (
        "Blue Harbor has no remittance in the week of Oct 26, 2026; about 30 lines "
        "are expected. That week's rates are left out of alerts."
    ) in texts(app)


def test_out_of_view_it_is_not_said(visit, gap_store):
    app = visit("weekly_review", gap_store, weeks="2026-11-02", payer="BLUE HARBOR")
    assert "no remittance" not in texts(app)


def test_without_a_missing_file_there_is_no_banner(visit, loaded_store):
    assert "no remittance" not in texts(visit("weekly_review", loaded_store, payer="BLUE HARBOR"))


def test_files_lists_what_is_missing(visit, gap_store):
    app = visit("files", gap_store, health_folded="yes")
    assert not app.exception
    tables = [table.value for table in app.dataframe]
    health = next(table for table in tables if "verdict" in table)
    assert health.verdict.tolist()[0] == "file missing?"


def test_ordinary_variation_is_called_so(visit, loaded_store):
    # every week: 3 of 30 lines
    said = texts(visit("weekly_review", loaded_store, why_moved="yes"))
    assert "10.0% of 30 lines denied, +0.0 points against 10.0% of 240 lines before" in said
    assert "usual variation. No payer and procedure alone stands out." in said


def test_the_switch_compares_with_more_weeks_or_with_any_two_periods(visit, loaded_store):
    app = visit("weekly_review", loaded_store, why_moved="yes")
    app.session_state["drivers_against"] = "12"
    assert "of 360 lines before" in texts(app.run())
    app.session_state["drivers_against"] = ""
    app.run()
    assert not app.exception
    app.selectbox(key="drivers_before_first_week").select_index(0).run()
    # from August 3 to November 9: fifteen weeks
    assert "of 450 lines before" in texts(app)


def test_the_next_week_is_foretold_with_its_range_whatever_weeks_are_in_view(visit, loaded_store):
    for parameters in ({}, {"weeks": "2026-11-16"}):
        said = texts(visit("weekly_review", loaded_store, **parameters))
        assert "Expected next week: about 3 denied lines (likely" in said
        assert "from 24 denied lines in the last 8 weeks" in said


def test_without_claim_files_outcomes_says_why_nothing_matures(visit, loaded_store):
    app = visit("outcomes", loaded_store, answers_coming="yes")
    assert not app.exception
    assert "Which lines are still pending is known only of claims that are loaded" in texts(app)


def test_a_week_somebody_has_looked_into_asks_for_no_look_but_stays_listed(
    visit, gap_store, tmp_path
):
    store = tmp_path / "store"
    shutil.copytree(gap_store, store)
    (missing,) = [
        (row.payer_name, f"{row.remit_week:%Y-%m-%d}")
        for row in unhealthy(_health(store)).itertuples()
    ]
    before = visit("files", store)
    assert {"payer": missing[0], "week": missing[1], "do": "acknowledge"} in picks(before)
    as_person("Ann", notebook.acknowledge, store, [missing], "It comes on Monday.")
    app = visit("files", store)
    said = pane_texts(app)
    assert "Acknowledged" in said and "It comes on Monday." in said
    assert {"payer": missing[0], "week": missing[1], "do": "undo"} in picks(app)
    assert "1 file missing" in sidebar_text(before)
    assert "missing" not in sidebar_text(app)
    # Nor does the banner, where the payer is looked at alone.
    assert "no remittance" not in texts(visit("weekly_review", store, payer="BLUE HARBOR"))


def _health(store):
    """What Data health says of the whole store."""
    with reviewing(store) as review:
        return review.ask("data_health")
