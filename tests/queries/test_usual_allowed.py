"""What a payer usually allows: by its own paid lines, else by like payers, else by the charge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from tests.given import Claim, a_claim, a_denied_line, a_line, a_reversal_of, an_835
from tests.queries.conftest import House


def paid(
    number: str, procedure: str, charge: int, paid: int, share: int = 0, **said: object
) -> Claim:
    """A claim of one line paid by contract, with the patient's share."""
    cuts = [("CO", "45", f"{charge - paid - share}.00")] + (
        [("PR", "2", f"{share}.00")] if share else []
    )
    modifiers = said.pop("modifiers", ())
    line = a_line(procedure, charge=f"{charge}.00", adjustments=cuts, modifiers=modifiers)
    return a_claim(number, [line], **said)


def denied(number: str, procedure: str, charge: int = 200, **said: object) -> Claim:
    modifiers = said.pop("modifiers", ())
    line = a_denied_line(procedure, charge=f"{charge}.00", modifiers=modifiers)
    return a_claim(number, [line], **said)


GONE = paid("GONE", "99213", 100, 100)
# Blue, commercial. 99213: 60 + 20 and 40 of 100 paid: (80 + 40) / 2 = 60. With 25: 90. GONE was
# taken back. 99215 was never paid by Blue, and for 75 by Red, commercial too. All that Blue paid:
# 80 + 40 + 90 = 210 of 300 charged, 70 %.
BLUE = an_835(
    paid("P1", "99213", 100, 60, 20), paid("P2", "99213", 100, 40), GONE,
    paid("P3", "99213", 100, 90, modifiers=("25",)), payer="BLUE", trace="B1", date="20260302",
)  # fmt: skip
BACK = an_835(a_reversal_of(GONE), payer="BLUE", trace="B2", date="20260309")
RED = an_835(paid("R1", "99215", 300, 75), payer="RED", trace="R1", date="20260302")
DENIED = an_835(
    denied("OWN", "99213"), denied("MOD", "99213", modifiers=("25",)),
    denied("LIKE", "99215"), denied("SHARE", "20610"), denied("LOW", "99213", charge=50),
    denied("OTHERMOD", "99215", modifiers=("59",)),
    payer="BLUE", trace="B3", date="20260316",
)  # fmt: skip


@pytest.fixture(scope="module")
def house(new_house: Callable[[], House]) -> Iterator[House]:
    house = new_house()
    house.load(blue=BLUE, back=BACK, red=RED, denied=DENIED)
    yield house
    house.connection.close()


def told(house: House, number: str) -> tuple:
    """Amount, whose history, how many lines, and what was known before the week of the denial."""
    return house.rows(
        "select usual_allowed_amount, allowed_from, allowed_line_count, known_allowed_amount"
        " from review.usual_allowed('marts.line_outcomes') left join marts.known_allowed"
        " using (line_id)"
        " where patient_control_number = $number",
        number=number,
    )[0]


@pytest.mark.parametrize(
    ("number", "amount", "whose", "lines"),
    [
        ("OWN", 60, "payer", 2),  # whatever is charged now
        ("MOD", 90, "payer", 1),  # with these modifiers
        ("LIKE", 75, "like payers", 1),
        ("OTHERMOD", 75, "like payers", 1),
        ("SHARE", 140, "share of charge", 3),  # 70 % of 200
        ("LOW", 50, "payer", 2),  # never above the charge
    ],
)
def test_the_closest_history_says_what_is_allowed(
    house: House, number: str, amount: int, whose: str, lines: int
) -> None:
    assert told(house, number) == (amount, whose, lines, amount)


def test_a_fee_is_for_a_unit(judged: Callable[..., House]) -> None:
    # Three units were paid 90 in all, 30 each; two denied units are 60.
    three = BLUE_UNITS.replace("**1~", "**3~")
    two = an_835(denied("TWO", "97110", 100), trace="U2", date="20260316").replace("**1~", "**2~")
    assert three != BLUE_UNITS
    assert told(judged(three, two), "TWO")[0] == 60


BLUE_UNITS = an_835(paid("THREE", "97110", 150, 90), trace="U1", date="20260302")


def test_what_is_answered_later_was_not_known(judged: Callable[..., House]) -> None:
    house = judged(
        an_835(denied("EARLY", "99213"), trace="E1", date="20260223"),
        an_835(paid("P1", "99213", 100, 60), trace="E2", date="20260302"),
    )
    assert told(house, "EARLY") == (60, "payer", 1, None)


def test_without_any_paid_line_nothing_is_said(judged: Callable[..., House]) -> None:
    house = judged(an_835(denied("ALONE", "99213")))
    assert told(house, "ALONE") == (None, None, None, None)
    rows = house.ask("work_first", today=date(2026, 3, 20))
    assert rows.expected_recovery_amount.isna().all()
    assert rows.allowed_told_from.tolist() == ["no paid line yet"]
