"""How a payer adjudicates one line: a payment and adjustments that balance with the charge."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from tests.truth.claims import Adjustment

DENIALS = ("16", "29", "50", "97", "119", "197", "22", "4", "B7", "252")
PATIENT_DENIALS = ("96", "204", "27", "31")
PAID = ("paid", "paid", "paid_with_share", "share_only")
WHOLLY_DENIED = ("denied", "denied", "denied_twice", "denied_net")
DENIED = (*WHOLLY_DENIED, "partial", "partial_with_share")


def any_paid(rng: Random) -> str:
    return rng.choice(PAID)


def any_denied(rng: Random) -> str:
    return rng.choice(DENIED)


def any_kind(rng: Random) -> str:
    """A kind of first answer: paid, denied, now and then paid nothing with no denial code."""
    return rng.choice((any_paid(rng), any_denied(rng), any_denied(rng), "suspect"))


def adjudicate(rng: Random, kind: str, charge: Decimal) -> tuple[Decimal, tuple[Adjustment, ...]]:
    """The payment and the adjustments of a line. Charges are tens of dollars, shares are tenths."""
    tenth = charge / 10
    group, carc = _a_denial(rng)
    contract = Adjustment("CO", "45", tenth * rng.randrange(1, 4))
    share = Adjustment("PR", rng.choice("123"), tenth * rng.randrange(1, 3))
    part = Adjustment(group, carc, tenth * rng.randrange(1, 5))
    cut = Adjustment("CO", "253", tenth / 5)  # sequestration
    whole = Adjustment(group, carc, charge)
    adjustments = {
        "paid": rng.choice(((), (contract,), (contract, cut))),
        "paid_with_share": (contract, share),
        "share_only": (contract, Adjustment("PR", "1", charge - contract.amount)),
        "denied": (whole,),
        "denied_twice": _two_denials(rng, charge),
        "denied_net": (contract, Adjustment(group, carc, charge - contract.amount)),
        "partial": (contract, part),
        "partial_with_share": (contract, share, part),
        "suspect": (Adjustment("CO", "45", charge),),
        "duplicate": (Adjustment("OA", "18", charge),),
        "not_final": (Adjustment("CO", "133", charge),),
        "nothing": (),
    }[kind]
    if kind == "nothing":  # told at zero: no payment and no reason yet
        return Decimal(0), ()
    return charge - sum((one.amount for one in adjustments), Decimal(0)), adjustments


def _a_denial(rng: Random) -> tuple[str, str]:
    if rng.random() < 0.25:
        return "PR", rng.choice(PATIENT_DENIALS)
    return rng.choice(("CO", "CO", "OA", "PI", "CR")), rng.choice(DENIALS)


def _two_denials(rng: Random, charge: Decimal) -> tuple[Adjustment, ...]:
    """A charge denied for two reasons, now and then in equal parts."""
    first, second = rng.sample(DENIALS, 2)
    part = charge / 10 * rng.choice((3, 5, 6))
    return Adjustment("CO", first, part), Adjustment("OA", second, charge - part)
