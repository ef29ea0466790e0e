"""Before submission, at load: rules learned from answers, and judged by the claims sent since."""

from __future__ import annotations

import pandas as pd

from analytics import database
from analytics.database import Connection
from analytics.measures.claim_rules import learn_rules, needed_rules


def learn(connection: Connection) -> dict[str, pd.DataFrame]:
    """Rules for now and for the weeks to judge by, and these weeks; nothing without claims sent."""
    if not database.ask(connection, "data_span")["claim_count"].iloc[0]:
        return {}
    counts = database.ask(connection, "claim_rule_counts")
    weeks = counts.loc[~counts["is_current"].astype(bool), "before_week"].drop_duplicates()
    return {
        "claim_rules": learn_rules(counts),
        "claim_rule_tests": pd.DataFrame({"submission_week": weeks}),
    }


def keep_needed(connection: Connection) -> dict[str, pd.DataFrame]:
    """Of the rules learned, those that hold where no stronger one speaks."""
    rules = database.ask(connection, "claim_rules")
    return {"claim_rules": needed_rules(rules, database.ask(connection, "claim_rule_own_lines"))}


def judge(connection: Connection) -> dict[str, pd.DataFrame]:
    """What became of the lines the rules would have flagged, by week of sending."""
    return {"claim_rule_tests": database.ask(connection, "claim_rule_outcomes")}
