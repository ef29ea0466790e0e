"""Names of payers: what is joined by itself, and what a team joins and separates."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

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


def decide(house: House, **aliases: str | None) -> None:
    """Join (or, to itself, separate) names, their spaces written as underscores; None goes back."""
    for given, kept in aliases.items():
        name = given.replace("_", " ")
        if kept is None:
            notebook.remove_payer_alias(house.store, name)
        else:
            notebook.save_payer_alias(house.store, name, kept)
    house.rebuild()


def listed(house: House) -> pd.DataFrame:
    """The list by name as given, without the payer of the store every test begins with."""
    told = house.ask("payer_names").set_index("payer_name_as_given")
    return told.drop(index="BLUE LANTERN")


def payers(house: House) -> dict[str, str]:
    """The payer each name of the files is taken for."""
    told = listed(house).reset_index()
    return dict(zip(told.payer_name_as_given, told.payer_name, strict=True))


def keys(house: House) -> int:
    """How many payers there are to link answers by."""
    sql = """
        select count(distinct payer_key) from marts.payers
        where payer_name not in ('Payer not named', 'BLUE LANTERN')
    """
    return house.rows(sql)[0][0]


ACME, ACME_INC = ({"payer": name, "payer_id": "AC1"} for name in ("ACME HEALTH", "ACME HEALTH INC"))
ZENITH = {"payer": "ZENITH", "payer_id": "ZN9"}
BAKERS, TEAMSTERS = (
    {"payer": name, "payer_id": "TPA7"} for name in ("BAKERS UNION", "TEAMSTERS FUND")
)


def test_each_name_is_listed_with_its_ids_counts_weeks_and_why(judged: Judged) -> None:
    house = judged(
        *answered_by("A1", ACME, ACME_INC),
        on(SECOND, a_denied_claim("A2"), a_denied_claim("A3"), **ACME_INC),
        an_837(a_billed_claim("A1", payer="ACME HEALTH"), date="20260223"),
    )
    told = listed(house).drop(columns=["payer_name"]).reset_index()
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
    judged: Judged,
) -> None:
    house = judged(*answered_by("A1", ACME, ACME_INC))
    assert house.outcome("A1", *MONEY) == ("recovered", 100, 80, 0)
    assert keys(house) == 1
    decide(house, ACME_HEALTH_INC="ACME HEALTH INC")
    assert payers(house) == {"ACME HEALTH": "ACME HEALTH", "ACME HEALTH INC": "ACME HEALTH INC"}
    assert keys(house) == 2
    assert house.outcomes("A1", *MONEY) == [("open", 100, 0, 100), (None, 0, 0, 0)]
    told = listed(house)
    assert told.known_by["ACME HEALTH INC"] == "Kept separate by your team"
    assert told.is_by_team.to_dict() == {"ACME HEALTH": False, "ACME HEALTH INC": True}
    assert house.faults() == {}
    decide(house, ACME_HEALTH_INC=None)
    assert house.outcome("A1", *MONEY) == ("recovered", 100, 80, 0)


def test_the_answers_of_a_separated_name_are_linked_by_no_id_with_those_of_another(
    judged: Judged,
) -> None:
    # TRN03 beside an equal CLP07 would link them, too.
    icn = {"icn": "SAME"}
    house = judged(
        *answered_by("A1", TEAMSTERS, BAKERS),
        on(FIRST, a_denied_claim("A2", **icn), payer="NORTH HILL", trace_id="1888888888"),
        on(SECOND, a_paid_claim("A2", "SAME"), payer="SOUTH BAY", trace_id="1888888888"),
    )
    assert house.outcome("A1", *MONEY) == ("recovered", 100, 80, 0)
    assert house.outcome("A2", *MONEY) == ("recovered", 100, 80, 0)
    decide(house, BAKERS_UNION="Bakers Union", SOUTH_BAY="SOUTH BAY")
    assert payers(house)["BAKERS UNION"] == "Bakers Union"
    assert house.outcomes("A1", *MONEY) == [("open", 100, 0, 100), (None, 0, 0, 0)]
    assert house.outcomes("A2", *MONEY) == [("open", 100, 0, 100), (None, 0, 0, 0)]
    assert house.faults() == {}


def test_names_without_a_common_id_are_joined_and_the_one_kept_keeps_its_own_joins(
    judged: Judged,
) -> None:
    house = judged(
        *answered_by("A1", ZENITH, ACME),
        on(SECOND, a_denied_claim("A2"), **ACME_INC),
    )
    assert house.outcomes("A1", *MONEY) == [("open", 100, 0, 100), (None, 0, 0, 0)]
    assert keys(house) == 2
    # The name kept is not the one the list would have shown: the whole payer goes by it.
    decide(house, ZENITH="ACME HEALTH INC")
    assert set(payers(house).values()) == {"ACME HEALTH INC"}
    assert keys(house) == 1
    assert house.outcome("A1", *MONEY) == ("recovered", 100, 80, 0)
    told = listed(house)
    assert told.known_by.to_dict() == {
        "ACME HEALTH": "Its own name",
        "ACME HEALTH INC": "Same payer id",
        "ZENITH": "Joined by your team",
    }
    assert house.faults() == {}


def test_a_joined_name_still_links_by_its_id(judged: Judged) -> None:
    house = judged(
        *answered_by("A1", TEAMSTERS, BAKERS), on(SECOND, a_denied_claim("A2"), **ZENITH)
    )
    decide(house, BAKERS_UNION="ZENITH")
    assert payers(house) == {
        "BAKERS UNION": "ZENITH", "TEAMSTERS FUND": "TEAMSTERS FUND", "ZENITH": "ZENITH"
    }  # fmt: skip
    assert house.outcome("A1", *MONEY) == ("recovered", 100, 80, 0)


def test_what_is_joined_with_a_separated_name_is_separate_with_it(judged: Judged) -> None:
    house = judged(
        *answered_by("A1", TEAMSTERS, BAKERS),
        on(SECOND, a_denied_claim("A2"), payer="BAKERS FUND OF OHIO", payer_id="TPA7"),
    )
    assert keys(house) == 1
    decide(house, BAKERS_UNION="BAKERS UNION", BAKERS_FUND_OF_OHIO="BAKERS UNION")
    assert payers(house)["BAKERS FUND OF OHIO"] == "BAKERS UNION"
    assert keys(house) == 2
    assert house.outcomes("A1", *MONEY) == [("open", 100, 0, 100), (None, 0, 0, 0)]


def test_joins_lead_on_to_the_last_name_kept_and_a_circle_is_one_payer(judged: Judged) -> None:
    house = judged(*answered_by("A1", ZENITH, ACME), on(SECOND, a_denied_claim("A2"), **BAKERS))
    decide(house, ZENITH="ACME HEALTH", ACME_HEALTH="BAKERS UNION")
    assert set(payers(house).values()) == {"BAKERS UNION"}
    decide(house, ACME_HEALTH="ZENITH")
    told = payers(house)
    assert told["ZENITH"] == told["ACME HEALTH"] != told["BAKERS UNION"]
    assert house.outcome("A1", *MONEY) == ("recovered", 100, 80, 0)


def test_a_claim_billed_under_the_id_of_a_joined_name_is_that_payers(judged: Judged) -> None:
    # The maker of claims bills every payer under 12345.
    house = judged(
        on(FIRST, a_denied_claim("A1"), payer="LANTERN HEALTH", payer_id="12345"),
        on(SECOND, a_denied_claim("A2"), **ZENITH),
        an_837(a_billed_claim("A1", payer="PPO EAST"), date="20260223"),
    )
    assert payers(house)["PPO EAST"] == "LANTERN HEALTH"
    decide(house, LANTERN_HEALTH="ZENITH")
    assert payers(house) == dict.fromkeys(["LANTERN HEALTH", "PPO EAST", "ZENITH"], "ZENITH")


def test_a_name_spelled_twice_by_the_team_hides_no_claim_of_a_later_load(judged: Judged) -> None:
    house = judged(on(FIRST, a_denied_claim("A1"), payer="Zenith"))
    notebook.save_payer_alias(house.store, "Zenith", "Zenith Health")
    notebook.save_payer_alias(house.store, "ZENITH", "Zenith Health")
    report = house.load(later=on(SECOND, a_denied_claim("A2"), payer="ZENITH"))
    assert [(each.claim_count, each.kept_claim_count) for each in report.files] == [(1, 1)]
