"""New or worse on This week: cards that lead to their lines; quiet weeks say so."""

import json
import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.__main__ import main
from analytics.load import load_paths
from tests.pages.panes import pane_texts, picks
from tests.pages.remittances import FIRST, WEEKS, interchange
from tests.pages.test_pages import texts

WORSE_FROM = 13  # weeks, counted from 0


@pytest.fixture(scope="session")
def worse_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixteen weeks of 30 lines; 3 are denied for CARC 97 as ever, 7 more for 50 in the last 3."""
    folder = tmp_path_factory.mktemp("worse")
    text = interchange(range(WEEKS))
    for week in range(WORSE_FROM, WEEKS):
        for claim in range(20, 27):
            paid = f"CLP*ACC{week}-{claim}*1*100*100*"
            head, found, rest = text.partition(paid)
            assert found
            claims, line, more = rest.partition("SVC*HC:99213*100*100**1~\n")
            dated, day, others = more.partition("~\n")
            text = (
                f"{head}CLP*ACC{week}-{claim}*1*100*0*{claims}SVC*HC:99213*100*0**1~\n{dated}{day}"
                f"CAS*CO*50*100~\n{others}"
            )
    (folder / "worse.835").write_text(text)
    load_paths(folder / "store", [folder / "worse.835"])
    return folder / "store"


def test_what_is_new_is_a_card_with_its_numbers(visit, worse_store):
    app = visit("weekly_review", worse_store)
    assert not app.exception
    began = FIRST + timedelta(weeks=WORSE_FROM)
    said = pane_texts(app)
    # 7 of 30 lines in each of three weeks (four are looked at: 1, 2, 4 or 8); none before. There
    # are 27 lines without a modifier a week, and each costs $100.
    assert "Blue Harbor · 99213 without a modifier" in said
    assert "Denied for CARC 50, not medically necessary" in said
    assert "21 of 108 lines in 4 weeks · $2,100 open" in said
    assert "19% vs 0% usual" in said
    assert f"since {began:%b} {began.day}" in said


def test_by_service_date_what_is_worse_is_not_lost(visit, worse_store, tmp_path):
    # The same lines served 3 weeks earlier. The week shown is the last of service, in which nothing
    # was worse yet; alerts are of weeks of answers.
    def earlier(found: re.Match[str]) -> str:
        day = datetime.strptime(found[1], "%Y%m%d") - timedelta(weeks=3)
        return f"DTM*472*{day:%Y%m%d}"

    text = (worse_store.parent / "worse.835").read_text()
    (tmp_path / "served.835").write_text(re.sub(r"DTM\*472\*(\d{8})", earlier, text))
    load_paths(tmp_path / "store", [tmp_path / "served.835"])
    app = visit("weekly_review", tmp_path / "store", by="service")
    assert "**One denial pattern is worse than usual**" in texts(app)
    assert "Blue Harbor · 99213 without a modifier" in pane_texts(app)
    assert "Nothing is new or worse" not in texts(app)


def test_its_buttons_lead_to_its_lines_and_to_a_decision(visit, worse_store):
    app = visit("weekly_review", worse_store)
    assert {"alert": "0", "do": "lines"} in picks(app)
    assert {"alert": "0", "do": "decide"} in picks(app)


def test_a_pick_sets_its_reason_payer_and_modifier_and_its_weeks():
    def page():
        import pandas as pd
        import streamlit as st

        from analytics.components.week import alerts

        row = {
            "payer_name": "BLUE HARBOR", "carc_code": "50", "procedure_code": "99213",
            "modifier_code": "", "status": "new", "since_week": pd.Timestamp("2026-11-02"),
            "first_week": pd.Timestamp("2026-10-26"), "remit_week": pd.Timestamp("2026-11-16"),
        }  # fmt: skip
        alerts.do({"alert": "7", "do": "lines"}, pd.DataFrame([row]))  # no such card
        assert "carc" not in st.session_state
        alerts.do({"alert": "0", "do": "lines"}, pd.DataFrame([row]))

    app = AppTest.from_function(page).run()
    assert not app.exception
    state = app.session_state
    assert (state["carc"], state["payer"], state["procedure"]) == (
        ["50"], ["BLUE HARBOR"], ["99213"],
    )  # fmt: skip
    assert state["modifier"] == [""]  # those without one
    assert (state["weeks"], state["until"]) == ("2026-10-26", "2026-11-16")
    assert state["page_to_go_to"] == "denied_lines"


def test_a_quiet_week_says_so_in_one_sentence(visit, loaded_store):
    app = visit("weekly_review", loaded_store)
    said = texts(app)
    # one reason, one payer, one procedure; the denied lines are those with modifier 25: 97 alone,
    # in all its lines and in those with 25
    assert (
        "Nothing is new or worse in the week of Nov 16, 2026: of 2 combinations of reason, payer, "
        "procedure and modifier none is more than chance explains."
    ) in said
    assert not any("Watch list" in folded.label for folded in app.expander)


def test_too_few_weeks_and_too_old_ones_say_so(visit, loaded_store):
    app = visit("weekly_review", loaded_store, weeks="2026-08-03", until="2026-09-07")
    assert "is older" in texts(app)


def test_a_week_still_coming_in_is_not_reviewed_by_page_nor_command_line(
    visit, worse_store, tmp_path, capsys
):
    # A 17th week with 4 lines of the usual 30: under half the median, so the 16th is reviewed.
    shutil.copytree(worse_store, tmp_path / "store")
    text = interchange(range(WEEKS, WEEKS + 1))
    claims, end = text.split("CLP*"), text[text.index("SE*") :]
    (tmp_path / "part.835").write_text("CLP*".join(claims[:5]) + end)
    load_paths(tmp_path / "store", [tmp_path / "part.835"])
    full = FIRST + timedelta(weeks=WEEKS - 1)

    app = visit("weekly_review", tmp_path / "store")
    assert f"{full:%b} {full.day} to " in texts(app)
    asked = ["--database", str(tmp_path / "store"), "ask", "alerts", "--format", "json"]
    assert main(asked) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["remit_week"][:10] for row in rows} == {f"{full}"}
    assert "Blue Harbor · 99213 without a modifier" in pane_texts(app)
    meeting = visit("meeting", tmp_path / "store", step="3")
    assert f"{full}" in str(meeting.query_params["week"])
