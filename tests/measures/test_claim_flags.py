"""Whether flags prove themselves, and what history says of a claim, in words."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.measures.claim_flags import (
    check_sentence,
    flags_by_rule,
    flags_sentence,
    judgement,
    judgement_sentence,
    with_expected,
)


def judged(*weeks: tuple[int, int, int, int]) -> pd.DataFrame:
    """Weeks of a back-test: lines, denied, flagged, flagged and denied."""
    columns = ["line_count", "denied_line_count", "flagged_line_count", "flagged_denied_line_count"]
    return with_expected(pd.DataFrame(weeks, columns=columns))


def test_the_lift_is_what_was_denied_against_what_all_lines_let_expect() -> None:
    # 10 flagged at 10 % and 20 at 20 %: 1 + 4 expected, 6 + 9 denied: 3 times as many.
    told = judgement(judged((100, 10, 10, 6), (200, 40, 20, 9), (100, 50, 0, 0)))
    assert (told.flagged, told.denied) == (30, 15)
    assert (told.expected, told.lift, told.is_proven) == (pytest.approx(5), pytest.approx(3), True)
    assert judgement_sentence(told) == (
        "Of 30 lines that would have been flagged in the 3 weeks of claims they can "
        "be checked against, 15 were denied, and about 5.0 were expected at the rate "
        "of all lines: 3.0 times as many."
    )


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        ([], "Flags are hidden: no week of claims has 8 weeks of answers before it"),
        # 19 flagged
        ([(100, 10, 19, 19)], "only 19 lines would have been flagged, and under 20 say nothing"),
        # 2 of 20 expected, 2 denied
        (
            [(100, 10, 20, 2)],
            "Flags stay hidden until they do 1.5 times better or more: of 20 lines",
        ),
    ],
)
def test_hidden_flags_say_why_in_one_sentence(weeks: list, words: str) -> None:
    told = judgement(judged(*weeks))
    assert not told.is_proven
    assert words in judgement_sentence(told)


FLAGS = pd.DataFrame(
    {
        "rule_number": [8, 7, 8], "charge_amount": [100.0, 50.0, 20.0], "lower_bound": 0.3,
        "usual_allowed_amount": [60.0, 30.0, None],
        **dict.fromkeys(["carc_code", "reason_label", "owner", "usual_fix"], "x"),
        "sentence": ["eight", "seven", "eight"],
        **dict.fromkeys(["seen_line_count", "seen_denied_line_count"], 30),
        **dict.fromkeys(["otherwise_line_count", "otherwise_denied_line_count"], 3),
    }
)  # fmt: skip


def test_flags_are_counted_by_rule() -> None:
    rules = flags_by_rule(FLAGS)
    columns = ["rule_number", "flagged_line_count", "charge_amount", "usual_allowed_amount",
               "sentence"]  # fmt: skip
    assert rules[columns].to_numpy().tolist() == [[7, 1, 50, 30, "seven"], [8, 2, 120, 60, "eight"]]


def test_the_answer_says_how_many_open_lines_are_flagged() -> None:
    waiting = pd.Series({"line_count": 1200, "charge_amount": 90_000.0})
    assert flags_sentence(FLAGS, waiting) == (
        "3 of 1,200 lines not answered yet, $170 of $90,000 charged, look like lines that payers "
        "deny more often than others."
    )
    assert flags_sentence(FLAGS.iloc[:0], waiting).startswith(
        "None of 1,200 lines not answered yet looks like"
    )
    nothing = pd.Series({"line_count": 0, "charge_amount": 0.0})
    assert flags_sentence(FLAGS.iloc[:0], nothing) == "No billed line is waiting for a response."


def history(*rows: tuple[str | None, str | None, int, int, str | None, int]) -> pd.DataFrame:
    """Rows of ``claim_check``: payer, modifiers, lines, denied, most cited reason and its lines."""
    columns = ["payer_name", "modifier_set", "line_count", "denied_line_count",
               "carc_code", "carc_denied_line_count"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns)
    absent = ["procedure_code", "place_of_service_code", "diagnosis_code"]
    return frame.assign(**dict.fromkeys(absent))


EVERYTHING = (None, None, 271, 50, "97", 40)


def test_enough_lines_like_it_are_told_beside_all_others() -> None:
    # 38 of 71 are 53.5 %; of the other 200 lines 12 were denied, 6 %.
    assert check_sentence(history(("BLUE", "25", 71, 38, "97", 36), EVERYTHING)) == (
        "Of 71 lines with modifier 25 of Blue, 38 were denied (53.5%), most for CARC 97 (36); of "
        "all others 6.0% of 200 lines."
    )


def test_too_few_lines_like_it_are_told_with_the_nearest_that_are_enough() -> None:
    rows = history(("BLUE", "25", 7, 3, "97", 3), ("BLUE", None, 19, 4, "97", 4),
                   (None, "25", 60, 6, "97", 6), EVERYTHING)  # fmt: skip
    assert check_sentence(rows) == (
        "Of lines with modifier 25 of Blue only 7 were answered in the last 13 weeks, 3 of them "
        "denied: too few to say. The nearest with enough: of 60 lines with modifier 25, 6 were "
        "denied (10.0%), most for CARC 97 (6)."
    )


def test_where_history_says_nothing_that_is_said() -> None:
    rows = history(("GREEN", "", 0, 0, None, 0), EVERYTHING)
    assert check_sentence(rows) == (
        "No lines without a modifier of Green were answered in the last 13 weeks. "
        "There are no past answers for similar lines either."
    )
