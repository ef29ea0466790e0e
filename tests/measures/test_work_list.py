"""The work list: lines as rows of one claim and reason, and lists in words."""

from __future__ import annotations

import pandas as pd

from analytics.measures.claim_steps import outcome_counts, steps_of
from analytics.measures.work_list import by_claim, by_line, list_sentence, place_sentence


def lines(*given: tuple[int, str, float, float | None, str]) -> pd.DataFrame:
    """Lines: claim, CARC, open dollars, days left, assignee; expected is half of what is open."""
    frame = pd.DataFrame(
        given, columns=["linked_claim_id", "carc_code", "open_amount", "days_left", "assignee"]
    )
    return frame.assign(
        remitted_line_id=[f"f-1-1-{place}" for place in range(len(frame))],
        patient_control_number="A",
        payer_name="OAK",
        denied_amount=frame["open_amount"],
        expected_recovery_amount=frame["open_amount"] / 2,
        work_minutes=30,
        is_past=frame["days_left"] < 0,
        deadline_kind="appeal",
        deadline_date=pd.Timestamp("2026-12-01"),
        work_status="new",
        procedure_code="99213",
        modifier_codes="",
        next_step=None,
    )


def test_lines_of_one_claim_and_reason_are_one_row_with_their_dollars_and_nearest_deadline() -> (
    None
):
    rows = by_claim(lines((7, "97", 100, 9, "Ann"), (7, "97", 50, 4, "Bo"), (7, "16", 30, 2, "Bo")))
    assert rows["row_key"].tolist() == ["7-97", "7-16"]
    assert rows["open_amount"].tolist() == [150, 30]
    assert rows["days_left"].tolist() == [4, 2]
    assert rows["assignee"].tolist() == ["Several", "Bo"]
    assert rows["line_ids"].tolist() == [["f-1-1-0", "f-1-1-1"], ["f-1-1-2"]]
    assert rows["per_hour"].tolist() == [75.0, 30.0]  # $75 in an hour, $15 in half an hour


def test_rows_stand_soonest_due_first_and_those_past_or_without_a_deadline_last() -> None:
    given = lines((1, "97", 10, -3, ""), (2, "97", 20, None, ""), (3, "97", 30, 5, ""))
    assert by_claim(given, "due")["linked_claim_id"].tolist() == [3, 2, 1]
    assert by_claim(given)["linked_claim_id"].tolist() == [3, 2, 1]  # most open first
    assert by_line(given)["row_key"].tolist() == ["1-97", "2-97", "3-97"]


def test_a_list_says_what_it_comes_to() -> None:
    totals = {"line_count": 2, "open_amount": 150.0, "expected_amount": 75.0, "denied_amount": 200}
    assert list_sentence("due", totals, "2026-12-12") == (
        "2 lines are due by Dec 12: $150 open. Expected back: $75."
    )
    one = totals | {"line_count": 1, "expected_amount": float("nan")}
    assert list_sentence("waiting", one) == "1 line waits for the payer: $150 open."
    assert list_sentence("mine", totals | {"line_count": 0}) == "Nothing is assigned to you."
    assert place_sentence("Recovered", totals | {"place_amount": 60.0}) == (
        "Recovered: $60 of 2 denied lines, which were denied $200 in all."
    )


def test_a_claim_is_told_in_steps_with_reasons_and_places() -> None:
    events = pd.DataFrame(
        [
            ("2026-09-04", "Claim sent", "sent", 245.0, "to OAK, authorization PA1", "c.837", 14),
            ("2026-09-24", "Processed as primary", "denied", 0.0, "", "oak.835", 31),
            ("2026-09-24", "Denial reason", None, 245.0, "", "oak.835", 32),
        ],
        columns=["event_date", "event", "milestone", "amount", "detail", "file_name"]
        + ["segment_number"],
    ).assign(group_code="CO", carc_code="197", patient_control_number="A1")
    events["event_date"] = pd.to_datetime(events["event_date"])
    sent, denied = steps_of(events)
    assert (sent.day, sent.what + sent.rest, sent.amount) == (
        "Sep 4",
        "Claim sent with authorization PA1",
        "$245",
    )
    assert (denied.what + denied.rest, denied.amount) == ("Denied, CO-197", "$0 paid")
    assert denied.place == "oak, segment 31"


def test_what_a_payer_did_counts_every_line_once() -> None:
    rows = pd.DataFrame(
        [{"recovered_line_count": 3, "partly_recovered_line_count": 2, "re_denied_line_count": 10}]
        + [{"reversed_line_count": 1, "open_line_count": 23}]
    )
    assert outcome_counts(rows) == {"recovered": 5, "denied_again": 10, "open": 24}
