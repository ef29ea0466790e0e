"""What of a file counts is told beside what was read of it."""

from __future__ import annotations

from decimal import Decimal

from analytics.load import FileReport
from tests.given_claims import a_billed_claim, an_837
from tests.load.stores import Store
from tests.load.test_repeated import a_claim, an_835


def kept(report: FileReport) -> tuple[int, int, Decimal, Decimal]:
    return (
        report.kept_claim_count,
        report.kept_line_count,
        report.kept_charge_amount,
        report.kept_paid_amount,
    )


def test_what_is_kept_is_what_was_not_loaded_before(store: Store) -> None:
    first = store.load_one("a.835", an_835(a_claim(paid="80.10"), a_claim("A2", "K2")))
    # A1 was loaded before, A3 is new: of two claims read, one is kept.
    again = an_835(a_claim(paid="80.10"), a_claim("A3", "K3", charge="50.55", paid="7"), number=2)
    second = store.load_one("b.835", again)

    assert kept(first) == (2, 2, Decimal("200"), Decimal("160.10"))
    assert second.claim_count == 2
    assert kept(second) == (1, 1, Decimal("50.55"), Decimal("7"))
    assert store.rows(
        "select file_name, kept_claim_count, kept_line_count, kept_charge_amount, kept_paid_amount"
        " from marts.files where file_name != 'first.835' order by 1"
    ) == [
        ("a.835", 2, 2, Decimal("200.00"), Decimal("160.10")),
        ("b.835", 1, 1, Decimal("50.55"), Decimal("7.00")),
    ]


def test_nothing_is_kept_of_a_duplicate_or_a_refused_file(store: Store) -> None:
    text = an_835(a_claim())
    store.load_one("a.835", text)

    assert kept(store.load_one("same.835", text)) == (0, 0, Decimal(0), Decimal(0))
    assert kept(store.load_one("told.835", an_835(a_claim(), number=2))) == (0, 0, 0, 0)
    assert kept(store.load_one("cut.835", text[:-80])) == (0, 0, Decimal(0), Decimal(0))


def test_of_billed_claims_the_charge_is_kept_and_nothing_is_paid(store: Store) -> None:
    claims = [a_billed_claim("B1"), a_billed_claim("B2")]
    report = store.load_one("sent.837", an_837(*claims))

    (charge,) = store.rows("select sum(charge_amount) from staging.claims")[0]
    assert charge > 0
    assert (report.kept_claim_count, report.kept_charge_amount) == (2, charge)
    assert report.kept_paid_amount == 0
