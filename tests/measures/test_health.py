"""Data health in words."""

import pandas as pd

from analytics.measures.health import health_rows, health_sentence


def health(*rows: tuple) -> pd.DataFrame:
    """Payer, week, lines, expected, duplicates, verdict."""
    names = ["payer_name", "remit_week", "line_count", "expected_line_count",
             "duplicate_line_count", "verdict"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(
        remit_week=pd.to_datetime(frame["remit_week"]),
        is_healthy=~frame["verdict"].isin(["file missing?", "many duplicates"]),
    )


GONE = ("CEDAR", "2026-10-12", 0, 31.6, 0, "file missing?")
FEW = ("CEDAR", "2026-10-19", 3, 30.0, 0, "file missing?")
TWICE = ("BLUE", "2026-10-05", 40, 20.0, 20, "many duplicates")
WELL = ("BLUE", "2026-10-19", 20, 20.0, 0, "ok")


def test_a_missing_file_is_told_with_what_it_touches():
    assert health_sentence(health(GONE, WELL)) == (
        "Cedar has no remittance in the week of Oct 12, 2026; about 32 lines are "
        "expected. That week's rates are left out of alerts."
    )


def test_the_newest_is_told_and_the_others_counted():
    sentence = health_sentence(health(GONE, FEW, TWICE, WELL))
    assert sentence.startswith("Cedar has only 3 lines in the week of Oct 19, 2026")
    assert sentence.endswith("2 more payer weeks shown likewise.")


def test_duplicates_are_told_with_their_lines():
    assert "has many duplicates in the week of Oct 5, 2026: 20 of 40 lines." in health_sentence(
        health(TWICE)
    )


def test_nothing_is_said_where_all_is_well():
    assert health_sentence(health(WELL)) == ""
    assert health_sentence(health()) == ""


def test_the_list_has_what_needs_a_look_and_each_payers_newest_week():
    rows = health_rows(health(WELL, GONE, TWICE, ("RED", "2026-10-12", 9, 9.0, 0, "ok")))
    assert list(rows.payer_name + " " + rows.verdict) == [
        "CEDAR file missing?", "BLUE many duplicates", "BLUE ok",
    ]  # fmt: skip
