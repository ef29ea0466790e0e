"""Which answers speak of one payer, one claim and one line, and what listing says of the rest."""

from __future__ import annotations

from datetime import date

from tests.given import (
    Claim,
    a_claim,
    a_denied_claim,
    a_denied_line,
    a_line,
    a_reversal_of,
    an_835,
    given,
)
from tests.queries.conftest import House

FIRST, SECOND, THIRD = "20260302", "20260316", "20260330"
MONEY = ("outcome", "denied_amount", "recovered_amount", "open_amount")


def on(day: str, *claims: Claim, **said: str) -> str:
    """A file with one advice of this day, its trace its own."""
    said = {"trace": f"T{day}{claims[0].number}{said.get('payer', '')}", **said}
    return an_835(*claims, date=day, **said)


def a_paid_claim(number: str, **said: object) -> Claim:
    """A claim of $100: 80 paid, 20 written off by contract."""
    return a_claim(number, [a_line(adjustments=[("CO", "45", "20.00")])], **said)


def payers_of(house: House, *names: str) -> list[tuple[str, str]]:
    """The name in the lists and why, of names as given."""
    return house.rows(
        "select payer_name, known_by from marts.payers"
        " where list_contains($names, payer_name_as_given) order by payer_name_as_given",
        names=list(names),
    )


# --- One payer


@given(
    on(FIRST, a_denied_claim("LEGAL-FORM"), payer="WIDE RIVER", payer_id="WR1"),
    on(SECOND, a_paid_claim("LEGAL-FORM", icn="W2"), payer="Wide River, Inc.", payer_id="WR1"),
    on(THIRD, a_denied_claim("LEGAL-FORM", icn="W3"), payer="WIDERIVER PLAN", payer_id="WR1"),
)
def test_names_of_one_id_that_differ_in_spelling_or_legal_form_are_one_payer(house: House) -> None:
    told = payers_of(house, "WIDE RIVER", "Wide River, Inc.", "WIDERIVER PLAN")
    assert told == [("WIDE RIVER", "name"), ("WIDE RIVER", "payer_id"), ("WIDE RIVER", "payer_id")]
    assert house.outcome("LEGAL-FORM", *MONEY) == ("re_denied", 100, 80, 100)


@given(
    on(FIRST, a_denied_claim("ADMINISTRATOR"), payer="TEAMSTERS FUND", payer_id="TPA7"),
    on(SECOND, a_paid_claim("ADMINISTRATOR", icn="A2"), payer="BAKERS UNION", payer_id="TPA7"),
)
def test_plans_of_one_administrator_stay_several_payers_and_their_answers_link(
    house: House,
) -> None:
    assert payers_of(house, "TEAMSTERS FUND", "BAKERS UNION") == [
        ("BAKERS UNION", "name"), ("TEAMSTERS FUND", "name")
    ]  # fmt: skip
    told = house.outcome("ADMINISTRATOR", "payer_name", *MONEY)
    assert told == ("TEAMSTERS FUND", "recovered", 100, 80, 0)


@given(
    on(FIRST, a_denied_claim("LETTERED"), payer="STATE PLAN EAST A", payer_id="SP1"),
    on(FIRST, a_denied_claim("LETTERED-B"), payer="STATE PLAN EAST B", payer_id="SP1"),
)
def test_names_that_differ_by_a_letter_that_tells_plans_apart_stay_two(house: House) -> None:
    told = payers_of(house, "STATE PLAN EAST A", "STATE PLAN EAST B")
    assert told == [("STATE PLAN EAST A", "name"), ("STATE PLAN EAST B", "name")]


@given(
    on(FIRST, a_denied_claim("NO-ID"), payer="STONE MUTUAL", trace_id="1777777777"),
    on(SECOND, a_paid_claim("NO-ID", icn="S2"), payer="STONE MUTUAL CO", trace_id="1777777777"),
)
def test_a_like_name_under_one_trace_id_is_one_payer(house: House) -> None:
    assert house.outcome("NO-ID", *MONEY) == ("recovered", 100, 80, 0)


@given(
    on(FIRST, a_denied_claim("TRACE-ONLY", icn="T-1"), payer="NORTH HILL", trace_id="1888888888"),
    on(SECOND, a_paid_claim("TRACE-ONLY", icn="T-2"), payer="SOUTH BAY", trace_id="1888888888"),
    on(FIRST, a_denied_claim("TRACE-AND-NUMBER", icn="T-3"), payer="NORTH HILL",
       trace_id="1888888888"),
    on(SECOND, a_paid_claim("TRACE-AND-NUMBER", icn="T-3"), payer="SOUTH BAY",
       trace_id="1888888888"),
)  # fmt: skip
def test_a_trace_id_links_other_names_only_with_the_same_claim_number(house: House) -> None:
    apart = house.outcomes("TRACE-ONLY", *MONEY)
    assert apart == [("open", 100, 0, 100), (None, 0, 0, 0)]
    assert house.outcome("TRACE-AND-NUMBER", *MONEY) == ("recovered", 100, 80, 0)


