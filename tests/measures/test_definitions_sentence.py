"""Definitions say truthfully what was changed here, of one payer too."""

import pandas as pd

from analytics.measures.sentences import definitions_sentence

REASONS = pd.DataFrame({"is_denial": [True, True, False]})
NOTHING = {"reason": 0, "deadline": 0, "payer name": 0}


def test_without_a_change_all_are_the_defaults() -> None:
    said = definitions_sentence(REASONS, NOTHING)
    assert said == "2 of 3 reasons count as a denial; all are the defaults."


def test_every_kind_of_change_in_force_is_counted() -> None:
    one = definitions_sentence(REASONS, NOTHING | {"payer name": 1})
    assert one.endswith("; 1 payer name is changed here.")
    more = definitions_sentence(REASONS, {"reason": 2, "deadline": 1, "payer name": 3})
    assert more.endswith("; 2 reasons, 1 deadline and 3 payer names are changed here.")
