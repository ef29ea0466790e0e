"""What the review asks about the outcomes of the story (tests/story.py); answers by hand."""

from __future__ import annotations

from datetime import date

from tests.queries.conftest import House


def test_what_became_of_the_denials_by_reason(story: House) -> None:
    told = story.ask("outcomes_by_reason").set_index("carc_code")
    lines = ["denied_line_count", "recovered_line_count", "re_denied_line_count", "open_line_count"]
    assert {carc: row.tolist() for carc, row in told[lines].iterrows()} == {
        "16": [1, 1, 0, 0],  # FIXED
        "50": [3, 0, 1, 2],  # THRICE denied again; DROPPED and SHUFFLED
        "97": [4, 1, 0, 3],  # REVERSED paid; WARD, NUMBERED, BUNDLED
        "197": [1, 0, 0, 1],  # SPLIT
        "29": [1, 0, 0, 1],  # REUSED of 2027
    }
    money = ["denied_amount", "recovered_amount"]
    assert {carc: row.tolist() for carc, row in told[money].iterrows()} == {
        "16": [200, 160],
        "50": [220, 0],  # 100 + 60 + 60
        "97": [210, 25],  # 30 + 100 + 60 + 20
        "197": [180, 0],
        "29": [85, 0],
    }
    assert told.median_days_to_resolution.dropna().to_dict() == {"16": 14, "50": 28, "97": 28}


def test_the_headline_counts_each_claim_and_line_of_the_first_payer_once(story: House) -> None:
    told = story.headline()
    # Lines: CLEAN 1, FIXED 1, THRICE 1, REVERSED 2, VOIDED 1, DROPPED 1, BOTH 1, WARD 1, SPLIT 2,
    # REUSED 1 and 1, NUMBERED 3, SHUFFLED 3, BUNDLED 2, STRAY 2, REJECTED 1, REFUSED-A 1, TWICE 1.
    assert told["adjudicated_line_count"] == 26
    # All 21 but REFUSED-B, LOST and WAITING.
    assert told["adjudicated_claim_count"] == 18
    assert (told["denied_claim_count"], told["denied_line_count"]) == (10, 10)
    # 200 + 220 + 210 + 180 + 85, and 160 + 25.
    assert (told["denied_amount"], told["recovered_amount"]) == (895, 185)


def test_clean_and_first_pass_claims(story: House) -> None:
    told = story.ask("clean_claims").iloc[0]
    assert told.submitted_claim_count == 21
    assert told.decided_claim_count == 20  # WAITING is not
    assert told.clean_claim_count == 4  # CLEAN, BOTH, REUSED of 2026, STRAY
    assert told.answered_claim_count == 18
    # The clean ones, VOIDED, and once they were let in REJECTED, REFUSED-A and TWICE.
    assert told.first_pass_claim_count == 8
    assert told.waiting_claim_count == 2  # REFUSED-B and LOST wait at the door


def test_days_to_sending_and_to_the_first_answer(story: House) -> None:
    told = story.ask("lags")
    whole = told[told.payer_name.isna() & told.claim_week.isna()].iloc[0]
    assert (whole.submitted_claim_count, whole.answered_claim_count) == (21, 18)
    # 19 claims were sent after 7 days, WAITING and LOST after 21.
    assert whole.service_to_submission_median_days == 7
    # Fifteen are answered 21 days after they were first sent, REJECTED, REFUSED-A after 35, TWICE
    # after 49: nine of ten within 35.
    assert whole.submission_to_remit_median_days == 21
    assert whole.submission_to_remit_late_days == 35


def test_rejections_by_the_week_of_the_first_sending(story: House) -> None:
    told = story.ask("weekly_rejections")
    weeks = told.groupby("claim_week")[["submitted_claim_count", "rejected_claim_count"]].sum()
    assert {week.date(): row.tolist() for week, row in weeks.iterrows()} == {
        date(2026, 2, 9): [18, 4],  # 15, WARD and two; REJECTED, TWICE, REFUSED-A, REFUSED-B
        date(2026, 2, 23): [2, 1],  # WAITING and LOST
        date(2027, 2, 8): [1, 0],  # REUSED of 2027
    }


def test_what_is_loaded_is_counted_by_kind(story: House) -> None:
    counts = story.ask("loaded_counts").iloc[0].to_dict()
    # Answers: 14 + 7 + 4 + 1 claims; lines 20 + 8 + 5 + 1. Sent: 18 + 5 + 6 + 1. Named at the
    # door: 16 + 5.
    assert counts == {
        "remitted_claim_count": 26,
        "remitted_line_count": 34,
        "sent_claim_count": 30,
        "only_acknowledged_claim_count": 0,
        "acknowledged_claim_count": 21,
    }