TWO_NAMES = {"payer": "UPPER LAKE", "trace_id": "1999999999"}
OTHER_NAME = {"payer": "LOWER LAKE", "trace_id": "1999999999"}


@given(
    # Under one trace id and number two names are one payer: in the answer of another trace id, in
    # the one without the payer's number, and where only estimates share a number.
    on(FIRST, a_denied_claim("OTHER-TRACE", icn="L-1"), **TWO_NAMES),
    on(SECOND, a_denied_claim("OTHER-TRACE", icn="L-1"), payer="UPPER LAKE", trace_id="1666666666"),
    on(THIRD, a_paid_claim("OTHER-TRACE", icn="L-1"), **OTHER_NAME),
    on(FIRST, a_denied_claim("NO-NUMBER", icn="L-2"), **TWO_NAMES),
    on(SECOND, a_denied_claim("NO-NUMBER", icn="L-2"), **OTHER_NAME),
    on(THIRD, a_paid_claim("NO-NUMBER", icn=""), **TWO_NAMES),
    on(FIRST, a_claim("ESTIMATED", icn="L-3", status="25"), **TWO_NAMES),
    on(SECOND, a_claim("ESTIMATED", icn="L-3", status="25"), **OTHER_NAME),
    on(SECOND, a_denied_claim("ESTIMATED", icn="L-4"), trace_id="1666666666", trace="EST",
       payer="UPPER LAKE"),
    on(THIRD, a_paid_claim("ESTIMATED", icn="L-5"), **OTHER_NAME),
)  # fmt: skip
def test_names_that_are_one_payer_of_a_claim_are_one_in_all_answers_to_it(house: House) -> None:
    counted = ("outcome", "denied_amount", "recovered_amount", "later_answer_count")
    assert house.outcome("OTHER-TRACE", *counted) == ("recovered", 100, 80, 2)
    assert house.outcome("NO-NUMBER", *counted) == ("recovered", 100, 80, 2)
    told = house.outcomes("ESTIMATED", *counted)
    assert told == [("recovered", 100, 80, 1)]


# --- One claim

REMADE = a_paid_claim("REVERSED-ELSEWHEN", icn="RE-1")


@given(
    on(FIRST, REMADE),
    on(SECOND, a_reversal_of(REMADE, service_date="20260701")),
    on(THIRD, a_claim("REVERSED-ELSEWHEN", [a_denied_line(charge="70")], icn="RE-1",
                      service_date="20260701")),
)  # fmt: skip
def test_a_reversal_is_of_the_day_of_what_it_takes_back_whatever_its_own(house: House) -> None:
    # February's payment taken back; July's visit, five months on, is another claim.
    told = house.outcomes("REVERSED-ELSEWHEN", "service_date", "final_paid_amount", *MONEY)
    assert told == [
        (date(2026, 2, 2), 0, None, 0, 0, 0), (date(2026, 7, 1), 0, "open", 70, 0, 70)
    ]  # fmt: skip


VISITS = [
    a_denied_claim("ACCOUNT", icn=f"V{day}", service_date=f"202602{day}") for day in ("02", "09")
]


@given(
    on(FIRST, *VISITS),
    on(SECOND, a_paid_claim("ACCOUNT", icn="V16", service_date="20260216")),
    on(THIRD, a_paid_claim("ACCOUNT", icn="V02B", original_icn="V02", service_date="20260202")),
)
def test_an_account_number_stands_for_as_many_claims_as_there_are_visits(house: House) -> None:
    told = house.rows(
        "select service_date::varchar, outcome, denied_amount::integer, recovered_amount::integer"
        " from marts.line_outcomes where patient_control_number = 'ACCOUNT' order by service_date"
    )
    assert told == [
        ("2026-02-02", "recovered", 100, 80), ("2026-02-09", "open", 100, 0),
        ("2026-02-16", None, 0, 0),
    ]  # fmt: skip
    listed = house.ask("unlinked_claims")
    listed = listed[listed.patient_control_number == "ACCOUNT"]
    assert set(listed.reason) == {"other service dates, and no reference to the other claim"}
    assert listed.claim_count.tolist() == [3, 3, 3]


@given(
    on(FIRST, a_denied_claim("", icn="PAPER-1"), a_denied_claim("", icn="PAPER-2"),
       payer="PAPER PAYER"),
    on(SECOND, a_paid_claim("", icn="PAPER-3", original_icn="PAPER-2"), payer="PAPER PAYER",
       trace="PAPER"),
)  # fmt: skip
def test_claims_without_a_control_number_link_by_the_payers_number_alone(house: House) -> None:
    told = house.rows(
        "select outcome, recovered_amount::integer from marts.line_outcomes"
        " where payer_name = 'PAPER PAYER' order by outcome"
    )
    assert told == [("open", 0), ("recovered", 80)]


# --- One line


@given(
    on(FIRST, a_claim("SIDES", [a_line("20610", modifiers=["RT"], charge="210")], icn="SD1")),
    on(SECOND, a_claim("SIDES", [a_denied_line("20610", modifiers=["LT"], charge="210")],
                       icn="SD2")),
)  # fmt: skip
def test_the_other_side_is_another_line_though_nothing_numbers_them(house: House) -> None:
    told = house.outcomes("SIDES", *MONEY)
    assert told == [(None, 0, 0, 0), ("open", 210, 0, 210)]


