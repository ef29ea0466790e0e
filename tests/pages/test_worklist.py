"""The work list through app.py: what is due, whose lines, one change of many, and who wrote it."""

import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.runtime.scriptrunner import StopException

from analytics import notebook, session
from analytics.access import Person, acting_as, audit, identify_by, system_user
from analytics.access.audit import Sought
from analytics.components.claim import history
from analytics.components.work import work_table, worklist
from analytics.load import rebuild
from analytics.notebook import WorkChange
from analytics.review import asking, reviewing
from analytics.vocabulary import NotAllowed
from tests.pages.panes import pane_texts, panes
from tests.pages.test_pages import texts
from tests.people import as_person

# 48 lines of $100 denied, three a week from 5 August to 18 November, served on the day of refusal.
# Commercial: the appeal runs 90 days, corrected claim and filing 180. Seen from 20 November, the
# appeals of 26 August (24 November) and 2 September (1 December) end within 14 days: 6 lines, $600.
DAY = date(2026, 11, 20)


@pytest.fixture
def store(loaded_store, tmp_path, monkeypatch):
    """A store of its own to write on, seen from one day, where nobody is on record yet."""
    monkeypatch.setattr(session, "today", lambda: (DAY, True))
    monkeypatch.setattr(asking.Review, "day", DAY)
    nobody = shutil.ignore_patterns("audit.*")
    return Path(shutil.copytree(loaded_store, tmp_path / "store", ignore=nobody))


def rows_of(app) -> list[list[str]]:
    """The rows the page lists, each as the words of its cells."""
    body = panes(app).get("work_table", "").rpartition("<tbody")[2]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in body.split("<tr")[1:]]
    return [[unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row[1:]] for row in cells]


def answer_of(app) -> str:
    """What the page says in one sentence."""
    return texts(app).replace("**", "")


def lines_of(store: Path, **asked: object):
    """The lines of a list, as the page asks for them."""
    with reviewing(store) as review:
        return review.ask("work_list", today=DAY, **asked)


def tick(app, lines) -> None:
    """Tick these lines, as the table's ticks do."""
    app.session_state["lines_picked"] = dict(
        zip(lines["remitted_line_id"], lines["patient_control_number"], strict=True)
    )


def key_of(store: Path, number: str) -> str:
    """What a claim goes by in an address."""
    with reviewing(store) as review:
        return f"{review.ask('claim_named', claim=number)['linked_claim_id'].iloc[0]}-97"


def test_what_is_due_in_14_days_is_the_list_with_its_dollars(visit, store):
    app = visit("denied_lines", store)
    assert not app.exception
    assert "6 lines are due by Dec 1: \\$600 open." in answer_of(app)
    assert [row[0] for row in rows_of(app)] == ["4 days"] * 3 + ["11 days"] * 3
    assert "Due in 14 days 6" in pane_texts(app)


def test_lists_of_work_are_of_all_weeks_and_all_denied_lines_of_those_in_view(visit, store):
    app = visit("denied_lines", store, weeks="2026-11-16", until="2026-11-16")
    assert len(rows_of(app)) == 6
    app = visit("denied_lines", store, weeks="2026-11-16", until="2026-11-16", list="all")
    assert "3 lines are denied in view: \\$300 of \\$300 open." in answer_of(app)
    assert len(rows_of(app)) == 3


def test_lines_with_dollars_in_one_place_add_up_to_it(visit, store):
    app = visit("denied_lines", store, place="winnable")
    # Nothing is past its last day: corrected claims may be filed for 180 days.
    assert "Winnable: \\$4,800 of 48 denied lines, which were denied \\$4,800 in all." in (
        answer_of(app)
    )


def test_ticked_lines_are_changed_together_and_the_change_is_said(visit, store):
    app = visit("denied_lines", store)
    tick(app, lines_of(store, list="due", sort="due").head(3))
    app.run()
    assert app.button(key="change_lines").label == "Change 3 lines"
    app.button(key="change_lines").click().run()
    app.selectbox(key="change_status").set_value("working")
    app.text_input(key="change_next_step").set_value("Call the payer")
    app.text_area(key="change_note").set_value("=1+1")
    name = system_user().name  # nobody signs in here: whoever started the dashboard
    assert f"Kept under the name {name}." in [each.value for each in app.caption]
    app.button(key="save_change").click().run()
    assert not app.exception
    said = "3 lines changed: status Working, note “=1+1”, next step “Call the payer”."
    assert said in [each.value for each in app.success]
    entries = notebook.work_entries(store)
    assert [entry["status"] for entry in entries] == ["working"] * 3
    assert {entry["changed_by"] for entry in entries} == {name}
    assert {entry["assignee"] for entry in entries} == {None}
    # Ticks and form are gone, and the rows say so at once.
    assert not [each for each in app.button if each.key == "change_lines"]
    assert [row[-1] for row in rows_of(app)[:3]] == ["Working"] * 3
    assert [row[4] for row in rows_of(app)[:3]] == ["Call the payer"] * 3


