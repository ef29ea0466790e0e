"""Patterns of providers: when a difference may be called, and how it is told."""

import pandas as pd

from analytics.measures.providers import (
    ALIKE,
    LESS,
    MORE,
    UNKNOWN,
    compare_patterns,
    providers_sentence,
)


def patterns() -> pd.DataFrame:
    """Clearly more (18 of 62 against 25 of 410), clearly less, alike, and too few."""
    return pd.DataFrame(
        {
            "provider_name": ["ROSE", "LILY", "IRIS", "FERN"],
            "procedure_code": "99213",
            "modifier_codes": ["25", "", "", ""],
            "carc_code": "97",
            "denied_line_count": [18, 1, 10, 3],
            "adjudicated_line_count": [62, 200, 100, 5],
            "other_denied_line_count": [25, 60, 20, 10],
            "other_adjudicated_line_count": [410, 300, 200, 400],
            "denied_amount": [1800.0, 100.0, 1000.0, 300.0],
        }
    )


def test_a_difference_is_called_only_with_enough_lines_and_an_interval_beside_zero() -> None:
    compared = compare_patterns(patterns()).set_index("provider_name")
    assert compared["verdict"].to_dict() == {
        "ROSE": MORE,
        "LILY": LESS,
        "IRIS": ALIKE,
        "FERN": UNKNOWN,
    }
    # 18 less 62 lines at the others' rate of 25 in 410.
    assert round(compared.loc["ROSE", "excess_line_count"], 2) == round(18 - 62 * 25 / 410, 2)


def test_two_denied_lines_are_no_pattern_whatever_the_interval_says() -> None:
    # 2 of 29 against none of 600: the interval leaves zero out, and yet it is two lines.
    few = (
        patterns()
        .iloc[[0, 0]]
        .assign(
            denied_line_count=[2, 3],
            adjudicated_line_count=29,
            other_denied_line_count=0,
            other_adjudicated_line_count=600,
        )
    )
    verdicts = compare_patterns(few).set_index("denied_line_count")["verdict"]
    assert verdicts.to_dict() == {2: UNKNOWN, 3: MORE}


def test_the_sentence_names_the_pattern_with_its_numbers() -> None:
    providers = pd.DataFrame(
        {
            "provider_name": ["LILY", "ROSE"],
            "denied_amount": [900.0, 1800.0],
            "denied_line_count": [9, 18],
            "adjudicated_line_count": [200, 62],
        }
    )
    assert providers_sentence(providers, compare_patterns(patterns())) == (
        "Rose has most denied dollars, $1,800 on 18 of 62 lines. Rose is denied for 97 on "
        "99213 25 more than others: 18 of 62 lines against 6.1%."
    )
    quiet = compare_patterns(patterns().iloc[[2]])
    assert providers_sentence(providers, quiet).endswith(
        "No provider is clearly denied more often than others."
    )
    nothing = providers.assign(denied_amount=0.0, denied_line_count=0)
    assert providers_sentence(nothing, quiet) == "No denied line matches these filters."
