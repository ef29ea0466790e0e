"""The work list through app.py: what is due, whose lines, one change of many, and who wrote it."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from streamlit.runtime.scriptrunner import StopException

from analytics import notebook, session
from analytics.access import system_user
from analytics.components import history
from analytics.load import rebuild
from analytics.notebook import WorkChange
from analytics.review import asking
from tests.pages.test_pages import texts
from tests.people import as_person

# 48 lines of $100 denied, three a week from 5 August to 18 November, served on the day of refusal.
# Commercial: the appeal runs 90 days, corrected claim and filing 180. Seen from 20 November, the
# appeals of 26 August (24 November) and 2 September (1 December) end within 14 days: 6 lines, $600.
DAY = date(2026, 11, 20)


@pytest.fixture
def store(loaded_store, tmp_path, monkeypatch):
    """A store of its own to write on, seen from one day."""
    monkeypatch.setattr(session, "today", lambda: (DAY, True))
    monkeypatch.setattr(asking.Review, "day", DAY)
    return Path(shutil.copytree(loaded_store, tmp_path / "store"))


def lines_of(app):
    """The lines the page lists."""
    return app.dataframe[0].value


def test_what_is_due_in_14_days_stands_on_top_with_its_dollars_and_its_list(visit, store):
    app = visit("denied_lines", store)
    assert "6 deadlines in the next 14 days, \\$600 still denied" in texts(app)
    assert "the nearest is Nov 24, 2026." in texts(app)
    app.toggle(key="due_soon").set_value(True).run()
    assert len(lines_of(app)) == 6
    assert lines_of(app)["days_left"].tolist() == [4] * 3 + [11] * 3


def test_deadlines_are_looked_at_in_all_weeks(visit, store):
    app = visit("denied_lines", store, weeks="2026-11-16", until="2026-11-16")
    assert len(lines_of(app)) == 3
    assert "6 deadlines in the next 14 days" in texts(app)


def test_with_old_remittances_time_is_told_from_the_newest_and_that_is_said(visit, loaded_store):
    class LaterDay(date):
        """A machine whose clock is far ahead."""

        @classmethod
        def today(cls):
            return cls(2028, 1, 1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "date", LaterDay)
        patch.setattr(asking, "date", LaterDay)
        app = visit("denied_lines", loaded_store)
    # Seen from 18 November: the appeals of 26 August only end on the 24th, of 2 September on 1 Dec.
    assert "As of Nov 18, 2026, the date of the newest remittance." in texts(app)
    assert "6 deadlines in the next 14 days" in texts(app)


def test_ticked_lines_are_changed_together_and_the_change_is_said(visit, store):
    app = visit("denied_lines", store)
    app.session_state["lines_picked"] = lines_of(app)["remitted_line_id"].tolist()[:3]
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
    # Ticks and form are gone, and the lines say so at once.
    assert app.button(key="change_lines").disabled
    assert lines_of(app)["work_status"].tolist()[:3] == ["Working"] * 3


def is_told(app):
    """Whether a claim's history is open over the list."""
    return any("event_date" in each.value for each in app.dataframe)


def test_a_claim_whose_history_was_open_does_not_open_again_after_lines_were_changed(visit, store):
    app = visit("denied_lines", store)
    app.session_state["lines_picked"] = lines_of(app)["remitted_line_id"].tolist()[:1]
    app.session_state["claim_open"] = ("ACC15-0", "BLUE HARBOR")
    app.run()
    assert is_told(app)
    # What was closed on the screen only: the page has not heard of it when the button is pressed.
    app.button(key="change_lines").click().run()
    app.selectbox(key="change_status").set_value("working")
    app.button(key="save_change").click().run()
    assert not is_told(app) and not app.exception
    assert app.success[0].value == "1 line changed: status Working."


def test_a_claim_that_was_closed_stays_closed_though_a_click_cut_that_short(
    visit, store, monkeypatch
):
    claim, closed = ("ACC15-0", "BLUE HARBOR"), []

    class CutShort(dict):
        def pop(self, *_):
            raise StopException

    with monkeypatch.context() as patch:
        patch.setattr(history.st, "session_state", CutShort())
        with pytest.raises(StopException):
            history.close(closed, claim)
    app = visit("denied_lines", store)
    app.session_state["claim_open"], app.session_state["claims_closed"] = claim, closed
    app.run()
    assert not is_told(app) and not app.exception
    app.session_state["claim_open"] = claim  # picked again
    app.run()
    assert is_told(app)


def test_choices_narrow_the_list_and_hold_across_pages(visit, store):
    app = visit("denied_lines", store)
    ids = lines_of(app)["remitted_line_id"].tolist()
    as_person(
        "Ann", notebook.save_work, store, dict.fromkeys(ids[:2], "ACC"), WorkChange("sent", "Bob")
    )
    app.run()
    app.pills(key="work_assignee").set_value("Bob").run()
    assert lines_of(app)["work_status"].tolist() == ["Sent", "Sent"]
    app.switch_page("analytics/pages/reasons.py").run()
    app.switch_page("analytics/pages/denied_lines.py").run()
    assert lines_of(app)["assignee"].tolist() == ["Bob", "Bob"]
    app.pills(key="outcomes").set_value(["recovered"]).run()
    assert "Nothing to show." in texts(app)
    assert not app.exception


def test_the_history_of_a_claim_says_who_wrote_what_and_when(visit, store):
    app = visit("denied_lines", store)
    line = lines_of(app).iloc[0]
    number = line["patient_control_number"]
    lines = {line["remitted_line_id"]: number}
    as_person("Ann", notebook.save_work, store, lines, WorkChange(status="sent"))
    as_person("Bob", notebook.save_work, store, lines, WorkChange(note="They want the chart"))
    app.session_state["claim_open"] = (number, "BLUE HARBOR")
    app.run()
    work = app.dataframe[-1].value
    assert work["worked_by"].tolist() == ["Bob", "Ann"]
    assert work["note"].tolist()[0] == "They want the chart"
    assert work["worked_at"].notna().all()
    assert "2 entries, newest first" in texts(app)


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


def test_work_first_says_when_nothing_can_be_put_in_order(visit, loaded_store):
    app = visit("denied_lines", loaded_store)
    app.session_state["work_order"] = "work_first"
    app.run()
    assert not app.exception
    said = texts(app)
    assert "Nothing can be put in order yet" in said
    assert "Too few past denials to compare with" in said
    assert len(app.dataframe[0].value) == 48


def test_minutes_of_work_are_changed_and_taken_back_on_the_definitions_page(visit, store):
    notebook.save_work_minutes(store, [notebook.WorkMinutes("Bundling/NCCI", 30, True)])
    rebuild(store)
    app = visit("definitions", store, tab="Work minutes")
    assert not app.exception
    said = texts(app)
    assert "16 categories not yet verified" in said  # 17 came with us, one is verified
    assert "Minutes of work for Bundling/NCCI: 30 (default 20)." in said
    first = visit("denied_lines", store)
    first.session_state["work_order"] = "work_first"
    first.run()
    assert "Minutes of work for Bundling/NCCI: 30 (default 20)." in texts(first)
    app.multiselect(key="minutes_back").set_value(["Bundling/NCCI"]).run()
    app.button(key="reset_minutes").click().run()
    app.session_state["job"].thread.join(30)
    assert notebook.work_minutes(store) == []