def test_all_lines_of_a_list_are_selected_beyond_the_page_shown(visit, store, monkeypatch):
    monkeypatch.setattr(work_table, "PAGE_ROWS", 2)
    monkeypatch.setattr(worklist, "ROW_LIMIT", 4)
    app = visit("denied_lines", store, list="all", work_rows="lines")
    assert len(rows_of(app)) == 2
    tick(app, lines_of(store).head(1))
    app.run()
    app.button(key="select_all").click().run()
    assert app.button(key="change_lines").label == "Change 48 lines"
    app.button(key="change_lines").click().run()
    app.selectbox(key="change_status").set_value("sent")
    app.button(key="save_change").click().run()
    assert "48 lines changed: status Sent." in [each.value for each in app.success]
    assert {each["status"] for each in notebook.work_entries(store)} == {"sent"}


def is_told(app) -> bool:
    """Whether a claim is open beside the list."""
    return any("Claim ACC" in each.value for each in app.markdown)


def test_a_claim_stays_closed_after_lines_were_changed(visit, store):
    app = visit("denied_lines", store, claim=key_of(store, "ACC15-0"))
    assert is_told(app) and not app.exception
    tick(app, lines_of(store, list="due", sort="due").head(1))
    app.run()
    # What was closed on the screen only: the page has not heard of it when the button is pressed.
    app.button(key="change_lines").click().run()
    app.selectbox(key="change_status").set_value("working")
    app.button(key="save_change").click().run()
    assert not is_told(app) and not app.exception
    assert app.success[0].value == "1 line changed: status Working."


def test_a_claim_that_was_closed_stays_closed_though_a_click_cut_that_short(
    visit, store, monkeypatch
):
    key, closed = key_of(store, "ACC15-0"), []

    class CutShort(dict):
        def __setitem__(self, *_):
            raise StopException

    with monkeypatch.context() as patch:
        patch.setattr(history.st, "session_state", CutShort())
        with pytest.raises(StopException):
            history.close(closed, key)
    app = visit("denied_lines", store)
    app.session_state["claim"], app.session_state["claims_closed"] = key, closed
    app.run()
    assert not is_told(app) and not app.exception
    app.session_state["claim"] = key  # picked again
    app.run()
    assert is_told(app)


def test_choices_narrow_the_list_and_stand_in_the_address(visit, store):
    lines = lines_of(store, list="due", sort="due").head(2)
    given = dict(zip(lines["remitted_line_id"], lines["patient_control_number"], strict=True))
    as_person("Ann", notebook.save_work, store, given, WorkChange("sent", "Bob"))
    app = visit("denied_lines", store, work_assignee="Bob")
    assert [row[-2:] for row in rows_of(app)] == [["Bob", "Sent"]] * 2
    app.session_state["outcomes"] = ["recovered"]
    app.run()
    assert "No line is on this list." in pane_texts(app) or not rows_of(app)
    assert app.query_params["outcomes"] == "recovered"
    assert app.query_params["work_assignee"] == "Bob"
    app = visit("denied_lines", store, list="waiting")
    assert "2 lines wait for the payer: \\$200 open." in answer_of(app)
    assert not app.exception


def test_the_drawer_says_deadline_dollars_history_and_who_wrote_what(visit, store):
    line = lines_of(store, list="due", sort="due").iloc[0]
    number = line["patient_control_number"]
    lines = {line["remitted_line_id"]: number}
    as_person("Ann", notebook.save_work, store, lines, WorkChange(status="sent"))
    as_person("Bob", notebook.save_work, store, lines, WorkChange(note="They want the chart"))
    app = visit("denied_lines", store, claim=key_of(store, number), claim_events="yes")
    assert not app.exception
    everywhere = SimpleNamespace(main=app._tree)  # dialogs stand beside the page
    said = next(html for html in panes(everywhere).values() if 'class="history"' in html)
    words = unescape(re.sub(r"<[^>]+>", " ", said))
    # Denied on 26 August, the appeal runs 90 days.
    assert "Appeal due Nov 24" in words and "90 days from remit, Aug 26" in words
    assert "Last day to appeal" in words and "Denied" in words and "segment" in words
    assert re.search(r"They want the chart\s+Bob", words)
    # Of the 48 lines this payer denied for CARC 97 none was answered again.
    assert "48 lines, 26 weeks" in words and re.search(r"Open\s+48", words)
    work = next(each.value for each in app.dataframe if "worked_by" in each.value)
    assert work["worked_by"].tolist() == ["Bob", "Ann"]
    assert work["worked_at"].notna().all()


def test_what_is_written_in_the_drawer_is_saved_and_the_next_claim_follows(visit, store):
    first, second = lines_of(store, list="due", sort="due")["patient_control_number"].head(2)
    app = visit("denied_lines", store, claim=key_of(store, first))
    note, status = app.text_area[0], app.selectbox
    note.set_value("Called, they reprocess")
    next(each for each in status if each.label == "Status").set_value("working")
    app.button(key="claim_save").click().run()
    assert not app.exception
    (entry,) = notebook.work_entries(store)
    assert (entry["status"], entry["note"], entry["assignee"]) == (
        "working",
        "Called, they reprocess",
        None,
    )
    assert app.session_state["claim"] == key_of(store, second)
    assert app.query_params["claim"] == key_of(store, second)


