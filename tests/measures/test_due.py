"""The deadlines ahead, by day and by owner."""

from datetime import date

import pandas as pd

from analytics.measures.due import due_days, due_owners

# Two owners; on Nov 29 two lines of $100 and one of $50, on Dec 1 one of $300.
ROWS = pd.DataFrame(
    [
        ("2026-11-29", "Coding", 2, 200.0),
        ("2026-11-29", "Billing", 1, 50.0),
        ("2026-12-01", "Billing", 1, 300.0),
    ],
    columns=["deadline_date", "owner", "due_line_count", "due_open_amount"],
)


def test_every_day_has_a_row_though_nothing_is_due_on_it():
    days = due_days(ROWS, date(2026, 11, 29), 3)
    assert days["due_date"].tolist() == [
        date(2026, 11, 29), date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2),
    ]  # fmt: skip
    assert days["due_line_count"].tolist() == [3, 0, 1, 0]
    assert days["due_open_amount"].tolist() == [250, 0, 300, 0]


def test_owners_are_named_by_their_dollars():
    owners = due_owners(ROWS)
    assert owners.to_numpy().tolist() == [["Billing", 2, 350.0], ["Coding", 2, 200.0]]
