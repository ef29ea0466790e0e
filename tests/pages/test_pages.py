"""Every page through app.py, with and without data; filters, links and chips."""

import pytest

from analytics import notebook
from analytics.load import load_paths, rebuild
from analytics.load.inbox import still_there, waiting_files
from analytics.review import reviewing
from analytics.snapshots import current_snapshot
from analytics.vocabulary import CHOICES, SWITCHES
from tests.given_claims import a_billed_claim, an_837
from tests.pages.panes import can_clear, chips, choose, chosen, pane_texts
from tests.pages.remittances import interchange

PAGES = {
    "weekly_review": "This week",
    "reasons": "Reasons",
    "payers": "Payers",
    "modifiers": "Modifiers",
    "providers": "Procedures and providers",
    "outcomes": "Outcomes",
    "denied_lines": "Work list",
    "files": "Files",
    "definitions": "Definitions",
}


def texts(app) -> str:
    """Everything a page says in words."""
    return "\n".join(
        element.value for kind in ("markdown", "caption", "info") for element in app.get(kind)
    )


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_its_title_and_answers_in_numbers(page, visit, loaded_store):
    app = visit(page, loaded_store)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == PAGES[page]
    assert any(character.isdigit() for character in texts(app))


@pytest.mark.parametrize("page", PAGES)
def test_without_data_a_page_says_how_to_get_some(page, visit, tmp_path):
    app = visit(page, tmp_path / "empty")
    assert not app.exception
    assert "Nothing is loaded yet" in app.info[0].value


def test_the_weekly_review_tells_the_latest_week(visit, loaded_store):
    # every week: 3 of 30 lines of $100 denied
    said = texts(visit("weekly_review", loaded_store))
    assert "Payers denied **3 of 30 lines (10.0%)**, within the usual range" in said


def test_a_week_alone_in_view_is_still_compared_with_the_eight_before(visit, loaded_store):
    said = texts(visit("weekly_review", loaded_store, weeks="2026-11-16"))
    assert "Payers denied **3 of 30 lines (10.0%)**, within the usual range" in said
    app = visit("weekly_review", loaded_store, weeks="2026-11-16")
    # The eight weeks before have 3 of 30 each too, $100 a line.
    assert "8-week average $300" in pane_texts(app)


def test_the_headline_adds_up_over_all_weeks(visit, loaded_store):
    app = visit("weekly_review", loaded_store, weeks="All weeks")
    said = pane_texts(app)
    assert "$4,800 denied, 48 lines" in said
    assert "Recovered $0" in said
    assert "Winnable $4,800" in said


def test_a_shared_link_restores_the_view(visit, loaded_store):
    app = visit("weekly_review", loaded_store, weeks="2026-11-16", until="2026-11-16", carc="97")
    assert chosen(app, "carc") == ["97"]
    assert chips(app) == [
        "Week of Nov 16", "Payer", "Category", "Reason: 97", "Modifier", "Procedure",
        "More filters",
    ]  # fmt: skip


def test_a_link_to_what_is_not_there_is_taken_as_no_filter(visit, loaded_store):
    app = visit("weekly_review", loaded_store, payer="GONE HEALTH", weeks="not a week")
    assert not app.exception
    assert chosen(app, "payer") == []
    assert app.session_state["weeks"] == "Last 26 weeks"


def test_every_filter_that_is_on_is_named_on_the_bar(visit, loaded_store):
    with reviewing(loaded_store) as review:
        choices = review.ask("filter_choices")
    said = choices.drop_duplicates("choice_kind").set_index("choice_kind")["value"]
    assert {"payer", "carc", "procedure", "provider", "line_of_business"} <= set(said.index)
    for key, value in said.items():
        app = visit("weekly_review", loaded_store, **{key: value})
        named = f"{CHOICES[key].short_label}: {value or 'No modifier'}"
        assert named.lower() in [chip.lower() for chip in chips(app)], named
    for key, each in SWITCHES.items():
        app = visit("weekly_review", loaded_store, **{key: "no" if each.default else "yes"})
        words = f"Without {each.label.lower()}" if each.default else each.label
        assert words in chips(app)


def test_clear_is_offered_where_a_filter_is_set(visit, loaded_store):
    app = visit("weekly_review", loaded_store, secondary="yes")
    assert chips(app)[-1] == "Secondary and tertiary payers"
    assert can_clear(app)
    assert not can_clear(visit("weekly_review", loaded_store))


def test_filters_survive_a_change_of_page_and_stand_in_the_address(visit, loaded_store):
    app = visit("weekly_review", loaded_store)
    choose(app, "payer", "BLUE HARBOR")
    app.switch_page("analytics/pages/reasons.py").run()
    assert chosen(app, "payer") == ["BLUE HARBOR"]
    assert "BLUE HARBOR" in app.query_params["payer"]


def test_a_picked_line_shows_its_claims_whole_history(visit, loaded_store):
    with reviewing(loaded_store) as review:
        key = str(review.ask("claim_named", claim="ACC15-0")["linked_claim_id"].iloc[0])
    app = visit("denied_lines", loaded_store, claim=key, claim_events="yes")
    events = next(each.value for each in app.dataframe if "event_date" in each.value)
    assert {"97"} <= set(events["carc_code"].dropna())
    assert {"N20"} <= set(events["remark_code"].dropna())
    assert set(events["file_name"]) == {"blue_harbor.835"}
    assert (events["segment_number"] > 0).all()
    assert "ACC15" not in str(app.query_params)


