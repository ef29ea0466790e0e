"""A modifier that seems to be missing: denied without it, paid with it, and what is still open."""

from __future__ import annotations

import pandas as pd

from tests.given import a_claim, a_denied_claim, a_denied_line, a_line, an_835, given
from tests.queries.conftest import House
from tests.queries.test_outcomes import told

DENIED = an_835(
    a_denied_claim("MEND", carc="97"),
    a_denied_claim("OPEN", carc="97"),
    a_claim("OTHER", [a_denied_line("99213", carc="16")]),
    a_claim("SAME", [a_denied_line("99213", carc="97", modifiers=("25",))]),
    a_claim("CODE", [a_denied_line("99214", carc="4")]),
    trace="M1",
    date="20260302",
)
ANSWERED_AGAIN = an_835(
    a_claim("MEND", [a_line("99213", modifiers=("25",), adjustments=[("CO", "45", "20.00")])]),
    a_claim("OTHER", [a_line("99213", modifiers=("25",))]),
    a_claim("SAME", [a_line("99213", modifiers=("25",))]),
    a_claim("CODE", [a_denied_line("99214", carc="4", modifiers=("59",))]),
    trace="M2",
    date="20260330",
)


@given(DENIED, ANSWERED_AGAIN)
def test_a_line_is_put_right_by_a_modifier_it_had_not_had(house: House) -> None:
    # OTHER was denied for another reason, SAME had 25 before, CODE was denied again with 59.
    columns = ["patient_control_number", "modifier_codes", "later_modifier_codes",
               "added_modifier_codes", "carc_code", "denied_amount", "later_paid_amount",
               "days_to_payment"]  # fmt: skip
    assert told(house.ask("missing_modifier_lines"), *columns) == [
        ("MEND", "", "25", "25", "97", 100, 80, 28)
    ]


def test_open_lines_like_it_are_counted_beside_it(house: House) -> None:
    # Without 25, for CARC 97: MEND, paid since with it, and OPEN, whose 100 dollars are open.
    columns = ["procedure_code", "modifier_code", "carc_code", "denied_line_count",
               "paid_line_count", "later_paid_amount", "open_line_count",
               "open_amount"]  # fmt: skip
    answer = house.ask("missing_modifiers")
    assert told(answer, *columns) == [("99213", "25", "97", 2, 1, 80, 1, 100)]
    assert pd.Timestamp("2026-03-30") == answer.last_paid_date.iloc[0]
