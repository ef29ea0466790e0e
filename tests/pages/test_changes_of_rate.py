"""The sections on what changed: the banner of data health, why the rate moved, the next week."""

from pathlib import Path

import pytest

from analytics.load import load_paths
from tests.pages.remittances import WEEKS, interchange
from tests.pages.test_pages import texts


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
    app = visit(page, gap_store)
    assert not app.exception
    assert app.warning[0].value == (
        "BLUE HARBOR has no remittance in the week of Oct 26, 2026; about 30 lines "
        "are expected. That week's rates are left out of alerts."
    )


def test_out_of_view_it_is_not_said(visit, gap_store):
    app = visit("weekly_review", gap_store, weeks="2026-11-02")
    assert not app.warning


def test_without_a_missing_file_there_is_no_banner(visit, loaded_store):
    assert not visit("weekly_review", loaded_store).warning


def test_files_lists_what_is_missing(visit, gap_store):
    app = visit("files", gap_store, health_folded="yes")
    assert not app.exception
    tables = [table.value for table in app.dataframe]
    health = next(table for table in tables if "verdict" in table)
    assert health.verdict.tolist()[0] == "file missing?"


def test_ordinary_variation_is_called_so(visit, loaded_store):
    # every week: 3 of 30 lines
    said = texts(visit("weekly_review", loaded_store))
    assert "10.0% of 30 lines denied, +0.0 points against 10.0% of 240 lines before" in said
    assert "usual variation. No payer and procedure alone stands out." in said


def test_the_switch_compares_with_more_weeks_or_with_any_two_periods(visit, loaded_store):
    app = visit("weekly_review", loaded_store)
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
    app = visit("outcomes", loaded_store)
    assert not app.exception
    assert "Which lines are still pending is known only of claims that are loaded" in texts(app)
