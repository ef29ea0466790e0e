"""The independent record of the truth: kept by the simulation, never read from its files."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import pandas as pd

from sample_data.model import DUPLICATE_CARC, Answer, Chain, Line, LineAnswer, Submission
from sample_data.payers import monday

DATES = ["service_date", "submitted_date", "first_remit_date", "first_remit_week", "resolved_date"]


def line_ledger(chains: Iterable[Chain], submissions: list[Submission]) -> pd.DataFrame:
    """One row per service line and payer: the first answer, and what became of it.

    A secondary payer's row covers the same line once more, marked ``is_secondary``. Amounts are
    dollars. Lines never answered, or not any more, have no first remit date.
    """
    rejections = Counter(s.claim.control_number for s in submissions if s.rejection)
    rows = [
        _row(chain, line, rejections[chain.claim.control_number])
        for chain in chains
        for line in _lines(chain)
    ]
    ledger = pd.DataFrame(rows)
    for name in DATES:
        ledger[name] = pd.to_datetime(ledger[name])
    return ledger


def _lines(chain: Chain) -> list[Line]:
    """The lines of a chain: of a second payer only those it was asked about."""
    if chain.is_secondary and chain.answers:
        return [answer.line for answer in chain.answers[0].lines]
    return [] if chain.is_secondary else list(chain.claim.lines)


def _row(chain: Chain, line: Line, rejection_count: int) -> dict:
    """The truth about one line."""
    claim = chain.claim
    told = [
        (answer, line_answer)
        for answer in chain.answers
        for line_answer in answer.lines
        if line_answer.line == line
    ]
    own_numbers = {a.control_number for a, _ in told if a.control_number}
    row = {
        "payer_name": chain.payer.name,
        "payer_kind": chain.payer.kind,
        "patient_control_number": claim.control_number,
        "line_control_number": line.control_number,
        "replacement_control_number": min(own_numbers, default=""),
        "procedure_code": line.procedure,
        "modifiers": ":".join(line.modifiers),
        "units": line.units,
        "place_of_service_code": claim.place_of_service,
        "service_date": claim.service_date,
        "charge": line.charge / 100,
        "provider": claim.provider.last_name,
        "provider_npi": claim.provider.npi,
        "is_secondary": chain.is_secondary,
        "submitted_date": claim.batch_date,
        "rejection_count": rejection_count,
        "is_lost": chain.is_cut_short,
        **_first(told),
    }
    return {**row, **_outcome(told, row["first_answer"])}


def _first(told: list[tuple[Answer, LineAnswer]]) -> dict:
    """The first answer to a line."""
    if not told:
        return {
            "first_remit_date": None, "first_remit_week": None, "first_answer": "none yet",
            "first_status_code": "", "first_group_code": "", "first_carc": "",
            "first_denied_amount": 0.0, "first_paid": 0.0, "paid_procedure_code": "",
        }  # fmt: skip
    answer, line = told[0]
    reasons = line.refusals
    return {
        "first_remit_date": answer.remit_date,
        "first_remit_week": monday(answer.remit_date),
        "first_answer": _verdict(answer, line),
        "first_status_code": answer.status,
        "first_group_code": reasons[0].group if reasons else "",
        "first_carc": reasons[0].carc if reasons else "",
        "first_denied_amount": line.denied / 100,
        "first_paid": line.paid / 100,
        "paid_procedure_code": line.paid_procedure,
    }


def _verdict(answer: Answer, line: LineAnswer) -> str:
    """What an adjudication of a line amounts to."""
    if answer.status == "25":
        return "predetermination"
    if any(a.carc == DUPLICATE_CARC for a in line.adjustments):
        return "duplicate"
    has_money = line.paid > 0 or line.cost_share > 0
    if line.denied:
        return "partly_denied" if has_money else "denied"
    return "paid" if has_money else "suspect_zero_pay"


def _outcome(told: list[tuple[Answer, LineAnswer]], first_answer: str) -> dict:
    """What became of a denial by the last day of the sample; empty for all other lines."""
    net_paid = sum(line.paid for _, line in told)
    if first_answer not in ("denied", "partly_denied"):
        return _outcome_row("", 0, None, net_paid)
    first_paid = told[0][1].paid
    later = [(a, line) for a, line in told[1:] if a.status != "22"]
    paying = [a.remit_date for a, line in later if line.paid > first_paid]
    if paying:
        outcome = "partly_recovered" if later[-1][1].denied else "recovered"
        return _outcome_row(outcome, max(net_paid - first_paid, 0), paying[0], net_paid)
    if later:
        return _outcome_row("re_denied", 0, later[0][0].remit_date, net_paid)
    if len(told) > 1:
        return _outcome_row("reversed", 0, None, net_paid)
    return _outcome_row("open", 0, None, net_paid)


def _outcome_row(outcome: str, recovered: int, resolved: date | None, net_paid: int) -> dict:
    """The closing columns of a row."""
    return {
        "outcome": outcome,
        "recovered_amount": recovered / 100,
        "resolved_date": resolved,
        "net_paid": net_paid / 100,
    }
