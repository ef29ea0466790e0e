"""Rates of claims refused at the door, worked by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.measures.rejections import (
    by_reason,
    largest_payers,
    rejections_sentence,
    week_told,
    weekly_rates,
)


def weeks(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    """Weekly rows: Monday, payer, sent, refused."""
    columns = ["claim_week", "payer_name", "submitted_claim_count", "rejected_claim_count"]
    return pd.DataFrame(rows, columns=columns).assign(
        waiting_claim_count=0, rejected_charge_amount=10.0
    )


def reasons(*rows: tuple[str, str, str, str, int]) -> pd.DataFrame:
    """Rows of reasons: payer, status, party, owner, refused."""
    columns = ["payer_name", "status_code", "entity_labels", "owner", "rejected_claim_count"]
    return pd.DataFrame(rows, columns=columns).assign(
        status_category_code="A7",
        status_category_label="Refused",
        status_label="Number",
        waiting_claim_count=1,
        rejected_charge_amount=10.0,
        waiting_charge_amount=5.0,
    )


def test_weeks_of_all_payers_are_added_and_none_is_left_out() -> None:
    weekly = weekly_rates(
        weeks(("2026-02-02", "A", 30, 3), ("2026-02-02", "B", 10, 1), ("2026-02-16", "A", 50, 0))
    )
    assert weekly["submitted_claim_count"].tolist() == [40, 0, 50]
    assert weekly["rejection_rate"].tolist()[::2] == [0.1, 0.0]  # 4 of 40, 0 of 50
    assert pd.isna(weekly["rejection_rate"][1])  # nothing was sent: no rate, not a rate of zero
    # Wilson, 4 of 40: center (0.1 + 3.8415/80) ÷ (1 + 3.8415/40) = 0.1351, half 0.0955
    assert weekly.loc[0, ["low", "high"]].tolist() == pytest.approx([0.0396, 0.2305], abs=1e-4)


def test_the_week_told_stands_against_those_before() -> None:
    rows = [(f"2026-02-{day:02}", "A", 40, 2) for day in (2, 9)]
    weekly = weekly_rates(weeks(*rows, ("2026-02-16", "A", 40, 6)))
    assert week_told(weekly, pd.Timestamp("2026-02-23")) is None
    week, against = week_told(weekly, pd.Timestamp("2026-02-16"))
    assert week["claim_week"] == pd.Timestamp("2026-02-16")
    assert against["average"] == 0.05 and against["against_average"] == pytest.approx(0.10)


def test_reasons_are_added_over_payers_and_name_the_parties_meant() -> None:
    rows = reasons(
        ("A", "562", "billing provider", "Credentialing", 2),
        ("B", "562", "rendering provider, billing provider", "Credentialing", 1),
        ("A", "507", "", "Coding", 5),
    )
    shown = by_reason(rows)
    assert shown["reason_id"].tolist() == ["A7:507", "A7:562"]
    assert shown["rejected_claim_count"].tolist() == [5, 3]
    assert shown["reason_label"].tolist() == [
        "Number",
        "Number (billing provider, rendering provider)",
    ]
    assert by_reason(rows, "Coding")["rejected_claim_count"].tolist() == [5]
    assert by_reason(rows[:0]).empty


def test_payers_that_refused_nothing_have_no_bar() -> None:
    payers = weeks(("", "A", 40, 2), ("", "B", 10, 0)).drop(columns="claim_week")
    shown = largest_payers(payers)
    assert shown["payer_name"].tolist() == ["A"]
    assert shown["rejection_rate"].tolist() == [0.05]


@pytest.mark.parametrize(
    ("refused", "waiting", "sentence"),
    [
        (0, 0, (
            "None of 40 claims submitted in the weeks shown was rejected before "
            "adjudication."
        )),
        (1, 0, (
            "1 of 40 claims (2.5%) was rejected before adjudication in the weeks shown; "
            "none of them still needs to be resubmitted."
        )),
        (4, 1, (
            "4 of 40 claims (10.0%) were rejected before adjudication in the weeks "
            "shown; 1 still has to be resubmitted, $90."
        )),
    ],
)  # fmt: skip
def test_the_answer_in_words(refused: int, waiting: int, sentence: str) -> None:
    payers = weeks(("", "A", 40, refused)).assign(
        waiting_claim_count=waiting, waiting_charge_amount=90.0
    )
    assert rejections_sentence(payers) == sentence
