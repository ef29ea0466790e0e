"""The page Before submission on eleven weeks of claims and answers, worked out by hand.

Every Monday from January 5 ten claims are sent, each a visit (99213 with modifier 25, $100) and a
test (87880, $50). Answers come a week later: all visits are denied for CARC 97, all tests are paid.
The claims of the twelfth week, March 23, are open.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import database, snapshots
from analytics.load import load_paths
from tests.given import a_claim, a_denied_line, a_line, a_remittance, an_interchange
from tests.given_claims import a_billed_claim, a_billed_line, a_file_of, a_group_of_claims
from tests.pages.panes import pane_texts, picks
from tests.pages.test_pages import texts

QUESTION = "Before submission"
WEEKS, CLAIMS = 12, range(1, 11)
Visit = Callable[..., AppTest]
# Answered are 11 weeks of 10 visits, all denied.
SENTENCE = "All payers denied 110 of 110 lines of 99213 for CARC 97; 0.0% otherwise."


def day(week: int) -> str:
    """The Monday of a week, counted from 1."""
    return f"{date(2026, 1, 5) + timedelta(weeks=week - 1):%Y%m%d}"


def batch(week: int) -> list:
    """The claims of a week as they were sent."""
    lines = [a_billed_line(modifiers=["25"]), a_billed_line("87880", charge="50.00")]
    claims = [a_billed_claim(f"W{week}C{at}", lines, service_date=day(week)) for at in CLAIMS]
    return a_group_of_claims(*claims, date=day(week), batch=f"1{week:02}")


def answer(week: int) -> list:
    """What the payer said of them a week later."""
    lines = [a_denied_line(modifiers=["25"]), a_line("87880", charge="50.00")]
    claims = [a_claim(f"W{week}C{at}", lines, service_date=day(week)) for at in CLAIMS]
    return a_remittance(*claims, trace=f"CHECK{week}", date=day(week + 1))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("open_claims")
    sent = a_file_of(*(batch(week) for week in range(1, WEEKS + 1)))
    answered = an_interchange(*(answer(week) for week in range(1, WEEKS)))
    (folder / "sent.837").write_text(sent)
    (folder / "answered.835").write_text(answered)
    load_paths(folder / "store", [folder / "sent.837", folder / "answered.835"])
    return folder / "store"


def test_the_command_line_tells_each_flagged_line_with_its_sentence(store: Path) -> None:
    path = snapshots.current_files(store)
    assert path is not None
    with database.connect(path) as connection:
        flags = database.ask(connection, "claim_flags")
        tests = database.ask(connection, "claim_rule_tests")
    assert sorted(flags.patient_control_number) == sorted(f"W12C{place}" for place in range(1, 11))
    columns = ["service_line_number", "payer_name", "procedure_code", "modifier_codes",
               "place_of_service_code", "diagnosis_codes", "charge_amount", "carc_code",
               "seen_line_count", "seen_denied_line_count",
               "otherwise_line_count", "otherwise_denied_line_count", "sentence"]  # fmt: skip
    assert flags[columns].drop_duplicates().to_numpy().tolist() == [
        [1, "BLUE LANTERN", "99213", "25", "11", "J020", 100, "97", 110, 110, 110, 0, SENTENCE]
    ]
    # Answers begin in the second week: the tenth and eleventh have 8 weeks of them before.
    assert [f"{week:%m-%d}" for week in tests.submission_week] == ["03-09", "03-16"]
    assert tests.iloc[:, 1:].to_numpy().tolist() == [[20, 10, 10, 10]] * 2


def test_the_page_tells_what_is_flagged_and_whether_flags_helped(visit: Visit, store: Path) -> None:
    app = visit("before_submission", store, flag_rules="yes", flags_proof="yes")
    assert not app.exception and not app.error
    assert app.title[0].value == QUESTION
    said, blocks = texts(app), pane_texts(app)
    assert (
        "**10 of 20 lines** not answered yet, **\\$1,000** of **\\$1,500** charged, look like lines"
    ) in said
    assert "Lines flagged 10 of 20 open lines" in blocks
    # half of 20 lines each week: of 20 flagged 10 are expected
    assert "Past flags denied 100.0% 20 of 20 flagged lines 2.0 times the 10.0 expected" in blocks
    assert "20 were denied, and about 10.0 were expected at the rate of all lines: 2.0" in said
    assert len(set(re.findall(r"W12C\d+", blocks))) == 10
    assert "97 Bundled service 110 of 110 like it denied, 0.0% otherwise" in blocks
    assert SENTENCE in blocks  # the rule, in words
    examples = app.dataframe[0].value
    # of the last answer, that of week 11
    assert {number.partition("C")[0] for number in examples.patient_control_number} == {"W11"}


def test_a_rule_lists_its_lines_alone(visit: Visit, store: Path) -> None:
    app = visit("before_submission", store, flag_rules="yes")
    (rule,) = {pick["rule"] for pick in picks(app) if "rule" in pick}
    app = visit("before_submission", store, flag_rule=rule)
    assert f"Only: {SENTENCE}" in pane_texts(app)
    app = visit("before_submission", store, flag_list="rejected")
    assert "No line here." in pane_texts(app)  # none of them was rejected


def test_the_form_answers_what_history_says(visit: Visit, store: Path) -> None:
    app = visit("before_submission", store, check_open="yes")
    app.text_input(key="check_modifiers").set_value("25")
    app.button(key="FormSubmitter:check_claim-Check past denials").click().run()
    assert (
        "Of 110 lines with modifier 25, 110 were denied (100.0%), most for CARC 97 (110); of all "
        "others 0.0% of 110 lines." in texts(app)
    )
    app.text_input(key="check_modifiers").set_value("59")
    app.button(key="FormSubmitter:check_claim-Check past denials").click().run()
    assert "No lines with modifier 59 were answered in the last 13 weeks." in texts(app)


def test_without_claims_or_proof_the_page_says_what_is_missing(
    visit: Visit, store: Path, loaded_store: Path, tmp_path: Path
) -> None:
    app = visit("before_submission", loaded_store)
    assert "No claim files or acknowledgments" in app.info[0].value
    (tmp_path / "one.837").write_text(a_file_of(batch(1)))
    load_paths(tmp_path / "store", [tmp_path / "one.837"])
    app = visit("before_submission", tmp_path / "store")
    assert not app.exception
    assert "Flags are hidden: no week of claims has 8 weeks of answers before it" in texts(app)
    assert "Past flags denied –" in pane_texts(app)
    assert "Lines flagged" not in pane_texts(app)
