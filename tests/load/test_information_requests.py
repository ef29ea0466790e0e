"""A payer asks for records (277 X213): kept with its due date as work, never as submitted."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from analytics.load import FileReport
from tests.given import a_claim, a_denied_claim, an_835
from tests.load.stores import Intake, Store

HEAD = (
    "ISA*00*          *00*          *ZZ*CEDAR          *ZZ*ROWAN          "
    "*261110*1300*^*00501*000000079*0*P*:~GS*HN*CEDAR*ROWAN*20261110*1300*79*X*{guide}~"
    "ST*277*0001{set_guide}~BHT*0085*48*RQ1*20261110*0810*RQ~"
    "HL*1**20*1~NM1*PR*2*BLUE LANTERN*****PI*BL1~HL*2*1*21*1~NM1*41*2*ROWAN CLINIC*****46*S1~"
    "HL*3*2*19*1~NM1*1P*2*ROWAN CLINIC*****XX*1234567893~"
)
# Y1: a discharge summary of the claim (LOINC), and of its line why it was needed; due 20 November.
Y1 = (
    "HL*4*3*PT~NM1*QC*1*MARKER*JANE****MI*M1~TRN*1*ICN1~STC*R4:18842-5::LOI*20261110**100~"
    "REF*EJ*Y1~DTP*472*RD8*20261030-20261030~DTP*106*D8*20261120~"
    "SVC*HC:99213*100****1~STC*R4:287**20261110~"
)
# Y2: notes of the rendering provider; no day is given, and no claim of that number is loaded.
Y2 = "HL*5*3*PT~NM1*QC*1*MARKER*JOHN****MI*M2~TRN*1*ICN2~STC*R4:297:82*20261110**150~REF*EJ*Y2~"


def a_request(
    *claims: str, guide: str = "005010X213", set_guide: str = "*005010X213", number: str = "79"
) -> str:
    text = HEAD.format(guide=guide, set_guide=set_guide) + "".join(claims)
    count = text.count("~") - 1
    text += f"SE*{count}*0001~GE*1*79~IEA*1*000000079~"
    return text.replace("000000079", f"{int(number):09d}")


REQUESTS = (
    "select patient_control_number, payer_claim_control_number, requested_codes, requested_labels,"
    " due_date, is_answered, linked_claim_id is not null from marts.information_requests order by 1"
)


# Others, each under numbers of its own: answered under the payer's number, under ours, under
# neither, later than they were asked, sent twice, and denied before.
def about(own: str, icn: str) -> str:
    """A request about a claim by our number and the payer's."""
    return Y1.replace("ICN1", icn).replace("REF*EJ*Y1~", f"REF*EJ*{own}~")


ANSWERED = {
    "answer.835": an_835(
        a_denied_claim("OTHER", icn="ICN11"),
        a_denied_claim("Y12", icn="ICN99"),
        a_denied_claim("Z13", icn="ICN98"),
        a_denied_claim("Y16", icn="ICN16"),
        date="20261105",
        trace="R1",
    ),
    "later.835": an_835(a_claim("Y14", icn="ICN14"), date="20261201", trace="R2"),
    "ask.277": a_request(
        *(about(f"Y{number}", f"ICN{number}") for number in (11, 12, 13, 14, 16)), number="81"
    ),
    "a.277": a_request(about("Y15", "ICN15"), number="82"),
    "b.277": a_request(about("Y15", "ICN15"), number="83"),
}


@pytest.fixture(scope="module")
def asked(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, FileReport]:
    """A store in which nothing answers the two requests, and the report of their file."""
    store = a_copy(template, tmp_path_factory.mktemp("asked"))
    return store, store.load_one("ask.277", a_request(Y1, Y2))


