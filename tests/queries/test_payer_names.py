"""Names of payers: what is joined by itself, and what a team joins and separates."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from analytics import notebook
from tests.given import Claim, a_claim, a_denied_claim, a_line, an_835
from tests.given_claims import a_billed_claim, an_837
from tests.queries.conftest import House

Judged = Callable[..., House]
FIRST, SECOND = "20260302", "20260309"  # Mondays
MONEY = ("outcome", "denied_amount", "recovered_amount", "open_amount")


def on(day: str, *claims: Claim, **said: str) -> str:
    """A file with one advice of this day, its trace its own."""
    return an_835(*claims, date=day, **{"trace": f"T{day}{claims[0].number}", **said})


def a_paid_claim(number: str, icn: str) -> Claim:
    """A claim of $100: 80 paid, 20 written off by contract."""
    return a_claim(number, [a_line(adjustments=[("CO", "45", "20.00")])], icn=icn)


def answered_by(number: str, first: dict[str, str], second: dict[str, str]) -> tuple[str, str]:
    """A claim of $100 that one name denies and another pays a week later."""
    return (
        on(FIRST, a_denied_claim(number), **first),
        on(SECOND, a_paid_claim(number, f"{number}-2"), **second),
    )


def decide(house: House, aliases: dict[str, str | None]) -> None:
    """Join (or, to itself, separate) names; None goes back to automatic."""
    for name, kept in aliases.items():
        if kept is None:
            notebook.remove_payer_alias(house.store, name)
        else:
            notebook.save_payer_alias(house.store, name, kept)
    house.rebuild()


def listed(house: House, *names: str) -> pd.DataFrame:
    """These names as they are listed, by name as given."""
    told = house.ask("payer_names").set_index("payer_name_as_given")
    return told[told.index.isin(names)]


def payers(house: House, *names: str) -> dict[str, str]:
    """The payer each of these names of the files is taken for."""
    told = listed(house, *names).reset_index()
    return dict(zip(told.payer_name_as_given, told.payer_name, strict=True))


def keys(house: House, *names: str) -> int:
    """How many payers there are of these names to link answers by."""
    sql = """
        select count(distinct payer_key) from marts.payers
        where list_contains($names, payer_name_as_given)
    """
    return house.rows(sql, names=list(names))[0][0]


def under(payer_id: str, *names: str) -> list[dict[str, str]]:
    """Names that give one id."""
    return [{"payer": name, "payer_id": payer_id} for name in names]


# Each test has payers of its own, under ids of their own. What teams decide of all of them is
# judged at once: as loaded, as decided first, as decided then.
ACME, ACME_INC = under("AC1", "ACME HEALTH", "ACME HEALTH INC")
CORAL, CORAL_INC = under("CO2", "CORAL HEALTH", "CORAL HEALTH INC")
TEAMSTERS, BAKERS = under("TPA3", "TEAMSTERS FUND", "BAKERS UNION")
(ZENITH,) = under("ZN4", "ZENITH")
DELTA, DELTA_INC = under("DE4", "DELTA HEALTH", "DELTA HEALTH INC")
PAINTERS, MASONS = under("TPA5", "PAINTERS FUND", "MASONS UNION")
(OPAL,) = under("OP5", "OPAL")
WELDERS, ROOFERS, ROOFERS_OF_OHIO = under(
    "TPA6", "WELDERS FUND", "ROOFERS UNION", "ROOFERS FUND OF OHIO"
)
(IRIS,), (JUNO,), (MILLERS,) = under("IR7", "IRIS"), under("JU7", "JUNO"), under("TPA7", "MILLERS")
# The maker of claims bills every payer under 12345.
(LANTERN,), (AMBER,) = under("12345", "LANTERN HEALTH"), under("AM8", "AMBER")
FILES = (
    *answered_by("A1", ACME, ACME_INC),
    on(SECOND, a_denied_claim("A2"), a_denied_claim("A3"), **ACME_INC),
    an_837(a_billed_claim("A1", payer="ACME HEALTH"), date="20260223"),
    *answered_by("B1", CORAL, CORAL_INC),
    *answered_by("C1", TEAMSTERS, BAKERS),
    # TRN03 beside an equal CLP07 would link them, too.
    on(FIRST, a_denied_claim("C2", icn="SAME"), payer="NORTH HILL", trace_id="1888888888"),
    on(SECOND, a_paid_claim("C2", "SAME"), payer="SOUTH BAY", trace_id="1888888888"),
    *answered_by("D1", ZENITH, DELTA),
    on(SECOND, a_denied_claim("D2"), **DELTA_INC),
    *answered_by("E1", PAINTERS, MASONS),
    on(SECOND, a_denied_claim("E2"), **OPAL),
    *answered_by("F1", WELDERS, ROOFERS),
    on(SECOND, a_denied_claim("F2"), **ROOFERS_OF_OHIO),
    *answered_by("G1", IRIS, JUNO),
    on(SECOND, a_denied_claim("G2"), **MILLERS),
    on(FIRST, a_denied_claim("H1"), **LANTERN),
    on(SECOND, a_denied_claim("H2"), **AMBER),
    an_837(a_billed_claim("H1", payer="PPO EAST"), date="20260223"),
)
DECIDED_FIRST: dict[str, str | None] = {
    "CORAL HEALTH INC": "CORAL HEALTH INC",
    "BAKERS UNION": "Bakers Union",
    "SOUTH BAY": "SOUTH BAY",
    # The name kept is not the one the list would have shown: the whole payer goes by it.
    "ZENITH": "DELTA HEALTH INC",
    "MASONS UNION": "OPAL",
    "ROOFERS UNION": "ROOFERS UNION",
    "ROOFERS FUND OF OHIO": "ROOFERS UNION",
    "IRIS": "JUNO",
    "JUNO": "MILLERS",
    "LANTERN HEALTH": "AMBER",
}
DECIDED_THEN: dict[str, str | None] = {"CORAL HEALTH INC": None, "JUNO": "IRIS"}


def changed(house: House, folder: Path, aliases: dict[str, str | None]) -> House:
    """A copy of the house, of which this is decided."""
    shutil.copytree(house.store, folder / "store")
    copy = House(folder)
    decide(copy, aliases)
    return copy


@pytest.fixture(scope="module")
def loaded(new_house: Callable[[], House]) -> Iterator[House]:
    house = new_house()
    house.load(**{f"file_{place}": text for place, text in enumerate(FILES, start=1)})
    yield house
    house.close()


@pytest.fixture(scope="module")
def decided(loaded: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = changed(loaded, tmp_path_factory.mktemp("decided"), DECIDED_FIRST)
    yield house
    house.close()


@pytest.fixture(scope="module")
def decided_again(decided: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = changed(decided, tmp_path_factory.mktemp("again"), DECIDED_THEN)
    yield house
    house.close()


def test_each_name_is_listed_with_its_ids_counts_weeks_and_why(loaded: House) -> None:
    told = listed(loaded, "ACME HEALTH", "ACME HEALTH INC")
    told = told.drop(columns=["payer_name"]).reset_index()
    told[["first_week", "last_week"]] = told[["first_week", "last_week"]].astype(str)
    # ACME HEALTH: one remittance of one claim, and one claim billed a week before.
    # ACME HEALTH INC: two remittances, of one and of two claims.
    first, second = told.to_dict("records")
    assert first == {
        "payer_name_as_given": "ACME HEALTH",
        "known_by": "Its own name",
        "payer_ids": "12345, AC1",
        "remittance_count": 1,
        "answered_claim_count": 1,
        "submitted_claim_count": 1,
        "first_week": "2026-02-23",
        "last_week": "2026-03-02",
        "is_by_team": False,
    }
    assert second == {
        "payer_name_as_given": "ACME HEALTH INC",
        "known_by": "Same payer id",
        "payer_ids": "AC1",
        "remittance_count": 2,
        "answered_claim_count": 3,
        "submitted_claim_count": 0,
        "first_week": "2026-03-09",
        "last_week": "2026-03-09",
        "is_by_team": False,
    }


def test_a_separated_name_is_joined_by_no_id_until_it_goes_back_to_automatic(
    loaded: House, decided: House, decided_again: House
) -> None:
    names = ("CORAL HEALTH", "CORAL HEALTH INC")
    assert loaded.outcome("B1", *MONEY) == ("recovered", 100, 80, 0)
    assert keys(loaded, *names) == 1
    assert payers(decided, *names) == {name: name for name in names}
    assert keys(decided, *names) == 2
    assert decided.outcomes("B1", *MONEY) == [("open", 100, 0, 100), (None, 0, 0, 0)]
    told = listed(decided, *names)
    assert told.known_by["CORAL HEALTH INC"] == "Kept separate by your team"
    assert told.is_by_team.to_dict() == {"CORAL HEALTH": False, "CORAL HEALTH INC": True}
    assert decided_again.outcome("B1", *MONEY) == ("recovered", 100, 80, 0)


def test_whatever_is_decided_no_check_finds_anything(decided: House, decided_again: House) -> None:
    assert decided.faults() == {}
    assert decided_again.faults() == {}


def test_the_answers_of_a_separated_name_are_linked_by_no_id_with_those_of_another(
    loaded: House, decided: House
) -> None:
    assert loaded.outcome("C1", *MONEY) == ("recovered", 100, 80, 0)
    assert loaded.outcome("C2", *MONEY) == ("recovered", 100, 80, 0)
    assert payers(decided, "BAKERS UNION") == {"BAKERS UNION": "Bakers Union"}
    assert decided.outcomes("C1", *MONEY) == [("open", 100, 0, 100), (None, 0, 0, 0)]
    assert decided.outcomes("C2", *MONEY) == [("open", 100, 0, 100), (None, 0, 0, 0)]


def test_names_without_a_common_id_are_joined_and_the_one_kept_keeps_its_own_joins(
    loaded: House, decided: House
) -> None:
    names = ("DELTA HEALTH", "DELTA HEALTH INC", "ZENITH")
    assert loaded.outcomes("D1", *MONEY) == [("open", 100, 0, 100), (None, 0, 0, 0)]
    assert keys(loaded, *names) == 2
    assert payers(decided, *names) == dict.fromkeys(names, "DELTA HEALTH INC")
    assert keys(decided, *names) == 1
    assert decided.outcome("D1", *MONEY) == ("recovered", 100, 80, 0)
    assert listed(decided, *names).known_by.to_dict() == {
        "DELTA HEALTH": "Its own name",
        "DELTA HEALTH INC": "Same payer id",
        "ZENITH": "Joined by your team",
    }


def test_a_joined_name_still_links_by_its_id(decided: House) -> None:
    assert payers(decided, "MASONS UNION", "PAINTERS FUND", "OPAL") == {
        "MASONS UNION": "OPAL", "PAINTERS FUND": "PAINTERS FUND", "OPAL": "OPAL"
    }  # fmt: skip
    assert decided.outcome("E1", *MONEY) == ("recovered", 100, 80, 0)


def test_what_is_joined_with_a_separated_name_is_separate_with_it(
    loaded: House, decided: House
) -> None:
    names = ("WELDERS FUND", "ROOFERS UNION", "ROOFERS FUND OF OHIO")
    assert keys(loaded, *names) == 1
    assert payers(decided, "ROOFERS FUND OF OHIO") == {"ROOFERS FUND OF OHIO": "ROOFERS UNION"}
    assert keys(decided, *names) == 2
    assert decided.outcomes("F1", *MONEY) == [("open", 100, 0, 100), (None, 0, 0, 0)]


def test_joins_lead_on_to_the_last_name_kept_and_a_circle_is_one_payer(
    decided: House, decided_again: House
) -> None:
    names = ("IRIS", "JUNO", "MILLERS")
    assert payers(decided, *names) == dict.fromkeys(names, "MILLERS")
    told = payers(decided_again, *names)
    assert told["IRIS"] == told["JUNO"] != told["MILLERS"]
    assert decided_again.outcome("G1", *MONEY) == ("recovered", 100, 80, 0)


def test_a_claim_billed_under_the_id_of_a_joined_name_is_that_payers(
    loaded: House, decided: House
) -> None:
    names = ("LANTERN HEALTH", "PPO EAST", "AMBER")
    assert payers(loaded, "PPO EAST") == {"PPO EAST": "LANTERN HEALTH"}
    assert payers(decided, *names) == dict.fromkeys(names, "AMBER")


def test_a_name_spelled_twice_by_the_team_hides_no_claim_of_a_later_load(judged: Judged) -> None:
    house = judged(on(FIRST, a_denied_claim("A1"), payer="Zenith"))
    notebook.save_payer_alias(house.store, "Zenith", "Zenith Health")
    notebook.save_payer_alias(house.store, "ZENITH", "Zenith Health")
    report = house.load(later=on(SECOND, a_denied_claim("A2"), payer="ZENITH"))
    assert [(each.claim_count, each.kept_claim_count) for each in report.files] == [(1, 1)]
