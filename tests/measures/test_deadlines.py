"""What an edited list of limits changes."""

from __future__ import annotations

import pandas as pd

from analytics.measures.deadlines import edited_limits

SHOWN = pd.DataFrame(
    {
        "payer_name": ["", ""],
        "line_of_business": ["Medicare", ""],
        "deadline_kind": ["appeal", "appeal"],
        "day_count": [120.0, 90.0],
        "counted_from": ["remit_date", "remit_date"],
        "is_verified": [False, False],
        "note": ["verify", "verify"],
    }
)


def test_an_untouched_list_changes_nothing() -> None:
    assert edited_limits(SHOWN, SHOWN.copy()) == []


def test_a_changed_cell_is_the_whole_limit_it_stands_in() -> None:
    edited = SHOWN.assign(day_count=[110.0, None], is_verified=[True, False])
    assert edited_limits(SHOWN, edited) == [
        {
            "payer_name": "",
            "line_of_business": "Medicare",
            "deadline_kind": "appeal",
            "counted_from": "remit_date",
            "note": "verify",
            "day_count": 110,
            "is_verified": True,
        },
        {
            "payer_name": "",
            "line_of_business": "",
            "deadline_kind": "appeal",
            "counted_from": "remit_date",
            "note": "verify",
            "day_count": None,
            "is_verified": False,
        },
    ]


def test_a_new_row_is_a_limit_once_it_has_a_kind() -> None:
    columns = ["payer_name", "deadline_kind", "day_count"]
    new = pd.DataFrame([["AURORA", "appeal", 60], ["AURORA", None, 30]], columns=columns)
    (limit,) = edited_limits(SHOWN, pd.concat([SHOWN, new], ignore_index=True))
    assert (limit["payer_name"], limit["line_of_business"], limit["day_count"]) == (
        "AURORA",
        "",
        60,
    )
    assert (limit["counted_from"], limit["is_verified"], limit["note"]) == ("remit_date", False, "")
