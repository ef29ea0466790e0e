"""What an edited list of minutes changes."""

from __future__ import annotations

import pandas as pd

from analytics.measures.work_minutes import edited_minutes, minutes_differences

SHOWN = pd.DataFrame(
    {
        "category": ["Duplicate", "Timely Filing"],
        "work_minutes": [10.0, None],
        "is_verified": [False, False],
        "note": ["verify", ""],
        "default_work_minutes": [10.0, 25.0],
        "is_default": [True, False],
    }
)


def test_an_untouched_list_changes_nothing() -> None:
    assert edited_minutes(SHOWN, SHOWN.copy()) == []


def test_a_changed_cell_is_the_whole_row_it_stands_in() -> None:
    edited = SHOWN.assign(work_minutes=[12.0, None], is_verified=[False, True])
    assert edited_minutes(SHOWN, edited) == [
        {"category": "Duplicate", "work_minutes": 12, "is_verified": False, "note": "verify"},
        {"category": "Timely Filing", "work_minutes": None, "is_verified": True, "note": ""},
    ]


def test_what_differs_is_said_beside_the_default() -> None:
    assert minutes_differences(SHOWN) == ("Minutes of work for Timely Filing: none (default 25).",)
