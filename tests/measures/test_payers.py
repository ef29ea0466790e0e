"""One payer in depth: what it denied, and its habits in words."""

from __future__ import annotations

import pandas as pd

from analytics.measures.payers import (
    appeal_limit,
    payer_habits,
    payer_sentence,
    payers_answer,
)

COUNTS = ["payer_name", "denied_line_count", "adjudicated_line_count", "denied_amount",
          "recovered_amount", "open_amount"]  # fmt: skip
PAYERS = pd.DataFrame(
    [("LANTERN", 25, 100, 2500.0, 400.0, 1600.0), ("HARBOR", 30, 200, 900.0, 0.0, 900.0),
     ("MEADOW", 10, 200, 100.0, 0.0, 100.0)],
    columns=COUNTS,
)  # fmt: skip
WORDS = "Modifier 25 is denied more often."
MODIFIERS = pd.DataFrame(
    {"verdict": ["is denied more often", "no clear difference"], "sentence": [WORDS, "Not told."]}
)
DOWNCODING = pd.DataFrame(
    {
        "procedure_code": ["99214", "99215"],
        "paid_procedure_code": ["99213", "99214"],
        "downcoded_line_count": [3, 1],
        "measured_line_count": [3, 0],
        "adjudicated_line_count": [50, 9],
        "downcoded_amount": [120.0, 0.0],
    }
)
LAGS = pd.DataFrame(
    {
        "payer_name": [None, "LANTERN"],
        "claim_week": pd.to_datetime([None, None]),
        "service_to_submission_claim_count": [50, 40],
        "submission_to_remit_claim_count": [50, 40],
        "service_to_submission_median_days": [5.0, 5.0],
        "service_to_submission_late_days": [9.0, 9.0],
        "submission_to_remit_median_days": [20.0, 18.0],
        "submission_to_remit_late_days": [30.0, 26.0],
    }
)
OUTCOMES = pd.DataFrame(
    {
        "carc_code": ["97", "16"],
        "denied_line_count": [40, 10],
        "resolved_line_count": [16, 4],
        "overturned_line_count": [10, 2],
        "open_line_count": [24, 6],
    }
)
LIMITS = pd.DataFrame(
    {
        "line_of_business": ["Commercial", "Commercial", "Medicare"],
        "deadline_kind": ["appeal", "corrected_claim", "appeal"],
        "counted_from": ["remit_date", "service_date", "remit_date"],
        "day_count": [90.0, None, 120.0],
        "is_verified": [True, False, True],
    }
)


def test_a_payer_stands_beside_all_others() -> None:
    # the others: 30 + 10 of 200 + 200 = 10.0%
    assert payer_sentence(PAYERS, "LANTERN") == (
        "Lantern denied 25 of 100 lines (25.0%), $2,500; $400 was recovered and "
        "$1,600 is still denied. All others denied 10.0% of 400."
    )


def test_alone_in_view_it_stands_alone() -> None:
    assert payer_sentence(PAYERS.head(1), "LANTERN").endswith("$1,600 is still denied.")


def test_its_habits_each_carry_their_numbers() -> None:
    habits = payer_habits(MODIFIERS, DOWNCODING, LAGS, OUTCOMES, LIMITS)
    # overturned: 10 + 2 of 16 + 4 = 60.0%; the limits are those of the line with most lines
    assert habits.to_records(index=False).tolist() == [
        ("Modifiers", WORDS),
        ("Downcoding", "4 lines paid under a lower procedure than was billed, $120 less than "
                       "usual; most often 99214 as 99213 (3 of 50 lines)."),
        ("Days to answer", "First answer after a median of 18 days, 90% within 26; of 40 claims."),
        ("Overturned", "60.0% of 20 denials that were answered again were paid; 30 of 50 still "
                       "wait."),
        ("Limits", "Appeal 90 days from the remittance; corrected claim no limit (to "
                   "verify)."),
    ]  # fmt: skip


def test_what_is_not_known_is_said() -> None:
    habits = payer_habits(*(frame.head(0) for frame in (MODIFIERS, DOWNCODING, LAGS, OUTCOMES)),
                          LIMITS.head(0))  # fmt: skip
    assert habits["words"].tolist() == [
        "No modifier is clearly denied more or less often.",
        "No line was paid under a lower procedure than was billed.",
        "Under 20 answered claims whose submission is loaded: too few to say.",
        "No denial has been answered again yet.",
        "No limit is known.",
    ]


REASONS = pd.DataFrame(
    [("LANTERN", "97", "Bundled service", 10, 600.0), ("LANTERN", "197", "No authorization", 15,
     1900.0), ("HARBOR", "29", "Filed past deadline", 30, 900.0)],
    columns=["payer_name", "carc_code", "reason_label", "denied_line_count", "denied_amount"],
)  # fmt: skip


def test_the_payers_are_answered_by_who_denied_most_for_what_and_since_when() -> None:
    # 25 of 100 lines; 1,900 of 2,500 is 76%
    assert payers_answer(PAYERS, REASONS, {"197": "Worse since Aug 17"}) == (
        "Lantern denied most: $2,500 on 25 of 100 lines (25.0%). 76% of it is no authorization, "
        "worse since Aug 17."
    )
    assert payers_answer(PAYERS, REASONS, {"97": "Worse since Aug 17"}).endswith(
        "76% of it is no authorization."
    )


def test_where_nothing_is_denied_no_payer_is_named() -> None:
    nothing = PAYERS.assign(denied_line_count=0, denied_amount=0.0)
    assert payers_answer(nothing, REASONS, {}) == "No denied line matches these filters."


def test_the_appeal_limit_is_that_of_the_business_with_most_lines() -> None:
    limits = pd.DataFrame(
        {
            "line_of_business": ["Commercial", "Medicare Advantage", "Medicare Advantage"],
            "deadline_kind": ["appeal", "appeal", "timely_filing"],
            "day_count": [90, 65, 365],
            "adjudicated_line_count": [10, 40, 40],
        }
    )
    assert appeal_limit(limits) == "65 days"
    assert appeal_limit(limits.assign(day_count=None)) == "no limit"
    assert appeal_limit(limits.iloc[:0]) == "not known"
