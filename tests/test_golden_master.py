"""Answers are compared row by row, whatever numbers of ours stand in them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics.load import load_paths
from benchmarks import golden
from benchmarks.golden_rows import EQUAL, ORDER, ROWS, compare_answers
from tests.given import a_claim, a_denied_claim, an_835

EVENTS = pd.DataFrame(
    {
        "linked_claim_id": [1, 1, 2, 2, 3],
        "event": ["billed", "denied", "billed", "paid", "billed"],
        "amount": [100.0, 100.0, 80.0, 80.0, None],
    }
)
# Three lines alike but for their claim, of which one has two.
TWINS = pd.DataFrame({"claim_id": [7, 7, 8], "event": ["billed"] * 3})


def test_an_answer_is_equal_to_itself() -> None:
    assert compare_answers(EVENTS, EVENTS).is_equal


def test_numbers_of_ours_may_be_given_otherwise() -> None:
    renumbered = EVENTS.assign(linked_claim_id=EVENTS["linked_claim_id"].map({1: 30, 2: 10, 3: 20}))
    found = compare_answers(EVENTS, renumbered)
    assert found.is_equal
    assert found.renamed == ["linked_claim_id"]


def test_numbers_may_become_texts() -> None:
    assert compare_answers(EVENTS, EVENTS.assign(linked_claim_id=list("bbaac"))).is_equal


def test_a_row_moved_to_another_group_differs() -> None:
    moved = EVENTS.assign(linked_claim_id=[1, 2, 2, 2, 3])
    found = compare_answers(EVENTS, moved)
    assert found.verdict == ROWS
    assert "share linked_claim_id with other rows" in found.rows[0]


def test_two_groups_become_one_differ() -> None:
    assert compare_answers(EVENTS, EVENTS.assign(linked_claim_id=[1, 1, 2, 2, 2])).verdict == ROWS


def test_rows_that_are_alike_are_told_apart_by_the_size_of_their_groups() -> None:
    assert compare_answers(TWINS, TWINS.assign(claim_id=[5, 9, 9])).verdict == ORDER
    assert compare_answers(TWINS, TWINS.assign(claim_id=[5, 6, 9])).verdict == ROWS


def test_a_group_that_has_no_number_any_more_differs() -> None:
    lost = EVENTS.assign(linked_claim_id=[1, 1, 2, 2, None])
    assert compare_answers(EVENTS, lost).verdict == ROWS


def test_a_line_number_counts_within_its_claim() -> None:
    lines = pd.DataFrame(
        {"chain_number": [1, 1, 2], "chain_line_number": [1, 2, 1], "n": [5, 6, 7]}
    )
    other = lines.assign(chain_number=[4, 4, 3], chain_line_number=[2, 1, 2])
    assert compare_answers(lines, other).is_equal
    assert compare_answers(lines, other.assign(chain_line_number=[2, 2, 2])).verdict == ROWS


def test_two_keys_are_compared_together() -> None:
    # By either number alone the rows are paired alike: each claim and each line has a 0 and a 1.
    both = pd.DataFrame({"claim_id": [1, 1, 2, 2], "line_id": [1, 1, 2, 2], "n": [0, 1, 0, 1]})
    assert compare_answers(both, both.assign(claim_id=[9, 9, 5, 5])).is_equal
    assert compare_answers(both, both.assign(line_id=[1, 2, 2, 1])).verdict == ROWS


def test_another_order_of_the_same_rows_is_told_as_such() -> None:
    assert compare_answers(EVENTS, EVENTS.iloc[::-1]).verdict == ORDER


def test_a_changed_value_is_shown_with_what_it_was() -> None:
    changed = EVENTS.assign(amount=[100.0, 90.0, 80.0, 80.0, None])
    found = compare_answers(EVENTS, changed)
    assert found.verdict == ROWS
    assert found.rows == [
        "1 rows before and 1 after have no equal",
        "only before: amount=100.0, event=denied",
        "only after: amount=90.0, event=denied",
    ]


def test_a_row_that_comes_twice_differs_from_one_that_comes_once() -> None:
    twice = pd.concat([EVENTS, EVENTS.tail(1)])
    assert compare_answers(EVENTS, twice).verdict == ROWS


def test_a_column_of_one_side_is_told_and_the_others_are_compared() -> None:
    found = compare_answers(EVENTS, EVENTS.rename(columns={"amount": "dollars"}))
    assert (found.verdict, found.only_before, found.only_after) == (EQUAL, ["amount"], ["dollars"])
    assert not found.is_equal
    assert compare_answers(EVENTS, EVENTS.assign(amount=1), ["amount"]).is_equal


def test_the_last_bits_of_a_sum_of_floats_do_not_count() -> None:
    before = pd.DataFrame({"rate": [0.1 + 0.2, 0.5]})
    assert compare_answers(before, pd.DataFrame({"rate": [0.3, 0.5]})).is_equal
    assert compare_answers(before, pd.DataFrame({"rate": [0.3001, 0.5]})).verdict == ROWS


def test_the_day_of_loading_in_a_message_does_not_count_and_all_else_of_it_does() -> None:
    def files(earlier: str, day: str) -> pd.DataFrame:
        said = f"The same content was loaded as {earlier} on {day}; nothing was added."
        return pd.DataFrame({"file_name": ["b.835"], "message": [said]})

    before = files("a.835", "30 Nov 2026")
    assert compare_answers(before, files("a.835", "1 Dec 2026")).is_equal
    assert compare_answers(before, files("c.835", "30 Nov 2026")).verdict == ROWS


def _store(folder: Path, text: str) -> Path:
    """A store that loaded this text."""
    folder.mkdir()
    (folder / "one.835").write_text(text, encoding="utf-8")
    load_paths(folder / "store", [folder / "one.835"])
    return folder / "store"


def test_stores_that_say_the_same_are_equal_and_others_are_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = an_835(a_denied_claim("A1"), a_claim("A2"))
    other = an_835(a_denied_claim("A1", carc="50"), a_claim("A2"))
    store, changed = _store(tmp_path / "one", text), _store(tmp_path / "other", other)
    only = ["--questions", "data_span", "denials_by_reason", "claim_history"]
    kept = str(tmp_path / "kept")
    assert golden.main(["dump", kept, "--store", str(store), *only]) == 0
    assert golden.main(["compare", kept, "--store", str(store), *only]) == 0
    assert "data_span: equal (1 answers)" in capsys.readouterr().out
    assert golden.main(["compare", kept, "--store", str(changed), *only]) == 1
    assert golden.main(["compare", "--store", str(store), "--against", str(changed), *only]) == 1
    for out in capsys.readouterr().out.split("Compared up to renaming: linked_claim_id")[:2]:
        assert "data_span: equal (1 answers)" in out
        assert "denials_by_reason: rows differ" in out
        assert "patient_control_number=A1" in out