@pytest.fixture(scope="module")
def answered(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with requests and answers to the same claims, loaded at once."""
    store = a_copy(template, tmp_path_factory.mktemp("answered"))
    assert {file.status for file in store.load(ANSWERED).files} == {"loaded"}
    return store


def a_copy(template: Path, folder: Path) -> Store:
    shutil.copytree(template, folder / "store")
    return Store(folder / "store", folder / "files")


def test_a_request_is_kept_with_what_is_asked_and_until_when(
    asked: tuple[Store, FileReport],
) -> None:
    store, report = asked

    assert (report.status, report.kind) == ("loaded", "277 request for information (X213)")
    assert (report.claim_count, report.finding_count) == (2, 0)
    assert store.rows(REQUESTS) == [
        (
            "Y1", "ICN1", "18842-5 287", "Discharge summary; Medical necessity",
            date(2026, 11, 20), False, False,
        ),
        ("Y2", "ICN2", "297", "Medical notes or report (rendering provider)", None, False, False),
    ]  # fmt: skip


def test_a_request_is_no_submission_no_acknowledgment_and_no_rejection(
    asked: tuple[Store, FileReport],
) -> None:
    for table in ("submitted_claims", "submission_statuses", "rejections"):
        assert asked[0].rows(f"select count(*) from marts.{table}") == [(0,)]


@pytest.mark.parametrize(
    ("number", "is_known"),
    [
        ("Y11", True),  # OTHER answers it: by the payer's number
        ("Y12", True),  # by ours
        ("Y13", False),
    ],
)
def test_a_request_is_of_the_claim_with_its_number(
    answered: Store, number: str, is_known: bool
) -> None:
    assert answered.rows(
        "select linked_claim_id is not null, is_answered from marts.information_requests"
        f" where patient_control_number = '{number}'"
    ) == [(is_known, False)]


def test_a_request_is_answered_by_a_later_decision_only(answered: Store) -> None:
    assert answered.rows(
        "select patient_control_number from marts.information_requests where is_answered"
    ) == [("Y14",)]


def test_the_same_request_sent_again_counts_once(answered: Store) -> None:
    sent = "select count(*) from marts.information_requests where patient_control_number = 'Y15'"
    assert answered.rows(sent) == [(1,)]


def test_the_work_list_and_the_history_of_the_claim_say_it(answered: Store) -> None:
    asked = answered.ask("denied_lines", control_number="Y16")
    assert list(asked["information_request"]) == ["Payer asks for records by Nov 20"]
    events = answered.ask("claim_history", claim="Y16")
    (event,) = events[events["event"] == "Payer asks for records"].to_dict("records")
    assert event["detail"] == "Discharge summary; Medical necessity; due by Nov 20, 2026"
    assert (event["milestone"], event["file_name"]) == ("noted", "ask.277")


def test_the_question_lists_those_that_wait_first_with_the_days_left(
    asked: tuple[Store, FileReport],
) -> None:
    rows = asked[0].ask("information_requests", today=date(2026, 11, 12))
    assert list(rows["patient_control_number"]) == ["Y1", "Y2"]
    assert rows["days_left"].iloc[0] == 8
    assert not rows["is_claim_loaded"].any()


@pytest.mark.parametrize(
    ("guide", "set_guide", "statuses", "kind"),
    [
        ("005010X214", "", Y1, "277CA"),
        ("005010X213", "*005010X214", Y1, "277 request for information (X213)"),
        ("005010", "*005010X213", Y1, "277 request for information (X213)"),
        ("005010", "", Y1, "277 request for information (X213)"),
        ("006020X313", "", Y1, "277 request for information (X213)"),
        ("005010X212", "", Y1, "277 claim status (X212)"),
        ("005010", "", Y1.replace("*R4:", "*F2:"), "277 claim status (X212)"),
        ("005010", "", Y1.replace("*R4:", "*A7:"), "277CA"),
    ],
)
def test_the_kind_of_a_277_is_told_by_its_guide_else_by_its_content(
    intake: Intake, guide: str, set_guide: str, statuses: str, kind: str
) -> None:
    report = intake.load_one("any.277", a_request(statuses, guide=guide, set_guide=set_guide))

    assert report.kind == kind


def test_a_claim_status_answer_is_said_and_hurts_no_other_file(store: Store) -> None:
    status = a_request(Y1.replace("*R4:", "*F2:"), guide="005010X212", set_guide="")
    answer = an_835(a_claim("Y1"), trace="R1")

    first, second = store.load({"status.277": status, "answer.835": answer}).files
    assert (first.status, first.kind) == ("refused", "277 claim status (X212)")
    assert "claim status answers (277, guide X212), not read as an acknowledgment" in first.message
    assert second.status == "loaded"
    assert store.rows("select count(*) from marts.submitted_claims") == [(0,)]


def test_no_name_or_member_id_of_a_patient_is_kept_with_a_request(
    asked: tuple[Store, FileReport],
) -> None:
    for table in ("requests", "items", "levels", "transactions"):
        text = str(asked[0].rows(f"select * from raw.information_request_277_{table}"))
        assert "MARKER" not in text and "'M1'" not in text


def test_filler_numbers_of_a_request_name_no_claim_and_make_no_two_requests_one(
    store: Store,
) -> None:
    """ "0" and "NA" stand where a payer has nothing to say (X12 RFI 535)."""
    filler = "HL*4*3*PT~NM1*QC*1*MARKER*JANE****MI*M1~TRN*1*NA~STC*R4:287*20261110**1~REF*EJ*0~"
    store.load(
        {
            "answer.835": an_835(a_claim("0", icn="NA"), a_claim("0", icn="0")),
            "ask.277": a_request(filler),
            "ask_again.277": a_request(filler, number="80"),
        }
    )

    assert store.rows("select linked_claim_id from marts.information_requests") == [
        (None,),
        (None,),
    ]
