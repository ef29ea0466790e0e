"""Lines paid at first whose payment was taken back, with the denial that followed or without."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from analytics.database import Connection
from tests.truth.counted import Difference, Judged, name_of
from tests.truth.judge import Expected, Key, identity_of
from tests.truth.writer import Written

TAKEBACKS = """
    select file_name, transaction_set_number, claim_number, service_line_number, is_secondary,
           taken_back_amount, denied_amount, outcome, recovered_amount, open_amount
    from marts.takebacks
    inner join marts.files using (file_id)
    where not is_initially_denied
    order by all
"""
NOTHING = (Decimal(0), Decimal(0), None, Decimal(0), Decimal(0))


def differences_of_takebacks(
    connection: Connection, expected: Judged, written: Written
) -> Iterator[Difference]:
    """What was taken back, and what was denied then: more, less, or not listed at all."""
    got: dict[tuple[int, Key], tuple] = {}
    for *place, is_secondary, taken, denied, outcome, recovered, still_open in connection.execute(
        TAKEBACKS
    ).fetchall():
        history, told, line = written.places[tuple(place)]
        key = (history.number, Key(line, identity_of(told.payer), is_secondary))
        if key in got:
            yield history.number, f"{name_of(key[1])}: taken back twice"
        got[key] = (taken, denied, outcome, recovered, still_open)
    for number, lines in expected.items():
        for key, line in lines.items():
            want, told = _wanted(line), got.pop((number, key), NOTHING)
            if line.first.verdict == "paid" and want != told:
                yield number, f"{name_of(key)}: taken back and denied, expected {want}, got {told}"
    yield from ((number, f"{name_of(key)}: taken back, unexpectedly") for number, key in got)


def _wanted(line: Expected) -> tuple:
    denial = line.after_payment
    return (line.taken_back, denial.amount, denial.outcome, denial.recovered, denial.open)