def test_no_page_shows_a_patients_name_or_member_id(visit, loaded_store):
    for page in PAGES:
        app = visit(page, loaded_store)
        shown = texts(app) + "".join(table.value.to_csv() for table in app.dataframe)
        assert "QUARTZ" not in shown and "M001" not in shown, page


def test_new_data_is_seen_on_the_next_run(visit, tmp_path):

    first, second = tmp_path / "first.835", tmp_path / "second.835"
    first.write_text(interchange(range(3)))
    second.write_text(interchange(range(3, 4)))
    load_paths(tmp_path / "store", [first])
    app = visit("weekly_review", tmp_path / "store")
    assert "Aug 17 to 23, 2026" in texts(app)
    load_paths(tmp_path / "store", [second])
    app.run()
    assert "Aug 24 to 30, 2026" in texts(app)


def test_a_changed_definition_is_printed_under_the_figures(visit, tmp_path):

    extract, store = tmp_path / "week.835", tmp_path / "store"
    extract.write_text(interchange(range(2)))
    load_paths(store, [extract])
    notebook.save_carc_rule(store, notebook.CarcRule("97", is_denial=False))
    rebuild(store)
    app = visit("weekly_review", store)
    assert "Payers denied **0 of 30 lines (0.0%)**" in texts(app)
    app.session_state["how_counted"] = True
    app.run()
    labels = [each.proto.popover.label for each in app.get("popover")]
    assert "How counted · 1 changed" in labels and "CARC 97" in texts(app)
    app.switch_page("analytics/pages/definitions.py").run()
    assert "CARC 97" in texts(app)
    assert app.button(key="reset_definitions").disabled


def test_the_last_load_can_be_taken_back(visit, tmp_path):

    store = tmp_path / "store"
    for number in range(2):
        extract = tmp_path / f"{number}.835"
        extract.write_text(interchange(range(number, number + 1)))
        load_paths(store, [extract])
    app = visit("files", store)
    assert "2 files loaded" in texts(app)
    app.button(key="undo_load").click().run()
    assert current_snapshot(store) == 1
    assert "1 file loaded" in texts(app)


@pytest.fixture
def inbox(tmp_path, monkeypatch):
    folder = tmp_path / "inbox"
    folder.mkdir()
    monkeypatch.setenv("DENIALS_INBOX", str(folder))
    return folder


def load_inbox(app):
    app.button(key="load_inbox").click().run()
    app.session_state["job"].thread.join(30)
    app.run()


def test_what_waits_in_the_inbox_is_listed_and_loaded_and_then_waits_no_more(
    visit, tmp_path, inbox
):
    (inbox / "week.835").write_text(interchange(range(1)))
    app = visit("files", tmp_path / "store")
    assert list(app.dataframe[0].value["file_name"]) == ["week.835"]
    load_inbox(app)
    assert "1 file: 1 loaded." in [each.value for each in app.success]
    assert "1 file loaded: 30 remitted claims with 30 lines" in texts(app)
    assert "0 files waiting" in texts(app)
    # Other content under the same name waits again.
    (inbox / "week.835").write_text(interchange(range(1, 2)))
    assert "1 file waiting" in texts(app.run())


def test_nothing_outside_the_inbox_is_listed_or_read(visit, tmp_path, inbox):
    (tmp_path / "outside.835").write_text(interchange(range(1)))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "more.835").write_text(interchange(range(1, 2)))
    (inbox / "link.835").symlink_to(tmp_path / "outside.835")
    (inbox / "folder").symlink_to(tmp_path / "folder")
    app = visit("files", tmp_path / "store")
    assert "0 files waiting" in texts(app) and app.button(key="load_inbox").disabled
    assert not app.text_input  # there is no box for a path


def test_a_file_that_became_a_link_after_it_was_listed_is_not_read(tmp_path):
    outside, folder = tmp_path / "outside.835", tmp_path / "inbox"
    folder.mkdir()
    outside.write_text("x")
    (folder / "week.835").write_text("y")
    listed = waiting_files(folder, {})
    (folder / "week.835").unlink()
    (folder / "week.835").symlink_to(outside)
    assert [file.name for file in listed] == ["week.835"]
    assert still_there(folder, listed) == []


def test_without_an_inbox_the_page_says_how_to_name_one(visit, tmp_path):
    assert "denials serve --inbox FOLDER" in texts(visit("files", tmp_path / "store"))


def test_a_file_that_cannot_be_understood_says_why(visit, tmp_path, inbox):
    (inbox / "note.txt").write_text("Dear payer, please pay.")
    app = visit("files", tmp_path / "store")
    load_inbox(app)
    assert app.error[0].value.startswith("note.txt")
    assert app.title[0].value == "Files"


def test_by_service_date_the_pages_warn_of_the_last_weeks(visit, loaded_store):
    app = visit("weekly_review", loaded_store, by="service")
    assert not app.exception
    assert "many answers are not in yet" in texts(app)


@pytest.mark.parametrize("page", ["weekly_review", "reasons", "payers", "modifiers"])
def test_with_claims_alone_a_page_of_denials_asks_for_remittances(page, visit, claims_alone):
    app = visit(page, claims_alone)
    assert not app.exception
    assert "no remittances (835) that answer them" in app.info[0].value


@pytest.fixture(scope="module")
def claims_alone(store_of):
    return store_of("claims_alone", {"sent.837": an_837(a_billed_claim("A1"), batch="7")})
