"""What a team may decide for itself (rule 12): what counts, for whom, and who a payer is."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analytics import notebook
from analytics.notebook import CarcRule
from tests.given import a_claim, a_denied_claim, a_denied_line, a_line, an_835
from tests.queries.conftest import House

# Each test has claims and a reason of its own, where what it decides is of all payers; what is
# decided of all of them is judged at once: as loaded, as decided first, as decided then.
FILES = (
    an_835(a_denied_claim("CAPITATED", "24"), payer="RED HARBOR", trace="T1"),
    an_835(a_denied_claim("OTHER", "24"), payer="BLUE LANTERN", trace="T2"),
    an_835(a_denied_claim("RED", "204"), payer="RED HARBOR", trace="T3"),
    an_835(a_denied_claim("BLUE", "204"), payer="BLUE LANTERN", trace="T4"),
    an_835(
        a_denied_claim("DUPLICATE", "18"),
        a_claim("REMARKED", [a_denied_line(carc="16", remarks=["M51"])]),
        a_claim("LOCAL", [a_line(adjustments=[("CO", "ZZ9", "100")])]),
        payer="OAK PLAN",
        trace="T5",
    ),
    an_835(a_denied_claim("SPELLED"), payer="Elm  Plan", date="20260302", trace="T6"),
    an_835(a_claim("SPELLED"), payer="ELM PLAN", date="20260309", trace="T7"),
    an_835(a_denied_claim("JOINED"), payer="PINE PLAN OF OHIO", date="20260302", trace="T8"),
    an_835(a_claim("JOINED", icn="J2"), payer="PINE PLAN", date="20260309", trace="T9"),
    an_835(a_denied_claim("CONTRADICTED"), payer="LAUREL OF OHIO", trace="T10"),
)
RULES = (
    CarcRule("24", "RED HARBOR", is_denial=False, note="capitated contract"),
    CarcRule("204", is_denial=False, category="Contractual", owner="Nobody"),
    CarcRule("204", "BLUE LANTERN", is_denial=True),
    CarcRule("18", category="Technical/Billing Error"),
    CarcRule("16", category="Documentation/Info Request"),
    CarcRule("ZZ9", is_denial=True, category="Coding/Modifier", owner="Coding"),
)
ALIASES = (
    # However the team spells what the files say, once or twice.
    ("Pine Plan of Ohio", "Pine Plan"),
    ("PINE PLAN  OF OHIO", "Pine Plan"),
    ("Laurel of Ohio", "Laurel East"),
    ("LAUREL OF OHIO", "Laurel West"),
)


@pytest.fixture(scope="module")
def loaded(new_house: Callable[[], House]) -> Iterator[House]:
    house = new_house()
    house.load(**{f"file_{place}": text for place, text in enumerate(FILES, start=1)})
    yield house
    house.close()


@pytest.fixture(scope="module")
def decided(loaded: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The same with the team's rules and names."""
    house = copied(loaded, tmp_path_factory.mktemp("decided"))
    for rule in RULES:
        notebook.save_carc_rule(house.store, rule)
    for given, kept in ALIASES:
        notebook.save_payer_alias(house.store, given, kept)
    house.rebuild()
    yield house
    house.close()


@pytest.fixture(scope="module")
def taken_back(decided: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The same without any rule again."""
    house = copied(decided, tmp_path_factory.mktemp("taken_back"))
    for rule in RULES:
        notebook.remove_carc_rule(house.store, rule.carc_code, rule.payer_name)
    house.rebuild()
    yield house
    house.close()


def copied(house: House, folder: Path) -> House:
    shutil.copytree(house.store, folder / "store")
    return House(folder)


def test_a_reason_may_be_no_denial_for_one_payer_and_one_for_all_others(decided: House) -> None:
    assert decided.line("CAPITATED", "verdict", "denied_amount") == ("suspect", 0)
    assert decided.line("OTHER", "verdict", "denied_amount") == ("full", 100)
    changes = decided.ask("definition_changes")
    told = changes[["carc_code", "payer_name", "is_denial", "default_is_denial", "note"]]
    assert told[told.carc_code == "24"].values.tolist() == [
        ["24", "RED HARBOR", False, True, "capitated contract"]
    ]


def test_a_rule_for_all_payers_gives_way_to_a_rule_for_one_and_both_to_none(
    decided: House, taken_back: House
) -> None:
    assert decided.line("RED", "verdict") == "suspect"
    # The payer's row says nothing of the category, so the row for all payers stands there.
    assert decided.line("BLUE", "verdict", "category", "owner") == ("full", "Contractual", "Nobody")
    assert taken_back.line("RED", "verdict", "category") == ("full", "Non-Covered")
    assert taken_back.line("BLUE", "verdict", "category") == ("full", "Non-Covered")
    assert taken_back.ask("definition_changes").empty


def test_a_rule_stays_with_its_payer_whatever_name_it_goes_by_later(
    judged: Callable[..., House],
) -> None:
    house = judged(an_835(a_denied_claim("FIRST", "24"), payer="Red Harbor"))
    notebook.save_carc_rule(house.store, CarcRule("24", "Red Harbor", is_denial=False))
    house.load(shouted=an_835(a_denied_claim("SECOND", "24"), payer="RED HARBOR"))
    assert house.line("FIRST", "verdict") == house.line("SECOND", "verdict") == "suspect"
    notebook.save_payer_alias(house.store, "Red Harbor", "Harbor Health")
    notebook.save_carc_rule(house.store, CarcRule("24", "RED HARBOR", is_denial=False))
    house.rebuild()
    assert house.line("FIRST", "verdict", "payer_name") == ("suspect", "Harbor Health")
    assert house.headline()["adjudicated_line_count"] == 2


def test_a_team_may_move_reasons_count_duplicates_and_name_codes_of_its_own(decided: House) -> None:
    assert decided.outcome("DUPLICATE", "is_duplicate", "category") == (
        False,
        "Technical/Billing Error",
    )
    # What the team decides is not refined by remarks any more.
    assert decided.line("REMARKED", "category") == "Documentation/Info Request"
    assert decided.line("LOCAL", "verdict", "category", "owner") == (
        "full",
        "Coding/Modifier",
        "Coding",
    )
    assert decided.headline(payers=("OAK PLAN",))["denied_line_count"] == 3


def test_names_that_differ_in_case_or_blanks_are_one_payer(loaded: House) -> None:
    assert loaded.outcome("SPELLED", "outcome") == "recovered"
    told = loaded.ask("denials_by_payer")
    elm = told[told.payer_name.str.upper().str.startswith("ELM")]
    assert elm.adjudicated_line_count.tolist() == [1]


def test_an_alias_joins_two_payers_and_their_chains(loaded: House, decided: House) -> None:
    told = loaded.ask("denials_by_payer")
    assert told.payer_name.str.startswith("PINE").sum() == 2
    assert decided.outcome("JOINED", "outcome") == "recovered"
    told = decided.ask("denials_by_payer")[["payer_name", "adjudicated_line_count"]]
    pine = told[told.payer_name.str.upper().str.startswith("PINE")]
    assert pine.values.tolist() == [["Pine Plan", 1]]
    assert decided.faults() == {}


def test_aliases_that_contradict_each_other_multiply_nothing(decided: House) -> None:
    assert decided.outcome("CONTRADICTED", "denied_amount") == 100
    assert decided.line("CONTRADICTED", "denied_amount") == 100
    # One line of each claim: SPELLED and JOINED were answered twice.
    assert decided.headline()["adjudicated_line_count"] == 10
