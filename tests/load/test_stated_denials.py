"""Denials that an extract states without a code, from the file to the figures."""

from __future__ import annotations

import pytest

from tests.load.stores import Store

STATED = (
    "Denials of January,,,,,,\n"
    "Claim #,Insurance,DOS,CPT,Denied Amount,Denial Date,Status\n"
    "1,Cedar,12/15/2025,99213,100,01/05/2026,Denied\n"
    "2,Cedar,12/15/2025,99214,60,01/05/2026,Denied\n"
    "3,Cedar,12/15/2025,99214,0,01/05/2026,Paid\n"
    "Total,,,,160,,\nPage 1 of 2,,,,,,\nPage 2 of 2,,,,,,\n"
)


@pytest.fixture
def store(new_store: Store) -> Store:
    """What is loaded here has nothing to do with what was loaded before."""
    return new_store


def test_a_denial_without_a_code_counts_under_a_category_of_its_own(store: Store) -> None:
    report = store.load_one("stated.csv", STATED)

    assert (report.claim_count, report.line_count, report.adjustment_count) == (3, 3, 2)
    denied = (
        "select patient_control_number, carc_code, category, owner, denied_amount::integer"
        " from marts.line_outcomes where is_denied and payer_name = 'Cedar'"
        " order by patient_control_number"
    )
    assert store.rows(denied) == [
        ("1", "not stated", "Reason not stated", "Billing", 100),
        ("2", "not stated", "Reason not stated", "Billing", 60),
    ]
    standing = "select standing from marts.categories where category = 'Reason not stated'"
    assert store.rows(standing) == [("counted",)]


def test_rows_that_are_no_claims_are_one_note_for_each_kind(store: Store) -> None:
    store.load_one("stated.csv", STATED)

    apart = (
        "select found, message, is_note from marts.findings"
        " where finding_code = 'row_is_no_claim' order by segment_number"
    )
    assert store.rows(apart) == [
        ("row 6", "Set apart: a total, not a claim", True),
        ("2 rows, first row 7", "Set apart: a title, page line or empty row, not a claim", True),
    ]
    assert store.rows(
        "select finding_count from raw.files where file_name = 'stated.csv'"
    ) == store.rows("select count(*) from marts.findings where file_name = 'stated.csv'")


def test_a_reason_without_a_group_has_no_sign_before_it_in_the_history(store: Store) -> None:
    """A hyphen before a reason would read as a minus."""
    store.load_one(
        "bare.csv",
        "Claim #,Insurance,DOS,CPT,Billed,Paid,Reason,Check Date\n"
        "1,Cedar,12/15/2025,99213,100,0,97,01/05/2026\n"
        "2,Cedar,12/15/2025,99213,100,0,CO-97,01/05/2026\n",
    )

    def told(claim: str) -> list[str]:
        history = store.ask("claim_history", claim=claim)
        return list(history.loc[history["event"] == "Denial reason", "detail"])

    assert told("1") == ["97 Bundled service"]
    assert told("2") == ["CO-97 Bundled service"]
