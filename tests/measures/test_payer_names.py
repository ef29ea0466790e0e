"""What joining and separating names of payers writes down."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.measures.payer_names import (
    AUTOMATIC,
    JOIN,
    SEPARATE,
    alias_changes,
    by_payer,
    names_to_choose,
    names_to_keep,
)

NAMES = pd.DataFrame(
    [
        ("Acme", "Acme", False),
        ("Acme", "ACME", False),
        ("Acme", "Acme Inc", False),
        ("Bakers", "Bakers", True),
        ("Zenith Health", "Zenith", True),
        ("Alone", "Alone", False),
    ],
    columns=["payer_name", "payer_name_as_given", "is_by_team"],
)
ALIASES = {"Bakers": "Bakers", "ZENITH": "Zenith Health"}


def test_payers_of_several_names_and_those_the_team_decided_come_first() -> None:
    assert by_payer(NAMES)["payer_name_as_given"].tolist() == [
        "ACME", "Acme", "Acme Inc", "Bakers", "Zenith", "Alone"
    ]  # fmt: skip


def test_a_name_in_other_capitals_is_no_other_name_to_choose() -> None:
    assert names_to_choose(NAMES) == ["ACME", "Acme Inc", "Bakers", "Zenith", "Alone"]


def test_joined_names_may_go_by_their_own_or_their_payers_names() -> None:
    assert names_to_keep(NAMES, ["Zenith", "Alone"]) == ["Zenith Health", "Alone", "Zenith"]


@pytest.mark.parametrize(
    ("step", "chosen", "kept", "saved", "gone"),
    [
        # The name kept is written down nowhere: it keeps what it is joined with itself.
        (JOIN, ["Alone", "ACME"], "Acme", {"Alone": "Acme"}, []),
        # Under a new name, all of them point to it.
        (JOIN, ["Alone", "ACME"], "All", {"Alone": "All", "ACME": "All"}, []),
        # The payer goes by the kept name from now on, and with it what was joined before.
        (JOIN, ["Alone", "Zenith"], "Zenith Health", {"Alone": "Zenith Health"}, []),
        (JOIN, ["Alone", "Zenith"], "Alone", {"ZENITH": "Alone"}, []),
        # A separated name that is kept stays separate, one that is joined does not.
        (JOIN, ["Alone", "Bakers"], "Bakers", {"Alone": "Bakers"}, []),
        (JOIN, ["Alone", "Bakers"], "Alone", {"Bakers": "Alone"}, []),
        (SEPARATE, ["Acme Inc", "Zenith"], "", {"Acme Inc": "Acme Inc", "ZENITH": "ZENITH"}, []),
        (SEPARATE, ["Bakers"], "", {}, []),
        (AUTOMATIC, ["Bakers", "Zenith", "Alone"], "", {}, ["Bakers", "ZENITH"]),
    ],
)  # fmt: skip
def test_what_is_written_down_and_what_goes_back_to_the_files(
    step: str, chosen: list[str], kept: str, saved: dict[str, str], gone: list[str]
) -> None:
    assert alias_changes(NAMES, ALIASES, step, chosen, kept) == (saved, gone)


def test_a_payer_goes_by_the_name_kept_though_the_team_joined_it_under_another_before() -> None:
    names = pd.DataFrame(
        [("Acme Inc", "Acme", False), ("Acme Inc", "Acme Inc", False), ("Acme Inc", "Old", True)],
        columns=["payer_name", "payer_name_as_given", "is_by_team"],
    )
    told = alias_changes(names, {"Old": "Acme Inc"}, JOIN, ["Acme", "Acme Inc"], "Acme")
    assert told == ({"Acme Inc": "Acme", "Old": "Acme"}, [])
