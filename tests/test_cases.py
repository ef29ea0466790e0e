"""Every case of tests/cases comes out as its rule says, in whatever order its files are loaded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analytics import database, snapshots
from analytics.load import load_paths
from tests.case_checks import CHECKS, Loaded, differences_of

CASES_FOLDER = Path(__file__).parent / "cases"
CASES: list[dict[str, Any]] = json.loads((CASES_FOLDER / "expected.json").read_text())


def _orders() -> Iterator[Any]:
    """Each case, and where it has several files each in reversed order too."""
    for case in CASES:
        yield pytest.param(case, False, id=case["name"])
        if len(case["files"]) > 1:
            yield pytest.param(case, True, id=f"{case['name']}-files_reversed")


@pytest.mark.parametrize(("case", "is_reversed"), list(_orders()))
def test_a_case_comes_out_as_its_rule_says(
    case: dict[str, Any], is_reversed: bool, tmp_path: Path
) -> None:
    unknown = set(case["expected"]) - set(CHECKS)
    assert not unknown, f"{case['name']}: no check for {', '.join(sorted(unknown))}"
    names = case["files"][::-1] if is_reversed else case["files"]
    reports = load_paths(tmp_path, [CASES_FOLDER / name for name in names]).files
    path = snapshots.current_files(tmp_path)
    if path is None:
        differences = differences_of(Loaded(case, reports, None))
    else:
        with database.connect(path) as connection:
            differences = differences_of(Loaded(case, reports, connection))
    if differences:
        pytest.fail("\n\n".join([f"The rule: {case['rule']}", *differences]), pytrace=False)
