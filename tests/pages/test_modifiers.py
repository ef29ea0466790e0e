"""The Modifiers page: what goes with a modifier, at the level asked for, and what seems missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.load import load_paths
from tests.given import a_claim, a_denied_line, a_line, a_remittance, an_interchange
from tests.pages.panes import pane_texts, picks
from tests.pages.test_pages import texts

Visit = Callable[..., AppTest]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two weeks of 40 lines of 99213 with 25 and 40 without: 20 and 4 of them denied each week."""
    folder = tmp_path_factory.mktemp("modifiers")
    weeks = [
        a_remittance(
            *(
                a_claim(
                    f"W{week}C{at}",
                    [
                        a_denied_line(modifiers=["25"] if at < 40 else [])
                        if at < 20 or 40 <= at < 44
                        else a_line(modifiers=["25"] if at < 40 else [])
                    ],
                )
                for at in range(80)
            ),
            trace=f"CHECK{week}",
            date=f"202603{2 + 7 * week:02}",
        )
        for week in range(2)
    ]
    (folder / "answered.835").write_text(an_interchange(*weeks))
    load_paths(folder / "store", [folder / "answered.835"])
    return folder / "store"


def test_without_like_lines_the_page_says_so(visit: Visit, loaded_store: Path) -> None:
    app = visit("modifiers", loaded_store, modifiers_missing="yes")
    assert not app.exception
    said = texts(app)
    assert "No modifier is clearly denied more often" in said
    assert "no line in view that was denied for these reasons was later paid" in said


def test_the_page_opens_at_the_level_its_sentence_speaks_of(visit: Visit, store: Path) -> None:
    # With it 40 of 80, without 8 of 80: 50% against 10%, 40 points.
    app = visit("modifiers", store)
    assert not app.exception
    assert "**50% against 10%**, **+40.0 points**" in texts(app)
    said = pane_texts(app)
    # All four levels are the same lines: of those alike the widest is told.
    assert "With and without each modifier" in said
    assert "80 +40.0 (+27.2 to +52.8)" in said
    assert "25" in said and "More denials" in said
    assert {"level": "both"} in picks(app)


@pytest.mark.parametrize(
    ("level", "title"),
    [
        ("modifier", "With and without each modifier"),
        ("procedure", "With and without 25, by procedure"),
        ("payer", "With and without 25, by payer"),
        ("both", "99213 with and without 25, by payer"),
    ],
)
def test_the_address_says_the_level(visit: Visit, store: Path, level: str, title: str) -> None:
    app = visit("modifiers", store, modifier_level=level)
    assert not app.exception
    assert title in pane_texts(app)
    app.session_state["modifier_level"] = ""
    assert "With and without each modifier" in pane_texts(app.run())


def test_every_modifier_has_its_rate_and_a_verdict_in_words(visit: Visit, store: Path) -> None:
    said = pane_texts(visit("modifiers", store))
    assert "50.0% 40 of 80" in said and "10.0% 8 of 80" in said
    assert "Lines without a modifier" in said
    assert "odds" not in said.lower()


def test_what_the_address_says_wrongly_is_passed_over(visit: Visit, store: Path) -> None:
    app = visit("modifiers", store, with_modifier="ZZ", with_row="NOBODY", modifier_level="x")
    assert not app.exception
    assert "With and without each modifier" in pane_texts(app)
