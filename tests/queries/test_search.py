"""The search: codes and names by how their words begin, claims by how their number begins."""

from __future__ import annotations

import pytest

from tests.given import a_claim, a_denied_line, a_line, an_835, given
from tests.queries.conftest import House

CLAIMS = given(
    an_835(
        a_claim("AB-100", [a_denied_line(modifiers=["25"], remarks=["N20"])]),
        a_claim("AB-101", [a_denied_line(), a_denied_line("97110")]),
        payer="BLUE LANTERN HEALTH",
    ),
    an_835(a_claim("XAB-1", [a_line("87880")]), payer="RED HILL", trace="T2"),
)


def found(house: House, words: str | None, *kinds: str, **said: object) -> list[tuple]:
    """What goes by these words, of these kinds: kind, code or number, and how often it came."""
    rows = house.ask("search", words=words, **said)
    return [
        (row.found_kind, row.found_code or row.patient_control_number, row.line_count)
        for row in rows[rows["found_kind"].isin(kinds)].astype(object).itertuples()
    ]


@CLAIMS
def test_a_code_is_found_before_those_that_begin_like_it(house: House) -> None:
    # Three lines are denied for CARC 97; one line is of procedure 97110.
    assert found(house, "97", "carc", "procedure") == [("carc", "97", 3), ("procedure", "97110", 1)]
    assert found(house, "n20", "remark", row_limit=1) == [("remark", "N20", 1)]
    assert found(house, "25", "modifier") == [("modifier", "25", 1)]


@pytest.mark.parametrize("words", ["blue", "lantern", "LANTERN blue", " health "])
def test_a_payer_is_found_by_how_any_of_its_words_begin(house: House, words: str) -> None:
    assert found(house, words, "payer") == [("payer", "BLUE LANTERN HEALTH", 3)]


def test_a_word_is_not_found_by_its_middle_nor_where_another_word_is_missing(house: House) -> None:
    assert found(house, "antern", "payer") == []
    assert found(house, "blue hill", "payer") == []


def test_a_claim_is_found_by_how_its_number_begins_in_any_case(house: House) -> None:
    claims = house.ask("search", words="ab-")
    assert claims["patient_control_number"].tolist() == ["AB-100", "AB-101"]
    assert set(claims["payer_name"]) == {"BLUE LANTERN HEALTH"}
    # Two characters would be found in half of all numbers.
    assert found(house, "AB", "claim") == []
    assert [row[:2] for row in found(house, "AB-101", "claim")] == [("claim", "AB-101")]


def test_every_reason_is_found_as_a_definition_whether_it_came_or_not(house: House) -> None:
    assert ("definition", "29", 0) in found(house, "29", "definition")


def test_no_more_of_a_kind_is_found_than_asked_for(house: House) -> None:
    assert len(house.ask("search", words="a", row_limit=2).query("found_kind == 'remark'")) == 2


@pytest.mark.parametrize("words", [None, "", "  ", "QUARTZ", "NOVEMBER", "M001"])
def test_nothing_is_found_by_no_words_nor_by_a_patient(house: House, words: str | None) -> None:
    assert house.ask("search", words=words).query("found_kind != 'remark'").empty
