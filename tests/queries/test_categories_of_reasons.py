"""A line has one category everywhere; a reason whose lines fall into several says "by remark"."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from analytics import database
from tests.queries.lines_by_hand import an_empty_house, answered, put_lines

CODING = {"category": "Coding/Modifier", "owner": "Coding"}
RECORDS = {"category": "Documentation/Info Request", "owner": "Billing"}
DENIED = {"outcome": "open", "provider_name": "DOE", "modifier_set": ""}


@pytest.fixture(scope="module")
def house() -> Iterator[database.Connection]:
    """CARC 16 by remark: 3 lines of BLUE are coding, 2 records; RED's 4 are records alone."""
    with an_empty_house() as connection:
        put_lines(
            connection,
            [
                *answered("BLUE", 1, 3, 3, carc_code="16", **DENIED, **CODING),
                *answered("BLUE", 2, 2, 2, carc_code="16", **DENIED, **RECORDS),
                *answered("RED", 2, 4, 4, carc_code="16", **DENIED, **RECORDS),
                *answered("RED", 2, 1, 1, carc_code="97", **DENIED, **CODING),
            ],
        )
        reasons = pd.DataFrame({"carc_code": ["16", "97"], "category": "Technical/Billing Error"})
        connection.register("given_reasons", reasons)
        connection.execute("delete from marts.reasons")
        connection.execute("insert into marts.reasons by name select * from given_reasons")
        connection.unregister("given_reasons")
        yield connection


def told(rows: pd.DataFrame, *columns: str) -> set[tuple]:
    return set(rows[list(columns)].itertuples(index=False, name=None))


def test_a_reason_over_several_categories_says_by_remark(house):
    rows = database.ask(house, "denials_by_reason")
    assert told(rows, "carc_code", "category", "owner") == {
        ("16", "by remark", "by remark"),
        ("97", "Coding/Modifier", "Coding"),
    }


def test_at_one_payer_it_may_be_one(house):
    for question in ("denials_by_payer_and_reason", "outcomes_by_reason"):
        rows = database.ask(house, question)
        assert told(rows, "payer_name", "carc_code", "category") == {
            ("BLUE", "16", "by remark"),
            ("RED", "16", "Documentation/Info Request"),
            ("RED", "97", "Coding/Modifier"),
        }


def test_week_by_week_a_reason_keeps_what_it_is_over_all(house):
    rows = database.ask(house, "weekly_denials_by_reason")
    assert set(rows.loc[rows["carc_code"] == "16", "category"]) == {"by remark"}
    assert len(rows) == 3


def test_a_providers_reasons_say_it_as_well(house):
    rows = database.ask(house, "provider_patterns")
    assert told(rows, "carc_code", "category", "denied_line_count") == {
        ("16", "by remark", 9),
        ("97", "Coding/Modifier", 1),
    }


def test_top_denials_part_a_reason_by_category_so_each_owner_has_his_lines(house):
    top = database.ask(house, "top_denials")
    categories = database.ask(house, "denials_by_category")
    # 3 + 1 lines are coding, 2 + 4 records: both views say the same of every line.
    for rows in (top, categories):
        counts = rows.groupby("category")["denied_line_count"].sum()
        assert counts.to_dict() == {"Coding/Modifier": 4, "Documentation/Info Request": 6}
    assert "by remark" not in set(top["category"])
