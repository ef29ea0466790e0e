"""New or worse on the weekly review: sentences that lead to their lines; quiet weeks say so."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from analytics.__main__ import main
from analytics.load import load_paths
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


def test_what_is_new_is_a_sentence_with_its_numbers(visit, worse_store):
    app = visit("weekly_review", worse_store)
    assert not app.exception
    began = FIRST + timedelta(weeks=WORSE_FROM)
    said = texts(app)
    # 7 of 30 lines in each of three weeks (four are looked at: 1, 2, 4 or 8); none before
    alert = said[said.index("BLUE HARBOR · 99213 without a modifier: ") :]
    assert " denied for CARC 50" in alert.partition(";")[0]
    assert f"since {began:%b} {began.day}, {began.year}" in alert
    assert "expected by chance less than once in 1,000,000 weeks" in said


def test_its_button_leads_to_the_lines_behind_it(visit, worse_store):
    app = visit("weekly_review", worse_store)
    app.button(key="alert_1_lines").click().run()
    assert app.session_state["carc"] == ["50"]
    assert app.session_state["payer"] == ["BLUE HARBOR"]
    assert app.session_state["modifier"] == [""]  # those without one
    assert app.session_state["until"] == f"{FIRST + timedelta(weeks=WEEKS - 1)}"
    assert app.title[0].value == "Work list"


def test_what_will_be_done_about_it_is_compared_since_it_began(visit, worse_store):
    app = visit("weekly_review", worse_store)
    app.button(key="decide_alert_1").click().run()
    assert not app.exception
    assert "Payer BLUE HARBOR · Reason 50 · Modifier none · Procedure 99213" in texts(app)
    assert app.selectbox(key="action_since").value == f"{FIRST + timedelta(weeks=WORSE_FROM)}"


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
    assert f"In the week of {full:%b} {full.day}, {full.year}" in texts(app)
    asked = ["--database", str(tmp_path / "store"), "ask", "alerts", "--format", "json"]
    assert main(asked) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["remit_week"][:10] for row in rows} == {f"{full}"}
    assert [row["sentence"] for row in rows][0] in texts(app)
    meeting = visit("meeting", tmp_path / "store")
    assert f"week of {full:%b} {full.day}, {full.year}" in texts(meeting)


def test_each_alert_bears_its_mark(visit, worse_store):
    said = texts(visit("weekly_review", worse_store))
    began = FIRST + timedelta(weeks=WORSE_FROM)
    # First told in week 13, seen from week 15: it stands since the week it began in.
    assert f"**Since W{began.isocalendar().week}** · BLUE HARBOR · 99213" in said
