"""The questions of the review against sums over the judged lines; payers by their numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from analytics.database import Connection
from analytics.review import Review
from tests.truth.judge import Expected, identity_of
from tests.truth.situations.payers import PLANS
from tests.truth.writer import Written

PAYER_NAMES = """
    select distinct file_name, transaction_set_number, claim_number, service_line_number, payer_name
    from marts.line_outcomes
    inner join marts.files using (file_id)
    where verdict != 'unanswered'
"""


def differences_of_payers(connection: Connection, written: Written) -> Iterator[str]:
    """One name for each payer's number, but for plans of clearly different names."""
    names: dict[str, set[str]] = defaultdict(set)
    payers: dict[str, set[str]] = defaultdict(set)
    for *place, name in connection.execute(PAYER_NAMES).fetchall():
        _, told, _ = written.places[tuple(place)]
        is_plan = told.payer.number == PLANS[0].number
        identity = told.payer.name if is_plan else identity_of(told.payer)
        names[identity].add(name)
        payers[name].add(identity)
    for known, others in ((names, "names"), (payers, "payers")):
        yield from (f"{one} is {others} {sorted(of)}" for one, of in known.items() if len(of) > 1)


def differences_of_sums(connection: Connection, lines: Sequence[Expected]) -> Iterator[str]:
    """Headline, the denied lines, and payer by payer and week by week."""
    counted = [line for line in lines if _is_counted(line)]
    headline = Review(connection).ask("headline").iloc[0].to_dict()
    yield from _unlike("headline", _sums(counted), headline)
    listed = Review(connection).ask("denied_lines")
    of_list = {
        "denied_line_count": len(listed),
        **{
            column: Decimal(str(listed[column].sum())).quantize(Decimal("0.01"))
            for column in ("denied_amount", "recovered_amount", "open_amount")
        },
    }
    yield from _unlike("denied_lines", {x: _sums(counted)[x] for x in of_list}, of_list)
    yield from _weekly(connection, counted)


def _weekly(connection: Connection, counted: Sequence[Expected]) -> Iterator[str]:
    """Weeks of payers, as bags of sums: the names of payers are compared elsewhere."""
    groups: dict[tuple[date, str], list[Expected]] = defaultdict(list)
    for line in counted:
        week = line.first.on - timedelta(days=line.first.on.weekday())
        payer = line.first.payer
        is_plan = payer.number == PLANS[0].number
        groups[week, payer.name if is_plan else identity_of(payer)].append(line)
    want = [(str(week), *_sums(lines).values()) for (week, _), lines in groups.items()]
    weekly = Review(connection).ask("weekly_denials_by_payer")
    got = [
        (str(row["remit_week"])[:10], *(_exact(row[column]) for column in _sums([])))
        for row in weekly.to_dict("records")
    ]
    if sorted(want) != sorted(got):
        wrong = sorted(set(want) ^ set(got))
        yield f"weekly_denials_by_payer: {len(wrong)} weeks of payers differ, first {wrong[:2]}"


def _is_counted(line: Expected) -> bool:
    """Neither a secondary answer, nor a duplicate refusal, nor an answer still to come."""
    return not line.key.is_secondary and line.first.counts_first


def _sums(lines: Sequence[Expected]) -> dict[str, Any]:
    denied = [line for line in lines if line.denial.amount]
    outcomes = [line.denial.outcome for line in denied]
    overturned = outcomes.count("recovered") + outcomes.count("partly_recovered")
    return {
        "adjudicated_line_count": len(lines),
        "denied_line_count": len(denied),
        "partial_line_count": sum(line.first.verdict == "partial" for line in denied),
        "resolved_line_count": overturned + outcomes.count("re_denied"),
        "overturned_line_count": overturned,
        "adjudicated_charge_amount": _total(line.first.charge for line in lines),
        "denied_charge_amount": _total(line.first.charge for line in denied),
        "denied_amount": _total(line.denial.amount for line in denied),
        "recovered_amount": _total(line.denial.recovered for line in denied),
        "open_amount": _total(line.denial.open for line in denied),
    }


def _unlike(question: str, want: dict[str, Any], got: dict[str, Any]) -> Iterator[str]:
    for column, value in want.items():
        if value != _exact(got[column]):
            yield f"{question}: {column} expected {value}, got {got[column]}"


def _exact(value: Any) -> Any:
    """Frames carry dollars as floats: back to cents."""
    return Decimal(str(value)).quantize(Decimal("0.01")) if isinstance(value, float) else value


def _total(amounts: Any) -> Decimal:
    return sum(amounts, Decimal(0)).quantize(Decimal("0.01"))
