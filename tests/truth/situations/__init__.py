"""The situations of untidy payers, each a function that tells one history.

Only what the rules of linking can know is told: a later answer has the payer's number, a reference,
a reversal, the same days and lines, or a line number to be known by. Where a payer gives no sign,
two claims are billed, as the rules say.
"""

from __future__ import annotations

from random import Random

from tests.truth.claims import History
from tests.truth.situations import (
    answered,
    control_numbers,
    lines,
    mixed,
    money,
    no_answers,
    payers,
    splits,
)
from tests.truth.situations.steps import Situation
from tests.truth.telling import Teller

SITUATIONS: dict[str, Situation] = {
    tell.__name__: tell
    for module in (answered, lines, splits, money, payers, control_numbers, no_answers, mixed)
    for tell in module.TOLD
}


def history(name: str, seed: int, number: int) -> History:
    """The history of a situation, the same for the same seed and number."""
    teller = Teller(Random(f"{seed} {name} {number}"), name, number)
    SITUATIONS[name](teller)
    return teller.history()
