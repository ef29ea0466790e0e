"""Answers gathered into checks, with the adjustments payers make to a check as a whole."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from sample_data.model import Answer
from sample_data.payers import IRONGATE, LARKFIELD, OPEN_ORCHARD, PAYERS, Payer

ACCESS_FEE = 1500
OLD_DEBT_WEEK = date(2026, 6, 29)  # Open Orchard collects a debt larger than its check


@dataclass(frozen=True)
class ProviderAdjustment:
    """One PLB pair: a positive amount lowers the check."""

    code: str
    reference: str
    amount: int


@dataclass
class Check:
    """One payment advice: what becomes one ST…SE."""

    payer: Payer
    remit_date: date
    trace_number: str
    answers: list[Answer]
    provider_adjustments: list[ProviderAdjustment] = field(default_factory=list)

    @property
    def amount(self) -> int:
        """BPR02: claim payments less provider adjustments."""
        return sum(a.paid for a in self.answers) - sum(p.amount for p in self.provider_adjustments)


def pay(answers: list[Answer]) -> list[Check]:
    """All checks, by payer and date."""
    piles: dict[tuple[str, date, int], list[Answer]] = defaultdict(list)
    for answer in answers:
        piles[answer.payer.slug, answer.remit_date, _stream(answer)].append(answer)
    checks = []
    for payer in PAYERS:
        for stream in range(payer.checks_per_day):
            keys = sorted(key for key in piles if key[0] == payer.slug and key[2] == stream)
            own = [_check(payer, day, stream, piles[key]) for key in keys for day in [key[1]]]
            if payer is not IRONGATE:  # its extract knows claims only
                _adjust(own)
            checks += own
    return sorted(checks, key=lambda c: (c.payer.slug, c.remit_date, c.trace_number))


def _stream(answer: Answer) -> int:
    """Which of the payer's checks of the day a patient's claims are paid with."""
    return int(answer.claim.patient.member_number[-1]) % answer.payer.checks_per_day


def _check(payer: Payer, day: date, stream: int, answers: list[Answer]) -> Check:
    """The check of one day, claims by patient, a reversal before what replaces it."""
    trace_number = f"{payer.payer_id[-2:]}{day:%y%m%d}{stream + 1:02d}"

    def place(answer: Answer) -> tuple:
        patient, is_reversal = answer.claim.patient, answer.status == "22"
        name = (patient.last_name, patient.first_name, answer.claim.control_number)
        if payer.reversals_last:
            return (is_reversal, name, answer.payer_claim_number)
        return (False, name, not is_reversal, answer.payer_claim_number)

    return Check(payer, day, trace_number, sorted(answers, key=place))


def _adjust(checks: list[Check]) -> None:
    """Interest, takebacks, fees and balances carried forward, over one stream of checks."""
    carried = 0
    for number, check in enumerate(checks):
        pairs = check.provider_adjustments
        if carried:
            pairs.append(ProviderAdjustment("FB", f"BAL{check.trace_number}", carried))
            carried = 0
        if check.payer is LARKFIELD and number % 8 == 4:
            pairs.append(ProviderAdjustment("CS", "ACCESSFEE", ACCESS_FEE))
        for answer in check.answers:
            reference = answer.payer_claim_number
            if answer.interest:
                pairs.append(ProviderAdjustment("L6", reference, -answer.interest))
            if answer.takeback == "refunded":  # the practice has already paid it back
                pairs.append(ProviderAdjustment("72", reference, answer.paid))
            if answer.takeback == "withheld" and number + 2 < len(checks):
                pairs.append(ProviderAdjustment("WO", reference, answer.paid))
                later = checks[number + 2].provider_adjustments
                later.append(ProviderAdjustment("WO", reference, -answer.paid))
        if check.payer is OPEN_ORCHARD and 0 <= (check.remit_date - OLD_DEBT_WEEK).days < 7:
            debt = max(check.amount, 0) + 25000
            pairs.append(ProviderAdjustment("WO", "OLD2025DEBT", debt))
        if check.amount < 0:
            carried = -check.amount
            pairs.append(ProviderAdjustment("FB", f"BAL{check.trace_number}", check.amount))
