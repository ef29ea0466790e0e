"""Rules learned from counts, worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.measures.claim_rules import learn_rules, needed_rules, rule_sentence

# 500 lines, 40 denied for any reason (8 %). BLUE: 100 lines, 30 denied for CARC 97; of these are
# 40 lines with modifier 25, 28 of them denied. RED: 400 lines, 5 denied for 97.
ALL = {"before_week": pd.Timestamp("2026-03-02"), "is_current": True, "carc_code": "97",
       "all_line_count": 500, "all_denied_line_count": 40}  # fmt: skip


def counts(*sets: tuple[dict[str, str], int, int]) -> pd.DataFrame:
    """Rows of ``claim_rule_counts`` from attributes, lines, denied; otherwise all others."""
    attributes = dict.fromkeys(
        ["payer_name", "procedure_code", "modifier_set", "place_of_service_code", "diagnosis_code"]
    )
    return pd.DataFrame(
        [
            {**ALL, **attributes, **named, "line_count": lines, "denied_line_count": denied,
             "otherwise_line_count": 500 - lines, "otherwise_denied_line_count": 35 - denied}
            for named, lines, denied in sets
        ]
    )  # fmt: skip


EVERYTHING = ({}, 500, 35)
BLUE = ({"payer_name": "BLUE"}, 100, 30)
WITH_25 = ({"modifier_set": "25"}, 140, 29)
BLUE_25 = ({"payer_name": "BLUE", "modifier_set": "25"}, 40, 28)


def told(rules: pd.DataFrame) -> list[tuple]:
    """Payer, modifiers of each rule."""
    pairs = rules[["payer_name", "modifier_set"]].astype(object)
    return list(pairs.where(pairs.notna(), None).itertuples(index=False, name=None))


def test_a_rate_is_shrunk_towards_the_mean_of_the_wider_sets() -> None:
    rules = learn_rules(counts(EVERYTHING, BLUE, WITH_25, BLUE_25))
    all_lines = 35.5 / 501
    blue = (30 + 20 * all_lines) / 120
    with_25 = (29 + 20 * all_lines) / 160
    assert told(rules)[0] == ("BLUE", "25")
    assert rules.shrunk_share[0] == pytest.approx((28 + 20 * (blue + with_25) / 2) / 60)


def test_a_rate_is_above_its_lower_bound_with_a_chance_of_95_percent() -> None:
    rules = learn_rules(counts(EVERYTHING, BLUE))
    # Beta with a = 30 + 20 x 35.5/501 and b = 70 + 20 x 465.5/501, summed in small steps.
    a, b = 30 + 20 * 35.5 / 501, 70 + 20 * 465.5 / 501
    steps = (np.arange(200_000) + 0.5) / 200_000
    density = np.exp((a - 1) * np.log(steps) + (b - 1) * np.log(1 - steps))
    below = density[steps < rules.lower_bound[0]].sum() / density.sum()
    assert below == pytest.approx(0.05, abs=1e-4)


def test_a_narrower_set_is_a_rule_only_if_it_surely_says_more() -> None:
    # At place 11 are 38 of the 40 lines, 27 denied: nothing more than the modifier says.
    place = ({**BLUE_25[0], "place_of_service_code": "11"}, 38, 27)
    places = [({"place_of_service_code": "11"}, 450, 33),
              ({"place_of_service_code": "11", "payer_name": "BLUE"}, 95, 29),
              ({"place_of_service_code": "11", "modifier_set": "25"}, 130, 28)]  # fmt: skip
    rules = learn_rules(counts(EVERYTHING, BLUE, WITH_25, BLUE_25, *places, place))
    assert rules.place_of_service_code.isna().all()
    assert told(rules) == [("BLUE", "25"), ("BLUE", None), (None, "25")]
    # The very same lines are no rule twice.
    same = ({**BLUE[0], "procedure_code": "99213"}, *BLUE[1:])
    procedure = ({"procedure_code": "99213"}, 120, 30)
    rules = learn_rules(counts(EVERYTHING, BLUE, procedure, same))
    assert not (rules.procedure_code.notna() & rules.payer_name.notna()).any()


def test_a_rule_is_at_least_as_often_denied_as_all_lines_for_all_reasons() -> None:
    # 8 % of all lines are denied. Of 100 lines of RED 10 are, 10 %, but surely only 6 %.
    assert told(learn_rules(counts(EVERYTHING, ({"payer_name": "RED"}, 100, 10)))) == []


def test_a_rule_that_holds_only_where_a_stronger_one_speaks_is_not_needed() -> None:
    rules = learn_rules(counts(EVERYTHING, BLUE, WITH_25, BLUE_25))
    # Without the 40 lines of the first: 60 of BLUE with 2 denied (3 %), 100 with 25 and 1 denied.
    own = pd.DataFrame({"rule_number": [1, 2, 3], "own_line_count": [40, 60, 100],
                        "own_denied_line_count": [28, 2, 1]})  # fmt: skip
    assert told(needed_rules(rules, own)) == [("BLUE", "25")]
    # 5 of 60 are 8.3 %, 8 % or more; 19 lines are too few; no line is no rule.
    own = pd.DataFrame({"rule_number": [2, 3], "own_line_count": [60, 19],
                        "own_denied_line_count": [5, 10]})  # fmt: skip
    needed = needed_rules(rules, own)
    assert (told(needed), needed.rule_number.tolist()) == ([("BLUE", None)], [1])


def test_a_rule_is_one_sentence_with_its_counts() -> None:
    rules = learn_rules(counts(EVERYTHING, BLUE, WITH_25, BLUE_25))
    # Otherwise: 7 of 460 lines.
    assert rules.sentence[0] == (
        "Blue denied 28 of 40 lines with modifier 25 for CARC 97; 1.5% otherwise."
    )
    whole = {"payer_name": "BLUE", "procedure_code": "99213", "modifier_set": "",
             "diagnosis_code": "J069", "place_of_service_code": "11"}  # fmt: skip
    few = counts(EVERYTHING, (whole, 490, 30)).assign(otherwise_denied_line_count=5)
    assert rule_sentence(next(few.iloc[1:].itertuples())) == (
        "Blue denied 30 of 490 lines of 99213 without a modifier for diagnosis J069 at place of "
        "service 11 for CARC 97; 5 of 10 otherwise."
    )


def test_without_counts_there_are_no_rules() -> None:
    rules = learn_rules(counts(EVERYTHING).iloc[:0])
    assert rules.empty
    assert {"rule_number", "shrunk_share", "lower_bound", "sentence"} <= set(rules.columns)
