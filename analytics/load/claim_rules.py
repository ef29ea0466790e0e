"""Before submission, at load: rules learned from answers, and judged by the claims sent since.

What is learned before a Monday is told from the 13 weeks before it, so weeks of which nothing
changed keep their rules, and how those were judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd

from analytics import database
from analytics.database import Connection
from analytics.load.changes import Changes
from analytics.measures.claim_rules import learn_rules, needed_rules
from analytics.vocabulary import HISTORY

LEARNED_FROM = timedelta(weeks=HISTORY)


def keep_rules(connection: Connection, changes: Changes, claim_count: int) -> None:
    """Learn rules for now and for the weeks to judge by, and judge them; none without claims."""
    if not claim_count:
        nothing = pd.DataFrame()
        database.keep_signals(connection, {"claim_rules": nothing, "claim_rule_tests": nothing})
        return
    weeks = database.ask_within(connection, "claim_rule_weeks")
    kept_rules = _rules(connection)
    kept_tests = database.ask_within(connection, "claim_rule_tests")
    anew = _to_learn(weeks, kept_rules, kept_tests, changes)
    if anew.empty and _stay_as_they_are(weeks, kept_rules, kept_tests, changes):
        return
    kept_rules = kept_rules[kept_rules["before_week"].isin(weeks["before_week"].drop(anew.index))]
    learned, tested = _learned(connection, anew)
    rules = _in_order([kept_rules, learned], weeks)
    tests = weeks.loc[~weeks["is_current"].astype(bool), "before_week"]
    tests = tests[tests.isin([*kept_tests["submission_week"], *tested])]
    tests = tests[~tests.isin(anew["before_week"]) | tests.isin(tested)]
    frames = {
        "claim_rules": rules,
        "claim_rule_tests": pd.DataFrame({"submission_week": tests}),
    }
    database.keep_signals(connection, frames)
    again = tests.isin([*anew["before_week"], *_times(changes.submission_weeks)])
    if changes.weeks is None:
        again[:] = True
    judged = database.ask_within(connection, "claim_rule_outcomes", weeks=_days(tests[again]))
    still = kept_tests[kept_tests["submission_week"].isin(tests[~again])]
    told = _stacked([still, judged]).sort_values("submission_week", ignore_index=True)
    database.keep_signals(connection, {"claim_rule_tests": told})


def _to_learn(
    weeks: pd.DataFrame, rules: pd.DataFrame, tests: pd.DataFrame, changes: Changes
) -> pd.DataFrame:
    """The weeks whose rules are not known yet, or were told from weeks that changed."""
    if changes.weeks is None:
        return weeks
    known = weeks["before_week"].isin([*rules["before_week"], *tests["submission_week"]])
    for changed in _times(changes.weeks):
        before = weeks["before_week"]
        known &= (changed >= before) | (changed < before - LEARNED_FROM)
    return weeks[~known]


def _stay_as_they_are(
    weeks: pd.DataFrame, rules: pd.DataFrame, tests: pd.DataFrame, changes: Changes
) -> bool:
    """Whether no week came, went or is now, and no line changed that rules are judged by."""
    is_current = weeks["is_current"].astype(bool)
    current, others = weeks["before_week"][is_current], weeks["before_week"][~is_current]
    known = rules["before_week"]
    return bool(
        changes.weeks is not None
        and known.isin(weeks["before_week"]).all()
        and (rules["is_current"] == known.isin(current)).all()
        and tests["submission_week"].isin(others).all()
        and not tests["submission_week"].isin(_times(changes.submission_weeks)).any()
    )


def _learned(connection: Connection, weeks: pd.DataFrame) -> tuple[pd.DataFrame, list]:
    """The rules learned before these weeks that are needed, and the weeks that say something."""
    wanted = _days(weeks["before_week"])
    counts = database.ask_within(connection, "claim_rule_counts", weeks=wanted)
    database.keep_signals(connection, {"claim_rules": learn_rules(counts)})
    own = database.ask_within(connection, "claim_rule_own_lines")
    return needed_rules(_rules(connection), own), list(counts["before_week"].unique())


def _in_order(rules: Iterable[pd.DataFrame], weeks: pd.DataFrame) -> pd.DataFrame:
    """Rules of several weeks as one list, numbered anew, those of now marked as in force."""
    every = _stacked(rules)
    if every.empty:
        return every
    every = every.sort_values(["before_week", "rule_number"], ignore_index=True)
    current = weeks.loc[weeks["is_current"].astype(bool), "before_week"]
    return every.assign(
        is_current=every["before_week"].isin(current), rule_number=range(1, len(every) + 1)
    )


def _rules(connection: Connection) -> pd.DataFrame:
    """The rules kept as they are."""
    return database.ask_within(connection, "claim_rules")


def _stacked(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Frames one below the other, without those that are empty."""
    several = list(frames)
    return pd.concat([frame for frame in several if len(frame)] or several[:1], ignore_index=True)


def _times(weeks: Iterable[date] | None) -> list[pd.Timestamp]:
    return [pd.Timestamp(week) for week in weeks or ()]


def _days(weeks: pd.Series) -> list[date]:
    """Weeks as the days that a question takes."""
    return [week.date() for week in weeks]
