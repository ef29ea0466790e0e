"""What a load does not ask about kinds of files that it has none of, it need not have asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.database.connection import statement_of
from analytics.database.kinds_read import is_of_others
from analytics.sql_files import QUERIES, read_sql_file, sql_files
from tests.load.stores import QuickHouse

GOLDEN = Path(__file__).parents[1] / "golden"
FILES = {
    "every_field.835": "remittance_835",
    "every_field.837": "claim_837",
    "every_field.277ca": "acknowledgment_277",
    "every_field.999": "acknowledgment_999",
    "lake_mutual.csv": "csv",
}
FINDINGS = sql_files("intake/findings")
ABOUT_CLAIMS = [
    read_sql_file(QUERIES / "intake" / f"repeated_{what}.sql")
    for what in ("claims", "billed_claims", "acknowledgments")
]


@pytest.mark.parametrize("name", FILES)
def test_what_is_asked_of_other_kinds_of_files_alone_finds_nothing_in_a_file(
    quick_house: QuickHouse, name: str
) -> None:
    not_asked = [f for f in (*FINDINGS, *ABOUT_CLAIMS) if is_of_others(f, {FILES[name]})]
    assert not_asked
    try:
        report = quick_house.load_one(name, (GOLDEN / name).read_bytes())
        assert report.status == "loaded"
        found = {file.name: quick_house.rows(statement_of(file)) for file in not_asked}
    finally:
        quick_house.forget()
    assert found == {file.name: [] for file in not_asked}


def test_of_a_kind_that_is_there_everything_is_asked_that_speaks_of_it() -> None:
    asked = {
        kind: {f.path.stem for f in (*FINDINGS, *ABOUT_CLAIMS) if not is_of_others(f, {kind})}
        for kind in FILES.values()
    }
    assert {"repeated_claims", "out_of_balance", "missing_parts"} <= asked["remittance_835"]
    assert {"repeated_billed_claims", "charges_out_of_balance"} <= asked["claim_837"]
    assert {"repeated_acknowledgments", "batches_rejected_unseen"} <= asked["acknowledgment_277"]
    assert asked["acknowledgment_999"] == {"repeated_acknowledgments"}
    assert {"extracts", "repeated_claims", "repeated_billed_claims"} <= asked["csv"]
    assert "repeated_acknowledgments" not in asked["remittance_835"]
