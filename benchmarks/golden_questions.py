"""Every question of queries/4_review, asked in many ways that a store's own data suggest.

What is asked is drawn from answers only, by what they say and never by our own numbers, and can be
kept: the same is asked again of the store that is compared. Lists are asked whole, never some rows
of them: rows that are alike but for our own numbers may stand in another order.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from analytics import database, notebook
from analytics.database import Connection
from analytics.notebook import Action, WorkChange
from analytics.review import MEASURES, measure_of
from analytics.vocabulary import ReviewFilters, week_of

CLAIMS = 40  # claims whose history is asked, evenly from all; and of each rarer list:
RARE_CLAIMS = 5
RARE_LISTS = ("takebacks", "denied_after_payment", "unlinked_claims", "unmatched_lines")
RULES = 3
WORKED_LINES = 12
WRITTEN_AT = "2026-01-05 09:00:00"
WRITTEN_BY = "Ann"
# What people may write of a line, in turn; each changes some fields of it.
CHANGES = (
    WorkChange(status="sent", assignee="Ann", note="Appeal sent"),
    WorkChange(status="working", next_step="Call the payer", next_date="2026-02-02"),
    WorkChange(status="written_off"),
    WorkChange(assignee="Bob"),
)


@dataclass(frozen=True)
class Plan:
    """What is asked of a store: the day, the filters by name, values of parameters, claims."""

    today: str
    filters: Mapping[str, Mapping[str, Any]]
    values: Mapping[str, list[Any]]
    claims: list[str]

    def as_json(self) -> dict[str, Any]:
        """The plan as JSON can hold it: days as texts."""
        return json.loads(json.dumps(asdict(self), default=str))

    def filters_named(self, name: str) -> ReviewFilters:
        """The filters of this name."""
        said = dict(self.filters[name])
        for key, value in said.items():
            if key.endswith("_week") and value:
                said[key] = date.fromisoformat(str(value))
            elif isinstance(value, list):
                said[key] = tuple(value)
        return ReviewFilters(**said)


def plan_of(connection: Connection) -> Plan:
    """What to ask of this store."""
    span = database.ask(connection, "data_span").iloc[0]
    last_day = date(2026, 1, 5) if pd.isna(span.last_remit_date) else span.last_remit_date.date()
    last = week_of(last_day)
    first = last if pd.isna(span.first_week) else span.first_week.date()
    listed = database.ask(connection, "filter_choices")
    top = {kind: rows.value.iloc[0] for kind, rows in listed.groupby("choice_kind")}
    filters = _filters(top, first, last)
    claims = _claims(connection)
    return Plan(str(last_day + timedelta(days=3)), filters, _values(top, last, claims), claims)


def _filters(top: Mapping[str, str], first: date, last: date) -> dict[str, dict[str, Any]]:
    """The filters by name, each as what it says beside the default."""
    payer, category, modifier = (_listed(top.get(k)) for k in ("payer", "category", "modifier"))
    return {
        "default": {},
        "all_lines": {"include_secondary": True, "include_duplicates": True},
        "by_service_date": {"date_basis": "service"},
        "one_payer": {"payers": payer},
        "category_and_modifier": {"categories": category, "modifiers": modifier},
        "26_weeks": {"first_week": last - timedelta(weeks=25), "last_week": last},
        "all_weeks": {"first_week": first, "last_week": last},
    }


def _values(top: Mapping[str, str], last: date, claims: list[str]) -> dict[str, list[Any]]:
    """Values of parameters, which are asked one by one under the default filters."""
    payer = top.get("payer", "")
    starts = [claim[:3] for claim in claims[:1]]
    return {
        "assignee": ["Ann"],
        "control_number": starts,
        "counted": ["claims"],
        "every": ["month"],
        "final_stage": ["paid", "recovered", "written_off", "open"],
        "first_stage": ["rejected", "denied", "paid", "open"],
        "first_week": [last - timedelta(weeks=12)],
        "modifier": _listed(top.get("modifier")),
        "owner": ["Billing"],
        "past": [True],
        "payer": _listed(payer),
        "place": ["11"],
        "procedure": _listed(top.get("procedure")),
        "provider": _listed(top.get("provider")),
        "status": ["sent", "open"],
        "week": [last - timedelta(weeks=8), last - timedelta(weeks=16)],
        "week_of": ["submission"],
        "weeks_before": [4],
        "within_days": [30],
        "words": [*payer.lower().split(" ")[:1], *_listed(top.get("carc")), *starts],
    }


def _listed(value: str | None) -> list[str]:
    return [value] if value else []


def _claims(connection: Connection) -> list[str]:
    """Control numbers, evenly from all claims, and from the lists of those that went otherwise."""
    chosen = set(_evenly(connection, "claims_at_stage", CLAIMS))
    for question in RARE_LISTS:
        chosen.update(_evenly(connection, question, RARE_CLAIMS))
    return sorted(chosen)


def _evenly(connection: Connection, question: str, count: int) -> list[str]:
    everything = ReviewFilters(include_secondary=True, include_duplicates=True)
    rows = database.ask(connection, question, everything)
    numbers = sorted(rows["patient_control_number"].dropna().unique())
    return numbers[:: max(1, len(numbers) // count)][:count]


def answers(
    connection: Connection, plan: Plan, only: Collection[str] = ()
) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Question, how it was asked, and the answer; what a measure makes of it comes beside it.

    `only` names the questions to ask; all where it is empty.
    """
    typed = _typed(connection, plan)
    for name, question in database.questions().items():
        if only and name not in only:
            continue
        said = {key: value for key, value in typed.items() if key in question.parameters}
        if "today" in question.parameters:
            said["today"] = plan.today
        for way, filters, given in _ways(connection, plan, question.parameters):
            rows = _asked(connection, plan, name, filters, said | given)
            yield name, way, rows
            if name in MEASURES:
                yield f"{name}_measured", way, measure_of(name)(rows.copy())


