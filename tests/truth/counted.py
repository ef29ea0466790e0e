"""Every line the product counts, against the one line the judge expects there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from analytics.database import Connection
from tests.truth.claims import BilledLine, History
from tests.truth.judge import Expected, Key, identity_of
from tests.truth.writer import Written

COLUMNS = ("verdict", "carc_code", "group_code", "category", "charge_amount", "denied_amount",
           "outcome", "recovered_amount", "open_amount", "is_duplicate", "is_not_final",
           "is_patient_billed", "remit_date")  # fmt: skip
OUTCOMES = """
    select files.file_name, transaction_set_number, claim_number, service_line_number, chain_number,
           is_secondary, billed.file_name, billed_transaction_set_number, billed_claim_number,
           billed_service_line_number, {columns}
    from marts.line_outcomes
    inner join marts.files using (file_id)
    left join marts.files as billed on line_outcomes.billed_file_id = billed.file_id
    where verdict != 'unanswered'
    order by all
"""
Difference = tuple[int, str]  # of which history, and what
Judged = Mapping[int, Mapping[Key, Expected]]


def differences_of_lines(
    connection: Connection, expected: Judged, written: Written, histories: Mapping[int, History]
) -> Iterator[Difference]:
    """Lines counted wrongly, twice, unanswered or not at all; claims joined or parted badly."""
    seen: set[tuple[int, Key]] = set()
    chains: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows = connection.execute(OUTCOMES.format(columns=", ".join(COLUMNS))).fetchall()
    for row in rows:
        place, (chain, is_secondary) = row[:4], row[4:6]
        got = dict(zip(COLUMNS, row[10:], strict=True))
        history, told, line = written.places[place]
        number, key = history.number, Key(line, identity_of(told.payer), is_secondary)
        want = expected[number].get(key)
        if want is None:
            if not got["is_not_final"]:  # those are reported apart, in no denominator
                yield number, f"{name_of(key)}: counted, though never answered: {got}"
            continue
        if (number, key) in seen:
            yield number, f"{name_of(key)}: counted twice, again by {place}: {got}"
            continue
        seen.add((number, key))
        billed = written.billed.get(row[6:10])
        if billed is not None and not _is_billed_as(history, line, billed):
            yield number, f"{name_of(key)}: taken for billed line {billed.key}"
        if not is_secondary:
            chains[number][chain].add(told.claim.key)
        yield from ((number, one) for one in _unlike(key, _columns(want), got))
    for number, lines in expected.items():
        yield from (
            (number, f"{name_of(key)}: not counted") for key in lines if (number, key) not in seen
        )
        if histories[number].has_known_claims:
            yield from ((number, one) for one in _claims_that_differ(chains[number]))


def name_of(key: Key) -> str:
    return f"line {key.line}" + (" (secondary)" if key.is_secondary else "")


def _unlike(key: Key, want: dict[str, Any], got: dict[str, Any]) -> Iterator[str]:
    wrong = [
        f"{column} expected {want[column]}, got {got[column]}"
        for column in COLUMNS
        if want[column] != got[column]
    ]
    if wrong:
        yield f"{name_of(key)}: {'; '.join(wrong)}"


def _columns(want: Expected) -> dict[str, Any]:
    first, denial = want.first, want.denial
    values = (first.verdict, want.carc, want.group, want.category, first.charge, denial.amount,
              denial.outcome, denial.recovered, denial.open, first.is_duplicate,
              first.verdict == "not_final", want.group == "PR", first.on)  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _is_billed_as(history: History, line: str, billed: BilledLine) -> bool:
    """Whether it is the billed line, or one alike in all that is told of it."""
    (own,) = (x for claim in history.claims for x in claim.lines if x.key == line.rstrip("ab"))
    return replace(own, key="", units=1) == replace(billed, key="", units=1)


def _claims_that_differ(chains: dict[int, set[str]]) -> Iterator[str]:
    """One linked claim is one billed claim, and one billed claim is one linked claim."""
    counts: dict[str, int] = defaultdict(int)
    for keys in chains.values():
        if len(keys) > 1:
            yield f"claims {', '.join(sorted(keys))} are one"
        for key in keys:
            counts[key] += 1
    yield from (f"claim {key} is {count} claims" for key, count in counts.items() if count > 1)