def test_two_who_change_one_claim_at_once_are_told_and_the_second_may_save_over(visit, store):
    line = lines_of(store, list="due", sort="due").iloc[0]
    number = line["patient_control_number"]
    app = visit("denied_lines", store, claim=key_of(store, number))
    lines = {line["remitted_line_id"]: number}
    as_person("Ann", notebook.save_work, store, lines, WorkChange(status="sent"))
    next(each for each in app.selectbox if each.label == "Status").set_value("working")
    app.button(key="claim_save_stay").click().run()
    assert [each["status"] for each in notebook.work_entries(store)] == ["sent"]
    assert any("changed by somebody else" in each.value for each in app.warning)
    app.button(key="claim_save_stay").click().run()
    assert [each["status"] for each in notebook.work_entries(store)] == ["sent", "working"]
    # Who changes another field at the same time keeps it, and so does the other.
    as_person("Ann", notebook.save_work, store, lines, WorkChange(assignee="Ann"))
    next(each for each in app.selectbox if each.label == "Status").set_value("won")
    app.button(key="claim_save_stay").click().run()
    last = notebook.work_entries(store)[-1]
    assert (last["status"], last["assignee"]) == ("won", None)


def test_a_viewer_sees_a_claim_and_changes_nothing(visit, store):
    key = key_of(store, "ACC15-0")
    identify_by(lambda: Person("Vi", "viewer"))
    try:
        app = visit("denied_lines", store, claim=key)
    finally:
        identify_by(system_user)
    assert is_told(app) and not app.exception
    assert app.text_area[0].disabled and app.button(key="claim_save").disabled
    assert "may not write down work" in app.button(key="claim_save").help


def test_a_claim_of_another_client_is_not_opened_and_not_written_of(visit, store):
    key, line = key_of(store, "ACC15-0"), lines_of(store).iloc[0]
    bo = Person("Bo", "worker", ("Some other client",))
    identify_by(lambda: bo)
    try:
        app = visit("denied_lines", store, claim=key)
    finally:
        identify_by(system_user)
    assert not is_told(app) and not app.exception
    assert not any("claim_opened" in each["act"] for each in audit.entries(store, Sought()))
    lines = {line["remitted_line_id"]: line["patient_control_number"]}
    with acting_as(bo), reviewing(store) as review:
        with pytest.raises(NotAllowed, match="no other client's lines than Some other client"):
            review.save_work(lines, WorkChange(status="sent"))
        with pytest.raises(NotAllowed):
            notebook.save_work(store, lines, WorkChange(status="sent"))
    assert notebook.work_entries(store) == []
    with reviewing(store) as review:
        client = review.ask_plain("claim_clients", claim="ACC15-0")["client_name"][0]
        with acting_as(Person("Cy", "worker", (client,))):
            assert review.save_work(lines, WorkChange(status="sent")) == 1


def test_limits_can_be_taken_back_on_the_definitions_page(visit, store):
    limit = notebook.DeadlineLimit("appeal", "BLUE HARBOR", day_count=30, is_verified=True)
    notebook.save_deadline_limits(store, [limit])
    app = visit("definitions", store, tab="Deadlines")
    assert not app.exception
    assert "21 limits not yet verified" in texts(app)
    app.multiselect(key="limits_back").set_value([notebook.key_of(limit)]).run()
    app.button(key="reset_limits").click().run()
    app.session_state["job"].thread.join(30)
    assert notebook.deadline_limits(store) == []


def test_work_first_lists_what_can_be_worked_with_what_an_hour_brings(visit, loaded_store):
    app = visit("denied_lines", loaded_store, list="recover")
    assert not app.exception
    assert "48 lines can be worked" in answer_of(app)
    assert "Per hour" in pane_texts(app)
    assert len(rows_of(app)) == 48


def test_minutes_of_work_are_changed_and_taken_back_on_the_definitions_page(visit, store):
    notebook.save_work_minutes(store, [notebook.WorkMinutes("Bundling/NCCI", 30, True)])
    rebuild(store)
    app = visit("definitions", store, tab="Work minutes")
    assert not app.exception
    said = texts(app)
    assert "16 categories not yet verified" in said  # 17 came with us, one is verified
    assert "Minutes of work for Bundling/NCCI: 30 (default 20)." in said
    first = visit("denied_lines", store, list="recover")
    assert "Minutes of work for Bundling/NCCI: 30 (default 20)." in texts(first)
    app.multiselect(key="minutes_back").set_value(["Bundling/NCCI"]).run()
    app.button(key="reset_minutes").click().run()
    app.session_state["job"].thread.join(30)
    assert notebook.work_minutes(store) == []