@given(
    on(FIRST, a_claim("FEWER", [a_line("97110"), a_denied_line("97110")])),
    on(SECOND, a_claim("FEWER", [a_line("97110", adjustments=[("CO", "45", "30")])])),
)
def test_of_two_like_lines_the_one_still_denied_is_answered_again(house: House) -> None:
    # The first was paid 100; the second, denied, is paid 70.
    assert house.outcomes("FEWER", *MONEY) == [(None, 0, 0, 0), ("recovered", 100, 70, 0)]


@given(
    on(FIRST, a_claim("WHOLE", [a_denied_line("97110", charge="200", control_number="W-77")])),
    on(SECOND,
       a_claim("WHOLE", [a_line("97110", charge="100", control_number="W-77")], icn="W1"),
       a_claim("WHOLE", [a_denied_line("97110", charge="100", control_number="W-77")], icn="W2")),
)  # fmt: skip
def test_parts_of_a_line_denied_whole_add_up_and_the_denied_part_stays_denied(
    house: House,
) -> None:
    assert house.outcome("WHOLE", *MONEY) == ("partly_recovered", 200, 100, 100)


# --- Signs and statuses


@given(
    on(FIRST, a_paid_claim("NEGATIVE")),
    on(SECOND, a_reversal_of(a_paid_claim("NEGATIVE"), status="1")),
)
def test_negative_amounts_are_a_reversal_whatever_the_status_says(house: House) -> None:
    assert house.lines("NEGATIVE", "verdict", "is_reversed") == [
        ("paid", True), ("reversal", False)
    ]  # fmt: skip
    told = house.rows(
        "select is_denied, taken_back_amount::integer from marts.takebacks"
        " where patient_control_number = 'NEGATIVE'"
    )
    assert told == [(False, 80)]


@given(
    on(FIRST, a_claim("PENDED", [a_line(charge="100", paid="0")], status="13")),
    on(SECOND, a_denied_claim("PENDED", icn="ICN-2")),
)
def test_a_status_that_decides_nothing_is_no_answer(house: House) -> None:
    told = house.outcome("PENDED", *MONEY, "remit_week", "later_answer_count")
    assert (told[:4], str(told[4]), told[5]) == (("open", 100, 0, 100), "2026-03-16", 0)


# --- Money


PAID = a_paid_claim("LOST-CASH")


@given(
    on(FIRST, PAID),
    on(SECOND, a_reversal_of(PAID), a_denied_claim("LOST-CASH", "50", icn="LC2")),
    on(THIRD, a_claim("LOST-CASH", [a_line(adjustments=[("CO", "50", "60")])], icn="LC3")),
)
def test_denied_after_payment_has_its_own_amounts_and_outcome(house: House) -> None:
    # Paid 80, taken back and denied 100, then 40 of it paid: 80 - 40 stay taken back.
    (told,) = house.rows(
        "select is_denied, carc_code, outcome, denied_amount::integer, recovered_amount::integer,"
        " open_amount::integer, taken_back_amount::integer, remit_week::varchar"
        " from marts.takebacks where patient_control_number = 'LOST-CASH'"
    )
    assert told == (True, "50", "partly_recovered", 100, 40, 60, 40, "2026-03-16")
    assert house.outcome("LOST-CASH", "is_denied", "final_paid_amount") == (False, 40)


@given(
    on(FIRST, a_claim("EVERY-DOLLAR", [a_denied_line(charge="200")])),
    on(SECOND, a_claim("EVERY-DOLLAR", [
        a_line(charge="200",
               adjustments=[("CO", "45", "50"), ("PR", "2", "30"), ("CO", "97", "20")])
    ])),
)  # fmt: skip
def test_every_denied_dollar_is_recovered_passed_on_written_down_or_still_denied(
    house: House,
) -> None:
    # 200 denied; later 20 still denied, 30 coinsurance, 50 by contract, 200 - 100 = 100 paid.
    told = house.outcome(
        "EVERY-DOLLAR", "denied_amount", "recovered_denied_amount",
        "recovered_cost_share_amount", "written_down_amount", "still_denied_amount",
    )  # fmt: skip
    assert told == (200, 100, 30, 50, 20)


@given(
    on(FIRST, a_denied_claim("NOT-LOADED", "18")),
    on(SECOND, a_reversal_of(a_paid_claim("NOT-LOADED", icn="NL1")),
       a_paid_claim("NOT-LOADED", icn="NL2")),
)  # fmt: skip
def test_a_reversal_of_a_payment_not_loaded_takes_nothing_from_a_duplicate_refusal(
    house: House,
) -> None:
    assert house.outcome("NOT-LOADED", "verdict", "final_paid_amount") == ("paid", 80)
    assert house.rows(
        "select count(*) from marts.partial_takebacks"
        " inner join marts.line_outcomes using (chain_number)"
        " where patient_control_number = 'NOT-LOADED'"
    ) == [(0,)]


def test_the_house_of_all_these_answers_is_sound(house: House) -> None:
    assert house.faults() == {}
