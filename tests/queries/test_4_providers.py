"""Education: what a provider meets more than others for one service, and real examples of it."""

from __future__ import annotations

from analytics.vocabulary import ReviewFilters
from tests.given import a_claim, a_denied_claim, a_denied_line, a_line, an_835, given
from tests.given_claims import a_billed_claim, a_replacement_of, an_837
from tests.queries.conftest import House

ROSE, LILY = ("BRAVO", "ROSE", "1234567893"), ("CHARLIE", "LILY", "1234567810")
REFUSED, PAID = a_denied_line(modifiers=["25"]), a_line(modifiers=["25"])
WITH_25 = ("99213", "25", "97")


def of(provider: tuple, number: str, *lines) -> object:
    """A claim of these lines by this provider."""
    return a_claim(number, list(lines), provider=provider)


@given(
    of(ROSE, "P1", REFUSED, REFUSED, PAID),
    of(LILY, "P2", REFUSED, PAID, PAID, PAID),
    of(ROSE, "P3", a_denied_line(carc="16")),
)
def test_a_provider_is_measured_against_all_others_for_the_same_service(house: House) -> None:
    columns = ["procedure_code", "modifier_codes", "carc_code", "denied_line_count",
               "adjudicated_line_count", "other_denied_line_count",
               "other_adjudicated_line_count", "denied_amount"]  # fmt: skip
    filters = ReviewFilters(procedures=("99213",), payers=("BLUE LANTERN",))
    rose = house.ask("provider_patterns", filters, provider="BRAVO, ROSE")
    assert rose[columns].to_records(index=False).tolist() == [
        (*WITH_25, 2, 3, 1, 4, 200.0),
        ("99213", "", "16", 1, 1, 0, 0, 100.0),
    ]
    everyone = house.ask("provider_patterns", filters)
    lily = everyone[everyone["provider_name"] == "CHARLIE, LILY"]
    assert lily[columns].to_records(index=False).tolist() == [(*WITH_25, 1, 4, 2, 3, 100.0)]


DENIED, PAID_LATER = "20260302", "20260316"


@given(
    an_837(a_billed_claim("MENDED"), date="20260209", batch="E1"),
    an_837(a_replacement_of(a_billed_claim("MENDED"), "ICNMENDED"), date="20260309", batch="E2"),
    an_835(
        a_denied_claim("MENDED"),
        a_denied_claim("APPEALED"),
        a_denied_claim("LEFT"),
        payer="RED HARBOR",
        trace="E1",
        date=DENIED,
    ),
    an_835(
        a_claim("MENDED", icn="ICN2"),
        a_claim("APPEALED", icn="ICN3"),
        payer="RED HARBOR",
        trace="E2",
        date=PAID_LATER,
    ),
)
def test_an_example_tells_what_put_it_right(house: House) -> None:
    examples = house.ask("claim_examples", ReviewFilters(payers=("RED HARBOR",)))
    told = examples.set_index("patient_control_number")
    assert told["outcome"].to_dict() == {
        "MENDED": "recovered", "APPEALED": "recovered", "LEFT": "open"
    }  # fmt: skip
    assert told["put_right_by"].fillna("").to_dict() == {
        "MENDED": "Replacement sent on Mar 9, 2026",
        "APPEALED": "Answered again on Mar 16, 2026",
        "LEFT": "",
    }
    # By turns: a recovered one, an open one, and what is left.
    assert examples["outcome"].tolist() == ["recovered", "open", "recovered"]
    assert len(house.ask("claim_examples", ReviewFilters(payers=("RED HARBOR",)), row_limit=2)) == 2
