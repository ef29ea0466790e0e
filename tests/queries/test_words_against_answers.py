"""Words against answers: what the work list says, held against what the payer answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from analytics import notebook
from analytics.__main__ import main
from analytics.measures.contradictions import contradictions_sentence
from analytics.notebook import WorkChange
from analytics.review import Review, checked
from tests.given import a_claim, a_denied_claim, a_reversal_of, an_835
from tests.queries.conftest import House
from tests.queries.test_work import work_on

SAID_ON = "2026-05-01T09:00:00"
PAID = [a_denied_claim(number, icn=f"{number}1") for number in ("SENT", "GIVEN", "DONE")]
FIRST = an_835(a_denied_claim("WON"), a_denied_claim("OFF"), *PAID)
LATER = an_835(
    *[each for claim in PAID for each in (
        a_reversal_of(claim),
        a_claim(claim.number, icn=f"{claim.number}2", original_icn=claim.icn))],
    date="20260401", trace="T2",
)  # fmt: skip


@pytest.fixture
def house(judged: Callable[..., House], monkeypatch: pytest.MonkeyPatch) -> House:
    """SENT, GIVEN and DONE were paid on 1 April; on 1 May the team wrote of all five lines."""
    house = judged(FIRST, LATER)
    monkeypatch.setattr(notebook.work, "now", lambda: SAID_ON)
    for number, status in (("WON", "won"), ("OFF", "written_off"), ("SENT", "sent"),
                           ("GIVEN", "lost"), ("DONE", "won")):  # fmt: skip
        work_on(house, WorkChange(status=status), number=number)
    return house


def against(house: House, today: date) -> dict[str, str]:
    work = notebook.work_entries(house.store)
    rows = house.ask("words_against_answers", work=work, today=today)
    return dict(zip(rows.patient_control_number, rows.contradiction, strict=True))


def test_what_answers_speak_against_is_told(house: House) -> None:
    # Won and no payment: from the thirtieth day on, 31 May. Written off and unpaid is no
    # contradiction, nor is won and paid.
    paid = {"SENT": "open_though_paid", "GIVEN": "given_up_though_paid"}
    assert against(house, date(2026, 5, 30)) == paid
    assert against(house, date(2026, 5, 31)) == paid | {"WON": "won_without_payment"}


def test_a_line_nobody_wrote_of_contradicts_nothing(judged: Callable[..., House]) -> None:
    assert against(judged(FIRST, LATER), date(2026, 12, 1)) == {}


def test_a_status_set_anew_counts_its_days_anew(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook.work, "now", lambda: "2026-05-20T09:00:00")
    work_on(house, WorkChange(status="won"), number="WON")
    work_on(house, WorkChange(note="called"), number="WON")
    assert "WON" not in against(house, date(2026, 6, 18))
    assert "WON" in against(house, date(2026, 6, 19))


def test_they_are_said_in_a_sentence_and_found_by_the_checks(house: House) -> None:
    work = notebook.work_entries(house.store)
    rows = house.ask("words_against_answers", work=work, today=date(2026, 6, 1))
    assert contradictions_sentence(rows) == (
        "3 work items ($300 denied) say something other than the payer's answers: 1 "
        "marked won 30 or more days ago without a payment, 1 still being worked "
        "although paid, 1 marked lost or written off although paid."
    )
    assert contradictions_sentence(rows.head(0)) == ""
    typed = Review(house.connection, store=house.store)
    faults = {each.check_name: each.offending_row_count for each in checked(typed)}
    # As the pages see it: from the newest remittance, of 1 April, on which WON may still be paid.
    assert faults["words_against_answers"] == 2
    assert sum(each.offending_row_count for each in checked(Review(house.connection))) == 0


def test_denials_check_names_them(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--database", str(house.store)]) == 1
    assert "words_against_answers: 2 rows." in capsys.readouterr().out
