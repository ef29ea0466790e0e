"""What pages ask, and of which weeks: the questions that the benchmarks of answers put."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pandas as pd

from analytics import database
from analytics.database import Connection
from analytics.measures.weeks import HISTORY, WEEKS_BEFORE
from analytics.vocabulary import WEEKS_SHOWN, ReviewFilters

SHOWN, WITH_HISTORY, COMPARED, ALL = "shown", "with history", "compared", "all"


@dataclass(frozen=True)
class Asked:
    """A question, which page asks it, of which weeks, and what it is given besides."""

    question: str
    page: str
    weeks: str = SHOWN
    given: dict[str, Any] = field(default_factory=dict)


WORK: dict[str, Any] = {"work": []}
LISTED = {"me": "somebody", **WORK}
ASKED = (
    Asked("data_span", "every page", ALL),
    Asked("filter_choices", "every page", ALL),
    Asked("latest_full_week", "every page"),
    Asked("data_health", "every page", ALL),
    Asked("headline", "This week and others"),
    Asked("weekly_denials", "This week", WITH_HISTORY),
    Asked("alerts", "This week", ALL),
    Asked("watch_list", "This week", ALL),
    Asked("rate_drivers", "This week", COMPARED),
    Asked("lines_apart", "This week"),
    Asked("denied_dollars", "This week, Outcomes", given=WORK),
    Asked("deadline_headline", "This week", ALL, {"within_days": 14, **WORK}),
    Asked("deadline_days", "This week", ALL, {"within_days": 14, **WORK}),
    Asked("weekly_denials_by_payer", "Meeting", ALL),
    Asked("top_denials", "Meeting", given={"row_limit": 200}),
    Asked("claim_examples", "Meeting", given={"row_limit": 5}),
    Asked("denials_by_category", "Reasons"),
    Asked("denials_by_reason", "Reasons"),
    Asked("weekly_denials_by_reason", "Reasons", WITH_HISTORY),
    Asked("cited_reasons", "Reasons"),
    Asked("denials_by_remark", "Reasons"),
    Asked("denials_by_payer", "This week, Payers"),
    Asked("weekly_denials_by_payer", "Payers", WITH_HISTORY),
    Asked("denials_by_payer_and_reason", "Payers"),
    Asked("secondary_payers", "Payers"),
    Asked("downcoding_by_payer", "Payers, Outcomes"),
    Asked("provider_adjustments", "Payers", ALL),
    Asked("denials_by_modifier", "Modifiers"),
    Asked("weekly_denials_by_modifier", "Modifiers", WITH_HISTORY),
    Asked("modifier_effects", "Modifiers"),
    Asked("missing_modifiers", "Modifiers"),
    Asked("denials_by_procedure", "Procedures and providers"),
    Asked("denials_by_provider", "Procedures and providers"),
    Asked("provider_patterns", "Procedures and providers", given={"row_limit": 300}),
    Asked("outcomes_by_reason", "Outcomes"),
    Asked("claim_flow", "Outcomes", given=WORK),
    Asked("claim_flow_steps", "Outcomes", given=WORK),
    Asked("clean_claims", "Outcomes"),
    Asked("lags", "Outcomes, Payers"),
    Asked("resolution_times", "Outcomes"),
    Asked("maturity", "Outcomes"),
    Asked("denied_after_payment_by_reason", "Outcomes"),
    Asked("weekly_denied_after_payment", "Outcomes"),
    Asked("work_list_counts", "Work list", ALL, LISTED),
    Asked("work_list", "Work list", ALL, {"list": "due", "sort": "due", "row_limit": 2000}),
    Asked("words_against_answers", "Work list", ALL, WORK),
    Asked("information_requests", "Work list", ALL, {"row_limit": 200}),
    Asked("rejections_by_payer", "Rejections"),
    Asked("rejections_by_reason", "Rejections"),
    Asked("weekly_rejections", "Rejections", WITH_HISTORY),
    Asked("claim_rule_tests", "Before submission", ALL),
    Asked("claim_flags", "Before submission", ALL, {"row_limit": 200}),
    Asked("open_lines", "Before submission", ALL),
    Asked("loaded_files", "Files", ALL),
    Asked("findings_by_kind", "Files", ALL),
    Asked("unlinked_claims", "Files", ALL),
    Asked("unmatched_lines", "Files", ALL),
    Asked("payer_names", "Definitions", ALL),
    Asked("denied_lines", "a drill", given={"row_limit": 2000}),
    Asked("claim_history", "a drill", ALL, {"claim": "PCN33"}),
    Asked("search", "a search", ALL, {"words": "PCN33", "row_limit": 20}),
)


class Span:
    """The weeks of a store, and what pages give with a question by them."""

    def __init__(self, connection: Connection) -> None:
        span = database.ask(connection, "data_span").iloc[0]
        self.line_count = int(span["line_count"])
        self._today = pd.Timestamp(span["last_remit_date"]).date()
        self._last = pd.Timestamp(span["last_week"]).date()
        first = self._last - timedelta(weeks=WEEKS_SHOWN - 1)
        before = first - timedelta(weeks=HISTORY)
        compared = self._last - timedelta(weeks=WEEKS_BEFORE)
        self.filters = {
            ALL: ReviewFilters(),
            SHOWN: ReviewFilters(first_week=first, last_week=self._last),
            WITH_HISTORY: ReviewFilters(first_week=before, last_week=self._last),
            COMPARED: ReviewFilters(first_week=compared, last_week=self._last),
        }

    def given(self, asked: Asked) -> dict[str, Any]:
        """What is given with a question, besides the filters."""
        by_name = {
            "today": self._today,
            "week": self._last,
            "first_week": self._last,
            "last_week": self._last,
            "before_first_week": self._last - timedelta(weeks=WEEKS_BEFORE),
            "before_last_week": self._last - timedelta(weeks=1),
        }
        declared = database.questions()[asked.question].parameters
        return {name: by_name[name] for name in declared if name in by_name} | asked.given
