"""What a team may decide for itself (rule 12): what counts, for whom, and who a payer is."""

from __future__ import annotations

from collections.abc import Callable

from analytics import notebook
from analytics.notebook import CarcRule
from tests.given import a_claim, a_denied_claim, a_denied_line, a_line, an_835
from tests.queries.conftest import House

Judged = Callable[..., House]


def decided(house: House, *rules: CarcRule) -> House:
    """The house as judged with these rules."""
    for rule in rules:
        notebook.save_carc_rule(house.store, rule)
    house.rebuild()
    return house


def test_a_reason_may_be_no_denial_for_one_payer_and_one_for_all_others(judged: Judged) -> None:
    house = decided(
        judged(
            an_835(a_denied_claim("CAPITATED", "24"), payer="RED HARBOR"),
            an_835(a_denied_claim("OTHER", "24"), payer="BLUE LANTERN"),
        ),
        CarcRule("24", "RED HARBOR", is_denial=False, note="capitated contract"),
    )
    assert house.line("CAPITATED", "verdict", "denied_amount") == ("suspect", 0)
    assert house.line("OTHER", "verdict", "denied_amount") == ("full", 100)
    changes = house.ask("definition_changes")
    told = changes[["carc_code", "payer_name", "is_denial", "default_is_denial", "note"]]
    assert told.values.tolist() == [["24", "RED HARBOR", False, True, "capitated contract"]]


def test_a_rule_for_all_payers_gives_way_to_a_rule_for_one_and_both_to_none(judged: Judged) -> None:
    house = decided(
        judged(
            an_835(a_denied_claim("RED", "204"), payer="RED HARBOR"),
            an_835(a_denied_claim("BLUE", "204"), payer="BLUE LANTERN"),
        ),
        CarcRule("204", is_denial=False, category="Contractual", owner="Nobody"),
        CarcRule("204", "BLUE LANTERN", is_denial=True),
    )
    assert house.line("RED", "verdict") == "suspect"
    # The payer's row says nothing of the category, so the row for all payers stands there.
    assert house.line("BLUE", "verdict", "category", "owner") == ("full", "Contractual", "Nobody")
    notebook.remove_carc_rule(house.store, "204")
    notebook.remove_carc_rule(house.store, "204", "BLUE LANTERN")
    house.rebuild()
    assert house.line("RED", "verdict", "category") == ("full", "Non-Covered")
    assert house.line("BLUE", "verdict", "category") == ("full", "Non-Covered")
    assert house.ask("definition_changes").empty


def test_a_rule_stays_with_its_payer_whatever_name_it_goes_by_later(judged: Judged) -> None:
    house = decided(
        judged(an_835(a_denied_claim("FIRST", "24"), payer="Red Harbor")),
        CarcRule("24", "Red Harbor", is_denial=False),
    )
    house.load(shouted=an_835(a_denied_claim("SECOND", "24"), payer="RED HARBOR"))
    assert house.line("FIRST", "verdict") == house.line("SECOND", "verdict") == "suspect"
    notebook.save_payer_alias(house.store, "Red Harbor", "Harbor Health")
    decided(house, CarcRule("24", "RED HARBOR", is_denial=False))
    assert house.line("FIRST", "verdict", "payer_name") == ("suspect", "Harbor Health")
    assert house.headline()["adjudicated_line_count"] == 2


def test_a_team_may_move_reasons_count_duplicates_and_name_codes_of_its_own(judged: Judged) -> None:
    house = decided(
        judged(
            an_835(
                a_denied_claim("DUPLICATE", "18"),
                a_claim("REMARKED", [a_denied_line(carc="16", remarks=["M51"])]),
                a_claim("LOCAL", [a_line(adjustments=[("CO", "ZZ9", "100")])]),
            )
        ),
        CarcRule("18", category="Technical/Billing Error"),
        CarcRule("16", category="Documentation/Info Request"),
        CarcRule("ZZ9", is_denial=True, category="Coding/Modifier", owner="Coding"),
    )
    assert house.outcome("DUPLICATE", "is_duplicate", "category") == (
        False,
        "Technical/Billing Error",
    )
    # What the team decides is not refined by remarks any more.
    assert house.line("REMARKED", "category") == "Documentation/Info Request"
    assert house.line("LOCAL", "verdict", "category", "owner") == (
        "full",
        "Coding/Modifier",
        "Coding",
    )
    assert house.headline()["denied_line_count"] == 3


def test_names_that_differ_in_case_or_blanks_are_one_payer(judged: Judged) -> None:
    house = judged(
        an_835(a_denied_claim("A1"), payer="Blue  Lantern", date="20260302"),
        an_835(a_claim("A1"), payer="BLUE LANTERN", date="20260309"),
    )
    assert house.outcome("A1", "outcome") == "recovered"
    assert house.ask("denials_by_payer").adjudicated_line_count.tolist() == [1]


def test_an_alias_joins_two_payers_and_their_chains(judged: Judged) -> None:
    house = judged(
        an_835(a_denied_claim("A1"), payer="BLUE LANTERN OF OHIO", date="20260302"),
        an_835(a_claim("A1", icn="ICN-A2"), payer="BLUE LANTERN", date="20260309"),
    )
    assert len(house.ask("denials_by_payer")) == 2
    # However the team spells what the files say, once or twice.
    notebook.save_payer_alias(house.store, "Blue Lantern of Ohio", "Blue Lantern")
    notebook.save_payer_alias(house.store, "BLUE LANTERN  OF OHIO", "Blue Lantern")
    house.rebuild()
    assert house.outcome("A1", "outcome") == "recovered"
    told = house.ask("denials_by_payer")
    assert told[["payer_name", "adjudicated_line_count"]].values.tolist() == [["Blue Lantern", 1]]
    assert house.faults() == {}


def test_aliases_that_contradict_each_other_multiply_nothing(judged: Judged) -> None:
    house = judged(an_835(a_denied_claim("A1"), payer="BLUE LANTERN OF OHIO"))
    notebook.save_payer_alias(house.store, "Blue Lantern of Ohio", "Lantern East")
    notebook.save_payer_alias(house.store, "BLUE LANTERN OF OHIO", "Lantern West")
    house.rebuild()
    assert house.outcome("A1", "denied_amount") == 100
    assert house.headline()["adjudicated_line_count"] == 1
