"""Rows of an extract that leave out their last cells are read where only these can be missing."""

from __future__ import annotations

import pytest

from tests.load.stores import Intake

HEADER = "Acct,Payer,CPT,Billed,Paid,Reason,Remark,Note\n"
FULL = "A1,Cedar,99213,100,0,CO-97,N19,called\n"


def read(intake: Intake, text: str) -> tuple[list[tuple], list[tuple]]:
    """Claim and payment of each row that was read; row and reason of each that was not."""
    intake.load_one("short.csv", text.encode())
    claims = intake.rows(
        "select patient_control_number, paid_amount from raw.csv_claims order by 1"
    )
    apart = intake.rows("select row_number, reason from raw.csv_rejected_rows order by 1")
    return claims, apart


def test_a_row_without_its_last_empty_cells_is_read(intake: Intake) -> None:
    claims, apart = read(
        intake,
        HEADER
        + FULL
        + 'A2,"Cedar, East",99213,100,80\nA3,Cedar,99214,90,0,CO-16\n'
        + FULL.replace("A1", "A4"),
    )

    assert claims == [("A1", "0.00"), ("A2", "80.00"), ("A3", "0.00"), ("A4", "0.00")]
    assert apart == []
    assert ("last_cells_left_out", None, 3, "2 rows", "nothing to do") in intake.findings(
        "short.csv"
    )


@pytest.mark.parametrize(
    ("rows", "apart"),
    [
        # Billed or Paid may be the one that is missing.
        (["A2,Cedar,99213,80", FULL], [3]),
        # A line break in a cell: the rest of the row is below.
        (["A2,Cedar,99213,100,0,CO-97,N19 as", "told,by phone", FULL], [3, 4]),
        (["A2,Cedar,99213,100,0,CO-97", "bundled", FULL], [3, 4]),
        # No account number, no charge.
        ([",Cedar,99213,100,80", "A3,Cedar,99213,,80", FULL], [3, 4]),
        # The end of a file that was cut off.
        (["A2,Cedar,99213,100,80,CO-4"], [3]),
    ],
)
def test_a_row_that_may_be_cut_short_is_kept_aside(
    intake: Intake, rows: list[str], apart: list[int]
) -> None:
    claims, found = read(intake, HEADER + FULL + "\n".join(rows))

    assert {number for number, _ in claims} == {"A1"}
    assert [number for number, _ in found] == apart