def _ways(
    connection: Connection, plan: Plan, declared: Mapping[str, str]
) -> Iterator[tuple[str, ReviewFilters, dict[str, Any]]]:
    """Every way a question is asked: each of the filters, then each value of a parameter."""
    default = plan.filters_named("default")
    for name in plan.filters if "filters" in declared else ["default"]:
        yield name, plan.filters_named(name), {}
    for parameter in sorted(set(declared) & set(plan.values)):
        for at, value in enumerate(plan.values[parameter], start=1):
            yield f"{parameter}_{at}", default, {parameter: value}
    if "rule_number" in declared:
        for at, number in enumerate(_rules(connection), start=1):
            yield f"rule_{at}", default, {"rule_number": number}


def _asked(
    connection: Connection, plan: Plan, name: str, filters: ReviewFilters, said: dict[str, Any]
) -> pd.DataFrame:
    """One answer; of a question about one claim, the answers of all claims of the plan.

    Of one payer, and of what was written, the first claims are enough.
    """
    if "claim" not in database.questions()[name].parameters or not plan.claims:
        return database.ask(connection, name, filters, **said)
    is_whole = name == "claim_history" and "payer" not in said
    frames = [
        database.ask(connection, name, filters, **said, claim=claim).assign(asked_claim=claim)
        for claim in (plan.claims if is_whole else plan.claims[:RARE_CLAIMS])
    ]
    told = [frame for frame in frames if len(frame)] or frames[:1]
    return pd.concat(told, ignore_index=True)


def _rules(connection: Connection) -> list[int]:
    """The first rules by what they say: their numbers may be given otherwise."""
    rules = database.ask(connection, "claim_rules")
    names = [name for name in rules.columns if name.endswith(("_name", "_code", "_set", "_week"))]
    return [int(number) for number in rules.sort_values(names)["rule_number"].head(RULES)]


def _typed(connection: Connection, plan: Plan) -> dict[str, Any]:
    """What a team might have written of some denied lines, and decided: written by the notebook.

    Always by the same person at the same moment, into a notebook thrown away at once.
    """
    everything = ReviewFilters(include_secondary=True, include_duplicates=True)
    lines = database.ask(connection, "denied_lines", everything)
    lines = lines.sort_values(["patient_control_number", "file_name", "segment_number"])
    lines = lines.iloc[:: max(1, len(lines) // WORKED_LINES)].head(WORKED_LINES)
    named = list(zip(lines["remitted_line_id"], lines["patient_control_number"], strict=True))
    with TemporaryDirectory() as folder:
        for at, change in enumerate(CHANGES):
            notebook.save_work(Path(folder), dict(named[at :: len(CHANGES)]), change)
        notebook.save_work(Path(folder), dict(named[:2]), WorkChange(note="Called"))
        for action in _decided(plan):
            notebook.decide(Path(folder), action)
        typed = notebook.parameters(Path(folder), ("work", "actions"))
    written = {"changed_by": WRITTEN_BY, "decided_by": WRITTEN_BY}
    written |= {"changed_at": WRITTEN_AT, "decided_at": WRITTEN_AT}
    return {
        name: [{key: written.get(key, value) for key, value in each.items()} for each in told]
        for name, told in typed.items()
    }


def _decided(plan: Plan) -> list[Action]:
    """An action of each measure, decided eight weeks before the last."""
    week = week_of(date.fromisoformat(plan.today)) - timedelta(weeks=8)
    about = {
        "denial_rate": "default",
        "denied_line_count": "category_and_modifier",
        "denied_amount": "one_payer",
        "rejection_rate": "one_payer",
    }
    return [
        Action(f"Watch {measure}", "Ann", plan.today, str(week), measure, plan.filters_named(name))
        for measure, name in about.items()
    ]
