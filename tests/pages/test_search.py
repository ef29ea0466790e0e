"""The search at the top of every page, and the views kept by name."""

from __future__ import annotations

from analytics import notebook
from analytics.notebook import SavedView
from tests.pages.panes import choose

VIEW = SavedView("Open 97", "reasons", "payer=BLUE+HARBOR&carc=97&weeks=All+weeks&secondary=yes")


def searched(app, words: str):
    """The app after something was typed into the search; a rerun of all closes a dialog."""
    app.button(key="search_open").click().run()
    app.text_input(key="search_words").input(words)
    return app.button(key="search_open").click().run()


def with_views(app):
    """The app with the chip "Views" open: what is in it is drawn only then."""
    app.session_state["views"] = True
    return app.run()


def result(app, words: str):
    """The first thing found that is shown with these words."""
    buttons = [each for each in app.button if str(each.key).startswith("search_result_")]
    return next(each for each in buttons if words in each.label)


def test_what_is_found_is_shown_alone_on_its_page(visit, loaded_store):
    app = visit("weekly_review", loaded_store, procedure="99213", weeks="All weeks")
    # 48 lines are denied for CARC 97.
    result(searched(app, "97"), "· 48 denied lines").click().run()
    assert app.title[0].value == "Reasons"
    assert app.query_params == {"weeks": "All weeks", "carc": "97"}


def test_a_claim_found_is_told_apart_and_opens_by_a_key_of_ours(visit, loaded_store):
    app = searched(visit("reasons", loaded_store), "acc15-0")
    found = result(app, "ACC15-0")
    # The newest week's claim: one line of $100, denied on 18 November.
    assert "$100, denied, open" in found.label.replace("\\", "")
    found.click().run()
    assert app.title[0].value == "Work list"
    assert any("Claim ACC15-0" in each.value for each in app.markdown)
    assert app.query_params["claim"].isdigit()
    assert "ACC15" not in str(app.query_params)


def test_pages_and_definitions_are_found(visit, loaded_store):
    app = visit("weekly_review", loaded_store)
    result(searched(app, "rejec"), "Page").click().run()
    assert app.title[0].value == "Rejections"
    result(searched(app, "overturn rate"), "Measure").click().run()
    assert app.title[0].value == "Definitions"
    assert any("**Overturn rate**" in each.value for each in app.markdown)
    result(searched(app, "N20"), "N20").click().run()
    remarks = next(each.value for each in app.dataframe if "remark_code" in each.value)
    assert remarks["remark_code"].tolist() == ["N20"]


def test_before_anything_is_loaded_the_search_finds_pages(visit, tmp_path):
    app = visit("weekly_review", tmp_path / "empty")
    result(searched(app, "files"), "Page").click().run()
    assert app.title[0].value == "Files"


def test_a_view_is_kept_and_opened_with_its_filters(visit, loaded_store):
    app = with_views(visit("reasons", loaded_store, carc="97"))
    try:
        app.text_input(key="view_name").input("Bundling")
        app.button(key="view_keep").click().run()
        choose(app, "carc")
        with_views(app.switch_page("analytics/pages/payers.py").run())
        app.button(key="view_open_Bundling").click().run()
        assert app.title[0].value == "Reasons"
        assert app.query_params == {"carc": "97"}
    finally:
        notebook.remove_view(loaded_store, "Bundling")


def test_a_view_opens_in_place_of_what_was_chosen(visit, loaded_store):
    notebook.save_view(loaded_store, VIEW)
    try:
        app = with_views(visit("payers", loaded_store, procedure="99213", by="service"))
        app.button(key="view_open_Open 97").click().run()
        assert app.title[0].value == "Reasons"
        assert app.query_params == {
            "payer": "BLUE HARBOR",
            "carc": "97",
            "weeks": "All weeks",
            "secondary": "yes",
        }
        address = with_views(app.switch_page("analytics/pages/reasons.py")).code[0].value
        assert address.endswith("?payer=BLUE+HARBOR&carc=97&weeks=All+weeks&secondary=yes")
    finally:
        notebook.remove_view(loaded_store, VIEW.view_name)


def test_a_view_without_a_name_is_refused_in_words_and_a_view_can_be_renamed(visit, loaded_store):
    notebook.save_view(loaded_store, VIEW)
    try:
        app = with_views(visit("reasons", loaded_store))
        app.button(key="view_keep").click().run()
        assert app.error[0].value == "Give the view a name."
        app.text_input(key="view_new_name").input("97 at last").run()
        app.button(key="view_rename").click().run()
        assert [view.view_name for view in notebook.saved_views(loaded_store)] == ["97 at last"]
        app.button(key="view_delete").click().run()
        assert notebook.saved_views(loaded_store) == []
    finally:
        notebook.remove_view(loaded_store, VIEW.view_name)
