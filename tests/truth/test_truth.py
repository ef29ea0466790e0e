"""No difference from the judge, in any history, in whatever order the files are loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.truth.comparison import ORDERS, compare, make_histories
from tests.truth.showing import shown, summary
from tests.truth.situations import SITUATIONS

HISTORY_COUNT = 420
SEED = 20261005


@pytest.mark.parametrize("order", ORDERS)
def test_every_line_is_counted_as_the_truth_has_it(order: str, tmp_path: Path) -> None:
    """Histories of every situation, all in one store, line by line."""
    found = compare(make_histories(HISTORY_COUNT, SEED), tmp_path, order, SEED)
    print(summary(found, order))
    smallest = found.smallest()
    if smallest is not None:
        told = shown(smallest, found.differences[smallest.number])
        pytest.fail(f"{summary(found, order)}\nThe smallest: {told}", pytrace=False)


def test_the_histories_show_every_situation_several_times() -> None:
    told = [history.situation for history in make_histories(HISTORY_COUNT, SEED)]
    assert {name: told.count(name) >= 5 for name in SITUATIONS} == dict.fromkeys(SITUATIONS, True)
