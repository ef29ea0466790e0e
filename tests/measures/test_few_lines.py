"""Which rows lead a list of the meeting, and which are one row together."""

import pandas as pd

from analytics.measures.breakdowns import few_lines

ROWS = pd.DataFrame(
    {
        "carc_code": ["97", "16", "197", "31"],
        "denied_line_count": [8, 2, 1, 3],
        "denied_amount": [800.0, 900.0, 950.0, 300.0],
    }
)


def test_by_dollars_the_largest_lead_whatever_their_lines() -> None:
    first, rest = few_lines(ROWS, 2)
    assert first["carc_code"].tolist() == ["197", "16"]
    assert rest["carc_code"].tolist() == ["97", "31"]


def test_by_lines_one_or_two_lines_lead_nothing() -> None:
    first, rest = few_lines(ROWS, 3, "denied_line_count")
    assert first["carc_code"].tolist() == ["97", "31"]
    assert rest["denied_line_count"].sum() == 3  # 2 of CARC 16 and 1 of CARC 197
