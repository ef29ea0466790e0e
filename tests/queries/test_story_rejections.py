"""What the review asks about the rejections of the story (tests/story.py); answers by hand.

Blue Lantern was sent 19 of the 21 claims, Green Lake WAITING and LOST. What the second payer of
BOTH was sent is no claim of its own.
"""

from __future__ import annotations

from tests.queries.conftest import House


def test_each_payer_rejects_so_many_of_the_claims_sent_to_it(story: House) -> None:
    told = story.ask("rejections_by_payer")
    counts = told.groupby("payer_name")[["submitted_claim_count", "rejected_claim_count"]].agg(
        {"submitted_claim_count": "max", "rejected_claim_count": "sum"}
    )
    # REJECTED, TWICE, REFUSED-A and REFUSED-B; LOST.
    assert counts.loc["BLUE LANTERN"].tolist() == [19, 4]
    assert counts.loc["GREEN LAKE"].tolist() == [2, 1]


def test_each_rejected_claim_stands_under_its_first_reason(story: House) -> None:
    told = story.ask("rejections_by_reason")
    columns = ["payer_name", "status_category_code", "status_code", "rejected_claim_count"]
    rejected = told[told.rejected_claim_count > 0]
    assert sorted(rejected[columns].itertuples(index=False, name=None)) == [
        ("BLUE LANTERN", "999", "5", 2),
        # TWICE was then refused for another reason, which is not counted again.
        ("BLUE LANTERN", "A3", "21", 1),
        ("BLUE LANTERN", "A7", "562", 1),
        ("GREEN LAKE", "A7", "164", 1),
    ]
    submitted = dict(zip(rejected.payer_name, rejected.submitted_claim_count, strict=True))
    assert submitted == {"BLUE LANTERN": 19, "GREEN LAKE": 2}


def test_the_rejected_claims_are_listed(story: House) -> None:
    told = story.ask("rejected_claims")
    assert set(told.patient_control_number) == {
        "LOST",
        "REFUSED-A",
        "REFUSED-B",
        "REJECTED",
        "TWICE",
    }
