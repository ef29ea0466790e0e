"""Rules learned from answers and judged by the claims sent since, on lines put down by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pandas as pd
import pytest

from analytics import database
from analytics.load.signals import judge_signals
from analytics.vocabulary import ReviewFilters
from tests.queries.lines_by_hand import an_empty_house, answered, put_lines, week


@pytest.fixture(scope="module")
def house() -> Iterator[database.Connection]:
    with an_empty_house() as connection:
        connection.execute("insert into marts.claims by name select true as is_billed")
        connection.execute(
            "insert into marts.files by name select 'F' as file_id, 'loaded' as status"
        )
        yield connection


def sent(
    number: int, count: int, denied: int = 0, after: int | None = 1, **said: object
) -> list[dict]:
    """Lines of BLUE sent on the Monday of a week, answered so many weeks later, or never."""
    dates = {
        "file_id": "F",
        "submission_date": week(number),
        "remit_date": None if after is None else week(number + after) + timedelta(days=2),
        "remit_week": None if after is None else week(number + after),
        "modifier_set": "",
        "modifier_codes": [],
        "diagnosis_codes": [],
        "carc_code": "97",
    }
    open_lines = {"verdict": "unanswered"} if after is None else {}
    return answered("BLUE", number, count, denied, **{**dates, **open_lines, **said})


WITH_25 = {"modifier_set": "25", "modifier_codes": ["25"]}
NOW = {"99214": {"procedure_code": "99214"}}


def put(house: database.Connection, *lines: dict) -> None:
    """These lines, each with a place of its own in one file, and nothing learned yet."""
    placed = [
        {**line, "transaction_set_number": 1, "claim_number": place, "service_line_number": 1,
         "segment_number": place, "patient_control_number": f"C{place:04}"}
        for place, line in enumerate(lines, start=1)
    ]  # fmt: skip
    put_lines(house, placed)
    house.execute("delete from signals.claim_rules; delete from signals.claim_rule_tests")
    database.update_signal_sums(house)


def counted(house: database.Connection, before: int, **named: str) -> tuple | None:
    """Lines and denied, and both otherwise, of a set as known before a week; None if not told."""
    told = database.ask(house, "claim_rule_counts")
    attributes = ["payer_name", "procedure_code", "modifier_set",
                  "place_of_service_code", "diagnosis_code"]  # fmt: skip
    told = told[told["before_week"] == pd.Timestamp(week(before))]
    for name in attributes:
        told = told[told[name] == named[name] if name in named else told[name].isna()]
    columns = ["line_count", "denied_line_count",
               "otherwise_line_count", "otherwise_denied_line_count"]  # fmt: skip
    return tuple(int(value) for value in told.iloc[0][columns]) if len(told) else None


def test_lines_alike_are_counted_in_every_subset_of_what_they_are(
    house: database.Connection,
) -> None:
    # Answered in week 2, so what is in force is learned before week 3.
    put(house, *sent(1, 30, 12, **WITH_25), *sent(1, 60, 3), *sent(1, 10, payer_name="RED"))
    assert counted(house, 3) == (100, 15, 0, 0)
    assert counted(house, 3, payer_name="BLUE") == (90, 15, 10, 0)
    assert counted(house, 3, modifier_set="25") == (30, 12, 70, 3)
    # of a payer and more: against the payer's other lines
    assert counted(house, 3, payer_name="BLUE", modifier_set="25") == (30, 12, 60, 3)
    both = {"payer_name": "BLUE", "modifier_set": "25", "procedure_code": "99213"}
    assert counted(house, 3, **both) == (30, 12, 60, 3)
    # 3 denied of the lines without a modifier, 10 lines of RED: too few to be told
    assert counted(house, 3, modifier_set="") is None
    assert counted(house, 3, payer_name="RED") is None


def test_what_is_reported_apart_teaches_nothing(house: database.Connection) -> None:
    apart = [*sent(1, 9, 9, is_duplicate=True), *sent(1, 9, 9, is_not_final=True),
             *sent(1, 9, 9, is_secondary=True)]  # fmt: skip
    put(house, *sent(1, 30, 12), *apart)
    assert counted(house, 3) == (30, 12, 0, 0)


def test_the_answers_of_13_weeks_count(house: database.Connection) -> None:
    # The newest answer is of week 15: learned before week 16, from weeks 3 to 15.
    put(house, *sent(1, 25, 25), *sent(2, 25, 6), *sent(14, 25, 7))
    assert counted(house, 16) == (50, 13, 0, 0)


def test_weeks_to_judge_by_have_8_weeks_of_answers_before_and_half_of_their_own(
    house: database.Connection,
) -> None:
    history = [line for number in range(1, 20) for line in sent(number, 20, 5)]
    # Answers begin in week 2, so week 10 is the first. Week 12 has 30 lines more without an answer,
    # week 13 has 20; in week 20 19 lines were answered.
    more = [*sent(12, 30, after=None), *sent(13, 20, after=None), *sent(20, 19, 5)]
    put(house, *history, *more)
    told = database.ask(house, "claim_rule_counts")
    weeks = told.loc[~told["is_current"], "before_week"].dt.date.unique()
    assert list(weeks) == [week(number) for number in (10, 11, *range(13, 20))]
    assert set(told.loc[told["is_current"], "before_week"].dt.date) == {week(22)}


def test_no_more_than_13_weeks_are_judged(house: database.Connection) -> None:
    put(house, *[line for number in range(1, 30) for line in sent(number, 20, 5)])
    told = database.ask(house, "claim_rule_counts")
    weeks = told.loc[~told["is_current"], "before_week"].dt.date.unique()
    assert list(weeks) == [week(number) for number in range(17, 30)]


def test_what_is_learned_before_a_week_knows_nothing_answered_later(
    house: database.Connection,
) -> None:
    def learned(denied_later: int) -> pd.DataFrame:
        early = [line for number in range(1, 13) for line in sent(number, 20, 5, **WITH_25)]
        early += sent(1, 100, **NOW["99214"])
        late = [line for number in range(13, 16) for line in sent(number, 20, denied_later)]
        put(house, *early, *late)
        judge_signals(house)
        return database.ask(house, "claim_rules")

    quiet, loud = learned(0), learned(20)
    before = pd.Timestamp(week(14))  # sent in week 13, answered in week 14: nobody knew
    known = quiet["before_week"] <= before
    assert known.sum() > 0
    pd.testing.assert_frame_equal(quiet[known], loud[loud["before_week"] <= before])
    assert (
        not quiet[~known]
        .reset_index(drop=True)
        .equals(loud[loud["before_week"] > before].reset_index(drop=True))
    )


# Weeks 1 to 8: each 5 lines with modifier 25, 4 denied, and 15 lines without, none denied.
# Week 10: again, but one of the 15 is denied, too. What was learned before: 25 is denied.
HISTORY = [
    line
    for number in range(1, 9)
    for line in (*sent(number, 5, 4, **WITH_25), *sent(number, 15, **NOW["99214"]))
]
WEEK_10 = [*sent(10, 5, 4, **WITH_25), *sent(10, 15, 1, carc_code="16", **NOW["99214"])]


def test_rules_are_judged_by_what_became_of_the_lines_they_would_have_flagged(
    house: database.Connection,
) -> None:
    put(house, *HISTORY, *WEEK_10)
    judge_signals(house)
    judged = database.ask(house, "claim_rule_tests").iloc[-1]
    # 20 lines, 5 denied (25 %); flagged 5, denied 4 (80 %): 3.2 times as many as at 25 %
    assert judged.tolist() == [pd.Timestamp(week(10)), 20, 5, 5, 4]


def test_at_most_50_lines_of_a_week_are_judged_as_flagged(house: database.Connection) -> None:
    put(house, *HISTORY, *sent(10, 70, 70, **WITH_25), *sent(10, 70, **NOW["99214"]))
    judge_signals(house)
    judged = database.ask(house, "claim_rule_tests").iloc[-1]
    assert judged.tolist()[1:] == [140, 70, 50, 50]


OPEN = [
    *sent(11, 1, after=None, charge_amount=200, **WITH_25),
    *sent(11, 1, after=None, **NOW["99214"]),
]


def flags(house: database.Connection, **parameters: object) -> pd.DataFrame:
    return database.ask(house, "claim_flags", **parameters)


def test_an_open_line_is_flagged_once_by_its_strongest_rule(house: database.Connection) -> None:
    # 25 goes with 99213 always: either says it. Of 4 weeks more each 20 lines are flagged, 16 of
    # them denied, of 40 lines: 1.25 + 4 x 20 x 0.4 = 33.25 expected of the 85 flagged, 68 denied.
    more = [
        line
        for number in range(11, 15)
        for line in (*sent(number, 20, 16, **WITH_25), *sent(number, 20, **NOW["99214"]))
    ]
    put(house, *HISTORY, *WEEK_10, *more, *OPEN)
    judge_signals(house)
    told = flags(house)
    assert told.patient_control_number.tolist() == [f"C{len(HISTORY + WEEK_10 + more) + 1:04}"]
    row = told.iloc[0]
    # answered in weeks 3 to 15, sent in 2 to 8, 10, 11 to 14: 7 x 4 + 4 + 4 x 16 of 35 + 5 + 80
    assert (row.seen_denied_line_count, row.seen_line_count) == (96, 120)
    assert (row.carc_code, row.charge_amount) == ("97", 200)
    assert row.sentence.startswith("All payers denied 96 of 120 lines of 99213 for CARC 97; ")
    # otherwise 99214: 7 x 15 + 15 + 4 x 20 lines, none denied for 97
    assert (row.otherwise_denied_line_count, row.otherwise_line_count) == (0, 200)
    examples = database.ask(house, "claim_rule_examples", rule_number=int(row.rule_number))
    assert examples.remit_date.dt.date.unique().tolist() == [week(15) + timedelta(days=2)]
    assert (len(examples), set(examples.carc_code)) == (5, {"97"})
    assert flags(house, filters=ReviewFilters(payers=("RED",))).empty
    assert flags(house, filters=ReviewFilters(carcs=("16",))).empty
    assert len(flags(house, filters=ReviewFilters(carcs=("97",)))) == 1


@pytest.mark.parametrize(
    ("flagged", "denied", "shown"), [(20, 15, True), (20, 14, False), (19, 19, False)]
)
def test_nothing_is_flagged_while_the_rules_do_not_prove_themselves(
    house: database.Connection, flagged: int, denied: int, shown: bool
) -> None:
    put(house, *HISTORY, *WEEK_10, *OPEN)
    judge_signals(house)
    # Half of all 100 lines were denied: of 20 flagged 10 are expected, and 15 are 1.5 times that.
    test = {"submission_week": week(10), "line_count": 100, "denied_line_count": 50,
            "flagged_line_count": flagged, "flagged_denied_line_count": denied}  # fmt: skip
    database.keep_signals(house, {"claim_rule_tests": pd.DataFrame([test])})
    assert flags(house).empty is not shown


def test_what_goes_with_a_refused_modifier_is_no_rule_of_its_own(
    house: database.Connection,
) -> None:
    # 99213-25 is denied, 30 of 40, half of them for diagnosis J069; which is denied only there.
    lines = [*sent(1, 20, 15, **WITH_25, diagnosis_codes=["J069"]), *sent(1, 20, 15, **WITH_25),
             *sent(1, 25, **NOW["99214"], diagnosis_codes=["J069"]),
             *sent(1, 200, **NOW["99214"])]  # fmt: skip
    put(house, *lines)
    judge_signals(house)
    rules = database.ask(house, "claim_rules")
    assert rules.sentence.tolist() == [
        "All payers denied 30 of 40 lines of 99213 for CARC 97; 0.0% otherwise."
    ]


def checked(house: database.Connection, **said: str) -> list[tuple]:
    """What history says of each subset: what is named, lines, denied, reason and its lines."""
    told = database.ask(house, "claim_check", **said)
    names = ["payer_name", "procedure_code", "modifier_set",
             "place_of_service_code", "diagnosis_code"]  # fmt: skip
    return [
        (
            " ".join(str(row[name]) for name in names if not pd.isna(row[name])),
            *row[["line_count", "denied_line_count"]],
            None if pd.isna(row["carc_code"]) else row["carc_code"],
            row["carc_denied_line_count"],
        )
        for _, row in told.iterrows()
    ]


def test_a_claim_is_checked_against_lines_like_it_and_wider_ones(
    house: database.Connection,
) -> None:
    put(house, *sent(1, 30, 10, **WITH_25), *sent(1, 5, 5, carc_code="16", **WITH_25),
        *sent(1, 15, 2), *sent(1, 50, 1, payer_name="RED"))  # fmt: skip
    assert checked(house, payer="BLUE", modifier="25") == [
        ("BLUE 25", 35, 15, "97", 10),
        ("BLUE", 50, 17, "97", 12),
        ("25", 35, 15, "97", 10),
        ("", 100, 18, "97", 13),
    ]
    assert checked(house, payer="GREEN") == [("GREEN", 0, 0, None, 0), ("", 100, 18, "97", 13)]
    # without a modifier: the empty one
    assert checked(house, modifier="")[0] == ("", 65, 3, "97", 3)


def test_modifiers_and_diagnosis_are_read_as_people_write_them(house: database.Connection) -> None:
    two = {"modifier_set": "25 59", "modifier_codes": ["59", "25"], "diagnosis_codes": ["J069"]}
    put(house, *sent(1, 20, 4, **two))
    assert checked(house, modifier="59 25", diagnosis="j06.9")[0] == ("25 59 J069", 20, 4, "97", 4)
