"""The Modifiers page: what goes with a modifier, at the level asked for, and what seems missing."""

from __future__ import annotations

from tests.pages.test_pages import texts


def test_without_like_lines_the_page_says_so(visit, loaded_store):
    app = visit("modifiers", loaded_store)
    assert not app.exception
    said = texts(app)
    assert "No modifier is clearly denied more often" in said
    assert "no line in view that was denied for these reasons was later paid" in said


def test_the_switch_shows_every_level(visit, loaded_store):
    app = visit("modifiers", loaded_store)
    for level in ("procedure", "payer", "both"):
        app.session_state["modifier_level"] = level
        app.run()
        assert not app.exception
