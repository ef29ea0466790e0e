"""No difference from the judge, in any history, in whatever order the files are loaded."""

from __future__ import annotations

from dataclasses import replace
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
    assert found.is_same, found.sums


def test_an_answer_taken_for_another_line_is_a_difference(tmp_path: Path) -> None:
    """The comparison itself: where the truth is another, it says so, of that history alone."""
    histories = make_histories(3, SEED, ["reversed_then_answered_later"])
    *told, last = histories[1].told
    other = replace(last.claim, lines=tuple(replace(x, key=f"{x.key}a") for x in last.claim.lines))
    told.append(replace(last, claim=other))
    histories[1] = replace(histories[1], told=tuple(told))
    found = compare(histories, tmp_path, "by_date")
    assert list(found.differences) == [histories[1].number]
    assert any("not counted" in one for one in found.differences[histories[1].number])


def test_the_histories_show_every_situation_several_times() -> None:
    told = [history.situation for history in make_histories(HISTORY_COUNT, SEED)]
    assert {name: told.count(name) >= 5 for name in SITUATIONS} == dict.fromkeys(SITUATIONS, True)
