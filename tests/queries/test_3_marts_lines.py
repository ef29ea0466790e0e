"""How one answered line is judged (rules 1 to 5, 8, 10): each rule a sentence, numbers by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analytics.vocabulary import ReviewFilters
from tests.given import (
    Line,
    a_claim,
    a_denied_claim,
    a_denied_line,
    a_line,
    a_reversal_of,
    an_835,
    given,
)
from tests.queries.conftest import House

# --- What the claim's status does not say


@given(
    a_claim("STATUS4", status="4"),
    a_denied_claim("STATUS1", status="1"),
    a_denied_claim("STATUS77", status="77"),
)
def test_claim_status_4_is_not_the_test(house: House) -> None:
    assert house.line("STATUS4", "verdict", "denied_amount") == ("paid", 0)
    assert house.line("STATUS1", "verdict", "denied_amount") == ("full", 100)
    assert house.line("STATUS77", "verdict", "denied_amount") == ("full", 100)


# --- What counts as denied

GROUPS = ("CO", "OA", "PI", "PR", "CR", "ZZ")


@given(*(a_claim(f"GROUP-{group}", [a_denied_line(group=group)]) for group in GROUPS))
@pytest.mark.parametrize("group", GROUPS)
def test_an_adjustment_that_counts_counts_in_any_group(house: House, group: str) -> None:
    denied = house.line(f"GROUP-{group}", "verdict", "denied_amount", "group_code", "carc_code")
    assert denied == ("full", 100, group, "97")


NOT_DENIALS = {
    "45": "contractual", "253": "sequestration", "144": "incentive", "23": "prior payer",
    "104": "withheld", "223": "sequestration of old", "237": "penalty", "131": "negotiated",
}  # fmt: skip


@given(
    *(
        # 100 charged, 30 adjusted away, 70 paid: nothing of it denied.
        a_claim(f"NOT-{carc}", [a_line(adjustments=[("CO", carc, "30.00")])])
        for carc in NOT_DENIALS
    )
)
@pytest.mark.parametrize("carc", NOT_DENIALS)
def test_contract_sequestration_incentive_and_prior_payer_never_count(
    house: House, carc: str
) -> None:
    assert house.line(f"NOT-{carc}", "verdict", "denied_amount", "paid_amount") == ("paid", 0, 70)


@given(
    a_claim(
        "SHARE", [a_line(adjustments=[("PR", "1", "60"), ("PR", "2", "30"), ("PR", "3", "10")])]
    )
)
def test_deductible_coinsurance_and_copay_are_cost_share_not_denial(house: House) -> None:
    answer = house.line("SHARE", "verdict", "paid_amount", "cost_share_amount", "denied_amount")
    assert answer == ("paid", 0, 60 + 30 + 10, 0)


@given(a_claim("CO-1", [a_line(adjustments=[("CO", "1", "100")])]))
def test_a_deductible_the_patient_does_not_owe_is_no_cost_share(house: House) -> None:
    assert house.line("CO-1", "verdict", "cost_share_amount") == ("suspect", 0)


@given(
    a_claim(
        "CAPPED",
        [a_line(adjustments=[("CO", "97", "100"), ("CO", "16", "20"), ("OA", "94", "-20")])],
    )
)
def test_no_more_is_denied_than_was_charged(house: House) -> None:
    # 100 + 20 count, 94 does not; 120 is more than the charge of 100.
    assert house.line("CAPPED", "verdict", "paid_amount", "denied_amount") == ("full", 0, 100)


def a_line_of_unknown_charge(charge: str = "", paid: str = "0", **said: object) -> Line:
    """A line whose charge is missing, or written so that it cannot be read."""
    return a_line("90010", charge=charge, paid=paid, **said)


@given(
    a_claim(
        "NO-CHARGE",
        [a_line_of_unknown_charge(adjustments=[("CO", "97", "80"), ("CO", "45", "20")])],
        charge="100", paid="0",
    ),
    a_claim(
        "BAD-CHARGE",
        [a_line_of_unknown_charge("1,000.00", "300", adjustments=[("CO", "97", "700")])],
        charge="1000", paid="300",
    ),
    a_claim("NO-CLP03", [], charge="nan", paid="0", adjustments=[("CO", "97", "60")]),
    a_claim(
        "NO-CHARGE-CAS",
        [a_line_of_unknown_charge(paid="50")],
        charge="90", paid="20", adjustments=[("CO", "97", "30"), ("CO", "45", "40")],
    ),
)  # fmt: skip
def test_a_charge_nobody_can_read_is_what_was_paid_and_adjusted(house: House) -> None:
    columns = ("verdict", "charge_amount", "paid_amount", "denied_amount")
    # 80 + 20 adjusted of nothing paid; 300 + 700; and 60 of a claim without lines.
    assert house.line("NO-CHARGE", *columns) == ("full", 100, 0, 80)
    assert house.line("BAD-CHARGE", *columns) == ("partial", 1000, 300, 700)
    assert house.line("NO-CLP03", *columns) == ("full", 60, 0, 60)
    # 30 + 40 stand at the claim: 50 paid (the lines' payments are not 20, nor 20 + 70) + 70.
    assert house.line("NO-CHARGE-CAS", *columns) == ("partial", 120, 50, 30)
    # The charge of the claims denied: 100 + 1000 + 120.
    headline = house.headline(procedures=("90010",))
    assert (headline["denied_charge_amount"], headline["denied_amount"]) == (1220, 810)


@given(
    a_claim(
        "NO-AMOUNTS",
        [a_line_of_unknown_charge(adjustments=[("CO", "97", "nan")])],
        charge="100", paid="0",
    ),
    a_claim("NOTHING-SAID", [a_line_of_unknown_charge()], charge="100", paid="0"),
    a_claim("ONLY-PAID", [a_line_of_unknown_charge(paid="70")], charge="70", paid="70"),
    a_claim("CHARGED-ZERO", [a_line(charge="0")], charge="0", paid="0"),
)  # fmt: skip
def test_nothing_paid_of_a_charge_nobody_can_read_is_listed_and_not_called_paid(
    house: House,
) -> None:
    columns = ("verdict", "carc_code", "charge_amount", "denied_amount")
    assert house.line("NO-AMOUNTS", *columns) == ("unstated", "97", 0, 0)
    assert house.line("NOTHING-SAID", *columns) == ("suspect", None, 0, 0)
    assert house.line("ONLY-PAID", *columns) == ("paid", None, 70, 0)
    assert house.line("CHARGED-ZERO", *columns) == ("paid", None, 0, 0)


@given(
    a_claim("TAKEN-OFF", [a_line(adjustments=[("CO", "97", "100"), ("CO", "97", "-40")])]),
    a_claim("GIVEN-MORE", [a_line(adjustments=[("CO", "97", "-10")])]),
)
def test_a_negative_adjustment_takes_off_what_is_denied(house: House) -> None:
    # 100 - 40 denied, 40 paid; and 110 paid of 100, nothing denied.
    assert house.line("TAKEN-OFF", "verdict", "paid_amount", "denied_amount") == ("partial", 40, 60)
    assert house.line("GIVEN-MORE", "verdict", "paid_amount", "denied_amount") == ("paid", 110, 0)


SIX_TRIPLETS = [
    ("CO", "45", "10", "1"), ("CO", "253", "2", "2"), ("CO", "97", "30", "3"),
    ("CO", "16", "20", "4"), ("CO", "50", "5", "5"), ("CO", "29", "3", "6"),
]  # fmt: skip


@given(a_claim("SIX", [a_line(adjustments=SIX_TRIPLETS)]))
def test_all_six_triplets_of_a_cas_count_each_with_its_quantity(house: House) -> None:
    # Counting: 30 + 20 + 5 + 3 = 58; adjusted in all: 58 + 10 + 2 = 70; paid: 100 - 70.
    answer = house.line("SIX", "verdict", "paid_amount", "denied_amount", "carc_code")
    assert answer == ("partial", 30, 58, "97")
    kept = house.rows(
        "select group_code, carc_code, amount, quantity from marts.adjustments"
        " inner join marts.remitted_claims using (file_id, transaction_set_number, claim_number)"
        " where patient_control_number = 'SIX' order by adjustment_number"
    )
    assert kept == [
        (group, carc, Decimal(amount), Decimal(quantity))
        for group, carc, amount, quantity in SIX_TRIPLETS
    ]


@given(
    a_claim("UNKNOWN", [a_line(adjustments=[("CO", "ZZ9", "100")])]),
    a_claim("ZEROED", [a_line(adjustments=[("CO", "097", "100")])]),
    a_claim("RETIRED", [a_line(adjustments=[("CO", "15", "100")])]),
)
def test_codes_unknown_retired_or_padded_are_read_for_what_they_are(house: House) -> None:
    assert house.line("UNKNOWN", "verdict", "denied_amount") == ("suspect", 0)
    assert house.line("ZEROED", "verdict", "carc_code") == ("full", "97")
    assert house.line("RETIRED", "verdict", "category") == ("full", "Authorization/Referral")
    category = house.rows("select category from marts.adjustments where carc_code = 'ZZ9'")
    assert category == [("Unknown code",)]


# --- Denials billed to the patient


@given(
    *(
        a_claim(f"PR-{carc}", [a_denied_line("90001", group="PR", carc=carc)])
        for carc in ("26", "27", "31", "96", "204")
    ),
    a_claim("PR-NOT", [a_denied_line("90001", group="CO", carc="204")]),
)
def test_a_denial_under_pr_is_marked_as_billed_to_the_patient_and_can_be_switched_off(
    house: House,
) -> None:
    marks = [
        house.outcome(f"PR-{carc}", "is_patient_billed") for carc in ("26", "27", "31", "96", "204")
    ]
    assert marks == [True] * 5
    assert house.outcome("PR-NOT", "is_patient_billed") is False
    counted = house.headline(procedures=("90001",))
    assert (counted["adjudicated_line_count"], counted["denied_line_count"]) == (6, 6)
    assert counted["patient_billed_line_count"] == 5
    switched_off = house.headline(procedures=("90001",), include_patient=False)
    assert (switched_off["adjudicated_line_count"], switched_off["denied_line_count"]) == (6, 1)
    assert switched_off["denied_amount"] == 100


PAID_FIRST = a_claim("GROUP-NONE-LATER", [a_line("90025")])


@given(
    an_835(
        a_claim("GROUP-NONE", [a_denied_line("90024", group="")]), PAID_FIRST, trace="NO-GROUP-1"
    ),
    an_835(
        a_reversal_of(PAID_FIRST),
        a_claim("GROUP-NONE-LATER", [a_denied_line("90025", group="")], icn="ICN-NO-GROUP"),
        trace="NO-GROUP-2",
        date="20260309",
    ),
)
def test_a_denial_without_a_group_counts_and_is_not_billed_to_the_patient(house: House) -> None:
    assert house.line("GROUP-NONE", "verdict", "denied_amount") == ("full", 100)
    assert house.outcome("GROUP-NONE", "is_patient_billed") is False
    switched_off = house.headline(procedures=("90024",), include_patient=False)
    assert (switched_off["adjudicated_line_count"], switched_off["denied_line_count"]) == (1, 1)
    taken_back = house.rows(
        "select is_denied, is_patient_billed, denied_amount from marts.takebacks"
        " where patient_control_number = 'GROUP-NONE-LATER'"
    )
    assert taken_back == [(True, False, 100)]


# --- Full, partial, suspect


@given(
    a_claim("FULL", [a_line(adjustments=[("CO", "45", "20"), ("CO", "50", "80")])]),
    a_claim("PART-PAID", [a_line(adjustments=[("CO", "50", "80")])]),
    a_claim("PART-SHARED", [a_line(adjustments=[("PR", "2", "20"), ("CO", "50", "80")])]),
)
def test_a_denial_is_full_without_payment_or_cost_share_and_else_partial(house: House) -> None:
    columns = ("verdict", "paid_amount", "cost_share_amount", "denied_amount")
    assert house.line("FULL", *columns) == ("full", 0, 0, 80)
    assert house.line("PART-PAID", *columns) == ("partial", 20, 0, 80)
    assert house.line("PART-SHARED", *columns) == ("partial", 0, 20, 80)


@given(
    a_claim("ZERO-45", [a_line("90002", adjustments=[("CO", "45", "100")])]),
    a_claim("ZERO-UNSAID", [a_line("90002", charge="40.00", paid="0")], paid="0"),
    a_claim("FREE", [a_line("90003", charge="0")]),
)
def test_a_line_paid_nothing_with_no_reason_that_counts_is_suspect_and_never_hidden(
    house: House,
) -> None:
    assert house.line("ZERO-45", "verdict") == "suspect"
    assert house.line("ZERO-UNSAID", "verdict") == "suspect"
    headline = house.headline(procedures=("90002",))
    assert headline["adjudicated_line_count"] == headline["suspect_line_count"] == 2
    assert headline["suspect_charge_amount"] == 140
    assert headline["denied_line_count"] == 0
    # What was charged nothing for was paid nothing for a good reason.
    assert house.line("FREE", "verdict") == "paid"


# --- Claim-level adjustments


@given(a_claim("CENTS", [a_line(charge="50.00")] * 3, adjustments=[("CO", "16", "100.00")]))
def test_claim_level_adjustments_count_once_and_are_shared_by_charge_to_the_cent(
    house: House,
) -> None:
    # A third each: 33.33 after one line, 66.67 after two, 100.00 after three.
    shares = [(Decimal("33.33"),), (Decimal("33.34"),), (Decimal("33.33"),)]
    assert house.lines("CENTS", "denied_amount") == shares
    # The lines say 50 paid each, before the claim's own 100: 150 - 100 = 50 were paid in all.
    paid = [(Decimal("16.67"),), (Decimal("16.66"),), (Decimal("16.67"),)]
    assert house.lines("CENTS", "paid_amount") == paid


@given(
    a_claim("UNEVEN", [a_line(charge=charge) for charge in ("0.01", "0.07", "99.92")],
            adjustments=[("CO", "29", "100.00")]),
    a_claim("ZERO-LINES", [a_line(charge=charge, paid="0") for charge in ("60", "40")],
            adjustments=[("CO", "29", "100.00")]),
)  # fmt: skip
def test_a_claim_denied_whole_denies_each_line_its_charge(house: House) -> None:
    columns = ("verdict", "paid_amount", "denied_amount")
    assert house.lines("UNEVEN", *columns) == [
        ("full", 0, Decimal("0.01")), ("full", 0, Decimal("0.07")), ("full", 0, Decimal("99.92"))
    ]  # fmt: skip
    # Some payers show the lines as paid nothing instead; the denial is the same.
    assert house.lines("ZERO-LINES", *columns) == [("full", 0, 60), ("full", 0, 40)]


# Sums of these tenths are not exact in binary, and shares of some cents over them fall on half a
# cent: a boundary between two lines must be rounded alike for both.
HARD_CHARGES = ("0.10", "0.20", "0.30", "0.10", "0.20", "0.10")


@given(
    *(
        a_claim(f"HARD-{cents}", [a_line(charge=charge, paid="0") for charge in HARD_CHARGES],
                adjustments=[("CO", "29", f"0.{cents:02}")])
        for cents in range(1, 100)
    )
)  # fmt: skip
def test_the_shares_of_any_amount_add_up_to_it(house: House) -> None:
    sums = house.rows(
        "select patient_control_number, sum(amount)"
        " from marts.adjustments"
        " inner join marts.remitted_claims using (file_id, transaction_set_number, claim_number)"
        " where patient_control_number like 'HARD-%' group by patient_control_number"
    )
    assert dict(sums) == {f"HARD-{cents}": Decimal(cents) / 100 for cents in range(1, 100)}


@given(
    a_claim("FREE-LINES", [a_line(charge="0"), a_line(charge="0")], charge="0",
            adjustments=[("CO", "16", "25.00"), ("OA", "94", "-25.00")])
)  # fmt: skip
def test_a_claim_level_amount_of_lines_without_charge_stands_under_the_first(house: House) -> None:
    shares = house.rows(
        "select service_line_number, amount from marts.adjustments"
        " inner join marts.remitted_claims using (file_id, transaction_set_number, claim_number)"
        " where patient_control_number = 'FREE-LINES' and carc_code = '16'"
        " order by service_line_number"
    )
    assert shares == [(1, 25), (2, 0)]


@given(a_claim("NO-LINES", [], charge="300.00", adjustments=[("CO", "29", "300.00")]))
def test_a_claim_without_lines_is_one_line(house: House) -> None:
    columns = ("service_line_number", "procedure_code", "verdict", "charge_amount", "denied_amount")
    assert house.line("NO-LINES", *columns) == (0, "No line", "full", 300, 300)
    assert str(house.outcome("NO-LINES", "service_date")) == "2026-02-02"


# --- Primary reason and category


@given(
    a_claim(
        "LARGEST",
        [a_line(adjustments=[("CO", "16", "30"), ("CO", "45", "29"), ("CO", "50", "41")])],
    ),
    # 50 each: authorization (3) stands before coding (7) in the taxonomy, whatever comes first.
    a_claim("TIE", [a_line(adjustments=[("CO", "4", "50"), ("CO", "197", "50")])]),
)
def test_the_primary_reason_is_the_largest_and_a_tie_goes_by_the_taxonomy(house: House) -> None:
    assert house.line("LARGEST", "carc_code", "category") == ("50", "Medical Necessity")
    assert house.line("TIE", "carc_code", "category") == ("197", "Authorization/Referral")


@given(a_claim("BOTH", [a_line("90004", adjustments=[("CO", "16", "30"), ("CO", "50", "70")])]))
def test_a_line_stands_wholly_under_its_primary_reason_and_what_else_it_cites_is_kept(
    house: House,
) -> None:
    view = ReviewFilters(procedures=("90004",))
    by_reason = house.ask("denials_by_reason", view)
    assert by_reason[["carc_code", "denied_line_count", "denied_amount"]].values.tolist() == [
        ["50", 1, 100.0]
    ]
    cited = house.ask("cited_reasons", view)
    columns = ["carc_code", "cited_line_count", "primary_line_count", "cited_amount"]
    assert cited[columns].values.tolist() == [["50", 1, 1, 70.0], ["16", 1, 0, 30.0]]


@given(
    a_denied_claim("PLAIN16", carc="16"),
    a_claim("REFINED", [a_denied_line(carc="16", remarks=["M51"])]),
    a_claim("ALERT", [a_denied_line(carc="16", remarks=["MA01"])]),
    a_claim("ALERT-FIRST", [a_denied_line(carc="16", remarks=["MA01", "N382"])]),
    a_claim("UNKNOWN-REMARK", [a_denied_line(carc="16", remarks=["N9999"])]),
    a_claim("NO-UMBRELLA", [a_denied_line(carc="97", remarks=["N382"])]),
)
def test_a_remark_refines_an_umbrella_reason_and_an_alert_refines_nothing(house: House) -> None:
    columns = ("category", "owner")
    assert house.line("PLAIN16", *columns) == ("Technical/Billing Error", "Billing")
    assert house.line("REFINED", *columns) == ("Coding/Modifier", "Coding")
    assert house.line("ALERT", *columns) == ("Technical/Billing Error", "Billing")
    assert house.line("ALERT-FIRST", *columns) == (
        "Eligibility/Registration",
        "Front Desk/Registration",
    )
    assert house.line("UNKNOWN-REMARK", *columns) == ("Technical/Billing Error", "Billing")
    assert house.line("NO-UMBRELLA", *columns) == ("Bundling/NCCI", "Coding")


@given(
    a_claim("OF-HE", [a_denied_line("90026", carc="16", remarks=["M2"])]),
    an_835(
        a_claim("OF-RX", [a_denied_line("90026", carc="16", remarks=["M2"])]), trace="PHARMACY"
    ).replace("LQ*HE*M2", "LQ*RX*M2"),
)
def test_a_reject_code_of_a_pharmacy_is_no_remark_of_that_code(house: House) -> None:
    # M2 is an inpatient without separate pay as a remark, a patient locked in at the pharmacy.
    assert house.line("OF-HE", "category") == "Facility/Stay Rules"
    assert house.line("OF-RX", "category") == "Technical/Billing Error"
    assert house.outcome("OF-HE", "remark_codes") == ["M2"]
    assert house.outcome("OF-RX", "remark_codes") == ["NCPDP-M2"]


@given(
    a_claim(
        "REMARKED",
        [a_denied_line("99213", carc="16", remarks=["M51"]), a_denied_line("99214", carc="16")],
        remarks=["N382"],
    ),
    a_claim(
        "WHOLE",
        [a_line("99213", remarks=["M51"]), a_line("99214")],
        adjustments=[("CO", "16", "200")],
        remarks=["N382"],
    ),
)
def test_the_lines_own_remark_comes_before_the_claims(house: House) -> None:
    by_line = [("99213", "Coding/Modifier"), ("99214", "Eligibility/Registration")]
    assert house.lines("REMARKED", "procedure_code", "category") == by_line
    assert house.lines("WHOLE", "procedure_code", "category") == by_line


@given(*(a_denied_claim(f"BUNDLED-{carc}", carc=carc) for carc in ("97", "234", "236")))
def test_bundled_is_a_denial_and_a_category_of_its_own(house: House) -> None:
    for carc in ("97", "234", "236"):
        told = house.outcome(f"BUNDLED-{carc}", "is_denied", "category", "is_duplicate")
        assert told == (True, "Bundling/NCCI", False)


# --- Apart


@given(
    a_claim("DUP-18", [a_denied_line("90005", carc="18")]),
    a_claim("DUP-B13", [a_denied_line("90005", carc="B13")]),
    a_claim("DUP-NOT", [a_denied_line("90005", carc="29")]),
)
def test_duplicates_stand_apart_unless_switched_on(house: House) -> None:
    headline = house.headline(procedures=("90005",))
    assert (headline["adjudicated_line_count"], headline["denied_line_count"]) == (1, 1)
    switched_on = house.headline(procedures=("90005",), include_duplicates=True)
    assert (switched_on["adjudicated_line_count"], switched_on["denied_line_count"]) == (3, 3)


@given(
    a_claim("PENDED", [a_line("90006", adjustments=[("OA", "133", "100")])]),
    a_claim(
        "PENDED-DENIED", [a_line("90006", adjustments=[("OA", "133", "40"), ("CO", "97", "60")])]
    ),
)
def test_a_line_not_finally_answered_stands_apart_but_a_denial_on_it_counts(house: House) -> None:
    assert house.outcome("PENDED", "verdict", "is_not_final") == ("not_final", True)
    assert house.outcome("PENDED-DENIED", "verdict", "is_not_final") == ("full", False)
    headline = house.headline(procedures=("90006",))
    assert (headline["adjudicated_line_count"], headline["denied_line_count"]) == (1, 1)


@given(
    *(
        a_claim(f"STATUS-{status}", [a_denied_line("90007")], status=status)
        for status in ("1", "19", "2", "3", "20", "21")
    )
)
def test_secondary_and_tertiary_answers_stand_apart_unless_switched_on(house: House) -> None:
    headline = house.headline(procedures=("90007",))
    assert (headline["adjudicated_line_count"], headline["denied_line_count"]) == (2, 2)
    switched_on = house.headline(procedures=("90007",), include_secondary=True)
    assert (switched_on["adjudicated_line_count"], switched_on["denied_line_count"]) == (6, 6)


@given(
    a_claim("STATUS-02", [a_denied_line("90011")], status="02"),
    a_claim("STATUS-019", [a_denied_line("90011")], status="019"),
    a_claim("STATUS-013", [a_denied_line("90011")], status="013"),
)
def test_a_claim_status_with_leading_zeros_is_that_status(house: House) -> None:
    # 2 is secondary, 19 primary, 13 no decision yet.
    columns = ("claim_status_code", "is_secondary", "is_undecided")
    stated = house.rows(
        f"select {', '.join(columns)} from marts.remitted_claims"
        " where patient_control_number like 'STATUS-0%' order by patient_control_number"
    )
    assert stated == [("13", False, True), ("19", False, False), ("2", True, False)]
    assert house.headline(procedures=("90011",))["adjudicated_line_count"] == 1


@given(a_claim("ESTIMATE", [a_denied_line("90008")], status="25"))
def test_a_predetermination_is_counted_nowhere(house: House) -> None:
    assert house.outcomes("ESTIMATE", "verdict") == []
    everything = {"include_secondary": True, "include_duplicates": True}
    assert house.headline(procedures=("90008",), **everything)["adjudicated_line_count"] == 0


# --- Downcoding


@given(
    a_claim("DOWNCODED", [a_line("99213", modifiers=["52"], submitted=["99215", "25"])]),
    a_claim("AS-BILLED", [a_line("99213", modifiers=["25", "59"])]),
)
def test_a_line_is_known_by_what_was_billed_and_keeps_what_the_payer_made_of_it(
    house: House,
) -> None:
    columns = ("procedure_code", "paid_procedure_code", "modifier_codes")
    assert house.line("DOWNCODED", *columns) == ("99215", "99213", ["25"])
    assert house.line("AS-BILLED", *columns) == ("99213", "99213", ["25", "59"])
